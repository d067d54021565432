"""Who decides: bodies with their members on a day and their rule, from data/bodies.toml."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from detente.errors import KnowledgeError
from detente.lexicon.lexicon import Lexicon, load_lexicon
from detente.lexicon.source import Source, read_source

MANY = 1000      # no body has so many members
RULES = frozenset({"votes", "consensus", "share"})


@dataclass(frozen=True, slots=True)
class BodyRule:
    """members: codes with the first and last day of membership, None where open; size: how many there should be, None where that varies."""

    id: str
    rule: str
    needed: float
    veto: tuple[str, ...]
    size: int | None
    members: tuple[tuple[str, str | None, str | None], ...]

    def on(self, day: str) -> tuple[str, ...]:
        """Members on an ISO day."""
        return tuple(sorted({c for c, first, last in self.members if (first or "") <= day and (last is None or day <= last)}))

    def words(self) -> str:
        """The rule in words."""
        if self.rule == "votes":
            return f"{self.needed:g} votes" + (f" and no veto of {', '.join(self.veto)}" if self.veto else "")
        return "consensus" if self.rule == "consensus" else f"{self.needed:.0%} of the members"


@cache
def bodies(path: Path | None = None) -> Mapping[str, BodyRule]:
    """All bodies, by actor id. Raises KnowledgeError with file and line for an unknown body, rule or member."""
    own: Traversable = resources.files("detente.study").joinpath("data/bodies.toml")
    return read_bodies(read_source(path if path is not None else own), load_lexicon())


def read_bodies(source: Source, lexicon: Lexicon) -> dict[str, BodyRule]:
    return {name: body(Row(source, name, row), lexicon) for name, row in source.tables.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One body's table, which may hold anything that TOML can say."""

    source: Source
    name: str
    told: Any

    def error(self, message: str, key: str | None = None) -> KnowledgeError:
        """An error that names the line of the key, else that of the table."""
        text = self.source.text
        table = re.search(rf"^\s*\[+\s*[\"']?{re.escape(self.name)}\b", text, re.M)
        found = key and re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=", re.M).search(text, table.start() if table else 0)
        at = found or table
        where = f"{self.source.name}:{text.count(chr(10), 0, at.start(0)) + 1 + at[0].count(chr(10))}" if at else self.source.name
        return KnowledgeError(f"{where}: [{self.name}] {message}")

    def codes(self, key: str, value: object) -> tuple[str, ...]:
        """A list of codes. Raises KnowledgeError for anything else."""
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.error(f"{key}: a list of codes is wanted, such as [\"FRA\", \"USA\"]", key)
        return tuple(value)

    def number(self, key: str) -> float:
        value = self.told.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < MANY:
            raise self.error(f"{key}: a number is wanted, not {value!r}", key)
        return float(value)

    def listed(self, key: str) -> Mapping[str, Any]:
        value = self.told.get(key, {})
        if not isinstance(value, dict):
            raise self.error(f"{key}: a table is wanted, not {value!r}", key)
        return value


def body(row: Row, lexicon: Lexicon) -> BodyRule:
    if row.name not in lexicon.entries:
        raise row.error("is no actor of the lexicon; add it there first, or see `detente lexicon find NAME`")
    if not isinstance(row.told, dict):
        raise row.error("is no table")
    rule = row.told.get("rule")
    if not isinstance(rule, str) or rule not in RULES:
        raise row.error(f"rule {rule!r} is none of {', '.join(sorted(RULES))}", "rule")
    members, veto = tuple(terms(row)), row.codes("veto", row.told.get("veto", []))
    for code in (*(m[0] for m in members), *veto):
        if code not in lexicon.entries:
            raise row.source.error(f"[{row.name}]: member {code!r} is no state of the lexicon", code)
    size = row.number("size") if "size" in row.told else None
    return BodyRule(row.name, rule, row.number("needed"), veto, None if size is None else int(size), members)


def terms(row: Row) -> Iterator[tuple[str, str | None, str | None]]:
    """Every membership with its first and last day."""
    yield from ((c, None, None) for c in row.codes("members", row.told.get("members", [])))
    yield from ((c, day(row, c, first), None) for c, first in row.listed("since").items())
    yield from ((c, None, day(row, c, last)) for c, last in row.listed("until").items())
    for key, last in (("elected", 1), ("single", 0)):
        for year, codes in row.listed(key).items():
            if not re.fullmatch(r"[12]\d{3}", year):
                raise row.error(f"{key}: {year!r} is no year", year)
            yield from ((c, f"{year}-01-01", f"{int(year) + last}-12-31") for c in row.codes(year, codes))


def day(row: Row, key: str, value: object) -> str:
    """An ISO day, as a string or as TOML's own."""
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        raise row.error(f"{key}: {value!r} is no ISO day", key) from None
