"""What every verb takes: files of reports or of stored readings; failures are named on stderr and counted, and the rest is done."""
from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from detente.errors import BadRecord
from detente.intake.files import reports_from
from detente.intake.taken import Failed, Options, Skipped, Taken
from detente.pipeline import Reader
from detente.records.reading import Reading
from detente.store.readings import holds_readings, stored_readings
from detente.text import Report

F = TypeVar("F", bound=Callable[..., Any])
SOME_FAILED, NOTHING_FOUND = 3, 4


@dataclass(slots=True)
class Inputs:
    """The paths and options of one call, and how it went."""

    paths: Sequence[str]
    published: str | None = None
    source: str | None = None
    lexicon: Sequence[str] = ()
    model: str | None = None
    threshold: float | None = None
    workers: int = 1
    any_language: bool = False
    done: int = 0
    failed: int = 0
    names: dict[str, str] = field(default_factory=dict)

    def readings(self) -> Iterator[Reading]:
        """Each reading, in the order of the inputs: stored ones as they are, reports read now."""
        reader = Reader(self.model, tuple(self.lexicon), self.threshold)
        for path in self.paths or ["-"]:
            if path != "-" and holds_readings(path):
                found: Iterator[Reading] = self._stored(path)
            else:
                found = self._read(reader, path)
            for reading in found:
                self.done += 1
                progress(self.done)
                yield reading
        progress(None)

    def finish(self) -> None:
        """Leave with the exit code that fits: 3 where some inputs failed and others were read, 1 where all failed, 4 where there was nothing."""
        if self.failed:
            raise click.exceptions.Exit(SOME_FAILED if self.done else 1)
        if not self.done:
            click.echo("nothing to read was found", err=True)
            raise click.exceptions.Exit(NOTHING_FOUND)

    def _read(self, reader: Reader, path: str) -> Iterator[Reading]:
        pages: dict[str, str | None] = {}

        def reports() -> Iterator[Report]:
            for taken in self._taken(path):
                pages[taken.report.id] = taken.page_sha256
                yield taken.report

        if self.workers > 1:
            yield from reader.read_many(reports(), self.workers)
            return
        for report in reports():
            yield reader.read(report, pages.get(report.id))

    def _taken(self, path: str) -> Iterator[Taken]:
        options = Options(language_check=not self.any_language, source=self.source)
        for item in reports_from([path], options, sys.stdin.buffer):
            if isinstance(item, Failed):
                self.fail(str(item))
            elif isinstance(item, Skipped):
                say(f"passed over {item}")
            else:
                for note in item.notes:
                    say(f"{item.path}: {note}")
                yield self._named(item)

    def _named(self, item: Taken) -> Taken:
        """The report under a name a person can read: its file's, where the file holds nothing else; with the date given on the command line."""
        r = item.report
        name = r.id
        if item.place is None and item.path != "standard input":
            name = Path(item.path).stem
        if self.names.setdefault(name, item.path) != item.path:
            name = f"{name}-{r.id[:6]}"
        report = Report(r.text, name, r.published or self.published, r.source, r.url, r.title)
        return Taken(report, item.path, item.place, item.page_sha256, item.notes)

    def _stored(self, path: str) -> Iterator[Reading]:
        for item in stored_readings(path):
            if isinstance(item, BadRecord):
                self.fail(str(item))
            else:
                yield item

    def fail(self, message: str) -> None:
        self.failed += 1
        progress(None)
        click.echo(f"detente: {message}", err=True)


def inputs(command: F) -> F:
    """Give a verb the options that all of them share."""
    for option in reversed((
        click.argument("files", nargs=-1, type=click.Path()),
        click.option("--published", metavar="DATE", help="Date of reports that bear none (ISO, 2017-09-06)."),
        click.option("--source", help="Source of reports that name none."),
        click.option("--lexicon", multiple=True, type=click.Path(), help="TOML file of your own actors; may be repeated."),
        click.option("--model", type=click.Path(), help="Folder of another spaCy model."),
        click.option("--threshold", type=click.FloatRange(0, 1), help="Confidence below which no event is made."),
        click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes to read with."),
        click.option("--any-language", is_flag=True, help="Do not refuse reports in other languages than English."),
    )):
        command = option(command)
    return command


def taken_from(options: dict[str, Any]) -> Inputs:
    """The Inputs of a verb's options; what is left in `options` is the verb's own."""
    shared = {k: options.pop(k) for k in ("published", "source", "lexicon", "model", "threshold", "workers", "any_language")}
    return Inputs(options.pop("files"), **shared)


def say(message: str) -> None:
    """Talk goes to stderr."""
    progress(None)
    click.echo(message, err=True)


def progress(done: int | None) -> None:
    """A counter on stderr while work goes on at a terminal; None ends the line."""
    if not sys.stderr.isatty():
        return
    sys.stderr.write("\r\x1b[K" if done is None else f"\r{done} read")
    sys.stderr.flush()


def write_whole(path: str, parts: Iterator[str] | Sequence[str]) -> None:
    """Write a file whole or not at all: beside it first, then moved into place."""
    target = Path(path)
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("w", encoding="utf-8", errors="surrogatepass", newline="") as out:
            for part in parts:
                out.write(part)
        draft.replace(target)
    except OSError as e:
        raise click.ClickException(f"{path}: cannot be written: {e.strerror}; nothing was left behind") from None
    finally:
        draft.unlink(missing_ok=True)


def dump(value: Any) -> str:
    """One line of JSON; lone surrogates are escaped, everything else stands as it is."""
    try:
        line = json.dumps(value, ensure_ascii=False)
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value, ensure_ascii=True)
    return line


def out_is_terminal(stream: IO[str] | None = None) -> bool:
    return (stream or sys.stdout).isatty()
