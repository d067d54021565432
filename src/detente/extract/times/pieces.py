"""What a time expression says, before it is known which day it means. A piece needs no report date: its span is the same with and without."""
from __future__ import annotations

from dataclasses import dataclass

# step: -1 last, 0 this, 1 next; None: nothing said. count: where it is counted from.
REPORT = "report"     # the report's date: "last week", "two years ago"
TOLD = "told"         # the time told before it: "a year earlier", "the following day"


@dataclass(frozen=True, slots=True)
class Year:
    number: int | None = None
    step: int = 0
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """n units from the report's date or from the time told before it: "yesterday", "last week", "three months ago", "two days later"."""

    unit: str
    n: int
    count: str = REPORT
    compared: bool = False     # "a year ago", "the year-earlier quarter": keeps the precision of what it is compared with


@dataclass(frozen=True, slots=True)
class Day:
    month: int
    day: int
    year: Year | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class OtherDay:
    """A further day of the month told before it: "24 and 25 April" has no rule, "April 24 and 25" has."""

    day: int


@dataclass(frozen=True, slots=True)
class Unclear:
    """09/06/2017: month first or day first."""

    year: int
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Feast:
    index: int
    year: Year | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    number: int
    step: int | None = None
    count: str = REPORT


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    year: Year | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A quarter, half or season of a year."""

    code: str
    year: Year | None = None
    step: int | None = None
    fiscal: bool = False
    alone: bool = True         # whether it tells a time without its year: "the first half" does not


@dataclass(frozen=True, slots=True)
class Quarter:
    """"the quarter": the one told before, else the last one that was complete; the latest is always that one."""

    latest: bool = False


@dataclass(frozen=True, slots=True)
class YearAgo:
    """"the year-earlier quarter", "the year-ago third quarter" (code Q3), "the year-earlier period" (neither)."""

    quarter: bool = False
    code: str | None = None


Date = Year | YearAgo | Shift | Day | Unclear | Feast | Weekday | Month | Part | Quarter


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no report date: a stated day, a decade, a vague reference. kind: DATE, TIME, DURATION or SET."""

    value: str
    kind: str = "DATE"


@dataclass(frozen=True, slots=True)
class ShortDecade:
    """"the '80s", "the nineties": the last one before the report."""

    tens: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, T18:10 or TMO, on a day where one is said. alone: whether it tells a time without one."""

    time: str
    date: Date | Fixed | None = None
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Length:
    """An amount of units. reach: -1 it ends at the report ("the past two years"), 1 it begins there. since: "the first six months of 2017"."""

    value: str
    unit: str
    n: int | None = None
    reach: int = 0
    first: bool = False
    year: Year | Shift | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends joined by a dash or "to": "Sept. 3-5", "1994-97"."""

    first: Day | Year
    last: Day | Year


@dataclass(frozen=True, slots=True)
class Reckoned:
    """n units from a time that stands beside it: "a day after Sunday's test"; n is 0 in "on Monday, a day after the test"."""

    unit: str
    n: int
    anchor: Date | Fixed
    at: int


@dataclass(frozen=True, slots=True)
class Void:
    """Written as a date, but in no calendar; takes up its characters and tells nothing."""


Piece = Date | Fixed | ShortDecade | Clock | Length | Interval | Reckoned | OtherDay | Void
