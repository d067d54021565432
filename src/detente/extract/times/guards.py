"""What looks like a time but is none where it stands: names, counts, rates."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.extract.times.pieces import Feast, Fixed, Month, Part, Piece, Year
from detente.extract.times.tokens import Word
from detente.extract.times.words import Words


class Guard:
    """Tells which matches to refuse. Called with the first token, the one after the last, and the piece."""

    def __init__(self, text: str, tokens: Sequence[Word], words: Words, is_name: Callable[[int], bool]) -> None:
        self.text, self.tokens, self.words, self.is_name = text, tokens, words, is_name

    def __call__(self, first: int, last: int, piece: Piece) -> bool:
        if isinstance(piece, Month | Feast) and last - first == 1 and self.is_name(self.tokens[first].start):
            return True
        if isinstance(piece, Year) and piece.number is not None and last - first == 1:
            return self.is_count(first, last)
        if isinstance(piece, Fixed) and piece.kind == "SET" and "REPEATED" in self.tokens[last - 1].worth:
            return self.told(first)[:1].isupper() or self.told(last)[:1].isupper() or "THE" in self.before(first).worth
        return isinstance(piece, Part) and piece.step is None and piece.year is None and self.told(last)[:1].isupper()

    def told(self, i: int) -> str:
        return self.text[self.tokens[i].start:self.tokens[i].end] if 0 <= i < len(self.tokens) else ""

    def before(self, i: int) -> Word:
        return self.tokens[i - 1] if i else Word(0, 0, "", {})

    def is_count(self, first: int, last: int) -> bool:
        """"1990 soldiers", "$1990", "resolution 1973" are no years."""
        ahead, behind = self.tokens[last].worth if last < len(self.tokens) else {}, self.before(first)
        if ahead.keys() & {"PERCENT", "CARDINAL"} or "MONEY" in behind.worth or self.told(first - 1).lower() in self.words.guards["not_a_year_after"]:
            return True
        if last < len(self.tokens) and self.tokens[last].start == self.tokens[last - 1].end and "COLON" in ahead:
            return True
        word = self.told(last)
        return word.isalpha() and word.islower() and word.endswith("s") and not word.endswith("ss") and word not in self.words.guards["after_a_year"]
