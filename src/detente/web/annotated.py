"""The annotated page: a report's text with its records in the margin; one self-contained HTML file without scripts."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from markupsafe import Markup, escape

from detente.records.kinds import PartKind
from detente.records.reading import Event, Figure, Position, Reading, Statement
from detente.text import Span
from detente.web.words import Noted, anchor, note_words

BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LAYERS = ("event", "statement", "position", "figure")
KINDS: dict[type, str] = {Event: "event", Statement: "statement", Position: "position", Figure: "figure"}


@dataclass(frozen=True, slots=True)
class Note:
    """A record beside its paragraph: its kind, id, number on the page, and words by part ("title", "detail")."""

    kind: str
    id: str
    number: int
    title: str
    detail: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text as marked HTML, its label ("headline", "furniture" ...), and the notes beside it."""

    label: str
    html: Markup
    notes: tuple[Note, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report on the page."""

    id: str
    dated: str
    source: str
    paragraphs: tuple[Paragraph, ...]
    counts: tuple[tuple[str, int], ...]


def annotated_page(readings: Sequence[Reading]) -> str:
    """One page for some readings, complete with its style; every character of the reports is shown, furniture greyed."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("detente.web", "data"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("annotated.html").render(sheets=[sheet(r) for r in readings], style=Markup(style()), layers=LAYERS)


@cache
def style() -> str:
    return resources.files("detente.web").joinpath("data/annotated.css").read_text("utf-8")


def sheet(reading: Reading, focus: Span | None = None) -> Sheet:
    """focus: characters to mark beside the records, with the id "here"."""
    notes = tuple(notes_of(reading))
    dated = f"{reading.dated.value} ({reading.dated.basis})" if reading.dated else "undated"
    counts = tuple((layer, sum(n.kind == layer for n in notes)) for layer in LAYERS)
    return Sheet(reading.report.id, dated, reading.report.source or "", tuple(paragraphs_of(reading, notes, focus)), counts)


def notes_of(reading: Reading) -> Iterator[Note]:
    """Notes in the order of the text, numbered."""
    records: list[Noted] = [*reading.events, *reading.statements, *reading.positions, *reading.figures]
    ordered = sorted(records, key=lambda r: (anchor(r).start, LAYERS.index(KINDS[type(r)]), r.id))
    for number, record in enumerate(ordered, 1):
        title, detail = note_words(reading, record)
        yield Note(KINDS[type(record)], record.id, number, visible(title), visible(detail), anchor(record))


def paragraphs_of(reading: Reading, notes: Sequence[Note], focus: Span | None = None) -> Iterator[Paragraph]:
    """Every stretch of the report in order: parts, furniture, each cut at blank lines."""
    stretches = [(p.span, str(p.kind)) for p in reading.parts] + [(s, "furniture") for s in reading.furniture]
    for span, label in sorted(stretches):
        for piece in pieces(reading.report.text, span):
            inside = tuple(n for n in notes if label != "furniture" and piece.start <= n.span.start < piece.end)
            shown = "" if label == PartKind.BODY else label
            yield Paragraph(shown, marked(reading, piece, inside, focus), inside, piece.start, piece.end)


def pieces(text: str, span: Span) -> Iterator[Span]:
    """Stretches of the span between blank lines, white space at the ends left out."""
    for m in re.finditer(r"\S(?:.*\S)?(?:\n[^\S\n]*\S(?:.*\S)?)*", text[span.start:span.end]):
        yield Span(span.start + m.start(), span.start + m.end())


def marked(reading: Reading, piece: Span, notes: Sequence[Note], focus: Span | None = None) -> Markup:
    """The words with a mark over each note's anchor, its number after it; marks that cross are cut into stretches."""
    spans = [n.span for n in notes] + ([focus] if focus is not None and focus.overlaps(piece) else [])
    cuts = sorted({piece.start, piece.end, *(x for s in spans for x in (max(piece.start, s.start), min(s.end, piece.end)))})
    out = Markup()
    for start, end in pairwise(cuts):
        here = [n for n in notes if n.span.start <= start and end <= n.span.end]
        words = escape(visible(reading.report.text[start:end]))
        kinds = " ".join(dict.fromkeys(n.kind for n in here))
        shown = Markup('<mark class="{}">{}</mark>').format(kinds, words) if here else words
        out += in_focus(shown, start, end, piece, focus)
        for n in notes:
            if min(n.span.end, piece.end) == end:
                out += Markup('<a class="ref {}" href="#{}" id="at-{}">{}</a>').format(n.kind, n.id, n.id, n.number)
    return out


def in_focus(shown: Markup, start: int, end: int, piece: Span, focus: Span | None) -> Markup:
    """The stretch marked where it lies in the focus; the first such stretch can be linked to."""
    if focus is None or not (focus.start <= start and end <= focus.end):
        return shown
    return Markup('<span class="here"{}>{}</span>').format(Markup(' id="here"') if start == focus.start else "", shown)


def visible(text: str) -> str:
    """Characters that turn the direction of writing are shown as their code, lone surrogates as a question mark."""
    shown = BIDI.sub(lambda m: f"[U+{ord(m[0]):04X}]", text)
    return shown.encode("utf-8", "replace").decode("utf-8").replace("\x00", "␀")
