"""CAMEO codes and Goldstein values for PLOVER events: three digits where the evidence allows, two where not, none where it does not."""
from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from detente.errors import UnknownCode
from detente.records.kinds import EventType


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    mode: str | None
    words: frozenset[str]

    def fits(self, modes: Collection[str], lemmas: Collection[str]) -> bool:
        return (self.mode is None or self.mode in modes) and (not self.words or not self.words.isdisjoint(lemmas))


@dataclass(frozen=True, slots=True)
class Cameo:
    """rules: tried in order; roots: the two-digit code left when none fits, None where PLOVER joins two roots."""

    rules: Mapping[EventType, tuple[Rule, ...]]
    roots: Mapping[EventType, str | None]
    values: Mapping[str, float]

    def code(self, kind: EventType, modes: Collection[str], lemmas: Collection[str]) -> str | None:
        """The code for a type with its modes, given the lemmas of its clause; None without evidence for one root."""
        for rule in self.rules[kind]:
            if rule.fits(modes, lemmas):
                return rule.code
        return self.roots[kind]

    def goldstein(self, code: str) -> float:
        """The Goldstein value, -10..10, of a code. Raises UnknownCode naming the nearest codes."""
        if code not in self.values:
            near = difflib.get_close_matches(code, self.values, 3, 0.4)
            raise UnknownCode(f"{code!r} is not a CAMEO code; nearest: {', '.join(near) or 'none'}")
        return self.values[code]


@cache
def cameo() -> Cameo:
    """The mapping and the values as shipped, read on first use."""
    raw = _table("cameo.toml")
    values = {code: float(value) for value, codes in _table("goldstein.toml")["values"].items() for code in codes}
    rules = {t: tuple(_rule(r) for r in raw[t]["rules"]) for t in EventType}
    for rule in (r for rs in rules.values() for r in rs):
        if rule.code not in values:
            raise UnknownCode(f"data/cameo.toml: {rule.code!r} has no Goldstein value, so it is no CAMEO code")
    return Cameo(rules, {t: raw[t].get("root") for t in EventType}, values)


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(row["code"], row.get("mode"), frozenset(row.get("words", ())))


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("detente.codebook").joinpath(f"data/{name}").read_text("utf-8"))
