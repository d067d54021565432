"""What the words around a verb or noun tell of it: denied, asked, ordered, supposed, told as so."""
from __future__ import annotations

from dataclasses import dataclass

from detente.extract.positions.operators import Operators
from detente.language.parse import Parse, Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
UNSURE = frozenset({"may", "might", "could", "can"})
DOUBTED = frozenset({"if", "unless", "whether", "lest", "although"})
DONE = frozenset({"has", "have", "had", "was", "were", "is", "are"})
NEITHER = frozenset({"neither", "hardly", "nor"})


@dataclass(slots=True)
class Moods:
    """Questions about single words of a parse."""

    parse: Parse
    words: Operators

    def barred(self, i: int) -> bool:
        """ "no sanctions" """
        return any(k.lower == "no" for k in self.parse.kids(i, "det", "neg"))

    def asked(self, t: Token) -> bool:
        sentence = self.parse.sentences[t.sent]
        last = self.parse.tokens[sentence.last - 1]
        return last.text == "?" or (sentence.last - sentence.first > 1 and self.parse.tokens[sentence.last - 2].text == "?")

    def ordered(self, t: Token) -> bool:
        """A bare verb that opens its sentence: "Lift the embargo!", "Let us talk"."""
        sentence = self.parse.sentences[t.sent]
        bare = t.tag == "VB" and t.dep in {"ROOT", "ccomp"} and not any(True for _ in self.parse.kids(t.i, "nsubj", "nsubjpass", "aux"))
        return bare and all(self.parse.tokens[i].pos in {"PUNCT", "ADV", "INTJ"} for i in range(max(sentence.first, t.i - 3), t.i))

    def negated(self, verb: Token) -> bool:
        around = self.parse.kids(verb.i, "preconj", "advmod", "cc")
        return any(True for _ in self.parse.kids(verb.i, "neg")) or any(k.lower in NEITHER and k.i < verb.i for k in around)

    def supposed(self, at: int) -> bool:
        """Whether the word stands in a clause of condition."""
        for t in (self.parse.tokens[at], *self.parse.ancestors(at)):
            if any(k.lower in {"if", "unless", "provided", "providing"} for k in self.parse.kids(t.i, "mark")):
                return True
            if t.lower in {"provided", "providing"} and t.dep in {"prep", "advcl", "pcomp"}:
                return True
        return False

    def wanted_done(self, t: Token) -> bool:
        """ "wants the embargo lifted": a participle, though the parser may take it for a past tense."""
        above = self.parse.tokens[t.head]
        return t.dep == "ccomp" and t.tag in {"VBN", "VBD"} and above.lemma in {"want", "like", "see", "have", "get"} and not any(
            True for _ in self.parse.kids(t.i, "aux", "auxpass", "mark"))

    def told_as_fact(self, t: Token) -> bool:
        """A finite clause of its own tells what happened: nobody asked for it."""
        return not self.wanted_done(t) and self.finite(t)

    def finite(self, t: Token) -> bool:
        return t.tag in {"VBD", "VBZ"} or (t.tag == "VBN" and any(k.lower in DONE for k in self.parse.kids(t.i, "aux", "auxpass")))

    def key_of(self, verb: Token) -> str:
        particle = next((k.lower for k in self.parse.kids(verb.i, "prt")), None)
        return f"{verb.lemma} {particle}" if particle else verb.lemma

    def asserted(self, verb: Token) -> bool:
        """Whether the verb is told as so: finite, a participle of its own subject, or with "will", "would", "have"."""
        p = self.parse
        aux = {k.lower for k in p.kids(verb.i, "aux")}
        if "to" in aux and verb.dep == "xcomp" and p.tokens[verb.head].lemma in self.words.raising:
            return self.asserted(p.tokens[verb.head])
        if aux & (UNSURE | self.words.duty) or "to" in aux:
            return False
        if any(k.lower in DOUBTED for k in p.kids(verb.i, "mark")) or self.asked(verb):
            return False
        above = p.tokens[verb.head]
        if verb.tag in FINITE or aux:
            return True
        if verb.dep == "conj" and verb.tag == "VB" and above.i != verb.i and above.pos == "VERB":
            return self.asserted(above)
        if verb.tag == "VBN":
            return verb.dep in {"acl", "advcl", "ROOT", "conj", "relcl"} or any(True for _ in p.kids(verb.i, "agent", "auxpass"))
        if verb.tag == "VBG":
            return verb.dep in {"advcl", "acl", "conj"}
        return verb.tag == "VB" and verb.dep == "ROOT"

    def wanted(self, noun: Token, above: Token) -> bool:
        """ "seeks Russian support for", "what he wants is their endorsement": whoever owns the noun has not given it."""
        if above.pos == "ADP" and above.head != above.i:
            above = self.parse.tokens[above.head]
        cleft = [k.lemma for k in self.parse.kids(above.i, "csubj", "nsubj")] if noun.dep == "attr" else []
        return bool({above.lemma, *cleft} & self.words.wanting)

    def governor(self, prep: Token) -> Token:
        """What a preposition hangs on; of a second one ("for talks and for a truce") what the first hangs on."""
        above = self.parse.tokens[prep.head]
        while above.pos == "ADP" and prep.dep == "conj" and above.head != above.i:
            prep, above = above, self.parse.tokens[above.head]
        return above
