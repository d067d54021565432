"""What became of what was planned, promised or expected: announcements matched with later tellings of the same act."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.link.cluster import Group
from detente.link.compare import NEAR_ACTS, apart
from detente.link.days import Days, iso_day
from detente.link.parties import alike, strangers
from detente.link.sights import IN_WORDS, MUTUAL, Sight
from detente.link.words import shared
from detente.records.dossier import Progress, Told
from detente.records.kinds import EventType, Outcome, Status
from detente.records.reading import identify

SURE = 0.4        # confidence below which nothing is said of an announcement or of what followed
PATIENCE = 45     # days after the announcement within which an undated plan is held to be fulfilled
POSTPONED = 3     # days by which a dated plan may slip and still be the same plan
OVERDUE = 30      # days by which a deadline may be missed
WORDS = 0.34
SAME_WORDS = 0.5
FEWEST_WORDS = 2  # words in common where the two name the act by other words
ALIKE = 0.7
# Stems of words for meeting face to face.
IN_PERSON = frozenset({"meet", "met", "visit", "summit", "receiv", "host", "travel", "arriv"})
# What a refusal undoes: an expected act of goodwill.
GOODWILL = frozenset({EventType.SUPPORT, EventType.AGREE, EventType.CONCEDE, EventType.COOPERATE, EventType.AID, EventType.RETREAT,
                      EventType.CONSULT})
Index = Mapping[tuple[EventType, str], list[Group]]


@dataclass(frozen=True, slots=True)
class Followed:
    """A group that tells what became of an announcement, how it came out, and why the two belong together."""

    group: Group
    outcome: Outcome
    reasons: tuple[str, ...]


def progress(groups: Sequence[Group]) -> tuple[Progress, ...]:
    """One record for each announcement that a later telling settles, told by both: the announcement first, then what followed."""
    index = by_side(g for g in groups if not g.members[0].open)
    found = [(plan, followed) for plan in groups if plan.members[0].open and not all(m.background for m in plan.members)
             for followed in [what_followed(plan, index)] if followed is not None]
    return tuple(sorted((record(p, f) for p, f in found), key=lambda p: p.id))


def by_side(groups: Iterable[Group]) -> Index:
    index: dict[tuple[EventType, str], list[Group]] = defaultdict(list)
    for g in groups:
        for act in {m.act for m in g.members}:
            for side in {p.side for m in g.members for p in m.everyone}:
                index[act, side].append(g)
    return index


def what_followed(plan: Group, index: Index) -> Followed | None:
    """The best of the first reports that settle the plan: what is told later changes nothing. None where two fit equally well but differ."""
    head = plan.members[0]
    acts = (head.act, EventType.REJECT, *(act for near in NEAR_ACTS if head.act in near for act in sorted(near - {head.act})))
    seen = {id(g): g for act in acts for p in head.everyone for g in index.get((act, p.side), ())}
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
    timing = called_off_in_time(a, b) if b.act is EventType.REJECT or b.status is Status.DENIED else in_time(a, b)
    told_elsewhere = {m.report for m in plan.members} != {m.report for m in later.members}
    if timing is None or apart(a, b) is not None or b.background or not told_elsewhere or min(a.confidence, b.confidence) < SURE:
        return
    same = a.act in {m.act for m in later.members}
    if (same or near(a, b)) and same_doers(a, b) and same_thing(a, b):
        outcome = outcome_of(later)
        act = f"the same act, {a.act}, by the same parties" if same else f"the same deed, told as {a.act} and as {b.act}, by the same parties"
        yield (1.0 if same else 0.8) + shared(a.words, b.words) + timing[0], Followed(later, outcome, (act, timing[1]))
    elif refused(a, b):
        why = (f"{a.act} was expected, {b.act} came", timing[1])
        yield 0.5 + shared(a.words, b.words), Followed(later, Outcome.NOT_SO, why)


def near(a: Sight, b: Sight) -> bool:
    """Two acts that coders confuse, told with one verb and of one thing ("is to sign the accord", "signed the accord")."""
    return frozenset((a.act, b.act)) in NEAR_ACTS and a.verb == b.verb and len(a.words & b.words) >= FEWEST_WORDS


def same_doers(a: Sight, b: Sight) -> bool:
    """The same parties on the same sides. Where one telling leaves the doer unnamed ("will be released"), those it is done to and the words
    must speak for it."""
    if a.act in MUTUAL or b.act in MUTUAL:
        return (alike(a.everyone, b.everyone) or 0.0) >= ALIKE and (min(len(a.everyone), len(b.everyone)) >= 2 or bool(a.words & b.words))
    if not a.actors or not b.actors:
        told = a.verb == b.verb or shared(a.words, b.words) >= SAME_WORDS
        return told and not strangers(a.everyone, b.everyone) and (alike(a.recipients, b.recipients) or 0.0) >= ALIKE
    return (alike(a.actors, b.actors) or 0.0) >= ALIKE and not strangers(a.actors, b.actors) and not strangers(a.recipients, b.recipients)


def same_thing(a: Sight, b: Sight) -> bool:
    """For a meeting the parties and the day are enough; any other act must be told in words that overlap."""
    if a.act is EventType.CONSULT and not same_manner(a, b):
        return False
    on_the_day = a.firm and b.firm and a.days == b.days and a.days is not None and a.days.single
    if on_the_day and len(a.everyone) >= 2 and a.act in MUTUAL - IN_WORDS:
        return True
    if a.modes & b.modes and a.recipients and b.recipients and a.firm and b.firm:
        return True
    return a.act is EventType.CONSULT or (shared(a.words, b.words) >= WORDS and (a.verb == b.verb or len(a.words & b.words) >= FEWEST_WORDS))


def same_manner(a: Sight, b: Sight) -> bool:
    """Not a telephone call on one side and a meeting in person on the other."""
    return not (by_phone(a, b) or by_phone(b, a))


def by_phone(a: Sight, b: Sight) -> bool:
    return "phone" in a.modes and "phone" not in b.modes and bool(b.modes or b.words & IN_PERSON)


def refused(a: Sight, b: Sight) -> bool:
    """Goodwill was expected of somebody, and he refused on the same matter, or a meeting was called off."""
    if b.act is not EventType.REJECT or a.act not in GOODWILL or b.status is Status.DENIED:
        return False
    if a.act is EventType.CONSULT:
        return "meet" in b.modes and (alike(a.everyone, b.everyone) or 0.0) >= ALIKE and len(b.everyone) >= 2
    return (alike(a.actors, b.actors) or 0.0) >= ALIKE and shared(a.words, b.words) >= WORDS


def in_time(plan: Sight, later: Sight) -> tuple[float, str] | None:
    """Whether the later telling can be of what was planned: (closeness, the reason); None where it cannot."""
    said, came = plan.report_day, later.bounds
    if came is None or said is None:
        return None
    if later.report_day is not None and later.report_day < said:
        return None
    if plan.firm and plan.days is not None:
        gap = plan.days.gap(came)
        late = came.first > plan.days.last
        if late and gap > (OVERDUE if a_late_signature(plan, later) else POSTPONED):
            return None
        if not late and gap > 0 and not (plan.deadline and came.first >= said):
            return None
        return max(0.1, 1.0 - gap / 10), f"set for {iso_day(plan.days.first)}, told of {spell(came)}"
    if came.last < said or came.first > said + PATIENCE:
        return None
    return 0.2, f"announced on {iso_day(said)}, told of {spell(came)}"


def called_off_in_time(plan: Sight, later: Sight) -> tuple[float, str] | None:
    """The same for a refusal or a denial, which may come at any time from the announcement until the day is past."""
    said, came = plan.report_day, later.bounds
    if came is None or said is None or (later.report_day is not None and later.report_day < said):
        return None
    last = plan.days.last + POSTPONED if plan.firm and plan.days is not None else said + PATIENCE
    if came.last < said or came.first > last:
        return None
    due = f"set for {iso_day(plan.days.first)}" if plan.firm and plan.days is not None else f"announced on {iso_day(said)}"
    return 0.2, f"{due}, told of {spell(came)}"


def a_late_signature(plan: Sight, later: Sight) -> bool:
    """A deadline that was missed: the same promise, in the same words, by the same parties, weeks after it was due."""
    return plan.deadline and plan.act is later.act and shared(plan.words, later.words) >= SAME_WORDS


def spell(days: Days) -> str:
    return iso_day(days.first) if days.single else f"{iso_day(days.first)} to {iso_day(days.last)}"


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
