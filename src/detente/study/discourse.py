"""Networks of discourse: who agrees with whom over measures, and how far they fall into two camps.

As published for the Discourse Network Analyzer (Leifeld 2017, "Discourse Network Analysis: Policy Debates as Dynamic Networks", Oxford Handbook of
Political Networks): an actor supports or opposes a concept; each of the two counts once over the whole time, both for an actor that changed its
mind. Congruence: concepts that both support and concepts that both oppose; conflict: concepts that one supports and the other opposes; subtract:
congruence - conflict. Average activity: the weight divided by the mean number of different concepts that the two stand on. A conditional stance,
which DNA's agreement does not know, is on neither side and no activity.

Polarisation: modularity of the division into two camps that has the most of it. On the congruence network: Newman and Girvan 2004, weighted as in
Newman 2004; on the subtract network, whose ties may be negative: Gomez, Jensen and Arenas 2009, which is the same where no tie is. Two camps reach
0.5 at most. Beside it the E-I index of the congruence between and within those camps (Krackhardt and Stern 1988): -1 where they share nothing. To
divide by least E-I is to cut off whoever has the fewest ties, so it is shown and not sought.

rDNA's dna_polarization likewise looks for the best division in two. It searches with a greedy or genetic algorithm; here every division of up to 14
actors is tried, and more are improved by moves from several actors' own views (Kernighan and Lin 1970). Its score is scaled otherwise: compare
orders, not numbers. Of rDNA its documentation was known, not its code.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any

import numpy as np

from detente.records.kinds import Stance
from detente.study.matrix import Matrix

SIDES = frozenset({Stance.SUPPORT, Stance.OPPOSE})
EXACT = 14      # actors up to which every division is tried
VIEWS = 16
DIGITS = 9      # differences beyond these are none
Vector = np.ndarray[Any, np.dtype[np.float64]]


class Kind(StrEnum):
    """The network that camps are sought in."""

    SUBTRACT = "subtract"
    CONGRUENCE = "congruence"


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors. shared: issues both stand on, conditionally too; congruence, conflict: stances alike and opposite; activity: the mean number
    of issues that the two support or oppose."""

    one: str
    two: str
    shared: int
    congruence: int
    conflict: int
    activity: float

    @property
    def subtract(self) -> int:
        return self.congruence - self.conflict

    def weight(self, kind: Kind, normalised: bool) -> float:
        raw = self.subtract if kind is Kind.SUBTRACT else self.congruence
        return raw / self.activity if normalised and self.activity else float(raw)


def ties(m: Matrix) -> tuple[Tie, ...]:
    """Every pair that stands on a common issue."""
    activity = {a.id: sum(bool(m.stances(a.id, i.id) & SIDES) for i in m.issues) for a in m.actors}
    found = (tie(m, a.id, b.id, activity[a.id], activity[b.id]) for a, b in combinations(sorted(m.actors, key=lambda x: x.id), 2))
    return tuple(t for t in found if t.shared)


def tie(m: Matrix, one: str, two: str, first: int, second: int) -> Tie:
    both = [(s, t) for i in m.issues if (s := m.stances(one, i.id)) and (t := m.stances(two, i.id))]
    pairs = [(a, b) for s, t in both for a in s & SIDES for b in t & SIDES]
    alike = sum(a is b for a, b in pairs)
    return Tie(one, two, len(both), alike, len(pairs) - alike, (first + second) / 2)


@dataclass(frozen=True, slots=True)
class Camps:
    """The best division in two, and how good it is. modularity: -0.5..0.5; e_i: -1..1, None where nobody agrees on anything; fit: the share of
    congruence within and conflict between camps among all of both. The second camp is empty where no division is better than none."""

    camps: tuple[tuple[str, ...], tuple[str, ...]]
    modularity: float
    e_i: float | None
    fit: float


def camps(m: Matrix, kind: Kind = Kind.SUBTRACT, normalised: bool = False) -> tuple[Camps, ...]:
    """The camps of each debate, the one with most actors first. Actors whom no chain of common issues joins are in different debates: to set
    those against each other would make camps of people who never met over anything."""
    found = [t for t in ties(m) if t.congruence or t.conflict]
    made = (camps_of(debate, kind, normalised) for debate in debates(found))
    return tuple(sorted(made, key=lambda c: (-sum(map(len, c.camps)), c.camps)))


def debates(found: Sequence[Tie]) -> list[list[Tie]]:
    """The ties in groups that share no actor."""
    part: dict[str, set[str]] = {}
    for t in found:
        joined = part.get(t.one, {t.one}) | part.get(t.two, {t.two})
        part.update(dict.fromkeys(joined, joined))
    whole = {id(members): [t for t in found if t.one in members] for members in part.values()}
    return list(whole.values())


def camps_of(found: Sequence[Tie], kind: Kind, normalised: bool) -> Camps:
    """The camps of one debate."""
    ids = sorted({x for t in found for x in (t.one, t.two)})
    gains = modularity_matrix(ids, found, kind, normalised)
    signs = best(gains)
    side = dict(zip(ids, signs, strict=True))
    within = [t for t in found if side[t.one] == side[t.two]]
    between = [t for t in found if side[t.one] != side[t.two]]
    fit = (sum(t.congruence for t in within) + sum(t.conflict for t in between)) / sum(t.congruence + t.conflict for t in found)
    most = round(modularity(gains, signs), 3) + 0.0     # no -0
    return Camps((tuple(i for i in ids if side[i] > 0), tuple(i for i in ids if side[i] < 0)), most,
                 e_i([t.congruence for t in between], [t.congruence for t in within]), round(fit, 3))


def e_i(between: Sequence[int], within: Sequence[int]) -> float | None:
    """(external - internal) / all."""
    outer, inner = sum(between), sum(within)
    return round((outer - inner) / (outer + inner), 3) if outer + inner else None


def modularity_matrix(ids: Sequence[str], found: Sequence[Tie], kind: Kind, normalised: bool) -> Vector:
    """What each pair in one camp adds to modularity: its tie less what its actors' ties let expect, positive and negative apart."""
    at = {x: n for n, x in enumerate(ids)}
    weights = np.zeros((len(ids), len(ids)))
    for t in found:
        weights[at[t.one], at[t.two]] = weights[at[t.two], at[t.one]] = t.weight(kind, normalised)
    plus, minus = np.maximum(weights, 0), np.maximum(-weights, 0)
    whole = plus.sum() + minus.sum()
    return np.asarray((weights - expected(plus) + expected(minus)) / whole if whole else weights)


def expected(weights: Vector) -> Vector:
    """The ties that actors of such strengths have by chance."""
    strength = weights.sum(axis=0)
    total = weights.sum()
    return np.asarray(np.outer(strength, strength) / total if total else np.zeros_like(weights))


def modularity(gains: Vector, signs: Sequence[int]) -> float:
    s = np.asarray(signs, dtype=float)
    return float((gains * (np.outer(s, s) > 0)).sum())


def best(gains: Vector) -> tuple[int, ...]:
    """The camp of each actor, 1 or -1, the first actor in 1: of equally good divisions the one with the larger first camp."""
    n = len(gains)
    starts = every(n) if n <= EXACT else tuple(improved(gains, start) for start in views(gains))
    table = np.asarray(starts, dtype=float)
    scores = np.round(((table @ gains) * table).sum(axis=1), DIGITS)
    order = [(float(q), int((row > 0).sum()), tuple(int(x) for x in row)) for q, row in zip(scores, table, strict=True) if q >= scores.max()]
    return max(order)[2]


def every(n: int) -> Vector:
    """Each division in two, once."""
    bits = (np.arange(2 ** (n - 1))[:, None] >> np.arange(n)) & 1
    return np.asarray(1 - 2 * bits, dtype=float)[:, ::-1]


def views(gains: Vector) -> list[Vector]:
    """Where to start: all together, and the world as the actors with most at stake see it."""
    stakes = np.round(np.abs(gains).sum(axis=1), DIGITS)
    return [np.ones(len(gains)), *(np.where(gains[i] >= 0, 1.0, -1.0) for i in np.argsort(-stakes, kind="stable")[:VIEWS])]


def improved(gains: Vector, start: Vector) -> Vector:
    """Move each actor once, the best move first, keep the best state on the way; again until nothing is gained."""
    state = start.copy()
    while (better := after_moves(gains, state)) is not None:
        state = better
    return np.asarray(state * state[0])


def after_moves(gains: Vector, state: Vector) -> Vector | None:
    """The best state on the way of moving each actor once; None where none is better by more than what sums are rounded by."""
    trial, gain, top, kept = state.copy(), 0.0, 1e-6, None
    free = np.ones(len(state), dtype=bool)
    pull = gains @ trial
    for _ in range(len(state)):
        moves = gains.diagonal() - trial * pull
        i = int(np.where(free, np.round(moves, DIGITS), -np.inf).argmax())
        gain += float(moves[i])
        free[i] = False
        trial[i] = -trial[i]
        pull = pull + 2 * trial[i] * gains[:, i]
        if gain > top:
            top, kept = gain, trial.copy()
    return kept
