"""`detente why ID`: the evidence of one record, and why it is so coded."""
from __future__ import annotations

from typing import Any

import click

from detente.cli.inputs import NOTHING_FOUND, inputs, taken_from
from detente.cli.terminal import record_page
from detente.records.reading import Reading, Record


@click.command("why")
@click.argument("record_id")
@inputs
def command(record_id: str, **options: Any) -> None:
    """Show a record's words in their sentence, its fields, the reasons for them, and what was in doubt beside it.

    RECORD_ID may be cut short as long as it is clear. FILES: the reports or stored readings it came from.
    """
    taken = taken_from(options)
    found = [(reading, record) for reading in taken.readings() for record in named(reading, record_id)]
    if not found:
        click.echo(f"no record {record_id!r} in these files; `detente show FILES` lists the ids", err=True)
        raise click.exceptions.Exit(NOTHING_FOUND)
    if len({r.id for _, r in found}) > 1:
        raise click.UsageError(f"{record_id!r} fits several records: {', '.join(r.id for _, r in found[:5])}")
    click.echo(record_page(*found[0]))
    if taken.failed:
        taken.finish()


def named(reading: Reading, record_id: str) -> list[Any]:
    """Records of the reading whose id begins so."""
    records: list[Record] = [*reading.events, *reading.statements, *reading.positions, *reading.figures, *reading.doubts]
    return [r for r in records if getattr(r, "id", "").startswith(record_id)]
