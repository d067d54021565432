"""How sure the pairs figure is: macro-F1 with a 95 % interval (bootstrap over sentences), F1 by root, and what is taken for what.

    python -m bench.pairs

The exam's file is only measured; nothing of its text is printed. Writes the section "Pairs: interval and confusions" of docs/quality.md.
"""
from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.quality import write_section
from detente.pipeline import Reader

PAIRS = Path(__file__).parents[2] / "shared" / "exams" / "data" / "pairs.jsonl"
DRAWS, SEED = 2_000, 7
MOST_CONFUSIONS = 12


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence of the exam: the root it is given, the root read, and how sure the reading is."""

    gold: str
    read: str
    confidence: float


def root(name: str) -> str:
    """The exam joins CONCEDE and RETREAT."""
    return "YIELD" if name in {"CONCEDE", "RETREAT"} else name


def judged(reader: Reader) -> list[Judged]:
    return [judge(reader, json.loads(line)) for line in PAIRS.read_text("utf-8").splitlines()]


def judge(reader: Reader, row: dict[str, object]) -> Judged:
    mass: defaultdict[str, float] = defaultdict(float)
    for kind, p in reader.relate(str(row["text"]), spans(row["actor"]), spans(row["recipient"])):
        mass[root(kind.value)] += p
    best = max(mass, key=lambda k: (mass[k], k))
    return Judged(str(row["type"]), best, mass[best])


def spans(raw: object) -> list[tuple[int, int]]:
    return [(int(s), int(e)) for s, e in raw] if isinstance(raw, list) else []


def f1_by_root(rows: Sequence[Judged]) -> dict[str, float]:
    """F1 of every root that the gold holds."""
    right, gold, read = (Counter(x) for x in ([r.gold for r in rows if r.gold == r.read], [r.gold for r in rows], [r.read for r in rows]))
    return {k: 2 * right[k] / (gold[k] + read[k]) for k in sorted(gold)}


def macro_f1(rows: Sequence[Judged]) -> float:
    scores = f1_by_root(rows)
    return sum(scores.values()) / len(scores)


def interval(rows: Sequence[Judged]) -> tuple[float, float]:
    """The middle 95 % of macro-F1 over samples of sentences drawn with replacement."""
    rng = random.Random(SEED)
    drawn = sorted(macro_f1(rng.choices(rows, k=len(rows))) for _ in range(DRAWS))
    return drawn[round(0.025 * DRAWS)], drawn[round(0.975 * DRAWS) - 1]


def reliability(rows: Sequence[Judged]) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and number by fifths of confidence."""
    ranked = sorted(rows, key=lambda r: r.confidence)
    fifths = [ranked[len(ranked) * i // 5:len(ranked) * (i + 1) // 5] for i in range(5)]
    return [(sum(r.confidence for r in f) / len(f), sum(r.gold == r.read for r in f) / len(f), len(f)) for f in fifths]


def lines(rows: Sequence[Judged]) -> list[str]:
    low, high = interval(rows)
    n = Counter(r.gold for r in rows)
    confused = Counter((r.gold, r.read) for r in rows if r.gold != r.read).most_common(MOST_CONFUSIONS)
    return [
        "Command: `python -m bench.pairs` (part of `make gate`). Confidence intervals: bootstrap over sentences, 2,000 draws.", "",
        f"Macro-F1 over 15 roots **{macro_f1(rows):.3f}**, 95 % interval {low:.3f} to {high:.3f}, {len(rows)} sentences.", "",
        "| root | sentences | F1 |", "|---|---|---|", *(f"| {k} | {n[k]} | {v:.3f} |" for k, v in f1_by_root(rows).items()), "",
        "| confidence (mean of each fifth) | right | sentences |", "|---|---|---|",
        *(f"| {p:.2f} | {share:.2f} | {count} |" for p, share, count in reliability(rows)), "",
        "Most frequent confusions (given -> read): " + ", ".join(f"{a} -> {b} {k}" for (a, b), k in confused) + ".",
    ]


def write() -> None:
    """Measure and write the section."""
    write_section("Pairs: interval and confusions", lines(judged(Reader())))


def main() -> int:
    if not PAIRS.is_file():
        print(f"the pairs exam is not here ({PAIRS} is absent)", file=sys.stderr)
        return 1
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
