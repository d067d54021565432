"""Who decides: bodies with their members on a day and their rule, from data/bodies.toml."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from detente.lexicon.lexicon import Lexicon, load_lexicon
from detente.lexicon.source import Source, read_source

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
    return {name: body(source, lexicon, name, row) for name, row in source.tables.items()}


def body(source: Source, lexicon: Lexicon, name: str, row: Mapping[str, Any]) -> BodyRule:
    if name not in lexicon.entries:
        raise source.error(f"[{name}] is no actor of the lexicon; add it there first, or see `detente lexicon find NAME`", name)
    if row.get("rule") not in RULES:
        raise source.error(f"[{name}]: rule {row.get('rule')!r} is none of {', '.join(sorted(RULES))}", str(row.get("rule")), "rule")
    members = tuple(terms(row))
    for code in (*(m[0] for m in members), *row.get("veto", ())):
        if code not in lexicon.entries:
            raise source.error(f"[{name}]: member {code!r} is no state of the lexicon", code)
    return BodyRule(name, row["rule"], float(row.get("needed", 0)), tuple(row.get("veto", ())), row.get("size"), members)


def terms(row: Mapping[str, Any]) -> list[tuple[str, str | None, str | None]]:
    """Every membership with its first and last day."""
    made: list[tuple[str, str | None, str | None]] = [(c, None, None) for c in row.get("members", ())]
    made += [(c, first, None) for c, first in row.get("since", {}).items()]
    made += [(c, None, last) for c, last in row.get("until", {}).items()]
    for years, last in (("elected", 1), ("single", 0)):
        made += [(c, f"{y}-01-01", f"{int(y) + last}-12-31") for y, codes in row.get(years, {}).items() for c in codes]
    return made
