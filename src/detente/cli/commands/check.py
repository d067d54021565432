"""`detente check`: are stored readings what they claim to be?"""
from __future__ import annotations

import sys

import click

from detente.cli.inputs import NOTHING_FOUND
from detente.errors import BadRecord
from detente.store.readings import faults_of, lines_of


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path())
def command(files: tuple[str, ...]) -> None:
    """Verify schema, hashes and every quotation of stored readings. Exit code 1 where anything is wrong."""
    good = bad = 0
    for path in files:
        for place, raw in lines_of("standard input", sys.stdin.buffer) if path == "-" and sys.stdin else lines_of(path):
            faults = [str(raw)] if isinstance(raw, BadRecord) else faults_of(raw, place)
            for fault in faults:
                click.echo(fault, err=True)
            good, bad = good + (not faults), bad + bool(faults)
    click.echo(f"{good} readings hold, {bad} do not")
    if bad:
        raise click.exceptions.Exit(1)
    if not good:
        raise click.exceptions.Exit(NOTHING_FOUND)
