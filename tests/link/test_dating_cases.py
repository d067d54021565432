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
