"""`detente network`: who acts on whom."""
from __future__ import annotations

from typing import Any

import click

from detente.cli.inputs import inputs
from detente.cli.studies import run, study
from detente.records.dossier import Dossier
from detente.study.network import network
from detente.study.tables import Table, of_edges, of_nodes
from detente.web.drawings.network import network as drawn


@click.command("network")
@inputs
@click.option("--measures", is_flag=True, help="The sides with degree, betweenness and closeness, instead of the ties.")
@study
def command(measures: bool, **options: Any) -> None:
    """List what each side did towards each other: acts that happened, officials folded into their state."""
    def made(dossier: Dossier) -> tuple[Table, list[str]]:
        net = network(dossier)
        return of_nodes(net) if measures else of_edges(net), [drawn(net, alone=True)]

    run(options, made)
