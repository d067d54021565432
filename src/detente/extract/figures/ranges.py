"""Ranges and steps: "20-25", "between 5 and 7 million", "from 9.5 percent to 8 percent", "to 45 from 38"."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from detente.extract.figures.line import Amount, Line
from detente.extract.figures.numerals import DASHES, Numeral, numeral_at, scaled
from detente.text import Span

GAP = 8     # pieces between the two ends of a step: "to 8 percent in April from 9 percent"


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
    other = numeral_at(line.pieces, k, line.words) if k < len(line.pieces) and line.may_start(k) else None
    if other is None or other.ordinal or line.timed(other) or (dash and not line.pieces[j + 1].glued):
        return n.value, None, j, None
    low, high = levelled(n, other, line)
    before = line.lower(n.first - (2 if priced else 1))
    if not (dash or joint.lower == "to" or (joint.lower == "and" and before == "between") or (joint.lower == "or" and n.words and other.words)):
        return n.value, None, j, None
    if joint.lower == "to" and before == "from" and line.changes:
        return other.value, None, other.last, line.written(n.first, n.last)
    return (low, high, other.last, None) if low < high else (n.value, None, j, None)


def levelled(low: Numeral, high: Numeral, line: Line) -> tuple[Decimal, Decimal]:
    """In "5 to 7 million" the five is five million."""
    if not high.scaled or low.scaled or low.value >= 1000:
        return low.value, high.value
    tail = scaled(Numeral(high.first, high.first + 1, Decimal(1), words=high.words), line.pieces, line.words)
    return low.value * (tail.value if tail.scaled else Decimal(1)), high.value


def joined(line: Line, found: Iterable[Amount]) -> Iterator[Amount]:
    """The amounts with those that are two ends of one range or step made one: "between 20 percent and 25 percent", "to 45 from 38"."""
    waiting: Amount | None = None
    for a in found:
        if waiting is None:
            waiting = a
            continue
        both = join(line, waiting, a)
        if both is None:
            yield waiting
        waiting = a if both is None else both
    if waiting is not None:
        yield waiting


def join(line: Line, a: Amount, b: Amount) -> Amount | None:
    """Two amounts as one, or None where they are two."""
    if a.unit != b.unit or a.kind != b.kind or a.kind == "ordinal" or a.upper is not None or not 0 < b.first - a.last <= GAP:
        return None
    gap, before = [line.lower(k) for k in range(a.last, b.first)], line.lower(a.first - 1)
    if line.changes and before == "from" and gap[-1] == "to":
        return replace(b, base=line.written(a.first, a.last)) if len(gap) == 1 else None
    if line.changes and before == "to" and gap[-1] == "from":
        return replace(a, base=line.written(b.first, b.last), last=b.last)
    first = a.first - 1 if before == "between" else a.first
    spans = (before, *gap) in {("between", "and"), ("from", "to")} or (gap == ["to"] and not line.changes)
    if not spans or a.value >= b.value or b.upper is not None:
        return None
    return replace(b, first=first, value=a.value, upper=b.value, span=Span(line.pieces[first].start, b.span.end))
