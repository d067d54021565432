"""`make gate`: score everything that can be scored, hold it against floors that only rise, and write docs/quality.md.

    python -m bench.gate [--limit N] [--lower]      --lower takes the figures as the new floors even where they fell

The exams lie outside the project (`../shared/exams/`); where that folder is absent the gate says so and scores the project's own gold only.
"""
from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import fields, pairs
from bench.quality import write_section

ROOT = Path(__file__).parent.parent
EXAMS = ROOT.parent / "shared" / "exams"
FLOORS = ROOT / "bench" / "floors.json"
ALLOWED_NOISE = 0.005
# exam: (headline figure, what is accepted on the development half)
NAMES = {"pairs": ("macro_F1", 0.72), "statements": ("F1", 0.58), "times": ("value_F1", 0.77), "status": ("macro_F1", 0.70),
         "place-or-actor": ("accuracy", 0.83), "furniture": ("body_words_F1", 0.90)}


@dataclass(frozen=True, slots=True)
class Score:
    """One exam's result: the figures it printed, the headline among them, and what is accepted."""

    name: str
    headline: str
    wanted: float
    figures: dict[str, float]

    @property
    def value(self) -> float:
        return self.figures[self.headline]


def run_exam(name: str, limit: int | None) -> Score:
    """Run one exam in a process of its own. Raises RuntimeError with its last words where it fails."""
    command = [sys.executable, str(EXAMS / "exam.py"), name, "--json", *(["--limit", str(limit)] if limit else [])]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"}, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed without a word'}")
    figures = {k: float(v) for k, v in json.loads(done.stdout.strip().splitlines()[-1]).items() if isinstance(v, (int, float))}
    return Score(name, *NAMES[name], figures)


def exams(limit: int | None) -> Iterator[Score]:
    if not EXAMS.is_dir():
        print(f"the exams are not here ({EXAMS} is absent): only the project's own gold is scored", file=sys.stderr)
        return
    for name in NAMES:
        start = time.perf_counter()
        score = run_exam(name, limit)
        print(f"{name}: {score.headline} {score.value:.3f} (accepted at {score.wanted}) in {time.perf_counter() - start:.0f} s", file=sys.stderr)
        yield score


@dataclass(frozen=True, slots=True)
class Own:
    """One figure on the project's own gold. wanted: what is accepted, None where nothing is fixed."""

    name: str
    value: float
    wanted: float | None


def own_gold() -> list[Own]:
    """Events end to end, positions on the third kept aside, dossiers on the third kept aside; needs nothing but the project."""
    from bench import coding, dossiers, positions

    events = coding.coding_scores()
    wanted = {"F1": 0.40, "precision": 0.50}
    figures = [Own(f"event cases {k}", v, wanted.get(k)) for k, v in events.items()]
    figures += [Own(f"positions {k}", v, 0.70 if k == "macro_F1" else None) for k, v in positions.score("test").items()]
    held = dossiers.gate_figures(dossiers.run(["held"]))
    return figures + [Own(k, v, w) for k, (v, w) in held.items()]


def own_table(figures: list[Own]) -> list[str]:
    rows = ["| gold | value | accepted at |", "|---|---|---|"]
    return rows + [f"| {f.name} | {f.value:.3f} | {'' if f.wanted is None else f.wanted} |" for f in figures]


def fallen(values: dict[str, float], floors: dict[str, float]) -> list[str]:
    return [f"{name} fell to {v:.3f}, floor {floors[name]:.3f}" for name, v in values.items() if v < floors.get(name, 0.0) - ALLOWED_NOISE]


def table(scores: list[Score]) -> list[str]:
    """Markdown rows of the exams, headline first."""
    rows = ["| exam | figure | value | accepted at | others |", "|---|---|---|---|---|"]
    for s in scores:
        others = ", ".join(f"{k} {v:g}" for k, v in s.figures.items() if k != s.headline)
        rows.append(f"| {s.name} | {s.headline} | {s.value:.3f} | {s.wanted} | {others} |")
    return rows


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--limit", type=int)
    ap.add_argument("--lower", action="store_true")
    a = ap.parse_args()
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    scores = list(exams(a.limit))
    own = own_gold()
    values = {s.name: s.value for s in scores} | {f.name: f.value for f in own if f.wanted is not None}
    down = fallen(values, floors)
    told = "Command: `make gate`. Written by this project (`tests/cases`, `corpus/`); what it shows and does not stands in its data sheets."
    write_section("Own gold", [told, "", *own_table(own)])
    if not a.limit:
        fields.write()
    if scores and not a.limit:
        told = "Command: `make gate`. Data nobody here wrote; the halves kept back are scored elsewhere."
        write_section("Exams (development halves)", [told, "", *table(scores)])
        pairs.write()
    if not a.limit and (not down or a.lower):
        raised = {name: round(v if a.lower else max(v, floors.get(name, 0.0)), 4) for name, v in values.items()}
        FLOORS.write_text(json.dumps({**floors, **raised}, indent=1) + "\n", "utf-8")
    for line in down:
        print(line, file=sys.stderr)
    return 1 if down and not a.lower else 0


if __name__ == "__main__":
    sys.exit(main())
