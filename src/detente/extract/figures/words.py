"""The words of this room, from `data/*.toml`, read on first use and then frozen."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from detente.errors import KnowledgeError
from detente.lexicon.source import Source, read_source
from detente.records.kinds import Comparator

CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its name in records, the rate its word implies ("bpd": day), whether it may stand at the numeral."""

    name: str
    per: str | None
    glue: bool


@dataclass(frozen=True, slots=True)
class Family:
    """Currencies that share a word. members: country -> ISO 4217; default: the code where nothing settles it, or None."""

    name: str
    default: str | None
    members: Mapping[str, str]
    weight: bool
    needs_scale: bool


@dataclass(frozen=True, slots=True)
class Victims:
    """One kind of harm: verbs that do it, words that name the harmed, nouns of its tolls."""

    unit: str
    verbs: frozenset[str]
    words: frozenset[str]
    tolls: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """All words of the room. Phrases are tuples of words in lower case; comparators before a number are found by their last word."""

    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    scales: Mapping[str, int]
    glued: Mapping[str, int]
    fractions: Mapping[str, Decimal]
    symbols_before: Mapping[str, str]
    symbols_after: Mapping[str, str]
    marks: Mapping[str, Family]
    families: Mapping[str, Family]
    adjectives: Mapping[tuple[str, ...], str]
    units: Mapping[tuple[str, ...], Unit]
    per: Mapping[str, str]
    comparators: Mapping[str, tuple[tuple[tuple[str, ...], Comparator], ...]]
    comparators_after: tuple[tuple[tuple[str, ...], Comparator], ...]
    sets: Mapping[str, frozenset[str]]
    base_phrases: tuple[tuple[str, ...], ...]
    base_times: tuple[str, ...]
    victims: tuple[Victims, ...]

    def has(self, name: str, word: str) -> bool:
        """Whether the set of that name ("up_verbs", "idle") holds the word."""
        return word in self.sets[name]


@cache
def load_words() -> Words:
    """Read the files of data/. Raises KnowledgeError with file and line where one is broken."""
    folder = resources.files("detente.extract.figures").joinpath("data")
    return build(*(read_source(folder.joinpath(f"{name}.toml")) for name in ("numbers", "currencies", "units", "words")))


def build(numbers: Source, money: Source, units: Source, words: Source) -> Words:
    """Words from the four files; raises KnowledgeError for a currency that is no code, a word with two meanings, a missing table."""
    try:
        n, w = numbers.tables, words.tables
        return Words(
            n["cardinals"], n["ordinals"], n["scales"], n["glued"], {k: Decimal(v) for k, v in n["fractions"].items()},
            symbols(money, "before"), symbols(money, "after"), families(money, "marks"), families(money, "words"),
            {tuple(k.lower().split()): c for k, c in money.tables["adjectives"].items()},
            measures(units), {word: unit for unit, many in units.tables["per"].items() for word in many},
            by_last_word(comparators(w["comparators"])), comparators(w["comparators_after"]), dict(sets(w)),
            longest_first(w["base"]["phrases"]), tuple(w["base"]["times"]), tuple(victims(w["victims"])))
    except KeyError as e:
        raise KnowledgeError(f"{words.name}: the table or key {e} is missing") from None


def symbols(money: Source, side: str) -> dict[str, str]:
    """Each mark of a currency on that side of the amount -> its code."""
    found: dict[str, str] = {}
    for row in money.tables["symbol"]:
        if not CODE.fullmatch(row["code"]):
            raise money.error(f"{row['code']!r} is no ISO 4217 code", row["code"], "code")
        for mark in row.get(side, ()):
            if found.setdefault(mark, row["code"]) != row["code"]:
                raise money.error(f"{mark!r} is a mark of {found[mark]} and of {row['code']}", row["code"], "code")
    return found


def families(money: Source, key: str) -> dict[str, Family]:
    """Each word or mark that currencies share -> its family."""
    found: dict[str, Family] = {}
    for row in money.tables["family"]:
        countries = {country: code for code, many in row["members"].items() for country in many.split()}
        made = Family(row["name"], row.get("default"), countries, row.get("weight", False), row.get("needs_scale", False))
        for word in row.get(key, ()):
            if word in found:
                raise money.error(f"{word!r} belongs to two families", word)
            found[word] = made
    return found


def measures(units: Source) -> dict[tuple[str, ...], Unit]:
    """Each phrase that names a unit -> the unit."""
    found: dict[tuple[str, ...], Unit] = {}
    for row in units.tables["unit"]:
        for phrase in row["words"]:
            key = split(phrase)
            if key in found:
                raise units.error(f"{phrase!r} names two units", phrase)
            found[key] = Unit(row["name"], row.get("per"), row.get("glue", False))
    return found


def split(phrase: str) -> tuple[str, ...]:
    """A phrase as the pieces that the scanner makes of it."""
    return tuple(re.findall(r"[^\W\d_]+|\d+|[^\w\s]", phrase.lower()))


def longest_first(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((split(p) for p in phrases), key=lambda p: (-len(p), p)))


def comparators(table: Mapping[str, list[str]]) -> tuple[tuple[tuple[str, ...], Comparator], ...]:
    """Phrases with their comparator, longest first."""
    pairs = [(split(phrase), Comparator(name)) for name, phrases in table.items() for phrase in phrases]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


def by_last_word(pairs: Iterable[tuple[tuple[str, ...], Comparator]]) -> dict[str, tuple[tuple[tuple[str, ...], Comparator], ...]]:
    """The phrases by their last word, which is the first that is met when looking back from a number."""
    found: dict[str, tuple[tuple[tuple[str, ...], Comparator], ...]] = {}
    for pair in pairs:
        found[pair[0][-1]] = (*found.get(pair[0][-1], ()), pair)
    return found


def sets(tables: Mapping[str, Any]) -> Iterable[tuple[str, frozenset[str]]]:
    """Every value that is a string of words, by its key; lists likewise."""
    for table in ("change", "role", "measures", "nouns", "source"):
        for key, value in tables[table].items():
            yield key, frozenset(value.split())
    yield "handing", frozenset(tables["handing"]["words"])
    yield "lives", frozenset(tables["lives"]["verbs"].split())
    yield "padding", frozenset(tables["padding"]["words"])
    yield "base_leads", frozenset(lead.split()[0] for lead in tables["base"]["leads"])


def victims(table: Mapping[str, Mapping[str, str]]) -> Iterable[Victims]:
    for unit, row in table.items():
        yield Victims(unit, *(frozenset(row[k].split()) for k in ("verbs", "words", "tolls")))
