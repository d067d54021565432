"""The gold of positions: that it can be read, is what its data sheet says, and is scored rightly."""
from __future__ import annotations

from pathlib import Path

import pytest

from bench.agreement import alpha, fields, second
from bench.positions import Row, Tally, pair_up, passages, read_batch, read_row, same_actor
from detente.errors import KnowledgeError
from detente.lexicon.issues import load_measures
from detente.records.kinds import Stance
from detente.records.reading import Actor, Issue, Position
from detente.text import Span


def test_the_gold_is_as_large_as_promised_and_split_in_thirds() -> None:
    dev, test = passages("dev"), passages("test")
    assert len(dev) + len(test) >= 400
    assert 0.28 <= len(test) / (len(dev) + len(test)) <= 0.36
    assert not {p.batch for p in dev} & {p.batch for p in test}
    assert len({p.text for p in (*dev, *test)}) == len(dev) + len(test)


def test_some_passages_hold_no_position_and_all_stances_are_there() -> None:
    every = passages()
    assert sum(not p.rows for p in every) >= 60
    assert {r.stance for p in every for r in p.rows} == set(Stance)


def test_a_fifth_is_coded_twice() -> None:
    assert len(second()) >= len(passages()) // 5 - 1
    assert set(fields(second())) == {"position", "measure", "stance", "condition", "target"}


def test_alpha_is_krippendorffs() -> None:
    """The example of Krippendorff (2011), four observers, twelve units, nominal: .743."""
    a = (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None)
    b = (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3)
    c = (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None)
    d = (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None)
    assert alpha(list(zip(a, b, c, d, strict=True))) == pytest.approx(0.743, abs=0.0005)
    assert alpha([(1, 1), (2, 2)]) == 1
    assert alpha([(1, 2), (2, 1)]) < 0


def position(actor: str, measure: str, stance: Stance) -> Position:
    return Position("p", Actor(actor, actor, actor, "GOV"), Issue(measure, measure), stance, (Span(0, 1),))


def test_rows_and_positions_are_paired_once_and_of_one_stance_first() -> None:
    rows = [Row(("KOR",), ("talks",), (), Stance.OPPOSE), Row(("KOR",), ("talks",), (), Stance.SUPPORT)]
    found = [position("KOR", "talks", Stance.SUPPORT), position("KOR", "talks", Stance.SUPPORT), position("JPN", "talks", Stance.SUPPORT)]
    assert [(r.stance, p.stance) for r, p in pair_up(rows, found)] == [(Stance.SUPPORT, Stance.SUPPORT), (Stance.OPPOSE, Stance.SUPPORT)]


def test_a_code_alone_means_the_state_and_not_its_unions() -> None:
    union = Actor("org-union", "Miners' union", "KOR", "LAB")
    assert not same_actor(Row(("KOR",), ("talks",), (), Stance.SUPPORT), union)
    assert same_actor(Row(("union", "KOR"), ("talks",), (), Stance.SUPPORT), union)


def test_f1_of_nothing_is_nothing() -> None:
    assert Tally().f1 == 0
    assert Tally(right=1, said=2, coded=2).f1 == 0.5


@pytest.mark.parametrize(("line", "want"), [
    ("+ KOR | talks", "a position is actor"),
    ("+ KOR | tea | -", "no measure of the lexicon"),
    ("? KOR | talks | -", "a condition belongs"),
    ("+ KOR | talks | - | if it rains", "a condition belongs"),
    ("? KOR | talks | - | if it rains", "does not stand in the passage"),
])
def test_a_wrong_row_says_where(line: str, want: str) -> None:
    with pytest.raises(KnowledgeError, match=want) as told:
        read_row(line, "x.txt:3", "Seoul wants talks.", load_measures())
    assert "x.txt:3" in str(told.value)


def test_a_line_that_is_neither_says_where(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("> Seoul wants talks.\nKOR talks\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"x.txt:2: neither"):
        list(read_batch(file, "x"))
