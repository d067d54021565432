"""Who takes part in a record, as a coder says it: characters of the report, each with the actor meant, so that any amendment leads to its words.

Written "120-131" or "120-131=KOR", several joined by "|"; the same characters may mean several actors ("the two leaders"). Where no actor is given,
the report's own reading of those characters stands.
"""
from __future__ import annotations

import re
from collections.abc import Iterable

from detente.errors import InputError
from detente.lexicon.lexicon import load_lexicon
from detente.records.kinds import MentionKind
from detente.records.reading import Actor, Mention, Reading
from detente.text import Span

PARTY = re.compile(r"(\d{1,9})-(\d{1,9})(?:=([^|=\s][^|=]{0,199}))?")
JOINT = "|"


def written(mentions: Iterable[Mention]) -> str:
    """The mentions in this form."""
    return JOINT.join(f"{m.span.start}-{m.span.end}" + (f"={m.actor.id}" if m.actor is not None else "") for m in mentions)


def parties(reading: Reading, value: str) -> tuple[Mention, ...]:
    """The mentions that a value names, in its order, each once. Raises InputError for what is not of this form or leaves the text."""
    found = (party(reading, part.strip()) for part in value.split(JOINT) if part.strip())
    return tuple({written([m]): m for m in found}.values())


def party(reading: Reading, part: str) -> Mention:
    m = PARTY.fullmatch(part)
    if m is None or not int(m[1]) < int(m[2]) <= len(reading.report.text):
        raise InputError(f"{part[:60]!r} is no stretch of {reading.report.id}: give its characters, such as 120-131, or words that stand in it")
    span = Span(int(m[1]), int(m[2]))
    if not reading.quote(span).strip():
        raise InputError(f"characters {part[:60]} are blank")
    actor = actor_of(reading, m[3].strip()) if m[3] else None
    same = next((x for x in reading.mentions if x.span == span and actor is not None and x.actor is not None and x.actor.id == actor.id), None)
    own = same or mention_at(reading, span)
    actor = actor or (own.actor if own is not None else None)
    if own is not None and own.span == span and actor == own.actor:
        return own
    return Mention(span, MentionKind.ACTOR, actor or state_of(reading, own))


def mention_at(reading: Reading, span: Span) -> Mention | None:
    """The report's mention of those characters: the same ones, else the longest within them."""
    inside = [m for m in reading.mentions if span.covers(m.span)]
    return max(inside, key=lambda m: (len(m.span), m.actor is not None, -m.span.start), default=None)


def state_of(reading: Reading, own: Mention | None) -> Actor | None:
    """The state that a place stands for, where a coder takes a place for a party ("Geneva turned it down")."""
    country = own.place.country if own is not None and own.place is not None else None
    return None if country is None else load_lexicon().actor(country, reading.report.day)


def actor_of(reading: Reading, id: str) -> Actor:
    """The actor of that id, as the report has it, else as the lexicon does. Raises InputError for one that neither knows."""
    own = (m.actor for m in reading.mentions if m.actor is not None and m.actor.id == id)
    found = next(own, None) or next((p.actor for p in reading.positions if p.actor.id == id), None)
    found = found or load_lexicon().actor(id, reading.report.day)
    if found is None:
        raise InputError(f"no actor has the id {id[:60]!r}; `detente lexicon find NAME` shows ids, such as KOR")
    return found


def named(reading: Reading, said: str, near: Span) -> str:
    """What a coder typed, in this form: characters as they are; else words of the report, the place nearest to the record; else an actor's id,
    at its mention nearest to the record. Words within a mention stand for it, and for all that it means; "WORDS=ID" says who they mean.

    Raises InputError where nothing fits."""
    if PARTY.fullmatch(said.strip()):
        return said.strip()
    words, _, id = said.partition("=")
    found = nearest(places(reading.report.text, words), near)
    if found is None and not id:
        found = nearest((m.span for m in reading.mentions if m.actor is not None and words.strip() in {m.actor.id, m.actor.name}), near)
    if found is None:
        raise InputError(f"{words.strip()[:60]!r} stands nowhere in {reading.report.id}, nor is it the id of an actor there; "
                         "give words as they stand in it, or characters such as 120-131")
    if id.strip():
        return f"{found.start}-{found.end}={id.strip()}"
    around = [m for m in reading.mentions if m.span.covers(found)]
    least = min((len(m.span) for m in around), default=0)
    return written(dict.fromkeys(m for m in around if len(m.span) == least)) or f"{found.start}-{found.end}"


def places(text: str, words: str) -> Iterable[Span]:
    """Where words stand in a text, whole, any white space between them."""
    told = words.split()
    if not told or len(words) > 1_000:
        return ()
    pattern = r"\s+".join(map(re.escape, told))
    return (Span(*m.span()) for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text))


def nearest(found: Iterable[Span], near: Span) -> Span | None:
    """The stretch with the fewest characters between it and the other, the first of equals."""
    return min(found, key=lambda s: (max(s.start - near.end, near.start - s.end, 0), s.start), default=None)
