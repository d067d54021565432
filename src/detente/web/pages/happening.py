"""Happenings, plans and disagreements: what each report says, is silent on, and differs in."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from detente.records.dossier import Citation, Happening, Told
from detente.records.kinds import Outcome
from detente.records.reading import Event
from detente.web.http import Refused, Request
from detente.web.lines import names
from detente.web.pages.records import whole
from detente.web.render import render
from detente.web.sentence import in_sentence, quotation
from detente.web.shelf import View
from detente.web.words import note_words, one_line, shorten, time_words

PAGE = 100
ASPECTS = ("act", "who", "to whom", "day", "place", "status", "claimed by")
OUTCOMES = {Outcome.HAPPENED: "and it happened", Outcome.DENIED: "and it was denied", Outcome.NOT_SO: "and it came otherwise"}


def title_of(h: Happening) -> str:
    """A happening in a line."""
    to = f" → {', '.join(a.name for a in h.recipients)}" if h.recipients else ""
    return f"{h.act}: {', '.join(a.name for a in h.actors) or 'somebody not named'}{to}"


def first_event(h: Happening) -> Event | None:
    return next((m.event for m in h.mentions if m.event is not None), None)


def words_of(view: View, h: Happening) -> str:
    """The first telling's clause, cut short."""
    told = next((m for m in h.mentions if m.event is not None), None)
    if told is None or told.event is None:
        return ""
    return shorten(one_line(view.readings[told.report], told.event.clause))


@dataclass(frozen=True, slots=True)
class Listed:
    id: str
    title: str
    words: str
    day: str
    status: str
    reports: int
    sources: int
    differs: bool


def listed(view: View, h: Happening) -> Listed:
    e = first_event(h)
    differs = any(m.event is not None and m.event.id in view.disputed for m in h.mentions)
    day = h.when.value if h.when is not None and h.when.value[:4].isdigit() else ""
    return Listed(h.id, title_of(h), words_of(view, h), day, str(e.status) if e else "", h.reports, h.sources, differs)


def listing(view: View, request: Request) -> str:
    """All happenings, those told by most reports first, or by day."""
    args = request.args()
    found = sorted(view.dossier.happenings, key=lambda h: (-h.sources, -h.reports, h.when.start or "9" if h.when else "9", h.id))
    if args.get("sort") == "day":
        found = sorted(found, key=lambda h: (h.when.start or "9" if h.when else "9", h.id))
    pages = max(1, -(-len(found) // PAGE))
    number = min(pages, max(1, whole(args.get("page", "1"))))
    rows = [listed(view, h) for h in found[(number - 1) * PAGE:number * PAGE]]
    return render("happenings.html", view=view, here="happenings", rows=rows, number=number, pages=pages, sort=args.get("sort", ""),
                  kept={})


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report says of a happening: a value for each aspect, "" where it is silent; and its sentences."""

    report: str
    day: str
    values: tuple[str, ...]
    sentences: tuple[tuple[str, Markup], ...]


def telling(view: View, report: str, told: Sequence[Told]) -> Telling:
    reading = view.readings[report]
    events = [m.event for m in told if m.event is not None]
    values = tuple("; ".join(dict.fromkeys(v for e in events if (v := values_of(view, report, e)[n]))) for n in range(len(ASPECTS)))
    sentences = tuple((e.id, in_sentence(reading, e)) for e in events)
    said = tuple((m.statement.id, in_sentence(reading, m.statement)) for m in told if m.statement is not None and m.event is None)
    return Telling(report, reading.dated.value if reading.dated else "undated", values, (*sentences, *said))


def values_of(view: View, report: str, e: Event) -> tuple[str, ...]:
    """What an event says under each aspect."""
    reading = view.readings[report]
    claim = names(reading, (e.statement.speaker,)) if e.statement and e.statement.speaker else ""
    via = f" via {names(reading, (e.statement.via,))}" if claim and e.statement and e.statement.via else ""
    where = reading.quote(e.where.span) if e.where else ""
    own_day = time_words(reading, e.when) if e.when and e.when.basis != "published" else ""
    return (str(e.act) + (f" ({', '.join(e.modes)})" if e.modes else ""), names(reading, e.actors), names(reading, e.recipients), own_day,
            " ".join(where.split()), str(e.status), claim + via)


def page(view: View, request: Request, id: str) -> str:
    h = view.happenings.get(id)
    if h is None:
        raise Refused(404, f"no happening {id!r} here")
    tellings = [telling(view, r, [m for m in h.mentions if m.report == r]) for r in dict.fromkeys(m.report for m in h.mentions)]
    ids = {m.event.id for m in h.mentions if m.event is not None}
    plans = [p for p in view.dossier.progress if any(m.event is not None and m.event.id in ids for m in p.mentions)]
    differ = [d for d in view.dossier.disagreements if any(m.event is not None and m.event.id in ids for m in d.mentions)]
    silent = silent_reports(view, h)
    return render("happening.html", view=view, here="happenings", h=h, title=title_of(h), tellings=tellings, aspects=ASPECTS, plans=plans,
                  differ=differ, silent=silent, differing=differing(tellings), outcomes=OUTCOMES)


def silent_reports(view: View, h: Happening) -> list[str]:
    """Reports of the same story that do not tell of the happening."""
    told = {m.report for m in h.mentions}
    story = {r for s in view.dossier.stories if told & set(s.reports) for r in s.reports}
    return sorted(story - told)


def differing(tellings: Sequence[Telling]) -> set[str]:
    """Aspects that two reports give in different words."""
    return {a for n, a in enumerate(ASPECTS) if len({t.values[n] for t in tellings if t.values[n]}) > 1}


@dataclass(frozen=True, slots=True)
class Step:
    """One report's telling within a plan or disagreement."""

    report: str
    record: str
    title: str
    value: str
    sentence: Markup
    cite: Citation


def steps(view: View, told: Sequence[Told], values: Sequence[str] = ()) -> Iterator[Step]:
    for n, m in enumerate(told):
        reading, x = view.readings[m.report], m.event or m.statement or m.figure
        if x is not None:
            place = m.spans()[0]
            sentence = in_sentence(reading, x) if x.id in view.by_id else quotation(reading, place)
            yield Step(m.report, x.id, note_words(reading, x)[0], values[n] if n < len(values) else "", sentence, place)


def plans(view: View, request: Request) -> str:
    """What was planned, promised or expected, and what became of it; what did not come about stands first."""
    found = sorted(view.dossier.progress, key=lambda p: (p.outcome is Outcome.HAPPENED, p.id))
    told = [(p, list(steps(view, p.mentions)), OUTCOMES[p.outcome]) for p in found]
    open_ = [(r, e) for r in view.dossier.readings for e in r.events if e.status == "planned" and e.id not in view.followed]
    pending = [(e.id, note_words(r, e)[0], r.report.id, in_sentence(r, e)) for r, e in open_[:PAGE]]
    return render("plans.html", view=view, here="plans", plans=told, pending=pending)


def disagreements(view: View, request: Request) -> str:
    """Where reports differ, with each one's value and words."""
    told = [(d, list(steps(view, d.mentions, d.values))) for d in view.dossier.disagreements]
    return render("disagreements.html", view=view, here="disagreements", found=told)
