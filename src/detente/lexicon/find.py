"""What a name means on a day, and why: the pure function behind `detente lexicon find NAME --on DATE`."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.lexicon.actors import Dated, Entry, How, Person, Sense
from detente.lexicon.lexicon import Lexicon
from detente.lexicon.names import WORD, fits, key_of
from detente.records.reading import Actor, Place

ORDER = {How.FULL: 0, How.NAME: 1, How.ADJECTIVE: 2, How.PEOPLE: 2, How.CAPITAL: 2, How.SEAT: 2, How.WEAK: 4, How.SURNAME: 3, How.LOCATION: 5}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing the name may mean. fits: whether it does on that day, so written; reasons: why, in words; source: of the entry or row."""

    id: str
    how: How
    actor: Actor | None
    place: Place | None
    fits: bool
    reasons: tuple[str, ...]
    source: str


def find(lexicon: Lexicon, name: str, on: date | None = None) -> tuple[Candidate, ...]:
    """All that a name may mean, likeliest first; nothing where the lexicon does not have it.

    find(lexicon, "the North", 2017-09-06) gives PRK, with the reason that the report must name North Korea for it to count.
    """
    senses = dict.fromkeys(lexicon.senses(name) or lexicon.senses(bare(name)))
    found = [candidate(lexicon, s, name, on) for s in senses]
    return tuple(sorted(found, key=lambda c: (not c.fits, ORDER[c.how], -weight(lexicon, c, on), c.id)))


def bare(name: str) -> str:
    """The name without a leading article."""
    return key_of(name).removeprefix("the ")


def weight(lexicon: Lexicon, c: Candidate, on: date | None) -> int:
    """What settles between likes: inhabitants of places, offices held by persons."""
    if c.id in lexicon.spots:
        return lexicon.spots[c.id].rank
    return 1 if c.actor is not None and c.actor.office is not None else 0


def candidate(lexicon: Lexicon, sense: Sense, name: str, on: date | None) -> Candidate:
    """One sense with the reasons for and against it."""
    written = WORD.findall(name)
    case = fits(written, sense.name) or (len(written) > 1 and fits(written[1:], sense.name))
    notes = () if case else (f"written {sense.name!r}, not {name!r}",)
    if sense.id in lexicon.spots:
        spot = lexicon.spots[sense.id]
        told = f"{spot.feature} in {spot.country or 'no one country'}, {spot.lat} N {spot.lon} E"
        return Candidate(sense.id, sense.how, None, spot.place(), case, (told, *notes, *rivalry(lexicon, sense)),
                         "places.tsv" if sense.id[3:].isdecimal() else "a file given with --lexicon")
    if sense.id in lexicon.persons:
        person = lexicon.persons[sense.id]
        held, reasons = tenures(lexicon, person, sense, on)
        return Candidate(sense.id, sense.how, lexicon.person_actor(person, on), None, case and held, (*reasons, *notes),
                         "; ".join(dict.fromkeys(t.source for t in person.tenures)))
    entry = lexicon.entries[sense.id]
    lives, reasons = entry_reasons(entry, sense, on)
    return Candidate(sense.id, sense.how, entry.actor(on), None, case and lives, (*reasons, *notes, *rivalry(lexicon, sense)),
                     entry.source or "states, territories and organisations.toml")


def entry_reasons(entry: Entry, sense: Sense, on: date | None) -> tuple[bool, tuple[str, ...]]:
    """Why a name means an entry, and whether it existed on the day."""
    reasons = [f"{sense.how} of {entry.name} ({entry.id})"]
    if sense.how is How.WEAK:
        reasons.append(f"counts only where the report has named {entry.name}")
    if not sense.current(on):
        reasons.append(f"former or later name: in use {years(sense.start, sense.end)}")
    if not entry.existed(on):
        reasons.append(f"existed {years(entry.start, entry.end)}" + (f"; its place was taken by {entry.heir}" if entry.heir else ""))
    return entry.existed(on), tuple(reasons)


def tenures(lexicon: Lexicon, person: Person, sense: Sense, on: date | None) -> tuple[bool, tuple[str, ...]]:
    """Which offices make a person known, and whether one was held on the day (a full name needs none)."""
    held = [t for t in person.tenures if t.holds(on)]
    told = tuple(f"{lexicon.office_name(t.office, t.body or t.country)}, {years(t.start, t.end)}" for t in held or person.tenures)
    lead = (f"{sense.how} of {person.name}",)
    return bool(held) or sense.how is How.FULL, lead + told + (() if held else ("held no office known here on that day",))


def rivalry(lexicon: Lexicon, sense: Sense) -> tuple[str, ...]:
    """What settles a name that several things bear."""
    rival = lexicon.rivals.get(key_of(sense.name))
    if rival is None:
        return ()
    return (f"one of several; without cues in the report: {rival.default or 'left open'}",)


def years(start: str | None, end: str | None) -> str:
    """"2017-05-10 to 2022-05-09"; open sides in words."""
    if start is None and end is None:
        return "without known dates"
    dated = Dated("", start, end)
    return f"{dated.start or 'the beginning'} to {dated.end or 'now'}"
