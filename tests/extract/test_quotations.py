"""Quotations: marks of any script paired, and what must hold for any text."""
from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.extract.quotations import DEEPEST, Quotation, scan_quotations
from detente.text import Span

MARKS = st.sampled_from(["“", "”", '"', "‘", "’", "'", "``", "''", "'''", "«", "»", "„", "「", "」", "`", " ", "\n", "a", "s", "’s", "we go",
                         ",", ".", ":", "(", "'90s"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(MARKS, max_size=60).map("".join))


def blocks(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def scan(text: str) -> tuple[Quotation, ...]:
    return scan_quotations(text, blocks(text))


def outer(text: str) -> list[tuple[int, str]]:
    """Depth and words, with the marks, of each quotation."""
    return [(q.depth, text[q.outer.start:q.outer.end]) for q in scan(text)]


@pytest.mark.parametrize(("text", "want"), [
    ("“We go,” he said. “Now.”", [(0, "“We go,”"), (0, "“Now.”")]),
    ('"We go," he said. "Now."', [(0, '"We go,"'), (0, '"Now."')]),
    ("``We go,'' he said.", [(0, "``We go,''")]),
    ("''We go,'' he said.", [(0, "''We go,''")]),
    ("‘We won’t go,’ said the ministers’ aide.", [(0, "‘We won’t go,’")]),
    ("'We don't know,' he said.", [(0, "'We don't know,'")]),
    ("«We go», he said.", [(0, "«We go»")]),
    ("»We go«, he said.", [(0, "»We go«")]),
    ("„We go“, he said.", [(0, "„We go“")]),
    ("「We go」 he said.", [(0, "「We go」")]),
    ("“We go“ he said.", [(0, "“We go“")]),
    ("“They said ‘no’ to us,” he said.", [(0, "“They said ‘no’ to us,”"), (1, "‘no’")]),
    ("''They said 'no,''' he said.", [(0, "''They said 'no,'''"), (1, "'no,'")]),
    ('He said "the "so-called" plan" was dead.', [(0, '"the "so-called" plan"'), (1, '"so-called"')]),
    ('“The (UN) [Security] Council,” he said.', [(0, '“The (UN) [Security] Council,”')]),
    ('".@handle is wrong," he wrote.', [(0, '".@handle is wrong,"')]),
])
def test_pairs(text: str, want: list[tuple[int, str]]) -> None:
    assert outer(text) == want


@pytest.mark.parametrize("text", [
    "He is 5'10\" tall and 6'2\" high.", "The ministers' talks and the Kremlin's line in the '90s.", "rock 'n' roll",
    "She left the ”hall.", '"', "“", "''''",
    'the "unpaired mark in a clause', "",
])
def test_no_quotation(text: str) -> None:
    assert outer(text) == []


def test_a_quotation_over_three_paragraphs_is_open_until_it_closes() -> None:
    found = scan("“One.\n“Two.\n“Three.”\nDone.")
    assert [(q.open, q.continues, q.closed) for q in found] == [(True, False, False), (True, True, False), (False, True, True)]


def test_an_unclosed_mark_runs_to_the_end_of_its_block_only_where_speech_may_begin() -> None:
    assert outer("The envoy said: “We go.") == [(0, "“We go.")]
    assert outer("“We go.\nThe envoy left.") == [(0, "“We go.")]
    assert [q.open for q in scan("“We go.\nThe envoy left.")] == [False]


def test_a_quotation_stays_in_its_block() -> None:
    assert outer("He said “we\ngo” and left.") == []


@given(TEXTS)
@settings(deadline=None)
def test_any_text_gives_quotations_in_bounds_nested_and_twice_the_same(text: str) -> None:
    found = scan(text)
    assert found == scan(text)
    here = blocks(text)
    for q in found:
        assert any(b.covers(q.outer) for b in here) and q.outer.covers(q.inner)
        assert 0 <= q.depth < DEEPEST
        assert q.closed or q.outer.end in {b.end for b in here}
    for a in found:
        for b in found:
            assert not a.outer.overlaps(b.outer) or a.outer.covers(b.outer) or b.outer.covers(a.outer)
    level = [q.outer for q in found if q.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(level))


@pytest.mark.parametrize("text", ['"' * 200_000, "'a " * 100_000, "‘a " * 100_000, "``a " * 80_000, "“‘\"'a’ ”» " * 30_000])
def test_long_monsters_take_little_time(text: str) -> None:
    start = time.perf_counter()
    scan_quotations(text, [Span(0, len(text))])
    assert time.perf_counter() - start < 5
