"""What words do to the measure below them: the tables of data/operators.toml and the stances of the cues, by lemma."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from detente.errors import KnowledgeError
from detente.lexicon.cues import Cues
from detente.lexicon.source import Source, read_source
from detente.records.kinds import Stance

TABLES = frozenset({"keep", "stop", "more", "through", "stance", "stance-noun", "stance-adjective", "light", "good", "bad", "neutral",
                    "helps", "harms", "brings", "judging", "duty", "condition", "anaphor", "fallback", "clause-only", "less",
                    "inert", "wanting", "sets"})
SETS = ("denying", "thinking", "weighing", "warning", "blaming", "letting", "raising", "resuming", "standing")
SIGN = {Stance.SUPPORT: 1, Stance.OPPOSE: -1}


@dataclass(frozen=True, slots=True)
class Take:
    """The stance a word takes to what is below it: +1 or -1. flips: "not" turns it round; else "not" leaves nothing."""

    sign: int
    flips: bool


@dataclass(frozen=True, slots=True)
class Operators:
    """verbs: "lemma" or "lemma particle" -> what it takes; keep, stop, more: words that act on a measure; else as in the data."""

    verbs: Mapping[str, Take]
    nouns: Mapping[str, Take]
    adjectives: Mapping[str, Take]
    keep: frozenset[str]
    stop: frozenset[str]
    more: frozenset[str]
    keep_nouns: frozenset[str]
    stop_nouns: frozenset[str]
    more_nouns: frozenset[str]
    more_predicates: frozenset[str]
    through: frozenset[str]
    through_nouns: frozenset[str]
    through_preps: frozenset[str]
    light: frozenset[str]
    light_ends: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]
    neutral: frozenset[str]
    helps: frozenset[str]
    harms: frozenset[str]
    brings: frozenset[str]
    brings_good: frozenset[str]
    brings_bad: frozenset[str]
    judging: frozenset[str]
    duty: frozenset[str]
    duty_verbs: frozenset[str]
    marks: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    anaphors: frozenset[str]
    such: frozenset[str]
    clause_only: frozenset[str]
    less: frozenset[str]
    inert: frozenset[str]
    wanting: frozenset[str]
    fallback: frozenset[str]
    denying: frozenset[str]
    thinking: frozenset[str]
    weighing: frozenset[str]
    warning: frozenset[str]
    blaming: frozenset[str]
    letting: frozenset[str]
    raising: frozenset[str]
    resuming: frozenset[str]
    standing: frozenset[str]


@cache
def load_operators() -> Operators:
    """The operators as shipped. Raises KnowledgeError with file and line where the file is wrong."""
    return read_operators(read_source(resources.files("detente.extract.positions").joinpath("data/operators.toml")))


def read_operators(source: Source) -> Operators:
    """Check and freeze one file. Raises KnowledgeError on missing or unknown tables, stances, and on a word with two stances."""
    t = source.tables
    if set(t) != TABLES:
        raise KnowledgeError(f"{source.name}: tables missing or unknown: {', '.join(sorted(TABLES ^ set(t)))}")

    def words(table: str, key: str = "words") -> frozenset[str]:
        return frozenset(t[table].get(key, ()))

    return Operators(
        takes(source, "stance", "verbs"), takes(source, "stance-noun", "words"), takes(source, "stance-adjective", "words"),
        words("keep", "verbs"), words("stop", "verbs"), words("more", "verbs"), words("keep", "nouns"), words("stop", "nouns"),
        words("more", "nouns"), words("more", "predicates"), words("through", "verbs"), words("through", "nouns"),
        words("through", "preps"),
        words("light", "verbs"), words("light", "ends"), words("good"), words("bad"), words("neutral"), words("helps", "verbs"),
        words("harms", "verbs"), words("brings", "verbs"), words("brings", "good"), words("brings", "bad"), words("judging", "verbs"),
        words("duty"), words("duty", "verbs"), words("condition", "marks"),
        tuple(sorted((tuple(p.split()) for p in t["condition"]["phrases"]), key=len, reverse=True)),
        words("anaphor"), words("anaphor", "such"), words("clause-only", "verbs"), words("less"), words("inert"), words("wanting", "verbs"),
        words("fallback", "heads"), *(words("sets", key) for key in SETS))


def takes(source: Source, table: str, key: str) -> dict[str, Take]:
    """Word -> stance of one kind of table."""
    found: dict[str, Take] = {}
    for row in source.tables[table]:
        take = Take(sign(source, row, key), row.get("negated", "flip") == "flip")
        for word in row[key]:
            if found.setdefault(word, take).sign != take.sign:
                raise source.error(f"{word!r} both supports and opposes; keep one", word)
            found[word] = take
    return found


def sign(source: Source, row: Mapping[str, Any], key: str) -> int:
    if row.get("is") not in set(SIGN):
        raise source.error(f"is = {row.get('is')!r}: neither support nor oppose", str(row[key][0]), key)
    return SIGN[Stance(row["is"])]


def with_cues(own: Mapping[str, Take], cues: Cues) -> dict[str, Take]:
    """The stance verbs of data/operators.toml, and those of the cues that it does not have."""
    return {**dict(from_cues(cues)), **own}


def from_cues(cues: Cues) -> Iterator[tuple[str, Take]]:
    for lemma, many in cues.verbs.items():
        for cue in many:
            if cue.stance in SIGN:
                yield (f"{lemma} {cue.second}" if cue.second else lemma), Take(SIGN[cue.stance], False)
