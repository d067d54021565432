"""Positions as a matrix actor x issue, and what discourse network analysis makes of it.

Congruence: issues on which two actors take the same side; conflict: those on which they take opposite sides; subtract: congruence - conflict
(Leifeld 2017, "Discourse Network Analysis"; the networks of the Discourse Network Analyzer). A conditional stance is neither side. Polarisation:
of all congruence and conflict, the share that fits the best division into two camps - agreement within, conflict between - times the share of
pairs' issues that are in conflict, doubled and cut at 1, so that unanimity gives 0 (our form; the DNA offers several).
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.records.dossier import Dossier
from detente.records.kinds import Stance
from detente.records.reading import Actor, Issue, Position
from detente.study.past import side

SIGN = {Stance.SUPPORT: 1, Stance.OPPOSE: -1, Stance.CONDITIONAL: 0}
EXACT = 14      # actors up to which every division is tried


@dataclass(frozen=True, slots=True)
class Held:
    """A position as one report gives it, and the day it was taken or reported."""

    report: str
    day: str | None
    position: Position


@dataclass(frozen=True, slots=True)
class Matrix:
    """cells: (actor id, issue id) -> what is known, the earliest first; a pair without a cell has no evidence, which is not neutral."""

    actors: tuple[Actor, ...]
    issues: tuple[Issue, ...]
    cells: Mapping[tuple[str, str], tuple[Held, ...]]

    def stance(self, actor: str, issue: str) -> Stance | None:
        """The latest stance; None where there is no evidence."""
        held = self.cells.get((actor, issue))
        return held[-1].position.stance if held else None


def matrix(dossier: Dossier, actor: str | None = None, issue: str | None = None, folded: bool = True) -> Matrix:
    """All positions of a dossier. folded: officials stand with their state. actor, issue: only this id (an issue also by words of its label)."""
    cells: dict[tuple[str, str], list[Held]] = defaultdict(list)
    actors: dict[str, Actor] = {}
    issues: dict[str, Issue] = {}
    for r in dossier.readings:
        for p in r.positions:
            who = side(p.actor) if folded else p.actor
            if (actor is None or actor in {who.id, p.actor.id}) and (issue is None or fits(p.issue, issue)):
                actors[who.id], issues[p.issue.id] = who, p.issue
                own = p.when.start[:10] if p.when is not None and p.when.start else None
                cells[who.id, p.issue.id].append(Held(r.report.id, own or (r.dated.start[:10] if r.dated and r.dated.start else None), p))
    ordered = {k: tuple(sorted(v, key=lambda h: (h.day or "0", h.report, h.position.id))) for k, v in cells.items()}
    rows = sorted(actors.values(), key=lambda a: (-sum(k[0] == a.id for k in ordered), a.name))
    columns = sorted(issues.values(), key=lambda i: (-sum(k[1] == i.id for k in ordered), i.label))
    return Matrix(tuple(rows), tuple(columns), ordered)


def fits(issue: Issue, asked: str) -> bool:
    return asked == issue.id or asked.casefold() in issue.label.casefold()


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors: issues both stand on, the same way, opposite ways."""

    one: str
    two: str
    shared: int
    congruence: int
    conflict: int

    @property
    def subtract(self) -> int:
        return self.congruence - self.conflict


def ties(m: Matrix) -> tuple[Tie, ...]:
    """Every pair that stands on a common issue."""
    found = (tie(m, a.id, b.id) for a, b in combinations(sorted(m.actors, key=lambda x: x.id), 2))
    return tuple(t for t in found if t.shared)


def tie(m: Matrix, one: str, two: str) -> Tie:
    both = [(s, t) for i in m.issues if (s := m.stance(one, i.id)) is not None and (t := m.stance(two, i.id)) is not None]
    products = [SIGN[s] * SIGN[t] for s, t in both]
    return Tie(one, two, len(both), products.count(1), products.count(-1))


@dataclass(frozen=True, slots=True)
class Camps:
    """The best division into two camps, the share of ties that fits it, and the polarisation; None below two actors with a common issue."""

    camps: tuple[tuple[str, ...], tuple[str, ...]]
    fit: float
    polarisation: float


def camps(m: Matrix) -> Camps | None:
    found = [t for t in ties(m) if t.congruence or t.conflict]
    total = sum(t.congruence + t.conflict for t in found)
    if not total:
        return None
    ids = sorted({x for t in found for x in (t.one, t.two)})
    first = best_half(ids, found)
    fit = fitting(first, found) / total
    contested = sum(t.conflict for t in found) / total
    sides = (tuple(i for i in ids if i in first), tuple(i for i in ids if i not in first))
    return Camps(sides, round(fit, 3), round(fit * min(1.0, 2 * contested), 3))


def fitting(half: frozenset[str], found: Sequence[Tie]) -> int:
    """Congruence within camps and conflict between them."""
    return sum(t.congruence if (t.one in half) == (t.two in half) else t.conflict for t in found)


def best_half(ids: Sequence[str], found: Sequence[Tie]) -> frozenset[str]:
    """The camp of the first actor: every division tried for few actors, else single moves until none helps."""
    if len(ids) <= EXACT:
        halves = (frozenset([ids[0], *rest]) for n in range(len(ids)) for rest in combinations(ids[1:], n))
        return max(halves, key=lambda h: (fitting(h, found), len(h), sorted(h)))
    half = frozenset(ids)
    while True:
        best = max((half ^ {i} for i in ids), key=lambda h: (fitting(h, found), sorted(h)))
        if fitting(best, found) <= fitting(half, found):
            return half
        half = best
