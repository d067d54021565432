"""The end-to-end event cases hold together: bench/coding.py scores the reader on them."""
from __future__ import annotations

import pytest

from bench.coding import CASES, Case, coded, content, directed, read_cases, undirected
from detente.codebook.plover import plover
from detente.records.kinds import EventType


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return read_cases()


def test_every_case_is_read(cases: list[Case]) -> None:
    assert len(cases) >= 250
    assert CASES.read_text("utf-8").count("\n.\n") == 2 * len(cases)
    assert len({c.title for c in cases}) == len({c.text for c in cases}) == len(cases)


def test_the_cases_are_mixed(cases: list[Case]) -> None:
    assert sum(not c.events for c in cases) >= 40
    assert sum(len(c.events) > 1 for c in cases) >= 50
    assert {e.type for c in cases for e in c.events} == set(EventType)


def test_parties_and_triggers_stand_in_their_text(cases: list[Case]) -> None:
    strange = [(c.title, w) for c in cases for e in c.events for w in (*e.actors, e.trigger, *e.recipients) if w not in c.text]
    assert not strange


def test_every_party_has_a_content_word(cases: list[Case]) -> None:
    assert not [(c.title, p) for c in cases for e in c.events for p in (*e.actors, *e.recipients) if not content(p)]


def test_every_event_has_a_party(cases: list[Case]) -> None:
    assert not [c.title for c in cases for e in c.events if not (e.actors or e.recipients)]


def test_types_follow_the_future_rule(cases: list[Case]) -> None:
    assert not [(c.title, str(e)) for c in cases for e in c.events if plover().type_of(e.type, e.status) is not e.type]


def test_sides_count_where_the_type_has_sides() -> None:
    told, turned = coded("ACCUSE happened | Oslo | blamed | Kiev"), coded("ACCUSE happened | Kiev | blamed | Oslo")
    assert (directed(told, told), directed(told, turned), undirected(told, turned)) == (True, False, True)
    talks, one = coded("CONSULT happened | Oslo; Kiev | met | -"), coded("CONSULT happened | Kiev (Ukraine) | met | Oslo")
    assert directed(talks, one)


@pytest.mark.parametrize("line", ["ACCUSE happened | Oslo | blamed", "ACCUSE | Oslo | blamed | Kiev", "BLAME happened | Oslo | blamed | Kiev"])
def test_a_strange_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        coded(line)
