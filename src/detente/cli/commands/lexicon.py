"""`detente lexicon find NAME`: what a name means on a day, and why."""
from __future__ import annotations

from datetime import date

import click

from detente.cli.inputs import NOTHING_FOUND
from detente.lexicon.find import Candidate, find
from detente.lexicon.lexicon import load_lexicon
from detente.text import iso


@click.group("lexicon")
def command() -> None:
    """Ask the lexicon of actors, offices and places."""


@command.command("find")
@click.argument("name")
@click.option("--on", "on", metavar="DATE", help="The day (ISO); without it every time counts.")
@click.option("--lexicon", "files", multiple=True, type=click.Path(), help="TOML file of your own actors; may be repeated.")
def find_name(name: str, on: str | None, files: tuple[str, ...]) -> None:
    """Show whom or what NAME may mean, likeliest first, and why."""
    from pathlib import Path

    day = None if on is None else date.fromisoformat(iso(on)[:10])
    found = find(load_lexicon(tuple(Path(f) for f in files)), name, day)
    for candidate in found:
        click.echo(line_of(candidate))
    if not found:
        click.echo(f"{name!r} is not in the lexicon; add it with --lexicon FILE.toml", err=True)
        raise click.exceptions.Exit(NOTHING_FOUND)


def line_of(candidate: Candidate) -> str:
    """A candidate on two lines: what it is, and why."""
    known = candidate.actor or candidate.place
    details = [getattr(known, f, None) for f in ("country", "sector", "office", "cow", "wikidata")]
    told = ", ".join(str(d) for d in details if d)
    sign = "  " if candidate.fits else "- "
    return f"{sign}{candidate.id}  {known.name if known else '?'}" + (f" ({told})" if told else "") + f"\n      {'; '.join(candidate.reasons)}"
