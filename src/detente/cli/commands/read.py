"""`detente read`: reports in, one JSON reading a line out; at a terminal, a page a person can read."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from detente.cli.inputs import dump, inputs, out_is_terminal, taken_from, write_whole
from detente.cli.terminal import reading_page
from detente.store.codec import reading_to_dict


@click.command("read")
@inputs
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write JSON lines to this file, whole or not at all.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines at a terminal too.")
def command(output: str | None, as_json: bool, **options: Any) -> None:
    """Read reports: text, HTML, Word and RTF (Nexis Uni deliveries too), JSON lines, CSV, zip, folders, or - for standard input.

    Writes one reading a line, schema detente.reading/1.
    """
    taken = taken_from(options)
    if output is not None:
        write_whole(output, (dump(reading_to_dict(r)) + "\n" for r in taken.readings()))
    elif as_json or not out_is_terminal():
        for reading in taken.readings():
            click.echo(dump(reading_to_dict(reading)))
    else:
        for page in pages(taken.readings()):
            click.echo(page)
    taken.finish()


def pages(readings: Iterator[Any]) -> Iterator[str]:
    for reading in readings:
        yield reading_page(reading)
