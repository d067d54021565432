"""Days as ordinals: what a When covers, and what an open expression ("Monday", "today") says of the day it was written on."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from detente.records.kinds import Basis, Status
from detente.records.reading import When

FUTURE = frozenset({Status.PLANNED, Status.POSSIBLE, Status.CONDITIONAL})
SAME_DAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.I)
STEPS = (
    (SAME_DAY, 0),
    (re.compile(r"\b(?:yesterday|last night|overnight)\b", re.I), -1),
    (re.compile(r"\btomorrow\b", re.I), 1),
)
WEEKS = ((re.compile(r"\blast week\b", re.I), -1), (re.compile(r"\bthis week\b", re.I), 0), (re.compile(r"\bnext week\b", re.I), 1))
WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
MONTH = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
YEAR = 330


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Days first..last, both included, as proleptic ordinals."""

    first: int
    last: int

    @property
    def single(self) -> bool:
        return self.first == self.last

    def meets(self, other: Days) -> bool:
        return self.first <= other.last and other.first <= self.last

    def gap(self, other: Days) -> int:
        """Days between the two, 0 where they meet."""
        return max(0, self.first - other.last, other.first - self.last)


def ordinal(iso: str | None) -> int | None:
    """The day of an ISO date or datetime; None for one that the calendar does not hold (a year 0, an open month)."""
    if iso is None:
        return None
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None


def days_of(when: When | None) -> Days | None:
    """The days that a When covers, None where it is open."""
    if when is None:
        return None
    first, last = ordinal(when.start), ordinal(when.end)
    return None if first is None or last is None or last < first else Days(first, last)


def day_on(day: int) -> date:
    """The day of an ordinal; one before the year 1 or after 9999 (a plan told on the last day of the calendar) is held at its end."""
    return date.fromordinal(min(max(day, 1), date.max.toordinal()))


def iso_day(day: int) -> str:
    return day_on(day).isoformat()


def is_firm(when: When | None) -> bool:
    """Whether the report itself names the time, rather than lending its own date."""
    return when is not None and when.basis is not Basis.PUBLISHED and not (when.basis is Basis.INFERRED and when.span is None)


def writing_days(value: str, words: str, status: Status, happened: Days) -> frozenset[int]:
    """The days on which somebody may have written these words of an event of that time; empty where the words contradict it.

    "today" of an event on 6 September: that day; "Monday" of one on Monday 4 September 2017: 4 to 10 September.
    value: TIMEX3's; words: as written.
    """
    for pattern, step in STEPS:
        if pattern.search(words):
            return span_days(happened.first - step, happened.last - step)
    for pattern, step in WEEKS:
        if pattern.search(words):
            monday = happened.first - day_on(happened.first).weekday() - 7 * step
            return span_days(monday, monday + 6)
    if (found := WEEKDAY.match(value)) is not None:
        return weekday_days(int(found[1]), status, happened)
    if (found := MONTH.fullmatch(value)) is not None:
        return month_days(found, status, happened)
    return frozenset()


def weekday_days(weekday: int, status: Status, happened: Days) -> frozenset[int]:
    if not happened.single or day_on(happened.first).isoweekday() != weekday:
        return frozenset()
    d = happened.first
    return span_days(d - 6, d) if status in FUTURE else span_days(d, d + 6)


def month_days(found: re.Match[str], status: Status, happened: Days) -> frozenset[int]:
    day = day_on(happened.first)
    if day.month != int(found[1]) or (found[2] and (not happened.single or day.day != int(found[2]))):
        return frozenset()
    return span_days(happened.first - YEAR, happened.first) if status in FUTURE else span_days(happened.first, happened.first + YEAR)


def span_days(first: int, last: int) -> frozenset[int]:
    return frozenset(range(max(first, 1), min(last, date.max.toordinal()) + 1))


def weekday_of(when: When | None) -> int | None:
    """The ISO weekday of an open "Saturday"; None for every other time."""
    found = WEEKDAY.match(when.value) if when is not None else None
    return int(found[1]) if found else None


def resolve(value: str, words: str, future: bool, written: int) -> Days | None:
    """The days that an open expression means when written on that day; None where it stays open ("recently")."""
    for pattern, step in STEPS:
        if pattern.search(words):
            return Days(written + step, written + step)
    for pattern, step in WEEKS:
        if pattern.search(words):
            monday = written - day_on(written).weekday() + 7 * step
            return Days(monday, monday + 6)
    if (found := WEEKDAY.match(value)) is not None:
        return weekday_near(int(found[1]), future, written)
    if (found := MONTH.fullmatch(value)) is not None:
        return month_near(int(found[1]), int(found[2]) if found[2] else None, future, written)
    return None


def weekday_near(weekday: int, future: bool, written: int) -> Days:
    """The weekday's last date up to the day of writing, or its next one."""
    away = weekday - day_on(written).isoweekday()
    day = written + (away % 7 if future else -(-away % 7))
    return Days(day, day)


def month_near(month: int, day: int | None, future: bool, written: int) -> Days | None:
    """The nearest such month, or day of it, on the side of the tense."""
    today = day_on(written)
    fits = sorted(filter(None, (in_year(y, month, day) for y in (today.year - 1, today.year, today.year + 1))))
    wanted = [d for d in fits if d.last >= written] if future else [d for d in reversed(fits) if d.first <= written]
    return wanted[0] if wanted else None


def in_year(year: int, month: int, day: int | None) -> Days | None:
    try:
        first = date(year, month, day or 1)
        after = date(year + month // 12, month % 12 + 1, 1)
    except ValueError:
        return None
    last = first if day else after - timedelta(days=1)
    return Days(first.toordinal(), last.toordinal())


def common(ranges: Iterable[Days]) -> Days | None:
    """What all share; None where they share nothing."""
    found = list(ranges)
    if not found:
        return None
    first, last = max(r.first for r in found), min(r.last for r in found)
    return Days(first, last) if first <= last else None
