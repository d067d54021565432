"""The timeline: every act with the stretch of time it is known to fall in, cut into episodes where nothing is told for long."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.records.dossier import Dossier
from detente.study.acts import EVERY, Act, acts

GAP = 120      # days without anything that end an episode


@dataclass(frozen=True, slots=True)
class Bar:
    """first, last: the days between which the act lies; their distance is how closely its time is known."""

    act: Act
    first: date
    last: date

    @property
    def label(self) -> str:
        """The act in a line: sides, else whoever is named."""
        others, h = self.act.others, self.act.happening
        to = f" → {', '.join(a.name for a in others or h.recipients)}" if others or h.recipients else ""
        who = ", ".join(a.name for a in self.act.doers or h.actors) or "somebody not named"
        return f"{self.act.event.act} {who}{to}"


@dataclass(frozen=True, slots=True)
class Episode:
    """Acts close in time, with the days they run between."""

    first: date
    last: date
    bars: tuple[Bar, ...]


def bars(dossier: Dossier, actor: str | None = None, since: str | None = None, until: str | None = None) -> tuple[Bar, ...]:
    """Acts of any status that have a day, in order; those of a side (by id), between two ISO days, where given."""
    made = [bar(a) for a in acts(dossier, EVERY, background=True) if actor is None or takes_part(a, actor)]
    kept = [b for b in made if b is not None]
    return tuple(b for b in kept if (not since or b.last.isoformat() >= since) and (not until or b.first.isoformat() <= until))


def undated(dossier: Dossier, actor: str | None = None) -> tuple[Act, ...]:
    """Acts that no day is known for."""
    return tuple(a for a in acts(dossier, EVERY, background=True) if bar(a) is None and (actor is None or takes_part(a, actor)))


def takes_part(a: Act, actor: str) -> bool:
    named = {m.actor.id for m in (*a.event.actors, *a.event.recipients) if m.actor is not None}
    return actor in named or any(x.id == actor for x in (*a.doers, *a.others))


def bar(a: Act) -> Bar | None:
    """None where the start is no day of the calendar."""
    try:
        first = date.fromisoformat(a.start or "")
        last = date.fromisoformat(a.end or a.start or "")
    except ValueError:
        return None
    return Bar(a, min(first, last), max(first, last))


def episodes(many: Sequence[Bar]) -> tuple[Episode, ...]:
    """The bars in groups: a new one begins where nothing is told for GAP days."""
    groups: list[list[Bar]] = []
    reach: date | None = None
    for b in sorted(many, key=lambda b: (b.first, b.last, b.act.happening.id)):
        if reach is None or (b.first - reach).days > GAP:
            groups.append([])
        groups[-1].append(b)
        reach = b.last if reach is None else max(reach, b.last)
    return tuple(Episode(g[0].first, max(b.last for b in g), tuple(g)) for g in groups)
