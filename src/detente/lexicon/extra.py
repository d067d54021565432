"""A researcher's own lexicon file, merged over what ships: it may add entries and, where it says so, override them."""
from __future__ import annotations

import re
from collections.abc import Mapping

from detente.errors import KnowledgeError
from detente.lexicon.actors import How, Kind
from detente.lexicon.load import NOT_STATES, Loaded, at, load_entries, near, unknown
from detente.lexicon.names import key_of
from detente.lexicon.source import Source

# Ways in which two entries may not share a name without one saying that it overrides the other.
STRONG = frozenset({How.NAME, How.ADJECTIVE, How.PEOPLE, How.CAPITAL, How.SEAT})
# Ids of persons and places, which no entry may bear.
TAKEN = re.compile(r"Q\d+|(?:per|pl)-.*")


def merge_extra(entries: dict[str, Loaded], source: Source, people: Mapping[str, str]) -> None:
    """Add the file's entries. An id or a strong name that exists already wants `override = true`; else both sides are named.

    people: ids of persons by the key of their full names, which no entry may bear.
    """
    countries = frozenset(e.entry.id for e in entries.values() if e.entry.kind is Kind.STATE) | NOT_STATES
    owners = {key_of(s.name): id for id, e in entries.items() for s in e.senses if s.how in STRONG}
    for new in load_entries(source, Kind.ORGANISATION, countries | own_states(source)):
        check_ids(entries, new, source)
        person = next((s.name for s in new.senses if key_of(s.name) in people), None)
        if person is not None:
            raise KnowledgeError(f"{near(source, new.entry.id, person)}: {person!r} of {new.entry.id} is already {people[key_of(person)]}, a person")
        override = source.tables[new.entry.id].get("override", False)
        if not override:
            refuse_clashes(entries, owners, new, source)
        yield_names(entries, owners, new)
        entries[new.entry.id] = new
        owners.update((key_of(s.name), new.entry.id) for s in new.senses if s.how in STRONG)


def check_ids(entries: dict[str, Loaded], new: Loaded, source: Source) -> None:
    """Raise KnowledgeError for an id that persons or places bear, and for an heir that is no entry."""
    id, heir = new.entry.id, new.entry.heir
    if TAKEN.fullmatch(id):
        raise KnowledgeError(f"{at(source, id)}: {id!r} is an id for a person or place; give kind = \"person\" or \"place\", or another id")
    if heir is not None and heir not in entries and heir not in source.tables:
        raise unknown(source, id, "heir", heir, frozenset(entries))


def own_states(source: Source) -> frozenset[str]:
    """Codes of the states that the file itself adds."""
    return frozenset(id for id, table in source.tables.items() if isinstance(table, dict) and table.get("kind") == "state")


def refuse_clashes(entries: dict[str, Loaded], owners: dict[str, str], new: Loaded, source: Source) -> None:
    id = new.entry.id
    if id in entries:
        raise KnowledgeError(f"{at(source, id)}: {id} exists already ({entries[id].entry.name}); say override = true to replace it")
    for s in new.senses:
        owner = owners.get(key_of(s.name)) if s.how in STRONG else None
        if owner is not None and owner != id:
            raise KnowledgeError(f"{near(source, id, s.name)}: {s.name!r} of {id} is already a name of {owner} ({entries[owner].entry.name}); "
                                 f"say override = true in [{id}] to take it")


def yield_names(entries: dict[str, Loaded], owners: dict[str, str], new: Loaded) -> None:
    """Take from other entries the strong names that the new entry overrides."""
    taken = {key_of(s.name) for s in new.senses if s.how in STRONG}
    for owner in {owners[k] for k in taken if k in owners} - {new.entry.id}:
        old = entries[owner]
        entries[owner] = Loaded(old.entry, tuple(s for s in old.senses if key_of(s.name) not in taken))
