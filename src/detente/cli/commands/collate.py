"""`detente collate`: several reports held against each other."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from detente.cli.inputs import dump, inputs, out_is_terminal, taken_from, write_whole
from detente.cli.together import told_line
from detente.link.collate import collate
from detente.records.dossier import Dossier
from detente.store.dossiers import dossier_to_dict


@click.command("collate")
@inputs
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the dossier as JSON to this file, whole or not at all.")
@click.option("--json", "as_json", is_flag=True, help="JSON at a terminal too.")
def command(output: str | None, as_json: bool, **options: Any) -> None:
    """Say which reports tell of the same happening, what was planned and came, and where they differ."""
    taken = taken_from(options)
    readings = list(taken.readings())
    if readings:
        dossier = collate(readings)
        if output is not None:
            write_whole(output, [dump(dossier_to_dict(dossier)) + "\n"])
        elif as_json or not out_is_terminal():
            click.echo(dump(dossier_to_dict(dossier)))
        else:
            click.echo("\n".join(page(dossier)))
    taken.finish()


def page(dossier: Dossier) -> Iterator[str]:
    """The dossier for a person: dates, happenings told by several, progress, disagreements."""
    for report, when in sorted(dossier.dates.items()):
        argument = "; ".join(dossier.reasons.get(report, ()))
        yield f"{report}: {when.value} ({when.basis})" + (f" - {argument}" if argument else "")
    several = [h for h in dossier.happenings if h.reports > 1]
    yield f"\n{len(dossier.happenings)} happenings, {len(several)} told by several reports"
    for h in several:
        who = ", ".join(a.name for a in h.actors) + (" -> " + ", ".join(a.name for a in h.recipients) if h.recipients else "")
        yield f"\n{h.id[:8]} {h.type} {who} {h.when.value if h.when else 'undated'}: {h.reports} reports, {h.sources} independent sources"
        yield from (f"    {told_line(dossier, t)}" for t in h.mentions)
    for title, found in (("planned, promised or expected", dossier.progress), ("disagreements", dossier.disagreements)):
        yield f"\n{len(found)} {title}"
        for record in found:
            label = getattr(record, "outcome", None) or f"{getattr(record, 'aspect', '')} of {getattr(record, 'about', '')}"
            yield f"  {record.id[:8]} {label}"
            yield from (f"    {told_line(dossier, t)}" for t in record.mentions)
