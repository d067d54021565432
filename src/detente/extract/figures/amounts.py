"""Amounts as the text writes them: a number or range with currency, unit or nothing yet, its comparator and rate. No parse needed."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from detente.extract.figures.around import dressed
from detente.extract.figures.guards import is_name
from detente.extract.figures.line import Amount, Line
from detente.extract.figures.numerals import DASHES, Numeral, numeral_at
from detente.extract.figures.ranges import with_range
from detente.extract.figures.units import currency_after, currency_before, unit_after
from detente.text import Span

THIRD = Decimal("33.33")


def amounts(line: Line) -> Iterator[Amount]:
    """The amounts of one sentence, left to right; a number inside a time, a name, a score or an address gives none."""
    i = 0
    while i < len(line.pieces):
        part = fraction(line, i)
        if part is not None:
            i = part.last
            yield dressed(line, part)
            continue
        numeral = numeral_at(line.pieces, i, line.words) if line.may_start(i) else None
        if numeral is None:
            i += 1
            continue
        i = numeral.last
        if line.timed(numeral):
            continue
        made = amount(line, numeral)
        if made is not None:
            i = max(i, made.last)
            yield dressed(line, made)


def fraction(line: Line, i: int) -> Amount | None:
    """A share in words, as percent: "half of the grain", "a third of its gas", "two-thirds of the seats"."""
    k, times = i, Decimal(1)
    if line.lower(i) in {"a", "one"}:
        k += 1
    elif line.lower(i) in line.words.cardinals:
        k, times = i + 1, Decimal(line.words.cardinals[line.lower(i)])
    if k > i and line.lower(k) in DASHES:
        k += 1
    size = line.words.fractions.get(line.lower(k))
    if size is None or line.lower(k + 1) != "of" or (k == i and line.lower(k) != "half") or times * size >= 100:
        return None
    value = (times * size).quantize(Decimal(1)) if size == THIRD and times > 1 else times * size
    if line.is_time(line.pieces[i].start, line.pieces[k].end) or line.lower(i - 1) in line.words.ordinals:
        return None
    return build(line, i, k + 1, (value, None), "percent", "measure", None)


def amount(line: Line, n: Numeral) -> Amount | None:
    """The amount that begins with this number, or None where the number is part of something else."""
    if is_name(line.pieces, n, line.words):
        return None
    if n.ordinal:
        return plain(line, n, n.first, n.last, "ordinal", "ordinal")
    front = currency_before(line, n.first)
    low, high, last, base = with_range(line, n, front is not None)
    bounds = (low, high)
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
        made = build(line, n.first, end, bounds, found.name, "measure", base, per=found.per)
        return minus(line, made) if negative(line, n.first) else made
    if negative(line, n.first):
        return None
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


def minus(line: Line, a: Amount) -> Amount:
    """The amount below nought, with its sign in the span."""
    first = a.first - 1
    return replace(a, first=first, value=-a.value, span=Span(line.pieces[first].start, a.span.end))


def negative(line: Line, i: int) -> bool:
    """"-0.4 percent", "minus 5"."""
    before = line.piece(i - 1)
    here = line.pieces[i]
    if before is None:
        return False
    return before.lower == "minus" or (before.text in DASHES and here.glued and not before.glued)
