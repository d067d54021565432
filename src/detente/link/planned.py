"""Whether a later telling is of the deed that was planned: who does it, and what it is."""
from __future__ import annotations

from detente.link.compare import NEAR_ACTS
from detente.link.parties import FOR_SIDE, alike, strangers
from detente.link.same import (
    ALIKE,
    FEWEST_SIDES,
    FEWEST_WORDS,
    SAME_WORDS,
    WORDS,
    all_named,
    content,
    nameless,
    on_the_day,
    only_nameless,
    other_object,
    same_deed,
    same_manner,
)
from detente.link.sights import IN_WORDS, MUTUAL, Sight
from detente.link.undone import undone
from detente.link.words import shared
from detente.records.kinds import EventType, Status

THREE = 3         # sides named in both tellings that make a deed told in other words the same
SAME_WHO = 0.67   # share of the words for doers that no name is known of ("the boundary commission")
VOTE = "vote"    # a vote set for a day, and what was voted that day
# What a body does when it has voted for something.
DECIDED = frozenset({EventType.SUPPORT, EventType.AID, EventType.SANCTION, EventType.AGREE, EventType.RETREAT, EventType.CONCEDE})


def voted(a: Sight, b: Sight) -> bool:
    """A body was to vote on something, and then did something about it itself ("is to vote on a mission", "set up a mission")."""
    if VOTE not in a.deeds or b.status is Status.DENIED or b.act is EventType.REJECT or not a.actors or not b.actors:
        return False
    return (alike(a.actors, b.actors) or 0.0) >= FOR_SIDE and bool(content(a) & content(b)) and b.act in DECIDED


def near(a: Sight, b: Sight) -> bool:
    """Two acts that coders confuse, told with one verb and of one thing ("is to sign the accord", "signed the accord"), or one deed in other
    words ("hand over", "surrendered")."""
    if a.verb == b.verb and (same_deed(a, b) or on_the_day(a, b)) and len(content(a) & content(b)) >= (1 if same_deed(a, b) else FEWEST_WORDS):
        return True
    if same_deed(a, b) and a.verb != b.verb:
        return bool(content(a) & content(b)) or len(a.named & b.named) >= THREE
    return (frozenset((a.act, b.act)) in NEAR_ACTS or same_deed(a, b)) and a.verb == b.verb and len(a.words & b.words) >= FEWEST_WORDS


def elsewhere(a: Sight, b: Sight) -> bool:
    """Each names sides or countries besides the doers, and none in common: another border, another borrower."""
    own = {p.side for s in (a, b) for p in s.actors}
    if a.act in MUTUAL and min(len(a.everyone), len(b.everyone)) >= 2 and not undone(a, b):
        return False
    if same_deed(a, b) and len(content(a) & content(b)) >= FEWEST_WORDS:
        return False
    return bool(a.named - own) and bool(b.named - own) and not (a.named - own) & (b.named - own)


def same_doers(a: Sight, b: Sight) -> bool:
    """The same parties on the same sides. Where one telling leaves the doer unnamed ("will be released"), those it is done to and the words
    must speak for it."""
    if b.undoing and b.actors and all(nameless(p) for p in b.actors):   # "called off its minister's visit"
        return all_named(a.everyone, b)
    if not a.everyone and not b.everyone:
        if a.named - b.named and b.named - a.named:
            return False
        return shared(a.who, b.who) >= SAME_WHO and bool(content(a) & content(b))
    if a.act in MUTUAL or b.act in MUTUAL:
        enough = min(len(a.everyone), len(b.everyone)) >= 2 or bool(a.words & b.words) or on_the_day(a, b)
        return enough and (alike(a.everyone, b.everyone) or 0.0) >= ALIKE
    if left_unnamed(a, b):
        return True
    if not a.actors or not b.actors:
        told = a.verb == b.verb or shared(a.words, b.words) >= SAME_WORDS
        if on_the_day(a, b) and a.verb == b.verb and same_deed(a, b) and (a.spots | content(a)) & (b.spots | content(b)):
            return not strangers(a.everyone, b.everyone)
        return told and not strangers(a.everyone, b.everyone) and (alike(a.recipients, b.recipients) or 0.0) >= ALIKE
    if (alike(a.actors, b.actors) or 0.0) < ALIKE or strangers(a.actors, b.actors):
        return False
    return not strangers(a.recipients, b.recipients) or (all_named(a.recipients, b) and all_named(b.recipients, a))


def left_unnamed(a: Sight, b: Sight) -> bool:
    """Told by one word of the day that was set, by one of the two without a name for who did it ("the leaders are to sign it on Sunday"), and
    of one place or thing."""
    if not on_the_day(a, b) or a.verb != b.verb or only_nameless(a) == only_nameless(b) or not (a.everyone and b.everyone):
        return False
    return bool(content(a) & content(b) or a.spots & b.spots)


def same_thing(a: Sight, b: Sight) -> bool:
    """For a meeting the parties and the day are enough; any other act must be told in words that overlap."""
    if a.act is EventType.CONSULT and not same_manner(a, b):
        return False
    same_day = on_the_day(a, b)
    if same_day and len(a.everyone) >= 2 and (a.act is EventType.CONSULT or (a.act in MUTUAL - IN_WORDS and content(a) & content(b))):
        return True
    if a.act is not EventType.CONSULT and not same_day and other_object(a, b):
        return False
    if a.modes & b.modes and a.recipients and b.recipients and a.firm and b.firm:
        return True
    bare = a.act in IN_WORDS and a.verb == b.verb and not (content(a) and content(b))    # "are to sign it"
    if same_day and min(len(a.everyone), len(b.everyone)) >= 2 and (bare or (a.words & b.words) - ({a.verb} & {b.verb})):
        return True
    one_day_and_sides = same_day and a.verb == b.verb and len(a.named & b.named) >= FEWEST_SIDES and bool(content(a) & content(b))
    if same_deed(a, b) and (len(a.named & b.named) >= THREE or one_day_and_sides or (same_day and VOTE in a.deeds) or same_address(a, b)):
        return True
    if a.act is EventType.CONSULT:
        return True
    told_alike = a.verb == b.verb or same_deed(a, b) or len(a.words & b.words) >= FEWEST_WORDS
    object_alike = bool(content(a) & content(b)) or (alike(a.recipients, b.recipients) or 0.0) >= ALIKE or not (content(a) or content(b))
    return shared(a.words, b.words) >= WORDS and told_alike and object_alike


def same_address(a: Sight, b: Sight) -> bool:
    """One deed towards the same known party, by the same known doer: a complaint to one body, soon after it was announced."""
    if a.act not in IN_WORDS and a.act is not EventType.ACCUSE:
        return False
    known = [p for p in (*a.recipients, *b.recipients) if not nameless(p)]
    return bool(a.recipients and b.recipients) and len(known) >= FEWEST_SIDES and (alike(a.recipients, b.recipients) or 0.0) >= ALIKE
