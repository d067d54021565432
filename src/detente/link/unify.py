"""One person, one id: names that differ in hyphens, case, order of parts or one letter of a transliteration are the same across reports."""
from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from detente.codebook.sectors import is_person
from detente.link.rebuild import map_mentions
from detente.records.reading import Actor, Mention, Reading

LETTERS = re.compile(r"[^\W\d_]+")
Names = Mapping[str, Actor]


def unify(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings with every person under one actor id. Spans and record ids stay."""
    readings = tuple(readings)
    same = same_persons(readings)
    return tuple(rename(r, same) for r in readings) if same else readings


def rename(reading: Reading, same: Names) -> Reading:
    if not any(m.actor is not None and m.actor.id in same for m in reading.mentions):
        return reading

    def put(mention: Mention) -> Mention:
        known = None if mention.actor is None else same.get(mention.actor.id)
        return mention if known is None else replace(mention, actor=known)

    return map_mentions(reading, put)


def same_persons(readings: Iterable[Reading]) -> dict[str, Actor]:
    """Actor id -> the actor it is unified with, for the ids that change."""
    persons = {m.actor.id: m.actor for r in readings for m in r.mentions if m.actor is not None and is_person(m.actor)}
    groups: dict[str, list[Actor]] = defaultdict(list)
    for actor in sorted(persons.values(), key=lambda a: (not a.id.startswith("Q"), a.id)):
        groups["".join(letters(actor.name))[:2]].append(actor)
    return {a.id: kept for group in groups.values() for a, kept in matches(group)}


def matches(group: list[Actor]) -> Iterable[tuple[Actor, Actor]]:
    """Yield (actor, the one before it in the group that is the same person)."""
    for n, actor in enumerate(group):
        kept = next((k for k in group[:n] if same_person(k, actor)), None)
        if kept is not None:
            yield actor, kept


def same_person(one: Actor, two: Actor) -> bool:
    """Same name, no two countries, and not two persons of the lexicon."""
    known = one.id.startswith("Q") and two.id.startswith("Q")
    return not known and (one.country == two.country or None in (one.country, two.country)) and same_name(one.name, two.name)


def letters(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return LETTERS.findall(plain)


def same_name(one: str, two: str) -> bool:
    """"Moon Jae-in" and "Moon Jae In", "Sergei" and "Sergey Lavrov"; never two names of which one is a single word."""
    a, b = letters(one), letters(two)
    if len(a) < 2 or len(b) < 2:
        return a == b
    if "".join(a) == "".join(b) or sorted(a) == sorted(b):
        return True
    if len(a) != len(b) and max(len(a), len(b)) <= 3 and min(a, b, key=len) == max(a, b, key=len)[:2]:
        return True    # "Moon Jae" is what is left of "Moon Jae In" where "In" was taken for the preposition
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1 and all(
        x == y or (min(len(x), len(y)) >= 5 and one_letter(x, y)) for x, y in zip(a, b, strict=True))


def one_letter(x: str, y: str) -> bool:
    """Whether one letter changed, added or dropped makes the words equal."""
    if abs(len(x) - len(y)) > 1:
        return False
    short, long = sorted((x, y), key=len)
    at = next((n for n, (p, q) in enumerate(zip(short, long, strict=False)) if p != q), len(short))
    return short[at + (len(short) == len(long)):] == long[at + 1:]
