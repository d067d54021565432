"""Whom the report names for a figure, and whether it was measured, is aimed at, or is an estimate."""
from __future__ import annotations

from collections.abc import Sequence

from detente.extract.figures.amounts import Amount
from detente.extract.figures.phrases import Field
from detente.extract.figures.words import Words
from detente.language.parse import Token
from detente.records.kinds import FigureRole
from detente.records.reading import Mention, Statement
from detente.text import Span

NEAR = 5
UP = 5


def said_by(span: Span, statements: Sequence[Statement]) -> Mention | None:
    """The speaker of the shortest statement that holds the span; who relayed it where no speaker is known."""
    holding = [(len(c), n) for n, s in enumerate(statements) for c in s.content
               if c.covers(span) and (s.speaker or s.via) and not any(m.span.overlaps(span) for m in (s.speaker, s.via) if m)]
    if not holding:
        return None
    found = statements[min(holding)[1]]
    return found.speaker or found.via


def role_of(field: Field, words: Words, a: Amount, governor: int | None) -> FigureRole:
    """Target where the clause aims at it, estimate where the words estimate or foresee it, else measured."""
    inside = field.parse.tokens_in(a.span)
    if not inside:
        return FigureRole.MEASURED
    first = inside[0]
    near = [field.token(i) for i in range(max(0, first - 2), inside[-1] + 1) if field.token(i).sent == field.token(first).sent]
    if any(words.has("estimate_words", t.lower) for t in near):
        return FigureRole.ESTIMATE
    chain = chain_of(field, governor if governor is not None else first)
    return role_in(field, words, chain)


def chain_of(field: Field, i: int) -> list[Token]:
    """The word and those above it, a few steps."""
    out = [field.token(i)]
    for above in field.parse.ancestors(i):
        out.append(above)
        if len(out) > UP:
            break
    return out


def role_in(field: Field, words: Words, chain: Sequence[Token]) -> FigureRole:
    below: Token | None = None
    for t in chain:
        if t.pos == "NOUN" and words.has("target_nouns", t.lemma) and below is None:
            return FigureRole.TARGET
        if t.pos == "NOUN" and words.has("estimate_nouns", t.lemma) and below is None:
            return FigureRole.ESTIMATE
        if t.pos in {"VERB", "AUX"}:
            if words.has("estimate", t.lemma):
                return FigureRole.ESTIMATE
            if below is not None and words.has("target", t.lemma) and below.tag in {"VB", "VBG"}:
                return FigureRole.TARGET
            if any(words.has("estimate_modals", k.lower) for k in field.parse.kids(t.i, "aux")) and below is None:
                return FigureRole.ESTIMATE
            if any(k.lower in {"will", "'ll", "shall"} for k in field.parse.kids(t.i, "aux")) and below is None:
                return FigureRole.ESTIMATE if words.has("up_verbs", t.lemma) or words.has("down_verbs", t.lemma) else FigureRole.TARGET
            below = t
    return FigureRole.MEASURED
