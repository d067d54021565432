"""Which currency an amount is in, where its mark or word is shared by several countries."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.extract.figures.words import Family
from detente.records.kinds import MentionKind
from detente.records.reading import Mention
from detente.text import Span

DOLLARS = "dollars"
PREFIXED = re.compile(r"\bU\.?S\.? ?\$|\$US\b|\bUSD\b|\bU\.?S\.? dollars", re.I)
BARE = r"(?<![^\W_])\$ ?\d[\d.,]*(?: ?[a-z]+)?"
US = r"US ?\$ ?\d[\d.,]*(?: ?[a-z]+)?"
CONTRAST = re.compile(rf"{BARE} ?[(\[](?:about |around |some )?{US}|{US} ?[(\[](?:about |around |some )?{BARE}")


@dataclass(frozen=True, slots=True)
class MoneyContext:
    """What the report tells of its money: the country of its dateline, the countries it names, whether it writes "US$" somewhere, and whether
    it sets a bare "$" beside "US$" as another currency."""

    home: str | None
    named: frozenset[str]
    prefixed: bool
    contrast: bool


def money_context(text: str, mentions: Sequence[Mention], dateline: Span | None) -> MoneyContext:
    """Read the context once for a report. dateline: the place before its dash."""
    home = next((c for m in mentions if dateline is not None and m.span.overlaps(dateline) and (c := country_of(m))), None)
    named = frozenset(c for m in mentions if (c := country_of(m)))
    return MoneyContext(home, named, PREFIXED.search(text) is not None, CONTRAST.search(text) is not None)


def country_of(m: Mention) -> str | None:
    if m.kind is MentionKind.PLACE:
        return m.place.country if m.place else None
    return m.actor.country if m.actor else None


def code_of(family: Family, country: str | None, context: MoneyContext) -> str:
    """ISO 4217 of a shared word or mark, or the word itself where nothing settles it.

    country: of the adjective in front. A bare "$" is USD, unless the report sets it beside "US$" or, under the dateline of another dollar
    country, writes "US$" elsewhere: then it is that country's dollar.
    """
    if country is not None:
        return family.members.get(country, family.name)
    if family.name == DOLLARS:
        return bare_dollar(family, context)
    if context.home is not None and context.home in family.members:
        return family.members[context.home]
    named = {code for country, code in family.members.items() if country in context.named}
    if len(named) == 1:
        return named.pop()
    return family.default or family.name


def bare_dollar(family: Family, context: MoneyContext) -> str:
    abroad = context.home if context.home in family.members and context.home != "USA" else None
    if abroad is not None and (context.prefixed or context.contrast):
        return family.members[abroad]
    if not context.contrast:
        return family.default or family.name
    only = [c for c in family.members if c in context.named and c != "USA"]
    return family.members[only[0]] if len(only) == 1 else family.name
