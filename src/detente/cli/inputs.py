"""What every verb takes: files of reports or of stored readings; failures are named on stderr and counted, and the rest is done."""
from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from detente.errors import BadRecord
from detente.intake.files import reports_from
from detente.intake.taken import Failed, Options, Skipped, Taken
from detente.pipeline import Reader
from detente.records.reading import Reading
from detente.store.readings import begins_readings, holds_readings, stored_readings
from detente.text import Report, iso

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
            for reading in self._of_stdin(reader) if path == "-" else self._of_file(reader, path):
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

    def _of_file(self, reader: Reader, path: str) -> Iterator[Reading]:
        yield from self._stored(path, None) if holds_readings(path) else self._read(reader, path, None)

    def _of_stdin(self, reader: Reader) -> Iterator[Reading]:
        stream = None if sys.stdin is None else sys.stdin.buffer  # None where the shell closed it
        if stream is not None and stream.isatty():
            say("reading what you type; end it with Ctrl-D")
        if stream is not None and begins_readings(stream):
            yield from self._stored("standard input", stream)
        else:
            yield from self._read(reader, "-", stream)

    def _read(self, reader: Reader, path: str, stdin: BinaryIO | None) -> Iterator[Reading]:
        pages: deque[str | None] = deque()  # of the reports that are being read, in their order

        def reports() -> Iterator[Report]:
            for taken in self._taken(path, stdin):
                pages.append(taken.page_sha256)
                yield taken.report

        for reading in reader.read_many(reports(), self.workers):
            page = pages.popleft()
            yield reading if page is None else replace(reading, provenance=replace(reading.provenance, page_sha256=page))

    def _taken(self, path: str, stdin: BinaryIO | None) -> Iterator[Taken]:
        options = Options(language_check=not self.any_language, source=self.source)
        for item in reports_from([path], options, stdin):
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

    def _stored(self, path: str, stream: BinaryIO | None) -> Iterator[Reading]:
        for item in stored_readings(path, stream):
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
    """The Inputs of a verb's options; what is left in `options` is the verb's own. Raises BadDate before anything is read."""
    if options["published"] is not None:
        iso(options["published"])
    shared = {k: options.pop(k) for k in ("published", "source", "lexicon", "model", "threshold", "workers", "any_language")}
    return Inputs(options.pop("files"), **shared)


def say(message: str) -> None:
    """Talk goes to stderr."""
    progress(None)
    click.echo(message, err=True)


def progress(done: int | None) -> None:
    """A counter on stderr while work goes on at a terminal; None ends the line."""
    if sys.stderr is None or not sys.stderr.isatty():
        return
    sys.stderr.write("\r\x1b[K" if done is None else f"\r{done} read")
    sys.stderr.flush()


def write_whole(path: str, parts: Iterator[str] | Sequence[str]) -> None:
    """Write a file whole or not at all: beside it first, then moved into place. "-" is stdout."""
    if path == "-":
        for part in parts:
            click.echo(part, nl=False)
        return
    target = Path(path)
    try:
        draft = target.with_name(f".{target.name}.{os.getpid()}.part")
        out = draft.open("w", encoding="utf-8", errors="backslashreplace", newline="")
    except (OSError, ValueError) as e:  # ValueError: a name that is none, "" or with a NUL
        raise cannot_write(path, e) from None
    try:
        with out:
            out.writelines(parts)
        draft.replace(target)
    except OSError as e:
        raise cannot_write(path, e) from None
    finally:
        draft.unlink(missing_ok=True)


def cannot_write(path: str, e: OSError | ValueError) -> click.ClickException:
    return click.ClickException(f"{path!r} cannot be written: {getattr(e, 'strerror', None) or e}; nothing was left behind")


def dump(value: Any) -> str:
    """One line of JSON; lone surrogates are escaped, everything else stands as it is."""
    try:
        line = json.dumps(value, ensure_ascii=False)
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value, ensure_ascii=True)
    return line


def out_is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()  # None where the shell closed it
