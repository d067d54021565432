"""Mentions: cases in tests/cases/names.md, what must hold for any text, and how a name is judged place or actor."""
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.extract.layout.layout import find_layout
from detente.extract.mentions.kind import load_kind_model
from detente.extract.mentions.mentions import find_mentions
from detente.language.model import Language, load
from detente.lexicon.lexicon import Lexicon, load_lexicon
from detente.records.kinds import MentionKind, Precision
from detente.records.reading import Mention

CASES = Path(__file__).parents[2] / "cases" / "names.md"
FORM = re.compile(r"(?P<title>[^\n]+)\n\.\n(?P<given>.*?)\n\.\n(?P<wanted>.*?)\n\.\n", re.S)
DATED = re.compile(r"\[(\d{4}-\d\d-\d\d)\] ")
LEAST_NAMES = 300


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for m in FORM.finditer(CASES.read_text(encoding="utf-8")):
        yield m["title"], m["given"], m["wanted"].splitlines()


def read(language: Language, lexicon: Lexicon, given: str) -> tuple[str, tuple[Mention, ...]]:
    """A case's text and its mentions; it may begin with "[2017-09-06]"."""
    dated = DATED.match(given)
    text = given[dated.end():] if dated else given
    layout = find_layout(text)
    return text, find_mentions(language.parse(text, layout.blocks), layout, lexicon, date.fromisoformat(dated[1]) if dated else None)


def told(text: str, name: str, mentions: tuple[Mention, ...]) -> list[str]:
    """What the shortest mentions that hold the name are read as, in the form of the cases."""
    holding = [m for m in mentions if name in text[m.span.start:m.span.end]]
    shortest = min((len(m.span) for m in holding), default=0)
    return [f"{name} = {form(m)}" for m in holding if len(m.span) == shortest]


def form(m: Mention) -> str:
    if m.kind is MentionKind.PLACE:
        return f"place {(m.place.country if m.place else None) or '-'}"
    return f"actor {m.actor.id if m.actor else '-'} {(m.actor.country if m.actor else None) or '-'}"


@pytest.mark.parametrize(("title", "given", "wanted"), list(cases()), ids=lambda v: v if isinstance(v, str) and len(v) < 60 else "")
def test_names_in_context(language: Language, lexicon: Lexicon, title: str, given: str, wanted: list[str]) -> None:
    text, mentions = read(language, lexicon, given)
    for line in wanted:
        name = line.partition(" = ")[0]
        assert line in told(text, name, mentions), f"{title}: {told(text, name, mentions)}"


def test_there_are_cases_enough() -> None:
    assert sum(len(wanted) for _, _, wanted in cases()) >= LEAST_NAMES


def test_a_pair_gives_one_mention_per_party(language: Language, lexicon: Lexicon) -> None:
    text, mentions = read(language, lexicon, "[1985-11-19] Ronald Reagan met Mikhail Gorbachev. The two leaders shook hands.")
    pair = [m for m in mentions if text[m.span.start:m.span.end] == "The two leaders"]
    assert [m.actor.country for m in pair if m.actor] == ["SUN", "USA"]
    assert len({m.span for m in pair}) == 1


def test_titles_belong_to_the_span_and_possessives_do_not(language: Language, lexicon: Lexicon) -> None:
    text, mentions = read(language, lexicon, "[2018-04-27] South Korean President Moon Jae-in's plan pleased Hanoi.")
    assert text[mentions[0].span.start:mentions[0].span.end] == "South Korean President Moon Jae-in"


def test_sectors_of_an_opposition(language: Language, lexicon: Lexicon) -> None:
    _, mentions = read(language, lexicon, "Ukrainian opposition lawmakers blocked the rostrum.")
    actor = mentions[0].actor
    assert actor is not None
    assert (actor.country, actor.sector, actor.sectors) == ("UKR", "LEG", ("OPP",))


def test_furniture_holds_no_mentions(language: Language, lexicon: Lexicon) -> None:
    report = ("Harbour reopens\n\nLISBON - The harbour of Lisbon reopened on Monday after a week of storms, the port authority said.\n\n"
              "Ships waited outside for six days, and two of them had to be towed in.\n\nHome | Taiwan | China | Business | Asia | World\n")
    text, mentions = read(language, lexicon, report)
    assert "Taiwan" not in {text[m.span.start:m.span.end] for m in mentions}
    assert any(m.kind is MentionKind.PLACE and text[m.span.start:m.span.end] == "LISBON" for m in mentions)


def test_places_carry_coordinates_and_precision(language: Language, lexicon: Lexicon) -> None:
    text, mentions = read(language, lexicon, "The envoys met in Geneva, and the ship was lost in the Black Sea.")
    found = {text[m.span.start:m.span.end]: m.place for m in mentions if m.place}
    assert found["Geneva"].precision is Precision.CITY
    assert found["Black Sea"].precision is Precision.REGION
    assert found["Geneva"].lat is not None and 46 < found["Geneva"].lat < 47


def test_every_observation_has_a_weight() -> None:
    model = load_kind_model()
    assert all(o in model.weights for o in {*model.prepositions.values(), *model.suffixes.values()})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300) | st.lists(st.sampled_from(
    "President Moon Jae - in 's , of the North Korea two leaders both sides He it they ' ( \" U.S. Mr al - Gen. said in police \n\n".split(" ")),
    max_size=40).map(" ".join))
def test_any_text_gives_the_same_mentions_twice_within_bounds(language: Language, lexicon: Lexicon, text: str) -> None:
    _, first = read(language, lexicon, text)
    assert first == read(language, lexicon, text)[1]
    assert all(m.span.end <= len(text) and text[m.span.start:m.span.end].strip() for m in first)
    assert list(first) == sorted(first, key=lambda m: (m.span.start, -m.span.end))


def test_long_sentences_and_numbers_do_no_harm(language: Language, lexicon: Lexicon) -> None:
    text = "President " + "Moon Jae-in of Korea and " * 900 + "9" * 400 + " left."
    assert read(language, lexicon, text)[1]
