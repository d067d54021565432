"""`detente compare CODED FILES`: one's own coding against the machine's."""
from __future__ import annotations

from typing import Any

import click

from detente.cli.inputs import NOTHING_FOUND, inputs, say, taken_from, write_whole
from detente.cli.studies import columns_of
from detente.store.coded import coded_csv, coded_dna, events_as_coded, is_dna, positions_as_coded
from detente.study.agreement import Comparison, compare
from detente.study.tables import Table
from detente.web.tables import csv_text


@click.command("compare")
@click.argument("coded", type=click.Path(exists=True, dir_okay=False))
@inputs
@click.option("--conflicts", metavar="FILE", type=click.Path(dir_okay=False), help="Write every conflict, and what only one side has, as CSV.")
def command(coded: str, conflicts: str | None, **options: Any) -> None:
    """Hold a hand coding against the machine's: agreement by field with Cohen's kappa, and the conflicts.

    CODED is a CSV of events (columns as `detente export --to csv` names them, any part of them) or a Discourse Network Analyzer database,
    whose statements are held against positions. FILES are the same reports, or stored readings of them.
    """
    taken = taken_from(options)
    readings = list(taken.readings())
    dna = is_dna(coded)
    hand = coded_dna(coded, readings) if dna else coded_csv(coded)
    found = compare(hand, positions_as_coded(readings) if dna else events_as_coded(readings))
    if not found.pairs and not found.only_hand:
        say("no report that both have coded")
        raise click.exceptions.Exit(NOTHING_FOUND)
    click.echo("\n".join(page(found)))
    if conflicts is not None:
        write_whole(conflicts, [csv_text(table_of(found))])
    taken.finish()


def page(found: Comparison) -> list[str]:
    """How many are the same, and the agreement by field."""
    rows = [(f.name, f.n, f"{f.agree:.2f}", None if f.kappa is None else f"{f.kappa:.2f}") for f in found.fields]
    head = f"{len(found.pairs)} coded by both, {len(found.only_hand)} by hand only, {len(found.only_machine)} by the machine only"
    return [head, *columns_of(Table(dict.fromkeys(("field", "n", "agreement", "kappa"), ""), rows)), f"{len(found.conflicts())} conflicts"]


def table_of(found: Comparison) -> Table:
    rows = [(h.report, h.id, m.id, f, h.values[f], m.values[f]) for h, m, f in found.conflicts()]
    rows += [(u.report, u.id, "", "", "", "") for u in found.only_hand] + [(u.report, "", u.id, "", "", "") for u in found.only_machine]
    return Table(dict.fromkeys(("report", "hand", "machine", "field", "by_hand", "by_machine"), ""), rows)
