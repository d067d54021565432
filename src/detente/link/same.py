"""Small comparisons of a plan with a later telling: the same deed, day, names, things."""
from __future__ import annotations

from collections.abc import Sequence

from detente.link.parties import Party
from detente.link.sights import Sight
from detente.link.vocabulary import vocabulary
from detente.link.words import shared

WORDS = 0.33
ALIKE = 0.7
SAME_WORDS = 0.5
FEWEST_WORDS = 2  # words in common where the two name the act by other words
FEWEST_SIDES = 2
HALF = 0.5
# Stems of words for meeting face to face.
IN_PERSON = frozenset({"meet", "met", "visit", "summit", "receiv", "host", "travel", "arriv"})


def same_deed(a: Sight, b: Sight) -> bool:
    return bool(a.deeds & b.deeds)


def content(s: Sight) -> frozenset[str]:
    """The words of a telling without the one that names the act."""
    return s.words - {s.verb}


def nameless(p: Party) -> bool:
    return p.id.startswith("role-")


def only_nameless(s: Sight) -> bool:
    return bool(s.everyone) and all(nameless(p) for p in s.everyone)


def all_named(some: Sequence[Party], s: Sight) -> bool:
    """Whether another telling names each known one of these parties, if only in passing ("sent police to Haiti", "police arrived in Haiti")."""
    return all(p.side in s.named for p in some if not nameless(p)) and len(s.named) >= FEWEST_SIDES


def on_the_day(a: Sight, b: Sight) -> bool:
    """Set for one day, and told of that day."""
    return a.firm and b.firm and a.days == b.days and a.days is not None and a.days.single


def other_object(a: Sight, b: Sight) -> bool:
    """Each names things that the other does not, and no more than half of what the shorter one names is shared: a ban on cigars, a ban on rum."""
    one, two = content(a), content(b)
    if same_deed(a, b) and len(one & two) >= FEWEST_WORDS:
        return False
    if a.verb == b.verb and one & two & frozenset(vocabulary().people.values()):
        return False
    return bool(one & two) and bool(one - two) and bool(two - one) and shared(one, two) <= HALF


def same_manner(a: Sight, b: Sight) -> bool:
    """Not a telephone call on one side and a meeting in person on the other."""
    return not (by_phone(a, b) or by_phone(b, a))


def by_phone(a: Sight, b: Sight) -> bool:
    return "phone" in a.modes and "phone" not in b.modes and bool(b.modes or b.words & IN_PERSON)
