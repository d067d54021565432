"""Stored readings come back equal, and whatever has become of a file in the meantime is told with its place, never as a crash."""
from __future__ import annotations

import copy
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import BadRecord, DetenteError
from detente.records.kinds import Basis, FigureRole, Manner, MentionKind, PartKind, WhenKind
from detente.records.reading import Actor, Figure, Mention, Part, Provenance, Reading, Statement, When
from detente.store.codec import reading_from_dict, reading_to_dict
from detente.store.readings import begins_readings, faults_of, holds_readings, stored_readings
from detente.text import Report, Span, content_hash

TEXT = "Mali said on Monday that 12 envoys had left."
MALI = Mention(Span(0, 4), MentionKind.ACTOR, Actor("MLI", "Mali", "MLI"))
MONDAY = When("2012-04-02", "2012-04-02", "2012-04-02", WhenKind.DATE, Basis.RELATIVE, Span(10, 19))
READING = Reading(
    Report(TEXT, "r"), (Part(PartKind.BODY, Span(0, 44)),), (Span(43, 44),), (MALI,), (MONDAY,), (),
    (Statement("s-1", MALI, None, None, Span(5, 9), (Span(20, 43),), Manner.INDIRECT, MONDAY),), (),
    (Figure("f-1", Decimal(12), None, "envoy", None, None, None, None, "envoys", MONDAY, MALI, FigureRole.MEASURED, Span(25, 34)),),
    Provenance("0", (), "x", content_hash(TEXT)))
RAW: dict[str, Any] = json.loads(json.dumps(reading_to_dict(READING)))
JUNK: list[Any] = [None, True, -1, 10**30, 1.5, float("nan"), "", "NaN", "1E999999999", "\ud800", [], [1, 0], [0, 10**9], [True, 2], {}, [[None]]]


def paths(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value within a JSON value."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*above, key)
        yield from paths(inner, (*above, key))


def changed(path: tuple[Any, ...], junk: Any) -> dict[str, Any]:
    raw = copy.deepcopy(RAW)
    at: Any = raw
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = junk
    return raw


def test_a_reading_comes_back_equal_and_without_faults() -> None:
    assert reading_from_dict(RAW) == READING
    assert faults_of(RAW, "f:1") == []


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(list(paths(RAW))), st.sampled_from(JUNK))
def test_any_field_may_be_junk(path: tuple[Any, ...], junk: Any) -> None:
    raw = changed(path, junk)
    assert all(isinstance(f, str) for f in faults_of(raw, "f:1"))
    try:
        reading = reading_from_dict(raw, "f:1")
    except DetenteError as e:
        assert "f:1" in str(e)
    else:
        assert len(json.dumps(reading_to_dict(reading))) < 20_000


@pytest.mark.parametrize(("path", "junk"), [
    (("furniture", 0), [43, 45]), (("figures", 0, "when", "span"), [10, 99]), (("statements", 0, "when", "span"), [10, 1 << 50]),
    (("figures", 0, "value"), "Infinity"), (("figures", 0, "value"), "1E999999999"), (("parts", 0, "kind"), ["body"]),
    (("statements", 0, "content"), []), (("report", "published"), "20120402"),
])
def test_what_cannot_be_is_refused(path: tuple[Any, ...], junk: Any) -> None:
    with pytest.raises(BadRecord, match="f:1"):
        reading_from_dict(changed(path, junk), "f:1")


@pytest.mark.parametrize(("path", "said"), [
    (("statements", 0, "content_text"), ["that 11 envoys had left"]), (("statements", 0, "content_text"), []),
    (("statements", 0, "cue_text"), ["said"]), (("furniture_text",), ["!"]), (("times", 0, "span_text"), 5),
])
def test_a_false_quotation_is_a_fault(path: tuple[Any, ...], said: Any) -> None:
    [fault] = faults_of(changed(path, said), "f:1")
    assert fault.startswith("f:1: reading.")


def test_lines_that_are_none_do_not_end_the_file(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("\n".join([json.dumps(RAW), "[" * 50_000, "", "5", '{"schema": "other/1"}', '{"a": ' + "9" * 5_000 + "}", json.dumps(RAW)[:99]]))
    told = [f"{r.report.id}" if isinstance(r, Reading) else str(r) for r in stored_readings(path)]
    assert told[0] == "r"
    assert [t.removeprefix(str(path))[:3] for t in told[1:]] == [":2:", ":4:", ":5:", ":6:", ":7:"]
    assert told[-1].endswith("the line breaks off")


@pytest.mark.parametrize("name", ["missing.jsonl", "", "a\0b"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    assert not holds_readings(tmp_path / name)
    [told] = stored_readings(tmp_path / name)
    assert isinstance(told, BadRecord) and "cannot be read" in str(told)


def test_looking_at_a_stream_uses_none_of_it() -> None:
    line = json.dumps(RAW).encode() + b"\n"
    stream = io.BufferedReader(io.BytesIO(line))
    assert begins_readings(stream)
    assert list(stored_readings("standard input", stream)) == [READING]
    assert not begins_readings(io.BufferedReader(io.BytesIO(b"Mali said")))
