"""Who is concerned: from a trigger word, its author and those it is directed at, by the dependency tree.

Each function takes token indices and returns token indices (heads of phrases); `mentions` turn them into parties. The routes are those of
English newswire: subjects and by-phrases, subjects shared over conjunction and control, relative clauses, participles, and for event
nouns possessors, of- and by-phrases, adjectives of nationality, and light verbs ("Putin's rejection of", "held talks with").
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.extract.events.frames import Frames
from detente.language.parse import Parse, Token

RELATIVE = frozenset({"who", "which", "that", "whom"})
CLAUSAL = ("xcomp", "ccomp", "advcl", "pcomp", "acl", "conj")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Heads of phrases: the act's author and those concerned, best first. carrier: the light verb of an event noun."""

    agents: tuple[int, ...]
    patients: tuple[int, ...]
    carrier: int | None = None


def roles_of(parse: Parse, i: int, frames: Frames) -> Roles:
    """Author and addressees of the act that token i names."""
    token = parse.tokens[i]
    if token.pos in {"VERB", "AUX"}:
        return Roles(tuple(verb_agents(parse, token, frames)), tuple(unique(verb_patients(parse, token, frames))))
    return noun_roles(parse, token, frames)


def is_passive(parse: Parse, verb: Token) -> bool:
    """"was bombed", "bombed by", and a participle after a noun ("the talks held in")."""
    if any(True for _ in parse.kids(verb.i, "auxpass", "nsubjpass", "agent")):
        return True
    return verb.tag == "VBN" and verb.dep in {"acl", "relcl"} and not any(True for _ in parse.kids(verb.i, "aux"))


def verb_agents(parse: Parse, verb: Token, frames: Frames) -> Iterator[int]:
    """The author of a verb's act: own subject, by-phrase, or the subject it shares with a governor."""
    if is_passive(parse, verb):
        for by in parse.kids(verb.i, "agent"):
            yield from (k.i for k in parse.kids(by.i, "pobj"))
        return
    own = [k for k in parse.kids(verb.i, "nsubj", "csubj") if k.pos in NOMINAL or k.dep == "nsubj"]
    if own:
        for subject in own:
            yield resolve_relative(parse, subject, verb)
        return
    shared = shared_subject(parse, verb, frames)
    if shared is not None:
        yield shared


def resolve_relative(parse: Parse, subject: Token, verb: Token) -> int:
    """For "who" in "rebels who attacked", the noun it stands for; else the subject itself."""
    if subject.lower in RELATIVE and verb.dep in {"relcl", "acl"}:
        return verb.head
    return subject.i


def shared_subject(parse: Parse, verb: Token, frames: Frames, depth: int = 6) -> int | None:
    """The subject a verb without one shares with its governor, by the kind of link between them."""
    if depth == 0 or verb.head == verb.i:
        return None
    head = parse.tokens[verb.head]
    if verb.dep in {"acl", "relcl"}:
        return head.i if verb.tag == "VBG" else governing_subject(parse, head, frames, depth)
    if verb.dep == "pcomp":
        return governing_subject(parse, head, frames, depth)
    if verb.dep == "xcomp" and head.lemma in frames.object_control:
        objects = [k.i for k in parse.kids(head.i, "dobj", "dative", "nsubjpass")]
        if objects:
            return objects[0]
    if verb.dep in CLAUSAL and head.pos in {"VERB", "AUX"}:
        return subject_of(parse, head, frames, depth)
    if verb.dep in {"xcomp", "ccomp"} and head.pos == "ADJ" and parse.tokens[head.head].pos in {"VERB", "AUX"}:
        return subject_of(parse, parse.tokens[head.head], frames, depth)
    return None


def subject_of(parse: Parse, verb: Token, frames: Frames, depth: int) -> int | None:
    for k in parse.kids(verb.i, "nsubj", "nsubjpass"):
        return resolve_relative(parse, k, verb)
    return shared_subject(parse, verb, frames, depth - 1)


def governing_subject(parse: Parse, head: Token, frames: Frames, depth: int) -> int | None:
    """For a participle under a noun or a preposition ("after meeting", "push to raise"): possessor, accused object, or subject above."""
    for k in parse.kids(head.i, "poss"):
        return k.i
    for above in parse.ancestors(head.i):
        if above.pos in {"VERB", "AUX"}:
            if head.lower == "of" and above.lemma in frames.object_control:
                for k in parse.kids(above.i, "dobj", "nsubjpass"):
                    return k.i
            return subject_of(parse, above, frames, depth - 1)
    return None


def verb_patients(parse: Parse, verb: Token, frames: Frames) -> Iterator[int]:
    """Those concerned by a verb's act, nearest first: object or passive subject, phrases of preposition, subject of the complement."""
    if is_passive(parse, verb):
        yield from passive_subjects(parse, verb, frames)
        if verb.dep == "acl":
            yield verb.head
    for k in parse.kids(verb.i, "dative", "dobj", "attr", "oprd"):
        if k.dep == "dative" and k.pos == "ADP":
            yield from (p.i for p in parse.kids(k.i, "pobj"))
        else:
            yield resolve_relative(parse, k, verb)
    yield from prepositional(parse, verb.i, frames)
    for k in parse.kids(verb.i, "ccomp", "xcomp", "advcl", "prt"):
        if k.dep in {"ccomp", "xcomp"}:
            yield from (s.i for s in parse.kids(k.i, "nsubj", "nsubjpass"))
            if k.dep == "xcomp":
                yield from (o.i for o in parse.kids(k.i, "dobj", "dative"))
                yield from prepositional(parse, k.i, frames)
        elif k.dep == "prt":
            yield from prepositional(parse, k.i, frames)
    for k in parse.kids(verb.i, "advmod"):    # "handed the town back to Cameroon"
        if k.lower == "back":
            yield from prepositional(parse, k.i, frames)


def passive_subjects(parse: Parse, verb: Token, frames: Frames) -> list[int]:
    """Whom a passive says it is done to: its own subject, or the one it shares with what it hangs on ("two men are to be freed", "is due to be
    handed over")."""
    own = [resolve_relative(parse, k, verb) for k in parse.kids(verb.i, "nsubjpass")]
    if own or verb.dep != "xcomp":
        return own
    shared = shared_subject(parse, verb, frames)
    return [] if shared is None else [shared]


def prepositional(parse: Parse, i: int, frames: Frames) -> Iterator[int]:
    """Objects of the prepositions that hang on token i, in the order of `recipient_preps`; "on X" before "in X"."""
    found: dict[str, list[int]] = {}
    for prep in parse.kids(i, "prep", "agent", "dative"):
        if prep.lower == "according":    # a source is no party
            continue
        for k in parse.kids(prep.i, "pobj", "pcomp"):
            found.setdefault(prep.lower, []).append(k.i)
        for inner in parse.kids(prep.i, "prep"):
            for k in parse.kids(inner.i, "pobj"):
                found.setdefault(inner.lower, []).append(k.i)
    for word in frames.recipient_preps:
        yield from found.get(word, ())


def anything_below(parse: Parse, i: int) -> Iterator[int]:
    """Heads of the noun phrases after token i within its clause, nearest first: where the routes above found nobody."""
    for j in parse.subtree(i):
        t = parse.tokens[j]
        if j > i and t.pos in NOMINAL and t.dep not in {"nsubj", "nsubjpass", "npadvmod"} and not outside(parse, j, i):
            yield j


def outside(parse: Parse, j: int, i: int) -> bool:
    """Whether token j hangs below i only through another statement: an adverbial or coordinated clause, or speech."""
    at = parse.tokens[j]
    while at.i not in (i, at.head):
        if at.dep in {"advcl", "parataxis"} or (at.dep in {"conj", "ccomp", "relcl"} and at.pos in {"VERB", "AUX"}):
            return True
        at = parse.tokens[at.head]
    return False


def contents(parse: Parse, i: int, frames: Frames) -> Iterator[int]:
    """The token itself, or what a container holds: "tests" for "a series of tests"."""
    yield i
    if parse.tokens[i].lemma in frames.containers:
        yield from (k.i for prep in parse.kids(i, "prep") if prep.lower == "of" for k in parse.kids(prep.i, "pobj"))


def noun_roles(parse: Parse, noun: Token, frames: Frames) -> Roles:
    """Author and addressees of an event noun: "Putin's rejection of", "US sanctions against", "launched strikes on"."""
    carrier = light_verb(parse, noun, frames)
    received = carrier is not None and parse.tokens[carrier].lemma in frames.passive_light
    sources = {"by", "from"} if received else {"by"}
    by = [k.i for prep in parse.kids(noun.i, "prep", "agent") if prep.lower in sources for k in parse.kids(prep.i, "pobj")]
    own = [k.i for k in parse.kids(noun.i, "poss", "compound", "amod", "nmod")]
    places = [noun.i] if carrier is None or not is_passive(parse, parse.tokens[carrier]) else [noun.i, carrier]  # "talks were held between"
    between = [k.i for i in places for prep in parse.kids(i, "prep") if prep.lower in {"between", "among"} for k in parse.kids(prep.i, "pobj")]
    others = [j for j in prepositional(parse, noun.i, frames) if j not in by and j not in between]
    if between:
        return Roles(tuple(between), tuple(others), carrier)
    theirs = [k.i for k in parse.kids(noun.i, "poss") if k.pos != "PRON"]
    if carrier is None or (theirs and not ends_it(parse, carrier)):
        authors = of_authors(parse, noun, frames)
        return Roles(tuple(unique(by + theirs + authors + own)), tuple(j for j in others if j not in authors))
    verb = parse.tokens[carrier]
    around = [j for j in verb_patients(parse, verb, frames) if j != noun.i]
    agents = list(verb_agents(parse, verb, frames)) or [k.i for k in parse.kids(carrier, "nsubjpass") if noun.dep == "pobj"]
    if verb.lemma in frames.passive_light and not is_passive(parse, verb):
        return Roles(tuple(by + own + [j for j in around if j not in others]), tuple(agents), carrier)
    if by and not is_passive(parse, verb):  # "announced a visit by the president": not the announcer's
        return Roles(tuple(by), tuple(unique([*others, *around, *agents])), carrier)
    return Roles(tuple(unique(agents or by + own)), tuple(unique([*others, *around, *own])), carrier)


def ends_it(parse: Parse, carrier: int) -> bool:
    """Whether a light verb with "off" says what its subject made of somebody's act: "Japan called off its minister's trip" is Japan's deed."""
    return any(k.lower == "off" for k in parse.kids(carrier, "prt"))


def of_authors(parse: Parse, noun: Token, frames: Frames) -> list[int]:
    """Heads of the of-phrase of a noun whose of-phrase names the doer: "a meeting of ministers", "the withdrawal of French troops"."""
    if noun.lemma not in frames.reciprocal and noun.lemma not in frames.of_author:
        return []
    return [k.i for prep in parse.kids(noun.i, "prep") if prep.lower == "of" for k in parse.kids(prep.i, "pobj")]


def is_occurring(parse: Parse, noun: Token, frames: Frames) -> bool:
    """Whether the noun is the subject of a verb that says no more than that it is to be, was, or was not: "is set for May", "was called off"."""
    verb = parse.tokens[noun.head]
    if noun.dep not in {"nsubj", "nsubjpass"} or any(True for _ in parse.kids(verb.i, "agent")):
        return False
    if verb.lemma == "be":
        to_be = any(k.lemma in frames.occurring for k in parse.kids(verb.i, "xcomp"))  # "the talks are to resume"
        return to_be or any(k.lower in frames.pending for k in parse.kids(verb.i, "acomp", "advmod", "prep", "prt"))
    other_object = any(k.lemma not in {"place", "effect"} for k in parse.kids(verb.i, "dobj"))
    return verb.lemma in frames.occurring and (noun.dep == "nsubjpass" or not other_object)


def light_verb(parse: Parse, noun: Token, frames: Frames) -> int | None:
    """The light verb that carries an event noun as object or passive subject, or behind a preposition ("came under attack")."""
    head = parse.tokens[noun.head]
    if noun.dep in {"dobj", "nsubjpass", "attr"} and head.lemma in frames.light:
        return head.i
    if noun.dep == "nsubj" and head.lemma == "be":  # "the accord is to be signed"
        return next((k.i for k in parse.kids(head.i, "xcomp") if k.lemma in frames.light and is_passive(parse, k)), None)
    if noun.dep == "pobj" and head.lower == "of" and parse.tokens[head.head].lemma in frames.containers:
        return light_verb(parse, parse.tokens[head.head], frames)
    if noun.dep == "pobj" and head.lower in {"in", "under", "to", "into"}:
        above = parse.tokens[head.head]
        if above.lemma in frames.light and above.pos == "VERB":
            return above.i
    if noun.dep == "pobj" and head.lower == "for" and noun.lemma in frames.reciprocal:
        above = parse.tokens[head.head]
        if above.pos == "VERB" and (above.lemma in frames.visits or above.lemma == "expect"):
            return above.i
    if noun.dep == "conj":
        return light_verb(parse, head, frames) if head.pos == "NOUN" and head.i != noun.i else None
    return None


def unique(found: Sequence[int] | Iterator[int]) -> list[int]:
    return list(dict.fromkeys(found))
