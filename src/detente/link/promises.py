"""A promise as a plan: "agreed to pull its soldiers out" is done in words, and what it promises may be done, or not, later."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from detente.link.cluster import Group
from detente.link.deeds import deeds_in, first_stem
from detente.link.parties import parties
from detente.link.sights import Sight, kinds_of_people
from detente.link.words import stems
from detente.records.kinds import Status

# Where the promised deed ends and its terms begin: "pull its soldiers out of the zones | within ten days of".
TERMS = re.compile(r"[,;:]|\b(?:within|after|once|if|unless|by|before|until|when|provided|in return|as soon)\b", re.I)


def promises(groups: Iterable[Group]) -> list[Group]:
    """For each group that tells of a promise, one that tells of the promised deed as planned by those who promised it."""
    made = []
    for g in groups:
        members = [m for s in g.members if (m := promised(s)) is not None]
        if members:
            made.append(Group(members))
    return made


def promised(s: Sight) -> Sight | None:
    """The deed that a telling promises, by the promise's makers; None where it promises none that a word of the deeds' list names. Its day is
    that of a deadline, else open: "on Monday agreed" dates the promise."""
    told = s.told.event
    if s.promise is None or told is None or s.background:
        return None
    deed = TERMS.split(s.promise, maxsplit=1)[0]
    deeds = deeds_in(deed)
    if not deeds:
        return None
    days, firm = (s.days, s.firm) if s.deadline else (None, False)
    return replace(s, status=Status.PLANNED, deeds=deeds, verb=first_stem(deed), actors=parties(told.actors),
                   recipients=parties(told.recipients), days=days, firm=firm,
                   words=s.words & (stems(deed) | kinds_of_people(deed)), modes=frozenset(), promise=None)
