"""The search for the coder's thresholds: what counts as right, and what is written."""
from dataclasses import replace
from pathlib import Path

import pytest

from detente.pipeline import Reader
from detente.text import Report
from training import thresholds
from training.corpus import Event, passage
from training.thresholds import alike, counts, with_value, write

LINES = ["[A:Kenya] [T:accused] [R:Somalia] on Monday of moving a beacon on their sea border.", "= ACCUSE/allege; happened; territory"]


def test_an_event_counts_as_right_by_act_trigger_and_actor() -> None:
    reader = Reader()
    p = passage(LINES, "x/01:1", "x", "01", 1, complete=True)
    tools = replace(reader.tools, threshold=reader.tools.coder.mix.event)
    assert counts(tools, p) == (1, 1, 1)
    assert counts(with_value(tools, "event", 1.01), p) == (0, 0, 1)


def test_another_actor_or_act_is_wrong() -> None:
    event = next(iter(Reader().read(Report(passage(LINES, "x", "x", "01", 1).text, "x", None)).events))
    label = passage(LINES, "x", "x", "01", 1).events[0]
    assert alike(label, event)
    assert not alike(replace(label, act="AID"), event)
    assert not alike(replace(label, actors=label.recipients), event)
    assert not alike(Event("ACCUSE", None, "happened", [], False, label.actors, [], [(40, 44)]), event)


def test_only_the_lines_named_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "mix.toml"
    page.write_text("# head\nevent = 0.4\nnamed = 0.1\n", "utf-8")
    monkeypatch.setattr(thresholds, "MIX", page)
    write({"event": 0.55})
    assert page.read_text("utf-8") == "# head\nevent = 0.55\nnamed = 0.1\n"
