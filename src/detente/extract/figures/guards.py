"""Numbers that are no figures: parts of names, versions, scores, addresses, telephone numbers, lists."""
from __future__ import annotations

from collections.abc import Sequence

from detente.extract.figures.numerals import DASHES, Numeral, at
from detente.extract.figures.scan import Piece
from detente.extract.figures.words import Words

BINDING = frozenset("/:#§@+&=_\\*°^№.")
ENDS = frozenset(".):")


def is_name(pieces: Sequence[Piece], n: Numeral, words: Words) -> bool:
    """Whether the number belongs to something else: "MH370", "F-16", "Resolution 2375", "18:10", "1. ", "+82-2-123", "2-1"."""
    if n.first > 0 and (pieces[n.first - 1].lower in {"per", "±"} or [p.text for p in pieces[max(0, n.first - 3):n.first]] == ["+", "/", "-"]):
        return True
    return bound_before(pieces, n, words) or bound_after(pieces, n) or designated(pieces, n, words) or listed(pieces, n) or aged(pieces, n)


def bound_before(pieces: Sequence[Piece], n: Numeral, words: Words) -> bool:
    """Letters or a binding mark stand at the number's front."""
    here, before = pieces[n.first], at(pieces, n.first - 1)
    if before is None or not here.glued or before.kind == "cur":
        return False
    if before.kind in {"word", "num"}:
        return before.text not in words.symbols_before and before.text not in words.marks
    if before.text in DASHES:
        return before.glued
    if before.text == "." and (two := at(pieces, n.first - 2)) and two.text in words.marks:
        return False
    return before.text in BINDING


def bound_after(pieces: Sequence[Piece], n: Numeral) -> bool:
    """A mark with more behind it, all glued: "18:10", "24/7", "20's"."""
    here, after = at(pieces, n.last), at(pieces, n.last + 1)
    if here is None or not here.glued:
        return False
    if here.text in "'’°_@=^":
        return True
    return here.text in "/:.,*×" and after is not None and after.glued and (after.kind == "num" or here.text in "/@")


def designated(pieces: Sequence[Piece], n: Numeral, words: Words) -> bool:
    """"Resolution 2375", "flight MH 370", "No. 2", "Group of 20"."""
    k = n.first - 1
    before = at(pieces, k)
    if n.ordinal or before is None:
        return False
    if before.text in {".", "("} or before.text in DASHES:
        before = at(pieces, k - 1)
    elif before.lower == "of" and (lead := at(pieces, k - 1)) and lead.text == "Group":
        return True
    if before is None or not words.has("designators", before.lower):
        return False
    return before.lower in {"no", "nos"} or pieces[n.first].kind == "num" or before.text[0].isupper()


def listed(pieces: Sequence[Piece], n: Numeral) -> bool:
    """"1. Typhoon forces schools to close"."""
    after = at(pieces, n.last)
    return n.first == 0 and pieces[0].kind == "num" and after is not None and after.glued and after.text in ENDS


def aged(pieces: Sequence[Piece], n: Numeral) -> bool:
    """"a 20-year-old", "20 years old", "aged 45", "Mr Kim, 45, said"."""
    before, after, more = at(pieces, n.first - 1), at(pieces, n.last), at(pieces, n.last + 1)
    if before is not None and before.lower in {"aged", "age"}:
        return True
    if after is not None and after.lower in {"year", "years"}:
        return True
    if after is not None and after.text in DASHES and more is not None and more.lower in {"year", "day", "month", "week", "hour", "minute", "second"}:
        return True
    parted = before is not None and before.text == "," and (after is None or after.text in {",", "."})
    return parted and n.value < 120 and not n.scaled
