"""Our own view of a parsed text: tokens with offsets into the raw text, sentences, and the dependency tree."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.text import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word. i: index in the parse; head: index of the governor (itself for a root); sent: index of its sentence.

    start, end: characters of the raw text; pos: Universal tag; tag: Penn tag; dep: spaCy's English dependency label;
    entity: OntoNotes label or "".
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sent: int
    entity: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens first..last (last excluded). block: the index of the block of text it stands in."""

    first: int
    last: int
    block: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Entity:
    """A named-entity guess of the model: tokens first..last (last excluded) and OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """A text as tokens and sentences. `text` is the raw text; white space is no token."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    children: tuple[tuple[int, ...], ...]

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first:sentence.last]

    def kids(self, i: int, *deps: str) -> Iterator[Token]:
        """The direct dependents of token i, left to right; only those with one of `deps` where any is given."""
        for c in self.children[i]:
            if not deps or self.tokens[c].dep in deps:
                yield self.tokens[c]

    def subtree(self, i: int) -> list[int]:
        """Indices of token i and everything below it, in the order of the text."""
        found, stack = [], [i]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self.children[at])
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[Token]:
        """The governors of token i, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def span_of(self, first: int, last: int) -> Span:
        """Characters from the start of token `first` to the end of token `last` (included)."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def tokens_in(self, span: Span) -> range:
        """Indices of the tokens that the span touches."""
        lo = self._first_ending_after(span.start)
        hi = lo
        while hi < len(self.tokens) and self.tokens[hi].start < span.end:
            hi += 1
        return range(lo, hi)

    def sentence_at(self, char: int) -> Sentence | None:
        """The sentence in which the character stands, or None between blocks."""
        i = self._first_ending_after(char)
        if i < len(self.tokens):
            sentence = self.sentences[self.tokens[i].sent]
            if sentence.start <= char < sentence.end:
                return sentence
        return None

    def head_of(self, span: Span) -> Token | None:
        """The token in the span whose governor stands outside it; None where the span touches no token."""
        inside = self.tokens_in(span)
        for i in inside:
            head = self.tokens[i].head
            if head not in inside or head == i:
                return self.tokens[i]
        return None

    def _first_ending_after(self, char: int) -> int:
        lo, hi = 0, len(self.tokens)
        while lo < hi:
            mid = (lo + hi) // 2
            if self.tokens[mid].end <= char:
                lo = mid + 1
            else:
                hi = mid
        return lo
