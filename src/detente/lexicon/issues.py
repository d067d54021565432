"""Measures that positions are taken on: the phrases that name them, their inverses, and where their targets stand."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from detente.errors import KnowledgeError
from detente.lexicon.source import Source, read_source

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PHRASE = re.compile(r"[^\s|]+(\|[^\s|]+)*( [^\s|]+(\|[^\s|]+)*)*")
KEYS = {"id", "label", "target", "names", "acts", "does", "things", "anti", "undo", "more", "family", "generic", "called"}
PHRASES = ("names", "things", "anti")
FRAMES = ("acts", "undo", "does")
REQUIRED = ("id", "label", "target")
SMALL = frozenset({"of", "on", "in", "to", "for", "the", "a", "with", "from", "by", "against", "at"})


class Target(StrEnum):
    """Where the one that a measure is aimed at stands (examples in data/measures.toml)."""

    ON = "on"
    OWN = "own"
    WITH = "with"
    IN = "in"
    HOME = "home"
    NONE = "none"


class Role(StrEnum):
    """What a phrase is to its measure: the measure itself, its inverse, or the thing it stops."""

    NAME = "name"
    ANTI = "anti"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Lemmas of one noun phrase, each a set of alternatives; the head apart."""

    head: frozenset[str]
    rest: tuple[frozenset[str], ...]

    @property
    def size(self) -> int:
        return 1 + len(self.rest)


@dataclass(frozen=True, slots=True)
class Act:
    """A verb with what it is done to. particles: words that go with the verb; object: None where any will do; doer: what does it.

    alone: the verb has no object ("withdraw").
    """

    verbs: frozenset[str]
    particles: tuple[str, ...]
    object: Phrase | None
    doer: Phrase | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. more: id of the measure meant where this one is to be new, further or stronger; family: measures that aim at one.

    generic: its names that alone mean a particular measure named before; called: such words for this measure.
    """

    id: str
    label: str
    target: Target
    more: str | None = None
    family: str | None = None
    generic: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase and the measure it names."""

    measure: Measure
    role: Role
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Done:
    """An act and the measure it carries out; undoes: it carries out the inverse."""

    measure: Measure
    act: Act
    undoes: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures by id; nouns and verbs: what a lemma may stand for, the phrases of most words first."""

    by_id: Mapping[str, Measure]
    nouns: Mapping[str, tuple[Named, ...]]
    verbs: Mapping[str, tuple[Done, ...]]


@cache
def load_measures(path: Path | None = None) -> Measures:
    """The measures of the package, or of another file of the same form. Raises KnowledgeError with file and line."""
    own: Traversable = resources.files("detente.lexicon").joinpath("data/measures.toml")
    return read_measures(read_source(path if path is not None else own))


def read_measures(source: Source) -> Measures:
    """Check and freeze one file of measures. Raises KnowledgeError on unknown keys, doubled ids, broken or clashing phrases."""
    strange = [t for t in source.tables if t != "measure"]
    if strange:
        raise KnowledgeError(f"{source.name}: no table [[{strange[0]}]]; only [[measure]] is known")
    rows = source.tables.get("measure", [])
    by_id: dict[str, Measure] = {}
    for row in rows:
        made = read_measure(source, row)
        if made.id in by_id:
            raise source.error(f"measure {made.id!r} stands twice; keep one", made.id, "id")
        by_id[made.id] = made
    for m in by_id.values():
        if m.more is not None and m.more not in by_id:
            raise source.error(f"more = {m.more!r} is no measure of this file", m.more, "more")
    named = [n for row in rows for n in read_names(source, row, by_id[row["id"]])]
    check_clashes(source, named)
    done = [d for row in rows for d in read_acts(source, row, by_id[row["id"]])]
    return Measures(by_id, by_head(named), by_verb(done))


def read_measure(source: Source, row: Mapping[str, Any]) -> Measure:
    near = str(row.get("id", row.get("label", "")))
    unknown = sorted(set(row) - KEYS)
    if unknown:
        raise source.error(f"no key {unknown[0]!r} in [[measure]]; those known: {', '.join(sorted(KEYS))}", near)
    missing = [k for k in REQUIRED if not isinstance(row.get(k), str)]
    if missing:
        raise source.error(f"a [[measure]] without {missing[0]}", near)
    if not SLUG.fullmatch(row["id"]):
        raise source.error(f"id {row['id']!r} is no slug such as oil-cut-off", row["id"], "id")
    if row["target"] not in set(Target):
        raise source.error(f"target {row['target']!r} is none of: {', '.join(Target)}", row["id"], "id")
    if not any(row.get(k) for k in (*PHRASES, *FRAMES)):
        raise source.error(f"measure {row['id']!r} has no phrase", row["id"], "id")
    return Measure(row["id"], row["label"], Target(row["target"]), row.get("more"), row.get("family"),
                   frozenset(row.get("generic", ())), frozenset(row.get("called", ())))


def read_names(source: Source, row: Mapping[str, Any], measure: Measure) -> Iterator[Named]:
    for key, role in zip(PHRASES, (Role.NAME, Role.THING, Role.ANTI), strict=True):
        for written in row.get(key, ()):
            yield Named(measure, role, read_phrase(source, written))


def read_acts(source: Source, row: Mapping[str, Any], measure: Measure) -> Iterator[Done]:
    for key in FRAMES:
        for written in row.get(key, ()):
            yield Done(measure, read_doer(source, written) if key == "does" else read_act(source, written), key == "undo")


def read_phrase(source: Source, written: str) -> Phrase:
    """ "ban on labour|labor export": head last; where a small word follows ("on"), the word before it is the head."""
    if not isinstance(written, str) or not PHRASE.fullmatch(written):
        raise source.error(f"{written!r} is no phrase: lemmas with one space between, alternatives joined by |", str(written))
    words = written.split(" ")
    small = [set(w.split("|")) <= SMALL for w in words]
    cut = next((i for i, w in enumerate(small) if w), len(words))
    if cut == 0:
        raise source.error(f"{written!r} begins with {words[0]!r}; begin with what it names", written)
    head, *rest = [frozenset(w.split("|")) for w in (words[cut - 1], *words[:cut - 1], *rest_of(words, small, cut))]
    return Phrase(head, tuple(rest))


def rest_of(words: list[str], small: list[bool], cut: int) -> list[str]:
    return [w for w, little in zip(words[cut:], small[cut:], strict=True) if not little]


def read_doer(source: Source, written: str) -> Act:
    """ "troop|soldier : leave|go": what does it, a colon, verbs."""
    act = read_act(source, written)
    if act.object is None or act.object.rest or len(act.verbs | set(act.particles)) < 1:
        raise source.error(f"{written!r} is no doing such as 'troop|soldier : leave|go'", written)
    return Act(act.object.head, (), None, Phrase(act.verbs, ()), True)


def read_act(source: Source, written: str) -> Act:
    """ "pull out : troop|soldier": verbs with a particle, a colon, what it is done to; nothing for any object, "-" for none."""
    left, colon, right = written.partition(":") if isinstance(written, str) else ("", "", "")
    words = left.split()
    if not colon or not words:
        raise source.error(f"{written!r} is no act such as 'send|deploy : troop'", str(written))
    verbs, *particles = words
    right = right.strip()
    object_ = read_phrase(source, right) if right and right != "-" else None
    return Act(frozenset(w for w in verbs.split("|") if w), tuple(particles), object_, None, right == "-")


def check_clashes(source: Source, named: list[Named]) -> None:
    """Raise KnowledgeError where one phrase of words names two measures, or a measure and its inverse."""
    seen: dict[tuple[str, frozenset[frozenset[str]]], Named] = {}
    for n in named:
        for head in sorted(n.phrase.head):
            other = seen.setdefault((head, frozenset(n.phrase.rest)), n)
            if (other.measure.id, other.role) != (n.measure.id, n.role):
                raise source.error(f"a phrase with head {head!r} names both {other.measure.id!r} and {n.measure.id!r}", n.measure.id, "id")


def by_head(named: list[Named]) -> dict[str, tuple[Named, ...]]:
    found: dict[str, list[Named]] = {}
    for n in named:
        for head in sorted(n.phrase.head):
            found.setdefault(head, []).append(n)
    return {head: tuple(sorted(many, key=lambda n: -n.phrase.size)) for head, many in found.items()}


def by_verb(done: list[Done]) -> dict[str, tuple[Done, ...]]:
    found: dict[str, list[Done]] = {}
    for d in done:
        for verb in sorted(d.act.verbs):
            found.setdefault(verb, []).append(d)
    return {verb: tuple(sorted(many, key=strength)) for verb, many in found.items()}


def strength(done: Done) -> int:
    """Sort key: acts with the most words first."""
    return -len(done.act.particles) - (done.act.object.size if done.act.object else 0) - (done.act.doer is not None)
