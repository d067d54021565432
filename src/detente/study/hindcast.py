"""The outlook held against what came: an episode with a known outcome, from reports dated before it."""
from __future__ import annotations

from dataclasses import dataclass

from detente.errors import InputError
from detente.records.dossier import Dossier
from detente.study.outlook import Outlook, outlook
from detente.study.whatif import Verdict, measure_named, verdicts
from detente.study.world import fold


@dataclass(frozen=True, slots=True)
class Episode:
    """measure: label or id; target: actor id or None; on: ISO day of the outlook; came: the outcome on the outlook's scale, and in words."""

    name: str
    measure: str
    target: str | None
    on: str
    came: float
    words: str


@dataclass(frozen=True, slots=True)
class Hindcast:
    """told: the outlook, None where the reports hold no such measure, with `why_not`; inside: whether the band held the outcome."""

    episode: Episode
    told: Outlook | None
    verdicts: tuple[Verdict, ...]
    error: float | None
    inside: bool | None
    why_not: str | None = None


def hindcast(dossier: Dossier, episode: Episode) -> Hindcast:
    """The outlook on the episode's day beside what came. A refusal and a measure that was not found are results, not errors."""
    world = fold(dossier, episode.on)
    wanted = [m for m in world.measures if m.issue.label == episode.measure and m.target == episode.target]
    try:
        told = outlook(world, wanted[0].issue.id if wanted else measure_named(world, episode.measure).issue.id)
    except InputError as e:
        return Hindcast(episode, None, (), None, None, str(e))
    decided = tuple(v for v in verdicts(world) if v.issue == told.issue)
    if told.mean is None or told.low is None or told.high is None:
        return Hindcast(episode, told, decided, None, None, told.refusal)
    return Hindcast(episode, told, decided, round(told.mean - episode.came, 1), told.low <= episode.came <= told.high)
