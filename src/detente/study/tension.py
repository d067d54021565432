"""What passes between two sides over time: counts by quad class and the mean PLOVER score with an interval.

Only acts that happened count. The interval is a bootstrap over reports, not acts, since one report's acts are not independent (percentile method,
Efron and Tibshirani 1993; fixed seed, so the same dossier gives the same interval). Below five acts only the counts are shown.
"""
from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from detente.errors import InputError
from detente.records.dossier import Dossier
from detente.study.acts import Act, acts

FEWEST = 5
FEWEST_REPORTS = 3     # below it an interval over reports means nothing
DRAWS = 1000
SEED = 20170906
PERIODS = {"all": 0, "year": 4, "quarter": 7, "month": 7}


@dataclass(frozen=True, slots=True)
class Tension:
    """One period of a pair: acts, reports and independent sources; quads; mean, None below FEWEST acts; low, high: its 95 %
    interval, None below FEWEST_REPORTS reports too."""

    period: str
    n: int
    reports: int
    sources: int
    quads: tuple[int, int, int, int]
    mean: float | None
    low: float | None
    high: float | None
    happenings: tuple[str, ...]


def tension(dossier: Dossier, one: str, two: str, period: str = "all") -> tuple[Tension, ...]:
    """The periods in which something passed between the sides, whoever acted. An act whose time spans two periods counts in neither.

    Raises InputError for a period that is none, or one side twice."""
    if period not in PERIODS:
        raise InputError(f"no period {period!r}; there are: {', '.join(PERIODS)}")
    if one == two:
        raise InputError(f"tension wants two sides, not {one!r} twice")
    found: dict[str, list[Act]] = defaultdict(list)
    for a in acts(dossier):
        within = a.start is not None and a.end is not None and period_of(a.start, period) == period_of(a.end, period)
        if within and a.start is not None and any({x.id, y.id} == {one, two} for x, y in a.pairs()):
            found[period_of(a.start, period)].append(a)
    sources = source_of(dossier)
    return tuple(of_period(p, found[p], sources) for p in sorted(found))


def period_of(day: str, period: str) -> str:
    if period == "quarter":
        return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    return day[:PERIODS[period]] or "all"


def source_of(dossier: Dossier) -> dict[str, str]:
    """Report id -> a name for its source: copies of one text share it."""
    return {r: group[0] for s in dossier.stories for group in s.sources for r in group}


def of_period(period: str, many: Sequence[Act], sources: dict[str, str]) -> Tension:
    quads = [sum(a.event.quad == q for a in many) for q in (1, 2, 3, 4)]
    reports = {r for a in many for r in a.reports}
    mean = low = high = None
    if len(many) >= FEWEST:
        mean = round(sum(a.event.score for a in many) / len(many), 2)
        low, high = interval(many) if len(reports) >= FEWEST_REPORTS else (None, None)
    told = len({sources.get(r, r) for r in reports})
    counts = (quads[0], quads[1], quads[2], quads[3])
    return Tension(period, len(many), len(reports), told, counts, mean, low, high, tuple(a.happening.id for a in many))


def interval(many: Sequence[Act]) -> tuple[float, float]:
    """2.5 and 97.5 per cent points of the mean over reports drawn with replacement; an act told by two reports goes with its first."""
    by_report: dict[str, list[float]] = defaultdict(list)
    for a in many:
        by_report[min(a.reports)].append(a.event.score)
    groups = [by_report[r] for r in sorted(by_report)]
    draw = random.Random(SEED)
    means = []
    for _ in range(DRAWS):
        scores = [s for g in draw.choices(groups, k=len(groups)) for s in g]
        means.append(sum(scores) / len(scores))
    means.sort()
    return round(means[int(0.025 * DRAWS)], 2), round(means[int(0.975 * DRAWS) - 1], 2)
