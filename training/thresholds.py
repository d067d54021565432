"""Fit the thresholds of the event coder on whole passages kept from training: which `event` and `named` give the best F1 of events.

    .venv-train/bin/python -m training.thresholds

Only batches marked "complete" serve, since there whatever is read beside the labels is wrong. An event read is right where act and an actor are
alike and its trigger touches a marked one. The values go into `extract/events/data/mix.toml`; `make train` does this after the weights are written.
"""
from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from detente.pipeline import Reader, Tools, read
from detente.records.reading import Event
from detente.text import Report, Span
from training.corpus import NOTHING, Passage, read_corpus
from training.corpus import Event as Label
from training.examples import held_out

MIX = Path(__file__).parent.parent / "src" / "detente" / "extract" / "events" / "data" / "mix.toml"
GRID = {"event": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6), "named": (0.15, 0.3, 0.5, 1.0)}
# `hopeless` is not searched: F1 still gains a point below the 0.08 of mix.toml, but then nearly every trigger goes to the encoder, and
# reading takes more than six times the bare parse.
ROUNDS = 2
SLACK = 0.002  # F1 given away for a stricter value: precision comes first


def whole_passages() -> list[Passage]:
    """Every third of the complete passages in the batches kept from training: enough to choose by, and read in seconds."""
    return [p for p in read_corpus() if p.complete and held_out(f"{p.author}/{p.batch}")][::3]


def alike(label: Label, event: Event) -> bool:
    """Same act, a marked trigger touched, and a marked actor among the actors."""
    def touches(marks: Sequence[tuple[int, int]], spans: Sequence[Span]) -> bool:
        return any(Span(*m).overlaps(s) for m in marks for s in spans)
    return label.act == event.act.value and touches(label.triggers, [event.trigger]) and touches(label.actors, [m.span for m in event.actors])


def counts(tools: Tools, passage: Passage) -> tuple[int, int, int]:
    """Right, read, told of one passage."""
    told = [e for e in passage.events if e.act not in NOTHING]
    events = list(read(Report(passage.text, passage.id, None), tools, None).events)
    right = 0
    for label in told:
        hit = next((e for e in events if alike(label, e)), None)
        right += hit is not None
    return right, len(events), len(told)


def f1(tools: Tools, passages: Sequence[Passage]) -> float:
    rows = [counts(tools, p) for p in passages]
    right, both = sum(r for r, _, _ in rows), sum(found + told for _, found, told in rows)
    return round(2 * right / max(1, both), 4)


def with_value(tools: Tools, name: str, value: float) -> Tools:
    """The tools with one threshold changed."""
    coder = replace(tools.coder, mix=replace(tools.coder.mix, **{name: value}))
    return replace(tools, coder=coder, threshold=coder.mix.event)


def fit(passages: Sequence[Passage]) -> dict[str, float]:
    """Each threshold in turn set to its best value, the others held, for a few rounds; of values all but equal the strictest."""
    tools = Reader().tools
    tools = replace(tools, threshold=tools.coder.mix.event)
    chosen: dict[str, float] = {}
    for _, name in itertools.product(range(ROUNDS), GRID):
        scores = {value: f1(with_value(tools, name, value), passages) for value in GRID[name]}
        best = max(v for v, score in scores.items() if score >= max(scores.values()) - SLACK)
        print(name, scores, flush=True)
        tools, chosen[name] = with_value(tools, name, best), best
    return chosen


def write(values: dict[str, float]) -> None:
    """Put the values into mix.toml, whose other lines stay."""
    text = MIX.read_text("utf-8")
    for name, value in values.items():
        text = re.sub(rf"^{name} = .*$", f"{name} = {value}", text, flags=re.M)
    MIX.write_text(text, "utf-8")


def main() -> None:
    passages = whole_passages()
    print(f"{len(passages)} complete passages kept from training", flush=True)
    write(fit(passages))


if __name__ == "__main__":
    main()
