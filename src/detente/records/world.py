"""The state of the system that reports describe, on one day."""
from __future__ import annotations

from dataclasses import dataclass

from detente.errors import BadSpan
from detente.records.dossier import Citation
from detente.records.kinds import CommitmentState, MeasureState
from detente.records.reading import Actor, Figure, Issue


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor's place in a measure, with its evidence. condition: the words of the condition, where there is one."""

    actor: Actor
    evidence: tuple[Citation, ...]
    condition: str | None = None
    via: str | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise BadSpan("a cell of the world without evidence cannot be made")

    def spans(self) -> tuple[Citation, ...]:
        return self.evidence


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, whom it is aimed at, and who stands where on it. state: as last reported; since: the day of that report."""

    issue: Issue
    target: str | None
    proposed_by: tuple[Cell, ...]
    backed_by: tuple[Cell, ...]
    opposed_by: tuple[Cell, ...]
    conditional: tuple[Cell, ...]
    state: MeasureState
    since: str | None
    evidence: tuple[Citation, ...]

    def spans(self) -> tuple[Citation, ...]:
        cells = (*self.proposed_by, *self.backed_by, *self.opposed_by, *self.conditional)
        return (*self.evidence, *(c for cell in cells for c in cell.evidence))


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise: who, to do what, how much, by when, and whether it was kept. object: the report's words."""

    id: str
    parties: tuple[Actor, ...]
    object: str
    figure: Figure | None
    due: str | None
    state: CommitmentState
    made: str | None
    evidence: tuple[Citation, ...]

    def spans(self) -> tuple[Citation, ...]:
        return self.evidence


@dataclass(frozen=True, slots=True)
class Dependency:
    """`of` leans on `on` for `what`: "China accounts for almost 90 % of trade with North Korea" is of PRK, on CHN."""

    id: str
    of: Actor
    on: Actor
    what: str
    figure: Figure | None
    period: str | None
    according_to: str | None
    evidence: tuple[Citation, ...]

    def spans(self) -> tuple[Citation, ...]:
        return self.evidence


@dataclass(frozen=True, slots=True)
class Relation:
    """What passed between two actors. counts: events by quad (1..4); latest: id, type and day of the last one."""

    pair: tuple[Actor, Actor]
    counts: tuple[int, int, int, int]
    latest: str
    latest_type: str
    latest_day: str | None
    evidence: tuple[Citation, ...]

    def spans(self) -> tuple[Citation, ...]:
        return self.evidence


@dataclass(frozen=True, slots=True)
class Body:
    """Who decides: a body, its members as codes, and its rule by name (rules are data, `study/data/`)."""

    actor: Actor
    members: tuple[str, ...]
    rule: str
    evidence: tuple[Citation, ...]

    def spans(self) -> tuple[Citation, ...]:
        return self.evidence


@dataclass(frozen=True, slots=True)
class Intermediary:
    """Whoever is said to hold the key, mediate or have influence: `actor` over `target`."""

    actor: Actor
    target: Actor | None
    words: str
    evidence: tuple[Citation, ...]

    def spans(self) -> tuple[Citation, ...]:
        return self.evidence


@dataclass(frozen=True, slots=True)
class World:
    """The system's state on a day. Nothing reported later leaks in; every cell answers `spans()`."""

    on: str
    actors: tuple[Actor, ...]
    measures: tuple[Measure, ...]
    commitments: tuple[Commitment, ...]
    dependencies: tuple[Dependency, ...]
    relations: tuple[Relation, ...]
    bodies: tuple[Body, ...] = ()
    intermediaries: tuple[Intermediary, ...] = ()
    undated: tuple[str, ...] = ()
