"""What became of what was planned, promised or expected: announcements matched with later tellings of the same act."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.link.cluster import Group
from detente.link.compare import NEAR_ACTS, apart
from detente.link.days import Days, iso_day
from detente.link.parties import FOR_SIDE, Party, alike, looked_under, strangers
from detente.link.promises import promises
from detente.link.sights import IN_WORDS, MUTUAL, Sight
from detente.link.vocabulary import vocabulary
from detente.link.words import shared
from detente.records.dossier import Progress, Told
from detente.records.kinds import EventType, Outcome, Status
from detente.records.reading import identify

SURE = 0.4        # confidence below which nothing is said of an announcement or of what followed
PATIENCE = 45     # days after the announcement within which an undated plan is held to be fulfilled
LONG = 75         # the same, where both name the deed by the same word or family
POSTPONED = 3     # days by which a dated plan may slip and still be the same plan
WEEK = 7
OVERDUE = 30      # days by which a deadline may be missed
WORDS = 0.33
SAME_WORDS = 0.5
FEWEST_WORDS = 2  # words in common where the two name the act by other words
ALIKE = 0.7
THREE = 3         # sides named in both tellings that make a deed told in other words the same
FEWEST_SIDES = 2
HALF = 0.5
SAME_WHO = 0.67   # share of the words for doers that no name is known of ("the boundary commission")
# Stems of words for meeting face to face.
IN_PERSON = frozenset({"meet", "met", "visit", "summit", "receiv", "host", "travel", "arriv"})
# What a refusal undoes: an expected act of goodwill.
GOODWILL = frozenset({EventType.SUPPORT, EventType.AGREE, EventType.CONCEDE, EventType.COOPERATE, EventType.AID, EventType.RETREAT,
                      EventType.CONSULT})
UNDONE = "undone"
ANY = "any side"     # under which plans of nobody named look
CROWD = 300          # groups of one kind and side that a plan is held against, the latest of them
VOTE = "vote"    # a vote set for a day, and what was voted that day
# What a body does when it has voted for something.
DECIDED = frozenset({EventType.SUPPORT, EventType.AID, EventType.SANCTION, EventType.AGREE, EventType.RETREAT, EventType.CONCEDE})
EASING = frozenset({"lift"})
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


def voted(a: Sight, b: Sight) -> bool:
    """A body was to vote on something, and then did something about it itself ("is to vote on a mission", "set up a mission")."""
    if VOTE not in a.deeds or b.status is Status.DENIED or b.act is EventType.REJECT or not a.actors or not b.actors:
        return False
    return (alike(a.actors, b.actors) or 0.0) >= FOR_SIDE and bool(content(a) & content(b)) and b.act in DECIDED


def near(a: Sight, b: Sight) -> bool:
    """Two acts that coders confuse, told with one verb and of one thing ("is to sign the accord", "signed the accord"), or one deed in other
    words ("hand over", "surrendered")."""
    if a.verb == b.verb and (same_deed(a, b) or on_the_day(a, b)) and len(content(a) & content(b)) >= (1 if same_deed(a, b) else FEWEST_WORDS):
        return True
    if same_deed(a, b) and a.verb != b.verb:
        return bool(content(a) & content(b)) or len(a.named & b.named) >= THREE
    return (frozenset((a.act, b.act)) in NEAR_ACTS or same_deed(a, b)) and a.verb == b.verb and len(a.words & b.words) >= FEWEST_WORDS


def same_deed(a: Sight, b: Sight) -> bool:
    return bool(a.deeds & b.deeds)


def content(s: Sight) -> frozenset[str]:
    """The words of a telling without the one that names the act."""
    return s.words - {s.verb}


def elsewhere(a: Sight, b: Sight) -> bool:
    """Each names sides or countries besides the doers, and none in common: another border, another borrower."""
    own = {p.side for s in (a, b) for p in s.actors}
    if a.act in MUTUAL and min(len(a.everyone), len(b.everyone)) >= 2 and not undone(a, b):
        return False
    if same_deed(a, b) and len(content(a) & content(b)) >= FEWEST_WORDS:
        return False
    return bool(a.named - own) and bool(b.named - own) and not (a.named - own) & (b.named - own)


def undone(a: Sight, b: Sight) -> bool:
    """The later trigger says that a deed came to nothing, or is the contrary of the planned one ("postponed", "extended" of lifting). What is
    to be lifted is not undone where it is suspended."""
    if b.status is Status.DENIED or same_deed(a, b) or a.verb == b.verb:
        return False
    return bool(b.contrary & a.deeds) or (b.undoing and not a.undoing and not a.deeds & EASING)


def undoer(a: Sight, b: Sight) -> bool:
    """Somebody who was to take part undid it; nobody else is said to have."""
    own = tuple(p for p in b.actors if not nameless(p))
    doers = a.everyone if a.act in MUTUAL or b.act in MUTUAL else a.actors
    if not a.actors and own:
        return not (strangers(a.recipients, b.recipients) and b.act not in MUTUAL) or undone_noun(a, b)
    took_part = any((alike((p,), doers) or 0.0) >= ALIKE for p in own) if own else not strangers(doers, b.everyone) and bool(b.everyone)
    return took_part and not (strangers(a.recipients, b.recipients) and b.act not in MUTUAL)


def undone_thing(a: Sight, b: Sight) -> bool:
    """What was undone is what was planned: words in common, and for a meeting all who were to meet."""
    if a.act is EventType.CONSULT:
        met = "meet" in b.modes and (alike(a.everyone, b.everyone) or 0.0) >= ALIKE and len(b.everyone) >= 2
        return met or (all_named(a.everyone, b) and a.named <= b.named and bool(a.words & content(b)))
    return undone_noun(a, b) or shared(a.words - a.spots, content(b) - b.spots) >= WORDS


def undone_noun(a: Sight, b: Sight) -> bool:
    """The noun of what was put off names the planned deed, and of as many ("the three are to be handed over", "put off the release of three")."""
    return bool(a.deeds & b.undone) and bool(a.counts & b.counts)


def same_doers(a: Sight, b: Sight) -> bool:
    """The same parties on the same sides. Where one telling leaves the doer unnamed ("will be released"), those it is done to and the words
    must speak for it."""
    if b.undoing and b.actors and all(nameless(p) for p in b.actors):   # "called off its minister's visit"
        return all_named(a.everyone, b)
    if not a.everyone and not b.everyone:
        if a.named - b.named and b.named - a.named:
            return False
        return shared(a.who, b.who) >= SAME_WHO and bool(content(a) & content(b))
    if a.act in MUTUAL or b.act in MUTUAL:
        enough = min(len(a.everyone), len(b.everyone)) >= 2 or bool(a.words & b.words) or on_the_day(a, b)
        return enough and (alike(a.everyone, b.everyone) or 0.0) >= ALIKE
    if left_unnamed(a, b):
        return True
    if not a.actors or not b.actors:
        told = a.verb == b.verb or shared(a.words, b.words) >= SAME_WORDS
        if on_the_day(a, b) and a.verb == b.verb and same_deed(a, b) and (a.spots | content(a)) & (b.spots | content(b)):
            return not strangers(a.everyone, b.everyone)
        return told and not strangers(a.everyone, b.everyone) and (alike(a.recipients, b.recipients) or 0.0) >= ALIKE
    if (alike(a.actors, b.actors) or 0.0) < ALIKE or strangers(a.actors, b.actors):
        return False
    return not strangers(a.recipients, b.recipients) or (all_named(a.recipients, b) and all_named(b.recipients, a))


def all_named(some: Sequence[Party], s: Sight) -> bool:
    """Whether another telling names each known one of these parties, if only in passing ("sent police to Haiti", "police arrived in Haiti")."""
    return all(p.side in s.named for p in some if not nameless(p)) and len(s.named) >= FEWEST_SIDES


def left_unnamed(a: Sight, b: Sight) -> bool:
    """Told by one word of the day that was set, by one of the two without a name for who did it ("the leaders are to sign it on Sunday"), and
    of one place or thing."""
    if not on_the_day(a, b) or a.verb != b.verb or only_nameless(a) == only_nameless(b) or not (a.everyone and b.everyone):
        return False
    return bool(content(a) & content(b) or a.spots & b.spots)


def only_nameless(s: Sight) -> bool:
    return bool(s.everyone) and all(nameless(p) for p in s.everyone)


def nameless(p: Party) -> bool:
    return p.id.startswith("role-")


def same_thing(a: Sight, b: Sight) -> bool:
    """For a meeting the parties and the day are enough; any other act must be told in words that overlap."""
    if a.act is EventType.CONSULT and not same_manner(a, b):
        return False
    same_day = on_the_day(a, b)
    if same_day and len(a.everyone) >= 2 and (a.act is EventType.CONSULT or (a.act in MUTUAL - IN_WORDS and content(a) & content(b))):
        return True
    if a.act is not EventType.CONSULT and not same_day and other_object(a, b):
        return False
    if a.modes & b.modes and a.recipients and b.recipients and a.firm and b.firm:
        return True
    bare = a.act in IN_WORDS and a.verb == b.verb and not (content(a) and content(b))    # "are to sign it"
    if same_day and min(len(a.everyone), len(b.everyone)) >= 2 and (bare or (a.words & b.words) - ({a.verb} & {b.verb})):
        return True
    one_day_and_sides = same_day and a.verb == b.verb and len(a.named & b.named) >= FEWEST_SIDES and bool(content(a) & content(b))
    if same_deed(a, b) and (len(a.named & b.named) >= THREE or one_day_and_sides or (same_day and VOTE in a.deeds) or same_address(a, b)):
        return True
    if a.act is EventType.CONSULT:
        return True
    told_alike = a.verb == b.verb or same_deed(a, b) or len(a.words & b.words) >= FEWEST_WORDS
    object_alike = bool(content(a) & content(b)) or (alike(a.recipients, b.recipients) or 0.0) >= ALIKE or not (content(a) or content(b))
    return shared(a.words, b.words) >= WORDS and told_alike and object_alike


def same_address(a: Sight, b: Sight) -> bool:
    """One deed towards the same known party, by the same known doer: a complaint to one body, soon after it was announced."""
    if a.act not in IN_WORDS and a.act is not EventType.ACCUSE:
        return False
    known = [p for p in (*a.recipients, *b.recipients) if not nameless(p)]
    return bool(a.recipients and b.recipients) and len(known) >= FEWEST_SIDES and (alike(a.recipients, b.recipients) or 0.0) >= ALIKE


def on_the_day(a: Sight, b: Sight) -> bool:
    """Set for one day, and told of that day."""
    return a.firm and b.firm and a.days == b.days and a.days is not None and a.days.single


def other_object(a: Sight, b: Sight) -> bool:
    """Each names things that the other does not, and no more than half of what the shorter one names is shared: a ban on cigars, a ban on rum."""
    one, two = content(a), content(b)
    if same_deed(a, b) and len(one & two) >= FEWEST_WORDS:
        return False
    if a.verb == b.verb and one & two & frozenset(vocabulary().people.values()):
        return False
    return bool(one & two) and bool(one - two) and bool(two - one) and shared(one, two) <= HALF


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
    if plan.week_on and Days(said + WEEK, said + WEEK).meets(came):
        return 0.5, f"set for {iso_day(said + WEEK)}, told of {spell(came)}"
    if plan.firm and plan.days is not None:
        gap = plan.days.gap(came)
        if told_later(plan, later):
            return 0.1, f"set for {iso_day(plan.days.first)}, told after it, on {iso_day(later.report_day or 0)}"
        late = came.first > plan.days.last
        if late and gap > (OVERDUE if a_late_signature(plan, later) else POSTPONED):
            return None
        if not late and gap > 0 and not (plan.deadline and came.first >= said):
            return None
        return max(0.1, 1.0 - gap / 10), f"set for {iso_day(plan.days.first)}, told of {spell(came)}"
    if came.last < said or came.first > said + (LONG if plan.verb == later.verb or same_deed(plan, later) else PATIENCE):
        return None
    return 0.2, f"announced on {iso_day(said)}, told of {spell(came)}"


def told_later(plan: Sight, later: Sight) -> bool:
    """Told without a day, weeks after the day that was set, by the same word."""
    if later.firm or later.report_day is None or plan.days is None or plan.verb != later.verb or later.background:
        return False
    return 0 <= later.report_day - plan.days.last <= OVERDUE


def called_off_in_time(plan: Sight, later: Sight) -> tuple[float, str] | None:
    """The same for a refusal or a denial, which may come at any time from the announcement until the day is past."""
    said, came = plan.report_day, later.bounds
    if came is None or said is None or (later.report_day is not None and later.report_day < said):
        return None
    last = plan.days.last + (WEEK if plan.week_on else 0) + POSTPONED if plan.firm and plan.days is not None else said + PATIENCE
    if came.last < said or came.first > last or too_early(plan, later):
        return None
    due = f"set for {iso_day(plan.days.first)}" if plan.firm and plan.days is not None else f"announced on {iso_day(said)}"
    return 0.2, f"{due}, told of {spell(came)}"


def too_early(plan: Sight, later: Sight) -> bool:
    """Told not to have been done before its time was up, which says nothing."""
    if later.status is not Status.DENIED or later.undoing or later.report_day is None or not plan.firm or plan.days is None:
        return False
    return later.report_day < (plan.days.last if plan.deadline else plan.days.first)


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
