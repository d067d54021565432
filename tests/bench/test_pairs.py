"""The interval of the pairs figure."""
from bench.pairs import Judged, f1_by_root, interval, lines, macro_f1, reliability, root

ROWS = [Judged("AID", "AID", 0.9)] * 30 + [Judged("AID", "COERCE", 0.4)] * 10 + [Judged("COERCE", "COERCE", 0.8)] * 20


def test_f1_is_over_the_roots_of_the_gold() -> None:
    scores = f1_by_root([*ROWS, Judged("AID", "AGREE", 0.2)])
    assert set(scores) == {"AID", "COERCE"}
    assert scores["COERCE"] == 2 * 20 / (20 + 30)


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    low, high = interval(ROWS)
    assert low < macro_f1(ROWS) < high
    assert (low, high) == interval(ROWS)


def test_confidence_is_held_against_what_was_right() -> None:
    rows = reliability(ROWS)
    assert [n for _, _, n in rows] == [12] * 5
    assert rows[0][1] < rows[-1][1] == 1.0


def test_the_two_yields_are_one_root() -> None:
    assert root("CONCEDE") == root("RETREAT") == "YIELD" and root("AID") == "AID"


def test_confusions_are_told_without_text() -> None:
    assert lines(ROWS)[-1] == "Most frequent confusions (given -> read): AID -> COERCE 10."
