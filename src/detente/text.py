"""Report and Span: the raw text, and characters of it. The text is never edited."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from detente.errors import BadDate, BadSpan, InputError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters start..end (Unicode code points, half-open) of one report's raw text.

    Raises BadSpan unless 0 <= start < end.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise BadSpan(f"a span wants 0 <= start < end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, init=False)
class Report:
    """One news report as it came.

    text: raw, never edited. id: kept when given, else a hash of the text. published: ISO date or datetime, or None where unknown.
    Raises InputError for a text that is no string or an empty id, BadDate for a date that is none.
    """

    text: str
    id: str
    published: str | None
    source: str | None
    url: str | None
    title: str | None

    def __init__(self, text: str, id: str | None = None, published: str | None = None, source: str | None = None,
                 url: str | None = None, title: str | None = None) -> None:
        if not isinstance(text, str):
            raise InputError(f"a report's text is a string, not {type(text).__name__}")
        if id is not None and not (isinstance(id, str) and id.strip()):
            raise InputError("a report's id is a string that is not blank, or None")
        put = object.__setattr__
        put(self, "text", text)
        put(self, "id", id if id is not None else content_hash(text)[:16])
        put(self, "published", None if published is None else iso(published))
        put(self, "source", source or None)
        put(self, "url", url or None)
        put(self, "title", title or None)

    @property
    def day(self) -> date | None:
        """The day of publication as given, without the time."""
        return None if self.published is None else date.fromisoformat(self.published[:10])


def iso(value: str) -> str:
    """The value itself if it is an ISO date or datetime ("2017-09-06", "2017-09-06T18:10:00+09:00"); raises BadDate otherwise."""
    try:
        datetime.fromisoformat(value)
        plain = date.fromisoformat(value[:10]).isoformat() == value[:10]  # not "20170906" or "2017-W36-3": days are compared as text
    except (ValueError, TypeError):
        plain = False
    if not plain:
        raise BadDate(f"{value!r:.80} is not an ISO date such as 2017-09-06; give one, or None where the date is unknown")
    return value


def content_hash(text: str) -> str:
    """SHA-256 of the text as hexadecimal; lone surrogates are hashed as they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
