"""The date printed in a report's head: "Sept. 6, 2017 - 18:10", "Published: 12 March 2004"."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.extract.layout.words import Words, either, words
from detente.records.kinds import Basis, WhenKind
from detente.records.reading import When
from detente.text import Span

LONGEST_LINE = 300
CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?"
    r"|\b(?:UTC|GMT|EST|EDT|ET|CET|CEST|BST|KST|JST|IST|PST|PDT|CST|CDT|MSK|HKT|SGT|AEST|AEDT|WIB)\b(?:\s*[+\-]\s*\d{1,2}(?::?\d{2})?)?"
    r"|[+\-]\d{2}:?\d{2}\b", re.I)


@dataclass(frozen=True, slots=True)
class Printed:
    """A full date in a line. label: "published", "updated", or "" where the line gives none."""

    day: date
    span: Span
    label: str


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The forms of a full date, and the labels that go before one."""
    w = words()
    month = f"(?P<%s>{either([m.title() for m in w.months])})[a-z]*\\.?"
    dates = "|".join((
        rf"\b{month % 'm1'}\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s+(?P<y1>\d{{4}})\b",
        rf"\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s\-]+{month % 'm2'},?[\s\-]+(?P<y2>\d{{4}})\b",
        r"\b(?P<y3>\d{4})(?P<sep>[-/.])(?P<m3>\d{1,2})(?P=sep)(?P<d3>\d{1,2})(?!\d)",
        r"\b(?P<d4>\d{1,2})(?P<sep4>[/.])(?P<m4>\d{1,2})(?P=sep4)(?P<y4>\d{4})\b",
    ))
    labels = rf"\b(?:(?P<published>{either(list(w.published))})|(?P<updated>{either(list(w.updated))}))\b\s*:?"
    return re.compile(dates, re.I), re.compile(labels, re.I)


def dates_in(text: str, span: Span) -> Iterator[Printed]:
    """Each full date of a short line, with its label. "06/09/2017" is left alone: which number is the month, it does not say."""
    if len(span) > LONGEST_LINE:
        return
    dates, labels = patterns()
    w = words()
    for m in dates.finditer(text, span.start, span.end):
        day = day_of(m, w)
        if day is not None:
            before = list(labels.finditer(text, span.start, m.start()))
            yield Printed(day, Span(*m.span()), (before[-1].lastgroup or "") if before else "")


def day_of(m: re.Match[str], w: Words) -> date | None:
    """The day a match names, or None for one that is in no calendar or could be read two ways."""
    for n in "1234":
        if m[f"y{n}"] is None:
            continue
        year, month, day = m[f"y{n}"], m[f"m{n}"], m[f"d{n}"]
        if n == "4" and int(day) <= 12 and day != month:
            return None
        number = int(month) if month.isdecimal() else w.months[month.lower()]
        try:
            return date(int(year), number, int(day))
        except ValueError:
            return None
    return None


def bare_of_dates(line: str) -> str:
    """The line without its dates, clock times, week days and labels: what is left of "Published: 12 March 2004, 09:15 GMT" is nothing."""
    dates, labels = patterns()
    rest = labels.sub(" ", CLOCK.sub(" ", dates.sub(" ", line)))
    days = words().days
    return " ".join(x for x in re.split(r"(?:[\s,;|•·–—/()\[\]]|(?<!\w)-|-(?!\w))+", rest) if x and x.lower().rstrip(".:") not in days)


def printed_date(found: Sequence[Printed]) -> When | None:
    """The report's own date of those printed in its head: the one of publication, else the only one; None where they differ."""
    for label in ("published", "", "updated"):
        days = [p for p in found if p.label == label]
        if days:
            if len({p.day for p in days}) > 1:
                return None
            day = days[0].day.isoformat()
            return When(day, day, day, WhenKind.DATE, Basis.STATED, days[0].span)
    return None
