"""`detente brief`: a page of plain sentences, each with its source."""
from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import click

from detente.cli.inputs import inputs, taken_from, write_whole
from detente.cli.together import cite, last_day, quoted
from detente.link.collate import collate
from detente.records.dossier import Dossier
from detente.records.reading import Reading
from detente.study.brief import Line, brief
from detente.study.world import fold

# Characters of a quotation that, where the sentence has them, make printing it again needless.
SAID_ALREADY = 60


@click.command("brief")
@inputs
@click.option("--quotes/--no-quotes", default=True, help="Print the quotation under each sentence.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file, whole or not at all.")
def command(quotes: bool, output: str | None, **options: Any) -> None:
    """Tell in plain sentences what the reports hold; each ends in its [report:start-end]."""
    taken = taken_from(options)
    readings = list(taken.readings())
    if readings:
        page = "\n".join(brief_page(readings, quotes)) + "\n"
        if output is not None:
            write_whole(output, [page])
        else:
            click.echo(page, nl=False)
    taken.finish()


def brief_page(readings: Iterable[Reading], quotes: bool = True) -> Iterator[str]:
    """The brief of some readings, line by line, with the state of things on the day of the last report."""
    dossier = collate(readings)
    day = last_day(dossier)
    world = None if day is None else fold(dossier, on=day)
    for line in brief(dossier, world):
        yield from lines_of(line, dossier, quotes)


def lines_of(line: Line, dossier: Dossier, quotes: bool) -> Iterator[str]:
    yield f"{line.text} {' '.join(cite(c) for c in line.citations)}"
    if quotes:
        for citation in line.citations:
            words = quoted(dossier, citation, 220)
            if words[:SAID_ALREADY].rstrip(" …") not in line.text:
                yield textwrap.indent(textwrap.fill(f"“{words}”", 96), "    ")
