"""`detente what-if FILES --set ACTOR:"measure"=stance`: what would follow by stated rules if somebody changed his stance."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import click

from detente.cli.inputs import inputs, taken_from
from detente.cli.together import world_of
from detente.study.whatif import WhatIf, what_if

SETTING = re.compile(r"^(?P<actor>[^:]+):(?P<issue>.+)=(?P<stance>support|oppose|conditional)$")


@click.command("what-if")
@inputs
@click.option("--set", "settings", multiple=True, required=True, metavar='ACTOR:"MEASURE"=STANCE',
              help='e.g. RUS:"oil cut-off"=support; may be repeated.')
@click.option("--on", "on", metavar="DATE", help="The day to start from; the last report's where left out.")
def command(settings: tuple[str, ...], on: str | None, **options: Any) -> None:
    """Suppose other stances and show exactly what changes, and by which rule. A scenario, not a forecast."""
    changes = dict(setting(s) for s in settings)
    taken = taken_from(options)
    readings = list(taken.readings())
    if readings:
        _, world = world_of(readings, on)
        click.echo("\n".join(page(what_if(world, changes))))
    taken.finish()


def setting(text: str) -> tuple[tuple[str, str], str]:
    """'RUS:"oil cut-off"=support' -> (("RUS", "oil cut-off"), "support")."""
    found = SETTING.match(text)
    if found is None:
        raise click.UsageError(f"--set {text!r} is not ACTOR:MEASURE=support|oppose|conditional, as in RUS:\"oil cut-off\"=support")
    return (found["actor"].strip(), found["issue"].strip().strip("\"'")), found["stance"]


def page(result: WhatIf) -> Iterator[str]:
    yield result.label
    for c in result.changes:
        yield f"supposed: {c.actor} on {c.issue}: {c.was or 'no evidence'} -> {c.now}"
    for before, after in result.follows:
        yield f"follows: {after.body} on {after.issue}: {before.outcome} -> {after.outcome}"
        yield f"    before: {before.reason}"
        yield f"    after:  {after.reason}"
    if not result.follows:
        yield "nothing else follows by the stated rules"
