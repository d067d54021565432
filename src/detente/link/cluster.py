"""Happenings: tellings put together one by one, each compared only with groups that share an index key with it."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from detente.link.compare import NEAR_ACTS, Verdict, contradiction, judge
from detente.link.days import Days, common, days_of
from detente.link.parties import looked_under
from detente.link.sights import Sight
from detente.records.dossier import Happening
from detente.records.kinds import Basis, EventType, Status
from detente.records.reading import Actor, Mention, When, identify

TOGETHER = 0.62
SAME_REPORT = 0.85
WEEK = 7
LOOKS = 8            # tellings of a group that a newcomer is weighed against
GUARDS = 64          # tellings of a group that a newcomer must not contradict
CANDIDATES = 60      # groups under one key that a newcomer is held against, nearest in time first
UNNAMED = "UNK"      # the actor of a passive that names none
ANY, UNDATED = "any", "undated"
Key = tuple[str, str, int | str]


@dataclass(slots=True)
class Group:
    """A happening in the making. window: the days that all its dated tellings share."""

    members: list[Sight]
    reasons: list[str] = field(default_factory=list)
    window: Days | None = None

    def take(self, s: Sight, verdict: Verdict | None = None) -> None:
        self.members.append(s)
        bounds = s.bounds
        if bounds is not None:
            self.window = bounds if self.window is None else common((self.window, bounds)) or self.window
        if verdict is not None:
            self.reasons.append(f"{s.report}: {verdict.score:.2f} = " + "; ".join(verdict.reasons))


def group(sights: Iterable[Sight], joiners: Iterable[Sight] = ()) -> list[Group]:
    """Put tellings of one happening together. The order in which they come does not matter.

    joiners: tellings that may join a group but make none (statements). Open and done tellings never share a group, nor does a denial.
    """
    index: dict[Key, list[Group]] = defaultdict(list)
    groups: list[Group] = []
    for s in sorted(sights, key=firmest_first):
        found = best(s, index)
        if found is None:
            groups.append(made := Group([]))
            made.take(s)
            put(index, made, s)
        else:
            found[0].take(s, found[1])
            put(index, found[0], s)
    for s in sorted(joiners, key=firmest_first):
        found = best(s, index)
        if found is not None and all(m.report != s.report for m in found[0].members):
            found[0].take(s, found[1])
    return groups


def firmest_first(s: Sight) -> tuple[object, ...]:
    """Report by report as they came out, so that a later one changes nothing that earlier ones made; within a day those that know most
    come first, since they make the better groups; ids settle the rest."""
    return (s.report_day or 10**7, not s.firm, -len(s.everyone), s.place is None, s.days.first if s.days else 0, s.report, s.id)


def put(index: dict[Key, list[Group]], g: Group, s: Sight) -> None:
    """File a group under the keys of its newest member: each side that takes part, with the weeks it may lie in and with any."""
    for key in keys(s, (*weeks(s), ANY)):
        if not index[key] or index[key][-1] is not g:
            index[key].append(g)


def weeks(s: Sight) -> Iterable[int | str]:
    """The weeks that a telling may lie in; one that may lie anywhere is undated."""
    bounds = s.bounds
    if bounds is None or bounds.last - bounds.first > 10 * WEEK:
        return (UNDATED,)
    return range(bounds.first // WEEK, bounds.last // WEEK + 1)


def asked(s: Sight) -> Iterator[Key]:
    """Where a newcomer looks: in its weeks and among the undated, or everywhere if it is undated itself."""
    found = tuple(weeks(s))
    return keys(s, (ANY,) if found == (UNDATED,) else (*found, UNDATED))


def keys(s: Sight, when: Iterable[int | str]) -> Iterator[Key]:
    when = tuple(when)
    for side in dict.fromkeys(side for p in s.everyone for side in looked_under(p)):
        for week in when:
            yield stage(s), side, week


def stage(s: Sight) -> str:
    return "open" if s.open else "denied" if s.status is Status.DENIED else "done"


def best(s: Sight, index: Mapping[Key, list[Group]]) -> tuple[Group, Verdict] | None:
    """The group that the telling fits best, if it fits one well enough."""
    seen: dict[int, Group] = {}
    for key in asked(s):
        for g in index.get(key, ())[-CANDIDATES:]:
            seen[id(g)] = g
    fits = [(verdict.score, n, g, verdict) for n, g in enumerate(seen.values()) if (verdict := fit(s, g)) is not None]
    if not fits:
        return None
    _, _, g, verdict = max(fits, key=lambda f: (f[0], -f[1]))
    return g, verdict


def fit(s: Sight, g: Group) -> Verdict | None:
    """How well a telling fits a group: its best verdict, None where it contradicts one member or stays below the bar."""
    if not comparable(s.act, g.members[0].act) or (s.bounds and g.window and not s.bounds.meets(g.window)):
        return None
    if any(contradiction(s, member) is not None for member in g.members[:GUARDS]):
        return None
    found = []
    for member in g.members[:LOOKS]:
        verdict = judge(s, member)
        found.append((verdict.score - (SAME_REPORT - TOGETHER if member.report == s.report else 0.0), verdict))
    score, verdict = max(found, key=lambda f: f[0])
    return verdict if score >= TOGETHER else None


def comparable(one: EventType, two: EventType) -> bool:
    return one is two or frozenset((one, two)) in NEAR_ACTS


def happening(g: Group, sources: Mapping[str, int]) -> Happening:
    """A group as a record: the act most tellings give, everyone named, the best time and place."""
    members = sorted(g.members, key=lambda s: (s.report, s.told.spans()[0].span, s.id))
    events = [s.told.event for s in members if s.told.event is not None]
    act = most([e.act for e in events])
    kind = most([e.type for e in events if e.act is act])
    reports = sorted({s.report for s in members})
    return Happening(
        id=identify("happening", "", (), *sorted(f"{s.report}/{s.id}" for s in members)), type=kind, act=act,
        actors=actors_of(m for e in events for m in e.actors), recipients=actors_of(m for e in events for m in e.recipients),
        when=best_time(members), where=best_place(members), mentions=tuple(s.told for s in members), reports=len(reports),
        sources=len({sources[r] for r in reports}), reasons=tuple(sorted(g.reasons)),
    )


def most(kinds: Sequence[EventType]) -> EventType:
    counts = Counter(kinds)
    return min(counts, key=lambda k: (-counts[k], k.value))


def actors_of(mentions: Iterable[Mention]) -> tuple[Actor, ...]:
    found = {m.actor.id: m.actor for m in mentions if m.actor is not None and m.actor.id != UNNAMED}
    return tuple(found[i] for i in sorted(found))


def best_time(members: Sequence[Sight]) -> When | None:
    """The closest time that a report itself gives, else the earliest report's date."""
    firm = [s for s in members if s.firm and s.days is not None]
    if firm:
        return min(firm, key=lambda s: (width(s.when), s.when is None or s.when.basis is Basis.INFERRED, s.report)).when
    lent = [s for s in members if s.days is not None]
    return min(lent, key=lambda s: (days_first(s.when), s.report)).when if lent else next((s.when for s in members if s.when), None)


def width(when: When | None) -> int:
    days = days_of(when)
    return 10**6 if days is None else days.last - days.first


def days_first(when: When | None) -> int:
    days = days_of(when)
    return 10**7 if days is None else days.first


def best_place(members: Sequence[Sight]) -> Mention | None:
    """The place of the telling that names one most closely."""
    rank = {"site": 0, "city": 1, "province": 2, "country": 3, "region": 4, "unknown": 5}
    placed = [(s, e.where) for s in members if (e := s.told.event) is not None and e.where is not None and e.where.place is not None]
    return min(placed, key=lambda f: (rank[str(f[0].place.precision)] if f[0].place else 5, f[0].report, f[1].span))[1] if placed else None
