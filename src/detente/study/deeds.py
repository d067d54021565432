"""Deeds on measures: whoever imposes an embargo stands for it. A position taken from an event whose clause names a measure."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.lexicon.issues import Done, Measure, Named, Role, Target, load_measures
from detente.records.kinds import EventType, Stance, Status
from detente.records.reading import Actor, Event, Issue, Position, Reading, identify
from detente.study.past import sides

SURE = 0.5
# Acts that carry a measure out, and those that take it back.
CARRIED = {EventType.SANCTION: Stance.SUPPORT, EventType.COERCE: Stance.SUPPORT, EventType.RETREAT: Stance.OPPOSE}
DONE = frozenset({Status.HAPPENED, Status.ONGOING})
MOST_TARGETS = 4
SOON = 4     # words behind its head among which a measure's other words may stand
STRIKES = re.compile(r"\b(?P<what>[A-Za-z]+)\s+(?:of|on|against|towards?)\s+(?:the\s+)?")
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def deeds(reading: Reading) -> Iterator[Position]:
    """A position for each side that carried out, or took back, a measure named in the event's clause, against each of those it strikes."""
    for e in reading.events:
        measure = named_in(reading, e)
        stance = None if measure is None else shown(e.act, measure)
        if measure is None or stance is None:
            continue
        for target in [*sides(e.recipients)][:MOST_TARGETS] or struck(reading, e):
            issue = Issue(f"{measure.id}@{target.id}", measure.label, target.id)
            for actor in sides(e.actors):
                made = identify("position", reading.report.id, (e.clause,), actor.id, issue.id)
                yield Position(made, actor, issue, stance, (e.clause,), None, e.id, None, e.when)


def struck(reading: Reading, e: Event) -> list[Actor]:
    """The state that stands right behind the measure ("lifted the naval quarantine of Cuba"), where the event names no other party."""
    told = reading.quote(e.clause)
    for m in STRIKES.finditer(told):
        at = e.clause.start + m.end()
        found = [x for x in reading.mentions if x.span.start == at]
        if singular(m["what"].lower()) in load_measures().nouns and found:
            return list(sides(tuple(found)))[:1]
    return []


def shown(act: EventType, measure: Measure) -> Stance | None:
    """What a deed shows of its doer's stance: to withdraw from what strikes another is to undo it ("lifted sanctions"), to withdraw from what is
    one's own is to do it ("declared a ceasefire", "pulled back its troops"); force says nothing of the latter."""
    if measure.target is Target.ON:
        return CARRIED[act]
    return Stance.SUPPORT if act is EventType.RETREAT else None


def named_in(reading: Reading, e: Event) -> Measure | None:
    """The measure that the clause names first behind its trigger, with most words, else before it; or the one that the trigger carries out
    ("banned imports"). None for acts that carry out nothing."""
    if e.act not in CARRIED or e.status not in DONE or e.background or e.confidence < SURE:
        return None
    words = [singular(w) for w in WORD.findall(reading.quote(e.clause).lower())]
    start = len(WORD.findall(reading.report.text[e.clause.start:e.trigger.start].lower()))
    found = [(i < start, i, -n.phrase.size, n) for i, w in enumerate(words) for n in load_measures().nouns.get(w, ())
             if n.role is Role.NAME and stands(n, words, i)]
    if found:
        return min(found, key=lambda f: f[:3])[3].measure
    return next((d.measure for d in carried_out(reading, e) if not d.undoes), None)


def stands(n: Named, words: Sequence[str], i: int) -> bool:
    """Whether the phrase's other words stand before its head at place i, or soon after it ("duties on softwood")."""
    around = [*words[:i], *words[i + 1:i + 1 + SOON]]
    return all(any(w in option for w in around) for option in n.phrase.rest)


def carried_out(reading: Reading, e: Event) -> Iterator[Done]:
    """The acts of the measures' list that the trigger's verb and the words behind it say."""
    trigger = (WORD.findall(reading.quote(e.trigger).lower()) or [""])[0]
    behind = [singular(w) for w in WORD.findall(reading.report.text[e.trigger.start:e.clause.end].lower())]
    for verb, many in load_measures().verbs.items():
        if trigger in forms(verb):
            for d in many:
                if d.act.object is not None and any(w in d.act.object.head for w in behind) and not d.act.particles and d.act.doer is None:
                    yield d


def forms(verb: str) -> tuple[str, ...]:
    """The forms of a regular verb: "ban", "bans", "banned", "banning"."""
    stems = (verb, verb + verb[-1], verb.removesuffix("e"))
    return (verb, f"{verb}s", *(f"{stem}{end}" for stem in stems for end in ("ed", "ing")))


def singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word[:-1] if word.endswith("s") and not word.endswith("ss") else word
