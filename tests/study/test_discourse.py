"""Networks of discourse: worked out on paper, and against published divisions."""
from __future__ import annotations

from itertools import combinations

import pytest

from detente.link.collate import collate
from detente.study.discourse import Kind, Tie, best, camps, e_i, improved, modularity, modularity_matrix, ties, views
from detente.study.matrix import Matrix, matrix
from tests.notation import readings
from tests.study.test_studies import POSITIONS

# Zachary 1977: who met outside the club.
CLUB = ("0:1,2,3,4,5,6,7,8,10,11,12,13,17,19,21,31;1:2,3,7,13,17,19,21,30;2:3,7,8,9,13,27,28,32;3:7,12,13;4:6,10;5:6,10,16;6:16;8:30,32,33;9:33;"
        "13:33;14:32,33;15:32,33;18:32,33;19:33;20:32,33;22:32,33;23:25,27,29,32,33;24:25,27,31;25:31;26:29,33;27:33;28:31,33;29:32,33;30:32,33;"
        "31:32,33;32:33")


def told(*stances: str) -> Matrix:
    """"KOR support a" ..., each in a report of its own."""
    text = "".join(f"@ r{n} 2017-09-{n % 28 + 1:02d} A\n[{s[:3]}:{s[:3]}] [T:spoke] of {s.split()[2]}.\n~ {s} @PRK: of {s.split()[2]}\n"
                   for n, s in enumerate(stances))
    return matrix(collate(readings(text)))


def test_a_changed_mind_counts_both_ways_and_a_condition_neither() -> None:
    found = {(t.one, t.two): (t.shared, t.congruence, t.conflict, t.subtract, t.activity) for t in ties(matrix(collate(readings(POSITIONS))))}
    assert found["KOR", "RUS"] == (2, 0, 2, -2, 2.0)
    assert found["CHN", "RUS"] == (1, 1, 0, 1, 1.5)
    assert found["KOR", "USA"] == (1, 1, 1, 0, 1.5)
    assert found["JPN", "KOR"] == (1, 0, 0, 0, 1.0)


def test_average_activity_as_published() -> None:
    """Two shared of three and five concepts: 2 / 4."""
    assert Tie("a", "b", 2, 2, 0, 4.0).weight(Kind.SUBTRACT, True) == 0.5
    assert Tie("a", "b", 3, 1, 2, 2.0).weight(Kind.CONGRUENCE, True) == 0.5
    assert Tie("a", "b", 3, 1, 2, 2.0).weight(Kind.SUBTRACT, False) == -1.0


def test_two_camps_that_agree_within_and_oppose_between_reach_the_most() -> None:
    split, = camps(told("KOR support a", "USA support a", "RUS oppose a", "CHN oppose a"))
    assert split.camps == (("CHN", "RUS"), ("KOR", "USA"))
    assert (split.modularity, split.e_i, split.fit) == (0.5, -1.0, 1.0)


def test_unanimity_is_no_division() -> None:
    for kind in Kind:
        split, = camps(told("KOR support a", "USA support a", "RUS support a"), kind)
        assert split.camps == (("KOR", "RUS", "USA"), ()) and (split.modularity, split.e_i, split.fit) == (0.0, -1.0, 1.0)
    assert camps(told("KOR support a", "USA support b")) == () and camps(told("KOR conditional a", "USA conditional a")) == ()


def test_debates_that_share_nobody_are_told_apart() -> None:
    both = camps(told("KOR support a", "RUS oppose a", "CHN oppose a", "FRA support b", "DEU oppose b"))
    assert [c.camps for c in both] == [(("CHN", "RUS"), ("KOR",)), (("DEU",), ("FRA",))]


def test_the_samples_camps_on_paper() -> None:
    """Subtract ties: Korea -2 to Russia, -1 to China; China and Russia +1; the rest 0. Positive: nothing beyond chance. Negative: strengths 3, 2, 1,
    nothing within, (3*3 + 3*3) / 6 = 3 expected; 3 of all 8."""
    split, = camps(matrix(collate(readings(POSITIONS))))
    assert split.camps == (("CHN", "RUS", "USA"), ("KOR",))
    assert (split.modularity, split.e_i, split.fit) == (0.375, -0.5, 0.7)


def test_e_i_as_published() -> None:
    assert e_i([1, 2], [1]) == 0.5 and e_i([], [4]) == -1.0 and e_i([], []) is None


def club() -> tuple[list[str], list[Tie]]:
    rows = (row.split(":") for row in CLUB.split(";"))
    pairs = [(int(a), int(b)) for a, many in rows for b in many.split(",")]
    return [str(n) for n in range(34)], [Tie(str(a), str(b), 1, 1, 0, 1.0) for a, b in pairs]


def test_zacharys_club_falls_in_two_as_published() -> None:
    """The best division in two has modularity .372 (Newman 2006, Modularity and community structure in networks; Agarwal and Kempe 2008)."""
    ids, found = club()
    gains = modularity_matrix(ids, found, Kind.CONGRUENCE, False)
    signs = best(gains)
    assert len(found) == 78 and round(modularity(gains, signs), 3) == 0.372
    assert {i for i, s in zip(ids, signs, strict=True) if s > 0} >= {"0", "1", "3", "7", "10", "11"} and signs[33] == signs[32] == -1


@pytest.mark.parametrize("seed", range(6))
def test_moves_find_what_trying_all_finds(seed: int) -> None:
    ids = [str(n) for n in range(10)]
    found = [Tie(a, b, 1, (int(a) * 7 + int(b) * 3 + seed) % 4, (int(a) * 5 + int(b) + seed * seed) % 3, 1.0) for a, b in combinations(ids, 2)]
    gains = modularity_matrix(ids, found, Kind.SUBTRACT, False)
    tried = max(modularity(gains, [int(x) for x in improved(gains, start)]) for start in views(gains))
    assert tried == pytest.approx(modularity(gains, best(gains)), abs=1e-9)
