"""Find standing relations: "Armenia depends on Russia for gas" leaves ARM leaning on RUS for gas."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from detente.language.parse import SUBJECTS, Parse, Token
from detente.lexicon.source import Source, read_source
from detente.records.kinds import MentionKind, Precision, TieKind
from detente.records.reading import Actor, Figure, Mention, Tie, When, identify
from detente.text import Span

LINKS = frozenset({"be", "become", "remain"})
LONGEST = 60     # tokens of a clause beyond which nothing is read from it


@dataclass(frozen=True, slots=True)
class Frame:
    """How a verb or noun tells a tie; see data/ties.toml."""

    kind: TieKind
    of: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    needs: str | None = None
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Frames:
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, Frame]
    shares: frozenset[str]
    ranks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """The parse with who stands where: actors by the token that heads their mention."""

    parse: Parse
    actors: Mapping[int, tuple[Mention, ...]]
    figures: Sequence[Figure]
    frames: Frames


@cache
def frames() -> Frames:
    """The words of data/ties.toml, read on first use. Raises KnowledgeError with file and line where they are wrong."""
    source = read_source(resources.files("detente.extract.ties").joinpath("data/ties.toml"))
    verbs: dict[str, tuple[Frame, ...]] = {}
    for row in source.tables["verb"]:
        made = Frame(kind_of(source, row), tuple(row["of"]), tuple(row["on"]), row.get("needs"))
        verbs.update({w: (*verbs.get(w, ()), made) for w in row["words"]})
    nouns = {w: Frame(kind_of(source, row), ranked=row.get("ranked", False)) for row in source.tables["noun"] for w in row["words"]}
    return Frames(verbs, nouns, frozenset(source.tables["shares"]), frozenset(source.tables["ranks"]))


def kind_of(source: Source, row: Mapping[str, Any]) -> TieKind:
    if row["kind"] not in set(TieKind):
        raise source.error(f"{row['kind']!r} is no kind of tie; those known: {', '.join(TieKind)}", row["kind"], "kind")
    return TieKind(row["kind"])


def find_ties(report: str, parse: Parse, mentions: Sequence[Mention], figures: Sequence[Figure], times: Sequence[When]) -> tuple[Tie, ...]:
    """Every standing relation of two actors, or of one who stands between, in the order of the text."""
    scene = Scene(parse, by_head(parse, mentions), figures, frames())
    found = {t.id: t for token in parse.tokens for t in ties_at(report, scene, token, times)}
    return tuple(sorted(found.values(), key=lambda t: (t.evidence, t.id)))


def by_head(parse: Parse, mentions: Sequence[Mention]) -> dict[int, tuple[Mention, ...]]:
    """Actors by the token that heads their mention; a group ("the two leaders") has several. A country named as a place counts:
    "imports from Russia" is of the state."""
    found: dict[int, tuple[Mention, ...]] = {}
    for m in map(as_state, mentions):
        if m.actor is not None and (head := parse.head_of(m.span)) is not None:
            found[head.i] = (*found.get(head.i, ()), m)
    return found


def as_state(m: Mention) -> Mention:
    place = m.place
    if m.actor is not None or place is None or place.country is None or place.precision is not Precision.COUNTRY:
        return m
    return Mention(m.span, MentionKind.ACTOR, Actor(place.country, place.name, place.country, "GOV"), place)


def ties_at(report: str, scene: Scene, t: Token, times: Sequence[When]) -> Iterator[Tie]:
    """The ties that one word tells: a verb with its arguments, or a noun with its owner."""
    if t.pos in {"VERB", "AUX"} and t.lemma in scene.frames.verbs and not denied(scene.parse, t):
        for frame in scene.frames.verbs[t.lemma]:
            yield from of_verb(report, scene, t, frame, times)
    if t.pos == "NOUN" and t.lemma in scene.frames.nouns:
        yield from of_noun(report, scene, t, scene.frames.nouns[t.lemma], times)


def denied(parse: Parse, t: Token) -> bool:
    return any(k.dep == "neg" for k in parse.kids(t.i))


def of_verb(report: str, scene: Scene, t: Token, frame: Frame, times: Sequence[When]) -> Iterator[Tie]:
    clause = scene.parse.subtree(t.i)
    if len(clause) > LONGEST or not met(scene, t, frame.needs):
        return
    for on in first_named(scene, t, frame.on, ()):
        others = first_named(scene, t, frame.of, (on,))
        if others:
            yield tie(report, scene, frame.kind, others[0], on, clause, times)
        elif frame.kind is TieKind.INTERMEDIARY:
            yield tie(report, scene, frame.kind, None, on, clause, times)


def met(scene: Scene, t: Token, needs: str | None) -> bool:
    """Whether what the frame needs stands below the verb: a share, an object with that noun, a preposition."""
    if needs is None:
        return True
    kind, _, words = needs.partition(":")
    if kind == "prep":
        return any(k.lower == words for k in scene.parse.kids(t.i, "prep"))
    if kind == "object":
        return any(k.lemma in words.split() for k in scene.parse.kids(t.i, "dobj"))
    return any(scene.parse.tokens[i].lower in scene.frames.shares for i in scene.parse.subtree(t.i))


def first_named(scene: Scene, t: Token, places: Sequence[str], besides: Sequence[Mention]) -> list[Mention]:
    """The actors in the first of the places that names any, other than those given."""
    taken = {m.actor.id for m in besides if m.actor is not None}
    for place in places:
        found = [m for i in region(scene.parse, t, place) for m in scene.actors.get(i, ()) if m.actor is not None and m.actor.id not in taken]
        if found:
            return found
    return []


def region(parse: Parse, t: Token, place: str) -> list[int]:
    """Tokens of the place: the subject with what is joined to it (not what belongs to it), the object, or the phrase after a preposition."""
    if place == "subject":
        return [i for s in subjects(parse, t) for i in joined(parse, s)]
    if place == "object":
        return [i for k in parse.kids(t.i, "dobj", "attr") for i in parse.subtree(k.i)]
    word = place.removeprefix("prep:")
    return [i for p in parse.subtree(t.i) if parse.tokens[p].lower == word and parse.tokens[p].dep in {"prep", "agent"} for i in parse.subtree(p)]


def subjects(parse: Parse, t: Token) -> list[Token]:
    """The subject, through control and auxiliaries; of a relative clause, what it belongs to."""
    own = [k for k in parse.kids(t.i) if k.dep in SUBJECTS]
    if own and own[0].tag in {"WDT", "WP"} and t.dep == "relcl":
        return [parse.tokens[t.head]]
    if own:
        return own
    return subjects(parse, parse.tokens[t.head]) if t.dep in {"xcomp", "conj", "attr", "acomp"} and t.head != t.i else []


def joined(parse: Parse, s: Token) -> list[int]:
    """A noun and the nouns joined to it by "and"; of "all of Nepal's fuel" also what stands below, since it names no actor itself."""
    found, stack = [], [s.i]
    while stack:
        at = stack.pop()
        found.append(at)
        stack.extend(k.i for k in parse.kids(at, "conj", "prep", "pobj", "poss"))
    return sorted(found)


def of_noun(report: str, scene: Scene, t: Token, frame: Frame, times: Sequence[When]) -> Iterator[Tie]:
    """"Brazil is Argentina's largest trading partner", "Brazil and Chile, guarantors of the protocol"."""
    parse = scene.parse
    kids = [parse.tokens[i] for i in parse.subtree(t.i)]
    if frame.ranked and not any(k.lower in scene.frames.ranks for k in kids):
        return
    holders = [m for h in bearers(parse, t) for i in joined(parse, h) for m in scene.actors.get(i, ())]
    owners = [m for k in kids if k.dep in {"poss", "pobj"} for m in scene.actors.get(k.i, ())]
    owner = owners[0] if owners else None
    for on in holders:
        if on.actor is not None and (owner is None or owner.actor != on.actor) and (owner is not None or frame.kind is TieKind.INTERMEDIARY):
            yield tie(report, scene, frame.kind, owner, on, [*parse.subtree(t.i), *(i for h in bearers(parse, t) for i in (h.i,))], times)


def bearers(parse: Parse, t: Token) -> list[Token]:
    """Of what the noun is said: the subject of its "is", or the noun it stands beside."""
    head = parse.tokens[t.head]
    if t.dep == "attr" and head.lemma in LINKS:
        return subjects(parse, head)
    return [head] if t.dep == "appos" else []


def tie(report: str, scene: Scene, kind: TieKind, of: Mention | None, on: Mention, tokens: Sequence[int], times: Sequence[When]) -> Tie:
    parse = scene.parse
    words = Span(parse.tokens[min(tokens)].start, parse.tokens[max(tokens)].end)
    figure = next((f for f in scene.figures if words.covers(f.span) and f.unit != "ordinal"), None)
    when = next((w for w in times if w.span is not None and words.covers(w.span)), None)
    names = tuple(m.span for m in (of, on) if m is not None)
    return Tie(identify("tie", report, (words, *names), kind), kind, of, on, what(scene, words, names), figure.id if figure else None, when, (words,))


def what(scene: Scene, words: Span, names: Sequence[Span]) -> str:
    """The nouns of the clause that name what it is about, in the order of the text; the parties' names and the share left out."""
    parse, skip = scene.parse, (*names, *(f.span for f in scene.figures))
    tokens = [parse.tokens[i] for i in parse.tokens_in(words)]
    nouns = [t.lower for t in tokens if t.pos == "NOUN" and t.lower not in scene.frames.shares and not any(s.overlaps(t.span) for s in skip)]
    return " ".join(dict.fromkeys(nouns[:4])) or parse.text[words.start:words.end]

