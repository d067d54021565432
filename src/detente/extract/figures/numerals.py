"""Numbers in digits and words: what stands at a piece, its value, and where it ends."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from detente.extract.figures.scan import GROUP, Piece
from detente.extract.figures.words import Words

BOUND = Decimal(10) ** 15
LONGEST = 24        # digits; more than any quantity in a report has
DASHES = frozenset("-–—‐‑−")
PLAIN = re.compile(r"\d+(?:\.\d+)?")
COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
SPACES = re.compile(rf"\d{{1,3}}(?:[{GROUP}]\d{{3}})+(?:[.,]\d+)?")
COMMA_DECIMAL = re.compile(r"\d{1,3},\d{1,2}")
Sums = tuple[Decimal, Decimal]
TAIL = frozenset({"st", "nd", "rd", "th"})
THIN = re.compile(rf"[,{GROUP}]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at pieces first..last (last excluded). scaled: a scale word multiplied it; short: by a single letter at the numeral."""

    first: int
    last: int
    value: Decimal
    ordinal: bool = False
    scaled: bool = False
    short: bool = False
    words: bool = False


def digits(text: str, followed: bool = False) -> Decimal | None:
    """The value of "1,234.5", "1 234", "12,34,567", "1.234.567"; None for what is no number ("1.2.3") or too long.

    followed: a scale or percent comes next, so that "2,5" may be a decimal comma.
    """
    if len(text) > LONGEST + 12:
        return None
    if PLAIN.fullmatch(text):
        plain = text
    elif COMMAS.fullmatch(text):
        plain = text.replace(",", "")
    elif SPACES.fullmatch(text):
        plain = THIN.sub("", text[:-3] if text[-3] == "," else text) if "," not in text else ""
    elif POINTS.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
    elif followed and COMMA_DECIMAL.fullmatch(text):
        plain = text.replace(",", ".")
    else:
        return None
    return Decimal(plain) if plain and len(plain) <= LONGEST and plain.isascii() else None


def numeral_at(pieces: Sequence[Piece], i: int, words: Words) -> Numeral | None:
    """The number that begins at piece i, in digits or words, with its scale; None where none does."""
    if pieces[i].kind == "num":
        return in_digits(pieces, i, words)
    return in_words(pieces, i, words)


def at(pieces: Sequence[Piece], i: int) -> Piece | None:
    return pieces[i] if 0 <= i < len(pieces) else None


def in_digits(pieces: Sequence[Piece], i: int, words: Words) -> Numeral | None:
    """"1.2 million", "84m", "6th", "10 000"."""
    j, text = i + 1, pieces[i].text
    while (more := at(pieces, j)) and spaced_group(pieces, j, more, text):
        text, j = f"{text}\u00a0{more.text}", j + 1
    after = at(pieces, j)
    if after and after.kind == "word" and after.glued and after.lower in TAIL:
        value = digits(text)
        return Numeral(i, j + 1, value, ordinal=True) if value is not None else None
    value = digits(text, followed=followed(pieces, j, words))
    return None if value is None else scaled(Numeral(i, j, value), pieces, words)


def spaced_group(pieces: Sequence[Piece], j: int, more: Piece, text: str) -> bool:
    """Whether piece j goes on with a number grouped by plain spaces: "10 000"."""
    before = pieces[j - 1]
    return (more.kind == "num" and len(more.text) == 3 and more.text.isdigit() and more.start == before.end + 1
            and text[0] != "0" and len(before.text) <= 3 and before.text.isdigit())


def followed(pieces: Sequence[Piece], j: int, words: Words) -> bool:
    nxt = at(pieces, j)
    return nxt is not None and (nxt.lower in words.scales or nxt.lower in {"%", "percent", "per"} or (nxt.glued and nxt.lower in words.glued))


def scaled(n: Numeral, pieces: Sequence[Piece], words: Words) -> Numeral:
    """The number with the scales behind it: "1.2 million", "500 lakh crore", "$30-billion", "84m"."""
    value, j, found, short = n.value, n.last, n.scaled, False
    for _ in range(2):
        nxt = at(pieces, j)
        if nxt and nxt.text in DASHES and nxt.glued and (k := at(pieces, j + 1)) and k.glued and k.lower in words.scales and k.lower != "dozen":
            j, nxt = j + 1, k
        if nxt is None or nxt.kind != "word":
            break
        if nxt.lower in words.scales and (nxt.lower != "dozen" or value < 20):
            value, j, found = value * words.scales[nxt.lower], j + 1, True
        elif nxt.glued and not found and nxt.lower in words.glued and not n.words:
            value, j, found, short = value * words.glued[nxt.lower], j + 1, True, len(nxt.text) == 1
        else:
            break
    return Numeral(n.first, j, value, n.ordinal, found, short, n.words)


def in_words(pieces: Sequence[Piece], i: int, words: Words) -> Numeral | None:
    """"twenty-five", "a hundred and twenty", "half a million", "two and a half million", "sixth"."""
    lower = pieces[i].lower
    if lower in words.ordinals:
        return Numeral(i, i + 1, Decimal(words.ordinals[lower]), ordinal=True, words=True)
    if lower == "half" and (a := at(pieces, i + 1)) and a.lower == "a" and (s := at(pieces, i + 2)) and s.lower in words.scales:
        return Numeral(i, i + 3, Decimal(words.scales[s.lower]) / 2, scaled=True, words=True)
    if lower in {"a", "an"}:
        s = at(pieces, i + 1)
        if s is None or s.lower not in words.scales:
            return None
        return cardinal(pieces, i, i + 2, Decimal(words.scales[s.lower]), words)
    if lower not in words.cardinals:
        return None
    return cardinal(pieces, i, i + 1, Decimal(words.cardinals[lower]), words)


def cardinal(pieces: Sequence[Piece], first: int, j: int, value: Decimal, words: Words) -> Numeral:
    """Go on from the first word of a number in words as far as the words still make one number."""
    total, part = (value, Decimal(0)) if value >= 1000 else (Decimal(0), value)
    is_scaled = pieces[j - 1].lower in words.scales
    while (step := next_word(pieces, j, words)) is not None:
        k, word = step
        sums = grown(total, part, words.scales[word]) if word in words.scales else added(total, part, words.cardinals[word])
        if sums is None:
            break
        (total, part), j, is_scaled = sums, k, is_scaled or word in words.scales
    n = Numeral(first, j, total + part, scaled=is_scaled, words=True)
    return with_ordinal_tail(with_half(n, pieces, words), pieces, words)


def grown(total: Decimal, part: Decimal, size: int) -> Sums | None:
    """The sums after a scale word: hundreds and dozens stay in the part, larger ones close it; "two thousand million" multiplies on."""
    if size < 1000:
        return (total, part * size) if 0 < part < 20 or (size == 100 and 0 < part < 100) else None
    if part:
        return total + part * size, Decimal(0)
    return (total * size, part) if 0 < total < BOUND else None


def added(total: Decimal, part: Decimal, small: int) -> Sums | None:
    """The sums after a small number: units after tens, anything under a hundred after hundreds or thousands; else it is another number."""
    rest = part % 100
    units = 20 <= rest < 100 and rest % 10 == 0 and 0 < small < 10
    fresh = rest == 0 and (part > 0 or total > 0) and 0 < small < 100
    return (total, part + small) if units or fresh else None


def next_word(pieces: Sequence[Piece], j: int, words: Words) -> tuple[int, str] | None:
    """The next number word at j, over "and" or a glued hyphen, with the index behind it."""
    nxt = at(pieces, j)
    if nxt is None:
        return None
    if (nxt.text in DASHES and nxt.glued) or (nxt.lower == "and" and pieces[j - 1].lower in words.scales):
        joined = nxt.lower != "and"
        j, nxt = j + 1, at(pieces, j + 1)
        if nxt is None or (joined and not nxt.glued) or (not joined and nxt.lower in words.scales):
            return None
    return (j + 1, nxt.lower) if nxt.lower in words.cardinals or nxt.lower in words.scales else None


def with_half(n: Numeral, pieces: Sequence[Piece], words: Words) -> Numeral:
    """"two and a half million"."""
    tail = [p.lower for p in pieces[n.last:n.last + 4]]
    if tail[:3] != ["and", "a", "half"] or n.scaled:
        return n
    half = Numeral(n.first, n.last + 3, n.value + Decimal("0.5"), words=True)
    return scaled(half, pieces, words)


def with_ordinal_tail(n: Numeral, pieces: Sequence[Piece], words: Words) -> Numeral:
    """"twenty-first"."""
    dash, tail = at(pieces, n.last), at(pieces, n.last + 1)
    if dash and tail and dash.text in DASHES and dash.glued and tail.glued and tail.lower in words.ordinals and n.value % 10 == 0:
        return Numeral(n.first, n.last + 2, n.value + words.ordinals[tail.lower], ordinal=True, words=True)
    return n
