"""How the cost of collate grows: dossiers of 100, 1,000 and 5,000 reports, made by varying stored readings.

    python -m bench.linking [--sizes 100,1000,5000] [FILE.jsonl]

The readings are those of the marked dossiers, or of a file of stored readings. A variant keeps the records of its original, moves its dates by some
weeks and replaces its states by others, so that variants of one original are other happenings, and about one in four is told twice.
"""
from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bench.dossiers import FOLDER, load
from bench.quality import write_section
from detente.lexicon.lexicon import load_lexicon
from detente.link.collate import collate
from detente.link.rebuild import map_mentions, map_times
from detente.pipeline import Reader
from detente.records.reading import Actor, Event, Mention, Reading, When
from detente.store.codec import reading_from_dict
from detente.text import Report

STATES = ("KEN", "PER", "JPN", "MAR", "SWE", "IND", "TUR", "CHL", "POL", "VNM", "EGY", "CAN", "THA", "GHA", "ITA", "OMN", "FIN", "BOL", "NPL", "ZMB")


def originals(path: Path | None) -> list[Reading]:
    if path is not None:
        return [reading_from_dict(json.loads(line), str(path)) for line in path.read_text("utf-8").splitlines() if line.strip()]
    reader = Reader()
    golds = (load(p) for p in sorted(FOLDER.glob("*.txt")))
    named = (replace(r, id=f"{g.name}-{r.id}") for g in golds if not g.held for r in g.reports)    # two dossiers may use one id
    return [reader.read(r) for r in named]


def variant(original: Reading, n: int) -> Reading:
    """The n-th variant: every fourth tells the happenings of the one before it again."""
    kind = n - n % 4 // 3
    shift, step = 7 * (kind % 97), kind % len(STATES)

    def put(m: Mention) -> Mention:
        return m if m.actor is None or kind == 0 else replace(m, actor=moved_actor(m.actor, step))

    def later(w: When) -> When:
        return replace(w, start=moved(w.start, shift), end=moved(w.end, shift))

    def of_event(e: Event) -> When | None:
        return None if e.when is None else later(e.when)

    made = map_times(map_mentions(original, put), later, of_event)
    report = Report(original.report.text, f"{original.report.id}-{n}", moved(original.report.published, shift), f"paper {n % 50}")
    return replace(made, report=report, dated=None if original.dated is None else later(original.dated))


def moved_actor(actor: Actor, step: int) -> Actor:
    """Another state for the actor's own, always the same one for a step."""
    if actor.country is None or actor.country not in load_lexicon().entries:
        return actor
    code = STATES[(sum(map(ord, actor.country)) + step) % len(STATES)]
    return replace(actor, id=code if actor.id == actor.country else f"{actor.id}-{step}", country=code)


def moved(day: str | None, shift: int) -> str | None:
    return day if day is None else (date.fromisoformat(day[:10]) + timedelta(days=shift)).isoformat()


def measure(base: Sequence[Reading], size: int) -> str:
    """One row: reports, events, seconds, milliseconds a report, happenings, peak memory."""
    many = [variant(base[n % len(base)], n // len(base)) for n in range(size)]
    events = sum(len(r.events) for r in many)
    start = time.perf_counter()
    dossier = collate(many)
    spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {size:,} | {events:,} | {spent:.1f} | {1000 * spent / size:.1f} | {len(dossier.happenings):,} | {peak:.0f} |"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sizes", default="100,1000,5000")
    ap.add_argument("file", nargs="?", type=Path)
    a = ap.parse_args()
    base = originals(a.file)
    rows = ["| reports | events | seconds | ms a report | happenings | peak MB |", "|---|---|---|---|---|---|"]
    for size in (int(s) for s in a.sizes.split(",")):
        rows.append(measure(base, size))
        print(rows[-1], flush=True)
    told = "Command: `python -m bench.linking`. Stored readings varied in dates, states and ids; one process, one thread."
    write_section("Linking: how its cost grows", [told, "", *rows])
    return 0


if __name__ == "__main__":
    sys.exit(main())
