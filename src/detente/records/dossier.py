"""What several reports say together: stories, happenings, progress, disagreements, dates."""
from __future__ import annotations

from dataclasses import dataclass, field

from detente.errors import BadSpan, InputError
from detente.records.kinds import EventType, Outcome
from detente.records.reading import Actor, Event, Figure, Mention, Reading, Statement, When
from detente.text import Span


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """Characters of one report among several."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Told:
    """One report's telling of something: the event, statement or figure record, and the report it stands in."""

    report: str
    event: Event | None = None
    statement: Statement | None = None
    figure: Figure | None = None

    def __post_init__(self) -> None:
        if self.event is None and self.statement is None and self.figure is None:
            raise BadSpan("a telling without a record cannot be made")

    def spans(self) -> tuple[Citation, ...]:
        record = self.event or self.statement or self.figure
        return () if record is None else tuple(Citation(self.report, s) for s in record.spans())


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one episode. sources: groups of reports that count as one source (copies, one agency's text)."""

    id: str
    reports: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as told by one or several reports. reports, sources: how many reports, how many independent sources tell it."""

    id: str
    type: EventType
    act: EventType
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    when: When | None
    where: Mention | None
    mentions: tuple[Told, ...]
    reports: int
    sources: int
    reasons: tuple[str, ...] = ()

    def spans(self) -> tuple[Citation, ...]:
        return tuple(c for m in self.mentions for c in m.spans())


@dataclass(frozen=True, slots=True)
class Progress:
    """Something planned, promised or expected, and what became of it. mentions: the announcement first, then what followed."""

    id: str
    outcome: Outcome
    mentions: tuple[Told, ...]
    reasons: tuple[str, ...] = ()

    def spans(self) -> tuple[Citation, ...]:
        return tuple(c for m in self.mentions for c in m.spans())


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One happening, figure or quotation given differently. aspect: what differs ("figure", "date", "parties", "wording", "status").

    values: the value each telling gives, in the order of `mentions`.
    """

    id: str
    aspect: str
    about: str
    values: tuple[str, ...]
    mentions: tuple[Told, ...]
    reasons: tuple[str, ...] = ()

    def spans(self) -> tuple[Citation, ...]:
        return tuple(c for m in self.mentions for c in m.spans())


@dataclass(frozen=True, slots=True)
class Dossier:
    """Several readings and what links them. readings: the inputs, re-anchored to `dates`.

    dates: report id -> When; reasons: record or report id -> the argument in words.
    """

    readings: tuple[Reading, ...]
    stories: tuple[Story, ...]
    happenings: tuple[Happening, ...]
    progress: tuple[Progress, ...]
    disagreements: tuple[Disagreement, ...]
    dates: dict[str, When] = field(default_factory=dict, hash=False)
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def reading(self, report: str) -> Reading:
        """The reading of the report with this id. Raises InputError where there is none."""
        for reading in self.readings:
            if reading.report.id == report:
                return reading
        raise InputError(f"no report {report!r} in this dossier; it holds: {', '.join(r.report.id for r in self.readings)}")

    def quote(self, citation: Citation) -> str:
        return self.reading(citation.report).quote(citation.span)
