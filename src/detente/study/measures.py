"""Measures: what is proposed, who backs or opposes it and on what condition, and how far it has come."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from detente.lexicon.cues import Act, load_cues
from detente.lexicon.source import read_source
from detente.records.dossier import Citation
from detente.records.kinds import EventType, MeasureState, Stance, Status
from detente.records.reading import Actor, Event, Issue, Position, Reading
from detente.records.world import Cell, Measure
from detente.study.bodies import bodies
from detente.study.deeds import deeds
from detente.study.past import Past, side, sides

ASKING = frozenset({Act.URGE, Act.DEMAND, Act.PROPOSE, Act.ASK})
JOINED = re.compile(r",\s+(?:and|but|while|whereas|after|before|as|though|although)\b|;")
DONE = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class Step:
    """What brings a measure into a state; see data/measures.toml."""

    state: MeasureState
    words: tuple[str, ...]
    acts: frozenset[EventType]
    bodies: bool


@dataclass(slots=True)
class Draft:
    """A measure in the making: the positions on it and the events that moved it, in the order of their reports."""

    issue: Issue
    held: list[tuple[str, Reading, Position]] = field(default_factory=list)
    moved: list[tuple[str, Reading, Event, MeasureState]] = field(default_factory=list)


@cache
def steps() -> tuple[Step, ...]:
    """The steps of data/measures.toml, read on first use. Raises KnowledgeError where they are wrong."""
    source = read_source(resources.files("detente.study").joinpath("data/measures.toml"))
    return tuple(Step(MeasureState(s["state"]), tuple(s["words"]), frozenset(EventType(a) for a in s["acts"]), s.get("bodies", False))
                 for s in source.tables["step"])


def measures(past: Past) -> tuple[Measure, ...]:
    """Every measure that somebody took a position on or carried out by then, with the latest stance of each side."""
    drafts: dict[str, Draft] = {}
    for r in past.readings:
        for p in (*r.positions, *deeds(r)):
            drafts.setdefault(p.issue.id, Draft(p.issue)).held.append((past.days[r.report.id], r, p))
    for draft in drafts.values():
        draft.moved = sorted(moves(past, draft), key=lambda m: (m[0], m[1].report.id, m[2].trigger))
    return tuple(measure(past, drafts[i]) for i in sorted(drafts))


def moves(past: Past, draft: Draft) -> Iterator[tuple[str, Reading, Event, MeasureState]]:
    """The events that positions on the measure were taken from, or that tell of it in their clause, and that change its state."""
    own = {p.record for _, _, p in draft.held}
    words = draft.issue.label.lower().split()
    for r in past.readings:
        for e in r.events:
            told = own_part(r, e)
            aimed = draft.issue.target is None or any(a.id == draft.issue.target for a in sides((*e.recipients, *e.actors)))
            if e.status in DONE and (e.id in own or (aimed and all(w in told for w in words))):
                state = state_after(r, e)
                if state is not None:
                    yield past.days[r.report.id], r, e, state


def own_part(r: Reading, e: Event) -> str:
    """The event's clause without the clauses that another one joins to it: what they name is none of its business."""
    told, at = r.quote(e.clause).lower(), e.trigger.start - e.clause.start
    before, after = told[:max(at, 0)], told[max(at, 0):]
    return JOINED.split(before)[-1] + JOINED.split(after, maxsplit=1)[0]


def state_after(r: Reading, e: Event) -> MeasureState | None:
    trigger = r.quote(e.trigger).lower()
    words = trigger.split()
    decided = any(m.actor is not None and (m.actor.id in bodies() or m.actor.sector == "LEG") for m in e.actors)
    for step in steps():
        said = any(word.startswith(w) for w in step.words for word in words)
        if said and e.act in step.acts and (not step.bodies or decided or "veto" in trigger):
            return step.state
    return None


def measure(past: Past, draft: Draft) -> Measure:
    latest = latest_stances(draft.held)
    proposers = {actor_id for actor_id, many in latest.items() if any(proposes(r, p) for _, r, p in many)}
    state = draft.moved[-1][3] if draft.moved else MeasureState.PROPOSED
    since = draft.moved[-1][0] if draft.moved else min(day for day, _, _ in draft.held)
    evidence = tuple(c for _, r, e, _ in draft.moved for c in past.cite(r, e.trigger, e.clause))

    def cells(stance: Stance, among: Iterable[str]) -> tuple[Cell, ...]:
        return tuple(cell(past, [h for h in latest[a] if h[2].stance is stance]) for a in sorted(among)
                     if any(h[2].stance is stance for h in latest[a]))

    return Measure(draft.issue, draft.issue.target, cells(Stance.SUPPORT, proposers), cells(Stance.SUPPORT, set(latest) - proposers),
                   cells(Stance.OPPOSE, latest), cells(Stance.CONDITIONAL, latest), state, since, evidence)


def latest_stances(held: Iterable[tuple[str, Reading, Position]]) -> dict[str, list[tuple[str, Reading, Position]]]:
    """Of each side, the positions of the last day on which it took one; what it held earlier gives way."""
    by_side: dict[str, list[tuple[str, Reading, Position]]] = defaultdict(list)
    for day, r, p in held:
        by_side[side(p.actor).id].append((taken_on(day, p), r, p))
    found = {}
    for actor_id, many in by_side.items():
        last = max(day for day, _, _ in many)
        found[actor_id] = sorted((h for h in many if agrees(h, last, many)), key=lambda h: (h[0], h[1].report.id, h[2].evidence))
    return found


def agrees(held: tuple[str, Reading, Position], last: str, many: Iterable[tuple[str, Reading, Position]]) -> bool:
    """Whether a position is of the last day, or the same stance as one of that day."""
    return held[0] == last or any(day == last and p.stance is held[2].stance for day, _, p in many)


def taken_on(day: str, p: Position) -> str:
    """The day a position was taken: as told, but never after the report."""
    told = p.when.start[:10] if p.when is not None and p.when.start is not None else day
    return min(told, day)


def proposes(r: Reading, p: Position) -> bool:
    """Whether a backer is the one who asked for it: his position was taken from a request."""
    if p.stance is not Stance.SUPPORT or p.record is None:
        return False
    return any(e.id == p.record and e.act is EventType.REQUEST for e in r.events) or asked(r, p)


def asked(r: Reading, p: Position) -> bool:
    """A statement in a word of asking, or one that some request of the same side rests on or stands in."""
    said = next((s for s in r.statements if s.id == p.record), None)
    if said is None:
        return False
    if said.cue is not None and asks(r.quote(said.cue)):
        return True
    own = [e for e in r.events if e.act is EventType.REQUEST and side(p.actor).id in {a.id for a in sides(e.actors)}]
    return any((e.statement is not None and e.statement.id == said.id) or any(c.overlaps(e.clause) for c in said.content) for e in own)


def asks(cue: str) -> bool:
    """Whether a word of saying is one of asking ("urged", "his suggestion of")."""
    cues, words = load_cues(), cue.lower().split()
    found = {cues.nouns[w].act for w in words if w in cues.nouns}
    found |= {c.act for w in words for form in (w, w.removesuffix("d"), w.removesuffix("ed")) for c in cues.verbs.get(form, ()) if c.second is None}
    return bool(found & ASKING)


def cell(past: Past, held: list[tuple[str, Reading, Position]]) -> Cell:
    evidence: tuple[Citation, ...] = tuple(dict.fromkeys(c for _, r, p in held for c in past.cite(r, *p.evidence)))
    condition = next((r.quote(p.condition) for _, r, p in reversed(held) if p.condition is not None), None)
    via = next((p.via.actor.name for _, _, p in reversed(held) if p.via is not None and p.via.actor is not None), None)
    actor: Actor = side(held[-1][2].actor)
    return Cell(actor, evidence, condition, via)


def stance_cells(m: Measure) -> Mapping[str, tuple[Cell, ...]]:
    """A measure's cells by stance word, for those who print it."""
    return {"proposed": m.proposed_by, "backed": m.backed_by, "opposed": m.opposed_by, "conditional": m.conditional}
