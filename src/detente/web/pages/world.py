"""The world on a date: who proposes, backs and opposes what, who promised what, who depends on whom, each cell with its words."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from detente.errors import BadDate
from detente.records.dossier import Citation
from detente.records.reading import Figure
from detente.web.http import Request
from detente.web.render import render
from detente.web.sentence import plain_quotation
from detente.web.shelf import View
from detente.web.words import amount as words_of


def day_asked(view: View, args: Mapping[str, str]) -> str:
    """The day asked for, by `on` or by the number of a report day; the last report day where none is asked for. Raises BadDate."""
    if args.get("on"):
        try:
            return date.fromisoformat(args["on"]).isoformat()
        except ValueError:
            raise BadDate(f"{args['on']!r} is not an ISO day such as 2017-09-06") from None
    days = view.days or ("1970-01-01",)
    step = args.get("step", "")
    return days[min(int(step), len(days) - 1)] if step.isascii() and step.isdigit() and len(step) < 7 else days[-1]


def page(view: View, request: Request) -> str:
    on = day_asked(view, request.args())
    world = view.world(on)
    step = sum(d <= on for d in view.days) - 1
    return render("world.html", view=view, here="world", world=world, on=on, days=view.days, step=max(0, step), sides=sides_of,
                  words=lambda c: words(view, c), amount=amount)


def sides_of(measure: object) -> list[tuple[str, str, object]]:
    """The four kinds of stance on a measure, in words."""
    return [(kind, name, getattr(measure, kind)) for kind, name in
            (("proposed_by", "proposed by"), ("backed_by", "backed by"), ("conditional", "on a condition"), ("opposed_by", "opposed by"))]


def words(view: View, citation: Citation) -> Markup:
    return plain_quotation(view.readings[citation.report], citation)


def amount(f: Figure | None) -> str:
    return "" if f is None else " ".join(w for w in (str(f.comparator or ""), words_of(f)) if w)
