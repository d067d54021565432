"""What if somebody changed his stance: what follows by stated rules, and why. A scenario, never a forecast."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from detente.errors import InputError
from detente.records.dossier import Citation
from detente.records.kinds import Stance
from detente.records.reading import Actor
from detente.records.world import Body, Cell, Measure, World
from detente.study.bodies import BodyRule, bodies
from detente.study.past import state

SCENARIO = "a scenario: what the stated rules make of these stances, not a forecast"
Changes = Mapping[tuple[str, str], Stance | str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a body can do about a measure: "blocked", "passes" or "open", with the count and the reason in words."""

    body: str
    issue: str
    outcome: str
    support: tuple[str, ...]
    against: tuple[str, ...]
    reason: str

    def spans(self) -> tuple[Citation, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Change:
    """One actor's stance on one measure, as reported (None: no evidence) and as supposed."""

    actor: str
    issue: str
    was: str | None
    now: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """label: says that this is a scenario; changes: what was supposed; follows: the verdicts that differ, before and after."""

    label: str
    world: World
    changes: tuple[Change, ...]
    follows: tuple[tuple[Verdict, Verdict], ...]


def what_if(world: World, changes: Changes) -> WhatIf:
    """The world with stances changed, and what follows. changes: (actor code, measure's label or id) -> stance.

    No change in, no change out. Raises InputError for a measure or a stance that does not exist, naming those that do.
    """
    made = [supposed(world, actor, issue, stance) for (actor, issue), stance in sorted(changes.items())]
    real = [c for c in made if c.was != c.now]
    after = world
    for change in real:
        after = apply(after, change)
    before_and_after = zip(verdicts(world), verdicts(after), strict=True)
    return WhatIf(SCENARIO, after, tuple(real), tuple((a, b) for a, b in before_and_after if a != b))


def supposed(world: World, actor: str, issue: str, stance: Stance | str) -> Change:
    if stance not in set(Stance):
        raise InputError(f"{stance!r} is no stance; those known: {', '.join(Stance)}")
    m = measure_named(world, issue)
    return Change(actor, m.issue.id, stance_of(m, actor), Stance(stance).value)


def measure_named(world: World, name: str) -> Measure:
    """The measure with this id or label; of several with one label the one with most evidence."""
    found = [m for m in world.measures if name.casefold() in {m.issue.id.casefold(), m.issue.label.casefold()}]
    if not found:
        known = ", ".join(repr(m.issue.label) for m in world.measures) or "none"
        raise InputError(f"no measure {name!r} in this world on {world.on}; it has: {known}")
    return max(found, key=lambda m: (len(m.spans()), m.issue.id))


def stance_of(m: Measure, actor: str) -> str | None:
    """An actor's stance on a measure as reported; None without evidence, which is not neutrality."""
    for stance, cells in (("support", (*m.proposed_by, *m.backed_by)), ("oppose", m.opposed_by), ("conditional", m.conditional)):
        if any(c.actor.id == actor for c in cells):
            return stance
    return None


def apply(world: World, change: Change) -> World:
    """The world with one stance changed. The cell keeps the measure's evidence and is marked as supposed."""
    return replace(world, measures=tuple(moved(m, change) if m.issue.id == change.issue else m for m in world.measures))


def moved(m: Measure, change: Change) -> Measure:
    def without(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(c for c in cells if c.actor.id != change.actor)

    def put(cells: tuple[Cell, ...], stance: Stance) -> tuple[Cell, ...]:
        return (*without(cells), cell) if change.now == stance else without(cells)

    cell = Cell(named(m, change.actor), m.spans(), None, "supposed in this scenario")
    return replace(m, proposed_by=without(m.proposed_by), backed_by=put(m.backed_by, Stance.SUPPORT),
                   opposed_by=put(m.opposed_by, Stance.OPPOSE), conditional=put(m.conditional, Stance.CONDITIONAL))


def named(m: Measure, actor: str) -> Actor:
    cells = (*m.proposed_by, *m.backed_by, *m.opposed_by, *m.conditional)
    return next((c.actor for c in cells if c.actor.id == actor), None) or state(actor)


def verdicts(world: World) -> tuple[Verdict, ...]:
    """What each body that the reports name can do about each measure on which its members stand."""
    return tuple(v for m in world.measures for b in world.bodies if (v := verdict(m, b)) is not None)


def verdict(m: Measure, body: Body) -> Verdict | None:
    """By the body's rule; None where none of its members has a known stance."""
    rule = bodies().get(body.actor.id)
    if rule is None:
        return None
    support = tuple(sorted(c.actor.id for c in (*m.proposed_by, *m.backed_by) if c.actor.id in body.members))
    against = tuple(sorted(c.actor.id for c in m.opposed_by if c.actor.id in body.members))
    conditional = tuple(sorted(c.actor.id for c in m.conditional if c.actor.id in body.members))
    if not (support or against or conditional):
        return None
    outcome, reason = decide(rule, body.members, support, against, conditional)
    return Verdict(body.actor.id, m.issue.id, outcome, support, against, reason)


def decide(rule: BodyRule, members: tuple[str, ...], support: tuple[str, ...], against: tuple[str, ...],
           conditional: tuple[str, ...]) -> tuple[str, str]:
    """The outcome and the reason: silent members may still go either way, conditional ones count for neither side."""
    if rule.rule == "consensus":
        return consensus(members, support, against)
    needed = rule.needed if rule.rule == "votes" else rule.needed * len(members)
    vetoes = [a for a in against if a in rule.veto]
    if vetoes:
        return "blocked", f"{', '.join(vetoes)} can veto it; the rule is {rule.words()}"
    if rule.size is not None and len(members) < rule.size:
        return "open", f"only {len(members)} of {rule.size} members are known for that day"
    if len(members) - len(against) < needed:
        return "blocked", f"{len(against)} of {len(members)} members are against; {needed:g} votes are out of reach"
    waiting = [v for v in rule.veto if v not in support]
    if len(support) >= needed and not waiting:
        return "passes", f"{len(support)} members are for it; {needed:g} are needed"
    on = f", {', '.join(conditional)} on conditions" if conditional else ""
    return "open", f"{len(support)} of {needed:g} votes are known{on}; not heard of with a veto: {', '.join(waiting) or 'nobody'}"


def consensus(members: tuple[str, ...], support: tuple[str, ...], against: tuple[str, ...]) -> tuple[str, str]:
    if against:
        return "blocked", f"{', '.join(against)} is against; the rule is consensus"
    if len(support) == len(members):
        return "passes", "all members are for it"
    return "open", f"nobody is against; {len(members) - len(support)} of {len(members)} members have not been heard"
