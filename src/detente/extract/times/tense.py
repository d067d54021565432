"""The tense in which a time is told, from the parse: past, present or future (will, is to, plans to, ahead of)."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

from detente.errors import KnowledgeError
from detente.extract.times.resolve import Tense
from detente.language.parse import Parse, Token
from detente.lexicon.source import read_source

# How many governors are looked at; a parse of 5,000 words may be that deep.
FARTHEST = 12


@dataclass(frozen=True, slots=True)
class TenseWords:
    """The word lists of `data/tense.toml`, by their names there."""

    ahead_verbs: frozenset[str]
    scheduling: frozenset[str]
    appointed: frozenset[str]
    timetable: frozenset[str]
    modals: frozenset[str]
    open_modals: frozenset[str]
    ahead: frozenset[str]
    by: frozenset[str]
    until: frozenset[str]
    soon: frozenset[str]
    behind: frozenset[str]


@cache
def load_tense_words() -> TenseWords:
    """Read the lists once. Raises KnowledgeError where one is missing."""
    source = read_source(resources.files("detente.extract.times").joinpath("data/tense.toml"))
    missing = [f.name for f in fields(TenseWords) if not isinstance(source.tables.get(f.name), list)]
    if missing:
        raise KnowledgeError(f"{source.name}: the list {missing[0]} is missing")
    return TenseWords(**{f.name: frozenset(source.tables[f.name]) for f in fields(TenseWords)})


def tense_at(parse: Parse, char: int) -> Tense | None:
    """The tense of the clause in which the character stands; None outside the parse or where no verb governs it."""
    token = token_at(parse, char)
    if token is None:
        return None
    leads: list[str] = []
    for above in chain(parse, token):
        if above.pos in {"VERB", "AUX"} and above.tag != "MD":
            return weigh(parse, above, frozenset(leads[1:]), token.i > above.i)
        leads.append(above.lower)
    return None


def chain(parse: Parse, token: Token) -> Iterator[Token]:
    """The token and its governors, nearest first, not too many."""
    yield token
    for n, above in enumerate(parse.ancestors(token.i)):
        if n == FARTHEST:
            return
        yield above


def token_at(parse: Parse, char: int) -> Token | None:
    """The first token of the character's sentence that ends after it."""
    sentence = parse.sentence_at(char)
    touched = () if sentence is None else parse.tokens[sentence.first:sentence.last]
    return next((t for t in touched if t.end > char), None)


def weigh(parse: Parse, verb: Token, leads: frozenset[str], after: bool) -> Tense | None:
    """The verb's tense, unless a word between it and the time says otherwise: "met ahead of Friday's vote", "planned a march on Saturday"."""
    words = load_tense_words()
    told = verb.tag in {"VBD", "VBZ", "VBP"} or any(parse.kids(verb.i, "aux", "auxpass"))
    if words.ahead & leads or (after and told and verb.lemma in words.scheduling) or (after and is_appointed(parse, verb, leads)):
        return "future"
    if words.behind & leads:
        return "past"
    tense = tense_of(parse, verb)
    if tense == "past" and words.until & leads:
        return "future" if any(t.lower in {"has", "have"} for t in parse.kids(verb.i, "aux")) else None
    if (tense is None and words.soon & leads) or (tense != "past" and words.by & leads):
        return "future"
    return tense


def is_appointed(parse: Parse, verb: Token, leads: frozenset[str]) -> bool:
    """Whether something is put on a day to come: "announced a visit planned for Friday", "is set for May", "talks are due on Thursday".

    Not where it is the subject of what came of it: "the summit, planned for July, was cancelled".
    """
    words = load_tense_words()
    if "due" in leads:
        return verb.tag in {"VBZ", "VBP"}
    fallen = verb.dep == "acl" and parse.tokens[verb.head].dep in {"nsubj", "nsubjpass"}
    return verb.tag == "VBN" and "for" in leads and not fallen and (verb.lemma in words.scheduling or verb.lemma in words.appointed)


def tense_of(parse: Parse, verb: Token) -> Tense | None:
    """The tense of a verb by its auxiliaries, else by its form."""
    words = load_tense_words()
    helpers = list(parse.kids(verb.i, "aux", "auxpass"))
    told = {t.lower for t in helpers}
    if told & words.modals:
        return "future"
    if "to" in told:
        return infinitive(parse, verb)
    if any(t.tag == "VBD" for t in helpers) or told & {"has", "have", "had", "'ve"}:
        return "future" if verb.lemma == "go" and verb.tag == "VBG" else "past"
    if helpers and verb.tag == "VBG":
        return "present" if verb.lemma == "be" or "been" in told else "future"
    if helpers:
        return None if told & words.open_modals else "present"
    return by_form(parse, verb)


def by_form(parse: Parse, verb: Token) -> Tense | None:
    """A verb without auxiliaries. A bare stem lies ahead: "urged that they meet on Monday"; so does a timetable: "opens on Friday"."""
    if verb.tag in {"VBN", "VBG"}:
        return above_it(parse, verb) or ("past" if verb.tag == "VBN" else None)
    if verb.tag in {"VBZ", "VBP"} and verb.lemma in load_tense_words().timetable:
        return "future"
    forms: dict[str, Tense] = {"VBD": "past", "VB": "future", "VBZ": "present", "VBP": "present"}
    return forms.get(verb.tag)


def infinitive(parse: Parse, verb: Token) -> Tense | None:
    """"is to meet", "plans to meet", "a plan to meet": ahead; "had been due to meet": past; "came to meet": as the verb above."""
    head = parse.tokens[verb.head]
    over = head if head.pos in {"VERB", "AUX"} else parse.tokens[head.head]
    if any(t.lower == "had" for t in parse.kids(over.i, "aux")):
        return "past"
    if head.i == verb.i or head.lemma in load_tense_words().ahead_verbs or head.pos in {"NOUN", "PROPN", "ADJ"}:
        return "future"
    return above_it(parse, verb)


def above_it(parse: Parse, verb: Token) -> Tense | None:
    """The tense of the next finite verb above."""
    for above in parse.ancestors(verb.i):
        if above.pos in {"VERB", "AUX"} and above.tag not in {"VBN", "VBG", "VB"}:
            return tense_of(parse, above)
    return None
