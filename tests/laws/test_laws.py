"""The laws, for any text: read twice alike, every span inside the text, quotations that hold, nothing raised but the project's own errors."""
from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import Reader, Report
from detente.errors import BadSpan, DetenteError
from detente.records.reading import Reading
from detente.store.codec import false_quotations, reading_from_dict, reading_to_dict
from detente.text import Span

WORDS = st.sampled_from(["Seoul", "the Kremlin", "President Moon", "said", "“", "”", '"', "'s", "will", "impose", "sanctions", "on", "the North",
                         "US$3 million", "70 percent", "Wednesday", "31 February", "he",
                         "\n\n", ".", ",", " - ", "according to", "rejected", "(", ")",
                         "a\u0301", "\u202e", "🙂", "９", "\x00", "\ud800", "troops", "talks between", "and", "not", "by", "2017", "%", "S$"])
NEWSLIKE = st.lists(WORDS, max_size=60).map(" ".join)
ANY = st.text(max_size=300)
LAWS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], derandomize=True)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def everything(reading: Reading) -> str:
    return json.dumps(reading_to_dict(reading), sort_keys=True)


@LAWS
@given(text=st.one_of(NEWSLIKE, ANY))
def test_any_text_is_read_twice_alike_and_within_bounds(reader: Reader, text: str) -> None:
    report = Report(text, published="2017-09-06")
    one, two = reader.read(report), reader.read(report)
    assert everything(one) == everything(two)
    assert one.report.text == text
    for record in one.records():
        for span in record.spans():
            assert one.quote(span) == text[span.start:span.end] != ""


@LAWS
@given(text=st.one_of(NEWSLIKE, ANY))
def test_a_reading_comes_back_from_json_as_it_went(reader: Reader, text: str) -> None:
    reading = reader.read(Report(text, id="r"))
    raw = json.loads(json.dumps(reading_to_dict(reading)))
    assert reading_from_dict(raw) == reading
    assert false_quotations(raw, text) == []


@LAWS
@given(start=st.integers(-5, 50), end=st.integers(-5, 50))
def test_relate_and_status_raise_only_our_errors(reader: Reader, start: int, end: int) -> None:
    text = "Seoul asked Moscow on Monday to halt deliveries."
    try:
        ranked = reader.relate(text, actors=[(start, end)], recipients=[(12, 18)])
        assert len(ranked) == 16
        assert abs(sum(p for _, p in ranked) - 1) < 1e-6
        assert [p for _, p in ranked] == sorted((p for _, p in ranked), reverse=True)
        reader.status(text, (start, end))
    except DetenteError:
        assert not 0 <= start < end <= len(text)


def test_a_record_whose_span_does_not_hold_cannot_be_made(reader: Reader) -> None:
    reading = reader.read(Report("Seoul condemned the test on Monday.", published="2017-09-06"))
    with pytest.raises(BadSpan):
        Span(5, 5)
    mention = reading.mentions[0]
    with pytest.raises(BadSpan):
        replace(reading, report=Report("short"), mentions=(replace(mention, span=Span(0, 99)),))


def test_ids_depend_on_report_and_words_alone(reader: Reader) -> None:
    text = "Kenya accused Somalia of shelling its border posts on Tuesday."
    first, again, other = (reader.read(Report(text, id=i, published="2012-03-01")) for i in ("a", "a", "b"))
    assert [e.id for e in first.events] == [e.id for e in again.events]
    assert first.events
    assert {e.id for e in first.events}.isdisjoint(e.id for e in other.events)


def test_reading_in_two_processes_is_reading_in_one(reader: Reader) -> None:
    texts = ["Kenya accused Somalia of shelling its posts.", "France will send troops to Mali.", "", "Peru released 12 prisoners on 3 May 1995."]
    reports = [Report(t, id=str(n)) for n, t in enumerate(texts)]
    assert [everything(r) for r in reader.read_many(reports, workers=2)] == [everything(reader.read(r)) for r in reports]
