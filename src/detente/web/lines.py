"""Records as rows of a table, in words."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.records.reading import Event, Mention, Position, Reading, Statement
from detente.web.words import Noted, figure_words, party, position_words, time_words


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, in words."""

    id: str
    kind: str
    type: str
    who: str
    whom: str
    what: str
    status: str
    day: str
    report: str
    confidence: str

    def cell(self, column: str) -> str:
        value: str = getattr(self, column)
        return value


def line(reading: Reading, x: Noted) -> Line:
    """A record as a row."""
    report = reading.report.id
    if isinstance(x, Event):
        return Line(x.id, "event", str(x.type), names(reading, x.actors), names(reading, x.recipients), " ".join(reading.quote(x.trigger).split()),
                    str(x.status), time_words(reading, x.when), report, f"{x.confidence:.2f}")
    if isinstance(x, Statement):
        who = party(reading, x.speaker) + (f", via {party(reading, x.via)}" if x.via else "")
        said = " … ".join(" ".join(reading.quote(c).split()) for c in x.content)
        told = party(reading, x.addressee) if x.addressee else ""
        return Line(x.id, "statement", str(x.manner), who, told, said, "", time_words(reading, x.when), report, "")
    if isinstance(x, Position):
        title, _ = position_words(reading, x)
        return Line(x.id, "position", str(x.stance), x.actor.name, x.issue.target or "", title, "", time_words(reading, x.when), report, "")
    title, about = figure_words(reading, x)
    teller = party(reading, x.according_to) if x.according_to else ""
    return Line(x.id, "figure", x.unit, teller, "", f"{title} {about}", str(x.role), time_words(reading, x.when), report, "")


def names(reading: Reading, mentions: Sequence[Mention]) -> str:
    return ", ".join(dict.fromkeys(party(reading, m) for m in mentions))


def searched(reading: Reading, x: Noted, told: Line) -> str:
    """The words that a search goes through: the row's and the clause's."""
    values = (told.kind, told.type, told.who, told.whom, told.what, told.status, told.day, told.report)
    return " ".join([*values, *(reading.quote(s) for s in x.spans()[:2])]).casefold()
