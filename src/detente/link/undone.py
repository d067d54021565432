"""Whether a later telling says that what was planned came to nothing, or was refused."""
from __future__ import annotations

from detente.link.parties import alike, strangers
from detente.link.same import ALIKE, WORDS, all_named, content, nameless, same_deed
from detente.link.sights import MUTUAL, Sight
from detente.link.words import shared
from detente.records.kinds import EventType, Status

# What a refusal undoes: an expected act of goodwill.
GOODWILL = frozenset({EventType.SUPPORT, EventType.AGREE, EventType.CONCEDE, EventType.COOPERATE, EventType.AID, EventType.RETREAT,
                      EventType.CONSULT})
EASING = frozenset({"lift"})


def undone(a: Sight, b: Sight) -> bool:
    """The later trigger says that a deed came to nothing, or is the contrary of the planned one ("postponed", "extended" of lifting). What is
    to be lifted is not undone where it is suspended."""
    if b.status is Status.DENIED or same_deed(a, b) or a.verb == b.verb:
        return False
    return bool(b.contrary & a.deeds) or (b.undoing and not a.undoing and not a.deeds & EASING)


def undoer(a: Sight, b: Sight) -> bool:
    """Somebody who was to take part undid it; nobody else is said to have."""
    own = tuple(p for p in b.actors if not nameless(p))
    doers = a.everyone if a.act in MUTUAL or b.act in MUTUAL else a.actors
    if not a.actors and own:
        return not (strangers(a.recipients, b.recipients) and b.act not in MUTUAL) or undone_noun(a, b)
    took_part = any((alike((p,), doers) or 0.0) >= ALIKE for p in own) if own else not strangers(doers, b.everyone) and bool(b.everyone)
    return took_part and not (strangers(a.recipients, b.recipients) and b.act not in MUTUAL)


def undone_thing(a: Sight, b: Sight) -> bool:
    """What was undone is what was planned: words in common, and for a meeting all who were to meet."""
    if a.act is EventType.CONSULT:
        met = "meet" in b.modes and (alike(a.everyone, b.everyone) or 0.0) >= ALIKE and len(b.everyone) >= 2
        return met or (all_named(a.everyone, b) and a.named <= b.named and bool(a.words & content(b)))
    return undone_noun(a, b) or shared(a.words - a.spots, content(b) - b.spots) >= WORDS


def undone_noun(a: Sight, b: Sight) -> bool:
    """The noun of what was put off names the planned deed, and of as many ("the three are to be handed over", "put off the release of three")."""
    return bool(a.deeds & b.undone) and bool(a.counts & b.counts)


def refused(a: Sight, b: Sight) -> bool:
    """Goodwill was expected of somebody, and he refused on the same matter, or a meeting was called off."""
    if b.act is not EventType.REJECT or a.act not in GOODWILL or b.status is Status.DENIED:
        return False
    if a.act is EventType.CONSULT:
        return "meet" in b.modes and (alike(a.everyone, b.everyone) or 0.0) >= ALIKE and len(b.everyone) >= 2
    return (alike(a.actors, b.actors) or 0.0) >= ALIKE and shared(a.words, b.words) >= WORDS
