"""Persons: titles before names, office holders by date, and surnames after the first mention."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.extract.mentions.kind import Heads, KindModel, observe
from detente.extract.mentions.names import Name
from detente.extract.mentions.phrases import APOSTROPHES, left_edge
from detente.extract.mentions.scene import Scene, country_of
from detente.language.parse import Parse
from detente.lexicon.actors import How, Person
from detente.lexicon.names import WORD, plain
from detente.lexicon.titles import Title
from detente.records.reading import Actor
from detente.text import Span

LONGEST_TITLE = 6
# So many fuller mentions with a word are looked through for whoever a surname means.
MOST_BEARERS = 50


@dataclass(frozen=True, slots=True)
class Titled:
    """What stands before a name. edge: first token of the whole phrase; country, body: whose officer; gender: "m", "f" or None."""

    title: Title | None
    former: bool
    country: str | None
    body: str | None
    edge: int
    gender: str | None


@dataclass(frozen=True, slots=True)
class Human:
    """A mention of a person: the name, what stood before it, and who it is (None while open)."""

    name: Name
    titled: Titled
    words: tuple[str, ...]
    actor: Actor | None

    def span(self, parse: Parse) -> Span:
        return Span(parse.tokens[self.titled.edge].start, self.name.span.end)


def find_people(scene: Scene, names: Sequence[Name], model: KindModel) -> list[Human]:
    """The persons of a report, in order; surnames go to whoever was named in full, before or else after."""
    nearby = by_sentence(scene.parse, names)
    humans = [human_of(scene, name, titled) for name in names if is_human(scene, name, titled := titled_of(scene, name, nearby), model)]
    full = [h for h in humans if h.actor is not None]
    humans = sorted([*humans, *namesakes(scene, names, nearby, full)], key=lambda h: h.name.first)
    bearers = by_word(full)
    return [h if h.actor is not None else replace(h, actor=surname_actor(scene, h, bearers.get(h.words[-1], []) if h.words else [])) for h in humans]


def by_sentence(parse: Parse, names: Sequence[Name]) -> dict[int, list[Name]]:
    """The names of each sentence, by its index."""
    found: dict[int, list[Name]] = {}
    for name in names:
        found.setdefault(parse.tokens[name.first].sent, []).append(name)
    return found


def by_word(humans: Sequence[Human]) -> dict[str, list[Human]]:
    """Persons by each word of their names."""
    found: dict[str, list[Human]] = {}
    for h in humans:
        for word in set(h.words):
            found.setdefault(word, []).append(h)
    return found


def namesakes(scene: Scene, names: Sequence[Name], nearby: Mapping[int, Sequence[Name]], full: Sequence[Human]) -> Iterator[Human]:
    """Yield names of states and towns that are somebody's surname here: "Washington resigned" after "Denise Washington"."""
    surnames = {h.words[-1]: h.name.last for h in reversed(full) if len(h.words) > 1}
    for name in names:
        word = plain(scene.parse.text[name.span.start:name.span.end])
        if name.last <= surnames.get(word, name.last) or not name.has(How.NAME, How.CAPITAL, How.LOCATION) or name.has(How.FULL):
            continue
        head = scene.parse.head_of(name.span)
        titled = titled_of(scene, name, nearby)
        if head is not None and (head.dep in {"nsubj", "poss", "nsubjpass"} or titled.title) and not any(h.name is name for h in full):
            yield Human(name, titled, (word,), None)


def is_human(scene: Scene, name: Name, titled: Titled, model: KindModel) -> bool:
    """Whether a name is a person's: known in full, titled, a surname of note, or taken for a person by the model."""
    if name.has(How.FULL):
        return True
    if name.has(How.NAME, How.ADJECTIVE, How.SEAT, How.PEOPLE, How.WEAK) and not (titled.title and titled.title.honorific):
        return False
    if titled.title is not None:
        return True
    if name.has(How.CAPITAL, How.LOCATION):
        return name.has(How.SURNAME) and name.label == "PERSON"
    if is_site(scene, name) or stands_in_place(scene, name, model):
        return False
    return name.label == "PERSON" or (name.has(How.SURNAME) and name.label in {"", "ORG", "GPE", "NORP"} and acts(scene, name))


def is_site(scene: Scene, name: Name) -> bool:
    """Whether the name is said to be a place: "Clinton is a village", "Charleroi is located"."""
    head = scene.parse.head_of(name.span)
    if head is None or head.dep not in {"nsubj", "nsubjpass"}:
        return False
    verb = scene.parse.tokens[head.head]
    told = [k.lemma for k in scene.parse.kids(verb.i, "attr")] if verb.lemma == "be" else [verb.lemma]
    return any(w in scene.words.place_words or w in {"locate", "situate", "part", "capital", "community"} for w in told)


def stands_in_place(scene: Scene, name: Name, model: KindModel) -> bool:
    """Whether a name that no lexicon knows ends like a street's or site's, or stands as places do ("in", "the town of")."""
    if scene.parse.tokens[name.last - 1].lower in scene.words.place_words and name.last - name.first > 1:
        return True
    head = scene.parse.head_of(name.span)
    if head is None or head.dep != "pobj" or name.has(How.SURNAME):
        return False
    if scene.parse.tokens[scene.parse.tokens[head.head].head].lemma in scene.words.trusting:
        return False
    return model.score(observe(scene.parse, name, "stranger", model, Heads(), False)) < 0


def acts(scene: Scene, name: Name) -> bool:
    """Whether a bare surname is used as a person's: a subject, a possessor or an agent."""
    head = scene.parse.head_of(name.span)
    return head is not None and head.pos == "PROPN" and head.dep in {"nsubj", "nsubjpass", "poss", "dobj", "pobj", "conj", "appos", "ROOT"}


def titled_of(scene: Scene, name: Name, nearby: Mapping[int, Sequence[Name]]) -> Titled:
    """Read the words before a name: title, "former", and the country or body they hang on."""
    parse = scene.parse
    title, start = title_before(scene, name.first)
    at = start
    former = False
    while at > 0 and parse.tokens[at - 1].lower in scene.words.former | {"-"} and parse.tokens[at - 1].sent == parse.tokens[name.first].sent:
        former = former or parse.tokens[at - 1].lower in scene.words.former
        at -= 1
    at = possessor_end(scene, at) if title is not None else at
    former = former or (title is not None and title.sector == "ELI")
    head = name.last - 1
    edge = min(at, left_edge(parse, name.first, head)) if title or name.first else name.first
    country, body, reach = owner_of(scene, edge, at, nearby.get(parse.tokens[name.first].sent, ()))
    key = title.word.lower() if title else ""
    gender = "f" if key in scene.words.feminine else "m" if key in scene.words.masculine else None
    return Titled(title, former, country, body, min(edge, reach), gender)


def possessor_end(scene: Scene, at: int) -> int:
    """Where a title's phrase begins if a possessor stands up to three adjectives before it: "Seoul's chief press officer"."""
    tokens = scene.parse.tokens
    for start in range(at, max(0, at - 4), -1):
        if tokens[start - 1].text in APOSTROPHES and start < at and tokens[start - 1].sent == tokens[at].sent:
            return start
        if tokens[start - 1].pos not in {"ADJ", "NOUN"} or tokens[start - 1].sent != tokens[at].sent:
            break
    return at


def title_before(scene: Scene, first: int) -> tuple[Title | None, int]:
    """The longest title that ends right before token `first`, and where it begins. A full stop may close it ("Gen.")."""
    tokens = scene.parse.tokens
    sent = tokens[first].sent
    end = first
    while end > 0 and tokens[end - 1].text == "." and tokens[end - 1].sent == sent:
        end -= 1
    best: tuple[Title | None, int] = (None, first)
    for n in range(1, LONGEST_TITLE + 1):
        if end - n < 0 or tokens[end - n].sent != sent:
            break
        key = " ".join(w for t in tokens[end - n:end] if (w := t.lower.strip(".-")))
        title = scene.lexicon.titles.get(key)
        if title is not None and (tokens[end - n].text[:1].isupper() or not title.honorific):
            best = (title, end - n)
    return best


def owner_of(scene: Scene, edge: int, at: int, names: Sequence[Name]) -> tuple[str | None, str | None, int]:
    """Country and body of the names between edge and title, or right before it ("Seoul's press officer"); and where they begin.

    names: of the sentence, in order; those that end before the edge are too far.
    """
    country = body = None
    reach = at
    near = bisect_left(names, min(edge, at - 1), key=lambda n: n.last)
    for name in names[near:bisect_left(names, at, key=lambda n: n.first)]:
        after = scene.parse.tokens[name.last].text if name.last < len(scene.parse.tokens) else ""
        touches = edge <= name.first < at or name.last == at or (name.last == at - 1 and after in APOSTROPHES)
        if not touches:
            continue
        sense = scene.meaning(name)
        entry = scene.lexicon.entries.get(sense.id) if sense else None
        if entry is not None:
            country = entry.country
            body = entry.id if entry.id != country else None
            reach = min(reach, name.first)
        elif sense is not None:
            country = country or country_of(scene.lexicon, sense)
    return country, body, reach


def human_of(scene: Scene, name: Name, titled: Titled) -> Human:
    """A person's mention; the actor is settled where the name is known, titled with an office, or of several words."""
    words = tuple(plain(w) for w in WORD.findall(scene.parse.text[name.span.start:name.span.end]))
    known = known_person(scene, name, titled)
    if known is not None:
        actor = scene.lexicon.person_actor(known, scene.day)
        return Human(name, titled, words, actor if actor.sector else replace(actor, sector=sector_of(titled)[0]))
    if len(words) > 1 and not name.has(How.FULL):
        return Human(name, titled, words, made_actor(scene, name, titled))
    return Human(name, titled, words, None)


def known_person(scene: Scene, name: Name, titled: Titled) -> Person | None:
    """Somebody of the lexicon: by full name, or by surname with an office held on the day; None where that is not one person."""
    lexicon = scene.lexicon
    full = [lexicon.persons[id] for id in name.ids(How.FULL)]
    if full:
        return only(fitting(scene, full, titled)) or only(full)
    offices = titled.title.offices if titled.title else ()
    namesakes = [lexicon.persons[id] for id in name.ids(How.SURNAME)]
    if not offices or not namesakes or titled.former:
        return None
    holders = [p for p in namesakes if any(t.office in offices and t.holds(scene.day) for t in p.tenures)] or [
        p for p in namesakes if any(t.office in offices and t.may_hold(scene.day) for t in p.tenures)]
    return only(fitting(scene, holders, titled))


def fitting(scene: Scene, persons: Sequence[Person], titled: Titled) -> list[Person]:
    """Those whose country is the one in the phrase; where it has none, those of countries that the report names."""
    if titled.country is not None:
        return [p for p in persons if any(titled.country == t.country or titled.body == t.body is not None for t in p.tenures)]
    if len(persons) < 2:
        return list(persons)
    held = [p for p in persons if any(t.holds(scene.day) for t in p.tenures)] if scene.day else list(persons)
    pool = held or list(persons)
    near = [p for p in pool if any(t.country in scene.named or t.country == scene.home for t in p.tenures)]
    return near or pool


def only(persons: Sequence[Person]) -> Person | None:
    return persons[0] if len(persons) == 1 else None


def made_actor(scene: Scene, name: Name, titled: Titled) -> Actor:
    """An actor made of the name, with what the title tells: country and sector."""
    text = " ".join(scene.parse.text[name.span.start:name.span.end].split())
    slug = "-".join(plain(w) for w in WORD.findall(text))
    sector, sectors = sector_of(titled)
    return Actor(f"per-{slug}", text, titled.country, sector, sectors, cow=scene.lexicon.cow(titled.country, scene.day))


def sector_of(titled: Titled) -> tuple[str | None, tuple[str, ...]]:
    """The sector a title gives; former officials are ELI."""
    if titled.former:
        return "ELI", ()
    if titled.title is None or titled.title.sector is None:
        return None, ()
    return ("GOV" if titled.title.sector == "IGO" else titled.title.sector), titled.title.sectors


def surname_actor(scene: Scene, human: Human, full: Sequence[Human]) -> Actor | None:
    """Whoever bears the surname: last named before, else first named after, else the only one of note who holds office on the day."""
    cut = bisect_left(full, human.name.first, key=lambda h: h.name.first)
    before = next((h for h in reversed(full[max(0, cut - MOST_BEARERS):cut]) if bears(scene, h, human)), None)
    after = [h for h in full[cut:cut + MOST_BEARERS] if h.name.first > human.name.first and bears(scene, h, human)]
    if before is not None:
        return before.actor
    if after:
        return after[0].actor if len({h.actor.id for h in after if h.actor}) == 1 else None
    person = officeholder(scene, human)
    if person is not None:
        return scene.lexicon.person_actor(person, scene.day)
    if human.titled.title is not None:
        return made_actor(scene, human.name, human.titled)
    return None


def bears(scene: Scene, full: Human, human: Human) -> bool:
    """Whether a fuller mention has the surname, and nothing said of the two clashes."""
    if len(full.words) <= len(human.words) and full.words != human.words:
        return False
    if not all(w in full.words for w in human.words) or not is_surname(scene, full, human.words):
        return False
    sexes = {full.titled.gender, human.titled.gender} - {None}
    return len(sexes) < 2


def is_surname(scene: Scene, full: Human, words: tuple[str, ...]) -> bool:
    """Whether the words are the part of a full name by which its bearer goes: the family name where known, else any but a first name."""
    person = scene.lexicon.persons.get(full.actor.id) if full.actor else None
    if person is not None:
        return " ".join(words) == person.surname or words[-1] in person.surname.split(" ")
    return words[-1] == full.words[-1] or words[0] == full.words[0]


def officeholder(scene: Scene, human: Human) -> Person | None:
    """The only person with that surname in high office on the day; none where the report has no day."""
    if scene.day is None or human.titled.former:
        return None
    namesakes = [scene.lexicon.persons[id] for id in human.name.ids(How.SURNAME)]
    serving = [p for p in namesakes if any(t.holds(scene.day) and t.start for t in p.tenures)]
    return only(fitting(scene, serving, human.titled))
