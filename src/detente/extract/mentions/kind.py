"""Place or actor: "Seoul said" against "in Seoul", by a sum of weighed observations that can be read and shown."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from detente.extract.mentions.names import Name
from detente.language.parse import Parse, Token
from detente.lexicon.actors import How
from detente.lexicon.source import read_source

LONGEST_CLIMB = 12
LONGEST_ADDRESS = 4
# Endings of nouns for what one does, is or has in mind: "Tunisia's ambiguity".
ABSTRACT = ("tion", "sion", "ment", "ity", "ness", "ance", "ence", "ism", "ship", "cy", "sal", "gress")
MODIFIERS = frozenset({"compound", "amod", "nmod", "nounmod"})


@dataclass(frozen=True, slots=True)
class KindModel:
    """weights by observation; word lists by which observations are made."""

    weights: Mapping[str, float]
    prepositions: Mapping[str, str]
    verbs: Mapping[str, frozenset[str]]
    place_nouns: frozenset[str]
    actor_nouns: frozenset[str]
    own_nouns: frozenset[str]
    realms: frozenset[str]
    spatial: frozenset[str]
    mutual: frozenset[str]
    suffixes: Mapping[str, str]

    def score(self, observations: tuple[str, ...]) -> float:
        """The sum of the observations' weights; above zero an actor. Raises KeyError for an observation without a weight."""
        return sum(self.weights[o] for o in observations)


@cache
def load_kind_model() -> KindModel:
    """The model of data/kind.toml, read once."""
    t = read_source(resources.files("detente.extract.mentions").joinpath("data", "kind.toml")).tables
    return KindModel(t["weights"], {w: key for key, listed in t["prepositions"].items() for w in listed},
                     {key: frozenset(listed) for key, listed in t["verbs"].items()}, frozenset(t["nouns"]["place"]),
                     frozenset(t["nouns"]["actor"]), frozenset(t["nouns"]["own"]), frozenset(t["nouns"]["realm"]),
                     frozenset(t["nouns"]["spatial"]), frozenset(t["nouns"]["mutual"]),
                     {w: key for key, listed in t["suffixes"].items() for w in listed})


@dataclass(frozen=True, slots=True)
class Heads:
    """Tokens that head actors; officers: those of offices, bodies and titled persons."""

    actors: frozenset[int] = frozenset()
    officers: frozenset[int] = frozenset()


def observe(parse: Parse, name: Name, standing: str, model: KindModel, actors: Heads, after_place: bool) -> tuple[str, ...]:
    """What is seen about a name. standing: "state", "capital" ...; actors: tokens that head actors; after_place: as in "Ottawa, Ontario"."""
    seen = [standing]
    if after_place:
        seen.append("comma-place")
    if heads_line(parse, name):
        seen.append("dateline")
    if where_follows(parse, name):
        seen.append("where")
    affix = suffix(parse, name, model)
    if affix:
        return (*seen, affix)
    head = parse.head_of(name.span)
    if head is None:
        return tuple(seen)
    seen.extend(relation(parse, first_of_list(parse, head), name, model, actors))
    return tuple(seen)


def suffix(parse: Parse, name: Name, model: KindModel) -> str | None:
    """"based" for "Seoul-based", "led" for "Saudi-led", also over the rest of an address ("Austin, Texas-based")."""
    at = name.last
    for _ in range(LONGEST_ADDRESS):
        if at + 3 < len(parse.tokens) and parse.tokens[at].text == "," and parse.tokens[at + 1].pos == "PROPN":
            at += 2
    if at + 1 < len(parse.tokens) and parse.tokens[at].text == "-":
        return model.suffixes.get(parse.tokens[at + 1].lower)
    return None


def where_follows(parse: Parse, name: Name) -> bool:
    """Whether "where" goes on from the name or the list it stands in."""
    for t in parse.tokens[name.last:name.last + 6]:
        if t.lower == "where":
            return True
        if t.pos != "PROPN" and t.text not in {",", "and", "or"}:
            return False
    return False


def heads_line(parse: Parse, name: Name) -> bool:
    """Whether a name in capitals opens a sentence that is not: a dateline without its dash."""
    written = parse.text[name.span.start:name.span.end]
    sentence = parse.sentences[parse.tokens[name.first].sent]
    opens = name.first == sentence.first and name.last < sentence.last and not parse.tokens[name.last].text.isupper()
    return opens and written.isupper() and len(written) > 4 and not name.senses[0].name.isupper() if name.senses else False


def first_of_list(parse: Parse, head: Token) -> Token:
    """The word whose relation the name shares: the first of its list, or what it is an example of ("countries such as Iraq")."""
    for _ in range(LONGEST_CLIMB):
        up = parse.tokens[head.head]
        if up.i == head.i:
            break
        if (head.dep == "conj" and up.pos in {"PROPN", "NOUN", "ADJ"}) or (head.dep == "appos" and up.pos == "NOUN"):
            head = up
        elif head.dep == "pobj" and is_example(parse, up) and parse.tokens[up.head].pos in {"NOUN", "PROPN"}:
            head = parse.tokens[up.head]
        elif head.dep in MODIFIERS and up.dep in MODIFIERS and parse.tokens[up.head].i > up.i:
            head = up
        else:
            break
    return head


def is_example(parse: Parse, prep: Token) -> bool:
    """Whether a preposition gives an example: "such as", "including"."""
    return prep.lower in {"including", "like"} or (prep.lower == "as" and prep.i > 0 and parse.tokens[prep.i - 1].lower == "such")


def relation(parse: Parse, head: Token, name: Name, model: KindModel, actors: Heads) -> Iterator[str]:
    """Yield observations on how the name depends on its governor."""
    up = parse.tokens[head.head]
    if head.dep in {"nsubj", "csubj"}:
        yield from subject(parse, head, up, model)
    elif head.dep == "nsubjpass":
        yield "passive-place" if up.lemma in model.verbs["passive-place"] else "passive"
    elif head.dep == "oprd":
        yield "named"
    elif head.dep in {"dobj", "obj"}:
        yield object_of(up, model)
    elif head.dep == "dative":
        yield "dative"
    elif head.dep == "pobj":
        yield from after_preposition(parse, up, model, actors)
    elif head.dep == "poss":
        yield possessive(up, model, actors)
    elif head.dep in {"compound", "amod", "nmod", "nounmod"}:
        yield modifier(parse, up, name, model, actors)
    elif head.dep == "appos" and up.pos == "PROPN":
        yield "loose"


def subject(parse: Parse, head: Token, verb: Token, model: KindModel) -> Iterator[str]:
    """A subject: of saying and doing an actor, of lying and being a place."""
    if verb.lemma in model.verbs["speaking"]:
        yield "subject-speaking"
    elif is_placed(parse, verb, model):
        yield "copula-place"
    elif verb.lemma in model.verbs["mild"]:
        yield "copula" if verb.lemma == "be" else "mild"
    elif verb.lemma in model.verbs["stative"]:
        yield "subject-stative"
    else:
        yield "subject"


def is_placed(parse: Parse, verb: Token, model: KindModel) -> bool:
    """Whether a subject is or has what places are and have: "is a village", "had a population"."""
    if verb.lemma not in {"be", "have", "become", "remain"}:
        return False
    return any(k.lemma in model.place_nouns for k in parse.kids(verb.i, "attr", "dobj")) or any(
        k.lemma in model.verbs["stative"] for k in parse.kids(verb.i, "acomp"))


def object_of(verb: Token, model: KindModel) -> str:
    if verb.lemma in model.verbs["object-place"]:
        return "object-place"
    return "object-actor" if verb.lemma in model.verbs["object-actor"] else "object"


def possessive(noun: Token, model: KindModel, actors: Heads) -> str:
    """A name before "'s", by what it possesses."""
    abstract = noun.lemma.endswith(ABSTRACT) and noun.lemma not in model.place_nouns and noun.tag != "NNP"
    if abstract or noun.i in actors.officers or noun.lemma in model.own_nouns:
        return "possessive-own"
    return "possessive-place" if noun.lemma in model.place_nouns else "possessive"


def by_noun(stem: str, noun: Token, model: KindModel, actors: Heads) -> str:
    """"possessive-actor", "possessive-place" or "possessive", by the noun that the name belongs to."""
    if noun.i in actors.actors or noun.lemma in model.actor_nouns:
        return f"{stem}-actor"
    return f"{stem}-place" if noun.lemma in model.place_nouns else stem


def modifier(parse: Parse, noun: Token, name: Name, model: KindModel, actors: Heads) -> str:
    """A name before a noun: "US sanctions", "the Seoul court", "the London gig"."""
    seen = by_noun("modifier", noun, model, actors)
    if seen == "modifier" and (noun.pos == "PROPN" or name.has(How.ADJECTIVE) or name.has(How.NAME)):
        return "modifier-state"
    return seen


def after_preposition(parse: Parse, prep: Token, model: KindModel, actors: Heads) -> Iterator[str]:
    """A name after a preposition, by the preposition and what it hangs on."""
    key = model.prepositions.get(prep.lower, "other-prep")
    up = parse.tokens[prep.head]
    if prep.dep == "agent":
        yield "agent"
    elif key == "of" and up.lemma in model.mutual and any(True for k in parse.kids(prep.i, "pobj") for _ in parse.kids(k.i, "conj")):
        yield "between"
    elif key == "of":
        yield "realm" if up.lemma in model.realms else by_noun("of", up, model, Heads())
    elif key == "for" and up.lemma in model.verbs["siding"]:
        yield "siding"
    elif key == "for" and up.lemma in model.verbs["motion"]:
        yield "for-place"
    elif key in {"to", "from"}:
        if up.lemma in model.verbs["motion"]:
            yield key
        else:
            yield f"{key}-actor" if up.lemma in model.verbs["giving" if key == "to" else "taking"] else key
    elif key == "over" and up.lemma in model.verbs["mastery"]:
        yield "over-actor"
    elif key in {"between", "with", "for", "on"} and up.lemma in model.spatial:
        yield f"{key}-place"
    else:
        yield key
