"""`detente sample`: a stratified sample to review, and the precision its verdicts show."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from detente.cli.inputs import NOTHING_FOUND, inputs, say, taken_from, write_whole
from detente.cli.studies import columns_of
from detente.records.reading import Reading
from detente.store.exports.base import words
from detente.store.reviews import Judgement, Reviews
from detente.study.precision import STRATA, precision, sample
from detente.study.tables import Table
from detente.web.tables import csv_text


@click.command("sample")
@inputs
@click.option("--by", type=click.Choice(list(STRATA)), default="type", show_default=True, help="What to sample over evenly.")
@click.option("-n", "number", type=click.IntRange(1), default=100, show_default=True, help="How many events.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another sample.")
@click.option("--review", type=click.Path(exists=True, dir_okay=False), help="Print the precision that this review file's verdicts show, instead.")
@click.option("--coder", help="Only this coder's verdicts.")
@click.option("--csv", metavar="FILE", type=click.Path(dir_okay=False), help="Write to this file.")
def command(by: str, number: int, seed: int, review: str | None, coder: str | None, csv: str | None, **options: Any) -> None:
    """Draw events evenly over types to be reviewed (in `detente web --review` or a spreadsheet); with --review, print precision by type.

    An amended record counts as wrong: it was not right as it stood.
    """
    taken = taken_from(options)
    readings = list(taken.readings())
    if not any(r.events for r in readings):
        say("no event to sample")
        raise click.exceptions.Exit(NOTHING_FOUND)
    table = drawn(readings, by, number, seed) if review is None else shown(readings, by, review, coder)
    if csv is not None:
        write_whole(csv, [csv_text(table)])
    else:
        click.echo(csv_text(table) if review is None else "\n".join(columns_of(table)), nl=review is not None)
    taken.finish()


def drawn(readings: Sequence[Reading], by: str, number: int, seed: int) -> Table:
    """The sample, a row an event, with empty columns for a verdict and a reason."""
    columns = dict.fromkeys(("event_id", "report_id", "type", "status", "actors", "recipients", "words", "verdict", "reason"), "")
    rows = [(e.id, r.report.id, e.type.value, e.status.value, "|".join(words(r, m.span) for m in e.actors),
             "|".join(words(r, m.span) for m in e.recipients), words(r, e.clause), "", "") for r, e in sample(readings, by, number, seed)]
    return Table(columns, rows)


def shown(readings: Sequence[Reading], by: str, review: str, coder: str | None) -> Table:
    with Reviews(review) as reviews:
        verdicts = {i: v.judgement is Judgement.ACCEPT for i, v in reviews.current(coder).items() if v.kind == "event"}
    columns = dict.fromkeys((by, "events", "reviewed", "right", "precision", "low", "high"), "")
    return Table(columns, [(p.stratum, p.size, p.reviewed, p.right, p.value, p.low, p.high) for p in precision(readings, by, verdicts)])
