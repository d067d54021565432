"""Where reports differ: figures of one thing, a deed told and denied, and one quotation in two wordings."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from detente.link.cluster import Group
from detente.link.compare import apart
from detente.link.counts import Measured, differing_figures
from detente.link.days import Days, iso_day
from detente.link.distance import ONCE
from detente.link.parties import alike, party, strangers
from detente.link.sights import MUTUAL, Sight
from detente.link.words import plain, shared, stems
from detente.records.dossier import Disagreement, Told
from detente.records.kinds import EventType, Manner, Status
from detente.records.reading import Event, Figure, Reading, Statement, identify
from detente.text import Span

WORDING = 0.6        # share of the words of two quotations that makes them one
FEWEST_WORDS = 5
DENIED_WORDS = 0.5
MISDATED = 2         # days apart at which two tellings in the same words are held to be of one happening
SAME_TELLING = 0.6
CROWD = 40
Quote = Callable[[str, Span], str]


def disagreements(readings: Sequence[Reading], groups: Sequence[Group], sources: Mapping[str, int]) -> tuple[Disagreement, ...]:
    """All differences between sources, each once, in the order of their ids."""
    found = {d.id: d for d in (*of_figures(readings, groups, sources), *of_status(groups), *of_wording(readings), *of_dates(groups, sources),
                               *of_parties(groups, sources))}
    return tuple(found[i] for i in sorted(found))


# -- figures

def of_figures(readings: Sequence[Reading], groups: Sequence[Group], sources: Mapping[str, int]) -> Iterator[Disagreement]:
    """Figures of the same thing, unit, period and measure that cannot both be so; and those that two tellings of one happening give."""
    clauses = [[(m.report, e.clause) for m in g.members if (e := m.told.event) is not None] for g in groups if len(g.members) > 1]
    for a, b in differing_figures(readings, sources, clauses):
        common = sorted((a.words & b.words) | (a.told & b.told))
        yield differing("figure", f"{a.figure.about or b.figure.about or a.unit} ({a.figure.unit})", (a.written, b.written),
                        (Told(a.report, figure=a.figure), Told(b.report, figure=b.figure)),
                        ("words in common: " + ", ".join(common), period_reason(a, b)))


def period_reason(a: Measured, b: Measured) -> str:
    said = a.days or b.days
    return "no period given" if said is None else f"the same period, from {iso_day(said.first)}"


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
    named = min(len(a.everyone), len(b.everyone)) + bool(a.spots & b.spots)
    if people >= 0.85 and named >= 2 and a.act is b.act and a.deeds & b.deeds & ONCE:
        return True
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
