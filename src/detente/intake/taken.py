"""What intake hands on: a report, a failure that names its file and place, or a file passed over."""
from __future__ import annotations

from dataclasses import dataclass

from detente.errors import InputError
from detente.text import Report

# Characters of English news run to some 6,000 a report; this holds a long book.
MAX_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How to take reports in. max_bytes: the largest file, or line of a JSONL file, that is read. language_check: refuse more than 40
    words of another language than English. source: where reports come from that do not say so themselves."""

    max_bytes: int = MAX_BYTES
    language_check: bool = True
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A report and where it came from. place: "line 12", "article 3" of a file that holds several; page_sha256: of the bytes of a page or document;
    notes: what was guessed on the way, such as an encoding."""

    report: Report
    path: str
    place: str | None = None
    page_sha256: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """Something that could not be taken in; the rest was. place: "line 12", "byte 4031", or None for the whole file."""

    path: str
    place: str | None
    error: InputError

    @property
    def message(self) -> str:
        return str(self.error)

    def __str__(self) -> str:
        return f"{self.path}{f', {self.place}' if self.place else ''}: {self.error}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of a folder or archive that is of no kind that is read."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class Refused(InputError):
    """Within intake: an InputError with the place it arose at; `reports_from` turns it into Failed."""

    def __init__(self, error: InputError, place: str | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.place = place
