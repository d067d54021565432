"""Pronouns and "the two leaders": whom they mean, only where one reading is clear."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.extract.mentions.scene import Scene
from detente.language.parse import SUBJECTS, Parse, Token
from detente.lexicon.actors import Kind
from detente.records.reading import Actor
from detente.text import Span

HUMAN = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
OBJECTIVE = frozenset({"him", "her"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
SINGLE = frozenset({"it", "its", "itself"})
PAIRS = frozenset({"two", "both"})
SENTENCES_BACK = 2
# So many sentences, its own included, may lie between "the two" and the two.
PAIR_BACK = 4
# So many sentences back may stand the organisation that "the bloc" takes up.
BODY_BACK = 6
OF_STATES = frozenset({"IGO", "EUR", "UNO"})
CHIEFS = frozenset({"leader", "president", "premier", "statesman"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that a pronoun may mean. head: its head token; human: a person; gender: where known; many: a group or people."""

    head: int
    actor: Actor
    human: bool
    gender: str | None
    many: bool


def find_pronouns(scene: Scene, candidates: Sequence[Candidate]) -> Iterator[tuple[Span, Actor, int]]:
    """Yield span, actor and token of each pronoun and each "the two ..." whose meaning is clear; one per party."""
    tokens = scene.parse.tokens
    resolved = sorted(candidates, key=lambda c: c.head)
    near: dict[int, list[Candidate]] = {}
    for c in resolved:
        near.setdefault(tokens[c.head].sent, []).append(c)
    for t in tokens:
        if t.pos == "PRON" or t.tag in {"PRP", "PRP$"}:
            for actor in meant_by(scene, t, [c for s in range(t.sent - SENTENCES_BACK, t.sent + 1) for c in near.get(s, ())]):
                yield t.span, actor, t.i
                if t.lower in HUMAN:
                    near.setdefault(t.sent, []).append(Candidate(t.i, actor, True, HUMAN[t.lower], False))
        elif t.lower in PAIRS:
            yield from pair(scene, t, resolved)
        elif t.text.islower() and t.pos in {"NOUN", "PROPN"} and is_bare(scene.parse, t):
            for actor in (the_parties(scene, t, resolved) if t.tag == "NNS" else the_body(scene, t, resolved)):
                yield scene.parse.span_of(t.i - 1, t.i), actor, t.i


def is_bare(parse: Parse, t: Token) -> bool:
    """Whether a noun stands with "the" before it and nothing else that would tell one from another."""
    kids = list(parse.kids(t.i))
    return t.i > 0 and parse.tokens[t.i - 1].lower == "the" and all(k.dep in {"det", "punct", "case", "relcl", "appos"} for k in kids)


def the_body(scene: Scene, t: Token, candidates: Sequence[Candidate]) -> tuple[Actor, ...]:
    """The organisation of states that "the bloc", "the alliance", "the union" takes up: the only one
    of the last sentences whose name allows it."""
    if t.lemma not in scene.words.blocs and t.lemma not in scene.words.bodies_again:
        return ()
    near = [c for c in candidates if c.head < t.i and t.sent - BODY_BACK <= scene.parse.tokens[c.head].sent]
    found = [a for a in distinct(near) if (entry := scene.lexicon.entries.get(a.id)) is not None and entry.kind is Kind.ORGANISATION
             and a.country in OF_STATES and (t.lemma in scene.words.blocs or a.name.lower().split()[-1] == t.lemma)]
    return (found[0],) if len(found) == 1 else ()


def the_parties(scene: Scene, t: Token, candidates: Sequence[Candidate]) -> tuple[Actor, ...]:
    """Both of "the parties", "the sides": the only two states or bodies of the last sentences, if one sentence there names them together."""
    if t.lemma not in {"party", "side"}:
        return ()
    two = two_states(scene, t, t, candidates)
    near = [c for c in candidates if c.head < t.i and t.sent - PAIR_BACK < scene.parse.tokens[c.head].sent]
    said = {a.id: {scene.parse.tokens[c.head].sent for c in near if a.id in {c.actor.id, c.actor.country}} for a in two}
    return two if two and set.intersection(*said.values()) else ()


def meant_by(scene: Scene, t: Token, candidates: Sequence[Candidate]) -> tuple[Actor, ...]:
    """Whom a pronoun means."""
    if t.lower in HUMAN:
        return one(human_before(scene.parse, t, candidates, HUMAN[t.lower]))
    if t.lower in SINGLE:
        if is_empty(scene.parse, t):
            return ()
        bodies = [c for c in candidates if not c.human and not c.many]
        return one(subject_above(scene.parse, t, bodies) or (carried_on(scene, t, bodies) if decides(scene, t) else None))
    if t.lower in PLURAL:
        return several(scene.parse, t, candidates)
    return ()


def one(actor: Actor | None) -> tuple[Actor, ...]:
    return () if actor is None else (actor,)


def human_before(parse: Parse, t: Token, candidates: Sequence[Candidate], gender: str) -> Actor | None:
    """The subject of a clause above the pronoun; else the only person of this sentence so far; else the last sentence's subject or only person."""
    people = [c for c in candidates if c.human and c.head < t.i and c.gender in {None, gender}]
    doer = doer_of(parse, t)
    if doer is not None and t.lower in OBJECTIVE:
        people = [c for c in people if c.actor.id not in {d.actor.id for d in candidates if d.head == doer}]
    else:
        above = subject_above(parse, t, people)
        if above is not None:
            return above
    here = distinct(c for c in people if parse.tokens[c.head].sent == t.sent)
    if here:
        return here[0] if len(here) == 1 else None
    for back in range(1, SENTENCES_BACK + 1):
        there = [c for c in people if parse.tokens[c.head].sent == t.sent - back]
        if there:
            heads = [c for c in there if parse.tokens[c.head].dep in SUBJECTS]
            if any(is_list(parse, parse.tokens[c.head]) for c in heads):
                return None
            who = distinct(heads) or distinct(there)
            return who[0] if len(who) == 1 else None
    return None


def doer_of(parse: Parse, t: Token) -> int | None:
    """The subject of the verb whose object the pronoun is, its own or one it shares with the verb it is joined to: "Moon telephoned Putin and
    urged him" is not Moon urging Moon (principle B of binding theory)."""
    verb = parse.tokens[t.head]
    if t.dep not in {"dobj", "dative", "pobj"}:
        return None
    while verb.pos not in {"VERB", "AUX"} and verb.head != verb.i:
        verb = parse.tokens[verb.head]
    while True:
        own = next(parse.kids(verb.i, "nsubj"), None)
        if own is not None:
            return own.i
        if verb.dep != "conj" or verb.head == verb.i:
            return None
        verb = parse.tokens[verb.head]


def subject_above(parse: Parse, t: Token, candidates: Sequence[Candidate]) -> Actor | None:
    """The candidate that is subject of a clause which holds the pronoun's own; nearest first."""
    heads = {c.head: c.actor for c in candidates}
    own = parse.tokens[t.head].i if t.dep in SUBJECTS else -1
    for up in parse.ancestors(t.i):
        if up.i == own:
            continue
        for kid in parse.kids(up.i, "nsubj", "nsubjpass"):
            if kid.i in heads and kid.i < t.i and not is_list(parse, kid):
                return heads[kid.i]
            if kid.i < t.i and kid.i != t.i and up.pos in {"VERB", "AUX"} and kid.pos in {"NOUN", "PROPN"}:
                return None
    return None


def decides(scene: Scene, t: Token) -> bool:
    """Whether "it" does what only somebody who decides can do ("It suspended exports"), in the main clause, with no other subject before it."""
    parse, verb = scene.parse, scene.parse.tokens[t.head]
    above = next(parse.kids(verb.i, "xcomp"), None) if verb.lemma in {"plan", "intend", "expect", "want", "hope", "mean"} else None
    if t.lower != "it" or t.dep != "nsubj" or (above or verb).lemma not in scene.words.deciding:
        return False
    first = next(iter(parse.words(parse.sentences[t.sent])), t)
    return not any(k.dep in SUBJECTS and k.i < t.i for k in parse.tokens[first.i:t.i])


def carried_on(scene: Scene, t: Token, candidates: Sequence[Candidate]) -> Actor | None:
    """The state or body that is subject of the sentence before, alone, and nobody else its subject."""
    parse = scene.parse
    before = [c for c in candidates if parse.tokens[c.head].sent == t.sent - 1 and parse.tokens[c.head].dep in SUBJECTS]
    main = [c for c in before if parse.tokens[parse.tokens[c.head].head].dep == "ROOT" and not is_list(parse, parse.tokens[c.head])]
    found = distinct(main)
    return found[0] if len(found) == 1 == len(distinct(before)) else None


def is_list(parse: Parse, t: Token) -> bool:
    return next(parse.kids(t.i, "conj"), None) is not None


def is_empty(parse: Parse, t: Token) -> bool:
    """Whether "it" means nothing: "it is unlikely that", "it seems"."""
    verb = parse.tokens[t.head]
    if t.dep == "expl" or verb.lemma in {"seem", "appear", "rain", "snow", "turn", "happen", "take"}:
        return True
    return t.lower == "it" and t.dep in SUBJECTS and verb.lemma == "be" and any(True for _ in parse.kids(verb.i, "acomp", "ccomp", "advcl"))


def several(parse: Parse, t: Token, candidates: Sequence[Candidate]) -> tuple[Actor, ...]:
    """Whom "they" means: a plural subject above it, else two parties that the sentence before names as one or as subject and object."""
    many = [c for c in candidates if c.many and c.head < t.i]
    above = subject_above(parse, t, many)
    if above is not None:
        return (above,)
    if t.lower != "they":
        return ()
    before = [c for c in candidates if c.head < t.i and parse.tokens[c.head].sent == t.sent - 1]
    people = distinct(c for c in before if c.human)
    if len(people) == 2 and not any(c.many for c in before):
        return tuple(people)
    subjects = distinct(c for c in before if parse.tokens[c.head].dep in SUBJECTS)
    return tuple(subjects) if len(subjects) == 1 and any(c.many and c.actor == subjects[0] for c in before) else ()


def pair(scene: Scene, t: Token, candidates: Sequence[Candidate]) -> Iterator[tuple[Span, Actor, int]]:
    """Yield both parties of "the two leaders", "both sides", on one span."""
    parse = scene.parse
    noun = parse.tokens[t.head] if t.head > t.i else t
    bare = noun.i == t.i
    if noun.i - t.i > 3 or noun.tag not in {"NNS", "NNPS", "CD", "DT"}:
        return
    leaders = bare or noun.lemma in scene.words.leaders
    if not leaders and noun.lemma not in scene.words.sides:
        return
    parties = listed(parse, noun, candidates) if leaders else ()
    parties = parties or (two_people(scene, t, noun, candidates) if leaders else two_states(scene, t, noun, candidates))
    first = t.i - 1 if t.i and parse.tokens[t.i - 1].lower == "the" else t.i
    if len(parties) == 2 and (not bare or t.dep in SUBJECTS):
        for actor in parties:
            yield parse.span_of(first, noun.i), actor, noun.i


def listed(parse: Parse, noun: Token, candidates: Sequence[Candidate]) -> tuple[Actor, ...]:
    """The two of "describing A along with B as the two leaders"."""
    up = parse.tokens[noun.head]
    if noun.dep != "pobj" or up.lower != "as":
        return ()
    verb = next((a for a in parse.ancestors(up.i) if a.pos == "VERB"), None)
    if verb is None:
        return ()
    inside = distinct(c for c in candidates if c.human and verb.i < c.head < up.i)
    return tuple(inside) if len(inside) == 2 else ()


def two_people(scene: Scene, t: Token, noun: Token, candidates: Sequence[Candidate]) -> tuple[Actor, ...]:
    """The only two persons of the last sentences, of high office where leaders are meant; else the report's two principals."""
    parse = scene.parse
    people = [c for c in candidates if c.human and c.head < t.i and (is_high(c.actor) or noun.lemma not in CHIEFS)]
    for back in range(PAIR_BACK):
        near = distinct(c for c in people if t.sent - back <= parse.tokens[c.head].sent)
        if len(near) == 2 and near[0].country != near[1].country:
            return tuple(near)
        if len(near) > 2:
            break
    return principals(people)


def is_high(actor: Actor) -> bool:
    """Whether somebody leads a state, or may: of persons without a known office only the sector tells."""
    if actor.office is None:
        return actor.sector == "GOV"
    return actor.office.split(" of ")[0] in {"president", "prime minister", "monarch", "leader"}


def principals(people: Sequence[Candidate]) -> tuple[Actor, ...]:
    """The two most named so far, of different states, where a third is named at most a third as often; else nobody."""
    counts = Counter(c.actor.id for c in people)
    ranked = sorted(distinct(people), key=lambda a: -counts[a.id])
    if len(ranked) < 2 or ranked[0].country == ranked[1].country or counts[ranked[1].id] < 2:
        return ()
    clear = len(ranked) == 2 or counts[ranked[1].id] >= 3 * counts[ranked[2].id]
    return (ranked[0], ranked[1]) if clear else ()


def two_states(scene: Scene, t: Token, noun: Token, candidates: Sequence[Candidate]) -> tuple[Actor, ...]:
    """The two parties of the last sentences: states named, or those of the persons named; bodies too where "sides" are meant."""
    parse = scene.parse
    bodies = noun.lemma in {"side", "party", "rival", "foe", "enemy", "adversary", "partner", "ally", "army", "power"}
    for back in range(PAIR_BACK):
        near = [c for c in candidates if c.head < t.i and t.sent - back <= parse.tokens[c.head].sent]
        states = distinct_states(scene, near, bodies)
        if len(states) == 2:
            return states
        if len(states) > 2:
            break
    chief = principals([c for c in candidates if c.human and c.head < t.i and is_high(c.actor)])
    states = distinct_states(scene, [Candidate(0, a, True, None, False) for a in chief], False)
    return states if len(states) == 2 else ()


def distinct_states(scene: Scene, candidates: Sequence[Candidate], bodies: bool) -> tuple[Actor, ...]:
    """The states behind the candidates, in order, each once; with `bodies` an armed group or organisation stands for itself."""
    found: dict[str, Actor] = {}
    for c in candidates:
        entry = scene.lexicon.entries.get(c.actor.id) or scene.lexicon.entries.get(c.actor.country or "")
        if entry is not None and (entry.kind is Kind.STATE or (bodies and entry.id == c.actor.id)):
            found.setdefault(entry.id, entry.actor(scene.day))
    return tuple(found.values())


def distinct(candidates: Iterator[Candidate] | Sequence[Candidate]) -> list[Actor]:
    """The candidates' actors, each once."""
    found: dict[str, Actor] = {}
    for c in candidates:
        found.setdefault(c.actor.id, c.actor)
    return list(found.values())
