"""`detente show`: a report with its records beside it, in the terminal or as one self-contained page."""
from __future__ import annotations

from typing import Any

import click

from detente.cli.inputs import inputs, say, taken_from, write_whole
from detente.cli.terminal import reading_page
from detente.web.annotated import annotated_page


@click.command("show")
@inputs
@click.option("--html", "page", type=click.Path(dir_okay=False), help="Write one annotated page that needs no scripts and no network.")
def command(page: str | None, **options: Any) -> None:
    """Show reports or stored readings with every record under its words."""
    taken = taken_from(options)
    if page is None:
        for reading in taken.readings():
            click.echo(reading_page(reading))
    else:
        readings = list(taken.readings())
        if readings:
            write_whole(page, [annotated_page(readings)])
            say(f"wrote {page}")
    taken.finish()
