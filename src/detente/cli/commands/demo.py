"""`detente demo`: read the shipped samples, print the brief, and leave the annotated page and the records behind."""
from __future__ import annotations

from pathlib import Path

import click

from detente.cli.commands.brief import brief_page
from detente.cli.inputs import dump, say, write_whole
from detente.pipeline import Reader
from detente.samples import sample_paths
from detente.store.codec import reading_to_dict
from detente.text import Report
from detente.web.annotated import annotated_page


@click.command("demo")
@click.option("-o", "--output", type=click.Path(file_okay=False), default="demo-out", show_default=True, help="Folder for the page and the records.")
def command(output: str) -> None:
    """Read the four shipped sample reports, print what they hold, and say where the annotated page is."""
    say("reading the four shipped samples ...")
    reader = Reader()
    reports = [Report(path.read_text("utf-8"), id=path.stem) for path in sample_paths()]
    readings = list(reader.read_many(reports))
    for line in brief_page(readings):
        click.echo(line)
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise click.ClickException(f"{folder}: cannot be made: {e.strerror}") from None
    write_whole(str(folder / "page.html"), [annotated_page(readings)])
    write_whole(str(folder / "readings.jsonl"), (dump(reading_to_dict(r)) + "\n" for r in readings))
    say(f"\nthe annotated page: {folder / 'page.html'}\nthe records:        {folder / 'readings.jsonl'}\n"
        "your own reports:   detente brief FILE...   or   detente show FILE --html page.html")
