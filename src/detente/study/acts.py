"""Happenings as studies count them: one act, its day, the sides that do and receive it, and who tells it."""
from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from detente.records.dossier import Dossier, Happening
from detente.records.kinds import Status
from detente.records.reading import Actor, Event
from detente.study.past import sides

DONE = frozenset({Status.HAPPENED, Status.ONGOING})
EVERY = frozenset(Status)


@dataclass(frozen=True, slots=True)
class Act:
    """happening: as collated; event: its surest telling; start, end: ISO days or None; doers, others: sides, officials folded into their state;
    reports: ids of the reports that tell it."""

    happening: Happening
    event: Event
    start: str | None
    end: str | None
    doers: tuple[Actor, ...]
    others: tuple[Actor, ...]
    reports: tuple[str, ...]

    def pairs(self) -> Iterator[tuple[Actor, Actor]]:
        """From whom to whom; where nobody receives, all who act together, both ways."""
        joined = [(a, b) for a in self.doers for b in self.others] or [(a, b) for a in self.doers for b in self.doers]
        yield from ((a, b) for a, b in joined if a.id != b.id)


def acts(dossier: Dossier, statuses: Collection[Status] = DONE, background: bool = False) -> tuple[Act, ...]:
    """The acts with one of the statuses, in the order of their days, undated ones last. background: those told as history too."""
    made = (act(h) for h in dossier.happenings)
    kept = [a for a in made if a is not None and a.event.status in statuses and (background or not a.event.background)]
    return tuple(sorted(kept, key=lambda a: (a.start or "9999", a.happening.id)))


def act(h: Happening) -> Act | None:
    """None for a happening that only statements tell of."""
    events = [m.event for m in h.mentions if m.event is not None]
    if not events:
        return None
    event = max(events, key=lambda e: (e.confidence, e.id))
    when = next((w for w in (h.when, event.when) if w is not None and w.start is not None), None)
    start = when.start[:10] if when is not None and when.start else None
    end = when.end[:10] if when is not None and when.end else start
    mentions_of = tuple(dict.fromkeys(m.report for m in h.mentions))
    return Act(h, event, start, end, tuple(sides(event.actors)), tuple(sides(event.recipients)), mentions_of)

