"""Status of an act: happened, ongoing, planned, possible, conditional, denied; by cues around its trigger, in the tree.

The cues are those that factuality annotation has settled on (FactBank, Saurí and Pustejovsky 2009; MEANTIME): negation, modals, tense and
aspect, and the kind of verb or noun that embeds the act. Words: `data/status.toml`.
"""
from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

from detente.errors import KnowledgeError
from detente.language.parse import Parse, Token
from detente.records.kinds import Status


@dataclass(frozen=True, slots=True)
class StatusCues:
    """Lemmas or lower-cased words by what they do to the act they embed or modify."""

    future_aux: frozenset[str]
    possible_aux: frozenset[str]
    negation: frozenset[str]
    planning: frozenset[str]
    planning_nouns: frozenset[str]
    scheduling: frozenset[str]
    delaying: frozenset[str]
    undone: frozenset[str]
    wanting: frozenset[str]
    doubting: frozenset[str]
    preventing: frozenset[str]
    denying: frozenset[str]
    possible_adverbs: frozenset[str]
    conditions: frozenset[str]


@cache
def status_cues() -> StatusCues:
    """The cues as shipped. Raises KnowledgeError where a list is missing or strange."""
    raw = tomllib.loads(resources.files("detente.extract.events").joinpath("data/status.toml").read_text("utf-8"))
    names = {f.name for f in fields(StatusCues)}
    if set(raw) != names:
        raise KnowledgeError(f"data/status.toml: lists missing or unknown: {', '.join(sorted(names ^ set(raw)))}")
    return StatusCues(**{name: frozenset(words) for name, words in raw.items()})


def status_by_cues(parse: Parse, trigger: int, cues: StatusCues) -> tuple[Status, str]:
    """Status of the act that token `trigger` names, and the words that decided."""
    token = parse.tokens[trigger]
    told = fate(parse, trigger, cues)
    if told is not None:
        return told
    for status, why in (*own_cues(parse, token, cues), *embedding_cues(parse, token, cues)):
        return status, why
    if is_progressive(parse, token):
        return Status.ONGOING, f"progressive {token.text!r}"
    return Status.HAPPENED, "told as fact"


def fate(parse: Parse, trigger: int, cues: StatusCues) -> tuple[Status, str] | None:
    """What the words on an event noun say became of it: "was called off", "the cancelled visit", "put off to July", "a visit planned for Friday".

    Being called off outweighs having been planned; None where nothing is said. These words are plain: no other evidence is weighed against them.
    """
    token = parse.tokens[trigger]
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    said = [k for k in parse.kids(token.i, "amod", "acl", "relcl", "appos") if k.tag in {"VBN", "VBD", "JJ"}]
    head = parse.tokens[token.head]
    if token.dep in {"nsubj", "nsubjpass"}:
        said += [head, *parse.kids(head.i, "acomp")]
    found = [told for word in said for told in told_of(parse, word, cues)]
    return min(found, key=lambda told: told[0] is not Status.DENIED, default=None)


def told_of(parse: Parse, word: Token, cues: StatusCues) -> Iterator[tuple[Status, str]]:
    """What one participle or verb of fate says: cancelled, put off, or set for later. Its own negation or "will" is left to the other cues."""
    if any(k.dep == "neg" for k in parse.kids(word.i)):
        return
    full = " ".join((word.lemma, *(k.lower for k in parse.kids(word.i, "prt"))))
    passive = word.tag in {"VBN", "JJ"} or any(True for _ in parse.kids(word.i, "auxpass"))
    if full in cues.undone and passive:
        yield Status.DENIED, f"{word.text!r}"
    elif full in cues.delaying and passive:
        yield Status.PLANNED, f"put off, {word.text!r}"
    elif full in cues.scheduling and passive and not any(k.lower == "had" for k in parse.kids(word.i, "aux")):
        yield Status.PLANNED, f"{word.text!r}"


def own_cues(parse: Parse, token: Token, cues: StatusCues) -> Iterator[tuple[Status, str]]:
    """Negation, auxiliaries, adverbs and conditions on the trigger itself or on its light verb."""
    carriers = [token]
    head = parse.tokens[token.head]
    if token.pos == "NOUN" and head.pos in {"VERB", "AUX"} and token.dep in {"dobj", "nsubjpass", "nsubj", "attr"}:
        carriers.append(head)
    for carrier in carriers:
        for kid in parse.kids(carrier.i):
            if kid.dep == "neg" or (kid.dep in {"det", "advmod", "preconj"} and kid.lower in cues.negation):
                yield Status.DENIED, f"negated by {kid.text!r}"
        yield from auxiliary_cues(parse, carrier, cues)
        for kid in parse.kids(carrier.i, "mark", "advmod"):
            if kid.lower in cues.conditions and carrier.pos in {"VERB", "AUX"}:
                yield Status.CONDITIONAL, f"condition {kid.text!r}"
            if kid.lower in cues.possible_adverbs:
                yield Status.POSSIBLE, f"adverb {kid.text!r}"
        for kid in parse.kids(carrier.i, "amod", "compound"):
            if kid.lower in cues.planning_nouns or kid.lemma in cues.planning:
                yield Status.PLANNED, f"called {kid.text!r}"
            if kid.lower in cues.possible_adverbs:
                yield Status.POSSIBLE, f"called {kid.text!r}"


def auxiliary_cues(parse: Parse, verb: Token, cues: StatusCues) -> Iterator[tuple[Status, str]]:
    for kid in parse.kids(verb.i, "aux"):
        if kid.lower in cues.future_aux:
            yield Status.PLANNED, f"auxiliary {kid.text!r}"
        elif kid.lower in cues.possible_aux:
            clauses = parse.kids(verb.i, "advcl")
            conditional = any(m.lower in cues.conditions for clause in clauses for m in parse.kids(clause.i, "mark"))
            yield (Status.CONDITIONAL if conditional else Status.POSSIBLE), f"auxiliary {kid.text!r}"


def embedding_cues(parse: Parse, token: Token, cues: StatusCues) -> Iterator[tuple[Status, str]]:
    """What governs the trigger: verbs and nouns of planning, wanting, doubting, preventing, denying; and negation further up."""
    below = token
    for above in list(parse.ancestors(token.i))[:6]:
        if below.dep in {"nsubj", "nsubjpass", "conj", "relcl"} and not (below.dep == "conj" and below.pos == above.pos):
            return
        word = above.lemma
        if word in cues.preventing or word in cues.denying:
            yield Status.DENIED, f"under {above.text!r}"
        elif word in cues.planning and below.dep in {"xcomp", "acl", "pobj", "dobj", "ccomp", "pcomp", "oprd", "conj", "prep"}:
            yield Status.PLANNED, f"under {above.text!r}"
        elif above.pos == "NOUN" and above.lower in cues.planning_nouns:
            yield Status.PLANNED, f"under {above.text!r}"
        elif word in cues.wanting and below.dep in {"xcomp", "ccomp", "dobj", "prep", "acl"}:
            yield Status.POSSIBLE, f"under {above.text!r}"
        elif word in cues.doubting and below.dep in {"xcomp", "ccomp", "dobj", "acl", "prep"}:
            yield Status.POSSIBLE, f"under {above.text!r}"
        if below.dep in {"xcomp", "prep", "pobj", "pcomp", "dobj"} and above.pos in {"VERB", "AUX", "NOUN"}:
            yield from list(own_cues(parse, above, cues))
        below = above


def is_progressive(parse: Parse, token: Token) -> bool:
    return token.tag == "VBG" and any(k.lemma == "be" and k.tag in {"VBZ", "VBP", "VB"} for k in parse.kids(token.i, "aux"))
