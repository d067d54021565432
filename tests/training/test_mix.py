"""How the two voices are joined: what is fitted on kept-out labels."""
from training.mix import Judged, best, fit_shares, fit_sure, reliability


def told(**p: float) -> dict[str, float]:
    rest = (1 - sum(p.values())) / 2
    return {k: p.get(k, rest) for k in ("AID", "ASSAULT", "AGREE")} if len(p) == 1 else p


RIGHT = Judged(told(AID=0.9), told(ASSAULT=0.6), "AID")
WRONG = Judged(told(AID=0.6), told(ASSAULT=0.95), "ASSAULT")


def test_a_voice_that_knows_nothing_gets_no_share() -> None:
    flat = {"AID": 1 / 3, "ASSAULT": 1 / 3, "AGREE": 1 / 3}
    rows = [Judged(told(AID=0.9), flat, "AID"), Judged(told(ASSAULT=0.9), flat, "ASSAULT")]
    first, second = fit_shares(rows)
    assert first > 1 and second in {x / 10 for x in range(21)}
    misled = [Judged(r.encoder, told(AGREE=0.9), r.truth) for r in rows]
    assert fit_shares(misled)[1] == 0


def test_the_encoder_is_left_alone_only_above_what_it_gets_wrong() -> None:
    sure = fit_sure([RIGHT] * 3 + [WRONG], 1.0, 1.0)
    assert 0.6 < sure <= 0.91
    assert fit_sure([RIGHT] * 3, 1.0, 0.0) == 0.5


def test_best_breaks_ties_by_name() -> None:
    assert best({"AID": 0.5, "COERCE": 0.5}) == "COERCE"


def test_reliability_counts_every_label_once() -> None:
    rows = reliability([RIGHT, WRONG, WRONG], 1.0, 1.0)
    assert sum(n for _, _, n in rows) == 3
    assert all(0 <= share <= 1 and 0 < p <= 1 for p, share, _ in rows)
