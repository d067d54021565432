"""Progress on whole reports: tests/cases/progress.md, read end to end."""
from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from detente.link.collate import collate
from detente.pipeline import Reader
from detente.records.dossier import Dossier, Progress
from detente.text import Report

CASES = Path(__file__).parents[1] / "cases" / "progress.md"
CASE = re.compile(r"^([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n(?:\n|\Z)", re.M | re.S)


@cache
def reader() -> Reader:
    return Reader()


def dossier_of(given: str) -> Dossier:
    found = re.findall(r"@ (\S+)\n(.*?)(?=\n@ |\Z)", given, re.S)
    return collate([reader().read(Report(text, f"r{n}", day, source=f"paper {n}")) for n, (day, text) in enumerate(found)])


def told(dossier: Dossier, p: Progress) -> tuple[str, str, str]:
    """Outcome, words of the plan, words of what followed."""
    first, last = (" ".join(dossier.quote(c) for c in m.spans()[:2]) for m in (p.mentions[0], p.mentions[-1]))
    return str(p.outcome), first, last


def fits(line: str, found: tuple[str, str, str]) -> bool:
    outcome, plan, came = (cell.strip() for cell in line.split("|"))
    return outcome == found[0] and plan in found[1] and came in found[2]


@pytest.mark.parametrize(("title", "given", "want"), CASE.findall(CASES.read_text("utf-8")), ids=lambda x: x[:50] if "\n" not in x else "")
def test_what_became_of_a_plan(title: str, given: str, want: str) -> None:
    dossier = dossier_of(given)
    found = [told(dossier, p) for p in dossier.progress]
    lines = [] if want == "none" else want.splitlines()
    assert len(found) == len(lines), (title, found)
    assert all(any(fits(line, f) for f in found) for line in lines), (title, found)
