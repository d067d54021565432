"""Collate readings: what several reports say together. The order of linking stands here; each step is a pure function of its own module."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.errors import InputError
from detente.link.cluster import group, happening
from detente.link.dating import date_reports
from detente.link.disagree import disagreements
from detente.link.progress import progress
from detente.link.sights import day_of, sights, spoken
from detente.link.sources import source_groups
from detente.link.stories import stories
from detente.link.unify import unify
from detente.records.dossier import Disagreement, Dossier, Happening, Progress, Story
from detente.records.reading import Event, Figure, Position, Reading, Statement


def collate(readings: Iterable[Reading]) -> Dossier:
    """Readings -> what they say together. The order in which they come does not matter.

    The same report read twice counts once. Raises InputError where one id stands for two texts or two dates, naming the id.
    Empty readings stay in the dossier and link to nothing; no clock is read, so a report from the far future is dated as it says.
    """
    given = once(readings)
    dated = date_reports(unify(given))
    sources = source_groups(dated.readings)
    groups = group((s for r in dated.readings for s in sights(r)), (s for r in dated.readings for s in spoken(r)))
    plans = progress(groups)
    differ = disagreements(dated.readings, groups, sources)
    days = {r.report.id: day_of(r) for r in dated.readings}
    told = stories(dated.readings, groups, plans, differ, sources, days)
    happenings = tuple(sorted((happening(g, sources) for g in groups), key=lambda h: (h.when.start or "9" if h.when else "9", h.id)))
    records: list[Story | Happening | Progress | Disagreement] = [*told, *happenings, *plans, *differ]
    reasons = {**dated.reasons, **{r.id: r.reasons for r in records if r.reasons}}
    return Dossier(dated.readings, told, happenings, plans, differ, dated.dates, reasons)


def once(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings in the order of their report ids, each once. Raises InputError for an id with two texts or two given dates."""
    found: dict[str, Reading] = {}
    for r in readings:
        known = found.setdefault(r.report.id, r)
        if known.report.text != r.report.text:
            raise InputError(f"two reports with different texts have the id {r.report.id!r}; give one of them another id")
        if None not in (known.report.published, r.report.published) and known.report.published != r.report.published:
            raise InputError(f"report {r.report.id!r} is given two dates, {known.report.published} and {r.report.published}; give one")
        if better(r, known):
            found[r.report.id] = r
    return tuple(found[i] for i in sorted(found))


def better(new: Reading, known: Reading) -> bool:
    """Of two readings of one report the one with a given date is kept, else the one with more records; ties by their records' ids."""
    return rank(new) > rank(known)


def rank(r: Reading) -> tuple[bool, bool, int, Sequence[str]]:
    kinds: list[Event | Statement | Position | Figure] = [*r.events, *r.statements, *r.positions, *r.figures]
    ids = sorted(x.id for x in kinds)
    return r.report.published is not None, r.dated is not None, len(ids), ids
