"""`detente positions`: who stands where."""
from __future__ import annotations

from typing import Any

import click

from detente.cli.inputs import inputs
from detente.cli.studies import run, study
from detente.records.dossier import Dossier
from detente.study.matrix import camps, matrix
from detente.study.tables import Table, of_agreement, of_positions
from detente.web.drawings.matrix import matrix as drawn


@click.command("positions")
@inputs
@click.option("--actor", metavar="ID", help="Only this side or actor.")
@click.option("--issue", metavar="WORDS", help="Only measures whose words hold this, or of this id.")
@click.option("--agreement", is_flag=True, help="Pairs instead: on how many measures they agree and oppose; the two camps on stderr.")
@study
def command(actor: str | None, issue: str | None, agreement: bool, **options: Any) -> None:
    """List each stance on each measure with its words. A pair of actor and measure without a row has no evidence; that is not neutral."""
    def made(dossier: Dossier) -> tuple[Table, list[str]]:
        m = matrix(dossier, actor, issue)
        split = camps(m) if agreement else None
        if split is not None:
            sides = " | ".join(", ".join(c) for c in split.camps)
            click.echo(f"camps: {sides}; fit {split.fit:.2f}; polarisation {split.polarisation:.2f}", err=True)
        return of_agreement(m) if agreement else of_positions(m, dossier), [drawn(m, alone=True)]

    run(options, made)
