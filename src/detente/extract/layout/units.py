"""Lines put together to paragraphs: a unit is one line, or the lines of one paragraph that was wrapped at a margin."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from detente.text import Span

LINE = re.compile(r"\S[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")
# Mail and telegraph margins are narrower than this; a longer line is a paragraph of its own.
WIDEST_MARGIN = 120
# A last letter that ends no sentence, with nothing but closing marks after it.
OPEN_END = re.compile(r"[^.!?:;…\"'”’)\]]\s*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it. blank: a blank line stands before it; indent: columns it is set in."""

    start: int
    end: int
    blank: bool
    indent: int

    @property
    def width(self) -> int:
        return self.end - self.start


def lines_of(text: str) -> Iterator[Line]:
    """The lines that hold anything, in order."""
    at = 0
    for m in LINE.finditer(text):
        end = m.end() - (len(m[0]) - len(m[0].rstrip()))
        gap = text[at:m.start()]
        broken = len(gap.splitlines()) if gap[-1:] in " \t\u3000\xa0" or not gap else len(gap.splitlines()) + 1
        yield Line(m.start(), end, broken > 2 or at == 0, len(gap) - len(gap.rstrip(" \t\u3000\xa0")))
        at = m.end()


def units_of(text: str) -> list[Span]:
    """The paragraphs: lines between blank lines are joined where they were wrapped at a margin, and are paragraphs each otherwise.

    "The two sides met\\nagain on Monday." is one unit; "Home\\nWorld\\nSports" is three.
    """
    found: list[Span] = []
    run: list[Line] = []
    for line in lines_of(text):
        if line.blank and run:
            found.extend(joined(text, run))
            run = []
        run.append(line)
    found.extend(joined(text, run))
    return found


def joined(text: str, run: list[Line]) -> Iterator[Span]:
    """The paragraphs of a run of lines that has no blank line in it."""
    margin = max((line.width for line in run), default=0)
    wrapped = is_wrapped(text, run, margin)
    first = 0
    for i in range(1, len(run) + 1):
        if i == len(run) or not continues(text, run[i - 1], run[i], margin, wrapped):
            yield Span(run[first].start, run[i - 1].end)
            first = i


def is_wrapped(text: str, run: list[Line], margin: int) -> bool:
    """Whether the run was wrapped at a margin: narrow, and every third line or more goes on in lower case from an open end."""
    if len(run) < 2 or margin > WIDEST_MARGIN or margin < 30:
        return False
    goes_on = sum(runs_on(text, a, b) for a, b in pairwise(run))
    return goes_on * 3 >= len(run) - 1


def runs_on(text: str, line: Line, following: Line) -> bool:
    """Whether the second line goes on in lower case where the first has no end."""
    return text[following.start].islower() and OPEN_END.search(text, max(line.start, line.end - 3), line.end) is not None


def continues(text: str, line: Line, following: Line, margin: int, wrapped: bool) -> bool:
    """Whether the second line belongs to the first's paragraph."""
    if following.indent > line.indent + 1:
        return False
    if not wrapped:
        return line.width >= 45 and line.width <= WIDEST_MARGIN and runs_on(text, line, following)
    first_word = text.find(" ", following.start, following.end)
    word = (first_word if first_word > 0 else following.end) - following.start
    return line.width + 1 + word > margin or runs_on(text, line, following)
