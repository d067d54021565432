"""Words of a quotation as stems, for comparing what two reports say of one thing."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from detente.lexicon.source import read_source

ONE = frozenset({"a", "an", "one", "the"})
MOST_DIGITS = 4
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Words:
    suffixes: tuple[str, ...]
    stop: frozenset[str]
    irregular: Mapping[str, str]
    numbers: Mapping[str, int]


@cache
def words() -> Words:
    """The words of data/words.toml, read on first use. Raises KnowledgeError where the file is broken."""
    tables = read_source(resources.files("detente.link").joinpath("data/words.toml")).tables
    forms = {form: verb for verb, listed in tables["irregular"].items() for form in listed.split()}
    return Words(tuple(tables["suffixes"]), frozenset(tables["stop"].split()), forms,
                 {word: n for n, word in enumerate(tables["numbers"].split(), start=2)})


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A rough stem that joins "testing", "tested" and "tests", "sent" and "send", "cancel" and "cancelled"; never shorter than three letters."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    word = words().irregular.get(word, word)
    for suffix in words().suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not (suffix == "y" and word[-2] in "aeiou"):    # "deploy", "delay"
            return single(word[:-len(suffix)])
    return single(word)


def single(word: str) -> str:
    """The word with one of two equal letters at its end, as a suffix may have doubled it ("dropp" of "dropped")."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def number(word: str) -> int | None:
    """The number that a word spells out, from two to twenty."""
    return words().numbers.get(word)


def counted(word: str) -> int | None:
    """A number in at most four digits or in letters, one for "a" and "the"; None for every other word."""
    word = word.lower()
    if word in ONE:
        return 1
    return int(word) if word.isdecimal() and len(word) <= MOST_DIGITS else number(word)


def stems(text: str, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """Stems of the words that carry meaning; `without`: stems left out, such as those of the parties' names."""
    stop = words().stop
    found = (w.lower().removesuffix("'s").removesuffix("’s") for w in WORD.findall(text))
    return frozenset(stem(w) for w in found if w not in stop and len(w) > 1) - without


def shared(one: frozenset[str], two: frozenset[str]) -> float:
    """Share of the smaller set that stands in the other, 0..1; 0 where either is empty."""
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def plain(text: str) -> str:
    """Words in lower case with single spaces, for telling whether two quotations are the same."""
    return " ".join(w.lower() for w in WORD.findall(text))

