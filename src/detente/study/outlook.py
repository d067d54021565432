"""Where a measure may end: the mean of the known positions with a wide, calibrated band, and what would move it.

Nothing cleverer has been shown to do better: on 353 issues with known outcomes the plain mean erred by 23.7 points of 100, the challenge model by
32, always saying 50 by 28; weights of salience and capability added nothing measurable. So all weights are one, and other models only stand beside.
"""
from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from statistics import mean, pstdev

from detente.records.dossier import Citation
from detente.records.world import Measure, World
from detente.study.models import scholz, weighted_median
from detente.study.whatif import measure_named

SCALE = {"support": 100.0, "conditional": 50.0, "oppose": 0.0}


@dataclass(frozen=True, slots=True)
class Stand:
    """One actor's place on the scale, and where it is from. move: change of the mean per point he moves; weigh: per unit of weight he gains."""

    actor: str
    position: float
    move: float
    weigh: float
    without: float
    source: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """0: not at all, 100: as proposed. refusal: why nothing is said, and then the numbers are None.

    low, high: the band that held 80 % of outcomes elsewhere. pivotal: the actor at the median; margin: how many actors would have to change
    sides to move it. beside: what other models make of the same positions.
    """

    issue: str
    label: str
    stands: tuple[Stand, ...]
    refusal: str | None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    spread: float | None = None
    pivotal: str | None = None
    margin: int | None = None
    beside: tuple[tuple[str, float], ...] = ()

    def spans(self) -> tuple[Citation, ...]:
        return tuple(c for s in self.stands for c in s.source)


@dataclass(frozen=True, slots=True)
class Calibration:
    fewest: int
    bands: tuple[tuple[float, float], ...]


@cache
def calibration() -> Calibration:
    """The measured errors of data/outlook.toml."""
    raw = tomllib.loads(resources.files("detente.study").joinpath("data/outlook.toml").read_text("utf-8"))
    return Calibration(raw["fewest_actors"], tuple((float(b["spread"]), float(b["half_width"])) for b in raw["band"]))


def outlook(world: World, issue: str) -> Outlook:
    """The outlook on a measure, by its label or id. Refuses below four actors. Raises InputError for a measure that the world has not."""
    m = measure_named(world, issue)
    placed = sorted(positions(m))
    x = [p for _, p, _ in placed]
    stands = tuple(stand(actor, p, x, source) for actor, p, source in placed)
    fewest = calibration().fewest
    if len(x) < fewest:
        who = ", ".join(a for a, _, _ in placed) or "nobody"
        refusal = f"{len(x)} actors with a known position ({who}); a mean of fewer than {fewest} says nothing"
        return Outlook(m.issue.id, m.issue.label, stands, refusal)
    middle, spread = mean(x), 2 * pstdev(x)
    half = band(spread)
    return Outlook(m.issue.id, m.issue.label, stands, None, round(middle, 1), round(max(0.0, middle - half), 1), round(min(100.0, middle + half), 1),
                   round(spread, 1), pivotal(placed), flip_margin(x), beside(x))


def positions(m: Measure) -> list[tuple[str, float, tuple[Citation, ...]]]:
    """Each actor's place on the scale; one with two stances stands between them."""
    found: dict[str, list[tuple[float, tuple[Citation, ...]]]] = {}
    cells = (("support", (*m.proposed_by, *m.backed_by)), ("conditional", m.conditional), ("oppose", m.opposed_by))
    for stance, many in cells:
        for c in many:
            found.setdefault(c.actor.id, []).append((SCALE[stance], c.evidence))
    return [(a, mean(p for p, _ in held), tuple(c for _, e in held for c in e)) for a, held in found.items()]


def stand(actor: str, p: float, x: Sequence[float], source: tuple[Citation, ...]) -> Stand:
    """Exact sensitivities of the mean with weights of one: d mean / d position = 1/n, d mean / d weight = (position - mean)/n."""
    n, middle = len(x), mean(x)
    without = (sum(x) - p) / (n - 1) if n > 1 else p
    return Stand(actor, p, round(1 / n, 4), round((p - middle) / n, 2), round(without, 1), source)


def band(spread: float) -> float:
    """Half the width of the band that held four fifths of outcomes at such a spread."""
    return next((half for limit, half in calibration().bands if spread < limit), calibration().bands[-1][1])


def pivotal(placed: Sequence[tuple[str, float, tuple[Citation, ...]]]) -> str:
    """The actor at the median; of several there, the first by id."""
    ones = [1.0] * len(placed)
    middle = weighted_median([p for _, p, _ in placed], ones, ones)
    return next(a for a, p, _ in placed if p == middle)


def flip_margin(x: Sequence[float]) -> int:
    """How many of those at or on one side of the median would have to go over to the other side to move it."""
    ones = [1.0] * len(x)
    middle = weighted_median(x, ones, ones)
    ranked = sorted(x)
    for n in range(1, len(x) + 1):
        lower, upper = [0.0] * n + ranked[:len(x) - n], ranked[n:] + [100.0] * n
        if any(weighted_median(y, ones, ones) != middle for y in (lower, upper)):
            return n
    return len(x)


def beside(x: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """The median, and the challenge model as published after one round; it needs at least two positions."""
    ones = [1.0] * len(x)
    told = [("weighted median", weighted_median(x, ones, ones))]
    if max(x) > min(x):
        after = scholz(x, ones, ones, 1)[1]
        told += [("challenge model, mean after one round", round(after["mean"], 1)), ("challenge model, median after one round", after["median"])]
    return tuple(told)
