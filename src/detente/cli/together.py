"""Words of a dossier for a terminal: citations with their quotations."""
from __future__ import annotations

import textwrap
from collections.abc import Sequence

import click

from detente.link.collate import collate
from detente.records.dossier import Citation, Dossier, Told
from detente.records.reading import Reading
from detente.records.world import World
from detente.study.world import fold


def world_of(readings: Sequence[Reading], on: str | None) -> tuple[Dossier, World]:
    """The dossier of some readings and its world on a day, the last report's where none is given."""
    dossier = collate(readings)
    day = on or last_day(dossier)
    if day is None:
        raise click.UsageError("no report bears a date: say which day with --on DATE, or date the reports with --published DATE")
    return dossier, fold(dossier, on=day)


def last_day(dossier: Dossier) -> str | None:
    """The ISO day of the latest report whose date is known."""
    return max((when.start[:10] for when in dossier.dates.values() if when.start is not None), default=None)


def cite(citation: Citation) -> str:
    """"[report:start-end]"."""
    return f"[{citation.report}:{citation.span.start}-{citation.span.end}]"


def quoted(dossier: Dossier, citation: Citation, width: int = 160) -> str:
    """The quotation on one line, shortened in the middle of nothing but its end."""
    return textwrap.shorten(" ".join(dossier.quote(citation).split()), width, placeholder=" …")


def told_line(dossier: Dossier, told: Told) -> str:
    """One report's telling: its place and words."""
    spans = told.spans()
    widest = max(spans, key=lambda c: len(c.span))
    return f"{cite(widest)} {quoted(dossier, widest)!r}"
