"""The grammar of time expressions: a table of patterns over word classes, each with the function that makes its piece.

A pattern is a regular expression in which NAMES in capitals are word classes (`data/words.toml`, `words.py`) and `x:NAME` is a token that the
function asks for. Modifiers ("early", "the end of") and what is put beside a piece ("Friday", "of last year") are dealt with in `compose.py`.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from detente.errors import KnowledgeError
from detente.extract.times.calendar import is_day_of_year, make_day
from detente.extract.times.pieces import (
    TOLD,
    Clock,
    Day,
    Feast,
    Fixed,
    Interval,
    Length,
    Month,
    OtherDay,
    Part,
    Piece,
    Quarter,
    Shift,
    ShortDecade,
    Unclear,
    Void,
    Weekday,
    Year,
    YearAgo,
)
from detente.extract.times.tokens import Word
from detente.extract.times.words import Words, load_words

ALIASES = {
    "ANYMONTH": "MONTH MONTH_DOUBTFUL MONTH_SHORT", "ANYDAY": "WEEKDAY WEEKDAY_SHORT", "ANYUNIT": "UNIT UNITS", "ANYYEAR": "YEAR OLDYEAR",
    "RANGE": "HYPHEN TO SLASH", "NTH": "DAYTH ORDINAL", "LASTS": "LAST PAST PREVIOUS", "NEXTS": "NEXT COMING FOLLOWING",
}
NAME = re.compile(r"(?:(?P<group>[a-z]):)?(?P<name>[A-Z][A-Z_]*)")
UNKNOWN = "X"


class Match:
    """The tokens a pattern asked for, by letter."""

    def __init__(self, found: re.Match[str], tokens: Sequence[Word]) -> None:
        self.words = {name[0]: tokens[found.start(name)] for name, told in found.groupdict().items() if told is not None}

    def has(self, group: str) -> bool:
        return group in self.words

    def word(self, group: str) -> Word:
        return self.words[group]

    def is_a(self, group: str, cls: str) -> bool:
        return self.has(group) and cls in self.word(group).worth

    def number(self, group: str, *classes: str) -> int:
        """The token's worth as a number, by the first of the classes it belongs to."""
        worth = self.word(group).worth
        return int(next(worth[c] for c in classes if c in worth))

    def text(self, group: str, *classes: str) -> str:
        worth = self.word(group).worth
        return str(next(worth[c] for c in classes if c in worth))


Make = Callable[[Match], Piece | None]


def month(m: Match) -> int:
    return m.number("m", "MONTH", "MONTH_DOUBTFUL", "MONTH_SHORT")


def year(m: Match, group: str = "y") -> Year | None:
    return Year(m.number(group, "YEAR", "OLDYEAR")) if m.has(group) else None


def checked(month: int, day: int, year: Year | None) -> Day | Void:
    """The day, or Void where no calendar has it: "31 February" is read as one expression, and tells nothing."""
    right = is_day_of_year(month, day) if year is None or year.number is None else make_day(year.number, month, day) is not None
    return Day(month, day, year) if right else Void()


def a_day(m: Match) -> Piece | None:
    made = checked(month(m), m.number("d", "DAYNUM", "DAYTH", "ORDINAL"), year(m))
    return replace(made, step=step_of(m)) if isinstance(made, Day) else made


def other_day(m: Match) -> Piece:
    return OtherDay(m.number("d", "DAYNUM"))


def days(m: Match) -> Piece | None:
    at = year(m)
    first, last = (checked(month(m), m.number(g, "DAYNUM", "DAYTH"), at) for g in "ab")
    if isinstance(first, Void) or isinstance(last, Void):
        return Void()
    return Interval(first, last) if first.day < last.day else None


def days_of_two_months(m: Match) -> Piece | None:
    at = year(m)
    first = checked(month(m), m.number("a", "DAYNUM", "DAYTH"), at)
    last = checked(m.number("n", "MONTH", "MONTH_DOUBTFUL", "MONTH_SHORT"), m.number("b", "DAYNUM", "DAYTH"), at)
    if isinstance(first, Void) or isinstance(last, Void):
        return Void()
    return Interval(first, last) if (first.month, first.day) < (last.month, last.day) else None


def iso(m: Match) -> Piece | None:
    told = m.text("d", "ISO")
    y, mo, d = (int(part) for part in re.split(r"[-/.]", told[:10].split("T")[0].split(" ")[0]))
    day = make_day(y, mo, d) if 1000 <= y < 2200 else None
    clock = re.search(r"[T ](\d\d:\d\d)", told)
    if day is None or (clock and not "00:00" <= clock[1] <= "24:00"):
        return Void()
    return Fixed(f"{day}T{clock[1]}", "TIME") if clock else Fixed(day.isoformat())


def slashed(m: Match) -> Piece | None:
    told = m.text("d", "SLASHED")
    a, b, y = (int(part) for part in re.split(r"[/.]", told))
    y += 0 if y > 99 else 2000 if y < 50 else 1900
    ways = {d for d in (make_day(y, a, b) if "/" in told else None, make_day(y, b, a)) if d and 1000 <= y < 2200}
    if len(ways) == 2:
        return Unclear(y, a, b)
    return Fixed(ways.pop().isoformat()) if ways else Void()


def a_month(m: Match) -> Piece:
    return Month(month(m), year(m))


def step_of(m: Match, group: str = "s") -> int | None:
    """-1 last, 0 this, 1 next; "this past", "this coming" count as last and next."""
    if not m.has(group):
        return None
    classes = m.word(group).worth
    return -1 if classes.keys() & {"LAST", "PAST", "PREVIOUS"} else 1 if classes.keys() & {"NEXT", "COMING", "FOLLOWING"} else 0


def stepped_month(m: Match) -> Piece:
    return Month(month(m), None, step_of(m))


def a_year(m: Match) -> Piece | None:
    return year(m)


def years(m: Match) -> Piece | None:
    a, b = m.number("a", "YEAR", "OLDYEAR"), m.number("b", "YEAR", "OLDYEAR", "YY")
    b += a - a % 100 if b < 100 else 0
    return Interval(Year(a), Year(b)) if a < b <= a + 99 else None


def fiscal_year(m: Match) -> Piece:
    number = m.number("y", "YEAR", "FISCALYEAR", "YY")
    return Year(number + 2000 if number < 70 else number + 1900 if number < 100 else number, fiscal=True)


def stepped_fiscal_year(m: Match) -> Piece:
    return Fixed(("PRESENT_REF", "FUTURE_REF", "PAST_REF")[step_of(m) or 0])


def the_year(_: Match) -> Piece:
    return Year(step=0)


def today(m: Match) -> Piece:
    return Shift("D", m.number("d", "DAY_FROM_TODAY"))


def tonight(_: Match) -> Piece:
    return Clock("TNI", Shift("D", 0))


def stepped_unit(m: Match) -> Piece | None:
    """"last week", "this year", "next quarter"; "the previous day" and "that week" count from the time told before."""
    unit, step = m.text("u", "UNIT"), step_of(m) or 0
    told = m.word("s").worth.keys() & {"PREVIOUS", "FOLLOWING", "THAT", "SAME"} or (m.has("t") and unit not in "EC" and m.is_a("s", "NEXT"))
    if unit.startswith("T") or (unit == "D" and not told):
        return None
    if unit == "Q" and step == 0:
        return Quarter()
    if unit == "Y" and not told:
        return Year(step=step)
    return Shift(unit, step, TOLD if told else "report")


def past_unit(m: Match) -> Piece | None:
    """"the past year": a length that ends at the report."""
    unit = m.text("u", "UNIT")
    return None if unit == "WE" else length_of(1, unit, -1)


def current_unit(m: Match) -> Piece:
    unit = m.text("u", "UNIT")
    return Year(step=0) if unit == "Y" else Shift(unit, 0)


def part(m: Match) -> Piece | None:
    n, unit = m.number("o", "ORDINAL") if m.has("o") else 2, "Q" if m.has("q") else "H"
    if n > (4 if unit == "Q" else 2):
        return None
    return Part(f"{unit}{n}", year(m), fiscal=m.has("f"), alone=unit == "Q")


def short_part(m: Match) -> Piece:
    return Part(f"Q{m.number('q', 'QUARTER_SHORT')}" if m.is_a("q", "QUARTER_SHORT") else f"H{m.number('q', 'HALF_SHORT')}", year(m))


def season(m: Match) -> Piece:
    return Part(m.text("n", "SEASON"), year(m), step_of(m))


def the_quarter(m: Match) -> Piece:
    return Quarter(latest=m.has("l"))


def weekday(m: Match) -> Piece:
    told = m.has("s") and bool(m.word("s").worth.keys() & {"PREVIOUS", "FOLLOWING"})
    return Weekday(m.number("w", "WEEKDAY"), step_of(m), TOLD if told else "report")


def the_weekend(m: Match) -> Piece:
    return Shift("WE", 0) if not m.has("s") else Shift("WE", step_of(m) or 0)


def feast(m: Match) -> Piece:
    return Feast(m.number("h", "HOLIDAY"), year(m), step_of(m))


def decade(m: Match) -> Piece:
    number = m.number("d", "DECADES")
    return Fixed(f"{number // 10:03}" if number % 100 else f"{number // 100:02}")


def short_decade(m: Match) -> Piece:
    return ShortDecade(m.number("d", "DECADE", "SHORTDECADES") // (10 if m.is_a("d", "SHORTDECADES") else 1))


def century(m: Match) -> Piece | None:
    n = m.number("o", "ORDINAL")
    return Fixed(f"{n - 1:02}") if 2 <= n <= 22 else None


def clock(m: Match) -> Piece | None:
    """T18:10 of "18:10", "6:10 p.m.", "6.10pm", "6 o'clock"; None where no clock shows it."""
    told = m.text("c", "CLOCK", "CLOCKDOT", "HOUR").replace(".", ":")
    hour, minute = (int(x) for x in [*told.split(":"), "0"][:2])
    if m.has("z"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (m.text("z", "AMPM")[0] == "p")
    return Clock(f"T{hour:02}:{minute:02}") if hour * 60 + minute <= 1440 and minute < 60 else None


def military(m: Match) -> Piece:
    told = f"{m.number('c', 'MILITARY'):04}"
    return Clock(f"T{told[:2]}:{told[2:]}")


def part_of_day(m: Match) -> Piece:
    told = m.text("p", "PART_OF_DAY")
    return Clock(told, alone=told[1].isdigit())


def said_part_of_day(m: Match) -> Piece:
    return Clock(m.text("p", "PART_OF_DAY"))


def this_part_of_day(m: Match) -> Piece:
    return Clock(m.text("p", "PART_OF_DAY"), Shift("D", step_of(m) or 0))


def overnight(_: Match) -> Piece:
    return Clock("TNI")


def length_of(n: int | str, unit: str, reach: int = 0, first: bool = False) -> Length | None:
    """The piece for n units: "P2D", "PT5H", "P20Y" for two decades, "P9M" for three quarters, "PXY" for some years. None for weekends."""
    times, letter = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "Q": (3, "M"), "F": (2, "W")}.get(unit, (1, unit))
    if unit == "WE":
        times, letter = 1, "WE"
    if isinstance(n, str):
        amount = n if n == UNKNOWN or times == 1 else None
        amount, letter = (amount, letter) if amount else (n, unit)
        return Length(written(amount, letter), unit, None, reach, first)
    return Length(written(str(n * times), letter), unit, n, reach, first)


def written(amount: str, letter: str) -> str:
    return f"PT{amount}{letter[1]}" if letter[0] == "T" else f"P{amount}{letter}"


def amount(m: Match, group: str = "n") -> int | str:
    worth = m.word(group).worth
    told = str(worth["NUM"]) if "NUM" in worth else UNKNOWN
    return int(told) if told.isdigit() else told


def length(m: Match) -> Piece | None:
    unit, n = m.text("u", "UNITS", "UNIT"), amount(m)
    if m.is_a("u", "UNIT") and not m.has("h") and (unit == "TS" or (isinstance(n, int) and n >= 1900)):
        return None
    if unit == "Q" and (m.has("h") and m.is_a("u", "UNITS")):
        return None     # "three-quarters"
    if m.has("f"):
        return with_fraction(n, m.text("f", "FRACTION", "HALF"), unit)
    return length_of(n, unit)


def with_fraction(n: int | str, fraction: str, unit: str) -> Piece | None:
    """"2 1/2 years" is P2Y6M, "two and a half hours" PT2H30M."""
    smaller = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H"}.get(unit)
    whole = length_of(n, unit)
    if whole is None or fraction not in {"1/2", "half"}:
        return None
    return Length(whole.value + smaller, unit) if smaller else Length(written(f"{n}.5", unit), unit)


def one_and_a_half(m: Match) -> Piece | None:
    return with_fraction(1, "half", m.text("u", "UNIT"))


def half_length(m: Match) -> Piece | None:
    half = {"TH": "PT30M", "Y": "P6M", "E": "P5Y", "C": "P50Y", "TM": "PT30S", "D": "PT12H"}.get(m.text("u", "UNIT"))
    return Length(half, m.text("u", "UNIT")) if half else None


def one_length(m: Match) -> Piece | None:
    unit = m.text("u", "UNIT", "UNITS")
    return None if unit in {"TS", "Q"} else length_of(1, unit)


def couple(m: Match) -> Piece | None:
    return length_of(2, m.text("u", "UNITS"), step_of(m) or 0)


def some_length(m: Match) -> Piece | None:
    return length_of(UNKNOWN, m.text("u", "UNITS", "UNIT"))


def reaching_length(m: Match) -> Piece | None:
    """"the past two years", "the next few days"."""
    return length_of(amount(m), m.text("u", "UNITS"), step_of(m) or 0)


def first_length(m: Match) -> Piece | None:
    """"the first six months", whose year may follow."""
    return length_of(amount(m), m.text("u", "UNITS"), first=True)


def long_length(m: Match) -> Piece:
    return Fixed(m.text("u", "LENGTH"), "DURATION")


def vague_units(m: Match) -> Piece:
    return Fixed("PAST_REF" if m.is_a("s", "RECENT") or m.is_a("s", "PAST") else "FUTURE_REF")


def vague(m: Match) -> Piece:
    return Fixed(m.text("v", "VAGUE"))


def ago(m: Match) -> Piece:
    """"three months ago", "two days later", "a year earlier", "a week from now"; how long is open: a vague reference."""
    unit = m.text("u", "UNITS", "UNIT")
    n = amount(m) if m.has("n") else 1 if m.has("a") else UNKNOWN
    back = m.is_a("t", "AGO") or m.is_a("t", "EARLIER")
    if not isinstance(n, int) or unit.startswith("T"):
        return Fixed("PAST_REF" if back else "FUTURE_REF" if m.is_a("t", "FROM") or m.is_a("t", "HENCE") else "PAST_REF")
    told = m.is_a("t", "EARLIER") or m.is_a("t", "LATER")
    compared = n == 1 and unit == "Y" and back
    return Shift(unit, -n if back else n, TOLD if told else "report", compared)


def year_ago_period(m: Match) -> Piece:
    if m.has("o"):
        return YearAgo(code=f"Q{m.number('o', 'ORDINAL')}") if m.number("o", "ORDINAL") < 5 else Void()
    return YearAgo(quarter=m.has("q"))


def day_beside(m: Match) -> Piece:
    """"the day before", "the following day"."""
    return Shift("D", -1 if m.is_a("t", "BEFORE") else 1, TOLD)


def every(m: Match) -> Piece | None:
    """"every day", "each Thursday", "every two weeks", "every other month"."""
    if m.has("w"):
        return Fixed(f"XXXX-WXX-{m.number('w', 'WEEKDAY', 'WEEKDAYS')}{m.text('p', 'PART_OF_DAY', 'PARTS_OF_DAY') if m.has('p') else ''}", "SET")
    if m.has("m"):
        return Fixed(f"XXXX-{month(m):02}", "SET")
    if m.has("p"):
        return Fixed(f"XXXX-XX-XX{m.text('p', 'PART_OF_DAY')}", "SET")
    if m.has("e"):
        return Fixed(f"XXXX-{m.text('e', 'SEASON')}", "SET")
    made = length_of(2 if m.has("o") else amount(m) if m.has("n") else 1, m.text("u", "UNIT", "UNITS"))
    return Fixed(made.value, "SET") if made else None


def often(m: Match) -> Piece | None:
    """"twice a year", "three times a week"."""
    made = length_of(1, m.text("u", "UNIT"))
    return Fixed(made.value, "SET") if made else None


def repeated(m: Match) -> Piece:
    return Fixed(m.text("r", "REPEATED"), "SET")


def year_end(m: Match) -> Piece:
    return Day(12, 31, year(m))


# First the pattern, then what makes its piece. Where two match, the earlier start wins, then the longer, then the earlier row.
RULES: tuple[tuple[str, Make], ...] = (
    # days
    (r"d:ISO", iso),
    (r"d:SLASHED", slashed),
    (r"(?:ANYDAY DOT? COMMA? THE?)? (?:s:LAST|s:NEXT)? m:MON THE? d:DAYNUM (?:COMMA? y:ANYYEAR)? (?!PERCENT|ANYUNIT)", a_day),
    (r"(?:ANYDAY DOT? COMMA?)? m:MON THE? d:NTH (?:COMMA? y:ANYYEAR)? (?!ANYUNIT|HYPHEN)", a_day),
    (r"(?:ANYDAY DOT? COMMA?)? (?:THE? d:DAYNUM|THE? d:DAYTH OF?|THE d:ORDINAL OF) m:MON (?:COMMA? y:ANYYEAR)?", a_day),
    (r"m:MON a:DAYNUM RANGE b:DAYNUM (?:COMMA? y:ANYYEAR)? (?!PERCENT|ANYUNIT)", days),
    (r"(?<=DAYNUM) (?:AND|OR) d:DAYNUM (?=DOT|COMMA|IN|AT|FOR|BY|TO)", other_day),
    (r"a:DAYNUM RANGE b:DAYNUM m:MON (?:COMMA? y:ANYYEAR)?", days),
    (r"m:MON a:DAYNUM HYPHEN n:MON b:DAYNUM (?:COMMA? y:ANYYEAR)?", days_of_two_months),
    (r"a:DAYNUM m:MON HYPHEN b:DAYNUM n:MON (?:COMMA? y:ANYYEAR)?", days_of_two_months),
    (r"(?:s:LAST|s:NEXT|s:THIS)? h:HOLIDAY (?:COMMA? y:YEAR)?", feast),
    (r"(?:THIS? s:LASTS|THIS? s:NEXTS|s:THIS|THE s:PREVIOUS|THE s:FOLLOWING)? w:WEEKDAY", weekday),
    (r"w:WEEKDAYS", every),
    (r"w:WEEKDAY p:PARTS_OF_DAY", every),
    (r"d:DAY_FROM_TODAY", today),
    (r"TONIGHT", tonight),
    (r"THE UNIT t:BEFORE (?!THE|A|LAST)", day_beside),
    # months
    (r"m:MON (?:OF|COMMA)? y:ANYYEAR", a_month),
    (r"(?:THIS? s:LASTS|THIS? s:NEXTS|s:THIS) m:MON", stepped_month),
    (r"m:MONTH", lambda m: Month(month(m))),
    (r"(?<=LEAD_IN) m:MONTH_DOUBTFUL", lambda m: Month(month(m))),
    (r"(?<=LEAD_IN) m:MONTH_SHORT DOT?", lambda m: Month(month(m))),
    # years
    (r"(?:THE YEARWORD)? y:YEAR", a_year),
    (r"(?<=LEAD_IN) y:OLDYEAR (?!HYPHEN)", a_year),
    (r"a:ANYYEAR HYPHEN b:ANYYEAR", years),
    (r"a:ANYYEAR (?:HYPHEN|SLASH) b:YY", years),
    (r"THE? (?:FISCAL YEARWORD?|FY) (?:y:YEAR|y:YY)", fiscal_year),
    (r"y:FISCALYEAR", fiscal_year),
    (r"THE? (?:s:LASTS|s:NEXTS|s:THIS|s:CURRENT|s:LATEST)? FISCAL YEARWORD", stepped_fiscal_year),
    (r"(?<=FOR|OF) THE YEARWORD (?!HYPHEN)", the_year),
    (r"y:YEAR HYPHEN END", year_end),
    (r"YEARWORD HYPHEN? END", year_end),
    (r"YEAREND", year_end),
    # stretches before, at and after the report
    (r"THE? LAST QUARTERWORD (?=OF)", lambda _: Part("Q4", alone=False)),
    (r"t:THE? (?:THIS s:PAST|THIS? s:COMING|s:LAST|s:NEXT|s:THIS) u:UNIT (?!HYPHEN OLD)", stepped_unit),
    (r"THE (?:s:PREVIOUS|s:FOLLOWING|s:SAME) u:UNIT", stepped_unit),
    (r"s:THAT u:UNIT", stepped_unit),
    (r"THE CURRENT u:UNIT", current_unit),
    (r"THE PAST u:UNIT", past_unit),
    (r"THE WEEKENDWORD", the_weekend),
    (r"(?<=AT) THE WEEKENDWORD", the_weekend),
    # parts of years
    (r"THE? f:FISCAL? o:ORDINAL HYPHEN? q:QUARTERWORD", part),
    (r"THE? f:FISCAL? (?:o:ORDINAL|LAST|LATTER) HYPHEN? HALF", part),
    (r"THE y:YEAR f:FISCAL? o:ORDINAL HYPHEN? q:QUARTERWORD", part),
    (r"q:QUARTER_SHORT (?:OF? y:YEAR)?", short_part),
    (r"q:HALF_SHORT OF? y:YEAR", short_part),
    (r"THE l:LATEST (?:QUARTERWORD|PERIOD)", the_quarter),
    (r"THE SAME (?:QUARTERWORD|PERIOD)", the_quarter),
    (r"THE QUARTERWORD (?=l:ENDED)", the_quarter),
    (r"THE QUARTERWORD (?!OF|HYPHEN)", the_quarter),
    (r"(?:THIS? s:LASTS|THIS? s:NEXTS|s:THIS) n:SEASON", season),
    (r"(?:THE)? n:SEASON (?:OF|COMMA)? y:YEAR", season),
    (r"(?<=IN) THE n:SEASON (?!OF)", season),
    (r"(?<=EARLY|LATE) n:SEASON", season),
    # longer than years
    (r"THE? d:DECADES", decade),
    (r"THE? d:SHORTDECADES", short_decade),
    (r"THE (?:EARLY|LATE|MID)? HYPHEN? d:DECADE", short_decade),
    (r"THE? o:ORDINAL HYPHEN? CENTURYWORD", century),
    # times of day
    (r"c:CLOCK z:AMPM? ZONE?", clock),
    (r"c:CLOCKDOT z:AMPM ZONE?", clock),
    (r"c:HOUR z:AMPM ZONE?", clock),
    (r"c:HOUR OCLOCK", clock),
    (r"c:CLOCKDOT ZONE", clock),
    (r"c:MILITARY (?:ZONE|LOCAL TIME)", military),
    (r"THE? p:PART_OF_DAY ZONE?", part_of_day),
    (r"(?:s:THIS|s:LAST) p:PART_OF_DAY", this_part_of_day),
    (r"(?:EARLY|LATE|MID) HYPHEN? p:PART_OF_DAY", said_part_of_day),
    (r"OVERNIGHT", overnight),
    # lengths
    (r"n:NUM f:FRACTION? h:HYPHEN? MORE? u:ANYUNIT (?!HYPHEN? OLD|OF OLD)", length),
    (r"n:NUM AND A f:HALF u:UNITS", length),
    (r"A u:UNIT AND A HALF", one_and_a_half),
    (r"HALF A u:UNIT", half_length),
    (r"A? HALF HYPHEN u:UNIT", half_length),
    (r"(?<=BEFORE_A_LENGTH) (?:A|ANOTHER) FULL? u:UNIT", one_length),
    (r"A FULL u:UNIT", one_length),
    (r"THE u:YEARWORD (?=ENDED)", lambda _: length_of(1, "Y")),
    (r"A u:UNIT (?=AFTER|BEFORE|OR)", one_length),
    (r"u:ANYUNIT HYPHEN LONG", lambda m: some_length(m) if m.is_a("u", "UNITS") else one_length(m)),
    (r"u:LENGTH", long_length),
    (r"A COUPLE OF? MORE? u:UNITS", couple),
    (r"A? FEW (?:OF|MORE)? HYPHEN? u:UNITS", some_length),
    (r"FEW HYPHEN u:UNIT", some_length),
    (r"(?<=FOR|IN) u:UNITS", some_length),
    (r"THE? (?:s:LASTS|s:NEXTS) (?:n:NUM|A? n:FEW) MORE? u:UNITS", reaching_length),
    (r"THE? (?:s:LASTS|s:NEXTS) COUPLE OF u:UNITS", couple),
    (r"THE? ORDINAL (?:n:NUM|n:FEW) u:UNITS", first_length),
    (r"THE? (?:s:COMING|s:RECENT|s:PAST|s:NEXT) u:UNITS", vague_units),
    # counted from a time
    (r"(?:a:A|n:NUM|A? FEW|A? COUPLE OF)? MORE? u:ANYUNIT HYPHEN? (?:OR SO)? (?:t:AGO|t:EARLIER|t:LATER|t:FROM NOW|t:FROM VAGUE|t:HENCE)", ago),
    (r"THE? SAME? YEARWORD HYPHEN (?:AGO|EARLIER) (?:o:ORDINAL? q:QUARTERWORD|PERIOD|NUM UNITS)?", year_ago_period),
    # repeated
    (r"EACH (?:w:WEEKDAY p:PART_OF_DAY?|m:ANYMONTH|p:PART_OF_DAY|e:SEASON|(?:o:OTHER|n:NUM)? u:ANYUNIT)", every),
    (r"(?:ONCE|NUM TIMES) A u:UNIT", often),
    (r"r:REPEATED", repeated),
    (r"IN THE s:PAST (?!NUM|FEW|COUPLE|ANYUNIT|SEASON|MONTH|WEEKDAY)", vague_units),
    (r"v:VAGUE", vague),
)


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    make: Make


@cache
def grammar() -> tuple[Rule, ...]:
    """The table with its patterns over signs, compiled once. Raises KnowledgeError for a class that no word has."""
    return tuple(Rule(compile_pattern(notation, load_words()), make) for notation, make in RULES)


def compile_pattern(notation: str, words: Words) -> re.Pattern[str]:
    """A pattern over signs: "m:MONTH DAYNUM?" becomes "(?P<m1>[..])[..]?". The same letter may stand in several branches.
    m:MON is a month with the full stop of its short form."""
    seen: list[str] = []
    notation = re.sub(r"([mn]):MON\b", r"(?:\1:MONTH|\1:MONTH_DOUBTFUL|\1:MONTH_SHORT DOT?)", notation)
    return re.compile(NAME.sub(lambda m: char_class(m, words, seen), notation).replace(" ", ""))


def char_class(m: re.Match[str], words: Words, seen: list[str]) -> str:
    name, group = m["name"], m["group"]
    signs = "".join(sorted({s for cls in ALIASES.get(name, name).split() for s in words.classes.get(cls, "")}))
    if not signs:
        raise KnowledgeError(f"the pattern of times asks for the class {name}, of which no word is")
    if not group:
        return f"[{signs}]"
    seen.append(group)
    return f"(?P<{group}{len(seen)}>[{signs}])"
