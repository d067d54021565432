"""Amounts as the text writes them: a number or range with currency, unit or nothing yet, its comparator and rate. No parse needed."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from detente.extract.figures.guards import is_name
from detente.extract.figures.money import MoneyContext, code_of
from detente.extract.figures.numerals import DASHES, Numeral, at, numeral_at, scaled
from detente.extract.figures.scan import Piece
from detente.extract.figures.words import Unit, Words
from detente.records.kinds import Comparator
from detente.text import Span

IsTime = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what stands around it. first..last: its pieces with unit and comparator (last excluded); number: the bare number's characters.

    kind: "money", "measure" (a unit of units.toml), "ordinal", or "count" (what is counted is for the parse to say).
    """

    first: int
    last: int
    number: Span
    span: Span
    value: Decimal
    upper: Decimal | None
    unit: str
    kind: str
    comparator: Comparator | None = None
    per: str | None = None
    base: str | None = None
    words: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence's pieces and what reading them needs. changes: whether the sentence tells of a rise or fall."""

    pieces: Sequence[Piece]
    words: Words
    money: MoneyContext
    is_time: IsTime
    changes: bool

    def piece(self, i: int) -> Piece | None:
        return at(self.pieces, i)

    def lower(self, i: int) -> str:
        return self.pieces[i].lower if 0 <= i < len(self.pieces) else ""


def amounts(line: Line) -> Iterator[Amount]:
    """The amounts of one sentence, left to right; a number inside a time, a name, a score or an address gives none."""
    i = 0
    while i < len(line.pieces):
        numeral = numeral_at(line.pieces, i, line.words) if may_start(line, i) else None
        if numeral is None:
            i += 1
            continue
        i = numeral.last
        if timed(line, numeral):
            continue
        made = amount(line, numeral)
        if made is not None:
            i = max(i, made.last)
            yield dressed(line, made)


def may_start(line: Line, i: int) -> bool:
    """Numerals, and words that begin a number in words."""
    p = line.pieces[i]
    w = line.words
    return p.kind == "num" or p.lower in w.cardinals or p.lower in w.ordinals or p.lower in {"a", "an", "half"}


def timed(line: Line, n: Numeral) -> bool:
    return line.is_time(line.pieces[n.first].start, line.pieces[n.last - 1].end)


def amount(line: Line, n: Numeral) -> Amount | None:
    """The amount that begins with this number, or None where the number is part of something else."""
    if is_name(line.pieces, n, line.words):
        return None
    if n.ordinal:
        return plain(line, n, n.first, n.last, "ordinal", "ordinal")
    front = currency_before(line, n.first)
    low, high, last, base = with_range(line, n, front is not None)
    sign = -1 if negative(line, n.first) else 1
    bounds = (low * sign, high)
    if front is not None:
        start, code = front
        return build(line, start, last, bounds, code, "money", base)
    back = currency_after(line, last, low)
    if back is not None:
        end, code = back
        return build(line, n.first, end, bounds, code, "money", base)
    unit = unit_after(line, last)
    if unit is not None:
        end, found = unit
        return build(line, n.first, end, bounds, found.name, "measure", base, per=found.per)
    return bare(line, n, last, bounds, base)


def bare(line: Line, n: Numeral, last: int, bounds: tuple[Decimal, Decimal | None], base: str | None) -> Amount | None:
    """A number without unit: it may count what the parse hangs it on, unless it is bound to the next word or mark."""
    nxt = line.piece(last)
    if nxt is not None and nxt.glued and (nxt.kind in {"word", "num", "cur"} or nxt.text in "/:'’°²³#@_\\&=*×^"):
        return None
    if nxt is not None and nxt.glued and nxt.text in DASHES:
        if line.lower(last + 1) == "strong":
            return replace(build(line, n.first, last + 2, bounds, "people", "count", base), strong=True)
        return None
    return replace(build(line, n.first, last, bounds, "", "count", base), words=n.words)


def plain(line: Line, n: Numeral, first: int, last: int, unit: str, kind: str) -> Amount:
    span = Span(line.pieces[first].start, line.pieces[last - 1].end)
    return Amount(first, last, span, span, n.value, None, unit, kind, words=n.words)


def build(line: Line, first: int, last: int, bounds: tuple[Decimal, Decimal | None], unit: str, kind: str, base: str | None,
          per: str | None = None) -> Amount:
    span = Span(line.pieces[first].start, line.pieces[last - 1].end)
    return Amount(first, last, span, span, bounds[0], bounds[1], unit, kind, per=per, base=base)


def negative(line: Line, i: int) -> bool:
    """"-0.4 percent", "minus 5"."""
    before = line.piece(i - 1)
    here = line.pieces[i]
    if before is None:
        return False
    return before.lower == "minus" or (before.text in DASHES and here.glued and not before.glued)


# -- ranges

def with_range(line: Line, n: Numeral, priced: bool) -> tuple[Decimal, Decimal | None, int, str | None]:
    """Value, upper value, index behind, and what the number rose or fell from: "20-25", "5 to 7 million", "between 5 and 7"."""
    j = n.last
    joint = line.piece(j)
    if joint is None:
        return n.value, None, j, None
    dash = joint.text in DASHES and joint.glued
    k = j + 1
    mark = line.piece(k)
    if mark is not None and priced and (mark.text in line.words.marks or mark.text in line.words.symbols_before):
        k += 1
    other = numeral_at(line.pieces, k, line.words) if k < len(line.pieces) and may_start(line, k) else None
    if other is None or other.ordinal or timed(line, other) or (dash and not line.pieces[j + 1].glued):
        return n.value, None, j, None
    low, high = levelled(n, other, line)
    before = line.lower(n.first - (2 if priced else 1))
    if not (dash or joint.lower == "to" or (joint.lower == "and" and before == "between") or (joint.lower == "or" and n.words and other.words)):
        return n.value, None, j, None
    if joint.lower == "to" and before == "from" and line.changes:
        return other.value, None, other.last, line_text(line, n.first, n.last)
    return (low, high, other.last, None) if low < high else (n.value, None, j, None)


def levelled(low: Numeral, high: Numeral, line: Line) -> tuple[Decimal, Decimal]:
    """In "5 to 7 million" the five is five million."""
    if not high.scaled or low.scaled or low.value >= 1000:
        return low.value, high.value
    tail = scaled(Numeral(high.first, high.first + 1, Decimal(1), words=high.words), line.pieces, line.words)
    return low.value * (tail.value if tail.scaled else Decimal(1)), high.value


def line_text(line: Line, first: int, last: int) -> str:
    out = ""
    for p in line.pieces[first:last]:
        out += p.text if p.glued or not out else f" {p.text}"
    return out


# -- units and currencies

def currency_before(line: Line, i: int) -> tuple[int, str] | None:
    """The currency mark in front of piece i, and where it begins: "US$", "Rs.", "RM", "EUR ", "$"."""
    k = i - 1
    here, before = line.pieces[i], line.piece(k)
    if before is not None and before.text == "." and k > 0 and line.pieces[k - 1].text in {"Rs", "Re"}:
        k, before = k - 1, line.pieces[k - 1]
    if before is None:
        return None
    short = before.text.isalpha() and len(before.text) <= 2 and before.text not in {"Rs", "RM", "Tk", "Rp"}
    if short and not here.glued:
        return None
    if before.glued and k > 0 and line.pieces[k - 1].kind in {"num", "word"} and before.kind != "cur":
        return None
    if before.text in line.words.symbols_before:
        return k, line.words.symbols_before[before.text]
    family = line.words.marks.get(before.text)
    return None if family is None else (k, code_of(family, None, line.money))


def currency_after(line: Line, j: int, value: Decimal) -> tuple[int, str] | None:
    """The currency behind piece j-1 and where it ends: "euros", "Australian dollars", "€", "USD"."""
    k = j + 1 if line.lower(j) in DASHES and line.pieces[j].glued else j
    here = line.piece(k)
    if here is None:
        return None
    if here.text in line.words.symbols_after and not digits_follow(line, k):
        return k + 1, line.words.symbols_after[here.text]
    for size in (0, 1, 2):
        adjective = tuple(line.lower(n) for n in range(k, k + size))
        family = line.words.families.get(line.lower(k + size))
        if family is None or (size and adjective not in line.words.adjectives):
            continue
        if (family.weight and not size and weighs(line, k)) or (family.needs_scale and not size and value < 100):
            return None
        country = line.words.adjectives.get(adjective)
        sterling = line.lower(k + size + 1) == "sterling"
        return k + size + 1 + sterling, code_of(family, "GBR" if sterling else country, line.money)
    return None


def digits_follow(line: Line, k: int) -> bool:
    nxt = line.piece(k + 1)
    return nxt is not None and nxt.kind == "num" and nxt.glued


def weighs(line: Line, k: int) -> bool:
    """"500 pounds of explosives", "a 500-pound bomb": weight, not money."""
    return line.lower(k + 1) == "of" or line.lower(k) == "pound"


def unit_after(line: Line, j: int) -> tuple[int, Unit] | None:
    """The unit of measure behind piece j-1 and where it ends, over a hyphen; at the number only where the unit allows."""
    k = j
    here = line.piece(j)
    if here is not None and here.text in DASHES and here.glued:
        k += 1
    for size in (3, 2, 1):
        phrase = tuple(line.lower(n) for n in range(k, k + size))
        unit = line.words.units.get(phrase)
        if unit is not None and (k != j or unit.glue or not line.pieces[j].glued):
            return k + size, unit
    return None


# -- what stands around an amount

def dressed(line: Line, a: Amount) -> Amount:
    """The amount with its comparator, which its span then covers, and its rate."""
    if a.kind == "ordinal":
        return a
    made = replace(a, per=a.per or rate_after(line, a.last))
    first, comparator = comparator_before(line, a.first)
    if comparator is not None:
        return replace(made, first=first, comparator=comparator, span=Span(line.pieces[first].start, a.span.end))
    last, comparator = comparator_after(line, a.last)
    if comparator is not None:
        return replace(made, last=last, comparator=comparator, span=Span(a.span.start, line.pieces[last - 1].end))
    return made


def comparator_before(line: Line, first: int) -> tuple[int, Comparator | None]:
    """The comparator in front of piece `first`, over "a", "a total of", "another", and where it begins."""
    at_piece = first
    for _ in range(4):
        for phrase, comparator in line.words.comparators:
            begin = at_piece - len(phrase)
            if begin >= 0 and tuple(line.lower(n) for n in range(begin, at_piece)) == phrase:
                return begin, comparator
        if not line.words.has("padding", line.lower(at_piece - 1)):
            break
        at_piece -= 1
    return first, None


def comparator_after(line: Line, last: int) -> tuple[int, Comparator | None]:
    """"300 or more", "300+"."""
    plus = line.piece(last)
    if plus is not None and plus.text == "+" and plus.glued:
        return last + 1, Comparator.AT_LEAST
    for phrase, comparator in line.words.comparators_after:
        if tuple(line.lower(n) for n in range(last, last + len(phrase))) == phrase:
            return last + len(phrase), comparator
    return last, None


def rate_after(line: Line, last: int) -> str | None:
    """"a day", "per capita", "every month", "daily"; also behind "of oil"."""
    starts = [last]
    if line.lower(last) == "of":
        starts += [last + 2, last + 3, last + 4]
    for k in starts:
        lead, word = line.lower(k), line.lower(k + 1)
        if lead in {"a", "an", "per", "every", "each", "/"} and word in line.words.per:
            return line.words.per[word]
        if lead.endswith("ly") and lead in line.words.per:
            return line.words.per[lead]
    return None
