"""`detente tension A B`: what passes between two sides over time."""
from __future__ import annotations

from typing import Any

import click

from detente.cli.inputs import inputs
from detente.cli.studies import run, study
from detente.records.dossier import Dossier
from detente.study.tables import Table, of_tension
from detente.study.tension import PERIODS, tension
from detente.web.drawings.tension import tension as drawn


@click.command("tension")
@click.argument("one")
@click.argument("two")
@inputs
@click.option("--by", "period", type=click.Choice(list(PERIODS)), default="all", show_default=True, help="How to cut time.")
@study
def command(one: str, two: str, period: str, **options: Any) -> None:
    """Count what passed between two sides (ONE and TWO are ids such as KOR): acts that happened, by quad class, with the mean PLOVER score.

    The mean is hidden below five acts, its interval (bootstrap over reports, fixed seed) below three reports.
    """
    def made(dossier: Dossier) -> tuple[Table, list[str]]:
        found = tension(dossier, one, two, period)
        return of_tension(found), [drawn(found, f"{one} and {two}", alone=True)]

    run(options, made)
