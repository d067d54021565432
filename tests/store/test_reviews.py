"""Human verdicts: kept apart, undone, applied on export; the machine's records stay."""
from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from detente.errors import DetenteError, InputError, UnreadableFile
from detente.records.reading import Mention, Reading
from detente.store.codec import reading_from_dict, reading_to_dict
from detente.store.parties import named, parties, written
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
        amended(getattr(told, which)[0], changes, told)


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


def at(reading: Reading, words: str) -> str:
    start = reading.report.text.index(words)
    return f"{start}-{start + len(words)}"


def amend(reading: Reading, path: Path, which: str, number: int, **changes: str) -> Reading:
    with Reviews(path) as reviews:
        reviews.give(reading, getattr(reading, which)[number], "ann", Judgement.AMEND, AT, changes=changes)
        after, = reviewed_readings([reading], reviews.current())
    return after


def who(mentions: tuple[Mention, ...], reading: Reading) -> list[tuple[str, str | None]]:
    return [(reading.quote(m.span), m.actor.id if m.actor else None) for m in mentions]


def test_parties_are_amended_by_characters(told: Reading, path: Path) -> None:
    after = amend(told, path, "events", 0, actors=at(told, "Tokyo"), recipients=f"{at(told, 'Moscow')}|{at(told, 'oil')}=PRK")
    assert who(after.events[0].actors, told) == [("Tokyo", "JPN")]
    assert who(after.events[0].recipients, told) == [("Moscow", "RUS"), ("oil", "PRK")]
    assert (after.events[0].type, after.events[0].id) == (told.events[0].type, told.events[0].id)
    assert reading_from_dict(reading_to_dict(after)) == after
    assert who(amend(told, path, "events", 0, recipients="").events[0].recipients, told) == []


def test_who_says_and_who_wants_is_amended_too(told: Reading, path: Path) -> None:
    after = amend(told, path, "statements", 0, speaker=at(told, "Seoul"))
    speaker = after.statements[0].speaker
    assert speaker is not None and who((speaker,), told) == [("Seoul", "KOR")]
    assert after.events[0].statement is not None and after.events[0].statement.speaker == speaker
    assert amend(told, path, "statements", 0, speaker="").statements[0].speaker is None
    assert amend(told, path, "positions", 0, actor=at(told, "Seoul")).positions[0].actor.id == "KOR"


def test_amendments_add_up_and_are_undone_one_by_one(told: Reading, path: Path) -> None:
    amend(told, path, "events", 1, status="planned")
    after = amend(told, path, "events", 1, actors=at(told, "Tokyo"))
    assert after.events[1].status == "planned" and who(after.events[1].actors, told) == [("Tokyo", "JPN")]
    with Reviews(path) as reviews:
        reviews.undo("ann", told.events[1].id)
        before, = reviewed_readings([told], reviews.current())
    assert before.events[1].status == "planned" and before.events[1].actors == told.events[1].actors


@pytest.mark.parametrize(("which", "changes"), [
    ("events", {"actors": ""}), ("events", {"actors": "5-3"}), ("events", {"actors": "0-99999"}), ("events", {"actors": "Tokyo"}),
    ("events", {"actors": "0-6=Nobody at all"}), ("events", {"actors": "6-7"}), ("statements", {"speaker": "0-6|7-9"}), ("positions", {"actor": ""}),
    ("positions", {"actor": "7-13"}), ("figures", {"actors": "0-6"}), ("events", {"speaker": "0-6"})])
def test_parties_that_cannot_be(told: Reading, which: str, changes: dict[str, str]) -> None:
    with pytest.raises(InputError):
        amended(getattr(told, which)[0], changes, told)


def test_parties_are_named_by_words_ids_and_characters(told: Reading) -> None:
    met = told.events[1].trigger
    assert parties(told, named(told, "Seoul", met))[0].span.start == told.report.text.rindex("Seoul")
    assert named(told, "KOR", told.events[0].trigger) == at(told, "Seoul") + "=KOR"
    assert named(told, "oil", met) == at(told, "oil")
    assert parties(told, named(told, "request by  Seoul=JPN", met))[0].actor == told.events[1].actors[-1].actor
    with pytest.raises(InputError, match="stands nowhere"):
        named(told, "Berlin", met)
    assert written(parties(told, at(told, "Tokyo"))) == at(told, "Tokyo") + "=JPN"


def test_a_review_file_that_cannot_be_opened_or_written_is_told_in_words(told: Reading, path: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        Reviews(tmp_path / "no" / "such.db")
    with Reviews(path) as reviews, pytest.raises(UnreadableFile, match="cannot be written"):
        reviews.base.execute("PRAGMA query_only = 1")
        reviews.give(told, told.events[0], "ann", Judgement.ACCEPT, AT)


def test_a_short_file_of_another_kind_is_not_written_over(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("x")
    with pytest.raises(UnreadableFile, match="not a review file"):
        Reviews(notes)
    assert notes.read_text() == "x"
