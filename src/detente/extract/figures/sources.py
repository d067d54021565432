"""Whom the report names for a figure, and whether it was measured, is aimed at, or is an estimate."""
from __future__ import annotations

import re
from collections.abc import Sequence

from detente.extract.figures.line import Amount
from detente.extract.figures.phrases import Field, noun_phrase, words_of
from detente.extract.figures.words import Words
from detente.language.parse import Sentence, Token
from detente.records.kinds import FigureRole, MentionKind
from detente.records.reading import Mention, Statement
from detente.text import Span

UP = 5
CLOSING = re.compile(r",\s+([^,;:.()\"“”]{3,70}?)\s+(\w+)[.\s\"”’']*\Z")


def according_to(field: Field, words: Words, sentence: Sentence, span: Span, governor: int | None, mentions: Sequence[Mention],
                 statements: Sequence[Statement]) -> Mention | None:
    """Whom the report names for the figure: who put the yield at it, who said it, which data show it."""
    return (put_by(field, words, governor, mentions) or said_by(field, words, span, statements)
            or shown_by(field, words, sentence, span, mentions))


def said_by(field: Field, words: Words, span: Span, statements: Sequence[Statement]) -> Mention | None:
    """The speaker of the shortest statement that asserts the figure; who relayed it where no speaker is known."""
    holding = [(len(c), n) for n, s in enumerate(statements) for c in s.content if c.covers(span) and asserts(field, words, s, span)]
    if not holding:
        return None
    found = statements[min(holding)[1]]
    return found.speaker or found.via


def asserts(field: Field, words: Words, s: Statement, span: Span) -> bool:
    """Whether somebody named asserts the content: not by "shot down", nor by words that themselves hold a number, nor over a semicolon."""
    who = s.speaker or s.via
    if who is None or nobody(field, who) or any(c.overlaps(who.span) for c in s.content):
        return False
    if any(ch.isdigit() for ch in words_of(field.parse, who.span)):
        return False
    if span.end < who.span.start and ";" in field.parse.text[span.end:who.span.start]:
        return False
    cue = None if s.cue is None else field.parse.tokens_in(s.cue)
    return cue is None or any(words.has("asserting", field.token(i).lemma) or words.has("asserting", field.token(i).lower) for i in cue)


def nobody(field: Field, who: Mention) -> bool:
    """Whether a speaker is only a pronoun that nobody stands behind."""
    inside = field.parse.tokens_in(who.span)
    return who.actor is None and len(inside) == 1 and field.token(inside[0]).pos in {"PRON", "DET"}


def put_by(field: Field, words: Words, governor: int | None, mentions: Sequence[Mention]) -> Mention | None:
    """The subject of "put the yield at 50 kilotons", "estimated the cost at $2bn", "acknowledged 38 dead"."""
    verb = None if governor is None else field.token(governor)
    if verb is None or verb.pos != "VERB" or not (verb.lemma in {"put", "place"} or words.has("estimate", verb.lemma)):
        return None
    subject = next(field.parse.kids(verb.i, "nsubj"), None)
    return None if subject is None else named(field, subject, mentions)


def shown_by(field: Field, words: Words, sentence: Sentence, span: Span, mentions: Sequence[Mention]) -> Mention | None:
    """"..., customs data show." at the end of the sentence, which the parser often takes for a noun."""
    start = max(span.end, sentence.end - 120)
    if start >= sentence.end:
        return None
    closing = CLOSING.search(field.parse.text, start, sentence.end)
    if closing is None or not words.has("showing", closing[2].lower()) or not words.has("data", closing[1].split()[-1].lower()):
        return None
    return mention(Span(*closing.span(1)), mentions)


def named(field: Field, noun: Token, mentions: Sequence[Mention]) -> Mention | None:
    """The mention that covers the noun, else its phrase as written."""
    known = next((m for m in mentions if m.span.covers(noun.span)), None)
    if known is not None:
        return known
    phrase = noun_phrase(field, noun.i)
    return None if phrase is None or noun.pos == "PRON" else mention(phrase, mentions)


def mention(span: Span, mentions: Sequence[Mention]) -> Mention:
    known = next((m for m in mentions if m.span == span), None)
    return known or Mention(span, MentionKind.ACTOR)


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
        if parted(field, out[-1], above):
            break
        out.append(above)
        if len(out) > UP:
            break
    return out


def parted(field: Field, a: Token, b: Token) -> bool:
    """Whether a semicolon stands between two words: what is above is then another clause, whatever the parse says."""
    return ";" in field.parse.text[min(a.end, b.end):max(a.start, b.start)] if abs(a.i - b.i) < 60 else True


def own_count(field: Field, verb: Token) -> bool:
    """"puts its own losses at 11": who counts what is his own does not estimate."""
    return any(k.lower == "own" for obj in field.parse.kids(verb.i, "dobj") for k in field.parse.kids(obj.i, "amod"))


def role_in(field: Field, words: Words, chain: Sequence[Token]) -> FigureRole:
    below: Token | None = None
    for n, t in enumerate(chain):
        if t.pos == "NOUN" and below is None:
            if words.has("target_nouns", t.lemma):
                return FigureRole.TARGET
            if words.has("estimate_nouns", t.lemma):
                return FigureRole.ESTIMATE
        if t.pos in {"VERB", "AUX"}:
            inside_subject = n > 0 and chain[n - 1].dep in {"nsubj", "nsubjpass"}
            role = role_of_verb(field, words, t, below, inside_subject)
            if role is not None:
                return role
            below = t
    return FigureRole.MEASURED


def role_of_verb(field: Field, words: Words, verb: Token, below: Token | None, inside_subject: bool) -> FigureRole | None:
    """What one verb says of the figure in its clause; below: the verb through which the figure hangs on it, None where directly."""
    if words.has("estimate", verb.lemma):
        return FigureRole.MEASURED if own_count(field, verb) else FigureRole.ESTIMATE
    if below is not None:
        return FigureRole.TARGET if words.has("target", verb.lemma) and below.tag in {"VB", "VBG"} else None
    if inside_subject:
        return None
    if words.has("pledged", verb.lemma):
        return FigureRole.TARGET
    return role_of_auxiliaries(words, verb, [k.lower for k in field.parse.kids(verb.i, "aux")])


def role_of_auxiliaries(words: Words, verb: Token, aux: Sequence[str]) -> FigureRole | None:
    """"may" and "could" estimate, "will" foresees a level and intends a deed, "would have" is worked out."""
    if any(words.has("estimate_modals", a) for a in aux):
        return FigureRole.ESTIMATE
    if not {"will", "'ll", "shall", "would"} & set(aux):
        return None
    foreseen = any(words.has(kind, verb.lemma) for kind in ("up_verbs", "down_verbs", "of_subject")) and not words.has("cutters", verb.lemma)
    return FigureRole.ESTIMATE if foreseen or "have" in aux else FigureRole.TARGET
