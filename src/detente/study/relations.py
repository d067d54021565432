"""Relations of pairs, dependencies, intermediaries and the bodies that decide."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from detente.records.dossier import Citation, Told
from detente.records.kinds import Status, TieKind
from detente.records.reading import Actor, Event, Figure, Reading, Tie
from detente.records.world import Body, Dependency, Intermediary, Relation
from detente.study.bodies import bodies
from detente.study.past import Past, side_of, sides

SURE = 0.4     # confidence below which an event does not count between two parties
DONE = frozenset({Status.HAPPENED, Status.ONGOING})


def relations(past: Past) -> tuple[Relation, ...]:
    """What passed between each pair of sides: happenings by quad class, and the latest of them. Plans, denials and history do not count."""
    found: dict[tuple[str, str], list[tuple[str, Event, tuple[Told, ...]]]] = defaultdict(list)
    actors: dict[str, Actor] = {}
    for _, told in past.happenings:
        first = next((m.event for m in told if m.event is not None), None)
        if first is None or first.status not in DONE or first.background or first.confidence < SURE:
            continue
        for one, two in pairs(first):
            actors.update({one.id: one, two.id: two})
            found[one.id, two.id].append((day_of(past, told, first), first, told))
    return tuple(relation((actors[a], actors[b]), found[a, b]) for a, b in sorted(found))


def pairs(e: Event) -> Iterator[tuple[Actor, Actor]]:
    """Each actor with each recipient; where nobody receives, those who act together. Ordered by id."""
    doers, others = list(sides(e.actors)), list(sides(e.recipients))
    joined = [(a, b) for a in doers for b in others] or list(combinations(doers, 2))
    unique = {tuple(sorted((a.id, b.id))): sorted((a, b), key=lambda x: x.id) for a, b in joined if a.id != b.id}
    yield from ((a, b) for a, b in unique.values())


def day_of(past: Past, told: tuple[Told, ...], e: Event) -> str:
    reported = past.days[told[0].report]
    return min(e.when.start[:10], reported) if e.when is not None and e.when.start is not None else reported


def relation(pair: tuple[Actor, Actor], many: list[tuple[str, Event, tuple[Told, ...]]]) -> Relation:
    counts = [0, 0, 0, 0]
    for _, e, _ in many:
        counts[e.quad - 1] += 1
    day, last, _ = max(many, key=lambda m: (m[0], m[1].id))
    evidence: tuple[Citation, ...] = tuple(dict.fromkeys(c for _, _, told in many for m in told for c in m.spans()[:2]))
    return Relation(pair, (counts[0], counts[1], counts[2], counts[3]), last.id, last.type.value, day, evidence)


def ties(past: Past, kind: TieKind) -> Iterator[tuple[Reading, Tie]]:
    for r in past.readings:
        for t in r.ties:
            if t.kind is kind:
                yield r, t


def dependencies(past: Past) -> tuple[Dependency, ...]:
    """Who leans on whom for what; the same words in several reports are one, the figure of the first that gives one."""
    groups: dict[tuple[str, str, str], list[tuple[Reading, Tie]]] = defaultdict(list)
    actors: dict[str, Actor] = {}
    for r, t in ties(past, TieKind.DEPENDENCY):
        of, on = side_of(t.of) if t.of is not None else None, side_of(t.on)
        if of is not None and on is not None and of.id != on.id:
            actors.update({of.id: of, on.id: on})
            groups[of.id, on.id, t.what].append((r, t))
    return tuple(dependency(past, actors[of], actors[on], what, groups[of, on, what]) for of, on, what in sorted(groups))


def dependency(past: Past, of: Actor, on: Actor, what: str, many: list[tuple[Reading, Tie]]) -> Dependency:
    many = sorted(many, key=lambda rt: rt[1].figure is None)    # what gives a figure comes first, so that the evidence begins with it
    figure: Figure | None = next((f for r, t in many for f in r.figures if f.id == t.figure), None)
    period = next((t.when.value for _, t in many if t.when is not None), None)
    source = figure.according_to.actor.name if figure and figure.according_to and figure.according_to.actor else None
    return Dependency(many[0][1].id, of, on, what, figure, period, source, tuple(dict.fromkeys(c for r, t in many for c in past.cite(r, *t.spans()))))


def intermediaries(past: Past) -> tuple[Intermediary, ...]:
    """Whoever is said to hold the key, to mediate or to have influence, with the words that say so."""
    found: dict[tuple[str, str, str], Intermediary] = {}
    for r, t in ties(past, TieKind.INTERMEDIARY):
        actor, target = t.on.actor, side_of(t.of) if t.of is not None else None
        if actor is not None:
            words = " ".join(r.quote(t.evidence[0]).split())
            made = Intermediary(actor, target, words, past.cite(r, *t.spans()))
            found.setdefault((actor.id, target.id if target else "", words), made)
    return tuple(found[k] for k in sorted(found))


def deciders(past: Past) -> tuple[Body, ...]:
    """The bodies with a known rule that the reports name, with their members on the day."""
    named: dict[str, list[Citation]] = defaultdict(list)
    actors: dict[str, Actor] = {}
    for r in past.readings:
        for m in r.mentions:
            if m.actor is not None and m.actor.id in bodies():
                actors[m.actor.id] = m.actor
                named[m.actor.id].extend(past.cite(r, m.span))
    return tuple(Body(actors[i], bodies()[i].on(past.on), bodies()[i].words(), tuple(named[i])) for i in sorted(named))
