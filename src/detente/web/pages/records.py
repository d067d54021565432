"""The table of records: sorted, filtered by the query string, each row opening its sentence."""
from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from detente.records.reading import Event, Position
from detente.store.exports.base import safe_cell
from detente.web.http import Request, Response, download
from detente.web.lines import Line
from detente.web.render import render
from detente.web.sentence import in_sentence
from detente.web.shelf import KINDS, Row, View, parties

PAGE = 100
COLUMNS = ("kind", "type", "who", "whom", "what", "status", "day", "report", "confidence")
FILTERS = ("kind", "type", "status", "actor", "report", "q")


def selected(view: View, args: Mapping[str, str]) -> list[int]:
    """The numbers of the records that pass every filter given."""
    tests: list[Callable[[int], bool]] = [is_value(view, column, args[column]) for column in ("kind", "type", "status", "report") if args.get(column)]
    if actor := args.get("actor"):
        tests.append(lambda n: actor in actor_ids(view.rows[n][1]))
    if words := args.get("q", "").casefold().split():
        tests.append(lambda n: all(w in view.searched[n] for w in words))
    return [n for n in range(len(view.rows)) if all(t(n) for t in tests)]


def is_value(view: View, column: str, value: str) -> Callable[[int], bool]:
    return lambda n: view.lines[n].cell(column).casefold() == value.casefold()


def actor_ids(x: Row) -> set[str]:
    ids = {m.actor.id for _, m in parties(x) if m.actor is not None}
    return ids | {x.actor.id} if isinstance(x, Position) else ids


def ordered(view: View, found: list[int], sort: str) -> list[int]:
    """By a column, "-" before it for the other way; rows without a value come last either way."""
    column, back = sort.removeprefix("-"), sort.startswith("-")
    if column not in COLUMNS:
        return found
    full = sorted((n for n in found if view.lines[n].cell(column)), key=lambda n: view.lines[n].cell(column).casefold(), reverse=back)
    return [*full, *(n for n in found if not view.lines[n].cell(column))]


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with its sentence."""

    line: Line
    sentence: Markup


def page(view: View, request: Request) -> str:
    args = request.args()
    found = ordered(view, selected(view, args), args.get("sort", ""))
    pages = max(1, -(-len(found) // PAGE))
    number = min(pages, max(1, whole(args.get("page", "1"))))
    rows = [Shown(view.lines[n], in_sentence(*view.rows[n])) for n in found[(number - 1) * PAGE:number * PAGE]]
    kept = {k: args[k] for k in FILTERS if args.get(k)}
    return render("records.html", view=view, here="records", rows=rows, total=len(found), number=number, pages=pages, kept=kept,
                  sort=args.get("sort", ""), columns=COLUMNS, choices=choices(view), kinds=tuple(KINDS.values()),
                  verdicts=view.desk.current() if view.desk is not None else {})


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
    for n in ordered(view, selected(view, args), args.get("sort", "")):
        told = view.lines[n]
        writer.writerow([told.id, *(safe_cell(told.cell(c)) for c in COLUMNS)])
    return download(out.getvalue(), "text/csv; charset=utf-8", "records.csv")
