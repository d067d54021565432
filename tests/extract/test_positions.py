"""Positions: cases in tests/cases/positions.md, what must hold for any text, and the operators' own checks."""
from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import KnowledgeError
from detente.extract.positions.operators import load_operators, read_operators
from detente.lexicon.source import Source, read_source
from detente.pipeline import Reader
from detente.records.kinds import Stance
from detente.records.reading import Position, Reading
from detente.text import Report

CASES = Path(__file__).parent.parent / "cases" / "positions.md"
PIECES = st.sampled_from([
    "Moscow", "Iran", "the president", "he", "it", "we", "said", "that", "rejected", "supports", "does not", "no", "sanctions",
    "the oil embargo", "cutting off oil", "to lift", "calls", "for", "against", "an end", "to", "such a move", "is useless", "must be",
    "only if", "provided", "unless", ",", ".", "?", "“", "”", '"', "\n", "\n\n", "which", "opposes", "a ban on", "exports", "of",
    "nuclear", "weapons", "-", "cease", "fire", "no matter how", "\u0000", "\ud800", "中文",
])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))


@cache
def reader() -> Reader:
    return Reader()


def cases() -> list[tuple[str, str, str]]:
    """Title, input and output of each case."""
    blocks = CASES.read_text(encoding="utf-8").strip().split("\n\n")
    found = [b.split("\n.\n") for b in blocks]
    assert all(len(b) == 3 for b in found), [b for b in found if len(b) != 3]
    return [(b[0], b[1], b[2]) for b in found]


def read(text: str) -> Reading:
    return reader().read(Report(text))


def told(text: str) -> list[str]:
    """Positions as in the cases: actor stance label @target; if condition; via whom."""
    reading = read(text)
    return [line(reading, p) for p in reading.positions]


def line(reading: Reading, p: Position) -> str:
    target = f" @{p.issue.target}" if p.issue.target else ""
    condition = f"; if: {reading.quote(p.condition)}" if p.condition else ""
    via = f"; via {p.via.actor.id}" if p.via and p.via.actor else ""
    return f"{p.actor.id} {p.stance} {p.issue.label}{target}{condition}{via}"


@pytest.mark.parametrize(("title", "text", "want"), cases(), ids=[c[0] for c in cases()])
def test_case(title: str, text: str, want: str) -> None:
    assert "\n".join(told(text)) == ("" if want == "none" else want), title


def test_every_case_is_read() -> None:
    raw = CASES.read_text(encoding="utf-8")
    assert len(cases()) >= 60
    assert raw.count("\n.\n") == 2 * len(cases())
    assert len({c[0] for c in cases()}) == len(cases())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_gives_positions_in_bounds_and_twice_the_same(text: str) -> None:
    reading = read(text)
    assert reading.positions == read(text).positions
    for p in reading.positions:
        assert p.evidence and all(s.end <= len(text) for s in p.evidence)
        assert (p.condition is not None) == (p.stance is Stance.CONDITIONAL)
        assert p.condition is None or p.condition in p.evidence


def test_one_measure_has_one_issue_in_two_reports() -> None:
    one, two = (read(t).positions[0].issue for t in (
        "Poland backs an oil embargo against Iran.", "Cutting off oil to Iran would be a mistake, Norway's prime minister said."))
    assert one == two


def test_evidence_holds_measure_and_word_of_stance() -> None:
    reading = read("Egypt rejected Turkey's proposal to send troops to Libya.")
    quoted = [reading.quote(s) for p in reading.positions for s in p.evidence]
    assert quoted == ["rejected Turkey's proposal to send troops", "proposal to send troops"]


def test_a_position_points_to_the_record_it_was_taken_from() -> None:
    reading = read("\"The sanctions must be lifted,\" Latvia's president said on Monday.")
    known = {s.id for s in reading.statements} | {e.id for e in reading.events}
    assert [p.record in known for p in reading.positions] == [True]


def test_a_stance_said_again_is_evidence_of_the_first() -> None:
    reading = read("Poland opposes the ban on coal imports. In May, Poland also criticised the ban on coal imports.")
    assert [len(p.evidence) for p in reading.positions] == [2]


def test_long_sentences_take_linear_time() -> None:
    def seconds(n: int) -> float:
        start = time.perf_counter()
        read("Poland rejected calls to end " + "the sanctions and " * n + "talks.")
        return time.perf_counter() - start

    seconds(10)
    assert seconds(2000) < 30 * max(seconds(200), 0.05)


@pytest.mark.parametrize(("toml", "want"), [
    ('[[stance]]\nis = "supports"\nverbs = ["back"]\n', "neither support nor oppose"),
    ("[unheard]\nwords = []\n", "tables missing or unknown"),
])
def test_wrong_operators_are_refused(toml: str, want: str, tmp_path: Path) -> None:
    own = Path(__file__).parents[2] / "src/detente/extract/positions/data/operators.toml"
    text = own.read_text("utf-8")
    file = tmp_path / "operators.toml"
    file.write_text(text + toml if "unheard" in toml else text.replace('is = "support"', 'is = "supports"', 1), "utf-8")
    with pytest.raises(KnowledgeError, match=want) as told_:
        read_operators(read_source(file))
    assert "operators.toml" in str(told_.value)


def test_no_word_supports_and_opposes() -> None:
    source = read_source(Path(__file__).parents[2] / "src/detente/extract/positions/data/operators.toml")
    both = [{"is": "support", "words": ["plea"]}, {"is": "oppose", "words": ["plea"]}]
    doubled = Source(source.name, source.text, {**source.tables, "stance-noun": both})
    with pytest.raises(KnowledgeError, match="'plea' both supports and opposes"):
        read_operators(doubled)
    assert load_operators().verbs["oppose"].sign == -1
