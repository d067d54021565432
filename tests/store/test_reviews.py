"""Human verdicts: kept apart, undone, applied on export; the machine's records stay."""
from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from detente.errors import DetenteError, InputError, UnreadableFile
from detente.records.reading import Reading
from detente.store.reviews import Judgement, Reviews, amended, reviewed_readings
from tests.notation import readings

AT = "2026-01-01T00:00:00"
TOLD = """
@ one 2017-09-07 Courier
[RUS:Moscow] [T:turned down] a request by [KOR:Seoul] to stop sending oil.
" RUS: turned down a request
= REJECT/assist RUS > KOR; happened; claim
~ RUS oppose oil cut-off @PRK: stop sending oil
[KOR:Seoul] [T:met] [JPN:Tokyo].
= CONSULT KOR + JPN; happened
The yield was [$:50 kilotons].
$ 50 kilotons; yield
"""


@pytest.fixture
def told() -> Reading:
    return readings(TOLD)[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "review.db"


def test_rejected_out_amended_changed_accepted_kept(told: Reading, path: Path) -> None:
    refused, met = told.events
    with Reviews(path) as reviews:
        reviews.give(told, refused, "ann", Judgement.REJECT, AT, "not so")
        reviews.give(told, met, "ann", Judgement.AMEND, AT, changes={"status": "planned"})
        reviews.give(told, told.positions[0], "ann", Judgement.ACCEPT, AT)
        reviews.give(told, told.figures[0], "ann", Judgement.AMEND, AT, changes={"value": "51.5", "role": "estimate"})
    with Reviews(path) as reviews:
        after, = reviewed_readings([told], reviews.current())
    assert [(e.id, e.type, e.act, e.status, e.quad) for e in after.events] == [(met.id, "AGREE", "CONSULT", "planned", 1)]
    assert after.positions == told.positions and str(after.figures[0].value) == "51.5"
    assert len(told.events) == 2


def test_a_rejected_statement_asserts_no_event_any_more(told: Reading, path: Path) -> None:
    with Reviews(path) as reviews:
        reviews.give(told, told.statements[0], "ann", Judgement.REJECT, AT)
        after, = reviewed_readings([told], reviews.current())
    assert told.events[0].statement is not None and after.events[0].statement is None


def test_undo_takes_back_ones_own_last_and_deletes_nothing(told: Reading, path: Path) -> None:
    event = told.events[0]
    with Reviews(path) as reviews:
        reviews.give(told, event, "ann", Judgement.ACCEPT, AT)
        reviews.give(told, event, "bob", Judgement.REJECT, AT)
        assert reviews.current()[event.id].judgement is Judgement.REJECT
        assert reviews.current("ann")[event.id].judgement is Judgement.ACCEPT
        taken = reviews.undo("bob")
        assert taken is not None and taken.coder == "bob"
        assert reviews.undo("bob") is None
        assert reviews.current()[event.id].judgement is Judgement.ACCEPT
    assert sqlite3.connect(path).execute("SELECT count(*) FROM verdict").fetchone() == (2,)


@pytest.mark.parametrize(("which", "changes"), [
    ("events", {}), ("events", {"nonsense": "1"}), ("events", {"status": "perhaps"}), ("events", {"modes": "kiss"}),
    ("figures", {"value": "many"}), ("positions", {"label": " "}), ("statements", {"status": "happened"}),
])
def test_what_no_record_can_take_is_refused(told: Reading, which: str, changes: dict[str, str]) -> None:
    with pytest.raises(DetenteError):
        amended(getattr(told, which)[0], changes)


def test_a_verdict_wants_a_coder_and_a_review_file_is_one(told: Reading, path: Path, tmp_path: Path) -> None:
    with Reviews(path) as reviews, pytest.raises(InputError, match="coder"):
        reviews.give(told, told.events[0], " ", Judgement.ACCEPT, AT)
    other = tmp_path / "other.db"
    other.write_bytes(b"not a database, but long enough to be read as one" * 20)
    with pytest.raises(UnreadableFile):
        Reviews(other)
    base = sqlite3.connect(tmp_path / "foreign.db")
    base.execute("CREATE TABLE t(x)")
    base.commit()
    base.close()
    with pytest.raises(UnreadableFile):
        Reviews(tmp_path / "foreign.db")
