"""A stratified sample to review, and the precision that its verdicts show.

Interval: Wilson (1927), 95 %. The overall figure weighs each stratum by its size, so that a rare type does not count as much as a common one.
"""
from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from detente.records.reading import Event, Reading

Z = 1.959964
Item = tuple[Reading, Event]
STRATA: dict[str, Callable[[Item], str]] = {
    "type": lambda i: i[1].type.value,
    "act": lambda i: i[1].act.value,
    "status": lambda i: i[1].status.value,
    "quad": lambda i: str(i[1].quad),
    "report": lambda i: i[0].report.id,
    "source": lambda i: i[0].report.source or "unnamed",
    "confidence": lambda i: f"{min(9, int(i[1].confidence * 10)) / 10:.1f}",
}


def sample(readings: Sequence[Reading], by: str, n: int, seed: int = 1) -> list[Item]:
    """About n events, as evenly over the strata as these allow; drawn by hash, so the same readings and seed give the same sample."""
    strata: dict[str, list[Item]] = defaultdict(list)
    for r in readings:
        for e in r.events:
            strata[STRATA[by]((r, e))].append((r, e))
    for items in strata.values():
        items.sort(key=lambda i: hashlib.sha256(f"{seed} {i[1].id}".encode()).hexdigest())
    take = shares({k: len(v) for k, v in strata.items()}, n)
    return [i for k in sorted(strata) for i in strata[k][:take[k]]]


def shares(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """How many of each stratum: one round after another until n are taken or none is left."""
    taken = dict.fromkeys(sizes, 0)
    left = min(n, sum(sizes.values()))
    while left:
        for k in sorted(sizes):
            if left and taken[k] < sizes[k]:
                taken[k] += 1
                left -= 1
    return taken


@dataclass(frozen=True, slots=True)
class Precision:
    """size: events of the stratum; reviewed: with a verdict; right: accepted; low, high: interval. None where nothing was reviewed."""

    stratum: str
    size: int
    reviewed: int
    right: int
    value: float | None
    low: float | None
    high: float | None


def precision(readings: Sequence[Reading], by: str, verdicts: Mapping[str, bool]) -> tuple[Precision, ...]:
    """By stratum, and for all ("all") weighted by size over the strata that were reviewed. verdicts: event id -> whether it is right as it is."""
    strata: dict[str, list[bool | None]] = defaultdict(list)
    for r in readings:
        for e in r.events:
            strata[STRATA[by]((r, e))].append(verdicts.get(e.id))
    rows = [row(k, v) for k, v in sorted(strata.items())]
    return (*rows, weighted(rows))


def row(stratum: str, found: Sequence[bool | None]) -> Precision:
    given = [x for x in found if x is not None]
    right = sum(given)
    low, high = wilson(right, len(given)) if given else (None, None)
    return Precision(stratum, len(found), len(given), right, round(right / len(given), 3) if given else None, low, high)


def wilson(right: int, n: int) -> tuple[float, float]:
    p = right / n
    middle, half = p + Z * Z / (2 * n), Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return round(max(0.0, (middle - half) / (1 + Z * Z / n)), 3), round(min(1.0, (middle + half) / (1 + Z * Z / n)), 3)


def weighted(rows: Sequence[Precision]) -> Precision:
    """The strata together; the interval is that of a stratified mean (normal, each stratum's variance from its Wilson centre)."""
    seen = [r for r in rows if r.reviewed]
    size, reviewed, right = sum(r.size for r in rows), sum(r.reviewed for r in rows), sum(r.right for r in rows)
    total = sum(r.size for r in seen)
    if not total:
        return Precision("all", size, 0, 0, None, None, None)
    value = sum(r.size / total * r.right / r.reviewed for r in seen)
    spread = sqrt(sum((r.size / total) ** 2 * centre(r) * (1 - centre(r)) / r.reviewed for r in seen))
    return Precision("all", size, reviewed, right, round(value, 3), round(max(0.0, value - Z * spread), 3), round(min(1.0, value + Z * spread), 3))


def centre(r: Precision) -> float:
    """The Wilson centre: a proportion drawn towards a half, so that few verdicts are not taken for certain."""
    return (r.right + Z * Z / 2) / (r.reviewed + Z * Z)
