"""From knowledge files to entries and senses, checked: unknown codes, ends before starts, keys nobody knows."""
from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
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
ENTRIES = frozenset({Kind.STATE.value, Kind.TERRITORY.value, Kind.ORGANISATION.value})
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
        if table.get("kind") in ("person", "place"):
            continue  # own.py reads these
        check_keys(source, id, table)
        known = countries if countries is not None else frozenset({id})
        yield entry_of(source, id, table, kind, known)


def check_keys(source: Source, id: str, table: Mapping[str, Any], keys: frozenset[str] = KEYS) -> None:
    """Refuse keys that mean nothing here, values of another shape than their key's, and a table without its name."""
    for key, value in table.items():
        if key not in keys:
            raise KnowledgeError(f"{at(source, id)}: {key!r} is not a key of an entry{nearest(key, keys)}")
        wanted = next((wanted for known, fits, wanted in SHAPES if key in known and not fits(value)), None)
        if wanted is not None:
            raise KnowledgeError(f"{at(source, id)}: {key} of {id} wants {wanted}, not {value!r:.60}")
    needed = "names" if "names" in keys else "name"
    if not table.get(needed):
        raise KnowledgeError(f"{at(source, id)}: {id} has no {needed}")


def is_text(value: object) -> bool:
    return isinstance(value, str) and key_of(value) != ""


def is_texts(value: object) -> bool:
    return isinstance(value, list) and all(is_text(v) for v in value)


def is_rows(value: object, cells: int) -> bool:
    """Whether a value is a list of lists of so many texts, of which the first is filled."""
    return isinstance(value, list) and all(
        isinstance(row, list) and len(row) == cells and is_text(row[0]) and all(isinstance(c, str) for c in row) for row in value)


# Which keys want values of which shape, and how that is said.
SHAPES: tuple[tuple[frozenset[str], Callable[[object], bool], str], ...] = (
    (frozenset({*WAYS}), is_texts, "a list of names"),
    (frozenset({"sectors"}), is_texts, "a list of codes"),
    (frozenset({"name", "surname", "kind", "country", "sector", "wikidata", "start", "end", "heir", "source", "feature"}), is_text, "a text"),
    (frozenset({"override"}), lambda v: isinstance(v, bool), "true or false"),
    (frozenset({"dated"}), lambda v: is_rows(v, 3), 'a list of [name, start, end], "" where open'),
    (frozenset({"cow"}), lambda v: is_text(v) or is_rows(v, 3), 'a number as text or a list of [number, start, end], "" where open'),
    (frozenset({"offices"}), lambda v: is_rows(v, 4), 'a list of [office, country or body, start, end], "" where open'),
    (frozenset({"lat", "lon"}), lambda v: isinstance(v, (int, float)) and not isinstance(v, bool) and -180 <= v <= 180, "degrees"),
    (frozenset({"inhabitants"}), lambda v: isinstance(v, int) and not isinstance(v, bool) and v >= 0, "a whole number"),
)


def entry_of(source: Source, id: str, table: Mapping[str, Any], kind: Kind, countries: frozenset[str]) -> Loaded:
    """One table as an entry; raises UnknownCode for a kind, country or sector that does not exist."""
    if table.get("kind", kind) not in ENTRIES:
        raise unknown(source, id, "kind", table["kind"], ENTRIES)
    country = table.get("country", id if table.get("kind", kind) == Kind.STATE else None)
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
    nameless = next((n for n in dated if not any(n in table.get(key, ()) for key in WAYS)), None)
    if nameless is not None:
        raise KnowledgeError(f"{near(source, id, nameless)}: {nameless!r} is dated, but no name of {id}")
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
                raise KnowledgeError(f"{near(source, id, day)}: {e}") from None
    if start and end and end < start:
        raise KnowledgeError(f"{near(source, id, end)}: {id} ends on {end}, before its start on {start} ({near(source, id, start)})")
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
    n = header(source, id)
    return source.name if n is None else f"{source.name}:{n}"


def header(source: Source, id: str) -> int | None:
    """The number of the line that holds [id]; None where none does."""
    found = re.search(rf"^[ \t]*\[[ \t]*[\"']?{re.escape(id)}[\"']?[ \t]*\]", source.text, re.M)
    return source.text.count("\n", 0, found.end()) + 1 if found else None


def near(source: Source, id: str, value: str) -> str:
    """"file:line" of the first line from the table's header on that holds the value in quotation marks; else the header's."""
    first = header(source, id) or 1
    lines = source.text.split("\n")[first - 1:]
    n = next((n for n, line in enumerate(lines, first) if f'"{value}"' in line or f"'{value}'" in line), None)
    return at(source, id) if n is None else f"{source.name}:{n}"


def unknown(source: Source, id: str, key: str, code: object, known: frozenset[str]) -> UnknownCode:
    return UnknownCode(f"{near(source, id, str(code))}: {code!r} of {id} is no {key} code{nearest(str(code), known)}")


def nearest(word: str, known: frozenset[str]) -> str:
    """", nearest: ..." for a message; empty where nothing is near."""
    near = difflib.get_close_matches(word, sorted(known), 3, 0.4)
    return f"; nearest: {', '.join(near)}" if near else ""
