"""Words that stand for a measure named before: "such a move", "the proposal"."""
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from detente.extract.positions.hits import Hit
from detente.extract.positions.operators import Operators
from detente.language.parse import Parse, Token

FAR = {"such": 8}
NEAR = 2
IT = frozenset({"it", "this", "that"})
STOPPING = frozenset({"stop", "cut", "halt", "ban", "block", "suspend", "end"})


def earlier(parse: Parse, words: Operators, hits: Sequence[Hit], operands: Mapping[int, int], people: Collection[int],
            judging: Collection[str]) -> list[Hit]:
    """A hit for each such phrase and each "it" that is nobody, with the measure last named before it and what was done to that there.

    operands: what is done to a measure where a stance to it is taken; people: tokens that head the mention of an actor.
    """
    used = {i for h in hits for i in h.used}
    ordered = sorted(hits, key=lambda h: h.at)
    found = []
    for t in parse.tokens:
        nobody = t.dep == "nsubjpass" and t.i not in people
        pronoun = t.lower in IT and t.tag in {"PRP", "DT"} and (nobody or judged(parse, t, judging))
        if pronoun or (t.pos == "NOUN" and t.lemma in words.anaphors and t.i not in used and bare(parse, words, t)):
            before = antecedent(parse, t, ordered, operands, pronoun)
            if before is not None:
                found.append(replace(before, at=t.i, used=(t.i,), verbal=False))
    return found


def judged(parse: Parse, t: Token, judging: Collection[str]) -> bool:
    """Whether a pronoun is the object of a word that judges or acts on it."""
    above = parse.tokens[t.head]
    if t.dep == "pobj":
        verb = parse.tokens[above.head]
        return f"{verb.lemma} {above.lower}" in judging or (above.lower in {"against", "for"} and verb.lemma == "be")
    return t.dep == "dobj"


def bare(parse: Parse, words: Operators, t: Token) -> bool:
    """Whether nothing but a pointing word, or a clause that says who thinks what of it, stands with the noun."""
    kids = [k for k in parse.kids(t.i) if k.dep not in {"punct", "cc", "conj", "relcl"}]
    clause = any(True for _ in parse.kids(t.i, "relcl")) and t.dep in {"appos", "npadvmod", "dobj", "conj"}
    such = any(k.lower == "such" for k in kids)
    return bool(kids) and all(k.lower in words.such or (k.lower in {"a", "an"} and (clause or such)) for k in kids)


def antecedent(parse: Parse, t: Token, ordered: Sequence[Hit], operands: Mapping[int, int], pronoun: bool) -> Hit | None:
    """The last measure before the phrase, near enough for its pointing word; one that is a thing only counts where it is stopped."""
    such = any(k.lower == "such" for k in parse.kids(t.i))
    topics = {h.measure.id for h in ordered if not h.value and parse.tokens[h.at].sent == t.sent and h.at < t.i} if such else set()
    reach = FAR["such"] if such else 1 if pronoun else NEAR
    for hit in reversed(ordered):
        if hit.at >= t.i or any(t.head == i for i in hit.used):
            continue
        if parse.tokens[hit.at].sent < t.sent - reach:
            return None
        if topics and (hit.measure.id not in topics or hit.at not in operands):
            continue
        value = operands.get(hit.at, hit.value) or stopped(parse, hit)
        if value and (not such or hit.at in operands or not hit.value):
            return replace(hit, value=value)
    return None


def stopped(parse: Parse, hit: Hit) -> int:
    """1 where a thing stands under a verb of stopping right above it."""
    above = parse.tokens[parse.tokens[hit.at].head]
    return 1 if above.pos == "VERB" and above.lemma in STOPPING and above.tag in {"VBG", "VB"} else 0
