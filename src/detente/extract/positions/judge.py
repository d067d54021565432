"""Judgements: whether a predicate speaks for what it is said of ("useless", "would bring peace") or against it."""
from __future__ import annotations

from detente.extract.positions.operators import Operators
from detente.language.parse import Parse, Token

LINKS = frozenset({"be", "remain", "become", "seem", "appear", "prove", "constitute", "represent", "stay"})
NOT = frozenset({"no", "not", "never", "hardly", "neither"})
PREDICATES = ("attr", "acomp", "oprd")


def judgement(parse: Parse, words: Operators, verb: Token) -> int:
    """+1 or -1 where a verb with its predicate or object judges its subject, 0 where it does not; its own negation is not counted."""
    if verb.lemma in LINKS:
        found = linked(parse, words, verb)
        if found or verb.lemma == "be":
            return found
    if verb.lemma in words.harms:
        return -1
    if verb.lemma in words.brings:
        brought = brings(parse, words, verb)
        if brought:
            return brought
    return 1 if verb.lemma in words.helps else 0


def linked(parse: Parse, words: Operators, verb: Token) -> int:
    """ "is useless", "is the wrong answer", "is out of the question", "is part of the solution"."""
    for kid in parse.kids(verb.i, *PREDICATES):
        found = polarity(parse, words, kid)
        if found:
            return found
    for kid in parse.kids(verb.i, "prep", "advmod"):
        below = {parse.tokens[i].lower for i in parse.subtree(kid.i)}
        if kid.lower == "out" and "question" in below:
            return -1
        if kid.lower in {"off", "against"} and below & {"table", "law", "interest", "interests", "will", "agenda"}:
            return -1
        if kid.lower == "in" and below & {"interest", "interests"}:
            return 1
    return 0


def polarity(parse: Parse, words: Operators, kid: Token) -> int:
    """What one predicate word says, with the adjectives before it and "part of" looked through; "no" and "not" turn it round."""
    amods = [k.lower for k in parse.kids(kid.i, "amod", "compound", "advmod")]
    sign = -1 if any(k.lower in NOT for k in parse.kids(kid.i, "det", "neg", "preconj", "advmod")) else 1
    if any(w in words.bad - words.neutral for w in amods):
        return -sign
    if kid.lemma in {"part", "form", "kind", "sort", "matter", "act", "sign", "source", "cause"}:
        below = [p for k in parse.kids(kid.i, "prep") for p in parse.kids(k.i, "pobj")]
        return next((sign * f for f in (polarity(parse, words, p) for p in below) if f), 0)
    if kid.lemma in words.neutral:
        return sign if any(w in words.good - words.neutral for w in amods) else 0
    if kid.lower in words.bad or kid.lemma in words.bad:
        return -sign
    return sign if kid.lower in words.good or kid.lemma in words.good else 0


def brings(parse: Parse, words: Operators, verb: Token) -> int:
    """ "would lead to war", "will bring peace", "makes sense": by the words of the object."""
    for kid in parse.kids(verb.i, "dobj", "attr", "prep", "prt", "oprd", "acomp", "ccomp"):
        sign = -1 if any(k.lower in {"no", "nothing"} for k in parse.kids(kid.i, "det")) or kid.lower == "nothing" else 1
        for i in (kid.i, *(k.i for k in parse.kids(kid.i))):
            lemma = parse.tokens[i].lemma
            if lemma in words.brings_bad or lemma in words.bad - words.neutral:
                return -sign
            if lemma in words.brings_good:
                return sign
    return 0


def object_judgement(parse: Parse, words: Operators, verb: Token, only: frozenset[str] | None = None) -> int:
    """What a verb says of its object by a predicate: "describes X as useless", "considers X illegal", "made stronger"."""
    predicates = [*parse.kids(verb.i, "oprd", "acomp", "xcomp", "ccomp", "attr")]
    for prep in parse.kids(verb.i, "prep"):
        if prep.lower == "as":
            predicates.extend(parse.kids(prep.i, "pobj", "amod", "pcomp", "acomp", "advmod"))
    for kid in predicates:
        if only is not None:
            if {kid.lower, *(k.lower for k in parse.kids(kid.i))} & only:
                return 1
            continue
        found = polarity(parse, words, kid)
        if found:
            return found
    return 0
