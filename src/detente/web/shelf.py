"""What the server holds: readings and what they say together, looked up by id. A View never changes; adding readings makes a new one."""
from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from detente.link.collate import collate
from detente.records.dossier import Citation, Dossier, Happening
from detente.records.kinds import Outcome
from detente.records.reading import Actor, Event, Figure, Mention, Position, Reading, Statement
from detente.records.world import World
from detente.study.network import Network, network
from detente.study.world import fold
from detente.web.desk import Desk
from detente.web.lines import Line, line, searched

Row = Event | Statement | Position | Figure
KINDS: dict[type, str] = {Event: "event", Statement: "statement", Position: "position", Figure: "figure"}


@dataclass(frozen=True)
class View:
    """A dossier with its look-ups, each made on first use. desk: where verdicts are kept, where any are taken."""

    dossier: Dossier
    desk: Desk | None = None
    worlds: dict[str, World] = field(default_factory=dict, compare=False)

    @cached_property
    def readings(self) -> dict[str, Reading]:
        return {r.report.id: r for r in self.dossier.readings}

    @cached_property
    def rows(self) -> tuple[tuple[Reading, Row], ...]:
        """Every record that pages list, report by report in the order of the text."""
        return tuple((r, x) for r in self.dossier.readings for x in rows_of(r))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows in words, in the same order."""
        return tuple(line(r, x) for r, x in self.rows)

    @cached_property
    def searched(self) -> tuple[str, ...]:
        """The words of each row that a search goes through."""
        return tuple(searched(r, x, told) for (r, x), told in zip(self.rows, self.lines, strict=True))

    @cached_property
    def by_id(self) -> dict[str, tuple[Reading, Row]]:
        return {x.id: (r, x) for r, x in self.rows}

    @cached_property
    def happenings(self) -> dict[str, Happening]:
        return {h.id: h for h in self.dossier.happenings}

    @cached_property
    def happening_of(self) -> dict[str, Happening]:
        """Event id -> the happening that it tells of."""
        return {m.event.id: h for h in self.dossier.happenings for m in h.mentions if m.event is not None}

    @cached_property
    def disputed(self) -> frozenset[str]:
        """Ids of the events and figures that reports differ on."""
        records = (m.event or m.figure or m.statement for d in self.dossier.disagreements for m in d.mentions)
        return frozenset(x.id for x in records if x is not None)

    @cached_property
    def followed(self) -> frozenset[str]:
        """Ids of the events that stand in a plan and what became of it."""
        return frozenset(m.event.id for p in self.dossier.progress for m in p.mentions if m.event is not None)

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Everyone who does, suffers, says or wants something, and everyone named."""
        named = (m.actor for r in self.dossier.readings for m in r.mentions if m.actor is not None)
        takers = (p.actor for r in self.dossier.readings for p in r.positions)
        return {a.id: a for a in (*named, *takers)}

    @cached_property
    def unfulfilled(self) -> int:
        return sum(p.outcome is not Outcome.HAPPENED for p in self.dossier.progress)

    @cached_property
    def network(self) -> Network:
        return network(self.dossier)

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The days of the reports, in order."""
        return tuple(sorted({r.dated.start[:10] for r in self.dossier.readings if r.dated is not None and r.dated.start}))

    def world(self, on: str) -> World:
        """Raises BadDate for no ISO day."""
        if on not in self.worlds:
            if len(self.worlds) > 50:
                self.worlds.clear()
            self.worlds[on] = fold(self.dossier, on)
        return self.worlds[on]

    def quote(self, citation: Citation) -> str:
        return " ".join(self.dossier.quote(citation).split())


def rows_of(reading: Reading) -> Iterator[Row]:
    yield from reading.events
    yield from reading.statements
    yield from reading.positions
    yield from reading.figures


def parties(x: Row) -> tuple[tuple[str, Mention], ...]:
    """Those who take part in a record, each with the part."""
    if isinstance(x, Event):
        return (*(("actor", m) for m in x.actors), *(("recipient", m) for m in x.recipients))
    if isinstance(x, Statement):
        return tuple((role, m) for role, m in (("speaker", x.speaker), ("relayed by", x.via), ("told to", x.addressee)) if m is not None)
    if isinstance(x, Figure):
        return () if x.according_to is None else (("according to", x.according_to),)
    return () if x.via is None else (("relayed by", x.via),)


@dataclass
class Job:
    """Reports being read: how many are done, and what went wrong. Only its own thread writes to it."""

    done: int = 0
    faults: list[str] = field(default_factory=list)
    finished: bool = False


class Shelf:
    """The readings of a running server. Readings are added under a lock; pages use the View of the moment."""

    def __init__(self, readings: Iterable[Reading], desk: Desk | None = None) -> None:
        self._readings = list(readings)
        self._lock = threading.Lock()
        self._desk = desk
        self.view = View(collate(self._readings), desk)
        self.job: Job | None = None

    def begin(self, job: Job) -> bool:
        """Take up a job; False while another goes on."""
        with self._lock:
            if self.job is not None and not self.job.finished:
                return False
            self.job = job
            return True

    def put(self, readings: Sequence[Reading], job: Job) -> None:
        """Add readings; one that contradicts those held is left out, and the job says why."""
        with self._lock:
            kept = self._readings
            for reading in readings:
                same = next((r for r in kept if r.report.id == reading.report.id), None)
                if same is not None and same.report != reading.report:
                    job.faults.append(f"{reading.report.id}: another report has this id")
                elif same is None:
                    kept = [*kept, reading]
            self.view = View(collate(kept), self._desk)
            self._readings = kept
