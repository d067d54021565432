"""Fold a dossier into the state of the system on a day: measures, commitments, dependencies, relations, who decides, who stands between."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente.records.dossier import Dossier
from detente.records.reading import Actor
from detente.records.world import Cell, Commitment, Dependency, Measure, Relation, World
from detente.study.commitments import commitments
from detente.study.measures import measures, stance_cells
from detente.study.past import past
from detente.study.relations import deciders, dependencies, intermediaries, relations


def fold(dossier: Dossier, on: str | date) -> World:
    """The world on that day, from what had been reported by its end. Undated reports are left out and named in `undated`.

    A report of a later date changes nothing; the order of the reports does not matter. Raises BadDate where `on` is no ISO day.
    """
    seen = past(dossier, on)
    found, promised, leaning, passed = measures(seen), commitments(seen), dependencies(seen), relations(seen)
    actors = {a.id: a for a in everyone(found, promised, leaning, passed)}
    named = tuple(actors[i] for i in sorted(actors))
    return World(seen.on, named, found, promised, leaning, passed, deciders(seen), intermediaries(seen), seen.undated)


def everyone(found: tuple[Measure, ...], promised: tuple[Commitment, ...], leaning: tuple[Dependency, ...],
             passed: tuple[Relation, ...]) -> Iterator[Actor]:
    """All sides that stand somewhere in the world."""
    for m in found:
        yield from (cell.actor for cell in cells(m))
    for c in promised:
        yield from c.parties
    for d in leaning:
        yield from (d.of, d.on)
    for r in passed:
        yield from r.pair


def cells(m: Measure) -> Iterator[Cell]:
    for many in stance_cells(m).values():
        yield from many
