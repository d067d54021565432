"""The currency or unit of measure that stands at a number."""
from __future__ import annotations

from decimal import Decimal

from detente.extract.figures.line import Line
from detente.extract.figures.money import code_of
from detente.extract.figures.numerals import DASHES
from detente.extract.figures.words import Unit


def currency_before(line: Line, i: int) -> tuple[int, str] | None:
    """The currency mark in front of piece i, and where it begins: "US$", "Rs.", "RM", "EUR ", "$"."""
    k = i - 1
    here, before = line.pieces[i], line.piece(k)
    if before is not None and before.text == "." and k > 0 and line.pieces[k - 1].text in {"Rs", "Re"}:
        k, before = k - 1, line.pieces[k - 1]
    if before is None:
        return None
    short = before.text.isalpha() and len(before.text) <= 2 and before.text not in {"Rs", "RM", "Tk", "Rp"}
    if short and not here.glued:
        return None
    if before.glued and k > 0 and line.pieces[k - 1].kind in {"num", "word"} and before.kind != "cur":
        return None
    if before.text in line.words.symbols_before:
        return k, line.words.symbols_before[before.text]
    family = line.words.marks.get(before.text)
    return None if family is None else (k, code_of(family, None, line.money))


def currency_after(line: Line, j: int, value: Decimal) -> tuple[int, str] | None:
    """The currency behind piece j-1 and where it ends: "euros", "Australian dollars", "€", "USD"."""
    k = j + 1 if line.lower(j) in DASHES and line.pieces[j].glued else j
    here = line.piece(k)
    if here is None:
        return None
    if here.text in line.words.symbols_after and not digits_follow(line, k):
        return k + 1, line.words.symbols_after[here.text]
    for size in (0, 1, 2):
        adjective = tuple(line.lower(n) for n in range(k, k + size))
        family = line.words.families.get(line.lower(k + size))
        if family is None or (size and adjective not in line.words.adjectives):
            continue
        if (family.weight and not size and weighs(line, k)) or (family.needs_scale and not size and value < 100):
            return None
        country = line.words.adjectives.get(adjective)
        end = k + size + 1
        sterling = line.lower(end) == "sterling"
        francs = family.name.startswith("CFA") and line.lower(end) in {"franc", "francs"}
        return end + (sterling or francs), code_of(family, "GBR" if sterling else country, line.money)
    return None


def digits_follow(line: Line, k: int) -> bool:
    nxt = line.piece(k + 1)
    return nxt is not None and nxt.kind == "num" and nxt.glued


def weighs(line: Line, k: int) -> bool:
    """"500 pounds of explosives", "a 500-pound bomb", "500 pounds (225 kilograms)": weight, not money."""
    other = line.words.units.get((line.lower(k + 3),)) if line.lower(k + 1) == "(" else None
    return line.lower(k + 1) == "of" or line.lower(k) == "pound" or (other is not None and other.name != "percent")


def unit_after(line: Line, j: int) -> tuple[int, Unit] | None:
    """The unit of measure behind piece j-1 and where it ends, over a hyphen; at the number only where the unit allows."""
    k = j
    here = line.piece(j)
    if here is not None and here.text in DASHES and here.glued:
        k += 1
    for size in (3, 2, 1):
        phrase = tuple(line.lower(n) for n in range(k, k + size))
        unit = line.words.units.get(phrase)
        if unit is not None and (k != j or unit.glue or not line.pieces[j].glued):
            return k + size, unit
    return None
