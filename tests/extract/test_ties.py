"""Standing relations: who leans on whom, who stands between, and sentences that only look like it."""
from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from detente.extract.layout.layout import find_layout
from detente.extract.mentions.mentions import find_mentions
from detente.extract.ties.ties import find_ties
from detente.extract.times.times import find_times
from detente.language.model import Language, load
from detente.lexicon.lexicon import load_lexicon

DAY = date(2017, 9, 6)


@cache
def language() -> Language:
    return load(None)


def ties(text: str) -> list[tuple[str, str | None, str]]:
    layout = find_layout(text)
    parse = language().parse(text, layout.blocks)
    mentions = find_mentions(parse, layout, load_lexicon(), DAY)
    found = find_ties("r", parse, mentions, [], find_times(parse, DAY))
    return [(t.kind.value, t.of.actor.id if t.of and t.of.actor else None, t.on.actor.id if t.on.actor else "") for t in found]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Turkey accounts for a third of Georgia's imports, the statistics office said.", ("dependency", "GEO", "TUR")),
    ("Armenia depends heavily on Russian gas.", ("dependency", "ARM", "RUS")),
    ("Nepal gets nearly all of its fuel from India.", ("dependency", "NPL", "IND")),
    ("Ukraine supplies most of Lebanon's wheat.", ("dependency", "LBN", "UKR")),
    ("Brazil is Argentina's largest trading partner.", ("dependency", "ARG", "BRA")),
    ("Qatar is mediating between Israel and Hamas.", ("intermediary", "ISR", "QAT")),
    ("Pakistan is seen to have some influence over Afghanistan.", ("intermediary", "AFG", "PAK")),
])
def test_a_tie_is_found_with_its_direction(text: str, wanted: tuple[str, str | None, str]) -> None:
    assert wanted in ties(text)


@pytest.mark.parametrize("text", [
    "Kenya bought two aircraft from Brazil.",
    "Russia does not depend on Chinese loans.",
    "The minister accounted to parliament for the loss.",
    "Peru and Chile held talks in Lima.",
    "Mexico is a partner of Canada in the trade pact.",
])
def test_what_only_looks_like_a_tie_is_left_alone(text: str) -> None:
    assert ties(text) == []
