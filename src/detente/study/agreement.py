"""A hand coding held against the machine's: which units are the same, agreement by field, conflicts.

Units are matched within a report, the pair with most in common first: overlap of their characters where both have them, else fields that agree.
Kappa: Cohen (1960). Agreement is over matched units; what only one side has is counted apart.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from detente.text import Span

ENOUGH = 0.5      # share of the fields that must agree where there are no characters to go by


class Unit(Protocol):
    """One coded thing: its report, its characters where known, and its values by field; a field that was not coded is absent."""

    @property
    def id(self) -> str: ...
    @property
    def report(self) -> str: ...
    @property
    def span(self) -> Span | None: ...
    @property
    def values(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Field:
    """n: matched units coded by both; agree: share alike; kappa: beyond chance, None where only one value is used."""

    name: str
    n: int
    agree: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    pairs: tuple[tuple[Unit, Unit], ...]
    only_hand: tuple[Unit, ...]
    only_machine: tuple[Unit, ...]
    fields: tuple[Field, ...]

    def conflicts(self) -> list[tuple[Unit, Unit, str]]:
        """Matched units and the field in which they differ."""
        return [(h, m, f) for h, m in self.pairs for f in h.values if f in m.values and not alike(h.values[f], m.values[f])]


def compare(hand: Sequence[Unit], machine: Sequence[Unit], coded: Collection[str] | None = None) -> Comparison:
    """Units of reports that only one side has are left out: what was not coded by both cannot be compared. coded: ids of the reports that both
    have coded, where that is known of those without a unit too."""
    reports = set(coded) if coded is not None else {u.report for u in hand} & {u.report for u in machine}
    mine, theirs = [u for u in hand if u.report in reports], [u for u in machine if u.report in reports]
    pairs = matched(mine, theirs)
    used = {id(u) for p in pairs for u in p}
    names = dict.fromkeys(f for u in hand for f in u.values)
    fields = tuple(f for f in (field(n, pairs) for n in names) if f is not None)
    return Comparison(tuple(pairs), tuple(u for u in mine if id(u) not in used), tuple(u for u in theirs if id(u) not in used), fields)


def matched(hand: Sequence[Unit], machine: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    by_report: dict[str, list[Unit]] = defaultdict(list)
    for u in machine:
        by_report[u.report].append(u)
    scored = [(common(h, m), n, k, h, m) for n, h in enumerate(hand) for k, m in enumerate(by_report[h.report])]
    taken: set[int] = set()
    out = []
    for score, _, _, h, m in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score > 0 and id(h) not in taken and id(m) not in taken:
            taken |= {id(h), id(m)}
            out.append((h, m))
    return sorted(out, key=lambda p: (p[0].report, p[0].id))


def common(h: Unit, m: Unit) -> float:
    """How much two units have in common; 0 where they are not the same thing."""
    shared = [f for f in h.values if f in m.values]
    alike_share = sum(alike(h.values[f], m.values[f]) for f in shared) / len(shared) if shared else 0.0
    if h.span is None or m.span is None:
        return alike_share if alike_share >= ENOUGH else 0.0
    overlap = min(h.span.end, m.span.end) - max(h.span.start, m.span.start)
    return 0.0 if overlap <= 0 else overlap / min(len(h.span), len(m.span)) + alike_share


def alike(a: str, b: str) -> bool:
    """The same words; lists joined by | in any order."""
    return sorted(x.strip().casefold() for x in a.split("|")) == sorted(x.strip().casefold() for x in b.split("|"))


def field(name: str, pairs: Sequence[tuple[Unit, Unit]]) -> Field | None:
    both = [(h.values[name].casefold(), m.values[name].casefold()) for h, m in pairs if name in h.values and name in m.values]
    if not both:
        return None
    agree = sum(alike(a, b) for a, b in both) / len(both)
    ours, theirs = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = sum(ours[v] * theirs[v] for v in ours) / len(both) ** 2
    return Field(name, len(both), round(agree, 3), round((agree - chance) / (1 - chance), 3) if chance < 1 else None)
