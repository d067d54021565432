"""Names in running text: the longest run of words that some lexicon name matches, with or without accents, hyphens and full stops."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.lexicon.actors import Sense
from detente.text import Span

WORD = re.compile(r"[^\W_]+|[,&]")
# What may stand between two words of one name: "Moon Jae-in", "N. Korea", "Cote d'Ivoire", a line broken inside a name.
GAP = re.compile(r"[ \u00a0\u202f]?[-‐‑–'’‘`.]{0,2}[ \u00a0\u202f]?\n?[ \u00a0]?|, ?| ?& ?|[+/]")
# Letters that no decomposition turns into plain ones.
PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe"})
LONGEST_GAP = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the text. key: lower case without accents; joined: whether nothing but a gap parts it from the word before."""

    start: int
    end: int
    text: str
    key: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Characters that read as a lexicon name, and all it may mean."""

    span: Span
    senses: tuple[Sense, ...]


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of text[start:end], each with its key."""
    found: list[Word] = []
    last = -1
    for m in WORD.finditer(text, start, len(text) if end is None else end):
        a, b = m.span()
        joined = last >= 0 and a - last <= LONGEST_GAP and joins(text, last, a, found[-1])
        found.append(Word(a, b, m[0], plain(m[0]), joined))
        last = b
    return found


def joins(text: str, last: int, first: int, before: Word) -> bool:
    """Whether a name may run over text[last:first]; a full stop with a space after it only follows an abbreviation."""
    gap = text[last:first]
    if gap in {" ", "-", ""}:
        return True
    if "." in gap and gap.strip(".") and len(before.text) > 3:
        return False
    return GAP.fullmatch(gap) is not None


def plain(word: str) -> str:
    """Lower case without accents: "Élysée" is "elysee"."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.translate(PLAIN))
    return "".join(c for c in bare if not unicodedata.combining(c)).lower()


def key_of(name: str) -> str:
    """The key under which a name is found: "Moon Jae-in" and "Moon Jae In" are both "moon jae in"."""
    if name.isascii():
        return name.lower() if name.replace(" ", "").isalpha() else " ".join(WORD.findall(name.lower()))
    return " ".join(plain(w) for w in WORD.findall(name))


def fits(written: Sequence[str], name: str) -> bool:
    """Whether words as written may be this name: capitals where the name has them ("Turkey" is no "turkey"), "US" only in capitals."""
    if all(w.isupper() or not w.isalpha() for w in written):
        return name[:1].isupper() or any(c.isupper() for c in name)
    wanted = WORD.findall(name)
    return len(wanted) == len(written) and all(word_fits(w, want) for w, want in zip(written, wanted, strict=True))


def word_fits(written: str, wanted: str) -> bool:
    if wanted.isupper() and len(wanted) > 1:
        return written == wanted or not written.isascii()
    return not wanted[0].isupper() or written[0].isupper() or not wanted[0].isalpha()


@dataclass(frozen=True, slots=True)
class Index:
    """Names by key, and for each first word the number of words of the longest name that begins with it."""

    names: Mapping[str, tuple[Sense, ...]]
    reach: Mapping[str, int]

    def matches(self, words: Sequence[Word]) -> Iterator[Match]:
        """Yield the longest matches from left to right; none overlaps another."""
        i = 0
        while i < len(words):
            found = self.longest(words, i)
            if found is None or (words[i].key == "the" and self.reaches(words, i + 1, i + found[0])):
                i += 1
                continue
            length, senses = found
            yield Match(Span(words[i].start, words[i + length - 1].end), senses)
            i += length

    def reaches(self, words: Sequence[Word], i: int, end: int) -> bool:
        """Whether a name that begins at word i goes beyond word `end`: "The North" gives way to "North Korean"."""
        other = self.longest(words, i)
        return other is not None and i + other[0] > end

    def longest(self, words: Sequence[Word], i: int) -> tuple[int, tuple[Sense, ...]] | None:
        """The longest name that begins at word i: its number of words and its senses."""
        most = min(self.reach.get(words[i].key, 0), len(words) - i)
        if not most:
            return None
        length = 1
        while length < most and words[i + length].joined:
            length += 1
        for n in range(length, 0, -1):
            senses = self.names.get(" ".join([w.key for w in words[i:i + n]]))
            if senses:
                written = [w.text for w in words[i:i + n]]
                fitting = tuple(s for s in senses if fits(written, s.name))
                if fitting:
                    return n, fitting
        return None


def index(senses: Sequence[Sense]) -> Index:
    """An index of all the senses' names."""
    names: dict[str, tuple[Sense, ...]] = {}
    for s in senses:
        key = key_of(s.name)
        names[key] = (*names[key], s) if key in names else (s,)
    reach: dict[str, int] = {}
    for key in names:
        first, rest = key.partition(" ")[0], key.count(" ") + 1
        if reach.get(first, 0) < rest:
            reach[first] = rest
    return Index(names, reach)
