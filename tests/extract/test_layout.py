"""Layout: cases in tests/cases/heads.md, and what must hold for any text."""
from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import KnowledgeError
from detente.extract.layout.layout import Layout, find_layout
from detente.extract.layout.words import phrases, words
from detente.lexicon.source import Source
from detente.records.kinds import Basis, PartKind

CASES = Path(__file__).parent.parent / "cases" / "heads.md"
LINES = st.lists(st.one_of(
    st.text(max_size=60),
    st.sampled_from(["", "  ", "Share", "By Ana Duarte", "GENEVA (AP) -", "(left)", "Home | World", "© 2016", "March 3, 2011",
                     "The envoy met the president on Monday and said that nothing had been agreed.", "Comments (2)", "Talks fail", "...",
                     "the two sides met again on the shores of the lake and", "Photo: AP"])), max_size=25)
TEXTS = st.one_of(st.text(), st.builds("\n".join, LINES), st.builds("\n\n".join, LINES), st.builds("\r\n".join, LINES))


def cases() -> list[tuple[str, str, str]]:
    """Title, input and output of each case."""
    found = re.findall(r"^([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n(?:\n|\Z)", CASES.read_text(encoding="utf-8"), re.M | re.S)
    return [(title, given, want) for title, given, want in found]


def brief(text: str) -> str:
    """A stretch on one line, its middle left out where it is long."""
    line = re.sub(r"\s*\n\s*", " / ", text)
    return line if len(line) <= 72 else f"{line[:40]} ... {line[-24:]}"


def shown(text: str) -> str:
    """The layout as cases write it: each stretch in order, then the printed date and the place of the dateline."""
    layout = find_layout(text)
    marks = [(p.span, p.kind.value) for p in layout.parts] + [(s, "furniture") for s in layout.furniture]
    lines = [f"{kind} {brief(text[s.start:s.end])}" for s, kind in sorted(marks)]
    if layout.printed:
        lines.append(f"printed {layout.printed.value}")
    if layout.dateline_place:
        lines.append(f"place {text[layout.dateline_place.start:layout.dateline_place.end]}")
    return "\n".join(lines)


@pytest.mark.parametrize(("title", "text", "want"), cases(), ids=[c[0] for c in cases()])
def test_head(title: str, text: str, want: str) -> None:
    assert shown(text) == want, title


def test_there_are_forty_heads() -> None:
    assert len(cases()) >= 40
    assert len({title for title, _, _ in cases()}) == len(cases())


def check(text: str, layout: Layout) -> None:
    marks = sorted([*(p.span for p in layout.parts), *layout.furniture])
    assert all(a.end <= b.start for a, b in pairwise(marks)), "parts and furniture do not overlap"
    bare = "".join(text[s.start:s.end] for s in marks)
    assert re.sub(r"\s", "", bare) == re.sub(r"\s", "", text), "every character that is not white space is in one"
    assert list(layout.blocks) == [p.span for p in layout.parts if p.kind in (PartKind.HEADLINE, PartKind.CAPTION, PartKind.BODY)]
    assert sum(p.kind is PartKind.HEADLINE for p in layout.parts) <= 1
    if layout.printed:
        assert layout.printed.basis is Basis.STATED and layout.printed.span is not None
        assert layout.printed.span.end <= len(text)


@given(TEXTS)
def test_any_text_is_divided_without_loss_and_twice_alike(text: str) -> None:
    layout = find_layout(text)
    check(text, layout)
    assert find_layout(text) == layout


@pytest.mark.parametrize("text", ["", "\n", " \t\n\n", "\x00", "\ufeff", "\u2028\u2029", "\ud800", "."])
def test_texts_of_nothing(text: str) -> None:
    check(text, find_layout(text))


@pytest.mark.parametrize("text", [
    "The envoy met the president in Geneva, who said no. " * 40_000, "a" * 2_000_000, "(" * 500_000, "SEOUL" + " -" * 200_000,
    "9" * 400_000, "the envoys met again on the shores of the lake of Geneva and\n" * 10_000, "A " * 400_000 + "(left)",
    "\n" * 1_000_000, " " * 1_000_000,
], ids=range(9))
def test_long_lines_take_no_longer_than_they_must(text: str) -> None:
    before = time.process_time()
    find_layout(text)
    assert time.process_time() - before < 3


def test_a_wrapped_paragraph_is_one_block() -> None:
    text = "The two delegations met for the third time this week and\nagreed on the date of the fourth meeting, which\nwill be in May.\n"
    assert [text[b.start:b.end] for b in find_layout(text).blocks] == [text.strip()]


def test_the_date_is_marked_where_it_stands() -> None:
    text = "Border reopens\n\nMarch 3, 2011 - 09:45 By Lee Soo-min\n\nThe crossing at Tarn was opened to lorries on Thursday.\n"
    printed = find_layout(text).printed
    assert printed is not None and printed.span is not None
    assert text[printed.span.start:printed.span.end] == "March 3, 2011"


def test_a_list_with_a_phrase_twice_is_refused_with_its_line() -> None:
    source = Source("furniture.toml", '# words\nwhole = ["share", "share"]\n', {"whole": ["share", "share"]})
    with pytest.raises(KnowledgeError, match=r"furniture\.toml:2: 'whole' has 'share' twice"):
        phrases(source, "whole")


def test_the_lists_are_in_lower_case_where_they_are_compared_so() -> None:
    w = words()
    assert all(p == p.lower() for p in (*w.whole, *w.start, *w.anywhere, *w.photo, *w.roles, *w.function))
