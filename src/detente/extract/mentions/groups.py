"""Common nouns that name actors: "about 200 farmers", "Nigerian police", "a Turkish court", "the president"."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.extract.mentions.names import Name
from detente.extract.mentions.phrases import after_based, left_edge
from detente.extract.mentions.scene import Scene, country_of
from detente.language.parse import Parse, Token
from detente.lexicon.actors import Kind, Role
from detente.lexicon.names import WORD, plain
from detente.records.reading import Actor
from detente.text import Span

LONGEST_PHRASE = 6
# Sectors whose bare mention under a dateline means those of the country the report was written in.
LOCAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "SPY"})
# Words by which somebody else than the report's country owns: "its soldiers".
OWNERS = frozenset({"its", "his", "her", "their", "our", "my", "your", "whose", "foreign", "another", "other"})
# Offices that a bare or a state's own common noun may name.
OFFICES: Mapping[str, tuple[str, ...]] = {
    "president": ("president",), "prime minister": ("prime minister",), "premier": ("prime minister",), "chancellor": ("prime minister",),
    "king": ("monarch",), "queen": ("monarch",), "emir": ("monarch",), "sultan": ("monarch",), "monarch": ("monarch",),
    "foreign minister": ("foreign minister",), "foreign secretary": ("foreign minister",), "secretary of state": ("foreign minister",),
    "minister of foreign affairs": ("foreign minister",), "defence minister": ("defence minister",), "defense minister": ("defence minister",),
    "defence secretary": ("defence minister",), "defense secretary": ("defence minister",), "finance minister": ("finance minister",),
    "treasury secretary": ("finance minister",), "vice president": ("vice president",), "supreme leader": ("leader",),
    "foreign affairs minister": ("foreign minister",), "external affairs minister": ("foreign minister",),
}


@dataclass(frozen=True, slots=True)
class Group:
    """A common noun that names an actor. first: where its phrase begins; head: its noun; last: one past its last token; stated: the words
    themselves say whose ("the US president"), and not only the dateline."""

    first: int
    head: int
    last: int
    role: Role
    country: str | None
    body: str | None
    actor: Actor | None
    office: str | None
    definite: bool
    marks: tuple[str, ...]
    stated: bool = False

    def span(self, parse: Parse) -> Span:
        return parse.span_of(self.first, self.last - 1)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose: a country code and, where it is no state's, the entry; sectors the modifiers add; former: no longer in office."""

    country: str | None = None
    body: str | None = None
    opposed: bool = False
    former: bool = False


def find_groups(scene: Scene, names: Sequence[Name], titled: set[int]) -> list[Group]:
    """The groups, bodies and office-holders named by common nouns. titled: tokens that belong to persons' mentions already."""
    inside = {i: n for n in names for i in range(n.first, n.last)}
    found: list[Group] = []
    for t in scene.parse.tokens:
        if t.i in inside or t.i in titled:
            continue
        hit = role_at(scene, t)
        if hit is not None and is_head(scene, t, inside):
            group = group_of(scene, t, hit[0], hit[1], inside)
            if group is not None:
                found.append(group)
    return longest(found)


def longest(groups: Sequence[Group]) -> list[Group]:
    """Of groups with one head the longest: "the Ministry of Foreign Affairs", not "the Ministry"."""
    kept: dict[int, Group] = {}
    for g in groups:
        if g.head not in kept or g.last > kept[g.head].last:
            kept[g.head] = g
    return list(kept.values())


def role_at(scene: Scene, t: Token) -> tuple[Role, int] | None:
    """The longest role phrase that ends with this token, and where it begins."""
    if t.pos not in {"NOUN", "PROPN", "ADJ"} or (t.pos == "ADJ" and t.tag not in {"NNS", "NN"} and t.dep in {"amod", "acomp"}):
        return None
    tokens, roles = scene.parse.tokens, scene.lexicon.roles
    sent = t.sent
    for n in range(LONGEST_PHRASE, 0, -1):
        start = t.i - n + 1
        if start < 0 or tokens[start].sent != sent:
            continue
        front = [x.lower for x in tokens[start:t.i]]
        for last in dict.fromkeys((t.lemma, t.lower)):
            role = roles.get(" ".join(w for w in (*front, last) if w not in {"-", "."}))
            if role is not None:
                return role, start
    return None


def is_head(scene: Scene, t: Token, inside: Mapping[int, Name]) -> bool:
    """Whether the noun stands for itself: it neither modifies another noun ("police station") nor titles a name."""
    tokens = scene.parse.tokens
    if t.dep in {"compound", "nmod", "amod"} and tokens[t.head].i > t.i and tokens[t.head].pos in {"NOUN", "PROPN"}:
        return False
    after = tokens[t.i + 1] if t.i + 1 < len(tokens) else None
    if after is not None and after.text == "-":
        return False
    return after is None or not (after.i in inside and tokens[t.head].i >= after.i and t.dep in {"compound", "nmod"})


def group_of(scene: Scene, t: Token, role: Role, start: int, inside: Mapping[int, Name]) -> Group | None:
    """The group around a role noun; None where the noun is vague and nothing makes it definite."""
    parse = scene.parse
    first = after_based(parse, min(start, left_edge(parse, start, t.i)), start)
    last = t.i + 1
    owner = owner_of(scene, first, start, t, inside)
    stated = owner.country is not None
    marks = tuple(parse.tokens[i].lower for i in range(first, start))
    definite = bool({"the", "both", "his", "its", "their"} & set(marks)) or (t.tag == "NN" and role.shape == "body")
    counted = any(parse.tokens[i].pos == "NUM" for i in range(first, start))
    if {"two", "both"} & set(marks) and t.lemma in scene.words.leaders | scene.words.sides:
        return None
    if owner.country is None and is_vague(scene, t, role) and not (counted and role.sector != "UNK"):
        return None
    if owner.country is None and role.sector in LOCAL and not OWNERS & set(marks) and (definite or role.shape != "person") and scene.home:
        owner = Owner(scene.home, None, owner.opposed, owner.former)
    office = office_of(role, t, owner) if owner.country else role.word if role.word in OFFICES and definite and t.tag == "NN" else None
    actor = actor_of(scene, role, owner, parse.text[parse.tokens[first].start:t.end], office)
    if owner.country is not None and role.sector in LOCAL:
        last = max(last, reach_of(scene, t, inside))
    head = parse.head_of(parse.span_of(start, t.i))
    return Group(first, head.i if head else t.i, last, role, owner.country, owner.body, actor, office, definite, marks, stated)


def is_vague(scene: Scene, t: Token, role: Role) -> bool:
    """Whether the noun alone says too little of who is meant."""
    return role.sector == "UNK" or t.lower in scene.words.vague or t.lemma in scene.words.vague


def office_of(role: Role, t: Token, owner: Owner) -> str | None:
    """The office a singular noun names: "the Russian leader", "Japan's prime minister"."""
    if t.tag not in {"NN", "NNP"} or owner.former:
        return None
    if role.word in OFFICES:
        return role.word
    return "leader" if role.word in {"leader", "ruler", "strongman", "dictator"} else None


def owner_of(scene: Scene, first: int, start: int, t: Token, inside: Mapping[int, Name]) -> Owner:
    """Whose the role is: by the names before it, else by "of", "in" or "from" behind it; and what its adjectives add."""
    lowers = [scene.parse.tokens[i].lower for i in range(first, t.i)]
    opposed = "opposition" in lowers
    former = any(w in scene.words.former for w in lowers)
    names = [inside[i] for i in range(first, start) if i in inside]
    for name in (*dict.fromkeys(reversed(names)), *names_behind(scene.parse, t, inside)):
        country, body = owner_by(scene, name)
        if country is not None:
            return Owner(country, body, opposed, former)
    return Owner(None, None, opposed, former)


def owner_by(scene: Scene, name: Name) -> tuple[str | None, str | None]:
    """Country and body that a name gives to the noun it stands by."""
    sense = scene.meaning(name)
    country = country_of(scene.lexicon, sense)
    entry = scene.lexicon.entries.get(sense.id) if sense else None
    return country, (entry.id if entry is not None and entry.kind is not Kind.STATE else None)


def names_behind(parse: Parse, t: Token, inside: Mapping[int, Name]) -> Iterator[Name]:
    """Yield the names after "of", "in" or "from" that hang on the noun."""
    for prep in parse.kids(t.i, "prep"):
        if prep.lower in {"of", "in", "from"}:
            yield from (inside[k.i] for k in parse.kids(prep.i, "pobj") if k.i in inside)


def reach_of(scene: Scene, t: Token, inside: Mapping[int, Name]) -> int:
    """One past the last token of the phrase: "the president of South Korea" ends with its state."""
    for prep in scene.parse.kids(t.i, "prep"):
        if prep.lower == "of" and prep.i == t.i + 1:
            for k in scene.parse.kids(prep.i, "pobj"):
                if k.i in inside and inside[k.i].last - t.i <= LONGEST_PHRASE:
                    return inside[k.i].last
    return t.i + 1


def actor_of(scene: Scene, role: Role, owner: Owner, words: str, office: str | None) -> Actor:
    """The holder of the office on the report's day where that is one person, else an actor made of country and sector."""
    holder = holder_of(scene, owner, office)
    if holder is not None:
        return holder
    entry = scene.lexicon.entries.get(owner.body or "")
    if entry is not None and role.sector == "UNK":
        return entry.actor(scene.day)
    sector, sectors = sector_of(role, owner, entry.sector if entry is not None and entry.kind is Kind.ORGANISATION else None)
    text = " ".join(words.split())
    id = actor_id(role, owner, sector, scene)
    return Actor(id, text.removeprefix("the ").removeprefix("The "), owner.country, sector, sectors, cow=scene.lexicon.cow(owner.country, scene.day))


def sector_of(role: Role, owner: Owner, of_body: str | None) -> tuple[str, tuple[str, ...]]:
    """Primary and secondary sectors: former officials are ELI, opposition lawmakers LEG and OPP, a rebel spokesman REB."""
    if owner.former and role.shape == "person":
        return "ELI", ()
    more = tuple(dict.fromkeys((*role.sectors, *(("OPP",) if owner.opposed else ()))))
    if of_body in {"REB", "PRM", "PTY", "MIL", "CRM"} and role.sector in {"GOV", "UNK", "UAF", "MIL"}:
        return of_body, more
    return role.sector, tuple(s for s in more if s != role.sector)


def actor_id(role: Role, owner: Owner, sector: str, scene: Scene) -> str:
    """"NGA-COP"; a ministry has its own ("RUS-foreign-ministry"), an unknown owner's group the role's word."""
    slug = "-".join(plain(w) for w in WORD.findall(scene.words.same.get(role.word, role.word)))
    if owner.country is None:
        return f"role-{slug}"
    if role.id in {"ministry", "defence-ministry"}:
        return f"{owner.country}-{slug}"
    return f"{owner.body or owner.country}-{sector}"


def holder_of(scene: Scene, owner: Owner, office: str | None) -> Actor | None:
    """Who holds an office of a state on the report's day; None where that is unknown or not one person."""
    if office is None or owner.country is None or owner.opposed or scene.day is None:
        return None
    if owner.body is not None and scene.lexicon.entries[owner.body].kind is Kind.ORGANISATION:
        return None
    if office == "leader":
        person = scene.lexicon.leader(owner.body or owner.country, scene.day)
        return None if person is None else scene.lexicon.person_actor(person, scene.day)
    for kind in OFFICES.get(office, ()):
        found = scene.lexicon.holders(owner.body or owner.country, kind, scene.day)
        if len(found) == 1:
            return scene.lexicon.person_actor(found[0], scene.day)
    return None
