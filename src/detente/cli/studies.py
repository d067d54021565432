"""What every study verb shares: `--csv` and `--svg`, a table at a terminal."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from detente.cli.inputs import NOTHING_FOUND, out_is_terminal, say, taken_from, write_whole
from detente.link.collate import collate
from detente.records.dossier import Dossier
from detente.study.tables import Table, Value
from detente.web.tables import csv_text

F = TypeVar("F", bound=Callable[..., Any])
WIDEST = 36


def study(command: F) -> F:
    """Give a verb `--csv FILE` and `--svg FILE`."""
    for option in (click.option("--svg", metavar="FILE", type=click.Path(dir_okay=False), help="Write the picture to this file."),
                   click.option("--csv", metavar="FILE", type=click.Path(dir_okay=False), help="Write the table to this file; - is stdout.")):
        command = option(command)
    return command


def run(options: dict[str, Any], made: Callable[[Dossier], tuple[Table, Sequence[str]]]) -> None:
    """Read, collate, study; write what was asked for, else the table to stdout: CSV when piped, columns at a terminal.

    made: a dossier -> the table, and the pictures it has, one or several.
    """
    csv, svg = options.pop("csv"), options.pop("svg")
    taken = taken_from(options)
    readings = list(taken.readings())
    if readings:
        table, pictures = made(collate(readings))
        rows = list(table.rows)
        kept = Table(table.columns, rows)
        if csv not in {None, "-"}:
            write_whole(csv, [csv_text(kept)])
        if svg is not None:
            write_pictures(svg, pictures)
        if csv == "-" or (csv is None and svg is None and not out_is_terminal()):
            click.echo(csv_text(kept), nl=False)
        elif csv is None and svg is None:
            click.echo("\n".join(columns_of(kept)))
        if not rows:
            say("nothing of that kind was found")
            raise click.exceptions.Exit(NOTHING_FOUND)
    taken.finish()


def write_pictures(path: str, pictures: Sequence[str]) -> None:
    """The first under the name given, others with a number before the ending."""
    for number, picture in enumerate(pictures, 1):
        stem, dot, ending = path.rpartition(".")
        name = path if number == 1 else f"{stem}-{number}.{ending}" if dot else f"{path}-{number}"
        write_whole(name, [picture])
        say(f"wrote {name}")


def columns_of(table: Table) -> list[str]:
    """The table in columns for a terminal, long cells cut."""
    rows = [tuple(table.columns), *(tuple(cell(v) for v in row) for row in table.rows)]
    widths = [max(len(r[n]) for r in rows) for n in range(len(table.columns))]
    return ["  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in rows]


def cell(value: Value) -> str:
    words = "" if value is None else " ".join(str(value).split())
    return words if len(words) <= WIDEST else words[:WIDEST - 1] + "…"
