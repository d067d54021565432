"""Cut a stretch of text into numerals, words and marks."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from detente.extract.figures.words import Words, load_words

GROUP = "’'\u00a0\u202f\u2009"
# A run of digits with single marks inside ("1,234.5", "12:30" stays two runs); each mark is followed by a digit, so no backtracking.
NUMERAL = rf"\d+(?:[.,{GROUP}]\d+)*"
WORD = r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)?"


@dataclass(frozen=True, slots=True)
class Piece:
    """One numeral ("num"), word, currency mark ("cur") or other character ("sym"). glued: nothing stands between it and the piece before."""

    start: int
    end: int
    text: str
    lower: str
    kind: str
    glued: bool


@cache
def pattern() -> re.Pattern[str]:
    """The scanner's expression; currency marks are tried before words."""
    words = load_words()
    marks = sorted({*marks_of(words)}, key=lambda m: (-len(m), m))
    signs = "|".join(re.escape(m) for m in marks if not m.isalpha())
    return re.compile(rf"(?P<cur>(?<![^\W_])(?:{signs}))|(?P<num>{NUMERAL})|(?P<word>{WORD})|(?P<sym>\S)")


def marks_of(words: Words) -> tuple[str, ...]:
    return (*words.symbols_before, *words.symbols_after, *words.marks)


def scan(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of text[start:end], in order."""
    found: list[Piece] = []
    last = -1
    for m in pattern().finditer(text, start, end):
        word = m.group()
        found.append(Piece(m.start(), m.end(), word, word.lower(), m.lastgroup or "sym", m.start() == last))
        last = m.end()
    return found


@cache
def promising() -> re.Pattern[str]:
    """What a sentence must hold to be worth scanning: a digit or a word for a number."""
    words = load_words()
    names = sorted({*words.cardinals, *words.ordinals, *words.scales, *words.fractions}, key=lambda w: (-len(w), w))
    return re.compile(rf"\d|\b(?:{'|'.join(map(re.escape, names))})\b", re.I)
