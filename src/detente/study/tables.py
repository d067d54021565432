"""Studies as tables: a header and rows of plain values, for CSV files and pages."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.records.dossier import Citation, Dossier
from detente.records.world import World
from detente.study.discourse import Kind, ties
from detente.study.matrix import Matrix
from detente.study.network import Network
from detente.study.panel import Row
from detente.study.tension import Tension
from detente.study.timeline import Bar

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """columns: name -> what it holds; rows: values in that order."""

    columns: dict[str, str]
    rows: Iterable[tuple[Value, ...]]


QUADS = {"verbal_cooperation": "acts of quad class 1", "material_cooperation": "of 2", "verbal_conflict": "of 3", "material_conflict": "of 4"}


def of_timeline(bars: Iterable[Bar]) -> Table:
    columns = {"happening": "id", "first": "first day it can have been", "last": "last such day", "type": "PLOVER type",
               "act": "what is or would be done",
               "status": "happened ongoing planned possible conditional denied", "background": "1 for history told in passing",
               "actors": "sides, joined by |", "recipients": "sides, joined by |", "reports": "reports that tell it", "sources": "independent ones",
               "score": "PLOVER score", "quad": "1 verbal cooperation .. 4 material conflict"}
    return Table(columns, (timeline_row(b) for b in bars))


def timeline_row(b: Bar) -> tuple[Value, ...]:
    h, e = b.act.happening, b.act.event
    return (h.id, b.first.isoformat(), b.last.isoformat(), e.type, e.act, e.status, int(e.background), "|".join(a.id for a in b.act.doers),
            "|".join(a.id for a in b.act.others), h.reports, h.sources, e.score, e.quad)


def of_positions(m: Matrix, dossier: Dossier) -> Table:
    columns = {"actor": "side", "actor_name": "its name", "issue": "measure id", "issue_label": "its words", "target": "whom it is aimed at",
               "stance": "support oppose conditional; a pair without a row has no evidence", "day": "when taken or reported", "holder": "who exactly",
               "condition": "its words", "report": "id", "start": "first character of the evidence", "end": "one past its last",
               "words": "the evidence"}
    return Table(columns, position_rows(m, dossier))


def position_rows(m: Matrix, dossier: Dossier) -> Iterator[tuple[Value, ...]]:
    names = {a.id: a.name for a in m.actors}
    for (actor, issue), many in m.cells.items():
        for h in many:
            p, quote = h.position, dossier.reading(h.report).quote
            condition = " ".join(quote(p.condition).split()) if p.condition else None
            yield (actor, names[actor], issue, p.issue.label, p.issue.target, p.stance, h.day, p.actor.name, condition, h.report,
                   p.evidence[0].start, p.evidence[-1].end, " … ".join(" ".join(quote(s).split()) for s in p.evidence))


def of_agreement(m: Matrix) -> Table:
    columns = {"one": "side", "two": "side", "shared": "issues both stand on", "congruence": "the same way", "conflict": "opposite ways",
               "subtract": "congruence less conflict", "activity": "mean number of issues that the two support or oppose",
               "subtract_normalised": "subtract by activity (average activity, Leifeld 2017)", "congruence_normalised": "congruence by activity"}
    return Table(columns, ((t.one, t.two, t.shared, t.congruence, t.conflict, t.subtract, t.activity,
                            *(round(t.weight(k, True), 4) for k in (Kind.SUBTRACT, Kind.CONGRUENCE))) for t in ties(m)))


def of_edges(net: Network) -> Table:
    columns = {"source": "who acts", "target": "on whom", "n": "acts that happened", **QUADS, "score": "mean PLOVER score",
               "happenings": "ids, joined by |"}
    return Table(columns, ((e.source, e.target, e.n, *e.quads, e.score, "|".join(e.happenings)) for e in net.edges))


def of_nodes(net: Network) -> Table:
    columns = {"id": "side", "name": "its name", "cow": "Correlates of War number", "done": "acts done", "received": "acts received",
               "degree": "sides it has to do with", "betweenness": "0..1, Brandes 2001", "closeness": "0..1", "component": "1 is the largest"}
    return Table(columns, ((n.actor.id, n.actor.name, n.actor.cow, n.done, n.received, n.degree, n.betweenness, n.closeness, n.component)
                           for n in net.nodes))


def of_tension(many: Iterable[Tension]) -> Table:
    columns = {"period": "year, quarter, month or all", "n": "acts that happened", "reports": "that tell them", "sources": "independent ones",
               **QUADS,
               "mean": "PLOVER score; empty below five acts", "low": "2.5 % point of the bootstrap over reports", "high": "97.5 % point"}
    return Table(columns, ((t.period, t.n, t.reports, t.sources, *t.quads, t.mean, t.low, t.high) for t in many))


def of_panel(rows: Iterable[Row]) -> Table:
    columns = {"month": "YYYY-MM", "source": "who acts", "source_cow": "Correlates of War number", "target": "on whom", "target_cow": "the same",
               "n": "acts that happened; 0 is none told", **QUADS, "score": "mean PLOVER score; empty where n is 0",
               "reports": "reports of the month, whatever they tell", "reports_by_source": "the same, source=n joined by |"}
    return Table(columns, ((r.month, r.source.id, r.source.cow, r.target.id, r.target.cow, r.n, *r.quads, r.score, r.reports,
                            "|".join(f"{s}={n}" for s, n in r.by_source)) for r in rows))


def of_world(world: World, quote: Callable[[Citation], str]) -> Table:
    """A row for each cell that has evidence. quote: the words of a citation."""
    columns = {"on": "the day asked about", "kind": "measure commitment dependency intermediary", "what": "measure, promise, good or words",
               "target": "whom a measure is aimed at", "state": "of the measure or promise, as last reported", "since": "its day, or the day due",
               "role": "part of the actor in it", "actor": "id", "name": "its name", "via": "who told of it", "condition": "words of the condition",
               "report": "of the first evidence", "start": "first character", "end": "one past the last", "words": "as written"}
    return Table(columns, ((world.on, *row) for row in world_rows(world, quote)))


def world_rows(world: World, quote: Callable[[Citation], str]) -> Iterator[tuple[Value, ...]]:
    def at(evidence: Sequence[Citation]) -> tuple[Value, ...]:
        c = evidence[0] if evidence else None
        return (None, None, None, None) if c is None else (c.report, c.span.start, c.span.end, quote(c))
    for m in world.measures:
        for role in ("proposed_by", "backed_by", "conditional", "opposed_by"):
            for x in getattr(m, role):
                yield ("measure", m.issue.label, m.target, m.state, m.since, role, x.actor.id, x.actor.name, x.via, x.condition, *at(x.evidence))
    for c in world.commitments:
        for a in c.parties:
            yield ("commitment", c.object, None, c.state, c.due, "party", a.id, a.name, None, None, *at(c.evidence[-1:]))
    for d in world.dependencies:
        for role, a in (("leans", d.of), ("leaned on", d.on)):
            yield ("dependency", d.what, None, None, d.period, role, a.id, a.name, None, None, *at(d.evidence))
    for i in world.intermediaries:
        target = i.target.id if i.target else None
        yield ("intermediary", i.words, target, None, None, "stands between", i.actor.id, i.actor.name, None, None, *at(i.evidence))


def of_figures(dossier: Dossier) -> Table:
    columns = {"id": "figure", "report": "id", "day": "of the report", "value": "number", "upper": "end of a range",
               "unit": "ISO 4217, percent, ordinal or thing",
               "comparator": "over under about ...", "change": "up or down", "base": "against what", "per": "rate", "about": "what it measures",
               "period": "TIMEX3 value", "according_to": "who says so", "role": "measured target estimate",
               "start": "first character", "end": "one past the last",
               "words": "as written"}
    return Table(columns, figure_rows(dossier))


def figure_rows(dossier: Dossier) -> Iterator[tuple[Value, ...]]:
    for r in dossier.readings:
        for f in r.figures:
            teller = " ".join(r.quote(f.according_to.span).split()) if f.according_to else None
            yield (f.id, r.report.id, r.dated.start if r.dated else None, f"{f.value:f}", f"{f.upper:f}" if f.upper is not None else None, f.unit,
                   f.comparator, f.change, f.base, f.per, f.about, f.when.value if f.when else None, teller, f.role, f.span.start, f.span.end,
                   " ".join(r.quote(f.span).split()))
