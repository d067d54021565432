"""What the linker sees of one telling: its act, parties, days, place and words, ready for comparing."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from detente.lexicon.cues import Act, load_cues
from detente.link.days import FUTURE, Days, days_of, is_firm
from detente.link.deeds import contrary_of, deeds_in, deeds_told, first_stem, promised_in, undoes, undoing_in
from detente.link.parties import Party, parties, sides_named
from detente.link.vocabulary import vocabulary
from detente.link.words import counted, number, stem, stems
from detente.records.dossier import Told
from detente.records.kinds import EventType, Status
from detente.records.reading import Event, Mention, Place, Reading, Statement, When
from detente.text import Span

# Parties of these acts stand on one footing: who is named first does not matter.
MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
# What a speech act amounts to when it is told as a statement only.
SPEECH = {
    Act.URGE: EventType.REQUEST, Act.DEMAND: EventType.REQUEST, Act.PROPOSE: EventType.REQUEST, Act.ASK: EventType.REQUEST,
    Act.REFUSE: EventType.REJECT, Act.REJECT: EventType.REJECT, Act.PROMISE: EventType.AGREE, Act.CONDEMN: EventType.ACCUSE,
    Act.ACCUSE: EventType.ACCUSE, Act.PRAISE: EventType.SUPPORT,
}
# Acts that one party does to another many times over, in words: only what is said tells them apart, not that it was said.
IN_WORDS = frozenset({EventType.REQUEST, EventType.REJECT, EventType.ACCUSE, EventType.THREATEN, EventType.AGREE, EventType.SUPPORT,
                      EventType.CONCEDE})
LOOK_BACK, LOOK_AHEAD = 6, 30
SHORTLY = 6    # words before a trigger among which another verb may govern it
WITHIN = re.compile(r"\bwithin (?:the next |at most )?(?P<n>\w+) (?P<unit>day|week|month)s?\b", re.I)
UNITS = {"day": 1, "week": 7, "month": 31}
NEARBY = re.compile(r"\b(?:day|night|morning|evening|hours?) (?:before|earlier)\b", re.I)
PARTICLES = frozenset({"over", "back", "off", "up", "out", "down", "in"})
BARE_WEEKDAY = re.compile(r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.I)


@dataclass(frozen=True, slots=True)
class Sight:
    """One telling. words: of its content; verb: stem of the word that names the act; report_day: of its report; days: when the act was
    or is to be; firm: the report itself says when; claimed: by a statement;
    deadline: the day is the last on which it is to be done ("by December 31"); deeds: families of words that the trigger belongs to;
    contrary: those it is the contrary of; undoing: it says that another deed came to nothing; named: sides and countries named in its clause;
    week_on: its weekday is that of the report, so that it may mean a week on; counts: small numbers spelled out in the clause, its times aside;
    who: stems of the words for the doers; promise: what it binds its maker to do, in words; spots: stems of the places named;
    numbers: how many those are to whom it is done; undone: families of deeds that came to nothing by it."""

    id: str
    told: Told
    act: EventType
    modes: frozenset[str]
    status: Status
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When | None
    days: Days | None
    firm: bool
    report_day: int | None
    place: Place | None
    words: frozenset[str]
    verb: str
    background: bool
    claimed: bool
    deadline: bool = False
    confidence: float = 1.0
    deeds: frozenset[str] = frozenset()
    contrary: frozenset[str] = frozenset()
    undoing: bool = False
    named: frozenset[str] = frozenset()
    week_on: bool = False
    counts: frozenset[int] = frozenset()
    who: frozenset[str] = frozenset()
    promise: str | None = None
    spots: frozenset[str] = frozenset()
    numbers: frozenset[Decimal] = frozenset()
    undone: frozenset[str] = frozenset()

    @property
    def report(self) -> str:
        return self.told.report

    @property
    def everyone(self) -> tuple[Party, ...]:
        return tuple(dict.fromkeys((*self.actors, *self.recipients)))

    @property
    def open(self) -> bool:
        """Not yet done, as this report has it."""
        return self.status in FUTURE

    @property
    def bounds(self) -> Days | None:
        """The days that the act may lie in: as said, or near the report's date."""
        if self.firm or self.report_day is None:
            return self.days if self.firm else None
        d = self.report_day
        return Days(d, d + LOOK_AHEAD) if self.open else Days(d - LOOK_BACK, d)


def day_of(reading: Reading) -> int | None:
    found = days_of(reading.dated)
    return None if found is None else found.first


def sights(reading: Reading) -> tuple[Sight, ...]:
    """Every event of a reading as the linker sees it."""
    named = sorted(m.span for m in reading.mentions if m.actor is not None)
    spans = sorted((*named, *(w.span for w in reading.times if w.span is not None)))
    mentions = sorted(reading.mentions, key=lambda m: m.span)
    starts = [m.span.start for m in mentions]
    return tuple(sight(reading, e, skipped_in(reading, spans, e), within(mentions, starts, e.clause)) for e in reading.events)


def within(mentions: Sequence[Mention], starts: Sequence[int], clause: Span) -> Sequence[Mention]:
    """The mentions, in the order of the text, that begin in a clause."""
    return mentions[bisect_left(starts, clause.start):bisect_left(starts, clause.end)]


def skipped_in(reading: Reading, spans: Sequence[Span], e: Event) -> frozenset[str]:
    """Stems of the spans, in the order of the text, that begin in an event's clause."""
    first, last = bisect_left(spans, Span(e.clause.start, e.clause.start + 1)), bisect_left(spans, Span(e.clause.end, e.clause.end + 1))
    return stems(" ".join(reading.quote(s) for s in spans[first:last]))


def sight(reading: Reading, e: Event, skipped: frozenset[str] = frozenset(), inside: Sequence[Mention] = ()) -> Sight:
    """One event as the linker sees it. skipped: stems of names and times in its clause, which say nothing of its content; inside: the mentions
    there."""
    actors, recipients = parties(e.actors), parties(e.recipients)
    days, firm, deadline = time_in(reading, e)
    if e.act in MUTUAL:
        host = parties([e.where]) if e.where is not None and "visit" in e.modes else ()
        actors, recipients = tuple(dict.fromkeys((*actors, *recipients, *host))), ()
    trigger = reading.quote(e.trigger)
    undone = undone_by(reading, e, trigger)
    verb = undone or stem((trigger.split() or [""])[0])
    words = stems(reading.quote(e.clause), skipped) | people_and_things(reading, e, inside)
    if e.act in IN_WORDS:
        words -= {verb}
    place = None if e.where is None else e.where.place
    told = reading.report.text[e.trigger.start:max(e.trigger.end, e.clause.end)]
    return Sight(
        e.id, Told(reading.report.id, event=e), e.act, frozenset(e.modes), e.status, actors, recipients, e.when, days, firm,
        day_of(reading), place, words, verb, e.background, e.statement is not None, deadline, e.confidence,
        deeds=frozenset() if undone and not undoes(trigger) else deeds_in(with_particle(reading, e)),
        contrary=contrary_of(told), undoing=undone is not None,
        named=sides_named(inside), week_on=on_own_day(reading, e), counts=counts_in(reading, e),
        who=stems(" ".join(reading.quote(m.span) for m in e.actors)),
        promise=promised_in(told) if e.status is Status.HAPPENED else None,
        numbers=numbers_of(reading, e), undone=deeds_told(told) if undone is not None else frozenset(),
        spots=stems(" ".join(reading.quote(m.span) for m in inside if m.place is not None)),
    )


def kinds_of_people(text: str) -> frozenset[str]:
    """The groups of people that words of a text name: "soldiers" for "its last troops"."""
    groups = vocabulary().people
    return frozenset(groups[s] for s in stems(text) if s in groups)


def people_and_things(reading: Reading, e: Event, inside: Sequence[Mention]) -> frozenset[str]:
    """Whom and what a clause names without a name, those who act aside: stems of the nouns and the groups of people ("bombers", "prisoners")."""
    doers = {m.span for m in e.actors}
    nouns = (reading.quote(m.span).split()[-1] for m in inside if m.actor is not None and m.actor.office is None and m.span not in doers)
    called = stems(" ".join(noun for noun in nouns if noun.islower()))
    rest = reading.quote(e.clause)
    for m in e.actors:
        rest = rest.replace(reading.quote(m.span), " ")
    return frozenset(w for w in called if w not in vocabulary().people) | kinds_of_people(rest)


def undone_by(reading: Reading, e: Event, trigger: str) -> str | None:
    """The word, as a stem, that says that a deed came to nothing: the trigger's own ("postponed the visit"), one shortly before it ("called off
    its minister's visit"), or of a denied event one anywhere in the clause ("the visit was cancelled"). None where nothing says so."""
    if undoes(trigger):
        return first_stem(trigger)
    if e.status is Status.DENIED:
        return undoing_in(reading.quote(e.clause))
    before = reading.report.text[e.clause.start:e.trigger.start]
    return undoing_in(" ".join(before.replace(",", " , ").rpartition(" , ")[2].split()[-SHORTLY:]))


def counts_in(reading: Reading, e: Event) -> frozenset[int]:
    """Numbers spelled out in the clause: of people or things, since days and years are written otherwise or stand in an expression of time."""
    told = reading.quote(e.clause).lower()
    for w in reading.times:
        if w.span is not None and e.clause.covers(w.span):
            told = told.replace(reading.quote(w.span).lower(), " ")
    return frozenset(n for word in told.split() if (n := number(word)) is not None)


def with_particle(reading: Reading, e: Event) -> str:
    """The trigger, with the particle that stands right behind it and that a parse may have taken for a preposition ("hand over five men")."""
    trigger, behind = reading.quote(e.trigger), reading.report.text[e.trigger.end:e.trigger.end + 8].split()
    return f"{trigger} {behind[0]}" if behind and behind[0].lower() in PARTICLES else trigger


def numbers_of(reading: Reading, e: Event) -> frozenset[Decimal]:
    """How many those are to whom it is done: the figures that stand with them, else the one number that the clause spells out."""
    found = frozenset(f.value for m in e.recipients for f in reading.figures if f.span.overlaps(m.span) and f.unit != "ordinal")
    spelled = counts_in(reading, e)
    return found or (frozenset(map(Decimal, spelled)) if len(spelled) == 1 else frozenset())


def on_own_day(reading: Reading, e: Event) -> bool:
    """Whether a planned act's bare weekday is also the report's own ("will meet on Thursday", written on a Thursday): today, or a week on."""
    days, written = days_of(e.when), day_of(reading)
    if days is None or written is None or e.status not in FUTURE or e.when is None or e.when.span is None:
        return False
    return days == Days(written, written) and BARE_WEEKDAY.fullmatch(reading.quote(e.when.span)) is not None


def time_in(reading: Reading, e: Event) -> tuple[Days | None, bool, bool]:
    """The days of an event, whether the report itself says them, and whether they are a deadline. "Within two weeks" is counted from the report;
    "the day before" says no more than that it was about then."""
    days, firm, written = days_of(e.when), is_firm(e.when), day_of(reading)
    soon = WITHIN.search(reading.quote(e.clause)) if e.status in FUTURE or e.status is Status.HAPPENED else None
    if soon is not None and written is not None and (not firm or days is None):
        n = counted(soon["n"])
        if n is not None:
            return Days(written, written + n * UNITS[soon["unit"].lower()]), e.status in FUTURE, True
    if firm and days is None and e.when is not None and e.when.span is not None and NEARBY.search(reading.quote(e.when.span)):
        firm = False
    return days, firm, is_deadline(reading, e)


def is_deadline(reading: Reading, e: Event) -> bool:
    """Whether the clause puts "by" or "before" in front of its time."""
    if e.when is None or e.when.span is None:
        return False
    told, words = " ".join(reading.quote(e.clause).lower().split()), " ".join(reading.quote(e.when.span).lower().split())
    return any(f"{before} {words}" in told for before in ("by", "before", "by the")) or words.startswith(("by ", "before "))


@cache
def speech_acts() -> Mapping[str, frozenset[EventType]]:
    """What the stem of a cue makes of a statement, by the lexicon's cues; read on first use."""
    found: dict[str, set[EventType]] = defaultdict(set)
    for lemma, many in load_cues().verbs.items():
        for cue in many:
            if cue.act in SPEECH and cue.second is None:
                found[stem(lemma)].add(SPEECH[cue.act])
    return {s: frozenset(acts) for s, acts in found.items()}


def spoken(reading: Reading) -> Iterator[Sight]:
    """Statements that are acts in words ("urged", "turned down") and that no event of the reading tells already."""
    told = {e.statement.id for e in reading.events if e.statement is not None}
    triggers = [e.trigger for e in reading.events]
    for s in reading.statements:
        act = act_of(reading, s)
        taken = s.id in told or any(s.cue is not None and s.cue.overlaps(t) for t in triggers)
        if act is not None and s.speaker is not None and not taken:
            yield spoken_sight(reading, s, act)


def act_of(reading: Reading, s: Statement) -> EventType | None:
    """The act that the cue's words make of a statement; None where they make none or two."""
    if s.cue is None:
        return None
    acts = {a for word in stems(reading.quote(s.cue)) for a in speech_acts().get(word, ())}
    return acts.pop() if len(acts) == 1 else None


def spoken_sight(reading: Reading, s: Statement, act: EventType) -> Sight:
    people = [m for m in (s.speaker, s.addressee) if m is not None]
    names = stems(" ".join(reading.quote(m.span) for m in people))
    words = stems(" ".join(reading.quote(c) for c in s.content), names)
    to = parties([s.addressee]) if s.addressee is not None else ()
    speaker = parties([s.speaker]) if s.speaker is not None else ()
    verb = stem((reading.quote(s.cue).split() or [""])[0]) if s.cue is not None else ""
    return Sight(s.id, Told(reading.report.id, statement=s), act, frozenset(), Status.HAPPENED, speaker, to, s.when, days_of(s.when),
                 is_firm(s.when), day_of(reading), None, words, verb, False, True)
