"""Published models of bargaining and of tension, held to their published digits by `exams/forecast/check.py`.

They stand beside the outlook for comparison. On 353 issues with known outcomes the plain mean was never beaten by more than chance.
Inputs everywhere: x positions, c capabilities, s saliences, one each per actor.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import factorial
from typing import Any

from detente.codebook.cameo import cameo
from detente.codebook.plover import plover
from detente.errors import InputError
from detente.records.kinds import EventType

Numbers = Sequence[float]


def goldstein(code: str) -> float:
    """The Goldstein value of a CAMEO code. Raises UnknownCode."""
    return cameo().goldstein(code)


def plover_score(kind: str, mode: str | None = None) -> float:
    """PLOVER's score of a type, or of one of its modes. Raises UnknownCode for a strange mode."""
    return plover().score(EventType(kind), (mode.lower(),) if mode else ())


def weighted_mean(x: Numbers, c: Numbers, s: Numbers) -> float:
    """Mean position, weighted by capability times salience."""
    total = sum(a * b for a, b in zip(c, s, strict=True))
    return sum(p * a * b for p, a, b in zip(x, c, s, strict=True)) / total


def weighted_median(x: Numbers, c: Numbers, s: Numbers) -> float:
    """The first position, from below, with at least half of the weight at or below it."""
    ranked = sorted(zip(x, (a * b for a, b in zip(c, s, strict=True)), strict=True))
    half, seen = sum(w for _, w in ranked) / 2, 0.0
    for position, weight in ranked:
        seen += weight
        if seen >= half - 1e-12:
            return position
    raise InputError("a median of no positions was asked for")


@dataclass(frozen=True)
class Arena:
    """The challenge model's arithmetic at one moment. span: range of the positions at the start.

    After Bueno de Mesquita as replicated by Scholz, Calbert and Smith (2011): U success = 2 - 4 (.5 - .5 d)^r, failure 2 - 4 (.5 + .5 d)^r,
    status quo 2 - 4 (.5)^r, with d the distance of the two positions as a share of the span and r the challenger's risk exponent.
    """

    x: tuple[float, ...]
    c: tuple[float, ...]
    s: tuple[float, ...]
    span: float

    def vote(self, k: int, i: int, j: int, r: float = 1.0) -> float:
        """How much actor k prefers i's position to j's."""
        def away(p: float) -> float:
            return (abs(self.x[k] - p) / self.span) ** r  # type: ignore[no-any-return]
        return self.c[k] * self.s[k] * (away(self.x[j]) - away(self.x[i]))

    @cached_property
    def all_votes(self) -> float:
        return self.weighed([1.0] * len(self.x))

    def for_i(self, i: int, j: int, risks: Numbers | None = None) -> float:
        """The votes cast for i's position against j's."""
        return sum(max(0.0, self.vote(k, i, j, 1.0 if risks is None else risks[k])) for k in range(len(self.x)))

    def odds(self, i: int, j: int) -> float:
        """The chance that i prevails over j, before risk is known: votes for him as a share of all votes over all pairs."""
        return self.for_i(i, j) / self.all_votes

    def weighed(self, risks: Numbers) -> float:
        """All votes over all ordered pairs, each bent by the voter's risk exponent."""
        n = range(len(self.x))
        return sum(abs(self.vote(k, i, j, risks[k])) for i in n for j in n for k in n)

    def gains(self, i: int, j: int, r: float) -> tuple[float, float, float]:
        """i's utility of success and failure against j, and of leaving things as they are."""
        d = abs(self.x[i] - self.x[j]) / self.span
        return 2 - 4 * (0.5 - 0.5 * d) ** r, 2 - 4 * (0.5 + 0.5 * d) ** r, 2 - 4 * 0.5 ** r

    def challenge(self, i: int, j: int, odds: float, r: float = 1.0) -> float:
        """What i expects of challenging j: j resists with his salience, else gives way."""
        success, failure, still = self.gains(i, j, r)
        return self.s[j] * (odds * success + (1 - odds) * failure) + (1 - self.s[j]) * success - still


def arena(x: Numbers, c: Numbers, s: Numbers, span: float | None = None) -> Arena:
    """Raises InputError where all hold one position, since then there is nothing to bargain over."""
    reach = max(x) - min(x) if span is None else span
    if reach == 0:
        raise InputError("all actors hold one position; the challenge model needs two")
    return Arena(tuple(x), tuple(c), tuple(s), reach)


def exponents(danger: Numbers) -> list[float]:
    """Risk exponents from how much each is threatened: from 2 for the safest to .5 for the most threatened."""
    high, low = max(danger), min(danger)
    if high == low:
        return [1.0] * len(danger)
    scaled = ((2 * d - high - low) / (high - low) for d in danger)
    return [(1 - a / 3) / (1 + a / 3) for a in scaled]


def risk_exponents(a: Arena) -> list[float]:
    """As in the jmckib variant: danger is what all others expect of challenging the actor."""
    n = range(len(a.x))
    return exponents([sum(a.challenge(j, i, a.odds(j, i)) for j in n if j != i) for i in n])


def risk_exponents_pairwise(x: Numbers, c: Numbers, s: Numbers) -> list[float]:
    """As in the dmasad variant: the odds are the net votes within the pair, as a share of the votes cast there, and never below none."""
    a = arena(x, c, s)
    n = range(len(a.x))

    def threat(j: int, i: int) -> float:
        against, backing = a.for_i(i, j), a.for_i(j, i)
        odds = max(0.0, backing - against) / (against + backing) if against + backing else 0.0
        return a.challenge(j, i, odds)

    return exponents([sum(threat(j, i) for j in n if j != i) for i in n])


@dataclass(frozen=True, slots=True)
class Offer:
    """What one actor is pressed to: by whom, in which way, to which position."""

    confronted: bool
    other: int
    pressure: float
    position: float


def offers(a: Arena, i: int, risks: Numbers, votes: float) -> list[Offer]:
    """All that actor i is pressed to, as he sees it. A demand he could refuse only at a loss (capitulation) never fires in this variant."""
    made = []
    for j in range(len(a.x)):
        if a.x[j] == a.x[i]:
            continue
        own = a.challenge(i, j, a.for_i(i, j, risks) / votes, risks[i])
        theirs = a.challenge(j, i, a.for_i(j, i, risks) / votes, risks[i])
        if theirs > own > 0:
            made.append(Offer(True, j, theirs, a.x[j]))
        elif own < 0 < theirs and theirs > -own:
            made.append(Offer(False, j, theirs, a.x[i] + (a.x[j] - a.x[i]) * abs(own / theirs)))
    return made


def chosen(a: Arena, i: int, made: Sequence[Offer]) -> float:
    """Confrontations go before compromises: the one that moves least, or else the compromise with whoever presses hardest."""
    lost = [o for o in made if o.confronted]
    if lost:
        return min(lost, key=lambda o: abs(o.position - a.x[i])).position
    return max(made, key=lambda o: o.pressure).position if made else a.x[i]


def scholz(x: Numbers, c: Numbers, s: Numbers, rounds: int) -> list[dict[str, Any]]:
    """The challenge model, jmckib variant: round, median, mean and positions, from round 0 to `rounds`. Raises InputError for one position."""
    now, span = list(map(float, x)), max(x) - min(x)
    told = [state(0, now, c, s)]
    for n in range(1, rounds + 1):
        a = arena(now, c, s, span)
        risks = risk_exponents(a) if len(set(now)) > 1 else [1.0] * len(now)
        votes = a.weighed(risks)
        now = [chosen(a, i, offers(a, i, risks, votes)) for i in range(len(now))]
        told.append(state(n, now, c, s))
    return told


def state(n: int, x: Numbers, c: Numbers, s: Numbers) -> dict[str, Any]:
    return {"round": n, "median": weighted_median(x, c, s), "mean": weighted_mean(x, c, s), "x": list(x)}


def shapley_shubik(votes: Mapping[str, int], quota: int) -> dict[str, float]:
    """Each member's share of the orders in which he turns a losing coalition into a winning one, exactly, by generating function."""
    n = len(votes)
    return {name: sum(pivots(votes, name, quota, size) * factorial(size) * factorial(n - size - 1) for size in range(n)) / factorial(n)
            for name in votes}


def pivots(votes: Mapping[str, int], name: str, quota: int, size: int) -> int:
    """Coalitions of that size without `name` that lose without him and win with him."""
    ways: dict[tuple[int, int], int] = defaultdict(int, {(0, 0): 1})
    for other, weight in votes.items():
        if other != name:
            for (count, total), number in list(ways.items()):
                ways[count + 1, total + weight] += number
    return sum(number for (count, total), number in ways.items() if count == size and quota - votes[name] <= total < quota)


def dyad_month(events: Iterable[Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """Per pair of parties: number of events, sum and mean of Goldstein values, shares of conflict, and the four quad counts by CAMEO root.

    events: mappings with actor, recipient, date and cameo. A pair has the key "A-B", or "A-B 2017-09" where it has several months.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for e in events:
        found["-".join(sorted((e["actor"], e["recipient"]))), e["date"][:7]].append(e["cameo"])
    months: dict[str, int] = defaultdict(int)
    for pair, _ in found:
        months[pair] += 1
    return {pair if months[pair] == 1 else f"{pair} {month}": tension(month, codes) for (pair, month), codes in sorted(found.items())}


def tension(month: str, codes: Sequence[str]) -> dict[str, Any]:
    values, quads = [goldstein(code) for code in codes], [0, 0, 0, 0]
    for code in codes:
        quads[quad_of(code)] += 1
    n = len(codes)
    return {"month": month, "n": n, "goldstein_sum": sum(values), "goldstein_mean": sum(values) / n, "conflict_share": (quads[2] + quads[3]) / n,
            "material_conflict_share": quads[3] / n, "quad_counts": quads}


def quad_of(code: str) -> int:
    """Quad class by CAMEO root, from 0: 01-05, 06-08, 09-13, 14-20."""
    root = int(code[:2])
    return (root > 5) + (root > 8) + (root > 13)
