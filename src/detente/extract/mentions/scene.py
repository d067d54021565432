"""What the whole report tells about the meaning of one name: the states it names, where it was written, its day."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.extract.mentions.names import Name
from detente.extract.mentions.words import Words
from detente.language.parse import Parse
from detente.lexicon.actors import How, Kind, Sense
from detente.lexicon.lexicon import Lexicon
from detente.lexicon.load import NOT_STATES
from detente.lexicon.names import key_of
from detente.text import Span

# What a name means first of all, where it may mean several things.
RANK: Mapping[How, int] = {How.FULL: 0, How.NAME: 1, How.ADJECTIVE: 1, How.PEOPLE: 1, How.CAPITAL: 1, How.SEAT: 1, How.WEAK: 2, How.LOCATION: 3}
STRONG = frozenset({How.NAME, How.ADJECTIVE, How.PEOPLE, How.CAPITAL, How.SEAT})
# A place this many times larger than its namesakes is the one meant.
CLEARLY_LARGER = 4


@dataclass(frozen=True, slots=True)
class Scene:
    """named: how often each state is named without doubt; home: the country of the dateline; bag: the report's words."""

    parse: Parse
    lexicon: Lexicon
    words: Words
    day: date | None
    home: str | None
    named: Mapping[str, int]
    bag: frozenset[str]

    def meaning(self, name: Name) -> Sense | None:
        """The one thing the name means here; None where nothing, or where it stays open."""
        return settle(self.lexicon, self.day, self.named, self.home, self.bag, name.senses)


def set_scene(parse: Parse, lexicon: Lexicon, words: Words, day: date | None, names: Sequence[Name], dateline: Span | None) -> Scene:
    """Read off a report what its names need."""
    named = Counter(name.senses[0].id for name in names if len(name.ids(*STRONG)) == 1 and name.has(*STRONG))
    bag = frozenset(t.text for t in parse.tokens if t.text[:1].isupper())
    states = Counter({id: n for id, n in named.items() if id in lexicon.entries and lexicon.entries[id].kind is not Kind.ORGANISATION})
    home = country_of_dateline(parse.text, lexicon, day, states, bag, dateline)
    return Scene(parse, lexicon, words, day, home, states, bag)


def country_of_dateline(text: str, lexicon: Lexicon, day: date | None, named: Mapping[str, int], bag: frozenset[str],
                        dateline: Span | None) -> str | None:
    """The country of the first place of the dateline that is known."""
    if dateline is None:
        return None
    for match in lexicon.matches(text, dateline.start, dateline.end):
        sense = settle(lexicon, day, named, None, bag, match.senses)
        country = country_of(lexicon, sense)
        if country is not None and country not in NOT_STATES and country in lexicon.entries:
            return country
    return None


def country_of(lexicon: Lexicon, sense: Sense | None) -> str | None:
    """The country code of what a sense means."""
    if sense is None:
        return None
    if sense.id in lexicon.entries:
        return lexicon.entries[sense.id].country
    return lexicon.spots[sense.id].country if sense.id in lexicon.spots else None


def settle(lexicon: Lexicon, day: date | None, named: Mapping[str, int], home: str | None, bag: frozenset[str],
           senses: Sequence[Sense]) -> Sense | None:
    """Choose among senses by kind of name, date, and what else the report names; None where it stays open."""
    usable = [s for s in senses if s.how in RANK and (s.how is not How.WEAK or named.get(s.id))]
    if not usable:
        return None
    rival = lexicon.rivals.get(key_of(usable[0].name))
    if rival is not None:
        return chosen(lexicon, usable, rival.settle(bag)) or by_naming(usable, named)
    best = min(RANK[s.how] for s in usable)
    first = [s for s in usable if RANK[s.how] == best]
    if best == RANK[How.LOCATION]:
        return largest(lexicon, first, named, home)
    alive = [s for s in first if s.id not in lexicon.entries or lexicon.entries[s.id].existed(day)] or first
    current = [s for s in alive if s.current(day)] or alive
    return current[0] if len({s.id for s in current}) == 1 else by_naming(current, named)


def chosen(lexicon: Lexicon, senses: Sequence[Sense], id: str | None) -> Sense | None:
    """The sense of the id, or of a place in the country that "place:USA" names."""
    if id is None:
        return None
    country = id.partition("place:")[2]
    return next((s for s in senses if s.id == id or (country and s.how is How.LOCATION and lexicon.spots[s.id].country == country)), None)


def by_naming(senses: Sequence[Sense], named: Mapping[str, int]) -> Sense | None:
    """The only one that the report names by another, clear name."""
    known = [s for s in senses if named.get(s.id)]
    return known[0] if len({s.id for s in known}) == 1 else None


def largest(lexicon: Lexicon, senses: Sequence[Sense], named: Mapping[str, int], home: str | None) -> Sense | None:
    """Of places with one name: that of a country the report names, else one clearly larger than the rest."""
    ranked = sorted(senses, key=lambda s: -lexicon.spots[s.id].rank)
    at_home = [s for s in ranked if lexicon.spots[s.id].country in named or lexicon.spots[s.id].country == home]
    if at_home:
        return at_home[0]
    if len(ranked) == 1 or lexicon.spots[ranked[0].id].rank >= CLEARLY_LARGER * lexicon.spots[ranked[1].id].rank:
        return ranked[0]
    return None
