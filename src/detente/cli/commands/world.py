"""`detente world --on DATE`: the state of the system that the reports describe."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from detente.cli.inputs import dump, inputs, out_is_terminal, taken_from, write_whole
from detente.cli.together import cite, quoted
from detente.link.collate import collate
from detente.records.dossier import Citation, Dossier
from detente.records.world import Cell, Measure, World
from detente.store.dossiers import world_to_dict
from detente.study.diff import diff
from detente.study.picture import picture
from detente.study.tables import of_world
from detente.study.world import fold
from detente.text import iso
from detente.web.tables import csv_text


@click.command("world")
@inputs
@click.option("--on", "on", required=True, metavar="DATE", help="The day to ask about (ISO). Nothing reported later counts.")
@click.option("--diff", "before", metavar="DATE", help="Say instead what changed since this day, and by which evidence.")
@click.option("--svg", type=click.Path(dir_okay=False), help="Write a picture of actors, measures and stances to this file.")
@click.option("--csv", metavar="FILE", type=click.Path(dir_okay=False), help="Write a row for each stance, promise and dependency to this file.")
@click.option("--json", "as_json", is_flag=True, help="JSON at a terminal too.")
def command(on: str, before: str | None, svg: str | None, csv: str | None, as_json: bool, **options: Any) -> None:
    """Print who proposes, backs and opposes which measure, who promised what, who depends on whom, on a day."""
    iso(on)
    taken = taken_from(options)
    readings = list(taken.readings())
    if readings:
        dossier = collate(readings)
        world = fold(dossier, on=on)
        if svg is not None:
            write_whole(svg, [picture(world)])
        if csv is not None:
            write_whole(csv, [csv_text(of_world(world, dossier.quote))])
        if before is not None:
            click.echo("\n".join(changes(fold(dossier, on=iso(before)), world, dossier)))
        elif (svg is None and csv is None) or as_json:
            click.echo(dump(world_to_dict(world, dossier)) if as_json or not out_is_terminal() else "\n".join(page(world, dossier)))
    taken.finish()


def changes(before: World, after: World, dossier: Dossier) -> Iterator[str]:
    """What differs between two days, each with its first quotation."""
    found = diff(before, after)
    yield f"{len(found)} changes from {before.on} to {after.on}"
    for c in found:
        yield from with_evidence(f"  {c.what}: {c.about}: {c.was or 'nothing'} -> {c.now or 'nothing'}", c.spans(), dossier)


def page(world: World, dossier: Dossier) -> Iterator[str]:
    """The world for a person, each cell with its first quotation."""
    yield f"The state of things on {world.on}, as reported"
    for measure in world.measures:
        yield from measure_lines(measure, dossier)
    for title, cells in (("Promises", world.commitments), ("Dependencies", world.dependencies), ("Who decides", world.bodies),
                         ("Who holds a key", world.intermediaries)):
        if cells:
            yield f"\n{title}"
        for cell in cells:
            yield from with_evidence(f"  {cell_words(cell)}", cell.spans(), dossier)
    if world.undated:
        yield f"\nLeft out for want of a date: {', '.join(world.undated)}"


def measure_lines(measure: Measure, dossier: Dossier) -> Iterator[str]:
    target = f" against {measure.target}" if measure.target else ""
    yield f"\n{measure.issue.label}{target}: {measure.state}" + (f" since {measure.since}" if measure.since else "")
    sides: tuple[tuple[str, tuple[Cell, ...]], ...] = (("proposed by", measure.proposed_by), ("backed by", measure.backed_by),
                                                       ("opposed by", measure.opposed_by), ("on a condition", measure.conditional))
    for side, cells in sides:
        for cell in cells:
            told = f", as told by {cell.via}" if cell.via else ""
            condition = f": {cell.condition}" if cell.condition else ""
            yield from with_evidence(f"  {side} {cell.actor.name}{told}{condition}", cell.spans(), dossier)


def with_evidence(line: str, evidence: tuple[Citation, ...], dossier: Dossier) -> Iterator[str]:
    yield line
    if evidence:
        yield f"      {cite(evidence[0])} {quoted(dossier, evidence[0])!r}" + (f" and {len(evidence) - 1} more" if len(evidence) > 1 else "")


def cell_words(cell: Any) -> str:
    """A commitment, dependency, body or intermediary in a few words."""
    if hasattr(cell, "parties"):
        due = f" by {cell.due}" if cell.due else ""
        return f"{' and '.join(a.name for a in cell.parties)}: {cell.object}{due} ({cell.state})"
    if hasattr(cell, "on"):
        number = f" {cell.figure.value:f} {cell.figure.unit}" if cell.figure else ""
        return f"{cell.of.name} on {cell.on.name} for {cell.what}{number}" + (f", {cell.period}" if cell.period else "")
    if hasattr(cell, "rule"):
        return f"{cell.actor.name}: {cell.rule}"
    return f"{cell.actor.name}" + (f" with {cell.target.name}" if cell.target else "") + f": {cell.words}"
