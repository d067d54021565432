"""Dates of undated reports: tests/cases/dating.md, read end to end."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.link.collate import collate
from detente.text import Report
from tests.link.test_progress_cases import CASE, reader

CASES = Path(__file__).parents[1] / "cases" / "dating.md"


@pytest.mark.parametrize(("title", "given", "want"), CASE.findall(CASES.read_text("utf-8")), ids=lambda x: x[:50] if "\n" not in x else "")
def test_when_an_undated_report_was_written(title: str, given: str, want: str) -> None:
    found = re.findall(r"@ (\S+)\n(.*?)(?=\n@ |\Z)", given, re.S)
    reports = [Report(text, f"r{n}", None if day == "-" else day, source=f"paper {n}") for n, (day, text) in enumerate(found)]
    undated, = (r.id for r in reports if r.published is None)
    made = collate([reader().read(r) for r in reports])
    day = made.dates.get(undated or "")
    assert (day.value if day else "open") == want, (title, made.reasons.get(undated or ""))
    assert day is None or (day.basis == "inferred" and made.reasons[undated or ""])


@pytest.mark.parametrize("odd", ["²", "٣", "9" * 5000, "99999", "zzz"])
def test_an_odd_number_of_days_is_no_error(odd: str) -> None:
    texts = (("a", "2015-03-10", f"Kenya on Monday agreed to withdraw its troops from Somalia within {odd} days."),
             ("u", None, f"Kenya yesterday withdrew its troops, {odd} weeks and a day after Kenya on Monday agreed to leave Somalia."))
    assert len(collate([reader().read(Report(text, i, day)) for i, day, text in texts]).readings) == len(texts)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_distances_stay_within_the_calendar(day: str) -> None:
    texts = (("a", day, "Kenya and Uganda today signed a treaty in Kisumu."),
             ("u", None, "Kenya yesterday left Migingo, a month to the day after Kenya and Uganda signed the treaty in Kisumu."),
             ("v", None, "Kenya yesterday left Migingo, two days before Kenya and Uganda signed the treaty in Kisumu."))
    assert len(collate([reader().read(Report(text, i, at)) for i, at, text in texts]).readings) == len(texts)
