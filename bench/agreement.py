"""Krippendorff's alpha (nominal) of two codings, and its use on the positions coded twice (corpus/positions/again).

    python -m bench.agreement

alpha = 1 - Do/De over the coincidences of values within units (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", nominal
metric; missing values allowed).
"""
from __future__ import annotations

import re
import sys
from collections.abc import Hashable, Sequence

from bench.positions import CORPUS, Passage, Row, read_batch

FIELDS = ("position", "measure", "stance", "condition", "target")
Unit = Sequence[Hashable | None]


def alpha(units: Sequence[Unit]) -> float:
    """Nominal alpha of units, each the values that the coders gave it (None: none given); 1 where nothing varies."""
    weights: dict[tuple[Hashable, Hashable], float] = {}
    for unit in units:
        values = [v for v in unit if v is not None]
        if len(values) < 2:
            continue
        for i, a in enumerate(values):
            for j, b in enumerate(values):
                if i != j:
                    weights[a, b] = weights.get((a, b), 0.0) + 1 / (len(values) - 1)
    totals: dict[Hashable, float] = {}
    for (a, _), w in weights.items():
        totals[a] = totals.get(a, 0.0) + w
    n = sum(totals.values())
    differ = sum(w for (a, b), w in weights.items() if a != b)
    expected = sum(totals[a] * totals[b] for a in totals for b in totals if a != b) / (n - 1) if n > 1 else 0.0
    return 1 - differ / expected if expected else 1.0


def second() -> list[tuple[Passage, Passage]]:
    """Each passage coded twice: the first coding and the second."""
    one, two = (list(read_batch(CORPUS / "again" / f"{name}.txt", name)) for name in ("first", "second"))
    return list(zip(one, two, strict=True))


def fields(pairs: Sequence[tuple[Passage, Passage]]) -> dict[str, list[Unit]]:
    """Units per field. position: whether an actor and measure named by either coder is coded; the others: of those coded by both."""
    found: dict[str, list[Unit]] = {f: [] for f in FIELDS}
    for one, two in pairs:
        matched = match(one.rows, two.rows)
        for a, b in matched:
            found["position"].append((a is not None, b is not None))
            if a is not None and b is not None:
                found["measure"].append((a.measures[0] if b.measures[0] not in a.measures else b.measures[0], b.measures[0]))
                found["stance"].append((a.stance, b.stance))
                found["condition"].append((a.condition or "none", b.condition or "none"))
                found["target"].append((a.targets[:1] or "none", b.targets[:1] or "none"))
        if not matched:
            found["position"].append((False, False))
    return found


def match(one: Sequence[Row], two: Sequence[Row]) -> list[tuple[Row | None, Row | None]]:
    """Rows of two coders for one actor: of one measure first, then of what is left in order; those without a partner alone."""
    left, out = list(two), list[tuple[Row | None, Row | None]]()
    for strict in (True, False):
        for a in [r for r in one if all(r is not x for x, _ in out)]:
            hit = next((b for b in left if people(a) & people(b) and (not strict or set(a.measures) & set(b.measures))), None)
            if hit is not None:
                left.remove(hit)
                out.append((a, hit))
    return [*out, *((a, None) for a in one if all(a is not x for x, _ in out)), *((None, b) for b in left)]


def people(row: Row) -> set[str]:
    return {w.lower() for alt in row.actors for w in re.split(r"\s", alt)}


def main() -> int:
    for name, units in fields(second()).items():
        print(f"{name}: alpha {alpha(units):.3f} over {len(units)} units")
    return 0


if __name__ == "__main__":
    sys.exit(main())
