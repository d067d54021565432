"""Figures: cases in tests/cases/figures.md, what must hold for any text, and the pieces of the room one by one."""
from __future__ import annotations

import re
import time
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import KnowledgeError
from detente.extract.figures.amounts import amounts
from detente.extract.figures.figures import find_figures
from detente.extract.figures.line import Line
from detente.extract.figures.money import MoneyContext
from detente.extract.figures.numerals import digits, numeral_at
from detente.extract.figures.scan import scan
from detente.extract.figures.words import build, load_words
from detente.extract.layout.layout import Layout
from detente.extract.mentions.mentions import find_mentions
from detente.extract.quotations import scan_quotations
from detente.extract.statements.statements import find_statements
from detente.extract.times.times import find_times
from detente.language.model import load
from detente.lexicon.cues import load_cues
from detente.lexicon.lexicon import Lexicon, load_lexicon
from detente.lexicon.source import Source, read_source
from detente.records.kinds import FigureRole, MentionKind
from detente.records.reading import Figure, Mention, Place
from detente.text import Span

CASES = Path(__file__).parent.parent / "cases" / "figures.md"
NO_CONTEXT = MoneyContext(None, frozenset(), False, False)
WORDS = st.sampled_from([
    "$", "US$", "S$", "€", "Rs", "Rs.", "R", "5", "12", "1,234", "1.5", "10 000", "million", "bn", "84m", "lakh", "crore", "percent", "per cent",
    "%", "points", "tonnes", "of oil", "barrels", "a day", "per", "people", "were killed", "soldiers", "missiles", "dead", "wounded", "the",
    "two", "twenty", "-", "five", "hundred", "and", "to", "between", "from", "over", "more than", "at least", "rose", "fell by", "exports",
    "to", "in", "2015", "on Monday", "year-on-year", "than a year earlier", "sixth", "nuclear test", "second-", "largest", "half", "third",
    "(", ")", ",", ".", ";", "\n", "Boeing", "737", "No.", "18:10", "+", "/", "’s", "euros", "Egyptian", "pounds", "CFA", "francs", "a", "dozen",
    "said", "the ministry", "will", "reach", "estimated", "at", "won", "9" * 30, "0", "00", "minus", "U.S.", "dollars", "km", "-strong"])
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=20).map("".join))
DATELINE = re.compile(r"([A-Z][A-Z ]+) - ")


@cache
def lexicon() -> Lexicon:
    return load_lexicon(())


def read(text: str, day: date | None = None) -> tuple[Figure, ...]:
    """The figures of a text, read with everything that the pipeline hands to this room."""
    if not text:
        return ()
    head = DATELINE.match(text)
    place = Span(*head.span(1)) if head else None
    layout = Layout((), (), (Span(head.end() if head else 0, len(text)),), None, place)
    parse = load().parse(text, layout.blocks)
    times = find_times(parse, day)
    mentions = find_mentions(parse, layout, lexicon(), day)
    statements = find_statements("r", parse, scan_quotations(text, layout.blocks), mentions, times, load_cues())
    return find_figures("r", parse, times, mentions, statements, place)


def line(text: str, f: Figure) -> str:
    """A figure in one line: value, unit, quotation, then whatever else is known."""
    number = f"{f.value.normalize():f}" + (f"..{f.upper.normalize():f}" if f.upper is not None else "")
    by = f.according_to
    rest = [f.comparator, f.change, f.base and f"base {f.base}", f.per and f"per {f.per}", f.about and f"about {f.about}",
            f.when and f"in {f.when.value}", by and f"by {text[by.span.start:by.span.end]}", f.role if f.role is not FigureRole.MEASURED else None]
    return f'{number} {f.unit} "{text[f.span.start:f.span.end]}" ' + "; ".join(str(r) for r in rest if r)


def shown(case: str) -> str:
    told = re.match(r"\[(\d{4}-\d\d-\d\d)\] ", case)
    text, day = (case[told.end():], date.fromisoformat(told[1])) if told else (case, None)
    return "\n".join(line(text, f).rstrip() for f in read(text, day))


def cases() -> list[tuple[str, str, str]]:
    """Title, input and output of each case."""
    return re.findall(r"^([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n(?:\n|\Z)", CASES.read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize(("title", "text", "want"), cases(), ids=[c[0] for c in cases()])
def test_case(title: str, text: str, want: str) -> None:
    assert shown(text) == ("" if want == "nothing" else want), title


def test_there_are_two_hundred_cases_with_titles_of_their_own() -> None:
    assert len(cases()) >= 200
    assert len({title for title, _, _ in cases()}) == len(cases())
    assert len({text for _, text, _ in cases()}) == len(cases())
    assert CASES.read_text(encoding="utf-8").count("\n.\n") == 2 * len(cases())


# -- what holds for any text

def bare(text: str, day: date | None = None) -> tuple[Figure, ...]:
    """The figures of a text with its times, but without mentions and statements, which take longer to find."""
    parse = load().parse(text, [Span(0, len(text))] if text else [], entities=False)
    return find_figures("r", parse, find_times(parse, day), ())


@given(TEXTS)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_figures_in_bounds_in_order_and_twice_alike(text: str) -> None:
    found = bare(text)
    assert found == bare(text)
    assert [f.span for f in found] == sorted(f.span for f in found)
    assert len({f.id for f in found}) == len(found)
    for f in found:
        assert f.span.end <= len(text)
        assert f.value.is_finite()
        assert f.upper is None or f.value < f.upper
        assert f.unit
        assert f.about is None or f.about.strip() == f.about != ""


@given(TEXTS)
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_a_number_in_a_time_is_no_figure(text: str) -> None:
    parse = load().parse(text, [Span(0, len(text))] if text else [], entities=False)
    times = find_times(parse, date(2017, 9, 6))
    for f in find_figures("r", parse, times, ()):
        assert not any(t.span.covers(f.span) for t in times if t.span), text[f.span.start:f.span.end]


@given(st.integers(1, 10**15), st.sampled_from(sorted(load_words().symbols_before)))
@settings(deadline=None, max_examples=100)
def test_every_currency_mark_gives_its_code_and_the_whole_amount(value: int, mark: str) -> None:
    pieces = scan(f"{mark}{value:,}", 0, len(f"{mark}{value:,}"))
    found = list(amounts(Line(pieces, load_words(), NO_CONTEXT, lambda _s, _e: False, False)))
    assert [(a.value, a.unit) for a in found] == [(Decimal(value), load_words().symbols_before[mark])]


@given(st.integers(1, 999_999_999))
@settings(deadline=None)
def test_digits_are_read_in_every_grouping(value: int) -> None:
    for text in (str(value), f"{value:,}", f"{value:,}".replace(",", "\u00a0"), f"{value:,}".replace(",", "\u202f"), indian(value)):
        assert digits(text) == value, text


def indian(value: int) -> str:
    """12,34,56,789."""
    text = str(value)
    head, tail = text[:-3], text[-3:]
    groups = [head[max(0, n - 2):n] for n in range(len(head), 0, -2)][::-1]
    return ",".join([*groups, tail])


@given(st.integers(1, 999_999))
@settings(deadline=None)
def test_numbers_in_words_are_read_back(value: int) -> None:
    text = spelled(value)
    pieces = scan(text, 0, len(text))
    found = numeral_at(pieces, 0, load_words())
    assert found is not None
    assert (found.value, found.last) == (Decimal(value), len(pieces)), text


def spelled(n: int) -> str:
    names = {v: k for k, v in load_words().cardinals.items()}
    if n >= 1000:
        rest = n % 1000
        return f"{spelled(n // 1000)} thousand" + (f" {spelled(rest)}" if rest >= 100 else f" and {spelled(rest)}" if rest else "")
    if n >= 100:
        return f"{names[n // 100]} hundred" + (f" and {spelled(n % 100)}" if n % 100 else "")
    return names[n] if n in names else f"{names[n - n % 10]}-{names[n % 10]}"


@pytest.mark.parametrize("text", ["1.2.3", "12,34", "1,2,3", "1" * 400, "1," + "234," * 200 + "567", "٣٤", "1,23,45", "1’23"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert digits(text) is None


def test_a_number_of_four_hundred_digits_does_no_harm() -> None:
    assert bare(f"The ministry paid ${'9' * 400} and {'1' * 400} soldiers and 0.{'3' * 400} percent and 40 tanks.") != ()


@pytest.mark.parametrize("text", ["$5 " * 4000, "5 to " * 4000, "one hundred " * 4000, "5-" * 6000, "1,234," * 4000, "12 killed and " * 2000,
                                  "more than 5 tonnes of " * 3000])
def test_odd_long_texts_take_linear_time(text: str) -> None:
    """Four times the text in under eight times the time, but for noise on short runs."""
    short, long = clock(text[:len(text) // 4]), clock(text)
    assert long < 8 * short + 0.5, (short, long)


def clock(text: str) -> float:
    """Seconds that this room takes, without the parse."""
    parse = load().parse(text, [Span(0, len(text))], entities=False)
    begin = time.perf_counter()
    find_figures("r", parse, (), ())
    return time.perf_counter() - begin


# -- money

def mention(text: str, word: str, country: str) -> Mention:
    at = text.index(word)
    return Mention(Span(at, at + len(word)), MentionKind.PLACE, None, Place(word, country))


@pytest.mark.parametrize(("text", "word", "country", "home", "want"), [
    ("The fund holds $5 billion.", "fund", "SGP", True, "USD"),                             # nothing says otherwise
    ("Singapore: $5 billion, and US$2 billion more.", "Singapore", "SGP", True, "SGD"),     # a local paper that writes US$
    ("Singapore: $5 billion, and US$2 billion more.", "Singapore", "SGP", False, "USD"),    # no dateline: the second mention of US$
    ("Canada paid $5 billion (US$4 billion).", "Canada", "CAN", False, "CAD"),              # set beside US$
    ("The firm paid $5 billion (US$4 billion).", "firm", "FRA", False, "dollars"),          # set beside US$, and nobody's
])
def test_whose_dollar_a_bare_mark_is(text: str, word: str, country: str, home: bool, want: str) -> None:
    m = mention(text, word, country)
    parse = load().parse(text, [Span(0, len(text))], entities=False)
    found = find_figures("r", parse, (), (m,), (), m.span if home else None)
    assert found[0].unit == want


def test_one_quantity_in_two_currencies_is_one_figure_twice() -> None:
    first, second = read("Ferry traffic earned the port NZ$551 million (US$370 million) in 2021, the auditor said.")
    assert (first.unit, second.unit) == ("NZD", "USD")
    assert (first.about, first.when, first.according_to, first.role) == (second.about, second.when, second.according_to, second.role)
    assert first.according_to is not None
    assert first.when is not None and first.when.value == "2021"


def test_since_leaves_the_end_of_the_period_open() -> None:
    (f,) = read("Over 90,000 villagers have fled the shelling since June.", date(2011, 9, 1))
    assert f.when is not None
    assert (f.when.start, f.when.end) == ("2011-06-01", None)


# -- data

def sources() -> list[Source]:
    folder = resources.files("detente.extract.figures").joinpath("data")
    return [read_source(folder.joinpath(f"{n}.toml")) for n in ("numbers", "currencies", "units", "words")]


@pytest.mark.parametrize(("which", "old", "new", "complaint"), [
    (1, 'code = "SGD"', 'code = "SING"', r"currencies.toml:\d+: 'SING' is no ISO 4217 code"),
    (1, 'before = ["A$"', 'before = ["S$", "A$"', r"currencies.toml:\d+: 'S\$' is a mark of SGD and of AUD"),
    (1, 'words = ["baht"]', 'words = ["yen"]', r"currencies.toml:\d+: 'yen' belongs to two families"),
    (2, 'words = ["barrel"', 'words = ["ton", "barrel"', r"units.toml:\d+: 'ton' names two units"),
    (3, "[padding]", "[paddings]", r"words.toml: the table or key 'padding' is missing"),
])
def test_broken_data_are_refused_with_file_and_line(which: int, old: str, new: str, complaint: str) -> None:
    files = sources()
    text = files[which].text.replace(old, new, 1)
    assert text != files[which].text
    files[which] = Source(files[which].name, text, tomllib.loads(text))
    with pytest.raises(KnowledgeError, match=complaint):
        build(*files)


def test_every_currency_code_is_three_capitals_and_every_country_too() -> None:
    words = load_words()
    codes = {*words.symbols_before.values(), *words.symbols_after.values()}
    for family in (*words.families.values(), *words.marks.values()):
        codes |= {*family.members.values(), *family.members, *((family.default,) if family.default else ())}
    assert {c for c in (*codes, *words.adjectives.values()) if not re.fullmatch("[A-Z]{3}", c)} == set()
    assert not set(words.families) & set(words.scales)
