"""Times: cases in tests/cases/times.md, what must hold for any text, and the pieces of the room one by one."""
from __future__ import annotations

import re
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import KnowledgeError
from detente.extract.times.attach import time_of
from detente.extract.times.calendar import add_months, bounds, day_of_holiday, easter, narrow, shift
from detente.extract.times.rules import compile_pattern
from detente.extract.times.tense import tense_at
from detente.extract.times.times import find_times, tag
from detente.extract.times.words import Holiday, build, load_words
from detente.language.model import load
from detente.language.parse import Parse
from detente.lexicon.source import Source
from detente.records.kinds import Basis, WhenKind
from detente.records.reading import When
from detente.text import Span

CASES = Path(__file__).parent.parent / "cases" / "times.md"
DAY = date(2017, 9, 6)
WORDS = st.sampled_from([
    "May", "Sept.", "6", "2017", "1990s", "the", "last", "of", "week", "two", "twenty", "-", "first", "quarter", "ago", "later",
    "after", "Sunday", ",", "31",
    "February", "29", "year", "years", "a", "in", "early", "half", "night", "18:10", "p.m.",
    "09/06/2017", "2017-02-30", "hundred", "million", "every", "decade", "'80s", "9999",
    "now", "9/11", "Easter", "fiscal", "end", "past", "few", "\n\n", "\n", ".", "999999999", "until",
    "th", "0", "00", "centuries", "century", "thousand", "Christmas Eve",
    "next", "and", "said", "on", "Monday", "to", "day", "before", "season", "spring", "FY17", "weekend", "month", "(", "/", "$", "%"])
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=20).map("".join))
DAYS = st.one_of(st.none(), st.dates())


def cases() -> list[tuple[str, str, str]]:
    """Title, input and output of each case."""
    return re.findall(r"^([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n(?:\n|\Z)", CASES.read_text(encoding="utf-8"), re.M | re.S)


def parsed(text: str) -> Parse:
    return load().parse(text, [Span(0, len(text))], entities=True)


def read(text: str, day: date | None = DAY) -> tuple[When, ...]:
    """The times of a text told in the past."""
    return tag(text, day, lambda _: "past")


def only(text: str, day: date | None = DAY) -> When:
    """The one time of a text."""
    found = read(text, day)
    assert len(found) == 1, [text[w.span.start:w.span.end] for w in found if w.span]
    return found[0]


@pytest.mark.parametrize(("title", "text", "want"), cases(), ids=[c[0] for c in cases()])
def test_case(title: str, text: str, want: str) -> None:
    told = re.match(r"\[(\d{4}-\d\d-\d\d)\] ", text)
    body, day = (text[told.end():], date.fromisoformat(told[1])) if told else (text, None)
    shown = [f'{w.value} "{body[w.span.start:w.span.end]}"' for w in find_times(parsed(body), day) if w.span]
    assert "\n".join(shown) == ("" if want == "nothing" else want), title


def test_there_are_two_hundred_cases_with_titles_of_their_own() -> None:
    assert len(cases()) >= 200
    assert len({title for title, _, _ in cases()}) == len(cases())
    assert CASES.read_text(encoding="utf-8").count("\n.\n") == 2 * len(cases())


@given(TEXTS, DAYS)
@settings(deadline=None)
def test_any_text_has_spans_in_bounds_in_order_and_reads_twice_alike(text: str, day: date | None) -> None:
    found = read(text, day)
    spans = [w.span for w in found if w.span]
    assert len(spans) == len(found)
    assert all(0 <= s.start < s.end <= len(text) and text[s.start:s.end].strip() for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert found == read(text, day)


@given(TEXTS, st.dates())
@settings(deadline=None)
def test_the_reports_date_changes_values_not_spans(text: str, day: date) -> None:
    assert [w.span for w in read(text, day)] == [w.span for w in read(text, None)]


@given(TEXTS, DAYS)
@settings(deadline=None)
def test_every_start_and_end_is_a_day_in_order_or_open(text: str, day: date | None) -> None:
    for when in read(text, day):
        assert when.value
        assert (when.start is None) == (when.end is None)
        if when.start and when.end:
            assert date.fromisoformat(when.start[:10]) <= date.fromisoformat(when.end[:10])


@given(TEXTS)
@settings(deadline=None)
def test_without_a_date_only_what_is_stated_has_days(text: str) -> None:
    assert all(w.start is None for w in read(text, None) if w.basis is Basis.RELATIVE and "/" not in w.value and not re.match(r"\d", w.value))


def test_furniture_is_not_read() -> None:
    text = "Updated Sept. 1, 2017\nThe talks began on Sept. 3, 2017."
    found = tag(text, DAY, lambda _: "past", (Span(0, 21),))
    assert [w.value for w in found] == ["2017-09-03"]


def test_offsets_are_into_the_raw_text() -> None:
    text = "🕊️ Genève — “the accord of 6 September 2017”"
    when = only(text)
    assert when.span is not None
    assert text[when.span.start:when.span.end] == "6 September 2017"


@pytest.mark.parametrize(("text", "start", "end"), [
    ("in July 2016", "2016-07-01", "2016-07-31"),
    ("in February 2016", "2016-02-01", "2016-02-29"),
    ("early February 2016", "2016-02-01", "2016-02-15"),
    ("late 2016", "2016-07-02", "2016-12-31"),
    ("earlier this month", "2017-09-01", "2017-09-06"),
    ("later this month", "2017-09-06", "2017-09-30"),
    ("last week", "2017-08-28", "2017-09-03"),
    ("the third quarter of 2016", "2016-07-01", "2016-09-30"),
    ("the winter of 1994", "1994-12-01", "1995-02-28"),
    ("the 1990s", "1990-01-01", "1999-12-31"),
    ("the 19th century", "1800-01-01", "1899-12-31"),
    ("the first six months of 2017", "2017-01-01", "2017-06-30"),
    ("the first nine months of 2017", "2017-01-01", "2017-09-30"),
    ("the past two years", "2015-09-06", "2017-09-06"),
    ("Sept. 3-5, 2017", "2017-09-03", "2017-09-05"),
    ("28 August-3 September 2017", "2017-08-28", "2017-09-03"),
    ("1992-95", "1992-01-01", "1995-12-31"),
    ("Sept. 6, 2017 - 18:10", "2017-09-06T18:10", "2017-09-06T18:10"),
    ("fiscal 2018", None, None),
    ("for two months", None, None),
    ("recently", None, None),
])
def test_first_and_last_day(text: str, start: str | None, end: str | None) -> None:
    when = only(text)
    assert (when.start, when.end) == (start, end)


@pytest.mark.parametrize(("text", "kind", "basis"), [
    ("on Sept. 6, 2017", WhenKind.DATE, Basis.STATED),
    ("on Wednesday", WhenKind.DATE, Basis.RELATIVE),
    ("on Sept. 6", WhenKind.DATE, Basis.RELATIVE),
    ("at 8:15 p.m.", WhenKind.TIME, Basis.RELATIVE),
    ("for two months", WhenKind.DURATION, Basis.STATED),
    ("the past two months", WhenKind.DURATION, Basis.RELATIVE),
    ("every month", WhenKind.SET, Basis.STATED),
    ("recently", WhenKind.DATE, Basis.RELATIVE),
])
def test_kind_and_basis(text: str, kind: WhenKind, basis: Basis) -> None:
    when = only(text)
    assert (when.kind, when.basis) == (kind, basis)


@pytest.mark.parametrize(("value", "want"), [
    ("2017-W35", ("2017-08-28", "2017-09-03")), ("2017-W35-WE", ("2017-09-02", "2017-09-03")), ("2017-W60", (None, None)), ("2017-13", (None, None)),
    ("XXXX-09-06", (None, None)),
    ("9999", ("9999-01-01", "9999-12-31")), ("9999-12", ("9999-12-01", "9999-12-31")), ("0000", ("0001-01-01", None)), ("", (None, None)),
])
def test_bounds(value: str, want: tuple[str | None, str | None]) -> None:
    assert bounds(value) == (want if None not in want else (None, None))


def test_counting_stops_at_the_ends_of_the_calendar() -> None:
    assert shift(date(9999, 12, 31), "D", 1) is None
    assert shift(date(1, 1, 1), "Y", -1) is None
    assert add_months(date(2017, 1, 31), 1) == date(2017, 2, 28)
    assert narrow("2017-09-06", "2017-09-06", "2017-09-06", "early") == ("2017-09-06", "2017-09-06")


@pytest.mark.parametrize(("year", "month", "day"), [(1916, 4, 23), (1998, 4, 12), (2017, 4, 16), (2024, 3, 31)])
def test_easter(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


def test_nth_weekday() -> None:
    assert day_of_holiday(Holiday(month=5, nth=-1, weekday=1), 2017) == date(2017, 5, 29)
    assert day_of_holiday(Holiday(month=11, nth=1, weekday=2, after=1), 2016) == date(2016, 11, 8)


@pytest.mark.parametrize(("text", "word", "want"), [
    ("They will meet on Friday.", "Friday", "future"),
    ("They met on Friday.", "Friday", "past"),
    ("They had been due to meet on Friday.", "Friday", "past"),
    ("The envoy plans to leave on Friday.", "Friday", "future"),
    ("The summit opens on Friday.", "Friday", "future"),
    ("Troops deployed ahead of Friday's vote.", "Friday", "future"),
    ("Tension is high after Friday's vote.", "Friday", "past"),
    ("Friday", "Friday", None),
])
def test_tense(text: str, word: str, want: str | None) -> None:
    assert tense_at(parsed(text), text.index(word)) == want


@pytest.mark.parametrize(("text", "word", "want"), [
    ("The envoy said on Monday that the troops would withdraw in May.", "said", "2017-09-04"),
    ("The envoy said on Monday that the troops would withdraw in May.", "withdraw", "2018-05"),
    ("Sunday's nuclear test drew protests on Tuesday.", "test", "2017-09-03"),
    ("Sunday's nuclear test drew protests on Tuesday.", "drew", "2017-09-05"),
    ("The ministers held talks in Geneva on Friday and signed the accord a day later.", "talks", "2017-09-01"),
    ("The ministers held talks in Geneva on Friday and signed the accord a day later.", "signed", "2017-09-02"),
    ("The two sides agreed to meet on Thursday.", "meet", "2017-09-07"),
    ("The summit, planned for July, was cancelled.", "summit", "2017-07"),
    ("The summit, planned for July, was cancelled.", "cancelled", None),
    ("The pressure grew, culminating in Saturday's missile launch.", "launch", "2017-09-02"),
    ("The pressure grew, culminating in Saturday's missile launch.", "grew", None),
    ("The army shelled the port for two days.", "shelled", None),
    ("In 1994 the rebels attacked the town.", "attacked", "1994"),
])
def test_time_of(text: str, word: str, want: str | None) -> None:
    parse = parsed(text)
    trigger = next(t for t in parse.tokens if t.text == word)
    found = time_of(trigger.i, parse.sentences[trigger.sent], find_times(parse, DAY), parse)
    assert (found.value if found else None) == want


@pytest.mark.parametrize("text", ["1" * 400 + " years ago", "the " + "9" * 400, "1.1." * 5_000, "1:11:" * 5_000, "two days later " * 2_000,
                                  "the quarter " * 5_000, "twenty-" * 5_000, "1990-" * 5_000, "Sunday, " * 5_000, "\n" * 20_000, "1," * 10_000])
def test_odd_long_texts_are_read_in_linear_time(text: str) -> None:
    began = time.process_time()
    assert len(read(text)) <= len(text)
    once = time.process_time() - began
    read(text * 4)
    assert time.process_time() - began - once < 12 * once + 0.5


def test_a_word_given_twice_in_one_class_is_refused_with_its_line() -> None:
    words = load_source("words.toml")
    text = words.text.replace('FISCAL = ["fiscal",', 'FISCAL = ["fiscal", "fiscal",')
    with pytest.raises(KnowledgeError, match=r"words\.toml:\d+: 'fiscal' stands twice"):
        build(reread(words, text), load_source("holidays.toml"))


def test_a_holiday_without_a_date_is_refused() -> None:
    holidays = load_source("holidays.toml")
    with pytest.raises(KnowledgeError, match=r"holidays\.toml:\d+: a holiday wants"):
        build(load_source("words.toml"), reread(holidays, holidays.text + '\n[[day]]\nnames = ["Fool\'s Day"]\nday = 1\n'))


def test_a_pattern_over_an_unknown_class_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="class NOVEMBERISH"):
        compile_pattern("d:DAYNUM NOVEMBERISH", load_words())


def load_source(name: str) -> Source:
    from detente.lexicon.source import read_source

    return read_source(Path(__file__).parents[2] / "src/detente/extract/times/data" / name)


def reread(source: Source, text: str) -> Source:
    import tomllib

    return Source(source.name, text, tomllib.loads(text))
