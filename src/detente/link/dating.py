"""The date of an undated report, from what it shares with dated ones; and the report's times made anew from that date."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from detente.link.anchor import Anchor, argue
from detente.link.compare import contradiction, same_parties, same_place, same_words
from detente.link.days import FUTURE, STEPS, Days, day_on, days_of, iso_day, resolve, span_days, writing_days
from detente.link.distance import Fact, by_deed, by_distance, by_each_side, facts, told_too_early
from detente.link.rebuild import map_times
from detente.link.sights import Sight, day_of, sights
from detente.records.kinds import Basis, EventType, Status, WhenKind
from detente.records.reading import Event, Reading, When

ALIKE = 0.8
WORDS_ALIKE = 0.3
FEWEST_WORDS = 2    # of an act with one party, that two tellings must have in common
OPEN_ENDED = 30     # days before a happening within which its announcement is looked for
ROUNDS = 3
CROWD = 300         # dated tellings of one act and parties that an undated one is held against, the latest of them
# A meeting and what was agreed at it are one occasion.
OCCASION = {EventType.AGREE: EventType.CONSULT}
# Acts that happen once: two of them between the same parties within days of each other are rare.
SINGULAR = frozenset({EventType.CONSULT, EventType.MOBILIZE, EventType.SANCTION, EventType.RETREAT, EventType.ASSAULT, EventType.AGREE})


Key = tuple[EventType, str, str]
Index = dict[Key, list[Sight]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What dating reads off a dated report."""

    sights: tuple[Sight, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """What dating made: the readings, the date of each report, and the argument in words."""

    readings: tuple[Reading, ...]
    dates: dict[str, When]
    reasons: dict[str, tuple[str, ...]]


def date_reports(readings: Sequence[Reading]) -> Dated:
    """Date what can be dated; a report dated in one round may help to date another in the next."""
    now = {r.report.id: r for r in readings}
    reasons: dict[str, tuple[str, ...]] = {}
    seen: dict[str, Seen] = {}
    for _ in range(ROUNDS):
        found = one_round(now, reasons, seen)
        if not found:
            break
        now.update(found)
    dates = {i: now[i].dated for i in sorted(now)}
    return Dated(tuple(now[r.report.id] for r in readings), {i: w for i, w in dates.items() if w is not None}, reasons)


def one_round(now: Mapping[str, Reading], reasons: dict[str, tuple[str, ...]], seen: dict[str, Seen]) -> dict[str, Reading]:
    """The undated reports that can be dated now. seen: what earlier rounds read off the dated reports, added to."""
    undated = [r for r in now.values() if r.dated is None and (r.events or r.times)]
    if not undated:
        return {}
    known = sorted((r for r in now.values() if r.dated is not None), key=lambda r: (r.dated.start or "" if r.dated else "", r.report.id))
    for r in known:
        if r.report.id not in seen:
            seen[r.report.id] = look(r)
    index = by_sides(s for r in known for s in seen[r.report.id].sights)
    told = by_each_side(f for r in known for f in seen[r.report.id].facts)
    days = [d for r in known if (d := day_of(r)) is not None]
    found: dict[str, Reading] = {}
    for r in undated:
        found_by = [*anchors(r, index), *by_distance(r, told, days)] or list(by_deed(r, told))
        day, why = argue(found_by)
        if day is not None and told_too_early(r, day, told):
            day, why = None, (*why, "but it tells of what others put on later days; the date is left open")
        if why:
            reasons[r.report.id] = why
        if day is not None:
            found[r.report.id] = anchor_reading(r, day)
    return found


def look(r: Reading) -> Seen:
    told = sights(r)
    return Seen(told, tuple(facts(r, told)))


def by_sides(known: Iterable[Sight]) -> Index:
    """Dated tellings of acts that are done or planned, by act and parties."""
    index: Index = defaultdict(list)
    for s in known:
        if s.days is not None and s.status in {Status.HAPPENED, Status.ONGOING, Status.PLANNED} and not s.background:
            for key in (*keys(s), *pairs(s)):
                index[key].append(s)
    return index


def keys(s: Sight) -> list[Key]:
    """The act with each side that takes part."""
    return [(occasion(s), side, "") for side in sorted({p.side for p in s.everyone})]


def pairs(s: Sight) -> list[Key]:
    """The act with each two sides that take part."""
    return [(occasion(s), a, b) for a, b in combinations(sorted({p.side for p in s.everyone}), 2)]


def anchors(reading: Reading, index: Mapping[Key, list[Sight]]) -> list[Anchor]:
    """One anchor for each event that other reports date; where several dates are possible it allows the days of each."""
    found = []
    for s in sights(reading):
        if s.status in {Status.DENIED, Status.POSSIBLE, Status.CONDITIONAL} or s.background or s.act not in SINGULAR:
            continue
        others = {o.id: o for key in pairs(s) or keys(s) for o in index.get(key, ())[-CROWD:] if same_occasion(s, o)}
        made = anchor(reading, s, closest(s, sorted(others.values(), key=lambda o: (o.report, o.id))))
        if made is not None:
            found.append(made)
    return found


def occasion(s: Sight) -> EventType:
    return OCCASION.get(s.act, s.act)


def same_occasion(s: Sight, o: Sight) -> bool:
    """Whether an undated telling may be of this dated one: all parties alike, and for one-sided acts words or place in common."""
    found = same_parties(s, o)
    if found is None or found.score < ALIKE or contradiction(s, o) is not None or other_manner(s, o):
        return False
    if not s.open and o.open:
        return False
    if min(len(s.everyone), len(o.everyone)) >= 2 and s.act is o.act is EventType.CONSULT:
        return True
    if s.counts and o.counts and not s.counts & o.counts:    # "freed the two women" is not "freed four deputies"
        return False
    words = same_words(s, o)
    return same_place(s, o) is not None or (words is not None and words.score >= WORDS_ALIKE and len(s.words & o.words) >= FEWEST_WORDS)


def other_manner(s: Sight, o: Sight) -> bool:
    """A telephone call is told as one; other manners of meeting may go unsaid."""
    if s.act is EventType.CONSULT:
        return "phone" in s.modes ^ o.modes
    return bool(s.modes and o.modes and not s.modes & o.modes)


def closest(s: Sight, others: Sequence[Sight]) -> list[Sight]:
    """Those in the same place, where any is; else all."""
    placed = [o for o in others if same_place(s, o) is not None]
    return placed or list(others)


def anchor(reading: Reading, s: Sight, others: Sequence[Sight]) -> Anchor | None:
    days: set[int] = set()
    used: list[Sight] = []
    for o in others:
        fits = fitting(reading, s, o)
        if fits:
            days |= fits
            used.append(o)
    if not used:
        return None
    first = used[0]
    happened = iso_day(first.days.first) if first.days else ""
    words = words_of(reading, s)
    close = s.when is not None and bool(words) and (s.when.value.startswith("XXXX-WXX-") or any(p.search(words) for p, _ in STEPS))
    return Anchor(words or reading.quote(s.told.spans()[0].span), frozenset(days), close, first.report, happened)


def words_of(reading: Reading, s: Sight) -> str:
    return "" if s.when is None or s.when.span is None else reading.quote(s.when.span)


def fitting(reading: Reading, s: Sight, o: Sight) -> frozenset[int]:
    """The days on which the report may have been written if its telling is of the dated one."""
    days = o.days
    if days is None or not o.firm:
        return frozenset()
    if s.when is None:
        return span_days(days.first - OPEN_ENDED, days.last) if s.status in FUTURE else frozenset()
    if s.days is not None:
        return frozenset()
    return writing_days(s.when.value, words_of(reading, s), s.status, days)


def anchor_reading(reading: Reading, day: int) -> Reading:
    """The reading as of a date worked out: open times are resolved, events without a time take the date; spans and ids stay."""
    dated = inferred(Days(day, day), None)

    def put(w: When) -> When:
        return resolved(reading, w, False, day)

    def of_event(e: Event) -> When | None:
        return dated if e.when is None else resolved(reading, e.when, e.status in FUTURE, day)

    return replace(map_times(reading, put, of_event), dated=dated)


def resolved(reading: Reading, w: When, future: bool, day: int) -> When:
    """An open time with its days; one that has them already, or stays vague, as it was."""
    if w.span is None or days_of(w) is not None or w.kind not in {WhenKind.DATE, WhenKind.TIME}:
        return w
    days = resolve(w.value, reading.quote(w.span), future, day)
    return w if days is None else inferred(days, w)


def inferred(days: Days, was: When | None) -> When:
    """A When for days worked out, with the span of the expression it replaces."""
    kind, span = (WhenKind.DATE, None) if was is None else (was.kind, was.span)
    return When(value_of(days), iso_day(days.first), iso_day(days.last), kind, Basis.INFERRED, span)


def value_of(days: Days) -> str:
    """TIMEX3's value of a day, an ISO week or a month."""
    first = day_on(days.first)
    if days.single:
        return first.isoformat()
    year, week, _ = first.isocalendar()
    return f"{year}-W{week:02}" if days.last - days.first == 6 else first.isoformat()[:7]
