"""What stands around an amount: its comparator and its rate."""
from __future__ import annotations

from dataclasses import replace

from detente.extract.figures.line import Amount, Line
from detente.extract.figures.units import unit_after
from detente.records.kinds import Comparator
from detente.text import Span


def dressed(line: Line, a: Amount) -> Amount:
    """The amount with its comparator, which its span then covers, and its rate."""
    if a.kind == "ordinal":
        return a
    made = replace(a, per=a.per or rate_after(line, a.last))
    if a.upper is not None and line.lower(a.first - 1) == "between":
        made = replace(made, first=a.first - 1, span=Span(line.pieces[a.first - 1].start, a.span.end))
    first, comparator = comparator_before(line, made.first)
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
        for phrase, comparator in line.words.comparators.get(line.lower(at_piece - 1), ()):
            begin = at_piece - len(phrase)
            if begin >= 0 and tuple(line.lower(n) for n in range(begin, at_piece)) == phrase:
                taken = phrase == ("over",) and line.words.has("handing", line.lower(begin - 1))
                return (first, None) if taken else (begin, comparator)
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
        if lead == "per" and (many := measured(line, k + 1)) is not None:
            return many
        if lead in {"a", "an", "per", "every", "each", "/"} and word in line.words.per:
            return line.words.per[word]
        if lead.endswith("ly") and lead in line.words.per:
            return line.words.per[lead]
    return None


def measured(line: Line, k: int) -> str | None:
    """"1,000 cubic metres" behind "per"."""
    piece = line.piece(k)
    unit = unit_after(line, k + 1) if piece is not None and piece.kind == "num" else None
    return None if unit is None else line.written(k, unit[0])
