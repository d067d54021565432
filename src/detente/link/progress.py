"""What became of what was planned, promised or expected: announcements matched with later tellings of the same act."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.link.cluster import Group
from detente.link.compare import NEAR_ACTS, apart
from detente.link.parties import looked_under
from detente.link.planned import elsewhere, near, same_doers, same_thing, voted
from detente.link.promises import promises
from detente.link.same import only_nameless
from detente.link.sights import Sight
from detente.link.timing import called_off_in_time, in_time
from detente.link.undone import refused, undoer, undone, undone_noun, undone_thing
from detente.link.words import shared
from detente.records.dossier import Progress, Told
from detente.records.kinds import EventType, Outcome, Status
from detente.records.reading import identify

SURE = 0.4        # confidence below which nothing is said of an announcement or of what followed
UNDONE = "undone"
ANY = "any side"     # under which plans of nobody named look
CROWD = 300          # groups of one kind and side that a plan is held against, the latest of them
Index = Mapping[tuple[str, str], list[Group]]


@dataclass(frozen=True, slots=True)
class Followed:
    """A group that tells what became of an announcement, how it came out, and why the two belong together."""

    group: Group
    outcome: Outcome
    reasons: tuple[str, ...]


def progress(groups: Sequence[Group]) -> tuple[Progress, ...]:
    """One record for each announcement that a later telling settles, told by both: the announcement first, then what followed."""
    index = by_side(g for g in groups if not g.members[0].open)
    plans = [g for g in groups if g.members[0].open and not all(m.background for m in g.members)]
    found = list(followed(plans, index))
    known = {(id(f.group), m.report) for plan, f in found for m in plan.members}
    found += [(plan, f) for plan, f in followed(promises(groups), index) if not any((id(f.group), m.report) in known for m in plan.members)]
    return tuple(sorted((record(p, f) for p, f in found), key=lambda p: p.id))


def followed(plans: Iterable[Group], index: Index) -> Iterator[tuple[Group, Followed]]:
    """Each plan that something settled, with what did."""
    for plan in plans:
        what = what_followed(plan, index)
        if what is not None:
            yield plan, what


def by_side(groups: Iterable[Group]) -> Index:
    """Groups by what they tell, as act, as deed and as undoing, and by each side that they name."""
    index: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for g in groups:
        for kind in dict.fromkeys(k for m in g.members for k in kinds(m)):
            for side in {side for m in g.members for side in sides(m)} | {ANY}:
                index[kind, side].append(g)
    return index


def kinds(s: Sight) -> tuple[str, ...]:
    return (s.act.value, *sorted(s.deeds), *((UNDONE,) if s.undoing or s.contrary or s.status is Status.DENIED else ()))


def sides(s: Sight) -> frozenset[str]:
    """All that it names; where no party is known, the empty side too."""
    return s.named | {side for p in s.everyone for side in looked_under(p)} | (frozenset() if s.everyone else {""})


def what_followed(plan: Group, index: Index) -> Followed | None:
    """The best of the first reports that settle the plan: what is told later changes nothing. None where two fit equally well but differ."""
    head = plan.members[0]
    acts = (head.act, EventType.REJECT, *(act for near in NEAR_ACTS if head.act in near for act in sorted(near - {head.act})))
    wanted = (*(a.value for a in acts), *sorted(head.deeds), UNDONE)
    where = sides(head) | ({ANY} if only_nameless(head) or not head.everyone else frozenset())
    seen = {id(g): g for kind in wanted for side in sorted(where) for g in index.get((kind, side), ())[-CROWD:]}
    fits = [(rank, f) for g in seen.values() for rank, f in settle(plan, g)]
    first = min((reported(f) for _, f in fits), default=0)
    fits = sorted(((rank, f) for rank, f in fits if reported(f) == first), key=lambda rf: (-rf[0], rf[1].group.members[0].id))
    if not fits:
        return None
    equals = [f for rank, f in fits if rank == fits[0][0]]
    return equals[0] if len({(f.outcome, f.group.window) for f in equals}) == 1 else None


def reported(f: Followed) -> int:
    return min(m.report_day or 0 for m in f.group.members)


def settle(plan: Group, later: Group) -> Iterator[tuple[float, Followed]]:
    """Yield (how well, what) where the later telling settles the plan."""
    a, b = plan.members[0], later.members[0]
    against = undone(a, b) or b.act is EventType.REJECT or b.status is Status.DENIED
    timing = called_off_in_time(a, b) if against else in_time(a, b)
    told_elsewhere = {m.report for m in plan.members} != {m.report for m in later.members}
    if timing is None or apart(a, b) is not None or b.background or not told_elsewhere or min(a.confidence, b.confidence) < SURE:
        return
    if elsewhere(a, b) and not undone_noun(a, b):
        return
    if undone(a, b):
        if refused(a, b) or (undoer(a, b) and undone_thing(a, b)):
            yield 0.9 + shared(a.words, b.words), Followed(later, Outcome.NOT_SO, (f"{a.act} was planned, and {b.act} undid it", timing[1]))
        return
    if voted(a, b):
        yield 0.8 + shared(a.words, b.words) + timing[0], Followed(later, Outcome.HAPPENED, ("a vote of the same body on the same matter", timing[1]))
        return
    same = a.act in {m.act for m in later.members}
    if (same or near(a, b)) and same_doers(a, b) and same_thing(a, b):
        outcome = outcome_of(later)
        act = f"the same act, {a.act}, by the same parties" if same else f"the same deed, told as {a.act} and as {b.act}, by the same parties"
        yield (1.0 if same else 0.8) + shared(a.words, b.words) + timing[0], Followed(later, outcome, (act, timing[1]))
    elif refused(a, b):
        why = (f"{a.act} was expected, {b.act} came", timing[1])
        yield 0.5 + shared(a.words, b.words), Followed(later, Outcome.NOT_SO, why)


def outcome_of(later: Group) -> Outcome:
    """Happened, or denied by somebody, or told by the reporter not to be so."""
    if later.members[0].status is not Status.DENIED:
        return Outcome.HAPPENED
    return Outcome.DENIED if any(m.claimed for m in later.members) else Outcome.NOT_SO


def record(plan: Group, followed: Followed) -> Progress:
    told: tuple[Told, ...] = tuple(s.told for s in (*in_order(plan), *in_order(followed.group)))
    ids = [f"{t.report}/{s.id}" for t, s in zip(told, (*in_order(plan), *in_order(followed.group)), strict=True)]
    return Progress(identify("progress", "", (), *ids), followed.outcome, told, followed.reasons)


def in_order(g: Group) -> list[Sight]:
    return sorted(g.members, key=lambda s: (s.report_day or 0, s.report, s.id))
