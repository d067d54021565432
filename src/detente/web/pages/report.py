"""One report: its text with marks, notes in the margin, layers by kind, and any characters of it on request (`?c=120,240`)."""
from __future__ import annotations

import re

from detente.text import Span
from detente.web.annotated import LAYERS, sheet
from detente.web.http import Refused, Request
from detente.web.pages.home import headline
from detente.web.render import render
from detente.web.shelf import View

CHARACTERS = re.compile(r"(\d{1,9})[,-](\d{1,9})")


def page(view: View, request: Request, id: str) -> str:
    reading = view.readings.get(id)
    if reading is None:
        raise Refused(404, f"no report {id!r} here")
    focus = characters(request.args().get("c", ""), reading.report.text)
    quoted = None if focus is None else reading.quote(focus)
    others = [s for s in view.dossier.stories if id in s.reports and len(s.reports) > 1]
    return render("report.html", view=view, here="reports", sheet=sheet(reading, focus), title=headline(reading), focus=focus, quoted=quoted,
                  layers=LAYERS, argument=view.dossier.reasons.get(id, ()), stories=others, reading=reading)


def characters(asked: str, text: str) -> Span | None:
    """The characters asked for, white space before them left out; None where they are none of this text's."""
    m = CHARACTERS.fullmatch(asked)
    if m is None:
        return None
    start, end = int(m[1]), min(int(m[2]), len(text))
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end) if start < end else None
