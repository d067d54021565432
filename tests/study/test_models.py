"""The models' arithmetic on small inputs; `exams/forecast/check.py` holds them to published digits."""
from __future__ import annotations

import pytest

from detente.errors import InputError
from detente.study.models import dyad_month, risk_exponents_pairwise, scholz, shapley_shubik, weighted_mean, weighted_median


def test_mean_and_median_weigh_capability_by_salience() -> None:
    assert weighted_mean([0, 100], [1, 3], [1, 1]) == 75
    assert weighted_median([0, 50, 100], [1, 1, 1], [1, 1, 1]) == 50
    assert weighted_median([0, 50, 100], [3, 1, 1], [1, 1, 1]) == 0


def test_three_equal_votes_share_the_power() -> None:
    assert shapley_shubik({"a": 1, "b": 1, "c": 1}, 2) == pytest.approx({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})


def test_a_dictator_has_all_of_it() -> None:
    assert shapley_shubik({"a": 5, "b": 1, "c": 1}, 5) == {"a": 1.0, "b": 0.0, "c": 0.0}


def test_risk_runs_from_a_half_to_two() -> None:
    r = risk_exponents_pairwise([0, 5, 10], [1, 1, 2], [0.5, 0.9, 0.7])
    assert (min(r), max(r)) == pytest.approx((0.5, 2.0))


def test_the_challenge_model_stays_within_the_positions() -> None:
    told = scholz([0, 50, 100, 100], [1, 1, 1, 2], [1, 0.5, 0.8, 0.3], 4)
    assert [t["round"] for t in told] == [0, 1, 2, 3, 4]
    assert all(0 <= p <= 100 for t in told for p in t["x"])


def test_one_position_leaves_nothing_to_bargain_over() -> None:
    with pytest.raises(InputError):
        risk_exponents_pairwise([3, 3], [1, 1], [1, 1])


def test_a_pair_in_two_months_has_two_entries() -> None:
    rows = [{"actor": "USA", "recipient": "PRK", "date": d, "cameo": "112"} for d in ("2017-08-30", "2017-09-01")]
    assert set(dyad_month(rows)) == {"PRK-USA 2017-08", "PRK-USA 2017-09"}
