"""Values of time (TIMEX3) and the days they cover; counting from one value to another. Pure arithmetic, no words."""
from __future__ import annotations

import re
from datetime import date, timedelta

from detente.extract.times.words import Holiday

# First month and length in months of each part of a year; seasons are those of the northern hemisphere, winter begins in its year's December.
PARTS = {"Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6), "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}
DAYS = {"D": 1, "W": 7, "F": 14, "WE": 7}
# A part of a day as TIMEX3 has it, such as TMO; clock times begin with a digit.
VALUE = re.compile(r"""(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<we>-WE)?|(?P<part>Q[1-4]|H[12]|SP|SU|FA|WI)
                       |(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>.+))?)?))?
                       |(?P<decade>\d{3})|(?P<century>\d{2})""", re.X)


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where no calendar has it ("31 February") or the year is out of 1..9999."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_day_of_year(month: int, day: int) -> bool:
    """Whether some year has that day."""
    return make_day(2000, month, day) is not None


def add_days(day: date, n: int) -> date | None:
    try:
        return day + timedelta(days=n)
    except OverflowError:
        return None


def add_months(day: date, n: int) -> date | None:
    """The same day n months on, or the last day of that month where it is shorter."""
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return next(d for k in range(4) if (d := make_day(year, month + 1, day.day - k)))


def shift(day: date, unit: str, n: int) -> date | None:
    """The day n units on; None out of the calendar."""
    if abs(n) > 400_000:
        return None
    return add_months(day, n * MONTHS[unit]) if unit in MONTHS else add_days(day, n * DAYS[unit])


def value_of(day: date, unit: str) -> str:
    """The day, week, weekend, month, quarter, year, decade or century in which a day lies."""
    if unit in {"W", "WE", "F"}:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + "-WE" * (unit == "WE")
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return {"D": day.isoformat(), "M": f"{day.year:04}-{day.month:02}", "Y": f"{day.year:04}", "E": f"{day.year // 10:03}",
            "C": f"{day.year // 100:02}", "L": f"{day.year // 100:02}"}[unit]


def bounds(value: str) -> tuple[str | None, str | None]:
    """First and last ISO day (or minute) that a value covers: "2017-Q3" is 2017-07-01, 2017-09-30; None, None where it is open."""
    if "/" in value:
        first, last = value.split("/")
        return bounds(first)[0], bounds(last)[1]
    m = VALUE.fullmatch(value)
    if m is None:
        return None, None
    if m["time"] is not None:
        return moments(value, m)
    days = first_and_last(m)
    return (None, None) if days is None else (days[0].isoformat(), days[1].isoformat())


def moments(value: str, m: re.Match[str]) -> tuple[str | None, str | None]:
    """A clock time is itself; a part of a day covers the day (a night its day: the reader is not told more)."""
    if m["time"][0].isdigit():
        return value, value
    return value[:10], value[:10]


def first_and_last(m: re.Match[str]) -> tuple[date, date] | None:
    if m["century"]:
        return years(int(m["century"]) * 100, 100)
    if m["decade"]:
        return years(int(m["decade"]) * 10, 10)
    year = int(m["year"])
    if m["week"]:
        return week(year, int(m["week"]), weekend=m["we"] is not None)
    if m["part"]:
        return months(year, *PARTS[m["part"]])
    if m["day"]:
        day = make_day(year, int(m["month"]), int(m["day"]))
        return (day, day) if day else None
    return months(year, int(m["month"]), 1) if m["month"] else years(year, 1)


def week(year: int, number: int, weekend: bool) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    sunday = add_days(monday, 6)
    saturday = add_days(monday, 5)
    if sunday is None or saturday is None:
        return None
    return (saturday if weekend else monday), sunday


def months(year: int, month: int, n: int) -> tuple[date, date] | None:
    first = make_day(year, month, 1)
    after = add_months(first, n) if first else None
    last = add_days(after, -1) if after else make_day(9999, 12, 31)
    return (first, last) if first and last else None


def years(year: int, n: int) -> tuple[date, date] | None:
    first, last = make_day(max(year, 1), 1, 1), make_day(year + n - 1, 12, 31)
    return (first, last) if first and last else None


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month, _ = divmod(h + el - 7 * m + 90, 25)
    return date(year, month, (h + el - 7 * m + 33 * month + 19) % 32)


def day_of_holiday(holiday: Holiday, year: int) -> date | None:
    """The date of a named day in a year."""
    if holiday.easter is not None:
        return add_days(easter(year), holiday.easter) if year > 1582 else None
    if holiday.day:
        return make_day(holiday.year or year, holiday.month, holiday.day)
    return nth_weekday(year, holiday.month, holiday.weekday, holiday.nth, holiday.after)


def nth_weekday(year: int, month: int, weekday: int, nth: int, after: int) -> date | None:
    """The nth such weekday of a month (-1: the last), counted after its first `after` days."""
    if nth < 0:
        span = months(year, month, 1)
        return add_days(span[1], -((span[1].isoweekday() - weekday) % 7)) if span else None
    first = make_day(year, month, 1 + after)
    return add_days(first, (weekday - first.isoweekday()) % 7 + 7 * (nth - 1)) if first else None


def narrow(value: str, start: str | None, end: str | None, modifier: str) -> tuple[str | None, str | None]:
    """The part of a stretch of days that "early", "mid" or "late" tells: its first, middle or last half; single days stay whole."""
    if start is None or end is None or start == end or "T" in value:
        return start, end
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    size = (last - first).days + 1
    width = (size + 1) // 2
    lo = {"early": 0, "mid": (size - width) // 2, "late": size - width}[modifier]
    return (first + timedelta(lo)).isoformat(), (first + timedelta(lo + width - 1)).isoformat()
