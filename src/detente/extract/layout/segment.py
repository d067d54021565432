"""Which units are the report: a score for each, and the best path before -> body (with gaps) -> after."""
from __future__ import annotations

from collections.abc import Sequence

from detente.extract.layout.look import Look

BEFORE, BODY, GAP, AFTER = range(4)
# What it costs to step from one state to another; steps not named are not allowed.
STEPS: tuple[tuple[tuple[int, float], ...], ...] = (
    ((BEFORE, 0.0),),
    ((BEFORE, 0.0), (BODY, 0.0), (GAP, 1.0)),
    ((BODY, 1.0), (GAP, 0.0)),
    ((BODY, 0.5), (AFTER, 0.0)),
)
GAP_PER_UNIT = 0.35
SHORT = 8


def score(look: Look, run: int) -> float:
    """How much a unit speaks for being body (above 0) or not, in rough log-odds. run: short units in a row around it."""
    if look.words == 0:
        return -0.2
    prose = min(look.words, 40) / 10
    ending = 1.5 if look.ended and look.words >= 4 else 0.0
    style = max(-1.5, min(1.5, (look.function - 0.25) * 6)) if look.words >= 4 else 0.0
    shouting = -1.0 if look.capital > 0.7 and look.words >= 4 and not look.ended else 0.0
    menu = -0.25 * min(run, 6) if look.words < SHORT and not look.ended and not look.opens else 0.0
    links = -1.5 * min(look.links, 3) if look.words < 60 else 0.0
    phrase = (0.0, -2.5, -4.5, -6.0)[look.phrase] * (1.0 if look.words < 40 else 0.5)
    return -1.3 + prose + ending + style + shouting + menu + links + phrase + (0.5 if look.opens else 0.0)


def short_runs(looks: Sequence[Look]) -> list[int]:
    """For each unit, how many short ones without an end stand in a row with it."""
    runs = [0] * len(looks)
    first = 0
    for i in range(len(looks) + 1):
        if i == len(looks) or looks[i].words >= SHORT or looks[i].ended:
            runs[first:i] = [i - first] * (i - first)
            first = i + 1
    return runs


def states(scores: Sequence[float]) -> list[int]:
    """The best state of each unit (Viterbi over four states, one pass forward and one back)."""
    best = [0.0, 0.0, -1e9, -1e9]
    back = bytearray(4 * len(scores))
    for i, value in enumerate(scores):
        gain = (0.0, value, -GAP_PER_UNIT, 0.0)
        now = []
        for state, steps in enumerate(STEPS):
            came, cost = max(((s, best[s] - c) for s, c in steps), key=lambda x: x[1])
            back[4 * i + state] = came
            now.append(cost + gain[state])
        best = now
    state = max(range(4), key=best.__getitem__) if scores else BEFORE
    path = []
    for i in range(len(scores) - 1, -1, -1):
        path.append(state)
        state = back[4 * i + state]
    return path[::-1]
