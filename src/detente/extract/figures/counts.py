"""What a bare number or an ordinal counts, from the parse: missiles, people, the killed, a sixth test. None where it counts nothing of note."""
from __future__ import annotations

from dataclasses import dataclass

from detente.extract.figures.line import Amount
from detente.extract.figures.phrases import Field, head_in, noun_phrase, subject_of, token_after, words_of
from detente.extract.figures.words import Words
from detente.language.parse import Token
from detente.text import Span

VERBS = frozenset({"VERB", "AUX"})
DEFINITE = frozenset({"the", "these", "those", "both", "all", "no", "any", "such", "either"})
SUFFERED = frozenset({"die", "flee", "perish", "drown"})
SMALL = 12
PARTIES = 3
NONE = frozenset({"no", "any", "every", "each"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the unit, the words about it, characters to the end of the counted noun where it stands beside the number, the verb."""

    unit: str
    about: Span | None
    span: Span
    governor: int | None


@dataclass(frozen=True, slots=True)
class Harm:
    """What was done to the counted: unit, the verb that says so (None where a noun or adjective does), and the words of that harm."""

    unit: str
    verb: int | None
    words: frozenset[str]


def counted(field: Field, words: Words, a: Amount) -> Counted | None:
    """What an amount of kind "count" counts."""
    head = head_in(field.parse, a.number)
    if head is None:
        return None
    noun = noun_of(field, head, a)
    if noun is None:
        return lone(field, words, a, head)
    if part_of_name(field, a, head):
        return None
    return of_noun(field, words, a, noun, head)


def part_of_name(field: Field, a: Amount, head: Token) -> bool:
    """The 2 of "14 Leopard 2 tanks": a name in front hangs on the same noun, or on the number."""
    first = field.parse.tokens_in(a.number)[0]
    before = field.token(first - 1) if first > 0 else None
    return (before is not None and before.pos == "PROPN" and before.sent == head.sent and a.comparator is None
            and (before.head in {head.head, head.i} or head.head == before.i) and before.dep in {"compound", "nmod", "amod", "nummod", "poss"})


def noun_of(field: Field, head: Token, a: Amount) -> Token | None:
    """The noun that the number modifies, or that follows "of the"."""
    above = field.token(head.head)
    if head.dep in {"nummod", "compound", "amod", "nmod", "quantmod"} and above.i > head.i and above.pos in {"NOUN", "PROPN", "ADJ"}:
        return above
    of = next((t for t in field.parse.kids(head.i, "prep") if t.lower == "of"), None)
    pobj = next(field.parse.kids(of.i, "pobj"), None) if of else None
    if pobj is not None and a.value > 1:
        return pobj
    return neighbour(field, field.parse.tokens_in(a.span)[-1])


def neighbour(field: Field, last: int) -> Token | None:
    """The plural right behind the number, or behind one adjective or noun, where the parse has not joined them."""
    nxt = token_after(field.parse, last)
    if nxt is not None and nxt.pos in {"ADJ", "NOUN"} and nxt.tag not in {"NNS", "NNPS"}:
        nxt = token_after(field.parse, nxt.i)
    return nxt if nxt is not None and nxt.pos == "NOUN" and nxt.tag == "NNS" and nxt.head <= nxt.i + 8 else None


def of_noun(field: Field, words: Words, a: Amount, noun: Token, head: Token) -> Counted | None:
    harmed = harm(field, words, noun) or (harm(field, words, head) if noun.i != head.head else None)
    if harmed is None and (not countable(words, noun) or idle(field, words, a, noun)):
        return None
    unit = unit_of(field, words, noun) if harmed is None else harmed.unit
    if numbers_between(field, a, noun):
        return Counted(unit, None, a.span, governor(field, noun))
    phrase = noun_phrase(field, noun.i, a.span)
    put = put_at(field, words, noun)
    about = noun_phrase(field, put.i, a.span) if put is not None else told_about(field, words, noun, phrase, harmed)
    return Counted(unit, about, whole(field, a, noun), governor(field, noun))


def unit_of(field: Field, words: Words, noun: Token) -> str:
    """The counted noun, with the word in front where it says little alone: "asylum seekers"."""
    before = field.token(noun.i - 1) if noun.i > 0 else noun
    joined = words.has("weak", noun.lemma) and before.head == noun.i and before.dep == "compound"
    return f"{written(before)} {written(noun)}" if joined else written(noun)


def written(t: Token) -> str:
    return t.text if t.pos == "PROPN" else t.lower


def numbers_between(field: Field, a: Amount, noun: Token) -> bool:
    """"250,000 American and 45,000 British troops"."""
    last = field.parse.tokens_in(a.span)[-1]
    between = [field.token(i) for i in range(last + 1, min(noun.i, last + 12))]
    return any(t.pos == "NUM" for t in between) and any(t.pos == "CCONJ" for t in between)


def put_at(field: Field, words: Words, noun: Token) -> Token | None:
    """What "put its losses at 11 soldiers" puts there."""
    prep = field.token(noun.head)
    verb = field.token(prep.head)
    if prep.lower != "at" or verb.pos not in VERBS or not words.has("at_object", verb.lemma):
        return None
    return next(field.parse.kids(verb.i, "dobj", "nsubjpass"), None)


def countable(words: Words, noun: Token) -> bool:
    people = noun.tag == "NNP" and noun.lower.endswith("s") and noun.entity not in {"ORG", "PERSON", "GPE", "LOC", "FAC"}
    return noun.tag in {"NNS", "NNPS"} or people or words.has("counted", noun.lower)


def idle(field: Field, words: Words, a: Amount, noun: Token) -> bool:
    """Counts that tell nothing: "two things", "the two leaders", "three countries", "both"."""
    if words.has("idle", noun.lemma) or noun.i in field.timed or a.value <= 1 or a.value != a.value.to_integral_value():
        return True
    if not a.words and 1900 <= a.value <= 2100 and len(field.parse.text[a.number.start:a.number.end]) == 4:
        return noun.head == noun.i
    first = min(field.parse.tokens_in(a.span))
    definite = any(k.lower in DEFINITE or k.dep == "poss" for k in field.parse.kids(noun.i) if k.i < first and k.dep in {"det", "predet", "poss"})
    if a.words and definite and a.value <= SMALL:
        return True
    return words.has("parties", noun.lemma) and a.value <= PARTIES


def whole(field: Field, a: Amount, noun: Token) -> Span:
    """The amount up to its noun where that follows within five words, else as it is."""
    tokens = field.parse.tokens_in(a.span)
    return Span(a.span.start, noun.end) if noun.i - tokens[-1] <= 5 and noun.end > a.span.end else a.span


def governor(field: Field, noun: Token) -> int | None:
    return next((t.i for t in field.parse.ancestors(noun.i) if t.pos in VERBS), None)


def told_about(field: Field, words: Words, noun: Token, phrase: Span | None, harmed: Harm | None) -> Span | None:
    """The counted noun with its modifiers; a noun that stands alone tells with its clause ("people have fled the fighting"), or nothing.

    Of the harmed, what did the harm is told where "people" says nothing: "car bomb".
    """
    if phrase is not None and len(words_of(field.parse, phrase).split()) > 1:
        return phrase
    reach = None if phrase is None else clause_reach(field, noun, harmed is not None)
    if phrase is not None and reach is not None:
        return Span(phrase.start, reach)
    if harmed is None:
        return None
    if phrase is not None and noun.lemma not in {"people", "person", "other", "life"} and noun.lower not in harmed.words:
        return phrase
    return None if harmed.verb is None else doer(field, words, harmed.verb)


def doer(field: Field, words: Words, verb: int) -> Span | None:
    """The subject of an active verb that harms, where it is a thing that happens: "floods", "car bomb"."""
    if field.token(verb).tag == "VBN" and not any(field.parse.kids(verb, "aux")):
        return None
    subject = subject_of(field, verb)
    if subject is None or subject.pos != "NOUN" or subject.dep == "nsubjpass" or words.has("persons", subject.lemma):
        return None
    return noun_phrase(field, subject.i)


def clause_reach(field: Field, noun: Token, harmed: bool) -> int | None:
    """The end of the clause that the noun begins or ends, without its times: "people were killed in a bombing in Kabul".

    Of the harmed, the verb alone says no more than the unit does."""
    verb = field.token(noun.head)
    if verb.pos not in VERBS or verb.sent != noun.sent:
        return None
    if noun.dep in {"nsubj", "nsubjpass"} and 0 < verb.i - noun.i <= 5:
        last = verb.i
        for kid in field.parse.kids(verb.i):
            last = tail(field, kid, last, frozenset({"dobj", "prt", "prep", "agent"}))
        return None if harmed and last == verb.i else field.token(last).end
    if noun.dep == "dobj":
        last = noun.i
        for kid in field.parse.kids(verb.i, "prep"):
            last = tail(field, kid, last, frozenset({"prep"}))
        return field.token(last).end if last != noun.i else None
    return None


def tail(field: Field, kid: Token, last: int, deps: frozenset[str]) -> int:
    """The end of what hangs on the verb right behind `last`, if it is no time and no clause."""
    if kid.i != last + 1 and not (kid.dep == "dobj" and kid.i <= last + 5):
        return last
    if kid.dep not in deps or kid.i in field.timed:
        return last
    noun = kid if kid.dep == "dobj" else next(field.parse.kids(kid.i, "pobj"), kid)
    if noun.i in field.timed or (noun is kid and kid.dep in {"prep", "agent"}):
        return last
    phrase = noun_phrase(field, noun.i)
    inside = field.parse.tokens_in(phrase) if phrase is not None else range(0)
    return max(last, inside[-1]) if inside and inside[-1] - last <= 12 else last


# -- the harmed

def harm(field: Field, words: Words, noun: Token) -> Harm | None:
    """Killed, wounded, detained, displaced, missing: from the noun itself, the verb it hangs on, or the word behind it."""
    above = field.token(noun.head)
    if noun.lemma == "life" and noun.dep in {"dobj", "nsubjpass"} and words.has("lives", above.lemma):
        return Harm("killed", above.i, frozenset({"lives"}))
    for v in words.victims:
        if noun.lower in v.words:
            return Harm(v.unit, None, v.words)
        verb = next((verb for verb, passive in verbs_of(field, noun) if verb.lemma in v.verbs and (passive or verb.lemma in SUFFERED)), None)
        if verb is not None:
            return Harm(v.unit, verb.i, v.words)
        if stated(field, noun, v.words):
            return Harm(v.unit, None, v.words)
    return None


def stated(field: Field, noun: Token, words: frozenset[str]) -> bool:
    """"20 people dead", "people killed", "sailors are missing"."""
    kids = [k for k in field.parse.kids(noun.i, "amod", "acl", "advmod") if k.i > noun.i]
    after, above = token_after(field.parse, noun.i), field.token(noun.head)
    if noun.dep == "nsubj" and above.pos in VERBS:
        kids += [above, *field.parse.kids(above.i, "acomp", "attr")]
    return any(k.lower in words for k in (*kids, *((after,) if after is not None else ())))


def verbs_of(field: Field, noun: Token) -> list[tuple[Token, bool]]:
    """The verbs that act on the noun (True) or that it does (False)."""
    found = [(k, True) for k in field.parse.kids(noun.i, "acl") if k.tag == "VBN"]
    above = field.token(noun.head)
    if above.pos in VERBS:
        if noun.dep in {"nsubjpass", "dobj"}:
            found.append((above, True))
        elif noun.dep == "nsubj":
            found.append((above, False))
    return found


def lone(field: Field, words: Words, a: Amount, head: Token) -> Counted | None:
    """A number without a noun that counts the harmed: "38 dead", "20 were killed", "killing 20", "a death toll of 45", "the toll rose to 45"."""
    last = field.parse.tokens_in(a.span)[-1]
    after = token_after(field.parse, last)
    if after is not None and after.lower in {"others", "more"}:
        after = token_after(field.parse, after.i)
    for v in words.victims:
        if after is not None and after.lower in v.words:
            return Counted(v.unit, None, Span(a.span.start, after.end), governor(field, head))
        verb = next((verb for verb, passive in verbs_of(field, head) if verb.lemma in v.verbs and (passive or verb.lemma in SUFFERED)), None)
        if verb is not None:
            return Counted(v.unit, doer(field, words, verb.i), a.span, verb.i)
        toll = toll_of(field, head)
        if toll is not None and any(t.lower in v.tolls for t in (toll, *field.parse.kids(toll.i, "compound", "amod"))):
            return Counted(v.unit, noun_phrase(field, toll.i, a.span), a.span, governor(field, head))
    return None


def toll_of(field: Field, head: Token) -> Token | None:
    """The noun that the lone number is the size of."""
    above = field.token(head.head)
    if above.pos == "ADP":
        noun = field.token(above.head)
        if noun.pos == "NOUN":
            return noun
        return subject_of(field, noun.i) if noun.pos in VERBS else None
    return subject_of(field, above.i) if above.pos in VERBS and head.dep in {"attr", "dobj"} else None


# -- ordinals

def ranked(field: Field, words: Words, a: Amount) -> Counted | None:
    """"sixth nuclear test", "second-largest trade partner", "the test, the sixth to date"."""
    inside = field.parse.tokens_in(a.span)
    if not inside or any(i in field.timed for i in inside):
        return None
    top = superlative(field, words, a)
    if top is not None:
        return Counted("ordinal", top, Span(a.span.start, max(a.span.end, top.end)), None)
    noun = apposed(field, words, inside[0]) or field.token(field.token(inside[-1]).head)
    if noun.pos != "NOUN" or not words.has("ordinal", noun.lemma) or any(k.lower in NONE for k in field.parse.kids(noun.i, "det")):
        return None
    phrase = noun_phrase(field, antecedent(field, noun).i, a.span, frozenset({"of", "on", "between", "with", "against"}))
    return None if phrase is None else Counted("ordinal", phrase, a.span, governor(field, noun))


def apposed(field: Field, words: Words, i: int) -> Token | None:
    """The noun before the comma in "the test, the sixth and strongest so far"; its word must be one that is counted."""
    tokens = field.parse.tokens
    if i < 3 or tokens[i - 1].lower not in {"the", "its", "their"} or tokens[i - 2].text not in {",", "-", "–", "—"}:
        return None
    noun, after = tokens[i - 3], token_after(field.parse, i)
    plain = after is None or after.pos not in {"NOUN", "ADJ", "PROPN"}
    return noun if plain and noun.sent == tokens[i].sent and noun.pos == "NOUN" and words.has("ordinal", noun.lemma) else None


def antecedent(field: Field, noun: Token) -> Token:
    """For "the test", an earlier noun of the same word that says more ("nuclear test"), in this sentence or the two before."""
    if any(k.dep in {"amod", "compound", "poss", "nmod"} and k.tag != "JJS" for k in field.parse.kids(noun.i) if k.i < noun.i):
        return noun
    first = field.parse.sentences[max(0, noun.sent - 2)].first
    for i in range(noun.i - 1, max(first, noun.i - 80) - 1, -1):
        t = field.token(i)
        if t.lemma == noun.lemma and t.pos == "NOUN" and any(k.dep in {"amod", "compound"} for k in field.parse.kids(i)):
            return t
    return noun


def superlative(field: Field, words: Words, a: Amount) -> Span | None:
    """"largest trade partner" behind "second-"."""
    text = field.parse.text
    end = a.span.end
    while end < len(text) and text[end] in "- ‐‑–":
        end += 1
    tokens = field.parse.tokens_in(Span(end, end + 1)) if end < len(text) else range(0)
    if not tokens or not words.has("superlatives", text[end:field.token(tokens[0]).end].lower()) or text[a.span.end:a.span.end + 1] not in "-‐‑–":
        return None
    word = field.token(tokens[0])
    noun = next((t for t in (word, *field.parse.ancestors(word.i)) if t.pos in {"NOUN", "PROPN"} and t.i > word.i), None)
    if noun is None or noun.i - word.i > 4:
        return None
    phrase = noun_phrase(field, noun.i)
    return Span(end, noun.end if phrase is None else max(noun.end, phrase.end))
