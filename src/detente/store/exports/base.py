"""What an export format is, and the cells all of them share."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from detente.records.reading import Event, Mention, Reading
from detente.text import Span

# A cell that a spreadsheet would run as a formula is shown as text: OWASP, "CSV injection".
FORMULA = re.compile(r"^[\s]*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: its name on the command line, the ending of its files, what it holds.

    One of the two makes it: pieces (readings -> pieces of text), or write (readings into a new file, for formats that are no text).
    columns: name -> what it holds; warning: what not to do with such a file.
    """

    name: str
    suffix: str
    about: str
    pieces: Callable[[Iterable[Reading]], Iterator[str]] | None = None
    write: Callable[[Iterable[Reading], Path], None] | None = None
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)
    warning: str = ""


def safe_cell(value: object) -> str:
    """A cell for CSV and TSV: on one line, and never a formula."""
    text = "" if value is None else " ".join(str(value).split())
    return "'" + text if FORMULA.match(text) and not NUMBER.match(text) else text


def words(reading: Reading, span: Span) -> str:
    """The quotation on one line."""
    return " ".join(reading.quote(span).split())


def party_code(m: Mention) -> str:
    """PLOVER's country code, or the actor's id, or UNK."""
    if m.actor is None:
        return "UNK"
    return m.actor.country or m.actor.id


def event_day(reading: Reading, event: Event) -> str | None:
    """The ISO day an event is filed under: its own start, else the report's."""
    for when in (event.when, reading.dated):
        if when is not None and when.start is not None:
            return when.start[:10]
    return None
