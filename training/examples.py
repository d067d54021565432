"""Training examples from the corpus, and from MEANTIME for status (CC BY 4.0, with attribution)."""
from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from detente.codebook.plover import plover
from detente.records.kinds import EventType, Status
from training.corpus import NOTHING, Event, Passage, read_corpus


@dataclass(slots=True)
class Example:
    """One label with its passage; type is after the status rule, act before it. A missing label is None and not trained."""

    text: str
    spans: dict[str, list[tuple[int, int]]]
    type: str | None
    act: str | None
    status: str | None
    mode: str | None
    contexts: list[str] | None
    group: str


def type_of(event: Event) -> str:
    """The type after PLOVER's future and hypothetical rules."""
    return event.act if event.act in NOTHING else plover().type_of(EventType(event.act), Status(event.status)).value


def example(p: Passage, e: Event) -> Example:
    nothing = e.act in NOTHING
    spans = {"actor": e.actors, "recipient": e.recipients, "trigger": e.triggers[:1]}
    return Example(p.text, {r: list(s) for r, s in spans.items() if s}, type_of(e), e.act,
                   None if nothing else e.status, f"{e.act}/{e.mode}" if e.mode else None, None if nothing else e.contexts, f"{p.author}/{p.batch}")


def corpus_examples(passages: Iterable[Passage] | None = None) -> list[Example]:
    return [example(p, e) for p in (read_corpus() if passages is None else passages) for e in p.events]


def held_out(group: str) -> bool:
    """Whether a batch is kept from training: each author's fifth of every ten."""
    return int(group.split("/")[1].split("-", maxsplit=1)[0]) % 10 == 5


def status_examples(path: Path) -> list[Example]:
    """MEANTIME's event mentions with their factuality; only the status is labelled. A window of the text stands around each."""
    out = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        for e in row["events"]:
            start, end = e["span"]
            lo, hi = window(row["text"], start, end)
            spans = {"trigger": [(start - lo, end - lo)]}
            out.append(Example(row["text"][lo:hi], spans, None, None, e["status"], None, None, f"meantime/{row['id']}"))
    return out


def window(text: str, start: int, end: int) -> tuple[int, int]:
    """The line the span stands in."""
    return text.rfind("\n", 0, start) + 1, hi if (hi := text.find("\n", end)) >= 0 else len(text)
