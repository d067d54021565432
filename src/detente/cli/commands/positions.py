"""`detente positions`: who stands where."""
from __future__ import annotations

from typing import Any

import click

from detente.cli.inputs import inputs
from detente.cli.studies import run, study
from detente.records.dossier import Dossier
from detente.study.discourse import Camps, Kind, camps
from detente.study.matrix import matrix
from detente.study.tables import Table, of_agreement, of_positions
from detente.web.drawings.matrix import matrix as drawn


@click.command("positions")
@inputs
@click.option("--actor", metavar="ID", help="Only this side or actor.")
@click.option("--issue", metavar="WORDS", help="Only measures whose words hold this, or of this id.")
@click.option("--agreement", is_flag=True, help="Pairs instead: on how many measures they agree and oppose; the camps of each debate on stderr.")
@click.option("--by", type=click.Choice([k.value for k in Kind]), default="subtract", show_default=True, help="The network that camps are sought in.")
@click.option("--normalise", is_flag=True, help="Seek camps with ties divided by average activity.")
@study
def command(actor: str | None, issue: str | None, agreement: bool, by: str, normalise: bool, **options: Any) -> None:
    """List each stance on each measure with its words. A pair of actor and measure without a row has no evidence; that is not neutral."""
    def made(dossier: Dossier) -> tuple[Table, list[str]]:
        m = matrix(dossier, actor, issue)
        for split in camps(m, Kind(by), normalise) if agreement else ():
            click.echo(told(split), err=True)
        return of_agreement(m) if agreement else of_positions(m, dossier), [drawn(m, alone=True)]

    run(options, made)


def told(split: Camps) -> str:
    """The camps in a line."""
    sides = " | ".join(", ".join(c) or "nobody" for c in split.camps)
    outer = "none" if split.e_i is None else f"{split.e_i:.2f}"
    return f"camps: {sides}; modularity {split.modularity:.2f} (two camps reach .50 at most); E-I index {outer}; {split.fit:.0%} of ties fit"
