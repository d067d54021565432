"""Who took part: an actor as a person and as the side he acts for, and when two namings can be one party."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.codebook.sectors import ARMED, BANDS, is_person, side_of
from detente.records.kinds import Precision
from detente.records.reading import Actor, Mention

BAND = f":{ARMED}"    # how the side of an armed group ends
SAME, FOR_SIDE, ALIKE, OTHER_PERSON = 1.0, 0.85, 0.7, 0.3


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """id: of the actor; side: the state or body acted for; kind: "person" for a named person, "state" for the side itself, else "agent"."""

    id: str
    side: str
    kind: str
    name: str


def party(actor: Actor) -> Party:
    """The party an actor is: President Moon is a person of the side KOR, Moscow the state RUS, ECOWAS a side of its own."""
    return Party(actor.id, side_of(actor), kind_of(actor), actor.name)


def kind_of(actor: Actor) -> str:
    if actor.id == actor.country:
        return "state"
    return "person" if is_person(actor) else "agent"


def parties(mentions: Iterable[Mention]) -> tuple[Party, ...]:
    """The known parties, each once, in the order of the text; unresolved namings are left out. A country named as a place ("to visit Russia")
    is the state."""
    return tuple(dict.fromkeys(p for m in mentions if (p := named(m)) is not None))


def named(m: Mention) -> Party | None:
    if m.actor is not None:
        return None if m.actor.id == "UNK" else party(m.actor)
    place = m.place
    if place is None or place.country is None or place.precision is not Precision.COUNTRY:
        return None
    return Party(place.country, place.country, "state", place.name)


def sides_named(mentions: Iterable[Mention]) -> frozenset[str]:
    """Sides and countries that mentions name: "Lviv" names UKR; nameless people ("rebels") name none."""
    actors = {side_of(m.actor) for m in mentions if m.actor is not None and m.actor.id != "UNK" and not m.actor.id.startswith("role-")}
    return frozenset(actors | {m.place.country for m in mentions if m.actor is None and m.place is not None and m.place.country})


def likeness(one: Party, two: Party) -> float:
    """How far two namings can be one party: 1 the same, .85 somebody and his side, .7 two nameless of one kind ("rebels") or "the rebels" and an
    armed group, .3 two persons of one side, 0 strangers."""
    if band_of(one, two) or band_of(two, one):
        return ALIKE
    if one.id == two.id:
        return ALIKE if one.id.startswith("role-") else SAME
    if one.side == two.side:
        return OTHER_PERSON if one.kind == two.kind == "person" else FOR_SIDE
    return 0.0


def looked_under(p: Party) -> tuple[str, ...]:
    """The sides under which a party is looked up: its own, and that of all armed groups, since "the rebels" may be any."""
    return (p.side, BAND) if p.id in BANDS or p.side.endswith(BAND) else (p.side,)


def band_of(nameless: Party, group: Party) -> bool:
    return nameless.id in BANDS and group.side.endswith(BAND)


def alike(some: Sequence[Party], others: Sequence[Party]) -> float | None:
    """Mean likeness of the shorter list's parties to their best match in the other; None where either names nobody."""
    few, many = sorted((some, others), key=len)
    if not few:
        return None
    return sum(max(likeness(p, q) for q in many) for p in few) / len(few)


def strangers(some: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether both name somebody and a party of the shorter list has no match at all, or only another person of its side."""
    few, many = sorted((some, others), key=len)
    return bool(few) and min(max(likeness(p, q) for q in many) for p in few) <= OTHER_PERSON
