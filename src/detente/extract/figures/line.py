"""What the text-level modules of this room hand to each other: a sentence in pieces, and an amount."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from detente.extract.figures.money import MoneyContext
from detente.extract.figures.numerals import Numeral, at
from detente.extract.figures.scan import Piece
from detente.extract.figures.words import Words
from detente.records.kinds import Comparator
from detente.text import Span

IsTime = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what stands around it. first..last: its pieces with unit and comparator (last excluded); number: the bare number's characters.

    kind: "money", "measure" (a unit of units.toml), "ordinal", or "count" (what is counted is for the parse to say).
    """

    first: int
    last: int
    number: Span
    span: Span
    value: Decimal
    upper: Decimal | None
    unit: str
    kind: str
    comparator: Comparator | None = None
    per: str | None = None
    base: str | None = None
    words: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence's pieces and what reading them needs. changes: whether the sentence tells of a rise or fall."""

    pieces: Sequence[Piece]
    words: Words
    money: MoneyContext
    is_time: IsTime
    changes: bool

    def piece(self, i: int) -> Piece | None:
        return at(self.pieces, i)

    def timed(self, n: Numeral) -> bool:
        """Whether a time holds the number."""
        return self.is_time(self.pieces[n.first].start, self.pieces[n.last - 1].end)

    def lower(self, i: int) -> str:
        return self.pieces[i].lower if 0 <= i < len(self.pieces) else ""

    def may_start(self, i: int) -> bool:
        """Numerals, and words that begin a number in words."""
        p, w = self.pieces[i], self.words
        return p.kind == "num" or p.lower in w.cardinals or p.lower in w.ordinals or p.lower in {"a", "an", "half"}

    def written(self, first: int, last: int) -> str:
        """The pieces first..last (last excluded) as text."""
        out = ""
        for p in self.pieces[first:last]:
            out += p.text if p.glued or not out else f" {p.text}"
        return out
