"""From a piece to a value: which day, month or year it means, by the report's date, the tense, and the times told before it.

Nothing is invented: where the report has no date, a relative expression gets what TIMEX3 allows ("XXXX-WXX-3", "PAST_REF") and no days.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from detente.extract.times.calendar import (
    add_days,
    bounds,
    day_of_holiday,
    make_day,
    narrow,
    shift,
    value_of,
)
from detente.extract.times.pieces import (
    TOLD,
    Clock,
    Date,
    Day,
    Feast,
    Fixed,
    Interval,
    Length,
    Month,
    Part,
    Piece,
    Quarter,
    Reckoned,
    Shift,
    ShortDecade,
    Unclear,
    Weekday,
    Year,
    YearAgo,
)
from detente.extract.times.words import Holiday
from detente.records.kinds import Basis, WhenKind

Tense = Literal["past", "present", "future"]
TenseAt = Callable[[int], Tense | None]
OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
        "Y": "XXXX", "E": "XXX", "C": "XX", "L": "XX"}
VAGUE = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
# How far back, in characters, "a year earlier" or "that day" may look for the time it is counted from: about three sentences.
REACH = 450
# How far back the quarter or period that a whole report is about may have been named.
FAR = 20_000
# Days by which the nearest date may lie on the wrong side of the tense before the other side is taken.
PATIENCE = {"D": 120, "M": 300, "S": 100}


@dataclass(frozen=True, slots=True)
class Meant:
    """A value with the days it covers."""

    value: str
    kind: str = "DATE"
    basis: Basis = Basis.RELATIVE
    start: str | None = None
    end: str | None = None


@dataclass(slots=True)
class Context:
    """What a piece is read against: the report's day, the tense at a character, and the times told so far (character, value)."""

    day: date | None
    tense_at: TenseAt
    holidays: tuple[Holiday, ...]
    told: list[tuple[int, str]] = field(default_factory=list)

    def last_told(self, at: int, shape: str, reach: int = REACH) -> str | None:
        """The last value told before a character that has the shape (a regular expression)."""
        for where, value in reversed(self.told):
            if at - where > reach:
                return None
            if where < at and re.fullmatch(shape, value):
                return value
        return None


def resolve(piece: Piece, modifier: str | None, at: int, context: Context) -> Meant:
    """What a piece at a character means."""
    meant = plain(piece, at, context)
    start, end = (meant.start, meant.end) if meant.start else bounds(meant.value)
    if modifier in {"early", "mid", "late"}:
        start, end = narrow(meant.value, start, end, str(modifier))
    elif modifier in {"earlier", "later"} and context.day is not None and start and end and start <= context.day.isoformat() <= end:
        start, end = (start, context.day.isoformat()) if modifier == "earlier" else (context.day.isoformat(), end)
    return Meant(meant.value, meant.kind, meant.basis, start, end)


def plain(piece: Piece, at: int, context: Context) -> Meant:
    if isinstance(piece, Fixed):
        return Meant(piece.value, piece.kind, Basis.RELATIVE if piece.value in VAGUE else Basis.STATED)
    if isinstance(piece, Clock):
        return clock(piece, at, context)
    if isinstance(piece, Length):
        return length(piece, context)
    if isinstance(piece, Interval):
        first, last = resolve_date(piece.first, at, context), resolve_date(piece.last, at, context)
        return Meant(f"{first.value}/{last.value}", basis=first.basis)
    if isinstance(piece, ShortDecade):
        return Meant(f"{last_decade(context.day, piece.tens):03}" if context.day else f"XX{piece.tens}")
    if isinstance(piece, Reckoned):
        return reckoned(piece, context)
    return resolve_date(piece, at, context)  # type: ignore[arg-type]


def resolve_date(piece: Date | Fixed, at: int, context: Context) -> Meant:
    """The calendar value of a day, week, month, part of a year or year."""
    if isinstance(piece, Fixed):
        return Meant(piece.value, piece.kind, Basis.STATED)
    for kind, resolver in RESOLVERS.items():
        if isinstance(piece, kind):
            return resolver(piece, at, context)
    raise TypeError(f"no resolver for {type(piece).__name__}")


def year_number(year: Year, context: Context) -> int | None:
    if year.number is not None:
        return year.number
    return context.day.year + year.step if context.day else None


def in_year(year: Year, rest: str, context: Context) -> Meant:
    """A value within a year that is said: "2017-Q3"."""
    number = year_number(year, context)
    basis = Basis.STATED if year.number is not None else Basis.RELATIVE
    return Meant(f"{number:04}-{rest}" if number is not None else f"XXXX-{rest}", basis=basis)


def a_year(piece: Year, at: int, context: Context) -> Meant:
    if piece.fiscal:
        return Meant(f"FY{piece.number}", basis=Basis.STATED)
    number = year_number(piece, context)
    if number is None:
        return Meant(VAGUE[piece.step + 1])
    return Meant(f"{number:04}", basis=Basis.STATED if piece.number is not None else Basis.RELATIVE)


def a_day(piece: Day, at: int, context: Context) -> Meant:
    rest = f"{piece.month:02}-{piece.day:02}"
    if piece.year is not None:
        number = year_number(piece.year, context)
        if number is not None and make_day(number, piece.month, piece.day) is None:
            return Meant(f"{number:04}-{piece.month:02}-XX")
        return in_year(piece.year, rest, context)
    days = around(context, lambda y: make_day(y, piece.month, piece.day), span=8 if rest == "02-29" else 1)
    best = stepped(context, days, piece.step) if piece.step else nearest(context, days, context.tense_at(at), PATIENCE["D"])
    return Meant(best.isoformat()) if best else Meant(f"XXXX-{rest}")


def around(context: Context, make: Callable[[int], date | None], span: int = 1) -> list[date]:
    """The days a rule makes in the report's year and the years beside it."""
    if context.day is None:
        return []
    return [d for y in range(context.day.year - span, context.day.year + span + 1) if (d := make(y)) is not None]


def nearest(context: Context, days: list[date], tense: Tense | None, patience: int) -> date | None:
    """The day nearest to the report's; a day on the wrong side of the tense counts as farther off by `patience` days."""
    day = context.day
    if day is None or not days:
        return None
    wrong = {"past": 1, "future": -1}.get(str(tense), 0)
    return min(days, key=lambda d: (abs((d - day).days) + patience * ((d - day).days * wrong > 0), d))


def unclear(piece: Unclear, at: int, context: Context) -> Meant:
    """The reading that lies within two months of the report, if only one does; else the year alone."""
    ways = [d for d in (make_day(piece.year, piece.a, piece.b), make_day(piece.year, piece.b, piece.a)) if d]
    close = [d for d in ways if context.day is not None and abs((d - context.day).days) <= 60]
    same = ways[0] == ways[-1]
    return Meant((close or ways)[0].isoformat(), basis=Basis.STATED) if same or len(close) == 1 else Meant(f"{piece.year}", basis=Basis.STATED)


def feast(piece: Feast, at: int, context: Context) -> Meant:
    holiday = context.holidays[piece.index]
    if holiday.year is not None and (context.day is None or context.day.year >= holiday.year):
        return Meant(str(day_of_holiday(holiday, holiday.year)), basis=Basis.STATED)
    if piece.year is not None and (number := year_number(piece.year, context)) is not None:
        return Meant(str(day_of_holiday(holiday, number)), basis=Basis.STATED if piece.year.number else Basis.RELATIVE)
    days = around(context, lambda y: day_of_holiday(holiday, y))
    best = stepped(context, days, piece.step) if piece.step else nearest(context, days, context.tense_at(at), PATIENCE["M"])
    if best is not None:
        return Meant(best.isoformat())
    return Meant(f"XXXX-{holiday.month:02}-{holiday.day:02}" if holiday.day else "XXXX-XX-XX")


def stepped(context: Context, days: list[date], step: int | None) -> date | None:
    """The last of the days before the report's, or the first after it."""
    if context.day is None:
        return None
    day = context.day
    return max((d for d in days if d < day), default=None) if step == -1 else min((d for d in days if d > day), default=None)


def weekday(piece: Weekday, at: int, context: Context) -> Meant:
    """"on Wednesday" is the report's day if that is a Wednesday, whatever the tense (a week on it would be "next Wednesday"), else the last one,
    or the next one where the tense is future."""
    told = context.last_told(at, r"\d{4}-\d\d-\d\d") if piece.count == TOLD else None
    day = date.fromisoformat(told) if told else context.day
    if day is None:
        return Meant(f"XXXX-WXX-{piece.number}")
    back = (day.isoweekday() - piece.number) % 7
    ahead = 7 - back if piece.step == 1 else (7 - back) % 7
    future = piece.step == 1 or (piece.step != -1 and context.tense_at(at) == "future")
    if piece.step == -1:
        back = back or 7
    if piece.step == 0 and not future and context.tense_at(at) != "past":
        ahead, future = ahead % 7, True
    best = add_days(day, ahead if future else -back)
    return Meant(best.isoformat() if best else f"XXXX-WXX-{piece.number}")


def month(piece: Month, at: int, context: Context) -> Meant:
    if piece.year is not None:
        return in_year(piece.year, f"{piece.number:02}", context)
    starts = around(context, lambda y: make_day(y, piece.number, 1))
    return Meant(of_year(starts, piece.step, at, context, "M") or f"XXXX-{piece.number:02}")


def of_year(starts: list[date], step: int | None, at: int, context: Context, unit: str) -> str | None:
    """Which of several years' months or quarters is meant: by "last" and "next", else by tense and nearness. Past ones may be still going on."""
    if context.day is None or not starts:
        return None
    if step == 0:
        best = next((d for d in starts if d.year == context.day.year), None)
    elif step is not None:
        now = context.day.replace(day=1)
        others = [d for d in starts if d != now]
        best = stepped(context, others, step)
    else:
        best = nearest(context, starts, context.tense_at(at), PATIENCE[unit])
    return value_of(best, "M" if unit == "S" else unit) if best else None


def part(piece: Part, at: int, context: Context) -> Meant:
    if piece.year is not None:
        return in_year(piece.year, piece.code, context)
    first = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}[piece.code]
    found = of_year(around(context, lambda y: make_day(y, first, 1)), piece.step, at, context, "S")
    return Meant(f"{found[:4]}-{piece.code}" if found else f"XXXX-{piece.code}")


def quarter(piece: Quarter, at: int, context: Context) -> Meant:
    told = None if piece.latest else context.last_told(at, r"\d{4}-Q\d", reach=FAR)
    if told is None and context.day is not None and (ended := shift(context.day, "Q", -1)) is not None:
        told = value_of(ended, "Q")
    return Meant(told or "XXXX-QX")


def shifted(piece: Shift, at: int, context: Context) -> Meant:
    """The day, week, month ... n units from the report's date or from the time told before."""
    if piece.compared and (told := context.last_told(at, r"\d{4}-Q\d|\d{4}-H\d" if piece.count != TOLD else r"\d{4}(-(Q\d|H\d|SP|SU|FA|WI|\d\d))?")):
        return Meant(f"{int(told[:4]) + piece.n:04}{told[4:]}")
    if piece.count == TOLD:
        return from_told(piece, at, context)
    if context.day is None:
        return Meant(VAGUE[(piece.n > 0) - (piece.n < 0) + 1])
    day = shift(context.day, piece.unit, piece.n)
    if piece.unit == "WE" and not piece.n and day is not None:
        return weekend(day, context.tense_at(at))
    return Meant(value_of(day, piece.unit) if day else VAGUE[(piece.n > 0) - (piece.n < 0) + 1])


def year_ago(piece: YearAgo, at: int, context: Context) -> Meant:
    """A year before the quarter or period that is told of: its own, or the last one told or complete."""
    if piece.code:
        now = part(Part(piece.code), at, Context(context.day, lambda _: "past", context.holidays)).value
    elif piece.quarter:
        now = quarter(Quarter(), at, context).value
    else:
        now = context.last_told(at, r"\d{4}-Q\d|\d{4}-H\d", reach=FAR) or ""
    return Meant(f"{int(now[:4]) - 1:04}{now[4:]}" if now[:4].isdigit() else "PAST_REF")


def weekend(day: date, tense: Tense | None) -> Meant:
    """"the weekend": the one that is on, else the one ahead in the future tense, else the one before."""
    other = add_days(day, -7) if tense != "future" and day.isoweekday() < 6 else day
    return Meant(value_of(other or day, "WE"))


# What a time told before must look like to count a unit from it.
FINE = {"D": r"\d{4}-\d\d-\d\d", "W": r"\d{4}-\d\d-\d\d|\d{4}-W\d\d", "M": r"\d{4}-\d\d(-\d\d)?", "Q": r"\d{4}-Q\d", "Y": r"\d{4}(-\d\d(-\d\d)?)?"}


def from_told(piece: Shift, at: int, context: Context) -> Meant:
    told = context.last_told(at, FINE[piece.unit]) if piece.unit in FINE else None
    start = bounds(told)[0] if told else None
    day = shift(date.fromisoformat(start), piece.unit, piece.n) if start else None
    if day is not None:
        return Meant(value_of(day, piece.unit))
    return Meant(OPEN[piece.unit]) if abs(piece.n) < 2 else Meant(f"P{abs(piece.n)}{piece.unit}", "DURATION")


def clock(piece: Clock, at: int, context: Context) -> Meant:
    """A time of day on its day; one that stands alone is on the day told just before it, else the report's."""
    if piece.date is not None:
        on = resolve_date(piece.date, at, context)
        is_day = re.fullmatch(r"....-(..-..|W..-\d)", on.value)
        return Meant(f"{on.value}{piece.time}", "TIME", on.basis) if is_day else Meant(on.value, basis=on.basis)
    told = context.last_told(at, r"\d{4}-\d\d-\d\d(T.*)?", reach=200)
    day = told[:10] if told else context.day.isoformat() if context.day else "XXXX-XX-XX"
    return Meant(f"{day}{piece.time}", "TIME")


def length(piece: Length, context: Context) -> Meant:
    if piece.first and piece.year is not None:
        return first_of_year(piece, context)
    start = end = None
    if piece.reach and context.day is not None and piece.n is not None and piece.unit in {"D", "W", "M", "Q", "Y", "E", "C", "F"}:
        there = shift(context.day, piece.unit, piece.reach * piece.n)
        if there is not None:
            start, end = (d.isoformat() for d in sorted((there, context.day)))
    return Meant(piece.value, "DURATION", Basis.RELATIVE if piece.reach else Basis.STATED, start, end)


def first_of_year(piece: Length, context: Context) -> Meant:
    """"the first six months of 2017" is 2017-H1; of other lengths the days are known though TIMEX3 has no name for them."""
    number = year_number(piece.year, context) if isinstance(piece.year, Year) else None
    basis = Basis.STATED if isinstance(piece.year, Year) and piece.year.number else Basis.RELATIVE
    names = {("M", 3): "Q1", ("M", 6): "H1", ("Q", 1): "Q1", ("Q", 2): "H1", ("M", 12): "", ("Q", 4): ""}
    name = names.get((piece.unit, piece.n or 0))
    if name is not None:
        return Meant(f"{number:04}-{name}".rstrip("-") if number else f"XXXX-{name}".rstrip("-"), basis=basis)
    first = make_day(number, 1, 1) if number else None
    after = shift(first, piece.unit, piece.n) if first and piece.n and piece.unit in {"D", "W", "M", "Q"} else None
    last = add_days(after, -1) if after else None
    return Meant(piece.value, "DURATION", basis, first.isoformat() if first and last else None, last.isoformat() if last else None)


def last_decade(day: date, tens: int) -> int:
    """The last decade with that digit that had begun by the report's day."""
    now = day.year // 10
    return now - (now - tens) % 10


def reckoned(piece: Reckoned, context: Context) -> Meant:
    anchor = resolve_date(piece.anchor, piece.at, context)
    start = bounds(anchor.value)[0]
    day = shift(date.fromisoformat(start), piece.unit, piece.n) if start and re.fullmatch(r"\d{4}-\d\d-\d\d", anchor.value) else None
    if day is None:
        return anchor if not piece.n else Meant(f"P{abs(piece.n)}{piece.unit}", "DURATION")
    return Meant(value_of(day, piece.unit))


RESOLVERS: dict[type, Callable[..., Meant]] = {
    Year: a_year, YearAgo: year_ago, Day: a_day, Unclear: unclear, Feast: feast, Weekday: weekday, Month: month,
    Part: part, Quarter: quarter, Shift: shifted,
}
KINDS = {k.value: k for k in WhenKind}
