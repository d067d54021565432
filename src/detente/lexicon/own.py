"""Persons with their offices, and places, of a researcher's own lexicon file (entries: extra.py); checked as strictly as what ships.

    [per-ana-duarte]                      [pl-port-xan]
    kind = "person"                       kind = "place"
    name = "Ana Duarte"                   names = ["Port Xan"]
    surname = "Duarte"                    country = "MLI"
    offices = [                           lat = 14.5
      ["president", "BRA",                lon = -4.2
       "2031-01-01", ""],                 feature = "city"
    ]                                     inhabitants = 40000
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from detente.errors import KnowledgeError
from detente.lexicon.actors import FEATURES, How, Kind, Sense, Spot
from detente.lexicon.holders import Row, keys, person_id, row_id
from detente.lexicon.load import NOT_STATES, Loaded, at, check_keys, near, period, unknown
from detente.lexicon.names import key_of
from detente.lexicon.source import Source

PERSON = frozenset({"kind", "name", "surname", "offices", "source", "override"})
PLACE = frozenset({"kind", "names", "country", "lat", "lon", "feature", "inhabitants", "source", "override"})
# Several may hold this at a time.
SHARED = "vice president"
Spots = dict[Spot, tuple[Sense, ...]]


def tables_of(source: Source, kind: Kind) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the file's tables of one kind."""
    for id, table in source.tables.items():
        if isinstance(table, Mapping) and table.get("kind") == kind:
            yield id, table


def with_persons(rows: Sequence[Row], source: Source, entries: Mapping[str, Loaded], offices: frozenset[str]) -> list[Row]:
    """The rows of offices with the file's persons added.

    offices: the kinds known. A person or name that exists already, or an office that somebody else holds on the same days, wants
    `override = true`: then the person is replaced, and the other's tenure ends the day before. Raises KnowledgeError with both sides.
    """
    found = list(rows)
    for id, table in tables_of(source, Kind.PERSON):
        new = list(rows_of(source, id, table, entries, offices))
        owner = next((e.entry for e in entries.values() if key_of(table["name"]) in {key_of(s.name) for s in e.senses}), None)
        if owner is not None:
            raise KnowledgeError(f"{near(source, id, table['name'])}: {table['name']!r} of {id} is already a name of {owner.id} ({owner.name})")
        if table.get("override", False):
            found = [cut for r in found if row_id(r) != id for cut in before(r, new)]
        else:
            refuse_clashes(source, id, new, found)
        found += new
    return found


def rows_of(source: Source, id: str, table: Mapping[str, Any], entries: Mapping[str, Loaded], offices: frozenset[str]) -> Iterator[Row]:
    """Yield one row for each office of a person."""
    check_keys(source, id, table, PERSON)
    name, surname = table["name"], table.get("surname", table["name"].split()[-1])
    wikidata = id if id[:1] == "Q" and id[1:].isdecimal() else ""
    if not wikidata and id != person_id(name):
        raise KnowledgeError(f"{at(source, id)}: {name!r} goes under a Wikidata number or under [{person_id(name)}], not [{id}]")
    if not set(keys(surname)) <= set(keys(name)):
        raise KnowledgeError(f"{near(source, id, surname)}: the surname {surname!r} is no part of the name {name!r}")
    if not table.get("offices"):
        raise KnowledgeError(f"{at(source, id)}: {id} has no offices; list at least one as [office, country or body, start, end]")
    for office, of, start, end in table["offices"]:
        if office not in offices:
            raise unknown(source, id, "office", office, offices)
        if of not in entries and of not in NOT_STATES:
            raise unknown(source, id, "country or body", of, frozenset(entries) | NOT_STATES)
        period(source, id, start or None, end or None)
        country = entries[of].entry.country if of in entries else of
        yield Row(of if country == of else f"{country or 'IGO'}/{of}", office, name, surname, wikidata, start, end, table.get("source", source.name))


def refuse_clashes(source: Source, id: str, new: Sequence[Row], rows: Iterable[Row]) -> None:
    """Raise KnowledgeError where a person, the full name or an office on the same days is another row's."""
    names = {key_of(r.person) for r in new}
    for r in rows:
        if row_id(r) == id or key_of(r.person) in names:
            raise KnowledgeError(f"{at(source, id)}: {id} exists already ({r.person}, {row_id(r)}, {r.office} of {r.place}, {r.source}); "
                                 f"say override = true under [{row_id(r)}] to replace the person")
        other = next((n for n in new if together(n, r)), None)
        if other is not None:
            raise KnowledgeError(f"{near(source, id, other.office)}: {other.office} of {other.place} from {other.start or 'the beginning'} is also "
                                 f"{r.person}, {r.start or 'the beginning'} to {r.end or 'now'} ({r.source}); "
                                 f"say override = true in [{id}] to end that")


def together(a: Row, b: Row) -> bool:
    """Whether two tenures are of one office that one person holds, and share a day."""
    same = (a.office, a.place) == (b.office, b.place) and a.office != SHARED
    return same and (not b.end or a.start < b.end.rstrip("?")) and (not a.end or b.start < a.end)


def before(row: Row, new: Iterable[Row]) -> Iterator[Row]:
    """Yield the row, ended the day before the first of the new tenures that it runs into; nothing where it begins no earlier."""
    starts = [n.start for n in new if together(n, row)]
    if not starts:
        yield row
    elif row.start < min(starts):
        yield row._replace(end=(date.fromisoformat(min(starts)) - timedelta(1)).isoformat())


def with_spots(spots: Spots, source: Source, countries: frozenset[str]) -> Spots:
    """The gazetteer with the file's places added; one that has a name in the same country already wants `override = true`."""
    found = dict(spots)
    for id, table in tables_of(source, Kind.PLACE):
        spot, senses = spot_of(source, id, table, countries)
        names = {key_of(s.name) for s in senses}
        for other in [o for o, ss in found.items() if o.country == spot.country and any(key_of(s.name) in names for s in ss)]:
            if not table.get("override", False):
                raise KnowledgeError(f"{near(source, id, spot.name)}: {spot.name!r} of {id} lies in {spot.country} already ({other.id}, "
                                     f"{other.lat} N {other.lon} E); say override = true to replace it")
            del found[other]
        found[spot] = senses
    return found


def spot_of(source: Source, id: str, table: Mapping[str, Any], countries: frozenset[str]) -> tuple[Spot, tuple[Sense, ...]]:
    """One table as a place with its names."""
    check_keys(source, id, table, PLACE)
    if not id.startswith("pl-") or id[3:].isdecimal():
        raise KnowledgeError(f"{at(source, id)}: the id of a place is 'pl-' and a word, not {id!r}")
    country, feature = table.get("country"), table.get("feature", "city")
    if country is not None and country not in countries:
        raise unknown(source, id, "country", country, countries)
    if feature not in FEATURES:
        raise unknown(source, id, "feature", feature, frozenset(FEATURES))
    if "lat" not in table or "lon" not in table or abs(table["lat"]) > 90:
        raise KnowledgeError(f"{at(source, id)}: {id} wants lat (-90 to 90) and lon (-180 to 180)")
    spot = Spot(id, table["names"][0], country, float(table["lat"]), float(table["lon"]), feature, table.get("inhabitants", 0))
    return spot, tuple(Sense(id, How.LOCATION, name) for name in table["names"])
