"""A page of plain sentences on a dossier, each with its citations: who asked, who refused, on what condition, told by whom; then the rest."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from detente.errors import BadSpan
from detente.lexicon.issues import Target, load_measures
from detente.records.dossier import Citation, Dossier, Happening, Told
from detente.records.kinds import EventType, Outcome, Status
from detente.records.reading import Actor, Event
from detente.records.world import Cell, Measure, World
from detente.study.past import sides

LONGEST = 40       # lines of a page
SHORT = 160        # characters of a quotation inside a sentence
TO = re.compile(r"\{to:([^}]*)\}")
SURE = 0.5         # confidence below which an event told once is not worth a line
ENDED = {Outcome.HAPPENED: "Planned, and then held", Outcome.DENIED: "Planned or expected, and denied",
         Outcome.NOT_SO: "Expected, but it came otherwise"}
# How a measure is joined to its target, by where the lexicon says that it stands.
BY_TARGET = {Target.ON: "against", Target.OWN: "of", Target.WITH: "with", Target.IN: "in", Target.HOME: "in"}
ASPECTS = {"figure": "on a figure", "date": "on the day", "status": "on whether it happened", "wording": "on the words",
           "parties": "on who took part"}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a brief. Raises BadSpan without a citation: nothing is told that no report says."""

    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise BadSpan(f"a line of a brief without a citation cannot be made: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Telling:
    done: str
    noun: str
    weight: int


@cache
def tellings() -> Mapping[EventType, Telling]:
    raw = tomllib.loads(resources.files("detente.study").joinpath("data/brief.toml").read_text("utf-8"))
    return {EventType(k): Telling(v["done"], v["noun"], v["weight"]) for k, v in raw.items()}


def brief(dossier: Dossier, world: World | None = None) -> tuple[Line, ...]:
    """The page: stances on measures, what was planned and held, dates worked out, disagreements; then promises, dependencies and the other
    happenings, those told by most sources and of most weight first. Without a world, stances, promises and dependencies are left out."""
    first = [*of_measures(world), *of_progress(dossier), *of_dates(dossier), *of_disagreements(dossier), *of_requests(dossier)]
    promised = list(of_commitments(world))
    clauses = {c for line in promised for c in line.citations}
    others = (line for line in of_happenings(dossier) if clauses.isdisjoint(line.citations))
    rest = [*promised, *of_dependencies(dossier, world), *others]
    return tuple({line.text: line for line in (*first, *rest)}.values())[:LONGEST]


def of_measures(world: World | None) -> Iterator[Line]:
    """Who asked, who backs, who opposes, on what condition, told by whom; the measures with most stances first."""
    for m in sorted(world.measures if world else (), key=lambda m: (-len(m.spans()), m.issue.id)):
        for verb, cells in (("asked for", m.proposed_by), ("backs", m.backed_by), ("opposes", m.opposed_by)):
            for c in cells:
                yield Line(f"{c.actor.name} {verb} {name_of(m, c.actor)}{via(c)}.", c.evidence[:2])
        for c in m.conditional:
            on = f": {short(c.condition)}" if c.condition else ""
            yield Line(f"{c.actor.name} accepts {name_of(m, c.actor)} on a condition{via(c)}{on}.", c.evidence[:2])


def name_of(m: Measure, holder: Actor) -> str:
    """The measure with whom it is aimed at or whose it is; a party's own programme or ceasefire needs no such word."""
    if not m.target or m.target in m.issue.label or m.target == holder.id:
        return f"“{m.issue.label}”"
    found = load_measures().by_id.get(m.issue.id.partition("@")[0])
    return f"“{m.issue.label}” {BY_TARGET.get(found.target if found is not None else Target.ON, 'against')} {m.target}"


def via(c: Cell) -> str:
    return f", as told by {c.via}" if c.via else ""


def short(words: str) -> str:
    """Words on one line, cut at a word where they are long."""
    told = " ".join(words.split())
    return f"“{told}”" if len(told) <= SHORT else f"“{told[:SHORT].rsplit(' ', 1)[0]} …”"


def of_requests(dossier: Dossier) -> Iterator[Line]:
    """Requests and refusals with what was asked, those told by most sources first."""
    found = [h for h in dossier.happenings if h.act in {EventType.REQUEST, EventType.REJECT} and done(h) and h.recipients]
    yield from (line_of(dossier, h) for h in ranked(found)[:8])


def of_happenings(dossier: Dossier) -> Iterator[Line]:
    yield from (line_of(dossier, h) for h in ranked([h for h in dossier.happenings if done(h)]))


def done(h: Happening) -> bool:
    e = first_event(h)
    sure = e.confidence >= SURE or h.reports > 1
    return sure and e.status in {Status.HAPPENED, Status.ONGOING} and not e.background and bool(h.actors)


def first_event(h: Happening) -> Event:
    """The surest of a happening's events; each happening has one."""
    return max((m.event for m in h.mentions if m.event is not None), key=lambda e: (e.confidence, e.id))


def ranked(found: Iterable[Happening]) -> list[Happening]:
    """By sources, then by the weight of the act, then by confidence."""
    return sorted(found, key=lambda h: (-h.sources, -tellings()[h.act].weight, -first_event(h).confidence, h.id))


def line_of(dossier: Dossier, h: Happening) -> Line:
    e = first_event(h)
    told = next(m for m in h.mentions if m.event is e)
    doers, others = list(sides_or_names(h.actors)), list(sides_or_names(h.recipients))
    day = f" on {h.when.value}" if h.when is not None and h.when.start is not None else ""
    teller = relayed(e)
    said = f", as told by {teller.name}" if teller is not None else ""
    words = short(dossier.quote(Citation(told.report, e.clause)))
    many = f" ({h.reports} reports, {h.sources} independent)" if h.reports > 1 else ""
    return Line(f"{listed(doers)} {done_to(h.act, others)}{day}{said}: {words}{many}.", cites(h.mentions))


def relayed(e: Event) -> Actor | None:
    """Who tells it, where that is somebody other than the doers."""
    speaker = e.statement.speaker.actor if e.statement is not None and e.statement.speaker is not None else None
    return None if speaker is None or speaker.id in {m.actor.id for m in e.actors if m.actor is not None} else speaker


def sides_or_names(actors: Iterable[Actor]) -> Iterator[str]:
    """Names, a person's before that of the state he acts for."""
    found = {a.id: a for a in actors}
    persons = {a.country for a in found.values() if a.id != a.country}
    yield from (a.name for a in found.values() if a.id != a.country or a.country not in persons)


def listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or "somebody unnamed"


def done_to(act: EventType, others: Sequence[str]) -> str:
    return TO.sub(lambda m: f"{m[1]}{listed(others)}" if others else "", tellings()[act].done)


def cites(told: Iterable[Told]) -> tuple[Citation, ...]:
    """The clause of each telling, one for each report."""
    found: dict[str, Citation] = {}
    for m in told:
        span = m.event.clause if m.event is not None else m.spans()[0].span
        found.setdefault(m.report, Citation(m.report, span))
    return tuple(found.values())


def of_progress(dossier: Dossier) -> Iterator[Line]:
    for p in dossier.progress:
        plan, came = p.mentions[0], p.mentions[-1]
        if plan.event is not None and came.event is not None:
            names = listed([a.name for a in sides((*plan.event.actors, *plan.event.recipients))])
            day = f" on {came.event.when.value}" if came.event.when is not None and came.event.when.start is not None else ""
            yield Line(f"{ENDED[p.outcome]}: {tellings()[plan.event.act].noun} of {names}{day}.", cites((plan, came)))


def of_dates(dossier: Dossier) -> Iterator[Line]:
    """Reports that bear no date, with the argument; the citation is the expression that was dated."""
    for r in dossier.readings:
        if r.dated is not None and r.dated.basis == "inferred":
            spans = [e.when.span for e in r.events if e.when is not None and e.when.span is not None and e.when.basis == "inferred"]
            argued = "; ".join(dossier.reasons.get(r.report.id, ()))
            if spans:
                yield Line(f"Report {r.report.id} bears no date; it was written on {r.dated.value} ({argued}).", (Citation(r.report.id, spans[0]),))


def of_disagreements(dossier: Dossier) -> Iterator[Line]:
    for d in dossier.disagreements:
        against = " against ".join(f"{short(v)} ({m.report})" for v, m in zip(d.values, d.mentions, strict=True))
        yield Line(f"Reports differ {ASPECTS.get(d.aspect, d.aspect)}, {d.about}: {against}.", tuple(m.spans()[0] for m in d.mentions))


def of_commitments(world: World | None) -> Iterator[Line]:
    for c in world.commitments if world else ():
        due = f", due {c.due}" if c.due else ""
        did = "promised" if c.object.startswith(("to ", "that ")) else "agreed:"
        yield Line(f"{listed([a.name for a in c.parties])} {did} {short(c.object)}{due} ({c.state}).", c.evidence[1:2] or c.evidence)


def of_dependencies(dossier: Dossier, world: World | None) -> Iterator[Line]:
    for d in world.dependencies if world else ():
        given = f" ({dossier.quote(Citation(d.evidence[0].report, d.figure.span))})" if d.figure is not None else ""
        yield Line(f"{d.of.name} leans on {d.on.name} for {d.what}{given}.", d.evidence[:1])
    for i in world.intermediaries if world else ():
        over = f" towards {i.target.name}" if i.target else ""
        yield Line(f"{i.actor.name} is said to have a say{over}: {short(i.words)}.", i.evidence[:1])
