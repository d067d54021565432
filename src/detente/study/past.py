"""What had been reported by a day: the only view of a dossier that a world is made from, so that nothing later leaks in."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from detente.codebook.sectors import side_of as side_id
from detente.codebook.sectors import state_of
from detente.errors import BadDate
from detente.lexicon.lexicon import load_lexicon
from detente.records.dossier import Citation, Dossier, Happening, Told
from detente.records.kinds import Precision
from detente.records.reading import Actor, Event, Mention, Reading
from detente.text import Span


@dataclass(frozen=True)
class Past:
    """A dossier up to a day. readings: those reported by then, in the order of their dates; undated: ids of reports that no date was found for."""

    on: str
    dossier: Dossier
    readings: tuple[Reading, ...]
    undated: tuple[str, ...]

    @cached_property
    def days(self) -> dict[str, str]:
        """Report id -> ISO day, of the reports known by then."""
        return {r.report.id: r.dated.start[:10] for r in self.readings if r.dated is not None and r.dated.start is not None}

    def cite(self, reading: Reading, *spans: Span) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(Citation(reading.report.id, s) for s in spans))

    @cached_property
    def events(self) -> dict[str, tuple[Reading, Event]]:
        """Every event known by then, by id."""
        return {e.id: (r, e) for r in self.readings for e in r.events}

    def tellings(self, happening: Happening) -> tuple[Told, ...]:
        """Those of a happening's tellings that were reported by then, the earliest first."""
        known = [m for m in happening.mentions if m.report in self.days]
        return tuple(sorted(known, key=lambda m: (self.days[m.report], m.report, m.spans())))

    @cached_property
    def happenings(self) -> tuple[tuple[Happening, tuple[Told, ...]], ...]:
        """Happenings with at least one telling known by then."""
        found = [(h, self.tellings(h)) for h in self.dossier.happenings]
        return tuple((h, told) for h, told in found if told)


def past(dossier: Dossier, on: str | date) -> Past:
    """Raises BadDate where `on` is no ISO day."""
    day = day_of(on)
    dated = [(r.dated.start[:10], r) for r in dossier.readings if r.dated is not None and r.dated.start is not None]
    known = sorted(((d, r) for d, r in dated if d <= day), key=lambda dr: (dr[0], dr[1].report.id))
    undated = sorted(r.report.id for r in dossier.readings if r.dated is None or r.dated.start is None)
    return Past(day, dossier, tuple(r for _, r in known), tuple(undated))


def day_of(on: str | date) -> str:
    if isinstance(on, date):
        return on.isoformat()[:10]
    try:
        return date.fromisoformat(on[:10]).isoformat()
    except (ValueError, TypeError):
        raise BadDate(f"{on!r} is not an ISO day such as 2017-09-06") from None


def side(actor: Actor) -> Actor:
    """Whom an actor acts for: the state for its officials, else itself. President Moon stands for South Korea."""
    code = state_of(actor)
    if code is None:
        body = side_id(actor)    # "an ECOWAS official" speaks for ECOWAS
        return actor if body == actor.id else load_lexicon().actor(body) or actor
    return actor if code == actor.id else state(code)


def state(code: str) -> Actor:
    """The state of a code, from the lexicon; made of the code where the lexicon has none."""
    return load_lexicon().actor(code) or Actor(code, code, code)


def side_of(mention: Mention) -> Actor | None:
    """The side of a mention; a country named as a place counts as the state."""
    if mention.actor is not None:
        return None if mention.actor.id == "UNK" else side(mention.actor)
    place = mention.place
    if place is None or not place.country:
        return None
    whole = state(place.country)
    return whole if place.precision is Precision.COUNTRY or whole.name == place.name else None    # "steel from the European Union"


def sides(mentions: tuple[Mention, ...]) -> Iterator[Actor]:
    """Each side once, in the order of the mentions."""
    yield from {a.id: a for m in mentions if (a := side_of(m)) is not None}.values()
