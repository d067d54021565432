"""Words that stand for a measure named before: "such a move", "the proposal"."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.extract.positions.hits import Hit
from detente.extract.positions.operators import Operators
from detente.language.parse import Parse, Token

FAR = {"such": 8}
NEAR = 2


def earlier(parse: Parse, words: Operators, hits: Sequence[Hit]) -> list[Hit]:
    """A hit for each such phrase, with the measure last acted on before it and its value."""
    used = {i for h in hits for i in h.used}
    ordered = sorted(hits, key=lambda h: h.at)
    found = []
    for t in parse.tokens:
        if t.pos == "NOUN" and t.lemma in words.anaphors and t.i not in used and bare(parse, words, t):
            before = antecedent(parse, t, ordered)
            if before is not None:
                found.append(replace(before, at=t.i, used=(t.i,), verbal=False))
    return found


def bare(parse: Parse, words: Operators, t: Token) -> bool:
    """Whether nothing but a pointing word stands with the noun."""
    kids = [k for k in parse.kids(t.i) if k.dep not in {"punct", "cc", "conj"}]
    return bool(kids) and all(k.lower in words.such or k.lower in {"a", "an"} for k in kids)


def antecedent(parse: Parse, t: Token, ordered: Sequence[Hit]) -> Hit | None:
    """The last measure before the phrase, near enough for its pointing word; one that is a thing only counts where it is stopped."""
    such = any(k.lower == "such" for k in parse.kids(t.i))
    reach = FAR["such"] if such else NEAR
    for hit in reversed(ordered):
        if hit.at < t.i and parse.tokens[hit.at].sent >= t.sent - reach:
            value = hit.value or stopped(parse, hit)
            if value:
                return replace(hit, value=value)
    return None


def stopped(parse: Parse, hit: Hit) -> int:
    """1 where a thing stands under a verb of stopping right above it."""
    above = parse.tokens[parse.tokens[hit.at].head]
    return 1 if above.pos == "VERB" and above.lemma in {"stop", "cut", "halt", "ban", "block", "suspend", "end"} and above.tag in {"VBG", "VB"} else 0
