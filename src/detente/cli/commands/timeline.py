"""`detente timeline`: every act on its day."""
from __future__ import annotations

from typing import Any

import click

from detente.cli.inputs import inputs
from detente.cli.studies import run, study
from detente.records.dossier import Dossier
from detente.study.tables import Table, of_timeline
from detente.study.timeline import bars, episodes
from detente.web.drawings.timeline import timeline


@click.command("timeline")
@inputs
@click.option("--actor", metavar="ID", help="Only acts in which this side or actor takes part (KOR).")
@click.option("--since", metavar="DATE", help="Not before this ISO day.")
@click.option("--until", metavar="DATE", help="Not after this ISO day.")
@study
def command(actor: str | None, since: str | None, until: str | None, **options: Any) -> None:
    """List every dated act with the days it can have been; in the picture a bar is as wide as its time is uncertain."""
    def made(dossier: Dossier) -> tuple[Table, list[str]]:
        found = bars(dossier, actor, since, until)
        return of_timeline(found), [timeline(e, alone=True) for e in episodes(found)]

    run(options, made)
