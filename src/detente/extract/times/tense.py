"""The tense in which a time is told, from the parse: past, present or future (will, is to, plans to, ahead of)."""
from __future__ import annotations

from detente.extract.times.resolve import Tense
from detente.language.parse import Parse, Token

# Verbs whose infinitive lies ahead, and words before a noun that do the same.
AHEAD_VERBS = frozenset({"plan", "expect", "schedule", "set", "intend", "want", "hope", "due", "ready", "agree", "vow", "promise", "pledge", "prepare", "aim", "seek",
                         "decide", "propose", "threaten", "invite", "ask", "urge", "call", "allow", "slate", "likely", "hop", "need", "have", "go", "be", "order", "demand"})
AHEAD_WORDS = frozenset({"ahead", "before", "until", "till", "by", "pending", "upcoming", "coming"})
MODALS = frozenset({"will", "shall", "'ll", "wo", "would", "may", "might", "can", "could", "should", "must", "ca"})
FARTHEST = 12


def tense_at(parse: Parse, char: int) -> Tense | None:
    """The tense of the clause in which the character stands; None outside the parse or where no verb governs it."""
    inside = parse.sentence_at(char)
    if inside is None:
        return None
    token = parse.tokens[parse.tokens_in_char(char)] if hasattr(parse, "tokens_in_char") else token_at(parse, char)
    if token is None:
        return None
    for i, above in enumerate((token, *parse.ancestors(token.i))):
        if above.lower in AHEAD_WORDS and above.pos in {"ADP", "SCONJ", "ADV"} and i:
            return "future"
        if above.pos in {"VERB", "AUX"} and above.tag != "MD":
            return tense_of(parse, above)
        if i > FARTHEST:
            return None
    return None


def token_at(parse: Parse, char: int) -> Token | None:
    sentence = parse.sentence_at(char)
    if sentence is None:
        return None
    return next((t for t in parse.words(sentence) if t.end > char), None)


def tense_of(parse: Parse, verb: Token) -> Tense | None:
    """The tense of a verb by its form and its auxiliaries."""
    helpers = [t for t in parse.kids(verb.i, "aux", "auxpass")]
    words = {t.lower for t in helpers}
    if words & MODALS:
        return "future"
    if "to" in words:
        return infinitive(parse, verb)
    if any(t.tag == "VBD" for t in helpers) or words & {"has", "have", "had", "'ve"}:
        return "future" if verb.lemma == "go" and verb.tag == "VBG" else "past"
    if helpers and verb.tag == "VBG":
        return "future" if verb.lemma != "be" and not words & {"been"} else "present"
    if verb.tag == "VBD":
        return "past"
    if verb.tag in {"VBZ", "VBP"} or helpers:
        return "present"
    if verb.tag in {"VBN", "VBG"}:
        return above_it(parse, verb) or ("past" if verb.tag == "VBN" else None)
    return None


def infinitive(parse: Parse, verb: Token) -> Tense | None:
    """"is to meet", "plans to meet", "a plan to meet": ahead; "came to meet": as the verb above."""
    head = parse.tokens[verb.head]
    if head.i == verb.i or head.lemma in AHEAD_VERBS or head.pos in {"NOUN", "PROPN", "ADJ"}:
        return "future"
    return above_it(parse, verb)


def above_it(parse: Parse, verb: Token) -> Tense | None:
    """The tense of the next verb above."""
    for above in parse.ancestors(verb.i):
        if above.pos in {"VERB", "AUX"} and above.tag not in {"VBN", "VBG", "VB"}:
            return tense_of(parse, above)
    return None
