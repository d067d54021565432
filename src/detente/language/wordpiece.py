"""BERT's uncased WordPiece for short passages, with markers around spans.

A small tokenizer of our own, because the `tokenizers` package brings nine others (a hub client among them) to a tool that works
offline; the training job holds it against that package on the whole corpus. Method: Devlin et al. 2019, as in the reference
implementation: split at white space and punctuation, lower, strip accents, then longest match first.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LONGEST_WORD = 100
ASCII_WORD = re.compile(r"[a-z0-9]+|[^a-z0-9 ]")
UNKNOWN, START, STOP = "[UNK]", "[CLS]", "[SEP]"


@dataclass(frozen=True, slots=True)
class WordPiece:
    """vocabulary: piece -> id."""

    vocabulary: Mapping[str, int]
    memory: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False)

    def pieces(self, text: str) -> list[int]:
        """Ids of the pieces of a stretch of text, without start and stop."""
        return [i for word in words(text) for i in self._word(word)]

    def _word(self, word: str) -> tuple[int, ...]:
        found = self.memory.get(word)
        if found is None:
            found = self._split(word)
            if len(self.memory) < 50_000:
                self.memory[word] = found
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        unknown = (self.vocabulary[UNKNOWN],)
        if len(word) > LONGEST_WORD:
            return unknown
        out: list[int] = []
        start = 0
        while start < len(word):
            piece, end = self._longest(word, start)
            if piece is None:
                return unknown
            out.append(piece)
            start = end
        return tuple(out)

    def _longest(self, word: str, start: int) -> tuple[int | None, int]:
        for end in range(len(word), start, -1):
            found = self.vocabulary.get(word[start:end] if start == 0 else "##" + word[start:end])
            if found is not None:
                return found, end
        return None, start


def words(text: str) -> list[str]:
    """Lower-cased words and punctuation marks, accents stripped."""
    if text.isascii() and text.isprintable():  # most of newswire, at a tenth of the time
        return ASCII_WORD.findall(text.lower())
    out: list[str] = []
    current: list[str] = []
    for c in unicodedata.normalize("NFD", _clean(text).lower()):
        category = unicodedata.category(c)
        if category == "Mn":
            continue
        alone = _is_punctuation(c, category) or _is_ideograph(c)
        if (alone or c.isspace()) and current:
            out.append("".join(current))
            current = []
        if alone:
            out.append(c)
        elif not c.isspace():
            current.append(c)
    return [*out, "".join(current)] if current else out


def _clean(text: str) -> str:
    return "".join(" " if c in "\t\n\r" or unicodedata.category(c) == "Zs" else c for c in text
                   if c in "\t\n\r" or not (c in "\0�" or unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"}))


def _is_punctuation(c: str, category: str) -> bool:
    return 33 <= ord(c) <= 47 or 58 <= ord(c) <= 64 or 91 <= ord(c) <= 96 or 123 <= ord(c) <= 126 or category.startswith("P")


def _is_ideograph(c: str) -> bool:
    return 0x4E00 <= ord(c) <= 0x9FFF or 0x3400 <= ord(c) <= 0x4DBF or 0xF900 <= ord(c) <= 0xFAFF or 0x20000 <= ord(c) <= 0x2FA1F


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage ready for the encoder: piece ids, and where the marks of actor, recipient and trigger stand (0 where none is)."""

    ids: tuple[int, ...]
    marks: tuple[int, int, int]


# Vocabulary places 1..6 are BERT's unused pieces; fine-tuning gives them their meaning as marks.
MARKS: Mapping[str, tuple[int, int]] = {"actor": (1, 2), "recipient": (3, 4), "trigger": (5, 6)}
ROLES = ("actor", "recipient", "trigger")
MASKED: Mapping[str, int] = {"actor": 7, "recipient": 8}


def mark(tokenizer: WordPiece, text: str, spans: Mapping[str, Sequence[tuple[int, int]]], longest: int = 128,
         masked: frozenset[str] = frozenset()) -> Marked:
    """Encode a passage with marks around its spans, e.g. {"actor": [(0, 5)]}.

    A passage over `longest` pieces is cut around its marks. `masked` roles have their words replaced by one piece (for training).
    """
    edges = sorted({(s, e, role) for role in ROLES for s, e in spans.get(role, ()) if s < e}, key=lambda x: (x[0], -x[1]))
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for s, e, role in edges:
        opens.setdefault(s, []).append(role)
        closes.setdefault(e, []).insert(0, role)
    cuts = sorted({0, len(text), *opens, *closes})
    ids: list[int] = []
    first: dict[str, int] = {}
    hidden = 0
    for at, until in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for role in closes.get(at, ()):
            hidden -= role in masked
            ids.append(MARKS[role][1])
        for role in opens.get(at, ()):
            first.setdefault(role, len(ids))
            ids.append(MARKS[role][0])
            if role in masked:
                hidden += 1
                ids.append(MASKED[role])
        if at < until and not hidden:
            ids.extend(tokenizer.pieces(text[at:until]))
    return _frame(tokenizer, ids, first, longest)


def _frame(tokenizer: WordPiece, ids: list[int], first: Mapping[str, int], longest: int) -> Marked:
    """Add start and stop, and cut to length around the marks."""
    room = longest - 2
    start = 0
    if len(ids) > room:
        middle = sum(first.values()) // len(first) if first else 0
        start = max(0, min(middle - room // 2, len(ids) - room))
        ids = ids[start:start + room]
    places = [first.get(role, -1) - start + 1 for role in ROLES]
    marks = tuple(p if 0 < p <= len(ids) and role in first else 0 for p, role in zip(places, ROLES, strict=True))
    return Marked((tokenizer.vocabulary[START], *ids, tokenizer.vocabulary[STOP]), (marks[0], marks[1], marks[2]))
