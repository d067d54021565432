"""Quotation marks paired, from the raw text alone, before any parse."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from detente.text import Span

# Each opening mark and the marks that may close it. “ closes „ (German), » opens and « closes in some presses; “so“ and ”so” are slips.
PAIRS: dict[str, tuple[str, ...]] = {
    "“": ("”", '"', "''", "“"), "”": ("”",), "‟": ("”",), "„": ("“", "”"), '"': ('"', "''", "”"), "＂": ("＂",), "``": ("''", '"', "”"),
    "«": ("»",), "»": ("«",), "‹": ("›",), "「": ("」",), "『": ("』",), "《": ("》",), "〝": ("〞", "〟"),
    "''": ("''",), "‘": ("’", "'"), "‚": ("‘", "’"), "'": ("'", "’"), "`": ("'",),
}
SINGLE = frozenset("‘‚'`")
MARK = re.compile("``|'''?|[" + re.escape("".join({m for m in (*PAIRS, *(c for cs in PAIRS.values() for c in cs)) if len(m) == 1})) + "]")
# A single mark that no letter follows: it may close a quotation.
LATER_SINGLE = re.compile(r"[’'](?![^\W_])")
# Words that begin with an apostrophe, which an opening single mark would otherwise be read from.
CLIPPED = re.compile(r"\d0s\b|(?:em|tis|twas|cause|til|till|bout|round|n)\b", re.IGNORECASE)
# What an unclosed quotation begins with: a word, perhaps behind a sign or two.
WORD = re.compile(r"[^\w\s]{0,3}\w")
DEEPEST = 4
# A single mark whose partner is farther off than this is taken for an apostrophe; a possessive looks this far for a better partner.
LONGEST_SINGLE = 1_200
NEAR_SINGLE = 300


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters between quotation marks, within one block.

    outer: with the marks; inner: without them; depth: 0 for a quotation that stands in no other; open: the next block carries it on (its
    mark is not closed here and the next block opens again); continues: it carries on what the block before left open; closed: False
    where its closing mark is missing, so that it runs to the end of its block.
    """

    outer: Span
    inner: Span
    depth: int = 0
    open: bool = False
    continues: bool = False
    closed: bool = True


def scan_quotations(text: str, blocks: Sequence[Span]) -> tuple[Quotation, ...]:
    """Every quotation in the blocks of a raw text, in the order of the text, the outer before the inner.

    “We oppose it,” he said. “But ...” gives two of depth 0. A mark without a partner makes a quotation only where it begins its block or
    follows a colon, a comma or a sentence; elsewhere it is passed over. Linear in the length of the text.
    """
    found: list[Quotation] = []
    carried = False
    for i, block in enumerate(blocks):
        here = Scan(text, block).quotations()
        if carried and here:
            here[0] = replace(here[0], continues=True)
        carried = i + 1 < len(blocks) and carries_on(text, here, blocks[i + 1])
        found.extend(replace(q, open=True) if carried and not q.closed else q for q in here)
    return tuple(found)


def carries_on(text: str, here: Sequence[Quotation], after: Span) -> bool:
    """Whether the block after opens again what this one left open."""
    mark = MARK.match(text, after.start, after.end)
    return mark is not None and mark[0] in PAIRS and any(not q.closed for q in here) and not spaced_after(text, mark.end(), after.end)


@dataclass(frozen=True, slots=True)
class Opened:
    """A mark that waits for its partner."""

    mark: str
    start: int
    end: int
    depth: int


@dataclass(slots=True)
class Scan:
    """One pass over one block: a stack of open marks, each closed by its own kind."""

    text: str
    block: Span
    stack: list[Opened] = field(default_factory=list)
    singles: list[int] = field(default_factory=list)

    def quotations(self) -> list[Quotation]:
        """The quotations of the block, ordered."""
        self.singles = [m.start() for m in LATER_SINGLE.finditer(self.text, self.block.start, self.block.end)]
        done: list[Quotation] = []
        for found in MARK.finditer(self.text, self.block.start, self.block.end):
            for start, end in self.split(found.start(), found.end()):
                done.extend(self.take(self.text[start:end], start, end))
        done.extend(self.unclosed())
        return sorted(done, key=lambda q: (q.outer.start, q.depth))

    def split(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Three straight strokes are a single mark and a double one: the single inside, so first where it closes and last where it opens."""
        if end - start < 3:
            return ((start, end),)
        cut = start + 1 if self.stack and self.stack[-1].mark in SINGLE else start + 2
        return ((start, cut), (cut, end))

    def take(self, mark: str, start: int, end: int) -> Iterator[Quotation]:
        """Open or close with one mark; yields the quotation that it closes."""
        partner = None if self.only_opens(mark, start, end) else self.partner(mark, start, end)
        if partner is not None:
            opened = self.stack[partner]
            del self.stack[partner:]
            if opened.end < start and not (opened.mark in SINGLE and start - opened.end > LONGEST_SINGLE):
                yield Quotation(Span(opened.start, end), Span(opened.end, start), opened.depth)
        elif self.may_open(mark, start, end) and len(self.stack) < DEEPEST:
            self.stack.append(Opened(mark, start, end, len(self.stack)))

    def only_opens(self, mark: str, start: int, end: int) -> bool:
        """Whether a mark that opens and closes alike can only open here: space or bracket before it, a word after."""
        return mark in PAIRS and mark in PAIRS[mark] and not self.tight_before(start) and not spaced_after(self.text, end, self.block.end)

    def partner(self, mark: str, start: int, end: int) -> int | None:
        """Index in the stack of the open mark that this one closes; None where it closes none."""
        for i in range(len(self.stack) - 1, -1, -1):
            if mark in PAIRS[self.stack[i].mark]:
                return i if self.stack[i].mark not in SINGLE or self.closes_single(start, end) else None
        return None

    def closes_single(self, start: int, end: int) -> bool:
        """Whether a single mark ends a quotation: no letter follows, and it is no plural possessive (the ministers’ talks)."""
        if end < self.block.end and self.text[end].isalnum():
            return False
        possessive = self.text[start - 1:start] in ("s", "S") and self.text[end:end + 1] == " " and self.text[end + 1:end + 2].islower()
        return not possessive or not self.single_ahead(end, NEAR_SINGLE)

    def may_open(self, mark: str, start: int, end: int) -> bool:
        """Whether a mark can open: a word follows, none stands before; a single one has a partner ahead and is no clipped word (’90s)."""
        if mark not in PAIRS or spaced_after(self.text, end, self.block.end) or self.tight_before(start):
            return False
        return mark not in SINGLE or (CLIPPED.match(self.text, end) is None and self.single_ahead(end, LONGEST_SINGLE))

    def single_ahead(self, end: int, reach: int) -> bool:
        """Whether a mark that may close a single quotation stands within reach."""
        at = bisect_left(self.singles, end)
        return at < len(self.singles) and self.singles[at] - end <= reach

    def tight_before(self, start: int) -> bool:
        """Whether a letter, digit or closing sign stands right before."""
        return start > self.block.start and (self.text[start - 1].isalnum() or self.text[start - 1] in ".,!?;%)]…")

    def unclosed(self) -> Iterator[Quotation]:
        """The outermost double mark left open, if it begins the block or a clause: it runs to the end of the block."""
        if self.stack and self.stack[0].mark not in SINGLE:
            opened = self.stack[0]
            before = self.text[max(self.block.start, opened.start - 2):opened.start].rstrip()[-1:]
            if before in ("", ":", ",", ".", "?", "!", "”", '"') and WORD.match(self.text, opened.end, self.block.end):
                yield Quotation(Span(opened.start, self.block.end), Span(opened.end, self.block.end), closed=False)


def spaced_after(text: str, end: int, high: int) -> bool:
    """Whether nothing, a space or a closing sign (no "…" or ".@name") stands right after."""
    if end >= high or text[end].isspace():
        return True
    return text[end] in ".,;:!?)]" and (end + 1 >= high or not text[end + 1:end + 2].strip("\"'”’.") or text[end + 1].isspace())
