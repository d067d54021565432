"""The lexicon: everything a name may mean, loaded once and frozen."""
from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from detente.lexicon.actors import Entry, Kind, Person, Role, Sense, Spot
from detente.lexicon.extra import merge_extra
from detente.lexicon.holders import Register, read_rows, register, register_senses, row_id
from detente.lexicon.load import NOT_STATES, Loaded, data, load_entries, load_roles
from detente.lexicon.names import Index, Match, Word, index, key_of, words_of
from detente.lexicon.own import with_persons, with_spots
from detente.lexicon.places import read_spots
from detente.lexicon.rivals import Rival, load_leads, load_rivals
from detente.lexicon.source import Source, read_source
from detente.lexicon.titles import Title, load_titles
from detente.records.reading import Actor


@dataclass(frozen=True, slots=True)
class Lexicon:
    """entries, persons, spots by id; roles and titles by key; digest: sha256 over the files it was made of."""

    entries: Mapping[str, Entry]
    persons: Register
    spots: Mapping[str, Spot]
    roles: Mapping[str, Role]
    titles: Mapping[str, Title]
    index: Index
    rivals: Mapping[str, Rival]
    leads: Mapping[str, str]
    digest: str

    def holders(self, country: str, office: str, on: date | None) -> tuple[Person, ...]:
        """Who held an office of a state or body on a day ("KOR", "president"); everyone who ever did where the day is None."""
        return self.persons.holders(country, office, on)

    def leader(self, country: str, on: date | None) -> Person | None:
        """Whom "the X leader" means on a day; None where that is not one known person."""
        for office in dict.fromkeys((self.leads.get(country, "president"), "president", "leader", "monarch", "prime minister")):
            found = self.holders(country, office, on)
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def matches(self, text: str, start: int = 0, end: int | None = None) -> list[Match]:
        """The names in text[start:end], longest first from the left, each with all it may mean."""
        return list(self.index.matches(words_of(text, start, end)))

    def matches_in(self, words: Sequence[Word]) -> list[Match]:
        """As `matches`, over words already cut."""
        return list(self.index.matches(words))

    def senses(self, name: str) -> tuple[Sense, ...]:
        """All that a name may mean, whatever its case."""
        return self.index.names.get(key_of(name), ())

    def actor(self, id: str, on: date | None = None) -> Actor | None:
        """The entry or person as of a day; None where the id is neither."""
        entry = self.entries.get(id)
        if entry is not None:
            return entry.actor(on)
        person = self.persons.get(id)
        return None if person is None else self.person_actor(person, on)

    def person_actor(self, person: Person, on: date | None) -> Actor:
        """A person as of a day: the office held then, or a former official (ELI); before the first office nothing is said of the sector."""
        held = [t for t in person.tenures if t.holds(on)]
        tenure = next((t for t in held if t.office not in LESSER), None) or next(iter(held), None)
        if on is None and len({t.office for t in person.tenures}) > 1:
            tenure = None
        if tenure is None:
            past = on is not None and any(t.end and t.sure and t.end < on.isoformat() for t in person.tenures)
            country = person.tenures[-1].country
            return Actor(person.id, person.name, country, "ELI" if past else None, wikidata=person.wikidata, cow=self.cow(country, on))
        return Actor(person.id, person.name, tenure.country, "GOV", office=self.office_name(tenure.office, tenure.body or tenure.country),
                     cow=self.cow(tenure.country, on), wikidata=person.wikidata)

    def office_name(self, office: str, of: str) -> str:
        """"president of South Korea"."""
        return f"{office} of {self.entries[of].name}" if of in self.entries else office

    def cow(self, country: str | None, on: date | None) -> str | None:
        entry = self.entries.get(country or "")
        return None if entry is None else entry.actor(on).cow


TABLES = ("states", "territories", "organisations", "roles", "titles", "ambiguous", "leaders")
# Offices that say less about somebody who holds two.
LESSER = frozenset({"vice president", "finance minister", "party leader"})


def load_lexicon(extra: Sequence[Path] = ()) -> Lexicon:
    """The lexicon with the given files added or overriding, loaded once per set of files. Raises KnowledgeError with file and line."""
    return loaded(tuple(str(p) for p in extra))


@cache
def loaded(extra: tuple[str, ...]) -> Lexicon:
    """See load_lexicon."""
    sources = {name: read_source(data(f"{name}.toml")) for name in TABLES}
    entries = shipped_entries(sources)
    more = [read_source(Path(p)) for p in extra]
    titles = dict(reversed(list(load_titles(sources["titles"]))))
    rows, spots = list(read_rows(data("offices.tsv"))), dict(read_spots(data("places.tsv")))
    known = frozenset(o for t in titles.values() for o in t.offices)
    for source in more:
        merge_extra(entries, source, {key_of(r.person): row_id(r) for r in rows})
        rows = with_persons(rows, source, entries, known | {r.office for r in rows})
        spots = with_spots(spots, source, frozenset(entries) | NOT_STATES)
    persons = register(rows)
    senses = [s for e in entries.values() for s in e.senses] + list(register_senses(persons))
    senses += [s for names in spots.values() for s in names]
    frozen = MappingProxyType
    rivals, leads = load_rivals(sources["ambiguous"]), load_leads(sources["leaders"])
    return Lexicon(frozen({e.entry.id: e.entry for e in entries.values()}), persons, frozen({s.id: s for s in spots}),
                   frozen({key_of(r.word): r for r in load_roles(sources["roles"])}),
                   frozen(titles), index(senses), frozen(rivals), frozen(leads),
                   digest([*sources.values(), *more]))


def shipped_entries(sources: Mapping[str, Source]) -> dict[str, Loaded]:
    """States, territories and organisations by id."""
    found = {e.entry.id: e for e in load_entries(sources["states"], Kind.STATE, None)}
    countries = frozenset(found) | NOT_STATES
    for name, kind in (("territories", Kind.TERRITORY), ("organisations", Kind.ORGANISATION)):
        found.update((e.entry.id, e) for e in load_entries(sources[name], kind, countries))
    return found


def digest(sources: Iterable[Source]) -> str:
    """sha256 over the knowledge files, with those that are no TOML."""
    told = hashlib.sha256()
    for source in sources:
        told.update(source.text.encode())
    for name in ("offices.tsv", "places.tsv"):
        told.update(data(name).read_bytes())
    return told.hexdigest()
