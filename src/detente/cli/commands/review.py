"""`detente review ID VERDICT`: a coder's verdict on one record, kept in a review file."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import click

from detente.cli.commands.why import named as records_named
from detente.cli.inputs import NOTHING_FOUND, inputs, taken_from
from detente.errors import InputError
from detente.records.reading import Event, Figure, Position, Reading, Statement
from detente.store.parties import named
from detente.store.reviews import PARTIES, Judgement, Reviewed, Reviews, amended, kind_of
from detente.web.words import anchor, note_words

PARTS = {"actor": ("actors", "actor"), "recipient": ("recipients",), "speaker": ("speaker",)}


@click.command("review")
@click.argument("record_id", metavar="ID")
@click.argument("verdict", type=click.Choice([*(j.value for j in Judgement), "undo"]))
@inputs
@click.option("--review", required=True, type=click.Path(dir_okay=False), help="The review file; made where there is none.")
@click.option("--coder", required=True, help="Whose verdict it is.")
@click.option("--reason", default="", help="Why.")
@click.option("--type", "--act", "act", metavar="TYPE", help="Amend: what is or would be done; type, quad and score follow from act and status.")
@click.option("--status", help="Amend: happened, ongoing, planned, possible, conditional or denied.")
@click.option("--actor", multiple=True, metavar="WORDS",
              help="Amend who acts: words of the report, characters (120-131) or an id; WORDS=KOR says whom they mean.")
@click.option("--recipient", multiple=True, metavar="WORDS", help='Amend who is acted on, likewise; "" for nobody. Both may be repeated.')
@click.option("--speaker", metavar="WORDS", help="Amend who says it, likewise.")
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE",
              help="Amend any other field: modes, contexts, stance, label, value, unit, role ...")
def command(record_id: str, verdict: str, review: str, coder: str, reason: str, act: str | None, status: str | None, actor: tuple[str, ...],
            recipient: tuple[str, ...], speaker: str | None, fields: tuple[str, ...], **options: Any) -> None:
    """Accept, reject or amend a record, or undo your last verdict on it. The machine's record stays as it is.

    ID may be cut short as long as it is clear. FILES: the reports or stored readings it came from; `detente export --reviewed` applies verdicts.
    """
    taken = taken_from(options)
    reading, x = the_record([(r, y) for r in taken.readings() for y in records_named(r, record_id)], record_id)
    said: dict[str, Sequence[str]] = {"actor": actor, "recipient": recipient, "speaker": () if speaker is None else (speaker,)}
    changes = {**pairs(fields), **{k: v for k, v in (("act", act), ("status", status)) if v is not None}, **party_changes(reading, x, said)}
    if changes and verdict != Judgement.AMEND:
        raise click.UsageError(f"{verdict} changes nothing; say amend to change {', '.join(changes)}")
    with Reviews(review) as reviews:
        if verdict == "undo":
            last = reviews.undo(coder, x.id)
            click.echo(f"{x.id}: {'nothing of yours to undo' if last is None else f'{last.judgement} undone'}")
        else:
            reviews.give(reading, x, coder, Judgement(verdict), datetime.now(UTC).isoformat(timespec="seconds"), reason, changes)
            click.echo(told(reading, x, reviews, coder))
    if taken.failed:
        taken.finish()


def the_record(found: Sequence[tuple[Reading, Any]], record_id: str) -> tuple[Reading, Reviewed]:
    """The one record that was named."""
    kept = [(r, x) for r, x in found if isinstance(x, (Event, Statement, Position, Figure))]
    if not kept:
        click.echo(f"no record {record_id!r} in these files; `detente show FILES` lists the ids", err=True)
        raise click.exceptions.Exit(NOTHING_FOUND)
    if len({x.id for _, x in kept}) > 1:
        raise click.UsageError(f"{record_id!r} fits several records: {', '.join(x.id for _, x in kept[:5])}")
    return kept[0]


def pairs(fields: Sequence[str]) -> dict[str, str]:
    if any("=" not in f for f in fields):
        raise click.UsageError("--set wants FIELD=VALUE")
    return {name.strip(): value for name, _, value in (f.partition("=") for f in fields)}


def party_changes(reading: Reading, x: Reviewed, said: dict[str, Sequence[str]]) -> dict[str, str]:
    """The fields whose parties were said, as characters of the report. Raises InputError for a part that such a record has not."""
    out = {}
    for part, words in said.items():
        if words:
            name = next((n for n in PARTS[part] if f"{kind_of(x)}.{n}" in PARTIES), None)
            if name is None:
                raise InputError(f"a {kind_of(x)} has no {part}")
            out[name] = "|".join(named(reading, w, anchor(x)) for w in words if w.strip())
    return out


def told(reading: Reading, x: Reviewed, reviews: Reviews, coder: str) -> str:
    """The verdict as it stands now, and the record as it leaves it."""
    verdict = reviews.current(coder.strip())[x.id]
    after = amended(x, verdict.changes, reading) if verdict.judgement is Judgement.AMEND else x
    return f"{x.id} {verdict.judgement}ed by {verdict.coder}\n  {'; '.join(note_words(reading, after))}"
