"""Positions as a matrix actor x issue: who stands where."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from detente.records.dossier import Dossier
from detente.records.kinds import Stance
from detente.records.reading import Actor, Issue, Position
from detente.study.past import side


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

    def stances(self, actor: str, issue: str) -> frozenset[Stance]:
        """Every stance that was ever told of the pair."""
        return frozenset(h.position.stance for h in self.cells.get((actor, issue), ()))


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
