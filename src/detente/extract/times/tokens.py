"""Cut a text into tokens with signs: words, numerals by what they may mean, marks, phrases; number words joined ("twenty-one")."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detente.extract.times.words import BREAK, NOTHING, Words, Worth
from detente.text import Span

# Possessive quantifiers keep it linear. A number glued to letters ("MH17", "S400", "84m") is a word.
TOKEN = re.compile(r"""
    (?P<oclock>o['’]clock\b|[ap]\.m\.?)
  | (?P<word>[^\W\d_][^\W_]*+)
  | (?P<iso>\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2})
          (?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![^\W_]))
  | (?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])|\d{1,2}\.\d{1,2}\.\d{4}(?!\.?\d))
  | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
  | (?P<thousands>\d{1,3}(?:,\d{3})++(?!,?\d))
  | (?P<decimal>\d{1,9}\.\d{1,9}(?!\.?\d))
  | (?P<fraction>\d/\d(?![\d/]))
  | (?P<decades>\d{4}['’]?s\b|['’]\d0s\b|\d0s\b)
  | (?P<th>\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<number>\d++(?=(?:[ap]m)?(?![^\W_])))
  | (?P<mixed>[^\W_]++)
  | (?P<poss>['’‘]s\b)
  | (?P<gap>\n[ \t\r\f\v]*+\n)
  | (?P<mark>[^\w\s])
""", re.X | re.I)
# Tokens of one stretch: from LONG on it ends at the next full stop, at LONGEST anywhere.
LONG, LONGEST = 4_000, 40_000
SCALES = frozenset({100, 1000, 1_000_000, 1_000_000_000})
EMPTY: Worth = {}
PLAIN = frozenset({"word", "mark", "poss", "oclock"})


class Word(NamedTuple):
    """One token: characters start..end, its sign, what it is worth by class, and its lower case."""

    start: int
    end: int
    sign: str
    worth: Worth
    lower: str = ""


def cut(text: str, words: Words, furniture: Sequence[Span] = ()) -> Iterator[Word]:
    """The tokens of a text, outside the furniture; a break stands at each blank line and each piece of furniture."""
    table, numerals = words.table, Numerals(words)
    broken = False
    skip = [*sorted(furniture), Span(len(text), len(text) + 1)]
    at = 0
    for m in TOKEN.finditer(text):
        start, end = m.span()
        while skip[at].end <= start:
            at += 1
        if skip[at].start < end:
            if not broken:
                yield Word(start, end, BREAK, EMPTY)
            broken = True
            continue
        broken = False
        kind, told = m.lastgroup, m.group()
        if kind in PLAIN:
            lower = told.lower()
            sign, worth = table.get(told) or table.get(lower) or numerals.none(told)
            yield Word(start, end, sign, worth, lower)
            continue
        if kind == "gap":
            sign, worth = BREAK, EMPTY
        elif kind == "mixed":
            sign, worth = NOTHING, EMPTY
        else:
            sign, worth = numerals.read(str(kind), told)
        yield Word(start, end, sign, worth, told if len(told) < 3 else "")


class Numerals:
    """Signs and worths of tokens written in digits."""

    def __init__(self, words: Words) -> None:
        self.signs = words.signs

    def sign(self, classes: str, value: int | str) -> tuple[str, Worth]:
        names = classes.split()
        return self.signs[frozenset(names)], dict.fromkeys(names, value)

    def none(self, told: str) -> tuple[str, Worth]:
        """A word of no class; "FY2017" and "FY17" are fiscal years."""
        if told[:2] == "FY" and told[2:].isascii() and told[2:].isdigit() and len(told) in {4, 6}:
            return self.sign("FISCALYEAR", int(told[2:]) if len(told) == 6 else 2000 + int(told[2:]))
        return NOTHING, EMPTY

    def read(self, kind: str, told: str) -> tuple[str, Worth]:
        if not told.isascii() and any(c.isdigit() and not c.isascii() for c in told):
            return NOTHING, EMPTY
        if kind == "number":
            return self.number(told)
        if kind == "th":
            value = int(told[:-2])
            return self.sign("DAYTH ORDINAL" if 1 <= value <= 31 else "ORDINAL", value)
        if kind == "decades":
            digits = "".join(c for c in told if c.isdigit())
            return self.sign("DECADES" if len(digits) == 4 else "SHORTDECADES", int(digits))
        if kind == "decimal":
            return self.decimal(told)
        if kind == "thousands":
            return self.sign("NUM", told.replace(",", "")) if len(told) < 16 else (NOTHING, EMPTY)
        return self.sign({"iso": "ISO", "slashed": "SLASHED", "clock": "CLOCK", "fraction": "FRACTION"}[kind], told)

    def decimal(self, told: str) -> tuple[str, Worth]:
        whole, rest = told.split(".")
        if len(whole) <= 2 and len(rest) == 2 and int(whole) < 24 and int(rest) < 60:
            return self.sign("NUM CLOCKDOT", told)
        return self.sign("NUM DECIMAL", told)

    def number(self, told: str) -> tuple[str, Worth]:
        if len(told) > 9:
            return NOTHING, EMPTY
        value = int(told)
        if len(told) == 4:
            military = " MILITARY" if value < 2400 and value % 100 < 60 else ""
            name = "NUM YEAR" if 1900 <= value < 2100 else "NUM OLDYEAR" if 1000 <= value < 1900 else "NUM"
            return self.sign(name + military, value)
        if len(told) > 2:
            return self.sign("NUM", value)
        return self.sign("NUM" + " DAYNUM" * (1 <= value <= 31) + " HOUR" * (value <= 24) + " YY" * (len(told) == 2), value)


def stretches(tokens: Iterator[Word], words: Words) -> Iterator[list[Word]]:
    """The tokens in lists that end at a blank line or full stop once they are long, so that memory does not grow with the text."""
    ends, found = {BREAK, *words.classes["DOT"]}, []
    for word in tokens:
        found.append(word)
        if len(found) >= LONG and (word.sign in ends or len(found) >= LONGEST):
            yield found
            found = []
    yield found


def join(tokens: list[Word], text: str, words: Words) -> list[Word]:
    """The tokens with phrases ("at the moment") and number words ("nineteen eighty-four", "2 million") joined into one each."""
    found: list[Word] = []
    i, cardinal, scaled = 0, set(words.classes["CARDINAL"]), set(words.classes["NUM"])
    while i < len(tokens):
        word = tokens[i]
        if word.sign in cardinal:
            i, word = join_number(tokens, i, words)
        elif word.sign in scaled and i + 1 < len(tokens) and tokens[i + 1].worth.get("CARDINAL") in SCALES:
            word = scale(word, tokens[i + 1], words)
            i += 2
        elif word.lower in words.phrases:
            i, word = join_phrase(tokens, i, text, words)
        else:
            i += 1
        found.append(word)
    return found


def join_phrase(tokens: list[Word], i: int, text: str, words: Words) -> tuple[int, Word]:
    """The longest phrase that begins at token i, or the token itself, and where to go on."""
    word = tokens[i]
    for phrase in words.phrases[word.lower]:
        these = tokens[i:i + len(phrase.words)]
        if tuple(t.lower for t in these) != phrase.words or (phrase.capital and any(text[t.start].islower() for t in these)):
            continue
        if not phrase.ahead or (i + len(these) < len(tokens) and tokens[i + len(these)].lower in phrase.ahead):
            return i + len(these), Word(word.start, these[-1].end, phrase.sign, phrase.worth)
    return i + 1, word


def scale(word: Word, by: Word, words: Words) -> Word:
    """"2.5 million" as one number; no value is kept where it is no whole number."""
    factor = int(by.worth["CARDINAL"])
    told = str(word.worth["NUM"])
    value: int | str = int(told) * factor if told.isdigit() else f"{told}e{len(str(factor)) - 1}"
    return Word(word.start, by.end, words.signs[frozenset({"NUM"})], {"NUM": value})


def join_number(tokens: list[Word], i: int, words: Words) -> tuple[int, Word]:
    """The number that begins with the number word at i: "two hundred and ten", "twenty-first", "nineteen eighty-four"."""
    values, end = [int(tokens[i].worth["CARDINAL"])], i + 1
    while (step := next_number(tokens, end, values[-1])) is not None and len(values) < 12:
        end = step + 1
        worth = tokens[step].worth
        if "CARDINAL" not in worth:
            value = add_up([*values, int(worth["ORDINAL"])])
            name = "DAYTH ORDINAL" if value <= 31 else "ORDINAL"
            return end, Word(tokens[i].start, tokens[step].end, words.signs[frozenset(name.split())], dict.fromkeys(name.split(), value))
        values.append(int(worth["CARDINAL"]))
    value = add_up(values)
    name = "NUMBERWORD NUM YEAR" if len(values) > 1 and 1900 <= value < 2100 and 100 not in values[1:] else "NUMBERWORD NUM"
    sign = words.signs[frozenset(name.split())]
    return end, Word(tokens[i].start, tokens[end - 1].end, sign, dict.fromkeys(name.split(), value))


def next_number(tokens: list[Word], at: int, last: int) -> int | None:
    """Index of the number word that goes on with the number, past a hyphen or an "and" after hundreds; None where it ends."""
    if at < len(tokens) and (("HYPHEN" in tokens[at].worth and 20 <= last < 100) or ("AND" in tokens[at].worth and last in SCALES)):
        at += 1
        joined = True
    else:
        joined = False
    if at >= len(tokens):
        return None
    value = tokens[at].worth.get("CARDINAL")
    if isinstance(value, int):
        fits = (value in SCALES and value > last) or (last in SCALES and value < last) or (20 <= last < 100 and value < 10) or (
            not joined and 10 <= last < 21 and 10 <= value < 100)
        return at if fits else None
    ordinal = tokens[at].worth.get("ORDINAL")
    return at if isinstance(ordinal, int) and 20 <= last < 100 and last % 10 == 0 and ordinal < 10 else None


def add_up(values: list[int]) -> int:
    """[2, 100, 10] is 210; [19, 80, 4] is 1984."""
    if len(values) > 1 and 10 <= values[0] < 21 and 10 <= values[1] < 100:
        return values[0] * 100 + sum(values[1:3])
    total = part = 0
    for value in values:
        if value == 100:
            part = max(part, 1) * 100
        elif value in SCALES:
            total, part = total + max(part, 1) * value, 0
        else:
            part += value
    return total + part
