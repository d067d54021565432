"""What the lexicon holds: entries (states, territories, organisations), persons with tenures, roles, places; and what a name may mean."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from detente.records.kinds import Precision
from detente.records.reading import Actor, Place


class Kind(StrEnum):
    STATE = "state"
    TERRITORY = "territory"
    ORGANISATION = "organisation"
    PERSON = "person"
    PLACE = "place"


class How(StrEnum):
    """In which way a name stands for what it means."""

    NAME = "name"              # "North Korea"
    ADJECTIVE = "adjective"    # "North Korean"
    PEOPLE = "people"          # "North Koreans"
    CAPITAL = "capital"        # "Pyongyang"
    SEAT = "seat"              # "the Kremlin"
    WEAK = "weak"              # "the North", where the report has named the state
    FULL = "full name"         # "Moon Jae-in"
    SURNAME = "surname"        # "Moon"
    LOCATION = "location"      # "Vladivostok"


@dataclass(frozen=True, slots=True)
class Dated:
    """A value that held from start to end (ISO days, both included; None where open)."""

    value: str
    start: str | None = None
    end: str | None = None

    def holds(self, on: date | None) -> bool:
        """Whether it held on that day; on an unknown day everything may hold."""
        return on is None or ((self.start or "") <= on.isoformat() and (self.end is None or on.isoformat() <= self.end))


@dataclass(frozen=True, slots=True)
class Entry:
    """A state, territory or organisation. country, sector: PLOVER's; cow: Correlates of War numbers by date; place: where it lies."""

    id: str
    kind: Kind
    name: str
    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    cow: tuple[Dated, ...] = ()
    wikidata: str | None = None
    start: str | None = None
    end: str | None = None
    heir: str | None = None
    source: str = ""

    def existed(self, on: date | None) -> bool:
        return Dated(self.id, self.start, self.end).holds(on)

    def actor(self, on: date | None = None) -> Actor:
        """The actor as of a day: its Correlates of War number is the one that held then."""
        cow = next((c.value for c in self.cow if c.holds(on)), None)
        return Actor(self.id, self.name, self.country, self.sector, self.sectors, None, cow, self.wikidata)


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office. office: its kind ("prime minister"); country: PLOVER's code; body: the entry id where it is no state's.

    end: the last day known; sure: False where the source ends there and the office may not.
    """

    office: str
    country: str
    start: str | None
    end: str | None
    source: str
    body: str | None = None
    sure: bool = True

    def holds(self, on: date | None) -> bool:
        return Dated(self.office, self.start, self.end).holds(on)

    def may_hold(self, on: date | None) -> bool:
        """Whether it held on that day, or may have: nothing later is known."""
        return self.holds(on) or (on is not None and not self.sure and (self.start or "") <= on.isoformat())


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds or held an office. words: the name's words, normalised; surname: the word newspapers use alone, normalised."""

    id: str
    name: str
    words: tuple[str, ...]
    surname: str
    wikidata: str | None
    tenures: tuple[Tenure, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What a common noun makes of its bearers: "police" are COP. shape: "group", "person" or "body"."""

    id: str
    word: str
    sector: str
    sectors: tuple[str, ...]
    shape: str


class Spot(NamedTuple):
    """A place of the gazetteer. feature: "city", "province", "sea", "strait" ...; rank: inhabitants; settles which of two is meant."""

    id: str
    name: str
    country: str | None
    lat: float
    lon: float
    feature: str
    rank: int

    def place(self) -> Place:
        return Place(self.name, self.country, self.lat, self.lon, FEATURES[self.feature])


# The features of the gazetteer, and how closely each tells where something is.
FEATURES: Mapping[str, Precision] = MappingProxyType({
    "capital": Precision.CITY, "city": Precision.CITY, "province": Precision.PROVINCE, "country": Precision.COUNTRY, "site": Precision.SITE,
    "region": Precision.REGION, "sea": Precision.REGION, "strait": Precision.REGION,
})


class Sense(NamedTuple):
    """One thing a name may mean. id: of an entry, person or place; name: as the lexicon writes it; start, end: days of official use."""

    id: str
    how: How
    name: str
    start: str | None = None
    end: str | None = None

    def current(self, on: date | None) -> bool:
        return Dated(self.name, self.start, self.end).holds(on)
