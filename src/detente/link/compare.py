"""Whether two tellings are of one happening: a table of small comparisons, each with its weight and its reason in words.

Manner of nomenklatura's logic matchers. No cosine similarity, and no sum of weights outvotes a contradiction of parties, dates or places.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from detente.link.days import day_on, iso_day, weekday_of
from detente.link.parties import alike, strangers
from detente.link.sights import IN_WORDS, MUTUAL, Sight
from detente.link.words import shared
from detente.records.kinds import EventType, Precision
from detente.records.reading import Place

ENOUGH = 0.3       # share of the words that two tellings of one speech act have in common at least
REACTIONS = frozenset({EventType.ACCUSE, EventType.SUPPORT})
NEAR_KM, FAR_KM = 40.0, 120.0
# Acts that two coders of one sentence are apt to confuse; beyond these, two acts are two happenings.
NEAR_ACTS = frozenset(frozenset(p) for p in (
    (EventType.AGREE, EventType.CONCEDE), (EventType.AGREE, EventType.COOPERATE), (EventType.AGREE, EventType.SUPPORT),
    (EventType.CONCEDE, EventType.RETREAT), (EventType.SANCTION, EventType.COERCE), (EventType.REJECT, EventType.ACCUSE),
    (EventType.AID, EventType.COOPERATE), (EventType.REQUEST, EventType.ACCUSE), (EventType.REQUEST, EventType.THREATEN),
    (EventType.MOBILIZE, EventType.ASSAULT), (EventType.COERCE, EventType.ASSAULT),
))
# Acts done to so many people at a time, again and again.
COUNTED = frozenset({EventType.RETREAT, EventType.COERCE, EventType.SANCTION})
# Acts done somewhere; the place named with a promise or a demand is often what it is about ("a ceasefire in Idlib").
ON_THE_SPOT = frozenset({EventType.CONSULT, EventType.ASSAULT, EventType.MOBILIZE, EventType.PROTEST, EventType.COERCE, EventType.RETREAT,
                         EventType.AID, EventType.COOPERATE})


@dataclass(frozen=True, slots=True)
class Found:
    """What one comparison saw: how strongly, 0..1, and in words."""

    score: float
    reason: str


Compare = Callable[[Sight, Sight], Found | None]


@dataclass(frozen=True, slots=True)
class Feature:
    func: Compare
    weight: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """score: sum of weight times strength; reasons: each comparison's weight and words."""

    score: float
    reasons: tuple[str, ...]


def same_act(a: Sight, b: Sight) -> Found | None:
    """Both are coded as the same act; acts that coders confuse count a third."""
    if a.act is b.act:
        return Found(1.0, f"the same act, {a.act}")
    return Found(0.3, f"acts easily confused, {a.act} and {b.act}") if frozenset((a.act, b.act)) in NEAR_ACTS else None


def same_parties(a: Sight, b: Sight) -> Found | None:
    """The same people, states and bodies take part, on the same sides unless the act is mutual."""
    values = [v for v in pairs_alike(a, b) if v is not None]
    if not values:
        return None
    more = max((a.everyone, b.everyone), key=len)
    return Found(sum(values) / len(values), "the same parties, " + ", ".join(sorted(p.name for p in more)))


def pairs_alike(a: Sight, b: Sight) -> tuple[float | None, ...]:
    if mutual(a, b):
        return (alike(a.everyone, b.everyone),)
    return alike(a.actors, b.actors), alike(a.recipients, b.recipients)


def mutual(a: Sight, b: Sight) -> bool:
    return a.act in MUTUAL and b.act in MUTUAL


def both_sides(a: Sight, b: Sight) -> Found | None:
    """Each report names at least two of the parties, so that they are compared as a pair."""
    known = min(len(a.everyone), len(b.everyone))
    return Found(1.0, "both name two parties or more") if known >= 2 else None


def same_day(a: Sight, b: Sight) -> Found | None:
    """Both say when, and it is the same day; a month or a year in common counts half."""
    if not (a.firm and b.firm and a.days and b.days and a.days.meets(b.days)):
        return None
    if a.days.single and b.days.single:
        return Found(1.0, f"the same day, {iso_day(a.days.first)}")
    return Found(0.5, "times that overlap")


def same_weekday(a: Sight, b: Sight) -> Found | None:
    """One of them stands in an undated report and names a weekday, and the other's day is one."""
    for one, two in ((a, b), (b, a)):
        day = weekday_of(one.when)
        if day is not None and two.firm and two.days is not None and two.days.single:
            return Found(1.0, "the same weekday")
    return None


def near_in_time(a: Sight, b: Sight) -> Found | None:
    """One of them gives no time of its own, but the dates of the reports allow one."""
    one, two = a.bounds, b.bounds
    if (a.firm and b.firm) or one is None or two is None or not one.meets(two):
        return None
    return Found(1.0, "the reports' dates allow one day")


def same_place(a: Sight, b: Sight) -> Found | None:
    """Both name a place, and it is one."""
    if a.place is None or b.place is None or a.place.precision in {Precision.COUNTRY, Precision.REGION}:
        return None
    km = distance(a.place, b.place)
    near = a.place.name == b.place.name or (km is not None and km <= NEAR_KM and b.place.precision is not Precision.COUNTRY)
    return Found(1.0, f"the same place, {a.place.name}") if near else None


def same_words(a: Sight, b: Sight) -> Found | None:
    """Words that carry meaning stand in both, the parties' names left out."""
    both = a.words & b.words
    if not both:
        return None
    return Found(min(1.0, 1.5 * shared(a.words, b.words)), "words in common: " + ", ".join(sorted(both)[:6]))


def same_verb(a: Sight, b: Sight) -> Found | None:
    """The same word for the act."""
    return Found(1.0, f"the same word for it, {a.verb}") if a.verb == b.verb else None


def little_in_common(a: Sight, b: Sight) -> Found | None:
    """An act in words, and few words in common: one asked for this, the other for that. Blame and praise say most by naming their object."""
    if a.act not in IN_WORDS and b.act not in IN_WORDS:
        return None
    lack = 1.0 - shared(a.words, b.words) / ENOUGH
    reaction = {a.act, b.act} <= REACTIONS and bool(a.recipients and b.recipients)
    return Found(lack / 2 if reaction else lack, "few words in common on what was said") if lack > 0 else None


def modes_conflict(a: Sight, b: Sight) -> Found | None:
    """A telephone call against a visit, a demand for talks against a demand to withdraw. A call may also be told without its manner."""
    if "phone" in a.modes ^ b.modes:
        return Found(1.0 if a.modes and b.modes else 0.5, f"another manner, {said(a)} against {said(b)}")
    if EventType.CONSULT not in {a.act, b.act} and a.modes and b.modes and not a.modes & b.modes:
        return Found(0.5, f"another manner, {said(a)} against {said(b)}")
    return None


def said(s: Sight) -> str:
    return "/".join(sorted(s.modes)) or "none named"


SAME_HAPPENING = (
    Feature(same_act, 0.25),
    Feature(same_parties, 0.30),
    Feature(both_sides, 0.05),
    Feature(same_day, 0.25),
    Feature(same_weekday, 0.15),
    Feature(near_in_time, 0.12),
    Feature(same_place, 0.15),
    Feature(same_words, 0.30),
    Feature(same_verb, 0.10),
    Feature(little_in_common, -0.35),
    Feature(modes_conflict, -0.45),
)


def judge(a: Sight, b: Sight) -> Verdict:
    """All comparisons of two tellings, summed, with the reasons and the weight of each. A contradiction is not weighed: see below."""
    found = [(f, f.func(a, b)) for f in SAME_HAPPENING]
    seen = [(f.weight * x.score, x.reason) for f, x in found if x is not None]
    return Verdict(round(sum(w for w, _ in seen), 4), tuple(f"{w:+.2f} {reason}" for w, reason in seen))


def contradiction(a: Sight, b: Sight) -> str | None:
    """What makes it impossible that two tellings are one happening: time, parties or place."""
    one, two = a.bounds, b.bounds
    if one is not None and two is not None and not one.meets(two):
        return f"other days, {iso_day(one.first)} against {iso_day(two.first)}"
    if other_weekday(a, b) or other_weekday(b, a):
        return "another day of the week"
    if a.act is not b.act and same_day(a, b) is None and len(a.words & b.words) < 2:
        return "other acts, and neither the day nor two words in common"
    if other_number(a, b):
        return "another number of people, and not said to be the same day"
    if mutual(a, b):
        return "other parties" if strangers(a.everyone, b.everyone) else apart(a, b)
    if strangers(a.actors, b.actors):
        return "others acted"
    return "done to others" if strangers(a.recipients, b.recipients) else apart(a, b)


def other_number(a: Sight, b: Sight) -> bool:
    """Both count those it was done to, differently, where the number is what tells two deeds apart (releases, arrests, abductions); on one day
    two papers may count differently."""
    counted = a.act in COUNTED and b.act in COUNTED and bool(a.numbers and b.numbers)
    return counted and not a.numbers & b.numbers and same_day(a, b) is None


def other_weekday(a: Sight, b: Sight) -> bool:
    """An open weekday against a day that is another one."""
    day = weekday_of(a.when)
    return day is not None and b.firm and b.days is not None and b.days.single and day_on(b.days.first).isoweekday() != day


def apart(a: Sight, b: Sight) -> str | None:
    """Two places of deeds, both known to the city, too far from each other to be one."""
    fine = {Precision.SITE, Precision.CITY}
    if not {a.act, b.act} <= ON_THE_SPOT or a.place is None or b.place is None:
        return None
    if not {a.place.precision, b.place.precision} <= fine or a.place.name == b.place.name:
        return None
    km = distance(a.place, b.place)
    far = km > FAR_KM if km is not None else True
    return f"other places, {a.place.name} against {b.place.name}" if far else None


def distance(a: Place, b: Place) -> float | None:
    """Great-circle distance in kilometres (haversine); None where a coordinate is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat, other = radians(a.lat), radians(b.lat)
    h = sin((other - lat) / 2) ** 2 + cos(lat) * cos(other) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, h)))
