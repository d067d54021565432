"""Where reports differ: figures of one thing, a deed told and denied, and one quotation in two wordings."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from detente.link.cluster import Group
from detente.link.compare import apart
from detente.link.days import Days, day_on, days_of, iso_day, weekday_of
from detente.link.parties import alike, party, strangers
from detente.link.sights import MUTUAL, Sight, day_of
from detente.link.words import plain, shared, stems
from detente.records.dossier import Disagreement, Told
from detente.records.kinds import Comparator, EventType, FigureRole, Manner, Status
from detente.records.reading import Event, Figure, Reading, Statement, identify
from detente.text import Span

ABOUT = 0.6          # share of the words on what is measured that must agree
ABOUT_ONE_DAY = 0.5  # the same, where both name the same time
ROUNDING = Decimal("0.02")
VAGUE = Decimal("0.10")
SAME_INCIDENT = 0.5  # share of the words around two tolls that makes them of one incident
NEAR = 300           # characters around a figure that are looked at
TOLLS = frozenset({"killed", "wounded", "detained", "displaced", "missing", "captured", "abducted"})
STOP = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n\s*\n")
LOST = re.compile(r"\blos(?:t|e|es|ing)(?:\s+\S+){0,2}\s+\Z")
WORDING = 0.6        # share of the words of two quotations that makes them one
FEWEST_WORDS = 5
DENIED_WORDS = 0.5
MISDATED = 2         # days apart at which two tellings in the same words are held to be of one happening
SAME_TELLING = 0.6
CROWD = 40
SAME_NEWS, WEEK = 3, 7
Quote = Callable[[str, Span], str]


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with the words of what it measures and the days it speaks of. unit: its own, but the dead for what was "lost";
    around: stems of the rest of its sentence; people, places: who and where is named there, its source aside."""

    report: str
    figure: Figure
    words: frozenset[str]
    days: Days | None
    source: int
    written: str
    day: int | None
    unit: str
    around: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]


def disagreements(readings: Sequence[Reading], groups: Sequence[Group], sources: Mapping[str, int]) -> tuple[Disagreement, ...]:
    """All differences between sources, each once, in the order of their ids."""
    found = {d.id: d for d in (*of_figures(readings, sources), *of_status(groups), *of_wording(readings), *of_dates(groups, sources),
                               *of_parties(groups, sources))}
    return tuple(found[i] for i in sorted(found))


# -- figures

def of_figures(readings: Sequence[Reading], sources: Mapping[str, int]) -> Iterator[Disagreement]:
    """Figures of the same thing, unit, period and measure that cannot both be so."""
    kinds: dict[tuple[object, ...], list[Measured]] = defaultdict(list)
    for r in readings:
        for m in measured(r, sources[r.report.id]):
            kinds[m.unit, m.figure.change, m.figure.base, m.figure.per, m.figure.role is FigureRole.TARGET].append(m)
    for many in kinds.values():
        for a, b in combinations(sorted(many, key=lambda m: (m.report, m.figure.span))[:CROWD * 5], 2):
            if a.report != b.report and a.source != b.source and same_quantity(a, b) and not compatible(a.figure, b.figure):
                yield differing("figure", f"{a.figure.about} ({a.figure.unit})", (a.written, b.written),
                                (Told(a.report, figure=a.figure), Told(b.report, figure=b.figure)),
                                ("words in common: " + ", ".join(sorted(a.words & b.words)), period_reason(a, b)))


def measured(r: Reading, source: int) -> Iterator[Measured]:
    """The figures that can be compared: of something named, and no ordinals."""
    mentions = sorted(r.mentions, key=lambda m: m.span)
    starts = [m.span.start for m in mentions]
    for f in r.figures:
        if f.about is not None and f.unit != "ordinal":
            sentence = sentence_around(r.report.text, f.span)
            named = [m for m in mentions[bisect_left(starts, sentence.start):bisect_left(starts, sentence.end)]
                     if f.according_to is None or not m.span.overlaps(f.according_to.span)]
            words = stems(f.about)
            source_words = stems(r.quote(f.according_to.span)) if f.according_to is not None else frozenset[str]()
            yield Measured(r.report.id, f, words, days_of(f.when), source, r.quote(f.span), day_of(r), unit_of(r, f, sentence),
                           stems(r.quote(sentence), source_words | stems(r.quote(f.span))),
                           frozenset(party(m.actor).side for m in named if m.actor is not None and not m.actor.id.startswith("role-")),
                           frozenset(m.place.name for m in named if m.place is not None))


def sentence_around(text: str, span: Span) -> Span:
    """The sentence that a figure stands in, by its full stops and at most NEAR characters either way."""
    first, last = max(0, span.start - NEAR), min(len(text), span.end + NEAR)
    start = max((m.end() for m in STOP.finditer(text, first, span.start)), default=first)
    end = STOP.search(text, span.end, last)
    return Span(start, end.start() + 1 if end else last)


def unit_of(r: Reading, f: Figure, sentence: Span) -> str:
    """The figure's unit; the dead where people are said to be lost ("has lost 27 soldiers")."""
    return "killed" if LOST.search(r.quote(Span(sentence.start, max(f.span.start, sentence.start + 1)))) else f.unit


def same_quantity(a: Measured, b: Measured) -> bool:
    """Enough of the longer description in common, less where both name one day or period, and no two periods."""
    both = a.words & b.words
    fewer = min(len(a.words), len(b.words))
    named = (a.days is not None and a.days == b.days) or on_weekday(a, b)
    enough = len(both) >= (ABOUT_ONE_DAY if named else ABOUT) * max(len(a.words), len(b.words)) and len(both) >= min(1 if named else 2, fewer)
    within = len(both) == fewer >= 2
    toll = len(both) == fewer and one_incident(a, b, named)
    bare = fewer == 1 and not (a.around & b.around) - both    # "ivory" alone does not say that two heaps of it are one
    return (toll or ((enough or within) and not bare)) and not named_apart(a, b) and same_period(a, b)


def named_apart(a: Measured, b: Measured) -> bool:
    """Whether the two sentences name other places, or for a toll other people."""
    other_people = a.unit in TOLLS and a.people and b.people and not a.people & b.people
    return bool(other_people or (a.places and b.places and not a.places & b.places))


def one_incident(a: Measured, b: Measured, named: bool) -> bool:
    """Whether the sentences around two tolls tell of one incident: the words and names around them agree."""
    if a.unit not in TOLLS:
        return False
    both = (a.around & b.around) | (a.people & b.people)
    fewest = min(len(a.around | a.people), len(b.around | b.people))
    return len(both) >= (2 if named else 3) and len(both) >= SAME_INCIDENT * fewest


def same_period(a: Measured, b: Measured) -> bool:
    """The same period; where it goes unsaid, reports that came out within days of each other, since counts grow."""
    if a.days is not None and b.days is not None:
        return a.days == b.days
    said = a.days or b.days
    if on_weekday(a, b):
        return True
    if a.day is None or b.day is None:
        return said is None
    if abs(a.day - b.day) > (WEEK if said is None else SAME_NEWS):
        return False
    return said is None or (said.single and said.first >= min(a.day, b.day) - WEEK)


def on_weekday(a: Measured, b: Measured) -> bool:
    """Whether an undated report's "Sunday" and the other's day, or its "Sunday", are the same day of the week."""
    one, two = weekday(a), weekday(b)
    return one is not None and one == two and None in (a.days, b.days)


def weekday(m: Measured) -> int | None:
    open_day = weekday_of(m.figure.when)
    return open_day if open_day is not None or m.days is None or not m.days.single else day_on(m.days.first).isoweekday()


def period_reason(a: Measured, b: Measured) -> str:
    said = a.days or b.days
    return "no period given" if said is None else f"the same period, from {iso_day(said.first)}"


def compatible(a: Figure, b: Figure) -> bool:
    """Whether one true value can lie behind both, given their ranges, comparators and rounding."""
    (low, high), (less, more) = span_of(a), span_of(b)
    return low <= more and less <= high


def span_of(f: Figure) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that the words allow."""
    low, high = f.value, f.upper if f.upper is not None else f.value
    slack = VAGUE if f.comparator is Comparator.ABOUT else ROUNDING
    reach = {Comparator.OVER: (low, high * 2), Comparator.AT_LEAST: (low, high * 2), Comparator.UNDER: (low / 2, high),
             Comparator.AT_MOST: (low / 2, high)}
    if f.comparator in reach:
        return reach[f.comparator]
    return low - abs(low) * slack, high + abs(high) * slack


# -- a deed told and denied

def of_status(groups: Sequence[Group]) -> Iterator[Disagreement]:
    """A deed that one telling has and another denies."""
    index: dict[tuple[EventType, str], list[Group]] = defaultdict(list)
    for g in groups:
        if g.members[0].status is Status.DENIED:
            for p in g.members[0].everyone:
                index[g.members[0].act, p.side].append(g)
    for g in groups:
        told = g.members[0]
        if told.open or told.status is Status.DENIED:
            continue
        rivals = {id(d): d for p in told.everyone for d in index.get((told.act, p.side), ())}
        for denied in rivals.values():
            if contradicts(told, denied.members[0]):
                yield from_pair("status", told, denied.members[0], (told.status.value, Status.DENIED.value))


def contradicts(told: Sight, denied: Sight) -> bool:
    """The same deed by the same doer, in words that overlap, at times that allow it."""
    one, two = told.bounds, denied.bounds
    if one is not None and two is not None and one.gap(two) > 7:
        return False
    if (alike(told.actors, denied.actors) or 0.0) < 0.8 or strangers(told.recipients, denied.recipients):
        return False
    return shared(told.words, denied.words) >= DENIED_WORDS


# -- one happening, two days

def of_dates(groups: Sequence[Group], sources: Mapping[str, int]) -> Iterator[Disagreement]:
    """One happening that two sources put on days next to each other: same act, parties and nearly the same words, and neither tells both."""
    index: dict[tuple[EventType, str], list[Group]] = defaultdict(list)
    for g in groups:
        s = g.members[0]
        if s.firm and s.days is not None and s.days.single and not s.open and s.everyone:
            index[s.act, s.everyone[0].side].append(g)
    for many in index.values():
        ranked = sorted(many, key=lambda g: (g.members[0].days or Days(0, 0), g.members[0].id))
        for n, g in enumerate(ranked):
            for other in ranked[n + 1:n + 1 + CROWD]:
                if misdated(g, other, sources):
                    a, b = g.members[0], other.members[0]
                    yield from_pair("date", a, b, tuple(iso_day(s.days.first) for s in (a, b) if s.days))


def misdated(one: Group, two: Group, sources: Mapping[str, int]) -> bool:
    a, b = one.members[0], two.members[0]
    if a.days is None or b.days is None or not 0 < a.days.gap(b.days) <= MISDATED:
        return False
    if {sources[m.report] for m in one.members} & {sources[m.report] for m in two.members}:
        return False
    people = alike(a.everyone, b.everyone) or 0.0
    few = min(len(a.words), len(b.words)) < FEWEST_WORDS - 1
    return people >= 0.85 and len(a.everyone) == len(b.everyone) and not few and shared(a.words, b.words) >= SAME_TELLING


# -- one deed, two doers

def of_parties(groups: Sequence[Group], sources: Mapping[str, int]) -> Iterator[Disagreement]:
    """One deed of one day that two sources lay at two doors, told in nearly the same words of the same sufferer; and a deed with sides swapped."""
    index: dict[tuple[EventType, int], list[Group]] = defaultdict(list)
    for g in groups:
        s = g.members[0]
        if s.firm and s.days is not None and s.days.single and not s.open and s.actors and s.recipients and s.act not in MUTUAL:
            index[s.act, s.days.first].append(g)
    for many in index.values():
        for one, two in combinations(sorted(many, key=lambda g: g.members[0].id)[:CROWD], 2):
            a, b = one.members[0], two.members[0]
            if other_doer(a, b) and not {sources[m.report] for m in one.members} & {sources[m.report] for m in two.members}:
                yield from_pair("parties", a, b, tuple(" and ".join(p.name for p in s.actors) for s in (a, b)))


def other_doer(a: Sight, b: Sight) -> bool:
    """Nearly the same words, and either the same sufferer and strangers as doers, or doer and sufferer changed over."""
    if min(len(a.words), len(b.words)) < FEWEST_WORDS - 2 or shared(a.words, b.words) < SAME_TELLING or apart(a, b) is not None:
        return False
    swapped = (alike(a.actors, b.recipients) or 0.0) >= 0.85 and (alike(a.recipients, b.actors) or 0.0) >= 0.85
    blamed = strangers(a.actors, b.actors) and (alike(a.recipients, b.recipients) or 0.0) >= 0.85
    return swapped or blamed


def from_pair(aspect: str, a: Sight, b: Sight, values: tuple[str, ...]) -> Disagreement:
    names = " and ".join(p.name for p in a.everyone)
    why = ("words in common: " + ", ".join(sorted(a.words & b.words)), f"the same act, {a.act}, and the same parties")
    return differing(aspect, f"{a.act.value} by {names}" if a.act not in MUTUAL else f"{a.act.value} of {names}", values, (a.told, b.told), why)


# -- one quotation, two wordings

def of_wording(readings: Sequence[Reading]) -> Iterator[Disagreement]:
    """Direct speech of one speaker that two reports give in nearly the same words."""
    said: dict[str, list[tuple[Reading, Statement, frozenset[str], str]]] = defaultdict(list)
    for r in readings:
        for s in r.statements:
            if s.manner is Manner.DIRECT and s.speaker is not None and s.speaker.actor is not None:
                text = " ".join(r.quote(c) for c in s.content)
                said[party(s.speaker.actor).side].append((r, s, stems(text), text))
    for many in said.values():
        ranked = sorted(many, key=lambda m: (m[0].report.id, m[1].content))
        for (r, s, words, text), (r2, s2, words2, text2) in combinations(ranked[:CROWD * 5], 2):
            if r.report.id != r2.report.id and one_quotation(words, words2) and plain(text) not in plain(text2) and plain(text2) not in plain(text):
                yield differing("wording", "one quotation", (text, text2), (Told(r.report.id, statement=s), Told(r2.report.id, statement=s2)),
                                ("words in common: " + ", ".join(sorted(words & words2)),))


def one_quotation(one: frozenset[str], two: frozenset[str]) -> bool:
    return min(len(one), len(two)) >= FEWEST_WORDS and shared(one, two) >= WORDING


def differing(aspect: str, about: str, values: Sequence[str], told: tuple[Told, ...], reasons: tuple[str, ...]) -> Disagreement:
    ids = [f"{t.report}/{record_id(t)}" for t in told]
    return Disagreement(identify("disagreement", "", (), aspect, *sorted(ids)), aspect, about, tuple(values), told, reasons)


def record_id(told: Told) -> str:
    record: Event | Statement | Figure | None = told.event or told.statement or told.figure
    return "" if record is None else record.id
