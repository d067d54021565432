"""From tokens to pieces: match the grammar, choose among overlapping matches, take in modifiers, and join what stands side by side."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from detente.extract.times.pieces import (
    Clock,
    Day,
    Feast,
    Fixed,
    Length,
    Month,
    OtherDay,
    Part,
    Piece,
    Reckoned,
    Shift,
    Unclear,
    Void,
    Weekday,
    Year,
)
from detente.extract.times.rules import Match, Rule, checked, compile_pattern, grammar
from detente.extract.times.tokens import Word
from detente.extract.times.words import BREAK, NOTHING, load_words

CORE = ("ANYMONTH|ANYDAY|ANYUNIT|SEASON|YEAR|OLDYEAR|DECADES|SHORTDECADES|DECADE|ISO|SLASHED|CLOCK|AMPM|OCLOCK|HOLIDAY|VAGUE|PART_OF_DAY"
        "|DAY_FROM_TODAY|REPEATED|LENGTH|WEEKDAYS|PAST|QUARTER_SHORT|HALF_SHORT|FISCALYEAR|MILITARY|TONIGHT|OVERNIGHT|HALF")
# What stands before a piece and belongs to it.
MODIFIER = (r"(?:THE? (?:e:EARLY|m:MID|l:LATE) (?:HYPHEN|IN|ON)? THE?|THE? (?:e:START|m:MIDDLE|l:END) OF THE?|l:END HYPHEN"
            r"|(?:b:EARLIER|a:LATER) (?:IN|ON)?|THE) $")
ABOUT = r"(?:THE? (?:MORE|LESS) THAN|AT LEAST|UP TO|AROUND|THE) $"
MODIFIERS = {"e": "early", "m": "mid", "l": "late", "b": "earlier", "a": "later"}
GAPS = {
    "year": r"(?:OF|COMMA|IN|DOT|OF THE)?",
    "own": r"POSS?",
    "day": r"(?:COMMA|HYPHEN|OPEN|BAR|THE|ON)?(?:THE|ON)?",
    "time": r"(?:COMMA|HYPHEN|BAR|OPEN)?(?:AT|BY|IN|ON|OF)?(?:THE|AROUND)?(?:ON|OF)?",
    "comma": r"COMMA",
    "of": r"OF",
}
DAYS = (Weekday, Day, Feast, Unclear)
FARTHEST_ANCHOR = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A piece and its tokens first..last (last excluded); modifier: early, mid, late, earlier, later."""

    first: int
    last: int
    piece: Piece
    modifier: str | None = None


@cache
def pattern(notation: str) -> re.Pattern[str]:
    return compile_pattern(notation, load_words())


def find_pieces(tokens: Sequence[Word], refuse: Callable[[int, int, Piece], bool]) -> list[Found]:
    """The pieces of a text in order. refuse: tells which matches (first and last token, piece) are no times where they stand."""
    signs = "".join(t.sign for t in tokens)
    chosen = list(modified(choose(tokens, matches(signs), refuse), signs))
    joined = join_all(list(other_days(chosen)), signs)
    return [f for f in anchored(joined, signs, tokens) if not isinstance(f.piece, Void) and getattr(f.piece, "alone", True)]


def matches(signs: str) -> Iterator[tuple[int, int, int, re.Match[str], Rule]]:
    """Every match of every rule, as start, -length and rank for sorting; only stretches that hold a time word are searched."""
    core, rules = pattern(CORE), grammar()
    for stretch in re.finditer(rf"[^{re.escape(NOTHING)}{BREAK}]+", signs):
        if core.search(signs, *stretch.span()) is None:
            continue
        for rank, rule in enumerate(rules):
            for m in rule.pattern.finditer(signs, *stretch.span()):
                yield m.start(), m.start() - m.end(), rank, m, rule


def choose(tokens: Sequence[Word], found: Iterator[tuple[int, int, int, re.Match[str], Rule]],
           refuse: Callable[[int, int, Piece], bool]) -> Iterator[Found]:
    """The earliest, then longest, then first-ranked match at each place, if it makes a piece that is not refused."""
    done = 0
    for start, _, _, m, rule in sorted(found, key=lambda f: f[:3]):
        if start < done:
            continue
        piece = rule.make(Match(m, tokens))
        if piece is not None and not refuse(start, m.end(), piece):
            done = m.end()
            yield Found(start, done, piece)


def modified(found: Iterator[Found], signs: str) -> Iterator[Found]:
    """Take in what stands before a piece: "early", "the end of", "nearly"."""
    done = 0
    for f in found:
        m = pattern(ABOUT if isinstance(f.piece, Length) else MODIFIER).search(signs, max(done, f.first - 4), f.first)
        done = f.last
        if m is None or isinstance(f.piece, Void | OtherDay) or (isinstance(f.piece, Fixed) and f.piece.value.endswith("_REF")):
            yield f
            continue
        name = next((MODIFIERS[k[0]] for k, v in m.groupdict().items() if v), None)
        yield Found(m.start(), f.last, f.piece, name)


def other_days(found: Sequence[Found]) -> Iterator[Found]:
    """"April 24 and 25": the second day gets the month of the first; where none stands before it, it tells nothing."""
    before: Piece | None = None
    for f in found:
        if isinstance(f.piece, OtherDay):
            if not isinstance(before, Day):
                continue
            other = checked(before.month, f.piece.day, before.year)
            yield Found(f.last - 1, f.last, other)
        else:
            before = f.piece
            yield f


def join_all(found: Sequence[Found], signs: str) -> list[Found]:
    """Join neighbours into one piece as long as they fit: "Friday" "Oct. 13", "third quarter" of "last year"."""
    done: list[Found] = []
    for f in found:
        at = f
        while done and (piece := join(done[-1].piece, at.piece, signs[done[-1].last:at.first])) is not None:
            before = done.pop()
            at = Found(before.first, at.last, piece, before.modifier or at.modifier)
        done.append(at)
    return done


def fits(name: str, gap: str) -> bool:
    return len(gap) <= 4 and pattern(GAPS[name]).fullmatch(gap) is not None


def join(a: Piece, b: Piece, gap: str) -> Piece | None:
    """One piece of two neighbours, or None where they do not belong together."""
    if isinstance(b, Year) and isinstance(a, Month | Part | Feast | Day) and a.year is None:
        return with_year(a, b) if fits("year", gap) else None
    if isinstance(a, Year) and isinstance(b, Month | Part) and b.year is None:
        return with_year(b, a) if fits("own", gap) else None
    if isinstance(a, Length) and a.first and a.year is None and isinstance(b, Year):
        return replace(a, year=b) if fits("of", gap) else None
    if isinstance(a, Part) and not a.alone and isinstance(b, Fixed) and len(b.value) < 4:
        return b if fits("of", gap) else None
    if isinstance(a, Weekday | Shift) and is_day(a) and isinstance(b, Day) and fits("day", gap):
        return b
    if isinstance(a, Day) and isinstance(b, Weekday) and gap and fits("day", gap) and not fits("comma", gap):
        return a
    return join_clock(a, b) if fits("time", gap) else None


def with_year(a: Month | Part | Feast | Day, b: Year) -> Piece:
    if isinstance(a, Part):
        return replace(a, year=b, alone=True)
    return replace(a, year=b)


def is_day(piece: Piece) -> bool:
    """Whether a piece tells one day."""
    if isinstance(piece, Fixed):
        return len(piece.value) == 10 and piece.value[4] == "-"
    return isinstance(piece, DAYS) or (isinstance(piece, Shift) and piece.unit == "D")


def join_clock(a: Piece, b: Piece) -> Piece | None:
    """A time of day and its day, whichever comes first; a clock time says more than a part of the day."""
    if isinstance(a, Clock) and isinstance(b, Clock):
        if (a.date is None) == (b.date is None) and (a.date or a.time[1].isdigit() == b.time[1].isdigit()):
            return None
        return Clock(min(a.time, b.time, key=lambda t: not t[1].isdigit()), a.date or b.date, a.alone or b.alone)
    for clock, day in ((a, b), (b, a)):
        if isinstance(clock, Clock) and clock.date is None and isinstance(day, Weekday | Shift | Day | Feast | Unclear | Fixed) and is_day(day):
            return Clock(clock.time, day)
    return None


def anchored(found: list[Found], signs: str, tokens: Sequence[Word]) -> Iterator[Found]:
    """Lengths before "after" or "before" are counted from the day that stands beside them, where one does."""
    for i, f in enumerate(found):
        yield replace(f, piece=reckon(i, found, signs, tokens) or f.piece)


def reckon(i: int, found: list[Found], signs: str, tokens: Sequence[Word]) -> Reckoned | None:
    f = found[i]
    if not isinstance(f.piece, Length) or f.piece.n is None or f.piece.reach or f.piece.first or f.piece.unit not in {"D", "W", "M", "Y"}:
        return None
    after = pattern("b:BEFORE|AFTER|FOLLOWING").match(signs, f.last)
    if after is None:
        return None
    if i and fits("comma", signs[found[i - 1].last:f.first]) and (beside := day_of(found[i - 1])) is not None:
        return Reckoned("D", 0, beside, tokens[found[i - 1].first].start)
    if i + 1 < len(found) and (beside := day_of(found[i + 1])) is not None and near(signs[f.last + 1:found[i + 1].first]):
        return Reckoned(f.piece.unit, -f.piece.n if after["b1"] else f.piece.n, beside, tokens[found[i + 1].first].start)
    return None


def day_of(f: Found) -> Weekday | Shift | Day | Feast | Unclear | Fixed | None:
    piece = f.piece
    return piece if isinstance(piece, Weekday | Shift | Day | Feast | Unclear | Fixed) and is_day(piece) else None


def near(gap: str) -> bool:
    return len(gap) <= FARTHEST_ANCHOR and BREAK not in gap and pattern("COMMA|DOT|COLON").search(gap) is None

