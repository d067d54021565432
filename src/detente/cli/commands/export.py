"""`detente export --to FORMAT`: records in the formats of the field."""
from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from detente.cli.inputs import dump, inputs, say, taken_from, write_whole
from detente.records.reading import Reading
from detente.store.exports.base import Exporter
from detente.store.exports.manifest import manifest
from detente.store.exports.registry import EXPORTERS, exporter
from detente.store.reviews import Reviews, reviewed_readings


@click.command("export", epilog="Formats: " + "; ".join(f"{e.name}: {e.about}" for e in EXPORTERS.values()))
@inputs
@click.option("--to", "form", required=True, type=click.Choice(list(EXPORTERS)), help="The format.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file, whole or not at all; else to stdout.")
@click.option("--manifest", "with_manifest", is_flag=True, help="Write OUTPUT.manifest.json beside it: hashes, versions, columns, warnings.")
@click.option("--reviewed", type=click.Path(exists=True, dir_okay=False), help="Leave out what this review file rejects, change what it amends.")
@click.option("--coder", help="Take this coder's verdicts only.")
def command(form: str, output: str | None, with_manifest: bool, reviewed: str | None, coder: str | None, **options: Any) -> None:
    """Write the events of reports or stored readings in another format."""
    made, output = exporter(form), None if output == "-" else output
    if output is None and (made.write is not None or with_manifest):
        raise click.UsageError(f"{f'--to {form}' if made.write else '--manifest'} writes a file: say which with -o FILE")
    taken = taken_from(options)
    readings: Iterable[Reading] = taken.readings()
    if reviewed is not None:
        with Reviews(reviewed) as reviews:
            readings = reviewed_readings(list(readings), reviews.current(coder))
    if output is None:
        for piece in made.pieces(readings) if made.pieces else ():
            click.echo(piece, nl=False)
    else:
        kept = list(readings) if with_manifest else readings
        write(made, kept, output)
        if with_manifest:
            note = manifest(made, Path(output), list(kept), reviewed)
            write_whole(f"{output}.manifest.json", [dump(note) + "\n"])
            say(f"wrote {output}.manifest.json")
    taken.finish()


def write(made: Exporter, readings: Iterable[Reading], output: str) -> None:
    """Write a file whole or not at all."""
    if made.write is None:
        write_whole(output, made.pieces(readings) if made.pieces else ())
        return
    target = Path(output)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".detente-") as folder:
            draft = Path(folder) / "draft"
            made.write(readings, draft)
            draft.replace(target)
    except OSError as e:
        raise click.ClickException(f"{output}: cannot be written: {e.strerror}; nothing was left behind") from None
