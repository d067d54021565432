"""Which units are the report: a score for each, and the best path before -> body (with gaps) -> after."""
from __future__ import annotations

from collections.abc import Sequence

from detente.extract.layout.look import Look

BEFORE, BODY, GAP, AFTER = range(4)
# What it costs to step from one state to another; steps not named are not allowed.
STEPS: tuple[tuple[tuple[int, float], ...], ...] = (
    ((BEFORE, 0.0),),
    ((BEFORE, 0.0), (BODY, 0.0), (GAP, 2.0)),
    ((BODY, 1.5), (GAP, 0.0)),
    ((BODY, 0.5), (AFTER, 0.0)),
)
SHORT = 8
# By strength of the furniture words: what they take from a unit's score, and what it costs to pass over such a unit within the body.
PHRASES = (0.0, -2.5, -4.5, -6.0, -7.0)
PASSES = (0.3, 0.6, 1.0, 1.0, 8.0)


def scores_of(looks: Sequence[Look]) -> list[float]:
    """The score of each unit among its neighbours."""
    return [score(k, r) for k, r in zip(looks, short_runs(looks), strict=True)]


def score(look: Look, run: int) -> float:
    """How much a unit speaks for being body (above 0) or not, in rough log-odds. run: short units in a row around it."""
    if look.words == 0:
        return -0.2
    return -1.3 + prose(look) + form(look, run) + PHRASES[look.phrase] * (1.0 if look.words < 40 else 0.5)


def prose(look: Look) -> float:
    """Length, an end, function words: what running text has."""
    length = min(look.words, 40) / 10 + max(0, min(look.words, 640) - 40) / 60 + (0.5 if look.opens else 0.0)
    if look.words < 4:
        return length
    return length + (1.5 if look.ended and not look.cut else 0.0) + max(-1.0, min(1.5, (look.function - 0.25) * 6))


def form(look: Look, run: int) -> float:
    """What menus, teasers, link lists and notes have: each takes from the score."""
    short = look.words < SHORT and not look.ended and not look.opens
    menu = -0.25 * min(run, 6) if short else 0.0
    shouting = -1.0 if look.capital > 0.7 and look.words >= 4 and not look.ended else 0.0
    links = -1.5 * min(look.links, 3) if look.words < 60 else 0.0
    notes = (-2.5 if look.cut else 0.0) + (-6.0 if look.bio else 0.0) - 0.7 * min(look.addressed, 3)
    return (menu + shouting) * (0.4 if look.digits else 1.0) + links + notes


def passing(look: Look) -> float:
    """What it costs to pass over a unit as a gap within the body."""
    return PASSES[look.phrase]


def short_runs(looks: Sequence[Look]) -> list[int]:
    """For each unit, how many short ones without an end stand in a row with it."""
    runs = [0] * len(looks)
    first = 0
    for i in range(len(looks) + 1):
        if i == len(looks) or looks[i].words >= SHORT or looks[i].ended:
            runs[first:i] = [i - first] * (i - first)
            first = i + 1
    return runs


def states(scores: Sequence[float], gaps: Sequence[float]) -> list[int]:
    """The best state of each unit (Viterbi over four states, one pass forward and one back). gaps: what each costs to pass over."""
    best = [0.0, 0.0, -1e9, -1e9]
    back = bytearray(4 * len(scores))
    for i, (value, gap) in enumerate(zip(scores, gaps, strict=True)):
        gain = (0.0, value, -gap, 0.0)
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
