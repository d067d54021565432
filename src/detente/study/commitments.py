"""Commitments: who promised what, how much and by when, and whether it was kept."""
from __future__ import annotations

import re
from collections.abc import Iterator

from detente.records.dossier import Citation, Progress, Told
from detente.records.kinds import CommitmentState, EventType, FigureRole, Outcome, Status
from detente.records.reading import Actor, Event, Figure, Reading, When
from detente.records.world import Commitment
from detente.study.past import Past, sides
from detente.text import Span

PROMISES = frozenset({EventType.AGREE, EventType.CONCEDE})
SURE = 0.5     # confidence below which an event makes no cell of the world
MARKS = " ,.;:”“\"\n\t"
# Where a promise's clause goes on to tell something else.
ASIDE = re.compile(r",?\s+(?:but|though|although)\s|,\s+(?:saying|adding|while|whereas|according|which|who|after|despite|as)\s|\s+(?:and|but)\s+"
                   r"(?:denied|said|warned|refused|rejected|promised|agreed|pledged)\s")
# "Under its terms the rebels will hand over 840 weapons": what an accord obliges to.
TERMS = re.compile(r"\b(?:under|by) (?:its|the|their|a|an|this|that) (?:\w+ ){0,3}"
                   r"(?:terms?|accord|agreement|deal|pact|treaty|truce|ceasefire|declaration)\b", re.I)
TO_THING = re.compile(r"(?:to|on) (?:the|a|an|its|their|his|her)\b")    # "agreed to the idea", "agreed on a truce"
PLEDGED = frozenset({Status.HAPPENED, Status.ONGOING})
OUTCOMES = {Outcome.HAPPENED: CommitmentState.KEPT, Outcome.DENIED: CommitmentState.BROKEN, Outcome.NOT_SO: CommitmentState.BROKEN}


def commitments(past: Past) -> tuple[Commitment, ...]:
    """One for each happening that is a promise, told by all its reports."""
    settled = {m.event.id: p for p in past.dossier.progress if known(past, p) for m in p.mentions if m.event is not None}
    found = [commitment(past, told, settled) for _, told in past.happenings]
    return tuple(sorted((c for c in found if c is not None), key=lambda c: (c.made or "", c.id)))


def known(past: Past, p: Progress) -> bool:
    """Whether both the announcement and what followed had been reported: the last telling stands for what followed."""
    return all(m.report in past.days for m in (p.mentions[0], p.mentions[-1]))


def promises(r: Reading, e: Event) -> bool:
    """Agreed or conceded, or planned by the very party that says so, or due under an accord."""
    if e.background or e.confidence < SURE:
        return False
    if e.act in PROMISES:
        return e.status in PLEDGED
    return e.type in PROMISES and e.status is Status.PLANNED and (own_word(e) or TERMS.search(r.quote(e.clause)) is not None)


def own_word(e: Event) -> bool:
    """Whether the plan is told by one of those who are to carry it out."""
    speaker = e.statement.speaker if e.statement is not None else None
    if speaker is None or speaker.actor is None:
        return False
    return {a.id for a in sides((speaker,))} <= {a.id for a in sides(e.actors)}


def commitment(past: Past, told: tuple[Told, ...], settled: dict[str, Progress]) -> Commitment | None:
    events = [past.events[m.event.id] for m in told if m.event is not None and m.event.id in past.events]
    made = [(r, e) for r, e in events if promises(r, e)]
    parties = {a.id: a for _, e in made for a in parties_of(e)}
    if not made or not parties:
        return None
    reading, event = max(made, key=lambda re: (figure_in(*re) is not None, len(re[1].clause), re[1].id))
    figure, due = figure_in(reading, event), due_time(reading, event)
    progress = next((settled[e.id] for _, e in made if e.id in settled), None)
    evidence: tuple[Citation, ...] = tuple(dict.fromkeys(c for r, e in made for c in past.cite(r, e.trigger, e.clause)))
    day = min(d for d in (said_on(past, r, e) for r, e in made))
    return Commitment(made[0][1].id, tuple(parties[i] for i in sorted(parties)), object_of(reading, event), figure, due.value if due else None,
                      state_of(past, progress, due), day, evidence)


def parties_of(e: Event) -> Iterator[Actor]:
    """All who promise; those promised to count where the act is mutual."""
    yield from sides((*e.actors, *e.recipients) if e.act is EventType.AGREE else e.actors)


def object_of(reading: Reading, e: Event) -> str:
    """What is promised: the words after the one that names the promise, up to where something else is told; else the whole clause."""
    rest = reading.quote(Span(e.trigger.end, e.clause.end)) if e.trigger.end < e.clause.end else ""
    told = " ".join((cut(rest) or cut(reading.quote(e.clause))).split())
    return told[3:] if TO_THING.match(told) else told


def cut(words: str) -> str:
    """The words up to a clause that adds something of its own ("..., though he warned", "..., saying that"), without their last marks."""
    found = ASIDE.search(words)
    kept = words[:found.start()] if found is not None and words[:found.start()].strip(MARKS) else words
    return kept.strip(MARKS)


def figure_in(reading: Reading, e: Event) -> Figure | None:
    """The amount promised: a target before anything else."""
    inside = [f for f in reading.figures if e.clause.covers(f.span) and f.unit != "ordinal"]
    return min(inside, key=lambda f: (f.role is not FigureRole.TARGET, f.span), default=None)


def due_time(reading: Reading, e: Event) -> When | None:
    """A time in the clause that lies after the report."""
    day = reading.dated.start[:10] if reading.dated is not None and reading.dated.start is not None else ""
    later = [w for w in reading.times if w.span is not None and e.clause.covers(w.span) and w.end is not None and w.end[:10] > day]
    return min(later, key=lambda w: (w.end or "", w.span), default=None)


def said_on(past: Past, r: Reading, e: Event) -> str:
    when = e.when.start[:10] if e.when is not None and e.when.start is not None else past.days[r.report.id]
    return min(when, past.days[r.report.id])


def state_of(past: Past, progress: Progress | None, due: When | None) -> CommitmentState:
    if progress is not None:
        return OUTCOMES[progress.outcome]
    return CommitmentState.LAPSED if due is not None and due.end is not None and due.end[:10] < past.on else CommitmentState.OPEN
