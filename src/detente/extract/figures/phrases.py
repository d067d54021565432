"""Noun phrases as the report words them, from the parse, kept short and free of the amount itself."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.language.parse import Parse, Token
from detente.records.reading import When
from detente.text import Span

REACH = 14      # tokens of a phrase
LEFT = frozenset({"compound", "amod", "nmod", "poss", "nummod", "det", "case", "advmod", "npadvmod", "punct", "quantmod", "predet"})
LINKS = frozenset({"of", "with", "to", "for", "between", "from", "against", "on", "in", "into", "at", "among", "by", "near", "over"})
EDGES = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "all", "both"})
NOUNS = frozenset({"NOUN", "PROPN"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(frozen=True, slots=True)
class Field:
    """The parse, and the characters that are times."""

    parse: Parse
    times: Sequence[When]
    timed: frozenset[int]

    def token(self, i: int) -> Token:
        return self.parse.tokens[i]


def field_of(parse: Parse, times: Sequence[When]) -> Field:
    return Field(parse, times, frozenset(i for w in times if w.span for i in parse.tokens_in(w.span)))


def noun_phrase(field: Field, head: int, without: Span | None = None, links: frozenset[str] = LINKS) -> Span | None:
    """Characters of the noun phrase of token `head`, without its article, the amount `without`, times and clauses.

    Prepositional phrases go along as far as they are joined by `links`; the phrase ends before the amount and reaches REACH words at most.
    """
    if without is not None and without.overlaps(field.token(head).span):
        return None
    bounds = Bounds(max(0, head - REACH), head + REACH, without, links)
    first, last = left_edge(field, head, bounds), right_edge(field, head, bounds)
    if without is not None:
        first = max([first, *(i + 1 for i in field.parse.tokens_in(without) if first <= i < head)])
    while first < head and loose(field, field.token(first), bounds):
        first += 1
    return field.parse.span_of(first, last)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a phrase may reach: token indices, the amount it must not touch, the prepositions it may go over."""

    low: int
    high: int
    without: Span | None
    links: frozenset[str]

    def touches(self, t: Token) -> bool:
        return self.without is not None and self.without.overlaps(t.span)


def loose(field: Field, t: Token, bounds: Bounds) -> bool:
    """Whether the first word of a phrase says nothing: its article (not that of a possessor), a count, the amount itself."""
    if t.dep == "punct" or bounds.touches(t):
        return True
    return (t.lower in EDGES and field.token(t.head).dep != "poss") or (t.pos == "NUM" and t.dep == "nummod" and t.lower.isalpha())


def left_edge(field: Field, head: int, bounds: Bounds) -> int:
    """The leftmost token of the head's own modifiers; a possessor is taken along."""
    first = head
    for kid in reversed([k for k in field.parse.children[head] if bounds.low <= k < head]):
        t = field.token(kid)
        if t.dep not in LEFT or (t.dep == "punct" and t.text != "-") or kid in field.timed or bounds.touches(t):
            break
        first = left_edge(field, kid, bounds) if t.dep in {"poss", "compound", "amod", "nmod"} else kid
    return first


def right_edge(field: Field, head: int, bounds: Bounds) -> int:
    """The rightmost token of the phrases that hang on the head, contiguous and before the amount."""
    last = head
    for kid in field.parse.kids(head):
        if kid.i < head or kid.dep == "case":
            continue
        pobj = next(field.parse.kids(kid.i, "pobj"), None)
        if kid.dep != "prep" or kid.lower not in bounds.links or kid.i > last + 2 or pobj is None:
            break
        if pobj.i in field.timed or not kid.i < pobj.i <= bounds.high:
            break
        edge = joined_edge(field, pobj, bounds)
        if edge > bounds.high or any(bounds.touches(field.token(i)) for i in range(kid.i, edge + 1)):
            break
        last = edge
    return last


def joined_edge(field: Field, noun: Token, bounds: Bounds) -> int:
    """The right edge of a noun and of those joined to it by "and"."""
    edge = right_edge(field, noun.i, bounds)
    for conj in field.parse.kids(noun.i, "conj"):
        if conj.pos in NOMINAL and edge < conj.i <= min(edge + 5, bounds.high) and conj.i not in field.timed:
            between = [field.token(k) for k in range(edge + 1, conj.i)]
            if any(t.dep == "cc" for t in between) and all(t.dep in LEFT or t.dep == "cc" for t in between):
                return joined_edge(field, conj, bounds)
    return edge


def subject_of(field: Field, verb: int, limit: int = 6) -> Token | None:
    """The subject of a verb: its own, the noun it describes ("trade totalling", "exports, which fell"), or that of the verb it goes with."""
    at = field.token(verb)
    for _ in range(limit):
        own = next(field.parse.kids(at.i, "nsubj", "nsubjpass"), None)
        if own is not None:
            return relative(field, own, at)
        if at.dep in {"acl", "relcl"} and field.token(at.head).pos in NOMINAL:
            return field.token(at.head)
        if at.dep not in {"conj", "xcomp", "advcl", "pcomp", "aux", "auxpass"} or at.head == at.i:
            return None
        at = field.token(at.head)
        if at.pos == "ADP":
            at = field.token(at.head)
    return None


def relative(field: Field, subject: Token, verb: Token) -> Token:
    """The noun that "which" or "that" stands for."""
    if verb.dep == "relcl" and subject.lower in {"which", "that", "who"}:
        return field.token(verb.head)
    return subject


def kid_object(field: Field, verb: int, without: Span) -> Token | None:
    """The direct object of a verb that is not the amount."""
    return next((t for t in field.parse.kids(verb, "dobj") if not without.overlaps(t.span) and t.i not in field.timed), None)


def complement(field: Field, noun: int, preps: Sequence[str], without: Span) -> Token | None:
    """The noun behind "of" or "in" that a noun or amount is about; times and the amount itself do not count."""
    for prep in field.parse.kids(noun, "prep"):
        if prep.lower in preps:
            pobj = next(field.parse.kids(prep.i, "pobj"), None)
            if pobj is not None and pobj.pos in NOUNS and pobj.i not in field.timed and not without.overlaps(pobj.span):
                return pobj
    return None


def definite(field: Field, noun: Token) -> bool:
    """Whether the noun has "the" or its like: "in the scheme" is a place, "in aid" a kind of money."""
    return any(k.lower in EDGES - {"a", "an", "some"} for k in field.parse.kids(noun.i, "det"))


def head_in(parse: Parse, span: Span) -> Token | None:
    """The last word in the span whose governor stands outside it: "billion" of "$30 billion", "cent" of "90 per cent"."""
    inside = parse.tokens_in(span)
    for i in reversed(inside):
        t = parse.tokens[i]
        if t.pos != "PUNCT" and (t.head not in inside or t.head == i):
            return t
    return None


def token_before(parse: Parse, span: Span) -> Token | None:
    """The word in front of the span, in the same sentence."""
    inside = parse.tokens_in(span)
    if not inside or inside[0] == 0 or parse.tokens[inside[0] - 1].sent != parse.tokens[inside[0]].sent:
        return None
    return parse.tokens[inside[0] - 1]


def token_after(parse: Parse, i: int) -> Token | None:
    """The word behind token i, in the same sentence."""
    nxt = i + 1
    return parse.tokens[nxt] if nxt < len(parse.tokens) and parse.tokens[nxt].sent == parse.tokens[i].sent else None


def words_of(parse: Parse, span: Span) -> str:
    """The words of a span with white space as single blanks."""
    return " ".join(parse.text[span.start:span.end].split())
