"""What ties an undated report to a day, and what several such ties say together."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.link.days import iso_day


@dataclass(frozen=True, slots=True)
class Anchor:
    """A happening that an undated report shares with dated ones, and the days on which its words about it may have been written."""

    words: str
    days: frozenset[int]
    close: bool
    told_by: str
    happened: str


def argue(found: Sequence[Anchor]) -> tuple[int | None, tuple[str, ...]]:
    """The one day that all anchors allow, with the argument; None with what is known where they leave more than one, or clash."""
    if not found:
        return None, ()
    told = [f"{a.words!r} of what {a.told_by} puts on {a.happened}: written {range_of(a.days)}" for a in found]
    days = frozenset.intersection(*(a.days for a in found))
    if not days:
        return None, (*told, "these clash; the date is left open")
    if len(days) > 1:
        return None, (*told, f"together: {range_of(days)}; the day is left open")
    if not any(a.close for a in found):
        return None, (*told, "too loose to settle a day; left open")
    day = next(iter(days))
    return day, (*told, f"together: {iso_day(day)}")


def range_of(days: frozenset[int]) -> str:
    first, last = iso_day(min(days)), iso_day(max(days))
    return f"on {first}" if first == last else f"between {first} and {last}"
