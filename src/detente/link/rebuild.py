"""A reading with some of its values changed, spans and ids kept: every record that holds a mention or a time is made again."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from detente.records.kinds import MentionKind
from detente.records.reading import Event, Figure, Mention, Position, Reading, Statement, When

PutMention = Callable[[Mention], Mention]
PutTime = Callable[[When], When]


def map_mentions(reading: Reading, put: PutMention) -> Reading:
    """The reading with every mention put through the function."""
    def maybe(m: Mention | None) -> Mention | None:
        return None if m is None else put(m)

    def statement(s: Statement) -> Statement:
        return replace(s, speaker=maybe(s.speaker), via=maybe(s.via), addressee=maybe(s.addressee), venue=maybe(s.venue))

    def event(e: Event) -> Event:
        told = None if e.statement is None else statement(e.statement)
        return replace(e, actors=tuple(map(put, e.actors)), recipients=tuple(map(put, e.recipients)), where=maybe(e.where), statement=told)

    def position(p: Position) -> Position:
        held = put(Mention(p.evidence[0], MentionKind.ACTOR, p.actor)).actor
        return replace(p, actor=held or p.actor, via=maybe(p.via))

    return replace(reading, mentions=tuple(map(put, reading.mentions)), statements=tuple(map(statement, reading.statements)),
                   events=tuple(map(event, reading.events)), positions=tuple(map(position, reading.positions)),
                   figures=tuple(replace(f, according_to=maybe(f.according_to)) for f in reading.figures),
                   ties=tuple(replace(t, of=maybe(t.of), on=put(t.on)) for t in reading.ties))


def map_times(reading: Reading, put: PutTime, of_event: Callable[[Event], When | None]) -> Reading:
    """The reading with every time put through the function; an event takes the time that `of_event` gives it."""
    def maybe(w: When | None) -> When | None:
        return None if w is None else put(w)

    def statement(s: Statement) -> Statement:
        return replace(s, when=maybe(s.when))

    def event(e: Event) -> Event:
        return replace(e, when=of_event(e), statement=None if e.statement is None else statement(e.statement))

    def figure(f: Figure) -> Figure:
        return replace(f, when=maybe(f.when))

    def position(p: Position) -> Position:
        return replace(p, when=maybe(p.when))

    return replace(reading, times=tuple(map(put, reading.times)), statements=tuple(map(statement, reading.statements)),
                   events=tuple(map(event, reading.events)), figures=tuple(map(figure, reading.figures)),
                   positions=tuple(map(position, reading.positions)), ties=tuple(replace(t, when=maybe(t.when)) for t in reading.ties))
