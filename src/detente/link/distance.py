"""Dating by words: what an undated report puts a distance from ("yesterday ..., five days after the bomb had torn apart ..."), or tells with
no event of its own ("went to the polls yesterday"), held against sentences of dated reports that say when the same was."""
from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.link.anchor import Anchor
from detente.link.days import MONTH, STEPS, Days, day_on, days_of, in_year, is_firm, iso_day, span_days, weekday_of
from detente.link.deeds import deeds_told
from detente.link.parties import sides_named
from detente.link.sentences import sentence_around
from detente.link.sights import Sight, day_of, within
from detente.link.words import counted, number, stems
from detente.records.kinds import Status
from detente.records.reading import Mention, Reading, When
from detente.text import Span

LENGTH = re.compile(
    r"(?<!to )\b(?:(?P<more>[a-z]+|\d{1,3})\s+(?P<longer>weeks?|months?|years?)\s+and\s+)?"
    r"(?P<n>an?|the|one|\d{1,3}|[a-z]+)\s+(?P<unit>days?|weeks?|months? to the day|morning|hours)\s+(?P<side>after|before|since)\s+"
    r"(?P<told>[^.;:!?,\n]+)"
    r"|\b(?P<eve>on the eve of)\s+(?P<eve_told>[^.;:!?,\n]+)", re.I)
# What begins another clause.
ANOTHER = re.compile(r"[,;:]|\b(?:after|before|since|when|while|which|who|whose|where|that|because|although|though)\b", re.I)
WEEK = 7
NEARBY = 60         # days from a dated report within which a day without a year must lie
MOST = 300         # dated sentences under one side that a clause is held against, the latest of them
FEW = 1            # words besides the deed below which a clause says nothing but who did it ("six days after Washington scrapped them")
ENOUGH = 2
CLEARLY = 4        # words and sides in common by which an event is known again
AFTER = frozenset({"after", "since"})
# Deeds that are done once in a while: told with a day and a side, two tellings of one are of the same.
ONCE = frozenset({"vote", "sign", "open", "adopt", "withdraw", "resign", "lift", "found", "march", "impose", "begin", "swear", "sever", "retake"})


@dataclass(frozen=True, slots=True)
class Told:
    """A clause or a sentence. sides: states and bodies that it names; words: stems of its content, names too; deeds: families of its words;
    counts: numbers that it spells out."""

    sides: frozenset[str]
    words: frozenset[str]
    deeds: frozenset[str]
    counts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a dated report puts on a day. ahead: a day yet to come when it was written, on which things may not have gone as planned."""

    told: Told
    day: int
    report: str
    ahead: bool = False


Facts = Mapping[str, Sequence[Fact]]


def facts(r: Reading, told: Iterable[Sight]) -> Iterator[Fact]:
    """What a dated report puts on single days: events, and sentences with one such day. told: its events as the linker sees them."""
    mentions = sorted(r.mentions, key=lambda m: m.span)
    yield from dict.fromkeys((*of_events(r, told, mentions), *of_sentences(r, mentions)))


def by_each_side(found: Iterable[Fact]) -> Facts:
    """Facts by each side that they name, in the order given."""
    index: dict[str, list[Fact]] = defaultdict(list)
    for f in found:
        for side in sorted(f.told.sides):
            index[side].append(f)
    return index


def of_events(r: Reading, told: Iterable[Sight], mentions: Sequence[Mention]) -> Iterator[Fact]:
    for s in told:
        event = s.told.event
        if event is not None and s.firm and s.days is not None and s.days.single and s.status is not Status.DENIED:
            words = of_span(r, event.clause, mentions)
            sides = words.sides | states({*s.named, *(p.side for p in s.everyone)})
            yield Fact(Told(sides, words.words, s.deeds or words.deeds, words.counts), s.days.first, r.report.id, is_ahead(r, s.days.first))


def of_sentences(r: Reading, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Sentences that name one single day, however it is put."""
    told = list(single_days(r.times))
    for w, days in told:
        around = sentence_around(r.report.text, w)
        if sum(around.covers(other) for other, _ in told) == 1:
            yield Fact(of_span(r, around, mentions), days.first, r.report.id, is_ahead(r, days.first))


def is_ahead(r: Reading, day: int) -> bool:
    written = day_of(r)
    return written is not None and day > written


def single_days(times: Sequence[When]) -> Iterator[tuple[Span, Days]]:
    for w in times:
        days = days_of(w)
        if w.span is not None and is_firm(w) and days is not None and days.single:
            yield w.span, days


def of_span(r: Reading, span: Span, ranked: Sequence[Mention] = ()) -> Told:
    """What a stretch of the text says. ranked: the reading's mentions in the order of their spans, where somebody has them."""
    mentions = ranked or sorted(r.mentions, key=lambda m: m.span)
    inside = within(mentions, [m.span.start for m in mentions], span)
    text = r.quote(span)
    times = stems(" ".join(r.quote(w.span) for w in r.times if w.span is not None and span.covers(w.span)))
    counts = frozenset(n for w in text.lower().split() if (n := number(w)) is not None)
    return Told(states(sides_named(inside)), stems(text) - times, deeds_told(text), counts)


def states(sides: Iterable[str]) -> frozenset[str]:
    """Each side's state or body, its rebels, voters and so on included; people of no known side left out."""
    return frozenset(s.partition(":")[0] for s in sides if not s.startswith("role-"))


def by_distance(r: Reading, known: Facts, dated: Sequence[int]) -> Iterator[Anchor]:
    """An anchor for each happening of a known day that an undated report counts days from. dated: the days of the dated reports."""
    for m in LENGTH.finditer(r.report.text):
        away = distance(m)
        clause = Span(*m.span("told" if m["told"] else "eve_told"))
        said = spoken_of(r, Span(m.start(), clause.end))
        if away is None or said is None:
            continue
        own = own_day(r, clause, dated)
        past = (m["side"] or "").lower() in AFTER
        fits = [Fact(of_span(r, clause), own, r.report.id)] if own is not None else matching(clause_told(r, clause), known, past)
        days = frozenset(d for f in fits for d in written(said, step_of(r, said), away(f.day)))
        if days:
            yield made(r, Span(m.start(), clause.end), days, fits)


def by_deed(r: Reading, known: Facts) -> Iterator[Anchor]:
    """An anchor for each sentence with "yesterday" or "today" that names a deed done once in a while which dated reports put on one day."""
    for w in r.times:
        step = step_of(r, w)
        if w.span is None or step is None:
            continue
        told = of_span(r, clause_around(r.report.text, w.span))
        fits = [f for f in matching(told, known, step < 1) if told.deeds & f.told.deeds & ONCE]
        if fits:
            yield made(r, w.span, frozenset(f.day - step for f in fits), fits)


def clause_around(text: str, span: Span) -> Span:
    """The part of the sentence between the words nearest to a span that begin another clause."""
    around = sentence_around(text, span)
    before = [m.end() for m in ANOTHER.finditer(text, around.start, span.start)]
    after = ANOTHER.search(text, span.end, around.end)
    return Span(before[-1] if before else around.start, after.start() if after else around.end)


def made(r: Reading, words: Span, days: frozenset[int], fits: Sequence[Fact]) -> Anchor:
    return Anchor(" ".join(r.quote(words).split()), days, True, fits[0].report, iso_day(fits[0].day))


def clause_told(r: Reading, clause: Span) -> Told:
    """What the clause says; where it names nobody ("a week after they signed the accord"), of the sides that its sentence names."""
    told = of_span(r, clause)
    return told if told.sides else replace(told, sides=of_span(r, sentence_around(r.report.text, clause)).sides)


def distance(m: re.Match[str]) -> Callable[[int], int] | None:
    """From the day of the happening that the clause names to the day told of: five on for "five days after", one back for "on the eve of".
    None for an odd number."""
    if m["eve"]:
        return lambda day: day - 1
    weeks = counted(m["more"]) if m["longer"] else 0    # "three weeks and a day after"
    if weeks is None or (m["longer"] or "week").lower().removesuffix("s") != "week":
        return None
    unit, word = m["unit"].lower().partition(" ")[0].removesuffix("s"), m["n"].lower()
    if unit == "hour":
        return lambda day: day
    n = counted(word)
    if n is None or (word == "the" and unit not in {"day", "morning"}):
        return None
    back = -n if m["side"].lower() == "before" else n
    if unit == "month":
        return lambda day: month_on(day, back)
    whole = back * (WEEK if unit == "week" else 1) + (weeks * WEEK if back > 0 else -weeks * WEEK)
    return lambda day: day + whole


def month_on(day: int, months: int) -> int:
    """The same day of a month so many months on, or that month's last; the day itself beyond the calendar's ends."""
    whole = day_on(day).year * 12 + day_on(day).month - 1 + months
    year, month = divmod(whole, 12)
    if not date.min.year <= year <= date.max.year:
        return day
    return date(year, month + 1, min(day_on(day).day, monthrange(year, month + 1)[1])).toordinal()


def own_day(r: Reading, clause: Span, dated: Sequence[int]) -> int | None:
    """The day that the clause itself gives ("six days after fighting broke out on April 22"); without a year, the one next to a dated report."""
    for w in r.times:
        if w.span is not None and clause.covers(w.span):
            days, open_day = days_of(w), MONTH.fullmatch(w.value)
            if days is not None and days.single:
                return days.first
            if open_day is not None and open_day[2]:
                return nearest(int(open_day[1]), int(open_day[2]), dated)
    return None


def nearest(month: int, day: int, dated: Sequence[int]) -> int | None:
    years = {day_on(d).year + more for d in dated for more in (-1, 0, 1)}
    fits = {found.first for y in years if (found := in_year(y, month, day)) is not None}
    close = [d for d in sorted(fits) if any(abs(d - other) <= NEARBY for other in dated)]
    return close[0] if len(close) == 1 else None


def spoken_of(r: Reading, clause: Span) -> When | None:
    """The time of what is told at a distance: the open "yesterday" or "Monday" of the same sentence that stands nearest before, or after."""
    around = sentence_around(r.report.text, clause)
    times = [w for w in r.times if w.span is not None and around.covers(w.span) and not clause.overlaps(w.span) and is_open(r, w)]
    return min(times, key=lambda w: abs(w.span.start - clause.start) if w.span else 0, default=None)


def is_open(r: Reading, w: When) -> bool:
    return step_of(r, w) is not None or weekday_of(w) is not None


def step_of(r: Reading, w: When) -> int | None:
    """Days from the day of writing: -1 for "yesterday"; None for every other time."""
    words = r.quote(w.span) if w.span is not None else ""
    return next((step for pattern, step in STEPS if pattern.fullmatch(words)), None)


def written(said: When, step: int | None, happened: int) -> frozenset[int]:
    """The days on which a report may have put an event of that day so."""
    if step is not None:
        return frozenset({happened - step})
    return span_days(happened, happened + WEEK - 1) if day_on(happened).isoweekday() == weekday_of(said) else frozenset()


def matching(clause: Told, known: Facts, past: bool) -> list[Fact]:
    """The dated sentences that tell the same deed best, and those that share yet more words without naming the deed; several days among them leave
    the day open. Where none tells it by the same deed, those that share words enough, if they all give one day.

    past: what the clause tells took place, so that plans for a day do not count.
    """
    seen = {id(f): f for side in sorted(clause.sides) for f in known.get(side, ())[-MOST:] if not (past and f.ahead)}
    near = [f for f in seen.values() if not apart(clause, f.told)]
    fits = [(strength(clause, f.told), f) for f in near if same_deed(clause, f.told)]
    best = max((score for score, _ in fits), default=0)
    if fits:
        found = [f for score, f in fits if score >= best]
        told = max(likeness(clause, f.told) for f in found)
        rivals = [f for f in near if f.day not in {g.day for g in found} and likeness(clause, f.told) > told]
        return found + rivals
    loose = [f for f in near if len(clause.words & f.told.words) >= ENOUGH]
    return loose if len({f.day for f in loose}) == 1 else []


def told_too_early(r: Reading, day: int, known: Facts) -> bool:
    """Whether a report of that day would tell as done what dated reports put on later days."""
    for e in r.events:
        if e.status is Status.HAPPENED and not e.background:
            told = of_span(r, e.clause)
            fits = [f for f in matching(told, known, True) if told.deeds & f.told.deeds and likeness(told, f.told) >= CLEARLY]
            if fits and min(f.day for f in fits) > day:
                return True
    return False


def apart(clause: Told, fact: Told) -> bool:
    """Other numbers, or each names sides that the other does not."""
    return bool((clause.counts and fact.counts and not clause.counts & fact.counts) or (clause.sides - fact.sides and fact.sides - clause.sides))


def same_deed(clause: Told, fact: Told) -> bool:
    """Words of one family of deeds, with a word or a second side in common besides, unless the clause says nothing but the deed."""
    if not clause.deeds & fact.deeds:
        return False
    return bool(clause.words & fact.words) or len(clause.sides & fact.sides) >= ENOUGH or len(content(clause)) <= FEW


def content(t: Told) -> frozenset[str]:
    return frozenset(w for w in t.words if not deeds_told(w))


def strength(clause: Told, fact: Told) -> int:
    return likeness(clause, fact) + 2 * len(clause.deeds & fact.deeds)


def likeness(clause: Told, fact: Told) -> int:
    """Words and sides in common."""
    return len(clause.words & fact.words) + len(clause.sides & fact.sides)
