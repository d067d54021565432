"""The table of records: sorted, filtered by the query string, each row opening its sentence."""
from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from detente.records.reading import Event, Mention, Position, Reading, Statement
from detente.store.exports.base import safe_cell
from detente.web.http import Request, Response, download
from detente.web.render import render
from detente.web.sentence import in_sentence
from detente.web.shelf import KINDS, Row, View, parties
from detente.web.words import figure_words, party, position_words, time_words

PAGE = 100
COLUMNS = ("kind", "type", "who", "whom", "what", "status", "day", "report", "confidence")
FILTERS = ("kind", "type", "status", "actor", "report", "q")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, in words."""

    id: str
    kind: str
    type: str
    who: str
    whom: str
    what: str
    status: str
    day: str
    report: str
    confidence: str

    def cell(self, column: str) -> str:
        value: str = getattr(self, column)
        return value


def line(reading: Reading, x: Row) -> Line:
    """A record as a row."""
    report = reading.report.id
    if isinstance(x, Event):
        return Line(x.id, "event", str(x.type), names(reading, x.actors), names(reading, x.recipients), " ".join(reading.quote(x.trigger).split()),
                    str(x.status), time_words(reading, x.when), report, f"{x.confidence:.2f}")
    if isinstance(x, Statement):
        who = party(reading, x.speaker) + (f", via {party(reading, x.via)}" if x.via else "")
        said = " … ".join(" ".join(reading.quote(c).split()) for c in x.content)
        told = party(reading, x.addressee) if x.addressee else ""
        return Line(x.id, "statement", str(x.manner), who, told, said, "", time_words(reading, x.when), report, "")
    if isinstance(x, Position):
        title, _ = position_words(reading, x)
        return Line(x.id, "position", str(x.stance), x.actor.name, x.issue.target or "", title, "", time_words(reading, x.when), report, "")
    title, about = figure_words(reading, x)
    teller = party(reading, x.according_to) if x.according_to else ""
    return Line(x.id, "figure", x.unit, teller, "", f"{title} {about}", str(x.role), time_words(reading, x.when), report, "")


def names(reading: Reading, mentions: Sequence[Mention]) -> str:
    return ", ".join(dict.fromkeys(party(reading, m) for m in mentions))


def selected(view: View, args: Mapping[str, str]) -> list[tuple[Reading, Row]]:
    """The records that pass every filter given."""
    tests: list[Callable[[Reading, Row], bool]] = []
    if kind := args.get("kind"):
        tests.append(lambda _, x: KINDS[type(x)] == kind)
    if report := args.get("report"):
        tests.append(lambda r, _: r.report.id == report)
    if actor := args.get("actor"):
        tests.append(lambda _, x: actor in actor_ids(x))
    if kinds := args.get("type"):
        tests.append(lambda r, x: line(r, x).type.casefold() == kinds.casefold())
    if status := args.get("status"):
        tests.append(lambda r, x: line(r, x).status == status)
    if words := args.get("q", "").casefold().split():
        tests.append(lambda r, x: holds(r, x, words))
    return [(r, x) for r, x in view.rows if all(t(r, x) for t in tests)]


def holds(reading: Reading, x: Row, words: Sequence[str]) -> bool:
    """Whether the row or its clause has every word."""
    told = " ".join([*(line(reading, x).cell(c) for c in COLUMNS), *(reading.quote(s) for s in x.spans()[:2])]).casefold()
    return all(w in told for w in words)


def actor_ids(x: Row) -> set[str]:
    ids = {m.actor.id for _, m in parties(x) if m.actor is not None}
    return ids | {x.actor.id} if isinstance(x, Position) else ids


def ordered(found: list[tuple[Reading, Row]], sort: str) -> list[tuple[Reading, Row]]:
    """By a column, "-" before it for the other way; rows without a value come last either way."""
    column, back = sort.removeprefix("-"), sort.startswith("-")
    if column not in COLUMNS:
        return found
    cells = [(line(r, x).cell(column), n) for n, (r, x) in enumerate(found)]
    full = sorted((c for c in cells if c[0]), key=lambda c: c[0].casefold(), reverse=back)
    return [found[n] for _, n in (*full, *(c for c in cells if not c[0]))]


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with its sentence."""

    line: Line
    sentence: Markup


def page(view: View, request: Request) -> str:
    args = request.args()
    found = ordered(selected(view, args), args.get("sort", ""))
    pages = max(1, -(-len(found) // PAGE))
    number = min(pages, max(1, whole(args.get("page", "1"))))
    rows = [Shown(line(r, x), in_sentence(r, x)) for r, x in found[(number - 1) * PAGE:number * PAGE]]
    kept = {k: args[k] for k in FILTERS if args.get(k)}
    return render("records.html", view=view, here="records", rows=rows, total=len(found), number=number, pages=pages, kept=kept,
                  sort=args.get("sort", ""), columns=COLUMNS, choices=choices(view), kinds=tuple(KINDS.values()))


def choices(view: View) -> dict[str, list[str]]:
    """What the filters offer: what is there."""
    events = [x for _, x in view.rows if isinstance(x, Event)]
    return {"type": sorted({str(e.type) for e in events}), "status": sorted({str(e.status) for e in events}), "report": list(view.readings)}


def whole(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 7 else 1


def table(view: View, request: Request) -> Response:
    """The rows that the page shows, all of them, as CSV."""
    args = request.args()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", *COLUMNS))
    for r, x in ordered(selected(view, args), args.get("sort", "")):
        told = line(r, x)
        writer.writerow([told.id, *(safe_cell(told.cell(c)) for c in COLUMNS)])
    return download(out.getvalue(), "text/csv; charset=utf-8", "records.csv")
