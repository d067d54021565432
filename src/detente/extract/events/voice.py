"""The readable voice: a linear model over named features (words, paths, frames), whose every reason can be shown.

Multinomial logistic regression, trained by `make train` on the project's corpus; weights in `data/voice-*.json`, feature -> weight per label.
"""
from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Voice:
    """labels: what is told apart; bias: one per label; weights: feature -> one weight per label; triggers: lemmas known to name acts."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    triggers: Mapping[str, int]

    def score(self, found: Iterable[str]) -> tuple[float, ...]:
        """One logit per label. Each feature counts once; the sum is scaled by the root of their number, as in training."""
        rows = [self.weights[f] for f in dict.fromkeys(found) if f in self.weights]
        scale = 1 / math.sqrt(len(rows)) if rows else 0.0
        return tuple(b + scale * sum(column) for b, column in zip(self.bias, zip(*rows, strict=True), strict=True)) if rows else self.bias

    def reasons(self, found: Iterable[str], label: str, most: int = 4) -> list[tuple[str, float]]:
        """The features that speak most for a label against the mean of the others, strongest first."""
        k = self.labels.index(label)
        gains = []
        for f in dict.fromkeys(found):
            row = self.weights.get(f)
            if row is not None:
                gains.append((f, row[k] - sum(row) / len(row)))
        return sorted((g for g in gains if g[1] > 0), key=lambda g: (-g[1], g[0]))[:most]


def softmax(logits: Sequence[float]) -> list[float]:
    top = max(logits)
    raised = [math.exp(x - top) for x in logits]
    total = sum(raised)
    return [x / total for x in raised]


@cache
def load_voice(task: str) -> Voice:
    """The voice as shipped for "type" (a given pair) or "act" (a given trigger), read on first use."""
    raw = json.loads(resources.files("detente.extract.events").joinpath(f"data/voice-{task}.json").read_text("utf-8"))
    weights = {feature: tuple(row) for feature, row in raw["weights"].items()}
    return Voice(tuple(raw["labels"]), tuple(raw["bias"]), weights, raw["triggers"])
