"""From knowledge files to entries and senses, checked: unknown codes, ends before starts, keys nobody knows."""
from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from detente.errors import BadDate, KnowledgeError, UnknownCode
from detente.lexicon.actors import Dated, Entry, How, Kind, Role, Sense
from detente.lexicon.names import key_of
from detente.lexicon.source import Source
from detente.text import iso

SECTORS = frozenset("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO".split())
NOT_STATES = frozenset("IGO UNO EUR NGO ISM IMG MNC".split())
# Which key of a table holds names used in which way.
WAYS = {"names": How.NAME, "adjectives": How.ADJECTIVE, "peoples": How.PEOPLE, "capitals": How.CAPITAL, "seats": How.SEAT,
        "weak": How.WEAK}
KEYS = frozenset({*WAYS, "name", "kind", "country", "sector", "sectors", "cow", "wikidata", "start", "end", "heir", "dated", "source",
                  "override"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """An entry and the senses its names carry."""

    entry: Entry
    senses: tuple[Sense, ...]


def data(name: str) -> Traversable:
    """A knowledge file that ships with this room."""
    return resources.files("detente.lexicon").joinpath("data", name)


def load_entries(source: Source, kind: Kind, countries: frozenset[str] | None) -> Iterator[Loaded]:
    """Yield the entries of one file. countries: the codes allowed, or None where the file itself defines them (states)."""
    for id, table in source.tables.items():
        if not isinstance(table, Mapping):
            raise KnowledgeError(f"{source.name}: {id!r} is no table; write [{id}] and its keys below it")
        check_keys(source, id, table)
        known = countries if countries is not None else frozenset({id})
        yield entry_of(source, id, table, kind, known)


def check_keys(source: Source, id: str, table: Mapping[str, Any]) -> None:
    """Refuse keys that mean nothing here, lists that are no lists of text, and entries without a name."""
    for key, value in table.items():
        if key not in KEYS:
            raise KnowledgeError(f"{at(source, id)}: {key!r} is not a key of an entry{nearest(key, KEYS)}")
        if key in WAYS and not (isinstance(value, list) and all(isinstance(v, str) and key_of(v) for v in value)):
            raise KnowledgeError(f"{at(source, id)}: {key} of {id} wants a list of names")
    if not table.get("names"):
        raise KnowledgeError(f"{at(source, id)}: {id} has no names")


def entry_of(source: Source, id: str, table: Mapping[str, Any], kind: Kind, countries: frozenset[str]) -> Loaded:
    """One table as an entry; raises UnknownCode for a country or sector that does not exist."""
    country = table.get("country", id if kind is Kind.STATE else None)
    if country is not None and country not in countries:
        raise unknown(source, id, "country", country, countries)
    sectors = tuple(table.get("sectors", ()))
    for sector in (*([table["sector"]] if "sector" in table else []), *sectors):
        if sector not in SECTORS:
            raise unknown(source, id, "sector", sector, SECTORS)
    entry = Entry(id, Kind(table.get("kind", kind)), table.get("name", table["names"][0]), country, table.get("sector"), sectors,
                  cows(table.get("cow")), table.get("wikidata"), *period(source, id, table.get("start"), table.get("end")),
                  table.get("heir"), table.get("source", ""))
    return Loaded(entry, tuple(senses_of(source, id, table)))


def senses_of(source: Source, id: str, table: Mapping[str, Any]) -> Iterator[Sense]:
    """Yield what the entry's names mean, with their days of official use."""
    dated = {name: period(source, id, start or None, end or None) for name, start, end in table.get("dated", ())}
    for key, how in WAYS.items():
        for name in table.get(key, ()):
            yield Sense(id, how, name, *dated.get(name, (None, None)))


def cows(value: str | Sequence[Sequence[str]] | None) -> tuple[Dated, ...]:
    if value is None:
        return ()
    return (Dated(value),) if isinstance(value, str) else tuple(Dated(code, start or None, end or None) for code, start, end in value)


def period(source: Source, id: str, start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """Both days, checked: real days, and the end not before the start."""
    for day in (start, end):
        if day is not None:
            try:
                iso(day)
            except BadDate as e:
                raise KnowledgeError(f"{at(source, id)}: {e}") from None
    if start and end and end < start:
        raise KnowledgeError(f"{source.where(end)}: {id} ends on {end}, before its start on {start} ({source.where(start)})")
    return start, end


def load_roles(source: Source) -> Iterator[Role]:
    """Yield the roles of roles.toml, one per word."""
    for id, table in source.tables.items():
        for sector in (table["sector"], *table.get("sectors", ())):
            if sector not in SECTORS:
                raise unknown(source, id, "sector", sector, SECTORS)
        for word in table["words"]:
            yield Role(id, word, table["sector"], tuple(table.get("sectors", ())), table["shape"])


def at(source: Source, id: str) -> str:
    """"file:line" of the table's header."""
    for n, line in enumerate(source.text.splitlines(), 1):
        if line.strip().strip("[]").strip().strip('"') == id and line.lstrip().startswith("["):
            return f"{source.name}:{n}"
    return source.name


def unknown(source: Source, id: str, key: str, code: object, known: frozenset[str]) -> UnknownCode:
    where = source.where(str(code), key)
    return UnknownCode(f"{where if ':' in where else at(source, id)}: {code!r} of {id} is no {key} code{nearest(str(code), known)}")


def nearest(word: str, known: frozenset[str]) -> str:
    """", nearest: ..." for a message; empty where nothing is near."""
    near = difflib.get_close_matches(word, sorted(known), 3, 0.4)
    return f"; nearest: {', '.join(near)}" if near else ""
