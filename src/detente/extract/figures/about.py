"""What an amount measures, in the report's words, and which way it moves."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.extract.figures.line import Amount
from detente.extract.figures.phrases import Field, complement, definite, head_in, kid_object, noun_phrase, subject_of, token_before
from detente.extract.figures.words import Words
from detente.language.parse import Token
from detente.records.kinds import Change
from detente.text import Span

INSIDE = frozenset({"nummod", "compound", "amod", "nmod", "quantmod"})
VERBS = frozenset({"VERB", "AUX"})
LEVELS = frozenset({"to", "at", "from"})
STEPS = 8
SHARES = frozenset({"percent", "percentage points", "basis points"})
PLACES = frozenset({"GPE", "LOC"})
HANGERS = frozenset({"with", "to", "from", "between", "against"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an amount is about, the way it moves, and the verb or noun that governs it."""

    about: Span | None
    change: Change | None
    governor: int | None


NOTHING = Meaning(None, None, None)


def meaning(field: Field, words: Words, a: Amount) -> Meaning:
    """Read what an amount of money or measure is about from where it hangs in the parse."""
    head = head_in(field.parse, a.span)
    if head is None:
        return NOTHING
    return climb(Reader(field, words, a), head)


@dataclass(frozen=True, slots=True)
class Reader:
    """The field, the words and the amount that is being read."""

    field: Field
    words: Words
    amount: Amount

    def phrase(self, i: int) -> Span | None:
        return noun_phrase(self.field, i, self.amount.span)

    @property
    def share(self) -> bool:
        """Whether the amount is a percentage or points of one."""
        return self.amount.unit in SHARES

    def direction(self, lemma: str, kind: str) -> Change | None:
        if self.words.has(f"up_{kind}", lemma):
            return Change.UP
        return Change.DOWN if self.words.has(f"down_{kind}", lemma) else None


def climb(r: Reader, head: Token) -> Meaning:
    """Go up from the amount to the noun or verb that says what it measures."""
    own = own_complement(r, head)
    at, prep = head, ""
    for _ in range(STEPS):
        above = r.field.token(at.head)
        if at.head == at.i:
            break
        found = judge(r, at, above, prep, own)
        if found is not None:
            return found
        prep = above.lower if above.pos in {"ADP", "SCONJ"} or above.dep == "prep" else prep
        at = above
    return Meaning(own, beside(r), None)


def own_complement(r: Reader, head: Token) -> Span | None:
    """"90 per cent of trade with North Korea", "$84 million in aid", "40,000 tons of oil"."""
    preps = ("of",) if r.amount.kind != "money" else ("of", "in")
    for i in r.field.parse.tokens_in(r.amount.span):
        noun = complement(r.field, i, preps, r.amount.span)
        if noun is not None:
            place = noun.entity in PLACES or definite(r.field, noun)
            return None if place and r.field.token(noun.head).lower == "in" else with_hangers(r, i, r.phrase(noun.i))
    return None


def with_hangers(r: Reader, amount: int, phrase: Span | None) -> Span | None:
    """The phrase with what stands right behind it and the parse hangs on the amount: "90 per cent [of trade] [with North Korea]"."""
    if phrase is None:
        return None
    last = r.field.parse.tokens_in(phrase)[-1]
    for prep in r.field.parse.kids(amount, "prep"):
        pobj = next(r.field.parse.kids(prep.i, "pobj"), None)
        if prep.i == last + 1 and prep.lower in HANGERS and pobj is not None and pobj.i not in r.field.timed:
            tail = r.phrase(pobj.i)
            last = r.field.parse.tokens_in(tail)[-1] if tail is not None else last
    return Span(phrase.start, r.field.token(last).end)


def judge(r: Reader, at: Token, above: Token, prep: str, own: Span | None) -> Meaning | None:
    """What the step from `at` to the word above it tells; None to go on climbing."""
    if above.pos in {"NOUN", "PROPN"} and not r.amount.span.overlaps(above.span):
        if at.dep in INSIDE and above.i > at.i:
            return of_noun(r, above, own)
        if at.dep == "pobj" or prep:
            return of_noun(r, above, own) if prep in {"of", ""} else noun_in_clause(r, above, prep, own)
        if at.dep in {"acl", "relcl", "amod"}:
            return Meaning(own or r.phrase(above.i), None, above.i)
    if above.pos == "ADJ" and at.dep == "npadvmod":
        moved = r.direction(above.lower, "words")
        if moved is not None:
            return comparative(r, above, moved, own)
    if above.pos == "ADV" and (moved := r.direction(above.lower, "words")) is not None:
        return comparative(r, above, moved, own)
    if above.pos in VERBS:
        return of_verb(r, above, prep, own)
    return None


def comparative(r: Reader, word: Token, moved: Change, own: Span | None) -> Meaning:
    """"5 percent higher", "up 12 percent", "20 percent more oil"."""
    above = r.field.token(word.head)
    if above.pos == "NOUN" and above.i > word.i:
        return Meaning(own or r.phrase(above.i), moved, above.i)
    verb = above if above.pos in VERBS else None
    subject = subject_of(r.field, verb.i) if verb else None
    return Meaning(own or (r.phrase(subject.i) if subject else None), moved, verb.i if verb else None)


def of_noun(r: Reader, noun: Token, own: Span | None) -> Meaning:
    """"a $30 billion loan", "a 5 percent rise in exports", "a surge of 70 percent", "debt of $5bn"."""
    moved = r.direction(noun.lemma, "nouns")
    if moved is None or noun.i in r.field.timed:
        return Meaning(own or r.phrase(noun.i), None, noun.i)
    what = complement(r.field, noun.i, ("in", "of"), r.amount.span)
    if what is not None:
        return Meaning(r.phrase(what.i), moved, noun.i)
    verb = r.field.token(noun.head)
    if noun.dep in {"dobj", "attr", "pobj", "oprd"}:
        verb = r.field.token(verb.head) if verb.pos == "ADP" else verb
        if verb.pos in VERBS and (subject := subject_of(r.field, verb.i)) is not None:
            return Meaning(own or r.phrase(subject.i), moved, noun.i)
    more = any(not r.amount.span.overlaps(k.span) for k in r.field.parse.kids(noun.i, "compound", "nmod", "amod", "poss"))
    return Meaning(own or (r.phrase(noun.i) if more or r.words.has("selves", noun.lemma) else None), moved, noun.i)


def noun_in_clause(r: Reader, noun: Token, prep: str, own: Span | None) -> Meaning | None:
    """"estimated the yield of the explosion at 160 kilotons", where the parse hangs "at" on the noun; "a rise to 5 percent"."""
    if prep == "at":
        for above in (noun, *r.field.parse.ancestors(noun.i)):
            if above.pos in VERBS:
                return of_verb(r, above, "at", own)
    if prep in {"by", "to", "from"}:
        made = hidden_verb(r, noun) or of_noun(r, noun, own)
        return Meaning(made.about, made.change if prep == "by" else None, noun.i)
    if prep in {"with", "at"}:
        return Meaning(own or r.phrase(noun.i), None, noun.i)
    return Meaning(own, None, noun.i)


def hidden_verb(r: Reader, noun: Token) -> Meaning | None:
    """"The bank cut rates by 5 points", where the parse takes "cut rates" for a noun."""
    verb = r.field.token(noun.i - 1) if noun.i > 0 else noun
    moved = r.direction(verb.lower, "verbs") or r.direction(verb.lower.removesuffix("s"), "verbs")
    if noun.dep != "ROOT" or verb.dep != "compound" or moved is None or noun.tag != "NNS":
        return None
    return Meaning(noun.span, moved, noun.i)


def of_verb(r: Reader, verb: Token, prep: str, own: Span | None) -> Meaning:
    """The subject of verbs of measure and change, the object of verbs that change or put or trade something."""
    lemma, obj = verb.lemma, kid_object(r.field, verb.i, r.amount.span)
    thing = obj or next(r.field.parse.kids(verb.i, "nsubjpass"), None)
    if prep == "at" and r.words.has("at_object", lemma):
        thing = thing or subject_of(r.field, verb.i)
        return Meaning(own or named(r, thing), None, verb.i)
    if prep == "for" and r.words.has("traded", lemma):
        return Meaning(own or named(r, thing), None, verb.i)
    moved = r.direction(lemma, "verbs")
    if moved is not None:
        return moving(r, verb, prep, own, moved)
    if r.words.has("of_subject", lemma):
        return Meaning(own or named(r, subject_of(r.field, verb.i)), beside(r), verb.i)
    return Meaning(own or spent_on(r, verb), beside(r), verb.i)


def moving(r: Reader, verb: Token, prep: str, own: Span | None, moved: Change) -> Meaning:
    """A verb of change with its amount: "fell 5 percent", "cut output by 3 percent", "cut $30bn from its budget", "raised $2bn in bonds"."""
    if prep == "" and own is not None:
        return Meaning(own, moved if r.share or r.words.has("cutters", verb.lemma) else None, verb.i)
    if prep == "" and not r.share and r.words.has("cutters", verb.lemma):
        return Meaning(taken_from(r, verb), moved, verb.i)
    if prep == "" and not r.share and r.words.has("takers", verb.lemma):
        return Meaning(spent_on(r, verb, ("for", "in")), None, verb.i)
    before = token_before(r.field.parse, r.amount.span)
    level = prep in LEVELS or (before is not None and before.lower in LEVELS)
    return Meaning(own or of_change(r, verb), None if level else moved, verb.i)


def of_change(r: Reader, verb: Token) -> Span | None:
    """"exports rose", "cut output", "prices were raised"."""
    obj = kid_object(r.field, verb.i, r.amount.span)
    if obj is not None and r.words.has("transitive", verb.lemma):
        return r.phrase(obj.i)
    return named(r, subject_of(r.field, verb.i))


def named(r: Reader, noun: Token | None) -> Span | None:
    return None if noun is None or noun.pos in {"PRON", "DET", "SCONJ"} else r.phrase(noun.i)


def taken_from(r: Reader, verb: Token) -> Span | None:
    """"cut $30 billion from its budget"."""
    for holder in (verb.i, *r.field.parse.tokens_in(r.amount.span)):
        noun = complement(r.field, holder, ("from", "off"), r.amount.span)
        if noun is not None:
            return r.phrase(noun.i)
    return None


def spent_on(r: Reader, verb: Token, preps: Sequence[str] = ("on", "for", "in")) -> Span | None:
    """"spent $5 billion on defence", "pledged $10 million for refugees", "sent $5 million in aid"."""
    inside = r.field.parse.tokens_in(r.amount.span)
    for holder in (*inside, verb.i) if r.amount.kind == "money" else ():
        noun = complement(r.field, holder, preps, r.amount.span)
        if noun is None or noun.entity in PLACES:
            continue
        prep = r.field.token(noun.head)
        if prep.lower != "in" or (prep.i == inside[-1] + 1 and noun.pos == "NOUN" and not definite(r.field, noun)):
            return r.phrase(noun.i)
    return None


def beside(r: Reader) -> Change | None:
    """"up 5 percent", where "up" stands right before the amount."""
    before = token_before(r.field.parse, r.amount.span)
    return None if before is None else {"up": Change.UP, "down": Change.DOWN}.get(before.lower)
