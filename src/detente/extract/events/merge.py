"""One event, told once: nested triggers, the same act named twice in a sentence, a caption and a paragraph on one summit."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.extract.events.candidates import Candidate
from detente.extract.events.coder import Judgement
from detente.language.parse import Parse
from detente.records.kinds import EventType, Status
from detente.records.reading import Event, Mention

# Acts done in words about another act: what they speak of is no event beside them.
SPEECH = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.ACCUSE, EventType.SUPPORT})
# Told twice with the same parties, a meeting is one; two promises, say, may differ in what is promised.
MEETINGS = frozenset({EventType.CONSULT})
ALIKE = 1 / 3
SURE_ENOUGH = 0.5
OPEN = frozenset({Status.PLANNED, Status.POSSIBLE, Status.CONDITIONAL, Status.DENIED})
COMPLEMENT = frozenset({"xcomp", "ccomp", "dobj", "prep", "pobj", "pcomp", "acl", "conj", "advcl", "dative", "poss", "compound", "amod", "relcl"})


@dataclass(frozen=True, slots=True)
class Coded:
    """A candidate with what the coder made of it."""

    candidate: Candidate
    judgement: Judgement
    act: EventType
    status: Status
    status_why: str
    confidence: float


def outermost(parse: Parse, coded: Sequence[Coded]) -> list[tuple[Coded, Coded | None]]:
    """Each coded candidate, with the one that swallows it: a speech act over what it is about, or the surer of two namings of one act."""
    by_head = {c.candidate.head: c for c in coded}
    return [(c, swallower(parse, c, by_head)) for c in coded]


def swallower(parse: Parse, c: Coded, by_head: dict[int, Coded]) -> Coded | None:
    below = parse.tokens[c.candidate.head]
    for above in parse.ancestors(below.i):
        if below.dep not in COMPLEMENT:
            return None
        other = by_head.get(above.i)
        if other is not None:
            about = c.status in OPEN or below.dep in {"xcomp", "acl"} or below.pos == "NOUN"
            if other.act in SPEECH and about and other.confidence >= SURE_ENOUGH and below.dep not in {"conj", "advcl", "relcl"}:
                return other
            surer = other.confidence >= min(c.confidence, SURE_ENOUGH)
            if other.act is c.act and surer and told_with(c.candidate, other.candidate):
                return other
        below = above
    return None


def told_with(inner: Candidate, outer: Candidate) -> bool:
    """Whether one naming of an act says no more than another that governs it: the same actors, or nobody whom the other does not name."""
    everyone = {key_of(m) for m in (*outer.actors, *outer.recipients)}
    return same_people(inner.actors, outer.actors) or (not inner.recipients and {key_of(m) for m in inner.actors} <= everyone)


def key_of(m: Mention) -> str:
    """What makes two mentions one party: the actor, or the words' place where the actor is unknown."""
    if m.actor is not None:
        return m.actor.id
    return m.place.name if m.place is not None else f"{m.span.start}-{m.span.end}"


def same_people(one: Sequence[Mention], two: Sequence[Mention]) -> bool:
    return {key_of(m) for m in one} == {key_of(m) for m in two}


def parties(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(key_of, event.actors)), frozenset(map(key_of, event.recipients))


def doubles(parse: Parse, events: Sequence[Event]) -> dict[str, str]:
    """Events of one report that tell again what another tells: id -> id of the one kept (the surer, then the earlier)."""
    gone: dict[str, str] = {}
    ranked = sorted(events, key=lambda e: (-e.confidence, e.trigger.start))
    for n, e in enumerate(ranked):
        for kept in ranked[:n]:
            if kept.id not in gone and retells(kept, e) and (e.act in MEETINGS or same_matter(parse, kept, e)):
                gone[e.id] = kept.id
                break
    return gone


def retells(kept: Event, e: Event) -> bool:
    """Same type, act and open or closed status; same parties (in any order where both sides act); no two different days."""
    if kept.act is not e.act or (kept.status in OPEN) != (e.status in OPEN) or kept.background != e.background:
        return False
    if not same_days(kept, e):
        return False
    (a, r), (b, s) = parties(kept), parties(e)
    if kept.act in {EventType.CONSULT, EventType.AGREE, EventType.COOPERATE}:
        return a | r == b | s
    return a == b and (r == s or not s or not r)


def same_matter(parse: Parse, one: Event, two: Event) -> bool:
    """Whether two clauses speak of one thing: a third of the shorter one's words, parties and triggers aside, stand in the other."""
    first, second = matter(parse, one), matter(parse, two)
    return len(first & second) >= ALIKE * min(len(first), len(second))


def matter(parse: Parse, e: Event) -> frozenset[str]:
    """Lemmas of the nouns and verbs of an event's clause that belong to no party and not to the trigger."""
    aside = {i for span in (e.trigger, *(m.span for m in (*e.actors, *e.recipients))) for i in parse.tokens_in(span)}
    tokens = (parse.tokens[i] for i in parse.tokens_in(e.clause) if i not in aside)
    return frozenset(t.lemma for t in tokens if t.pos in {"NOUN", "VERB"})


def same_days(one: Event, two: Event) -> bool:
    """Whether the stated times can be one: an event without a stated day agrees with any."""
    if one.when is None or two.when is None or one.when.span is None or two.when.span is None:
        return True
    if None in (one.when.start, one.when.end, two.when.start, two.when.end):
        return True
    return str(one.when.start)[:10] <= str(two.when.end)[:10] and str(two.when.start)[:10] <= str(one.when.end)[:10]
