"""A panel for statistics: every pair and month, zeros included, with Correlates of War codes and the number of reports as denominator."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from detente.errors import InputError
from detente.records.dossier import Dossier
from detente.records.reading import Actor
from detente.study.acts import Act, acts

MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A directed pair in a month. reports: of that month in the dossier, whatever they tell; by_source: the same by source.

    score: mean PLOVER score, None where nothing happened: no act is not a score of zero.
    """

    month: str
    source: Actor
    target: Actor
    n: int
    quads: tuple[int, int, int, int]
    score: float | None
    reports: int
    by_source: tuple[tuple[str, int], ...]


def panel(dossier: Dossier, only: Collection[str] = (), since: str | None = None, until: str | None = None) -> Iterator[Row]:
    """Rows for each directed pair that ever acted (or all pairs of `only`), each month from the first act or report to the last.

    since, until: months ("2017-09") to stay between. An act that is not known to its month is in no row.

    Raises InputError where that would be more rows than MOST_ROWS.
    """
    found: dict[tuple[str, str, str], list[Act]] = defaultdict(list)
    actors: dict[str, Actor] = {}
    for a in acts(dossier):
        if a.start is not None and a.end is not None and a.start[:7] == a.end[:7] and (since or "0") <= a.start[:7] <= (until or "9"):
            for doer, other in a.pairs():
                if not only or {doer.id, other.id} <= set(only):
                    actors.update({doer.id: doer, other.id: other})
                    found[doer.id, other.id, a.start[:7]].append(a)
    reports = {m: n for m, n in reports_by_month(dossier).items() if (since or "0") <= m <= (until or "9")}
    months = list(months_between([*(k[2] for k in found), *reports]))
    pairs = sorted({(k[0], k[1]) for k in found} if not only else {(a, b) for a in actors for b in actors if a != b})
    if len(pairs) * len(months) > MOST_ROWS:
        raise InputError(f"{len(pairs)} pairs in {len(months)} months are more than {MOST_ROWS:,} rows; name the sides with --actor")
    for one, two in pairs:
        for month in months:
            yield row(month, actors[one], actors[two], found.get((one, two, month), []), reports.get(month, Counter()))


def row(month: str, one: Actor, two: Actor, many: list[Act], reports: Counter[str]) -> Row:
    quads = [sum(a.event.quad == q for a in many) for q in (1, 2, 3, 4)]
    score = round(sum(a.event.score for a in many) / len(many), 2) if many else None
    return Row(month, one, two, len(many), (quads[0], quads[1], quads[2], quads[3]), score, sum(reports.values()), tuple(sorted(reports.items())))


def reports_by_month(dossier: Dossier) -> dict[str, Counter[str]]:
    """Month -> source -> number of reports; those that name no source count as "unnamed"."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for r in dossier.readings:
        if r.dated is not None and r.dated.start is not None:
            out[r.dated.start[:7]][r.report.source or "unnamed"] += 1
    return dict(out)


def months_between(seen: Collection[str]) -> Iterator[str]:
    """Every month from the first to the last."""
    if not seen:
        return
    first, last = min(seen), max(seen)
    at, end = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (first, last))
    yield from (f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(at, end + 1))
