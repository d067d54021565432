"""PLOVER 2.0: what a status makes of an act, scores, quad classes, modes and contexts. The table and its errata: `data/plover.toml`."""
from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from detente.errors import UnknownCode
from detente.records.kinds import EventType, Status

HYPOTHETICAL = (Status.POSSIBLE, Status.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class TypeRow:
    """quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; modes: name -> score."""

    quad: int
    score: float
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Plover:
    types: Mapping[EventType, TypeRow]
    future: Mapping[EventType, EventType]
    hypothetical: Mapping[EventType, EventType]
    contexts: tuple[str, ...]

    def type_of(self, act: EventType, status: Status) -> EventType:
        """The type under which an act with this status is counted: a planned visit is AGREE, a possible attack THREATEN."""
        if status is Status.PLANNED:
            return self.future.get(act, act)
        return self.hypothetical.get(act, act) if status in HYPOTHETICAL else act

    def score(self, kind: EventType, modes: tuple[str, ...] = ()) -> float:
        """The conflict-cooperation score, -10..10: the strongest of the modes' scores, or the type's own.

        Raises UnknownCode for a strange mode.
        """
        row = self.types[kind]
        for mode in modes:
            if mode not in row.modes:
                raise UnknownCode(f"{kind} has no mode {mode!r}; known: {', '.join(row.modes) or 'none'}")
        return max((row.modes[m] for m in modes), key=abs, default=row.score)

    def quad(self, kind: EventType) -> int:
        return self.types[kind].quad


@cache
def plover() -> Plover:
    """The codebook as shipped, read on first use."""
    raw = tomllib.loads(resources.files("detente.codebook").joinpath("data/plover.toml").read_text("utf-8"))
    return Plover(
        {EventType(name): TypeRow(row["quad"], float(row["score"]), row.get("modes", {})) for name, row in raw["types"].items()},
        {EventType(a): EventType(t) for a, t in raw["future"].items()},
        {EventType(a): EventType(t) for a, t in raw["hypothetical"].items()},
        tuple(raw["contexts"]["names"]),
    )
