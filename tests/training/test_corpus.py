"""The event corpus: its form, spans, labels, counts, and that no two passages are stamped from one."""
from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from training.corpus import CONTEXTS, MODES, NOTHING, STATUSES, CorpusError, Passage, label, read_batch, read_corpus, too_alike, unmark


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return read_corpus()


def test_every_passage_compiles_and_every_span_holds(passages: list[Passage]) -> None:
    assert len(passages) >= 6000
    for p in passages:
        for e in p.events:
            for start, end in (*e.actors, *e.recipients, *e.triggers):
                assert p.text[start:end] == p.text[start:end].strip() != "", p.id


def test_counts_are_what_the_data_sheet_promises(passages: list[Passage]) -> None:
    acts = Counter(e.act for p in passages for e in p.events)
    modes = Counter(f"{e.act}/{e.mode}" for p in passages for e in p.events)
    assert [a for a in MODES if acts[a] < 250] == []
    assert sum(acts[a] for a in NOTHING) >= 600
    assert [f"{a}/{m}" for a, ms in MODES.items() for m in ms if modes[f"{a}/{m}"] < 15] == []
    assert {e.status for p in passages for e in p.events} == set(STATUSES)
    assert {c for p in passages for e in p.events for c in e.contexts} <= set(CONTEXTS)


def test_no_two_passages_are_stamped_from_one(passages: list[Passage]) -> None:
    assert [(a.id, b.id) for a, b, _ in too_alike(passages)] == []


def test_marks_become_spans() -> None:
    text, spans = unmark("[A1R2:Kenya] [T1:summoned] [R1:the envoy] after [A2:Mogadishu] [T2:left].")
    assert text == "Kenya summoned the envoy after Mogadishu left."
    assert spans["1"] == {"A": [(0, 5)], "T": [(6, 14)], "R": [(15, 24)]}
    assert spans["2"] == {"R": [(0, 5)], "A": [(31, 40)], "T": [(41, 45)]}


@pytest.mark.parametrize(("line", "words"), [
    ("= REQEST/assist; happened;", "nearest: REQUEST"),
    ("= REQUEST/asist; happened;", "known: assist"),
    ("= REQUEST; hapened;", "nearest: happened"),
    ("= REQUEST; happened; diplomtic", "nearest: diplomatic"),
    ("REQUEST; happened", "not a label line"),
])
def test_a_wrong_label_says_what_is_nearest(line: str, words: str) -> None:
    with pytest.raises(CorpusError, match=words):
        label(line)


@pytest.mark.parametrize(("block", "words"), [
    ("[A:Kenya [T:left].\n= AID; happened;\n", "not closed or nested"),
    ("[A:Kenya] left.\n= AID; happened;\n", "without a trigger mark"),
    ("[A:Kenya] [T:left].\n", "without a label"),
    ("[A:Kenya] [T:left].\n=2 AID; happened;\n", "no marks of its own number"),
    ("[A:Kenya] and Uganda.\n= NONE\n", "wants a marked pair"),
])
def test_a_wrong_passage_is_named_with_file_and_line(tmp_path: Path, block: str, words: str) -> None:
    path = tmp_path / "01-x.txt"
    path.write_text("# author x\n\n" + block, "utf-8")
    errors: list[str] = []
    assert list(read_batch(path, errors)) == []
    assert len(errors) == 1
    assert errors[0].startswith(f"{path}:3: ") and words in errors[0]
