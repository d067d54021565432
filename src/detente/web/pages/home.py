"""The first view: how many reports, happenings, disagreements and plans not fulfilled; the reports; the way to add more."""
from __future__ import annotations

from dataclasses import dataclass

from detente.records.reading import Reading
from detente.web.http import MOST_BYTES, MOST_FILES, Request
from detente.web.render import render
from detente.web.shelf import View


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in a list: its headline, day and how the day is known, and how much it holds."""

    id: str
    title: str
    day: str
    basis: str
    source: str
    events: int
    statements: int
    positions: int
    figures: int


def listed(reading: Reading) -> Listed:
    dated = reading.dated
    return Listed(reading.report.id, headline(reading), dated.value if dated else "", str(dated.basis) if dated else "", reading.report.source or "",
                  len(reading.events), len(reading.statements), len(reading.positions), len(reading.figures))


def headline(reading: Reading) -> str:
    """The report's headline, else its given title, else its first words."""
    spans = [p.span for p in reading.parts if p.kind == "headline"]
    words = reading.quote(spans[0]) if spans else reading.report.title or reading.report.text.strip()[:90]
    return " ".join(words.split()) or reading.report.id


def page(view: View, request: Request) -> str:
    reports = sorted((listed(r) for r in view.dossier.readings), key=lambda x: (x.day or "9", x.id))
    return render("home.html", view=view, here="home", reports=reports, most_files=MOST_FILES, most_mb=MOST_BYTES // 1_000_000)
