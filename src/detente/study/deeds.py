"""Deeds on measures: whoever imposes an embargo stands for it. A position taken from an event whose clause names a measure."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.lexicon.issues import Measure, Named, Role, Target, load_measures
from detente.records.kinds import EventType, Stance, Status
from detente.records.reading import Event, Issue, Position, Reading, identify
from detente.study.past import sides

SURE = 0.5
# Acts that carry a measure out, and those that take it back.
CARRIED = {EventType.SANCTION: Stance.SUPPORT, EventType.COERCE: Stance.SUPPORT, EventType.RETREAT: Stance.OPPOSE}
DONE = frozenset({Status.HAPPENED, Status.ONGOING})
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def deeds(reading: Reading) -> Iterator[Position]:
    """A position for each side that carried out, or took back, a measure named in the event's clause, against the first of its recipients."""
    for e in reading.events:
        measure = named_in(reading, e)
        targets = list(sides(e.recipients))
        stance = None if measure is None else shown(e.act, measure)
        if measure is not None and stance is not None and targets:
            issue = Issue(f"{measure.id}@{targets[0].id}", measure.label, targets[0].id)
            for actor in sides(e.actors):
                made = identify("position", reading.report.id, (e.clause,), actor.id, issue.id)
                yield Position(made, actor, issue, stance, (e.clause,), None, e.id, None, e.when)


def shown(act: EventType, measure: Measure) -> Stance | None:
    """What a deed shows of its doer's stance: to withdraw from what strikes another is to undo it ("lifted sanctions"), to withdraw from what is
    one's own is to do it ("declared a ceasefire", "pulled back its troops"); force says nothing of the latter."""
    if measure.target is Target.ON:
        return CARRIED[act]
    return Stance.SUPPORT if act is EventType.RETREAT else None


def named_in(reading: Reading, e: Event) -> Measure | None:
    """The measure that the clause names with most words; None for acts that carry out nothing."""
    if e.act not in CARRIED or e.status not in DONE or e.background or e.confidence < SURE:
        return None
    words = [singular(w) for w in WORD.findall(reading.quote(e.clause).lower())]
    found = [n for i, w in enumerate(words) for n in load_measures().nouns.get(w, ()) if n.role is Role.NAME and stands(n, words[:i])]
    return max(found, key=lambda n: n.phrase.size).measure if found else None


def stands(n: Named, before: Sequence[str]) -> bool:
    """Whether the phrase's other words stand before its head."""
    return all(any(w in option for w in before) for option in n.phrase.rest)


def singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
