"""`detente compare CODED FILES`: one's own coding against the machine's."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from detente.cli.inputs import NOTHING_FOUND, inputs, say, taken_from, write_whole
from detente.cli.studies import columns_of
from detente.records.reading import Reading
from detente.store.coded import Coded, coded_csv, coded_dna, coded_review, events_as_coded, is_database, positions_as_coded
from detente.store.reviews import Reviews, Verdict, reviewed_readings
from detente.study.agreement import Comparison, compare
from detente.study.tables import Table
from detente.web.tables import csv_text


@click.command("compare")
@click.argument("coded", type=click.Path(exists=True, dir_okay=False))
@inputs
@click.option("--conflicts", metavar="FILE", type=click.Path(dir_okay=False), help="Write every conflict, and what only one side has, as CSV.")
@click.option("--reviewed", type=click.Path(exists=True, dir_okay=False), help="Hold it against the records as this review file leaves them.")
@click.option("--coder", help="Take this coder's verdicts only.")
def command(coded: str, conflicts: str | None, reviewed: str | None, coder: str | None, **options: Any) -> None:
    """Hold a hand coding against the machine's: agreement by field with Cohen's kappa, and the conflicts.

    CODED is a CSV of events (columns as `detente export --to csv` names them, any part of them), a Discourse Network Analyzer database, whose
    statements are held against positions, or a review file, whose verdicts are the hand coding. FILES are the same reports, or stored
    readings of them.
    """
    taken = taken_from(options)
    readings = list(taken.readings())
    if reviewed is not None:
        readings = list(reviewed_readings(readings, verdicts_of(reviewed, coder)))
    hand, machine = both(coded, coder, readings)
    found = compare(hand, machine, {u.report for u in machine} if is_database(coded) and Reviews.is_one(coded) else None)
    if not found.pairs and not found.only_hand:
        say("no report that both have coded")
        raise click.exceptions.Exit(NOTHING_FOUND)
    click.echo("\n".join(page(found)))
    if conflicts is not None:
        write_whole(conflicts, [csv_text(table_of(found))])
    taken.finish()


def verdicts_of(path: str, coder: str | None) -> dict[str, Verdict]:
    with Reviews(path) as reviews:
        return reviews.current(coder)


def both(coded: str, coder: str | None, readings: Sequence[Reading]) -> tuple[list[Coded], list[Coded]]:
    """What the hand and what the machine coded."""
    if not is_database(coded):
        return coded_csv(coded), events_as_coded(readings)
    if Reviews.is_one(coded):
        return coded_review(verdicts_of(coded, coder), readings)
    return coded_dna(coded, readings), positions_as_coded(readings)


def page(found: Comparison) -> list[str]:
    """How many are the same, and the agreement by field."""
    rows = [(f.name, f.n, f"{f.agree:.2f}", None if f.kappa is None else f"{f.kappa:.2f}") for f in found.fields]
    head = f"{len(found.pairs)} coded by both, {len(found.only_hand)} by hand only, {len(found.only_machine)} by the machine only"
    return [head, *columns_of(Table(dict.fromkeys(("field", "n", "agreement", "kappa"), ""), rows)), f"{len(found.conflicts())} conflicts"]


def table_of(found: Comparison) -> Table:
    rows = [(h.report, h.id, m.id, f, h.values[f], m.values[f]) for h, m, f in found.conflicts()]
    rows += [(u.report, u.id, "", "", "", "") for u in found.only_hand] + [(u.report, "", u.id, "", "", "") for u in found.only_machine]
    return Table(dict.fromkeys(("report", "hand", "machine", "field", "by_hand", "by_machine"), ""), rows)
