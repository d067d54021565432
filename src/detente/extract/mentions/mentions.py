"""Find the mentions of a report: names, persons, groups, pronouns; each an actor or a place, resolved where the text and the date tell."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from detente.extract.mentions.bands import with_bands
from detente.extract.mentions.groups import LOCAL, Group, find_groups
from detente.extract.mentions.kind import Heads, KindModel, load_kind_model, observe
from detente.extract.mentions.names import Name, find_names
from detente.extract.mentions.people import Human, find_people
from detente.extract.mentions.phrases import after_based, left_edge
from detente.extract.mentions.pronouns import Candidate, find_pronouns
from detente.extract.mentions.scene import Scene, set_scene
from detente.extract.mentions.spots import place_of
from detente.extract.mentions.words import load_words
from detente.language.parse import Parse
from detente.lexicon.actors import How, Kind, Sense
from detente.lexicon.lexicon import Lexicon
from detente.lexicon.names import WORD, plain
from detente.records.kinds import MentionKind, Precision
from detente.records.reading import Actor, Mention
from detente.text import Span

# How sure a name without any label must look before it is taken for somebody.
SURE_ACTOR, SURE_PLACE = 1.0, -1.0
# Organisations that are also somewhere to be: "in the EU".
UNIONS = frozenset({"EUR"})
# Last words of names that are as often where something happens as who does it.
INSTITUTIONS = frozenset({"hospital", "school", "church", "college", "elementary", "high", "inn", "clinic", "club", "academy", "mosque"})


class Laid(Protocol):
    """What is needed of a layout."""

    @property
    def dateline_place(self) -> Span | None: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with its head token (None outside the parse), and what a pronoun needs to know."""

    mention: Mention
    head: int | None
    human: bool = False
    gender: str | None = None
    many: bool = False


def find_mentions(parse: Parse, layout: Laid, lexicon: Lexicon, day: date | None) -> tuple[Mention, ...]:
    """Every mention of an actor or a place, in the order of the text; any text goes in, nothing is raised.

    "South Korean President Moon Jae-in flew to Vladivostok" on 2017-09-06 gives the actor Q21001 on the first five words and the place
    Vladivostok. A name whose meaning stays open is a mention without actor or place.
    """
    words, model = load_words(), load_kind_model()
    names = find_names(parse, lexicon, words)
    scene = set_scene(parse, lexicon, words, day, names, layout.dateline_place)
    humans = find_people(scene, names, model)
    titled = {i for h in humans for i in range(h.titled.edge, h.name.last)}
    groups = find_groups(scene, names, titled)
    humans = described(scene, humans, groups)
    found = [*people(scene, humans), *others(scene, names, humans, groups, model), *nouns(scene, groups, humans), *dateline(scene, layout)]
    found = with_bands(scene, found)
    candidates = [Candidate(f.head, f.mention.actor, f.human, f.gender, f.many) for f in found if f.head is not None and f.mention.actor]
    spoken = [Mention(span, MentionKind.ACTOR, actor) for span, actor, _ in find_pronouns(scene, candidates)]
    return ordered([*(f.mention for f in found), *spoken])


def ordered(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """By place in the text, longest first; the same mention once."""
    unique = dict.fromkeys(mentions)
    return tuple(sorted(unique, key=lambda m: (m.span.start, -m.span.end, m.kind, m.actor.id if m.actor else "")))


def people(scene: Scene, humans: Sequence[Human]) -> Iterator[Found]:
    """Yield the persons, each with titles as written."""
    for h in humans:
        head = scene.parse.head_of(h.name.span)
        mention = Mention(h.span(scene.parse), MentionKind.ACTOR, h.actor)
        yield Found(mention, head.i if head else None, True, h.titled.gender)


def others(scene: Scene, names: Sequence[Name], humans: Sequence[Human], groups: Sequence[Group], model: KindModel) -> Iterator[Found]:
    """Yield states, organisations and places; not those that are part of a person's titles or a group's adjectives."""
    persons = {h.name.first for h in humans}
    consumed = {i for h in humans for i in range(h.titled.edge, h.name.first)} | {i for g in groups for i in range(g.first, g.head)}
    heads = frozenset({g.head for g in groups} | {h.name.last - 1 for h in humans})
    officers = frozenset({g.head for g in groups if g.role.sector in LOCAL} | {h.name.last - 1 for h in humans if h.titled.title})
    ranks = {i for h in humans if h.titled.title for i in range(h.titled.edge, h.name.first)}
    before: Name | None = None
    before_place = False
    for name in names:
        if name.first in persons or (name.first in consumed and not possesses(scene.parse, name)):
            before_place = False
            continue
        found = owner(scene, name) if name.first in ranks else None
        after_place = before_place and before is not None and follows_comma(scene.parse, before, name)
        found = found or other(scene, name, model, Heads(heads, officers), after_place)
        before, before_place = name, found is not None and is_below_state(found.mention)
        if found is not None:
            yield found


def owner(scene: Scene, name: Name) -> Found | None:
    """A state or body whose officer is named: "Seoul's press officer Han"; None where the name means neither."""
    sense = scene.meaning(name)
    entry = scene.lexicon.entries.get(sense.id) if sense else None
    head = scene.parse.head_of(name.span)
    return None if entry is None else Found(Mention(name.span, MentionKind.ACTOR, entry.actor(scene.day)), head.i if head else None)


def possesses(parse: Parse, name: Name) -> bool:
    """Whether a name is a phrase of its own inside another: "Seoul's press officer", "the president of South Korea"."""
    head = parse.head_of(name.span)
    return head is not None and (head.dep in {"poss", "pobj"} or (name.last < len(parse.tokens) and parse.tokens[name.last].tag == "POS"))


def is_below_state(mention: Mention) -> bool:
    """Whether it is a place within a state, so that a state's name after a comma tells where it lies ("Ottawa, Canada")."""
    return mention.place is not None and mention.place.precision not in {Precision.COUNTRY, Precision.REGION}


def follows_comma(parse: Parse, before: Name, name: Name) -> bool:
    return name.first == before.last + 1 and parse.tokens[before.last].text == ","


def other(scene: Scene, name: Name, model: KindModel, heads: Heads, after_place: bool) -> Found | None:
    """One name that is no person's: an organisation, or a state, capital or place by the sum of what is seen of it."""
    sense = scene.meaning(name)
    entry = scene.lexicon.entries.get(sense.id) if sense else None
    head = scene.parse.head_of(name.span)
    at = head.i if head else None
    if entry is not None and entry.kind is Kind.ORGANISATION and entry.id not in UNIONS and sense is not None and sense.how is not How.SEAT:
        return Found(Mention(phrase(scene, name), MentionKind.ACTOR, entry.actor(scene.day)), at, many=entry.sector in {"REB", "UAF"})
    standing = standing_of(scene, name, sense)
    if standing is None:
        return None
    score = model.score(observe(scene.parse, name, standing, model, heads, after_place))
    if standing == "loose" and SURE_PLACE < score < SURE_ACTOR:
        return None
    if score > 0:
        actor = actor_of(scene, name, sense) if not (sense is None and is_open(name)) else None
        return Found(Mention(phrase(scene, name), MentionKind.ACTOR, actor), at, many=name.has(How.PEOPLE))
    place = place_of(scene, name, sense) if not (sense is None and is_open(name)) else None
    return Found(Mention(name.span, MentionKind.PLACE, place=place), at)


def is_open(name: Name) -> bool:
    """Whether the lexicon knows several things of this name and none was settled."""
    return any(s.how is not How.SURNAME for s in name.senses)


def standing_of(scene: Scene, name: Name, sense: Sense | None) -> str | None:
    """What kind of name it is for the model; None where it is not to be read at all (a weak name of a state not named)."""
    if sense is None:
        if name.has(How.WEAK) and not name.has(How.NAME):
            return None
        if is_open(name):
            return "adjective" if name.has(How.ADJECTIVE) else "capital" if name.has(How.NAME) else "spot"
        return standing_by_label(scene, name)
    if sense.how is How.LOCATION and scene.lexicon.spots[sense.id].feature in {"sea", "strait", "region"}:
        return "waters"
    if sense.id in scene.lexicon.entries and scene.lexicon.entries[sense.id].kind is Kind.ORGANISATION and sense.how is How.NAME:
        return "union"
    kinds = {How.ADJECTIVE: "adjective", How.PEOPLE: "people", How.CAPITAL: "capital", How.SEAT: "seat", How.LOCATION: "spot"}
    if sense.how in kinds:
        return kinds[sense.how]
    territory = sense.id in scene.lexicon.entries and scene.lexicon.entries[sense.id].kind is Kind.TERRITORY
    return "territory" if territory else "state"


def standing_by_label(scene: Scene, name: Name) -> str | None:
    """An unknown name: by its last word, else as the parser's model labels it."""
    last = scene.parse.tokens[name.last - 1].lower
    if name.label in {"FAC", "LOC"} or (last in scene.words.place_words and last not in scene.words.body_sectors):
        return "unknown"
    if name.label == "GPE":
        return "unknown"
    if last in scene.words.place_words or last in INSTITUTIONS:
        return "institution"
    if last in scene.words.body_sectors:
        return "body"
    if name.label in {"ORG", "NORP"}:
        return "labelled"
    if name.label in {"EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"}:
        return None
    if name.label == "PERSON":
        return "unknown"
    return "loose"


def actor_of(scene: Scene, name: Name, sense: Sense | None) -> Actor:
    """The actor a name means: its entry, or one made of the name."""
    if sense is not None and sense.id in scene.lexicon.entries:
        return scene.lexicon.entries[sense.id].actor(scene.day)
    text = " ".join(scene.parse.text[name.span.start:name.span.end].split())
    slug = "-".join(plain(w) for w in WORD.findall(text))
    country = scene.lexicon.spots[sense.id].country if sense is not None and sense.id in scene.lexicon.spots else None
    sector = None if sense is not None else scene.words.body_sectors.get(scene.parse.tokens[name.last - 1].lower)
    return Actor(f"org-{slug}", text, country or country_within(scene, name), sector)


def country_within(scene: Scene, name: Name) -> str | None:
    """The country of a state's name or adjective that an organisation's name holds ("Korea University"); None where none or two."""
    ids = {s.id for m in scene.lexicon.matches(scene.parse.text, name.span.start, name.span.end) for s in m.senses
           if s.how in {How.NAME, How.ADJECTIVE, How.CAPITAL} and s.id in scene.lexicon.entries}
    countries = {scene.lexicon.entries[id].country for id in ids if scene.lexicon.entries[id].kind is not Kind.ORGANISATION}
    return countries.pop() if len(countries) == 1 else None


def phrase(scene: Scene, name: Name) -> Span:
    """The name with its article and adjectives, where they are its own."""
    head = scene.parse.head_of(name.span)
    if head is None or (name.has(How.ADJECTIVE) and head.dep in {"amod", "compound", "nmod"}):
        return name.span
    edge = after_based(scene.parse, left_edge(scene.parse, name.first, head.i), name.first)
    return Span(scene.parse.tokens[edge].start, name.span.end) if name.first - edge <= 3 else name.span


def described(scene: Scene, humans: Sequence[Human], groups: Sequence[Group]) -> list[Human]:
    """The persons, those made of a name with country and sector from a noun in apposition: "Russia's ambassador, Igor Sedov"."""
    heads = {h.name.last - 1: h for h in humans}
    told: dict[str, Actor] = {}
    for g in groups:
        human = apposed(scene.parse, g, heads)
        if human is not None and human.actor is not None and human.actor.id.startswith("per-") and g.actor is not None:
            told[human.actor.id] = filled(human.actor, g.actor)
    return [replace(h, actor=told.get(h.actor.id, h.actor)) if h.actor is not None else h for h in humans]


def filled(actor: Actor, noun: Actor) -> Actor:
    """The actor with what the noun says where it says nothing itself."""
    return replace(actor, country=actor.country or noun.country, sector=actor.sector or noun.sector, cow=actor.cow or noun.cow)


def nouns(scene: Scene, groups: Sequence[Group], humans: Sequence[Human]) -> Iterator[Found]:
    """Yield the groups; a noun in apposition to a person is that person, a bare office the one who was named with it last."""
    heads = {h.name.last - 1: h for h in humans}
    for g in groups:
        same = apposed(scene.parse, g, heads) or named_with(g, humans)
        actor = same.actor if same is not None and same.actor is not None else g.actor
        many = g.role.shape == "group" and same is None
        human = same is not None or (g.role.shape == "person" and scene.parse.tokens[g.head].tag in {"NN", "NNP"})
        yield Found(Mention(g.span(scene.parse), MentionKind.ACTOR, actor), g.head, human, None, many)


def apposed(parse: Parse, group: Group, heads: dict[int, Human]) -> Human | None:
    """The person a noun stands in apposition to, either way round."""
    token = parse.tokens[group.head]
    if token.dep == "appos" and token.head in heads:
        return heads[token.head]
    return next((heads[k.i] for k in parse.kids(group.head, "appos") if k.i in heads), None)


def named_with(group: Group, humans: Sequence[Human]) -> Human | None:
    """Whoever was last named before with the office that a definite noun names ("the president")."""
    if not group.definite or group.office is None:
        return None
    before = [h for h in humans if h.name.first < group.head and h.actor is not None and h.actor.office]
    fits = [h for h in before if h.actor and h.actor.office and h.actor.office.startswith(group.office)
            and (group.country is None or h.actor.country == group.country or ("the" in group.marks[:1] and not group.stated))]
    return fits[-1] if fits and len({h.actor.id for h in fits if h.actor}) == 1 else None


def dateline(scene: Scene, layout: Laid) -> Iterator[Found]:
    """Yield the places of the dateline, which stands outside the parse."""
    if layout.dateline_place is None:
        return
    span = layout.dateline_place
    if any(t.start < span.end and span.start < t.end for t in (scene.parse.tokens[i] for i in scene.parse.tokens_in(span))):
        return
    for match in scene.lexicon.matches(scene.parse.text, span.start, span.end):
        name = Name(0, 0, match.span, match.senses, "GPE")
        sense = scene.meaning(name)
        if sense is not None and sense.id not in scene.lexicon.persons:
            yield Found(Mention(match.span, MentionKind.PLACE, place=place_of(scene, replace(name), sense)), None)
