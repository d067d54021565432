"""Measures the lexicon does not have, named by their own words where they are the object of a word of stance ("the water bill")."""
from __future__ import annotations

from collections.abc import Sequence

from detente.extract.positions.hits import Hit
from detente.extract.positions.operators import Operators
from detente.language.parse import Parse, Token
from detente.lexicon.issues import Measure, Target

OF_MEASURE = ("amod", "compound", "nmod")
NAMES = frozenset({"GPE", "NORP", "PERSON", "DATE", "ORG", "CARDINAL"})
# Of these what they are about may stand after them: "a ban on smoking".
WITH_AFTER = frozenset({"ban", "tax", "levy", "moratorium", "bill", "law", "treaty"})
AFTER = frozenset({"on", "to", "for", "of"})
PLAIN = frozenset({"new", "controversial", "proposed", "planned", "draft", "latest", "first", "last", "recent", "such", "other", "same",
                   "final", "current", "own",
                   "so-called", "key", "landmark", "historic", "major", "deal"})


def phrase_hits(parse: Parse, words: Operators, hits: Sequence[Hit]) -> list[Hit]:
    """A hit for each noun that is a kind of measure, has words of its own to name it, and is in no other hit."""
    used = {i for h in hits for i in h.used}
    passing = words.keep_nouns | words.through_nouns
    found = []
    for t in parse.tokens:
        within = used.intersection(parse.subtree(t.i))
        stuck = t.lemma not in passing and all(parse.tokens[i].dep == "compound" for i in within)
        if t.pos == "NOUN" and t.lemma in words.fallback and t.i not in used and (not within or stuck):
            label = label_of(parse, t)
            if label is not None:
                found.append(Hit(Measure("phrase", label, Target.NONE), t.i, 1, (t.i,), label=label))
    return found


def label_of(parse: Parse, t: Token) -> str | None:
    """ "the controversial water privatisation bill" -> "water privatisation bill"; None where nothing but plain words stands before it."""
    own = [k for k in parse.kids(t.i, *OF_MEASURE) if k.lower not in PLAIN and k.entity not in NAMES]
    if any(k.dep == "compound" for k in own) and all(k.i < t.i and k.pos != "PROPN" for k in own):
        return " ".join([*(parse.tokens[i].lower for k in own for i in parse.subtree(k.i)), t.lemma])
    on = next((k for k in parse.kids(t.i, "prep") if k.lower in AFTER and t.lemma in WITH_AFTER), None)
    below = None if on is None else next(parse.kids(on.i, "pobj"), None)
    if below is None or on is None or below.pos != "NOUN":
        return None
    inner = [k.lower for k in parse.kids(below.i, "compound", "amod") if k.i < below.i and k.entity == ""]
    return " ".join([t.lemma, on.lower, *inner, below.lower])
