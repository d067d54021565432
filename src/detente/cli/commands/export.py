"""`detente export --to FORMAT`: records in the formats of the field."""
from __future__ import annotations

from typing import Any

import click

from detente.cli.inputs import inputs, taken_from, write_whole
from detente.store.exports.registry import EXPORTERS, exporter


@click.command("export", epilog="Formats: " + "; ".join(f"{e.name}: {e.about}" for e in EXPORTERS.values()))
@inputs
@click.option("--to", "form", required=True, type=click.Choice(list(EXPORTERS)), help="The format.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file, whole or not at all; else to stdout.")
def command(form: str, output: str | None, **options: Any) -> None:
    """Write the events of reports or stored readings in another format."""
    taken = taken_from(options)
    pieces = exporter(form).pieces(taken.readings())
    if output is not None:
        write_whole(output, pieces)
    else:
        for piece in pieces:
            click.echo(piece, nl=False)
    taken.finish()
