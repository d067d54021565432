"""`detente outlook ISSUE FILES`: where a measure may end, with how little is known about that."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from detente.cli.inputs import inputs, taken_from
from detente.cli.together import cite, quoted, world_of
from detente.records.dossier import Dossier
from detente.study.outlook import Outlook, outlook


@click.command("outlook")
@click.argument("issue")
@inputs
@click.option("--on", "on", metavar="DATE", help="The day to ask on; the last report's where left out.")
def command(issue: str, on: str | None, **options: Any) -> None:
    """The mean of known positions on ISSUE with a wide, calibrated band, who is pivotal, and other models beside it."""
    taken = taken_from(options)
    readings = list(taken.readings())
    if readings:
        dossier, world = world_of(readings, on)
        click.echo("\n".join(page(outlook(world, issue), dossier)))
    taken.finish()


def page(told: Outlook, dossier: Dossier) -> Iterator[str]:
    yield f"Outlook on {told.label} (0: not at all, 100: as proposed)"
    for s in told.stands:
        yield f"  {s.actor}: {s.position:.0f}; the mean moves {s.move:.2f} a point of his, and would be {s.without:.0f} without him"
        if s.source:
            yield f"      {cite(s.source[0])} {quoted(dossier, s.source[0])!r}"
    if told.refusal is not None or told.mean is None:
        yield f"No outlook: {told.refusal}"
        return
    yield f"mean {told.mean:.0f}; four of five outcomes elsewhere fell within {told.low:.0f} to {told.high:.0f}"
    yield f"spread of positions {told.spread:.0f}"
    yield f"pivotal: {told.pivotal}; {told.margin} would have to change sides to move the median"
    yield "other models on the same positions: " + ", ".join(f"{name} {value:.0f}" for name, value in told.beside)
