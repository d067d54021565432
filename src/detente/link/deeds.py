"""What deed a trigger names, whatever its act is coded as: families of words, words of undoing, and contraries (data/deeds.toml)."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from detente.lexicon.source import read_source
from detente.link.words import WORD, stem

Phrase = tuple[str, ...]
BOUND = re.compile(r"\b(?<!not )(?:to|that \S+ (?:will|would)) (?!not\b|be\b|have\b)", re.I)
LONGEST_TRIGGER = 12   # words of a trigger that are looked at; a light verb stands within four of its noun


@dataclass(frozen=True, slots=True)
class Deeds:
    """families: stems of a phrase -> the families it belongs to; contrary: stems -> the families whose contrary it is; undoing, promising: stems."""

    families: Mapping[Phrase, frozenset[str]]
    undoing: frozenset[Phrase]
    contrary: Mapping[Phrase, frozenset[str]]
    promising: frozenset[Phrase]


@cache
def deeds() -> Deeds:
    """The deeds of data/deeds.toml, read on first use. Raises KnowledgeError where the file is broken."""
    tables = read_source(resources.files("detente.link").joinpath("data/deeds.toml")).tables
    return Deeds(by_phrase(tables["families"]), frozenset(phrases(tables["undoing"]["words"])), by_phrase(tables["contrary"]),
                 frozenset(phrases(tables["promising"]["words"])))


def by_phrase(table: Mapping[str, str]) -> Mapping[Phrase, frozenset[str]]:
    found: dict[Phrase, frozenset[str]] = {}
    for family, listed in table.items():
        for phrase in phrases(listed):
            found[phrase] = found.get(phrase, frozenset()) | {family}
    return found


def phrases(listed: str) -> list[Phrase]:
    return [tuple(stem(w) for w in phrase.split()) for phrase in listed.split(",")]


@lru_cache(maxsize=20_000)
def stems_of(trigger: str) -> Phrase:
    """Stems of a trigger's first words, in order."""
    return tuple(stem(w) for w in WORD.findall(trigger)[:LONGEST_TRIGGER])


def deeds_in(trigger: str) -> frozenset[str]:
    """Families that the trigger's first word belongs to, with or without a later one ("put X off"), or its noun ("held the vote"); not the
    noun of what is undone ("called off the strike")."""
    told, known = stems_of(trigger), deeds().families
    named = heads(told)[:-1] if undoes(trigger) and len(told) > 1 else heads(told)
    return frozenset(f for phrase in named for f in known.get(phrase, ()))


def deeds_told(text: str) -> frozenset[str]:
    """Families that any word of a text belongs to, or any two or three of its words that stand together."""
    told, known = [stem(w) for w in WORD.findall(text)], deeds().families
    return frozenset(f for i in range(len(told)) for n in (1, 2, 3, 4) for f in known.get(tuple(told[i:i + n]), ()))


def undoes(trigger: str) -> bool:
    """Whether the trigger's verb says that some other deed came to nothing: "postponed", "called off"."""
    told = stems_of(trigger)
    return any(phrase in deeds().undoing for phrase in heads(told) if told and phrase[0] == told[0])


def promised_in(told: str) -> str | None:
    """What a promise binds its maker to do: from "agreed on Monday to pull its soldiers out of the zones" the words from "pull" on; None where
    the words begin with no promise, or it is one not to do something."""
    if not told or (first_stem(told),) not in deeds().promising:
        return None
    found = BOUND.search(told)
    return None if found is None else told[found.end():]


def undoing_in(words: str) -> str | None:
    """The first stem of an undoing phrase that stands in these words, the last of several; None where none does."""
    told = [stem(w) for w in WORD.findall(words)]
    found = (told[i] for i in reversed(range(len(told))) for n in (1, 2, 3) if tuple(told[i:i + n]) in deeds().undoing)
    return next(found, None)


def first_stem(trigger: str) -> str:
    return next(iter(stems_of(trigger)), "")


def contrary_of(clause: str) -> frozenset[str]:
    """Families of deeds that the verb which begins these words is the contrary of: "extended" of lifting, "kept the crossing closed" of opening."""
    told = stems_of(clause)
    return frozenset(f for phrase in heads(told) if told and phrase[0] == told[0] for f in deeds().contrary.get(phrase, ()))


def heads(told: Sequence[str]) -> list[Phrase]:
    """Phrases that may name the deed: the first word, the first with any one or two that follow, and the last word of all, its noun."""
    if not told:
        return []
    pairs = [(told[0], *told[i:i + n]) for n in (1, 2) for i in range(1, len(told) - n + 1)]
    return [(told[0],), *pairs, (told[-1],)]
