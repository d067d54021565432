"""A record in its sentence: every field of it marked with its name."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from detente.records.dossier import Citation
from detente.records.reading import Event, Figure, Position, Reading, Statement
from detente.text import Span
from detente.web.annotated import visible
from detente.web.shelf import Row

FAR = 400
# A stop, a space and a capital, but not after initials and titles; or a blank line.
STOP = re.compile(r"(?:(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bLt)(?<!\bMrs)(?<!\bGen)(?<!\bSen)(?<!\bGov)(?<!\bCol)\.|[!?])"
                  r"[\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W\d_a-z])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Field:
    """Words of a record under the name of the field that they fill."""

    role: str
    span: Span


def fields_of(x: Row) -> Iterator[Field]:
    """The fields that stand in words."""
    if isinstance(x, Event):
        yield from (Field("actor", m.span) for m in x.actors)
        yield from (Field("recipient", m.span) for m in x.recipients)
        yield Field("trigger", x.trigger)
        yield from (Field("time", s) for s in (x.when.spans() if x.when else ()))
        yield from (Field("place", m.span) for m in (x.where,) if m)
    elif isinstance(x, Statement):
        yield from (Field(role, m.span) for role, m in (("speaker", x.speaker), ("relayed by", x.via), ("told to", x.addressee)) if m)
        yield from (Field("saying", s) for s in (x.cue,) if s)
        yield from (Field("content", s) for s in x.content)
    elif isinstance(x, Position):
        yield from (Field("evidence", s) for s in x.evidence)
        yield from (Field("condition", s) for s in (x.condition,) if s)
        yield from (Field("relayed by", m.span) for m in (x.via,) if m)
    else:
        yield from figure_fields(x)


def figure_fields(x: Figure) -> Iterator[Field]:
    yield Field("figure", x.span)
    yield from (Field("time", s) for s in (x.when.spans() if x.when else ()))
    yield from (Field("according to", m.span) for m in (x.according_to,) if m)


def around(reading: Reading, spans: Sequence[Span]) -> Span:
    """The sentences that the spans stand in, found by their stops; within their part of the report, and a few hundred characters at most."""
    text = reading.report.text
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    stops = [m.end() for m in STOP.finditer(text, max(0, start - FAR), start)]
    after = STOP.search(text, max(start, end - 1), min(len(text), end + FAR))
    low = stops[-1] if stops else max(0, start - FAR)
    high = max(end, after.end() if after else min(len(text), end + FAR))
    for part in reading.parts:
        low = part.span.start if low < part.span.start <= start else low
        high = part.span.end if end <= part.span.end < high else high
    while low < start and text[low].isspace():
        low += 1
    return Span(low, high)


def near(x: Row) -> list[Field]:
    """The fields to show together: those within reach of the record's own words; a pronoun's far antecedent is not one."""
    core = x.clause if isinstance(x, Event) else min(x.spans())
    return [f for f in fields_of(x) if abs(f.span.start - core.start) < 3 * FAR]


def in_sentence(reading: Reading, x: Row) -> Markup:
    """The record's sentence with its fields marked."""
    told = near(x)
    return marked(reading.report.text, around(reading, [f.span for f in told] or list(x.spans())), told)


def marked(text: str, window: Span, told: Sequence[Field]) -> Markup:
    """The window's words; each field underlined, its name after its last character."""
    inside = [f for f in dict.fromkeys(told) if window.covers(f.span)]
    cuts = sorted({window.start, window.end, *(x for f in inside for x in (f.span.start, f.span.end))})
    out = Markup()
    for start, end in pairwise(cuts):
        here = [f for f in inside if f.span.start <= start and end <= f.span.end]
        words = escape(visible(" ".join(text[start:end].split("\n"))))
        classes = " ".join(dict.fromkeys(f"r-{f.role.replace(' ', '-')}" for f in here))
        out += Markup('<span class="role {}">{}</span>').format(classes, words) if here else words
        for role in dict.fromkeys(f.role for f in inside if f.span.end == end):
            out += Markup('<span class="tag"><span class="sr">(</span>{}<span class="sr">)</span></span>').format(role)
    return out


def quotation(reading: Reading, citation: Citation) -> Markup:
    """Cited words in their sentence, marked."""
    return marked(reading.report.text, around(reading, [citation.span]), [Field("evidence", citation.span)])


def plain_quotation(reading: Reading, citation: Citation) -> Markup:
    """Cited words in their sentence, underlined without a label."""
    text = reading.report.text
    window = around(reading, [citation.span])
    cuts = (window.start, citation.span.start, citation.span.end, window.end)
    before, words, after = (visible(" ".join(text[a:b].split("\n"))) for a, b in pairwise(cuts))
    return Markup('{}<span class="role r-evidence">{}</span>{}').format(before, words, after)
