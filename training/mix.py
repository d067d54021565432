"""Join the two voices: shares, temperatures and thresholds fitted on batches kept from training."""
from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.extract.events.coder import join

Distribution = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """One kept-out label: what each voice said, and what is true."""

    encoder: Distribution
    voice: Distribution
    truth: str


SHARES = [x / 10 for x in range(21)]


def log_loss(rows: Sequence[Judged], first: float, second: float) -> float:
    """Mean negative log-likelihood of the truth under the pool."""
    return -sum(math.log(max(join(r.encoder, r.voice, first, second).get(r.truth, 0.0), 1e-4)) for r in rows) / len(rows)


def fit_shares(rows: Sequence[Judged]) -> tuple[float, float]:
    """The two exponents of the log-linear pool with the least log loss; their size is the temperature."""
    return min(itertools.product(SHARES, SHARES), key=lambda w: (round(log_loss(rows, *w), 5), w))


def fit_sure(rows: Sequence[Judged], first: float, second: float) -> float:
    """The lowest probability of the encoder from which on it can be left alone: no fewer labels right than with both voices everywhere."""
    joined = [(r, join(r.encoder, r.voice, first, second)) for r in rows]
    wanted = sum(best(told) == r.truth for r, told in joined)
    for cut in (x / 100 for x in range(50, 100)):
        if sum(best(r.encoder if max(r.encoder.values()) >= cut else told) == r.truth for r, told in joined) >= wanted:
            return cut
    return 1.0


def best(told: Distribution) -> str:
    """The likeliest label; of equals the last by name."""
    return max(told, key=lambda k: (told[k], k))


def reliability(rows: Sequence[Judged], first: float, second: float) -> list[tuple[float, float, int]]:
    """For each tenth of confidence: mean confidence, share right, number."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for r in rows:
        joined = join(r.encoder, r.voice, first, second)
        top = best(joined)
        bins.setdefault(min(9, int(joined[top] * 10)), []).append((joined[top], top == r.truth))
    return [(sum(p for p, _ in b) / len(b), sum(right for _, right in b) / len(b), len(b)) for _, b in sorted(bins.items())]


def macro(pairs: Sequence[tuple[str, str]]) -> float:
    """Macro-F1 of (truth, guess) pairs."""
    scores = []
    for c in sorted({t for t, _ in pairs}):
        hit = sum(t == g == c for t, g in pairs)
        scores.append(2 * hit / (sum(t == c for t, _ in pairs) + sum(g == c for _, g in pairs)))
    return sum(scores) / len(scores) if scores else math.nan
