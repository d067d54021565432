"""Cue words: the verbs, nouns, adjectives and phrases that report what somebody says or holds, with their frames."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from detente.errors import KnowledgeError
from detente.lexicon.source import Source, read_source
from detente.records.kinds import Stance

E = TypeVar("E", bound=StrEnum)


class Act(StrEnum):
    """What kind of speech act a cue reports."""

    SAY = "say"
    TELL = "tell"
    ASK = "ask"
    ANSWER = "answer"
    CONFIRM = "confirm"
    DENY = "deny"
    DOUBT = "doubt"
    HINT = "hint"
    REPORT = "report"
    PREDICT = "predict"
    URGE = "urge"
    DEMAND = "demand"
    PROPOSE = "propose"
    PROMISE = "promise"
    REFUSE = "refuse"
    WARN = "warn"
    PRAISE = "praise"
    CONDEMN = "condemn"
    REJECT = "reject"
    ACCUSE = "accuse"
    REGRET = "regret"
    DESCRIBE = "describe"
    BELIEVE = "believe"
    WANT = "want"
    FEAR = "fear"


class Frame(StrEnum):
    """Where the content of a cue stands (examples in data/cues.toml)."""

    QUOTE = "quote"
    THAT = "that"
    WH = "wh"
    TO = "to"
    OBJ_TO = "obj-to"
    ING = "ing"
    NP = "np"
    PREP = "prep"
    AS = "as"
    NAME = "name"
    OF = "of"


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word. word: the lemma; second: the particle or preposition that goes with it, or None. The rest as in data/cues.toml."""

    word: str
    second: str | None
    act: Act
    frames: frozenset[Frame]
    preps: frozenset[str] = frozenset()
    stance: Stance | None = None
    denies: bool = False
    told: bool = False
    thing: bool = False
    weak: frozenset[Frame] = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues. verbs: lemma -> its cues, those with a second word first; sources: phrases in lower case, as words.

    raising: verbs of "is said to"; documents: what somebody issues to say something; relays: verbs of quoting somebody; venues: occasions.
    """

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    sources: tuple[tuple[str, ...], ...]
    raising: frozenset[str]
    documents: frozenset[str]
    relays: frozenset[str]
    venues: frozenset[str]


KEYS = {
    "verb": {"words", "act", "frames", "stance", "denies", "told", "thing", "weak"},
    "noun": {"words", "act", "frames", "stance", "denies", "preps"},
    "adjective": {"words", "act", "frames", "stance", "denies", "preps", "weak"},
    "source": {"words"},
    "raising": {"words"},
    "document": {"words"},
    "relay": {"words"},
    "venue": {"words"},
}


@cache
def load_cues(path: Path | None = None) -> Cues:
    """The cues of the package, or of another file of the same form. Raises KnowledgeError with file and line where the file is wrong."""
    own: Traversable = resources.files("detente.lexicon").joinpath("data/cues.toml")
    return read_cues(read_source(path if path is not None else own))


def read_cues(source: Source) -> Cues:
    """Check and freeze one file of cues. Raises KnowledgeError on an unknown key, act, frame or stance, and on a word that stands twice."""
    for table in source.tables:
        if table not in KEYS:
            raise KnowledgeError(f"{source.name}: no table [[{table}]]; those known: {', '.join(KEYS)}")
    nouns, adjectives = ({c.word: c for c in read_words(source, kind)} for kind in ("noun", "adjective"))
    phrases = tuple(tuple(w.lower().split()) for w in listed(source, "source"))
    lists = (frozenset(listed(source, kind)) for kind in ("raising", "document", "relay", "venue"))
    return Cues(by_lemma(read_words(source, "verb")), nouns, adjectives, phrases, *lists)


def by_lemma(cues: Iterator[Cue]) -> dict[str, tuple[Cue, ...]]:
    """Verbs under their lemma; those with a second word first, so that "rule out" is tried before "rule"."""
    found: dict[str, list[Cue]] = {}
    for cue in cues:
        found.setdefault(cue.word, []).append(cue)
    return {lemma: tuple(sorted(many, key=lambda c: c.second is None)) for lemma, many in found.items()}


def read_words(source: Source, kind: str) -> Iterator[Cue]:
    """The cues of one kind of table, each word once."""
    seen: set[str] = set()
    for table in source.tables.get(kind, ()):
        make = read_table(source, kind, table)
        for word in table["words"]:
            if word in seen:
                raise source.error(f"{word!r} stands twice among the {kind}s; keep one", word)
            seen.add(word)
            yield make(word)


def read_table(source: Source, kind: str, table: Mapping[str, Any]) -> Callable[[str], Cue]:
    """A function from word to Cue, with the attributes of one table."""
    check_keys(source, kind, table)
    first = str(table["words"][0])
    act = member(source, Act, table.get("act", ""), first)
    frames = frozenset(member(source, Frame, f, first) for f in table.get("frames", ()))
    weak = frozenset(member(source, Frame, f, first) for f in table.get("weak", ()))
    if not weak <= frames:
        raise source.error(f"weak frames not among the frames: {', '.join(sorted(weak - frames))}", first)
    stance = member(source, Stance, table["stance"], first) if "stance" in table else None
    preps = frozenset(table.get("preps", ()))
    flags = {flag: bool(table.get(flag, False)) for flag in ("denies", "told", "thing")}

    def make(word: str) -> Cue:
        lemma, _, second = word.partition(" ")
        return Cue(lemma, second or None, act, frames, preps, stance, weak=weak, **flags)

    return make


def check_keys(source: Source, kind: str, table: Mapping[str, Any]) -> None:
    """Raise KnowledgeError on a table without words or with a key that is not known."""
    words = table.get("words")
    if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
        raise KnowledgeError(f"{source.name}: a [[{kind}]] without words")
    unknown = sorted(set(table) - KEYS[kind])
    if unknown:
        raise source.error(f"no key {unknown[0]!r} in [[{kind}]]; those known: {', '.join(sorted(KEYS[kind]))}", words[0])


def listed(source: Source, kind: str) -> Iterator[str]:
    """The words of tables that are bare lists."""
    for table in source.tables.get(kind, ()):
        check_keys(source, kind, table)
        yield from table["words"]


def member(source: Source, kind: type[E], value: str, near: str) -> E:
    """The member of a closed list, or a KnowledgeError that names the list."""
    try:
        return kind(value)
    except ValueError:
        raise source.error(f"{value!r} is no {kind.__name__.lower()}; those known: {', '.join(kind)}", near) from None
