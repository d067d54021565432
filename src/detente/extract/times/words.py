"""The words that tell times, from `data/words.toml` and `data/holidays.toml`, and the class signs that patterns are written in.

Every token of a text gets one character, its sign; two tokens have the same sign where they belong to the same word classes. Patterns are
regular expressions over the string of signs, so they need no alternation over words and stay short and fast.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from detente.errors import KnowledgeError
from detente.lexicon.source import Source, read_source

Worth = Mapping[str, int | str]
CAPITALISED = ("month", "month_doubtful", "month_short", "weekday", "weekdays", "weekday_short", "quarter_short", "half_short")
VALUED = (*CAPITALISED, "season", "unit", "units", "cardinal", "ordinal", "decade", "part_of_day", "parts_of_day", "day_from_today",
          "repeated", "length")
# Classes of tokens that are no words: numerals by what they may mean, marks, phrases. Listed so that each has its sign before a text is read.
NUMERALS = ("NUM DAYNUM HOUR", "NUM DAYNUM", "NUM DAYNUM HOUR YY", "NUM DAYNUM YY", "NUM YY", "NUM YY HOUR", "NUM HOUR", "NUM", "NUM YEAR MILITARY",
            "NUM YEAR", "NUM OLDYEAR MILITARY", "NUM OLDYEAR", "NUM MILITARY", "DAYTH ORDINAL", "ORDINAL", "NUMBERWORD NUM", "NUMBERWORD NUM YEAR",
            "DECADES", "SHORTDECADES", "FISCALYEAR", "ISO", "SLASHED", "CLOCK", "NUM CLOCKDOT", "NUM DECIMAL", "FRACTION")
MARKS = {",": "COMMA", "-": "HYPHEN", "–": "HYPHEN", "—": "HYPHEN", "/": "SLASH", ".": "DOT", "(": "OPEN", "[": "OPEN", "|": "BAR", "$": "MONEY",
         "£": "MONEY", "€": "MONEY", "¥": "MONEY", "#": "MONEY", "%": "PERCENT", "'s": "POSS", "’s": "POSS", "‘s": "POSS", ":": "COLON"}
TEXTS = frozenset({"names", "ahead"})
PHRASES = ("VAGUE", "HOLIDAY")
NOTHING = "."
BREAK = "!"
# Private-use characters: none means anything in a regular expression.
FIRST_SIGN = 0xE000


@dataclass(frozen=True, slots=True)
class Phrase:
    """Several words that count as one token: its words in lower case, its sign, its worth, whether they are capitalised, and which words
    must follow it (any, where none is given)."""

    words: tuple[str, ...]
    sign: str
    worth: Worth
    capital: bool
    ahead: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day whose date follows from the year: fixed, the nth weekday of a month, or days from Easter."""

    month: int = 0
    day: int = 0
    nth: int = 0
    weekday: int = 0
    after: int = 0
    easter: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The frozen lexicon of times. table: sign and worth by word as written or in lower case; phrases: by first word, longest first;
    classes: the signs of each class; guards: word lists by name."""

    table: Mapping[str, tuple[str, Worth]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    classes: Mapping[str, str]
    signs: Mapping[frozenset[str], str]
    guards: Mapping[str, frozenset[str]]
    holidays: tuple[Holiday, ...]


@cache
def load_words() -> Words:
    """Read both files once. Raises KnowledgeError (file and line) for a value of the wrong kind or a word given twice in one class."""
    data = resources.files("detente.extract.times").joinpath("data")
    return build(read_source(data / "words.toml"), read_source(data / "holidays.toml"))


def build(words: Source, holidays: Source) -> Words:
    """The lexicon made of the two files."""
    worths: dict[str, dict[str, int | str]] = {}
    for name, cls, value in entries(words):
        spot = worths.setdefault(name, {})
        if cls in spot:
            raise words.error(f"{name!r} stands twice in class {cls}", name)
        spot[cls] = value
    signs = assign([*(frozenset(w) for w in worths.values()), *(frozenset(n.split()) for n in NUMERALS), *(frozenset({m}) for m in MARKS.values()),
                    *(frozenset({p}) for p in PHRASES)])
    table = {name: (signs[frozenset(worth)], worth) for name, worth in worths.items()}
    table |= {mark: (signs[frozenset({cls})], {cls: mark}) for mark, cls in MARKS.items()}
    days = holidays.tables.get("day", [])
    phrases = [*vague_phrases(words, signs), *holiday_phrases(days, signs)]
    guards = {name: frozenset(of) for name, of in words.tables["guards"].items()}
    return Words(table, by_first(phrases), members(signs), signs, guards, tuple(holiday(holidays, d) for d in days))


def entries(source: Source) -> Iterator[tuple[str, str, int | str]]:
    """Each (word, class, worth) of the file; words of capitalised classes come as "May" and "MAY"."""
    for section in VALUED:
        for word, value in source.tables[section].items():
            if not isinstance(value, int | str):
                raise source.error(f"{section}.{word} wants a number or a text", word)
            for form in ({word, word.upper()} if section in CAPITALISED else {word}):
                yield form, section.upper(), value
    for cls, words in source.tables["words"].items():
        yield from ((word, cls, word) for word in words)
    for value, words in source.tables["vague"].items():
        yield from ((word, "VAGUE", value) for word in words if " " not in word)
    for name in ("lead_in", "before_a_length"):
        yield from ((word, name.upper(), word) for word in source.tables["guards"][name])


def assign(groups: list[frozenset[str]]) -> dict[frozenset[str], str]:
    """One sign for each set of classes, in a fixed order."""
    return {group: chr(FIRST_SIGN + i) for i, group in enumerate(sorted(set(groups), key=sorted))}


def members(signs: Mapping[frozenset[str], str]) -> dict[str, str]:
    """For each class, the signs of all tokens that belong to it."""
    found: dict[str, str] = {}
    for group, sign in signs.items():
        for cls in sorted(group):
            found[cls] = found.get(cls, "") + sign
    return found


def vague_phrases(source: Source, signs: Mapping[frozenset[str], str]) -> Iterator[Phrase]:
    for value, phrases in source.tables["vague"].items():
        yield from (Phrase(tuple(p.split()), signs[frozenset({"VAGUE"})], {"VAGUE": value}, False) for p in phrases if " " in p)
    for p in source.tables["not_vague"]["phrases"]:
        yield Phrase(tuple(p.split()), NOTHING, {}, False)


def holiday_phrases(days: list[dict[str, Any]], signs: Mapping[frozenset[str], str]) -> Iterator[Phrase]:
    """Names of days, cut as the tokeniser cuts them: "New Year's Eve" is four tokens."""
    for i, day in enumerate(days):
        for name in day["names"]:
            words = re.sub(r"(['’]s\b|[./])", r" \1 ", name.lower()).split()
            yield Phrase(tuple(words), signs[frozenset({"HOLIDAY"})], {"HOLIDAY": i}, True, frozenset(day.get("ahead", ())))


def holiday(source: Source, row: dict[str, Any]) -> Holiday:
    if not ({"month", "easter"} & row.keys()) or any(not isinstance(v, int) for k, v in row.items() if k not in TEXTS):
        raise KnowledgeError(f"{source.where(row['names'][0])}: a holiday wants a month and a day, a month, nth and weekday, or easter")
    return Holiday(**{k: v for k, v in row.items() if k not in TEXTS})


def by_first(phrases: list[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.words[0], []).append(phrase)
    return {word: tuple(sorted(of, key=lambda p: -len(p.words))) for word, of in found.items()}
