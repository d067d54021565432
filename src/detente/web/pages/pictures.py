"""Pages around pictures: timeline, positions, network, tension; and each picture and its data as a file."""
from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from detente.study.discourse import camps, ties
from detente.study.matrix import Held, Matrix, matrix
from detente.study.picture import picture
from detente.study.tables import Table, of_agreement, of_edges, of_figures, of_nodes, of_positions, of_tension, of_timeline, of_world
from detente.study.tension import PERIODS, Tension, tension
from detente.study.timeline import Bar, Episode, bars, episodes, undated
from detente.web import links
from detente.web.drawings import matrix as matrix_drawing
from detente.web.drawings import network as network_drawing
from detente.web.drawings import tension as tension_drawing
from detente.web.drawings import timeline as timeline_drawing
from detente.web.drawings.frame import svg, text
from detente.web.http import Refused, Request, Response, download
from detente.web.pages.happening import title_of
from detente.web.pages.records import whole
from detente.web.pages.world import day_asked
from detente.web.render import render
from detente.web.shelf import View
from detente.web.tables import csv_text

Args = Mapping[str, str]
PAGE = 120      # bars of a page
SVG = "image/svg+xml; charset=utf-8"


def timeline_page(view: View, request: Request) -> str:
    args = request.args()
    found = asked_bars(view, args)
    shown, number, pages = asked_episodes(found, args)
    drawn = [(e, Markup(timeline_drawing.timeline(e, link_of))) for e in shown]
    rest = undated(view.dossier, args.get("actor") or None)
    kept = {k: args[k] for k in ("actor", "since", "until") if args.get(k)}
    without = [(a.happening.id, title_of(a.happening)) for a in rest[:PAGE]]
    return render("timeline.html", view=view, here="timeline", drawn=drawn, total=len(found), undated=without, number=number, pages=pages,
                  kept=kept, sort="", sides=sides_of(view))


def link_of(b: Bar) -> str:
    return links.to("happening", b.act.happening.id)


def sides_of(view: View) -> list[tuple[str, str]]:
    """Sides that act or are acted on, by name."""
    return sorted(((n.actor.id, n.actor.name) for n in view.network.nodes), key=lambda x: x[1])


def positions_page(view: View, request: Request) -> str:
    args = request.args()
    m = matrix(view.dossier, args.get("actor") or None, args.get("issue") or None)
    split = camps(m)
    return render("positions.html", view=view, here="positions", m=m, ties=ties(m), camps=split, quote=lambda h: quote_of(view, h),
                  names={a.id: a.name for a in m.actors})


def quote_of(view: View, h: Held) -> str:
    reading = view.readings[h.report]
    return " … ".join(" ".join(reading.quote(s).split()) for s in h.position.evidence)


def network_page(view: View, request: Request) -> str:
    drawn = Markup(network_drawing.network(view.network, lambda n: links.to("actor", n.actor.id)))
    return render("network.html", view=view, here="network", net=view.network, drawn=drawn, most=network_drawing.MOST,
                  names={n.actor.id: n.actor.name for n in view.network.nodes})


def tension_page(view: View, request: Request) -> str:
    args = request.args()
    one, two, period = args.get("one", ""), args.get("two", ""), args.get("period", "year")
    found = tension(view.dossier, one, two, period) if one and two and one != two and period in PERIODS else ()
    drawn = Markup(tension_drawing.tension(found, f"{one} and {two}")) if found else None
    return render("tension.html", view=view, here="network", one=one, two=two, period=period, periods=list(PERIODS), found=found, drawn=drawn,
                  sides=sides_of(view))


def file(view: View, request: Request, name: str) -> Response:
    """A picture (.svg) or its data (.csv) by name. Raises Refused for a name that is none."""
    args = request.args()
    stem, _, suffix = name.rpartition(".")
    if suffix == "svg" and stem in DRAWN:
        return download(DRAWN[stem](view, args), SVG, name)
    if suffix == "csv" and stem in TABLES:
        return download(csv_text(TABLES[stem](view, args)), "text/csv; charset=utf-8", name)
    known = ", ".join([*(f"{d}.svg" for d in DRAWN), *(f"{t}.csv" for t in TABLES)])
    raise Refused(404, f"no picture or table {name!r} here; there are: {known}")


def asked_bars(view: View, args: Args) -> tuple[Bar, ...]:
    return bars(view.dossier, args.get("actor") or None, args.get("since"), args.get("until"))


def asked_episodes(found: tuple[Bar, ...], args: Args) -> tuple[tuple[Episode, ...], int, int]:
    """The episodes of the page asked for, its number, and how many pages there are."""
    pages = max(1, -(-len(found) // PAGE))
    number = min(pages, max(1, whole(args.get("page", "1"))))
    return tuple(episodes(found[(number - 1) * PAGE:number * PAGE])), number, pages


def asked_matrix(view: View, args: Args) -> Matrix:
    return matrix(view.dossier, args.get("actor") or None, args.get("issue") or None)


def asked_tension(view: View, args: Args) -> tuple[Tension, ...]:
    return tension(view.dossier, args.get("one", ""), args.get("two", ""), args.get("period", "year"))


def drawn_episodes(view: View, args: Args) -> str:
    """One episode of a page, by its number; the first where none is asked for."""
    found, _, _ = asked_episodes(asked_bars(view, args), args)
    chosen = min(max(1, whole(args.get("episode", "1"))), len(found))
    if not found:
        return svg(360, 40, "Nothing is dated", [text(20, 25, "Nothing is dated.")], alone=True)
    return timeline_drawing.timeline(found[chosen - 1], alone=True)


DRAWN: dict[str, Callable[[View, Args], str]] = {
    "timeline": drawn_episodes,
    "positions": lambda v, a: matrix_drawing.matrix(asked_matrix(v, a), alone=True),
    "network": lambda v, a: network_drawing.network(v.network, alone=True),
    "tension": lambda v, a: tension_drawing.tension(asked_tension(v, a), f"{a.get('one')} and {a.get('two')}", alone=True),
    "world": lambda v, a: picture(v.world(day_asked(v, a))),
}
TABLES: dict[str, Callable[[View, Args], Table]] = {
    "timeline": lambda v, a: of_timeline(asked_bars(v, a)),
    "positions": lambda v, a: of_positions(asked_matrix(v, a), v.dossier),
    "agreement": lambda v, a: of_agreement(asked_matrix(v, a)),
    "network": lambda v, a: of_edges(v.network),
    "actors": lambda v, a: of_nodes(v.network),
    "tension": lambda v, a: of_tension(asked_tension(v, a)),
    "figures": lambda v, a: of_figures(v.dossier),
    "world": lambda v, a: of_world(v.world(day_asked(v, a)), v.quote),
}
