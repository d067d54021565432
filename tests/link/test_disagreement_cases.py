"""Disagreements on whole reports: tests/cases/disagreements.md, read end to end."""
from __future__ import annotations

from pathlib import Path

import pytest

from detente.records.dossier import Disagreement
from tests.link.test_progress_cases import CASE, dossier_of

CASES = Path(__file__).parents[1] / "cases" / "disagreements.md"


def fits(line: str, d: Disagreement) -> bool:
    aspect, *values = (cell.strip() for cell in line.split("|"))
    return aspect == d.aspect and all(any(v in told for told in d.values) for v in values)


@pytest.mark.parametrize(("title", "given", "want"), CASE.findall(CASES.read_text("utf-8")), ids=lambda x: x[:50] if "\n" not in x else "")
def test_where_two_reports_differ(title: str, given: str, want: str) -> None:
    found = dossier_of(given).disagreements
    lines = [] if want == "none" else want.splitlines()
    assert len(found) == len(lines), (title, [(d.aspect, d.about, d.values) for d in found])
    assert all(any(fits(line, d) for d in found) for line in lines), (title, [(d.aspect, d.values) for d in found])
