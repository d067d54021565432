"""`detente panel`: every pair and month, zeros included."""
from __future__ import annotations

import re
from typing import Any

import click

from detente.cli.inputs import inputs
from detente.cli.studies import run, study
from detente.study.panel import panel
from detente.study.tables import of_panel


@click.command("panel")
@inputs
@click.option("--actor", "actors", multiple=True, metavar="ID", help="Only pairs among these sides, all of them; may be repeated.")
@click.option("--since", metavar="MONTH", help="First month, as 2017-09.")
@click.option("--until", metavar="MONTH", help="Last month.")
@study
def command(actors: tuple[str, ...], since: str | None, until: str | None, **options: Any) -> None:
    """Write directed pairs by month with zeros, Correlates of War codes, and the number of reports a month and source as denominator."""
    if options["svg"] is not None:
        raise click.UsageError("a panel has no picture; take --csv")
    run(options, lambda d: (of_panel(panel(d, actors, month(since), month(until))), []))


def month(words: str | None) -> str | None:
    """The month, if it is one."""
    if words is not None and re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", words) is None:
        raise click.UsageError(f"{words!r} is no month such as 2017-09")
    return words
