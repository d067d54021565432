"""Stories: reports of one episode, joined by happenings they share, by a plan and its outcome, or as copies."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from detente.link.cluster import Group
from detente.link.sources import join, root
from detente.records.dossier import Disagreement, Progress, Story
from detente.records.reading import Reading, identify

APART = 21     # days between two reports beyond which a shared happening is history, not the same episode


def stories(readings: Sequence[Reading], groups: Sequence[Group], plans: Sequence[Progress], differ: Sequence[Disagreement],
            sources: Mapping[str, int], days: Mapping[str, int | None]) -> tuple[Story, ...]:
    """Every report in one story; a report that shares nothing is a story of its own."""
    parent = {r.report.id: r.report.id for r in readings}
    why: dict[str, list[str]] = defaultdict(list)
    for first, second, reason in sorted(set(links(groups, plans, differ))):
        if near(days.get(first), days.get(second)):
            join(parent, first, second)
            why[first].append(f"{first} and {second} {reason}")
    told = tellings(groups)
    for ids in grouped(sources).values():
        for other in ids[1:]:
            if near(days.get(ids[0]), days.get(other)) and told[ids[0]] & told[other]:
                join(parent, ids[0], other)
    found = grouped({i: root(parent, i) for i in parent})
    return tuple(story(sorted(ids), sources, why) for _, ids in sorted(found.items()))


def links(groups: Sequence[Group], plans: Sequence[Progress], differ: Sequence[Disagreement]) -> Iterable[tuple[str, str, str]]:
    """Yield (report, report, what joins them), neighbours only: a chain joins the rest."""
    for g in groups:
        if not all(m.background for m in g.members):
            yield from chain((m.report for m in g.members), f"tell of one happening ({g.members[0].act})")
    for p in plans:
        yield from chain((m.report for m in p.mentions), f"tell of a plan and its outcome ({p.outcome})")
    for d in differ:
        yield from chain((m.report for m in d.mentions), f"differ on one thing ({d.aspect})")


def chain(reports: Iterable[str], reason: str) -> Iterable[tuple[str, str, str]]:
    ids = sorted(set(reports))
    return [(a, b, reason) for a, b in pairwise(ids)]


def near(one: int | None, two: int | None) -> bool:
    return one is None or two is None or abs(one - two) <= APART


def tellings(groups: Sequence[Group]) -> Mapping[str, set[int]]:
    """Report id -> numbers of the groups it tells of."""
    found: dict[str, set[int]] = defaultdict(set)
    for n, g in enumerate(groups):
        for m in g.members:
            found[m.report].add(n)
    return found


def grouped(of: Mapping[str, object]) -> dict[object, list[str]]:
    found: dict[object, list[str]] = defaultdict(list)
    for i in sorted(of):
        found[of[i]].append(i)
    return found


def story(ids: Sequence[str], sources: Mapping[str, int], why: Mapping[str, list[str]]) -> Story:
    by_source = grouped({i: sources[i] for i in ids})
    parts = tuple(sorted(tuple(v) for v in by_source.values()))
    return Story(identify("story", "", (), *ids), tuple(ids), parts, tuple(dict.fromkeys(r for i in ids for r in why.get(i, ()))))
