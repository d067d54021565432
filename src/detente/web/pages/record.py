"""One record: its sentence with every field underlined, its fields, why it is so coded, what else is linked to it."""
from __future__ import annotations

from collections.abc import Iterator

from detente.records.dossier import Citation
from detente.records.reading import Event, Figure, Mention, Position, Reading, Statement
from detente.web.annotated import LAYERS
from detente.web.http import Refused, Request
from detente.web.render import render
from detente.web.sentence import in_sentence
from detente.web.shelf import KINDS, Row, View, parties
from detente.web.words import amount, anchor, note_words, one_line, party, time_words


def page(view: View, request: Request, id: str) -> str:
    found = view.by_id.get(id)
    if found is None:
        raise Refused(404, f"no record {id!r} here")
    reading, x = found
    title, detail = note_words(reading, x)
    links = [(role, party(reading, m), m.actor.id if m.actor else "") for role, m in parties(x)]
    if isinstance(x, Position):
        links.insert(0, ("actor", x.actor.name, x.actor.id))
    happening = view.happening_of.get(id)
    ids = [y.id for _, y in view.rows]
    given = [(v, view.desk.told(reading, x, v)) for v in view.desk.given(id)] if view.desk is not None else []
    return render("record.html", view=view, here="records", kind=KINDS[type(x)], title=title, detail=detail, x=x, reading=reading,
                  sentence=in_sentence(reading, x), fields=list(fields(reading, x)), links=links, happening=happening,
                  place=Citation(reading.report.id, anchor(x)), reasons=reading.reasons.get(id, ()), linked=list(linked(view, reading, x)),
                  layers=LAYERS, neighbours=neighbours(ids, id), given=given,
                  after=view.desk.after(reading, x) if view.desk is not None else None,
                  candidates=view.desk.candidates(reading, x) if view.desk is not None else [],
                  known=sorted({(m.actor.id, m.actor.name) for m in reading.mentions if m.actor is not None}))


def neighbours(ids: list[str], id: str) -> tuple[str | None, str | None]:
    """The records before and after."""
    at = ids.index(id)
    return (ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None)


def fields(reading: Reading, x: Row) -> Iterator[tuple[str, str]]:
    """Name and value of what is known; what is not known is left out."""
    told = list(event_fields(reading, x)) if isinstance(x, Event) else list(other_fields(reading, x))
    yield from ((name, value) for name, value in told if value)


def event_fields(reading: Reading, e: Event) -> Iterator[tuple[str, str]]:
    yield "type", str(e.type) + (f" ({', '.join(e.modes)})" if e.modes else "")
    yield "act", str(e.act) if e.act is not e.type else ""
    yield "status", str(e.status) + (", told as background" if e.background else "")
    yield "contexts", ", ".join(e.contexts)
    yield "time", f"{time_words(reading, e.when)} ({e.when.basis})" if e.when else "not known"
    yield "place", place(reading, e.where) if e.where else ""
    yield "claimed by", party(reading, e.statement.speaker) if e.statement and e.statement.speaker else "the reporter"
    yield "relayed by", party(reading, e.statement.via) if e.statement and e.statement.via else ""
    yield "quad, score", f"{e.quad}, {e.score:g}"
    yield "CAMEO", e.cameo or ""
    yield "confidence", f"{e.confidence:.2f}"


def place(reading: Reading, m: Mention) -> str:
    where = m.place
    return one_line(reading, m.span) if where is None else f"{where.name}, {where.country or '?'} ({where.precision})"


def other_fields(reading: Reading, x: Statement | Position | Figure) -> Iterator[tuple[str, str]]:
    if isinstance(x, Statement):
        yield "manner", str(x.manner)
        yield "at", place(reading, x.venue) if x.venue else ""
    elif isinstance(x, Position):
        yield "measure", x.issue.label
        yield "aimed at", x.issue.target or ""
        yield "stance", str(x.stance)
        yield "condition", one_line(reading, x.condition) if x.condition else ""
    else:
        yield "value", amount(x)
        yield "stands to the true value", str(x.comparator or "")
        yield "change", " ".join(w for w in (str(x.change or ""), x.base or "") if w)
        yield "of", x.about or ""
        yield "role", str(x.role)
    yield "time", f"{time_words(reading, x.when)} ({x.when.basis})" if x.when else ""


def linked(view: View, reading: Reading, x: Row) -> Iterator[tuple[str, str, str]]:
    """Records that this one rests on or that rest on it: how, id, words."""
    if isinstance(x, Event) and x.statement is not None:
        yield "told in", x.statement.id, note_words(reading, x.statement)[0]
    if isinstance(x, Position) and x.record in view.by_id:
        r, y = view.by_id[x.record]
        yield "taken from", y.id, note_words(r, y)[0]
    if isinstance(x, Statement):
        for e in reading.events:
            if e.statement is not None and e.statement.id == x.id:
                yield "tells of", e.id, note_words(reading, e)[0]
    if isinstance(x, (Event, Statement)):
        for p in reading.positions:
            if p.record == x.id:
                yield "shows", p.id, note_words(reading, p)[0]
