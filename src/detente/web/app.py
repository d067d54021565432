"""The web door without its socket: a request in, an answer out. Every address stands in ROUTES."""
from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import resources
from urllib.parse import unquote

from detente.errors import DetenteError
from detente.web import adding
from detente.web.adding import ReadOne
from detente.web.guard import Guard
from detente.web.http import HEADERS, Refused, Request, Response, html, redirect
from detente.web.pages import actor, figures, happening, home, pictures, record, records, report, world
from detente.web.render import render
from detente.web.shelf import Shelf, View

Page = Callable[[View, Request], str | Response]
PageOf = Callable[[View, Request, str], str | Response]

PAGES: dict[str, Page] = {
    "": home.page,
    "records": records.page,
    "records.csv": records.table,
    "happenings": happening.listing,
    "plans": happening.plans,
    "disagreements": happening.disagreements,
    "timeline": pictures.timeline_page,
    "positions": pictures.positions_page,
    "network": pictures.network_page,
    "tension": pictures.tension_page,
    "world": world.page,
    "figures": figures.page,
    "actors": actor.listing,
}
PAGES_OF: dict[str, PageOf] = {
    "report": report.page,
    "record": record.page,
    "happening": happening.page,
    "actor": actor.page,
    "file": pictures.file,
}
STATIC = {"detente.css": "text/css; charset=utf-8", "detente.js": "text/javascript; charset=utf-8",
          "icon.svg": "image/svg+xml"}


class App:
    """Answers requests from a shelf of readings. read: how to read a new report, None where none are taken."""

    def __init__(self, shelf: Shelf, read: ReadOne | None = None, guard: Guard | None = None) -> None:
        self.shelf, self.read, self.guard = shelf, read, guard or Guard()

    def __call__(self, request: Request) -> Response:
        """Every answer carries the headers that keep served text inert; what cannot be answered says why."""
        try:
            answer = self.guard.admit(request) or self.answer(request)
        except Refused as e:
            answer = self.trouble(e.status, str(e))
        except DetenteError as e:
            answer = self.trouble(400, str(e))
        own = {name for name, _ in answer.headers}
        return Response(answer.body, answer.kind, answer.status, (*answer.headers, *(h for h in HEADERS if h[0] not in own)))

    def answer(self, request: Request) -> Response:
        head, _, rest = request.path.lstrip("/").partition("/")
        if head == "static" and rest in STATIC:
            return Response(static(rest), STATIC[rest], 200, (("Cache-Control", "max-age=600"),))
        if request.method == "POST":
            return self.post(head, request)
        if request.method != "GET":
            raise Refused(405, f"{request.method} is not answered here")
        if head == "reading":
            return html(render("reading.html", view=self.shelf.view, here="home", job=self.shelf.job))
        if rest and head in PAGES_OF:
            return page_of(PAGES_OF[head](self.shelf.view, request, unquote(rest)))
        if not rest and head in PAGES:
            return page_of(PAGES[head](self.shelf.view, request))
        raise Refused(404, f"there is no page {request.path!r}")

    def post(self, head: str, request: Request) -> Response:
        if head == "add" and self.read is not None:
            fields, files = request.form()
            adding.start(self.shelf, fields, files, self.read)
            return redirect("/reading")
        if head == "review" and self.shelf.view.desk is not None:
            return redirect(self.shelf.view.desk.take(self.shelf.view.by_id, request.form()[0]))
        raise Refused(404, f"there is no form {request.path!r}")

    def trouble(self, status: int, message: str) -> Response:
        return html(render("trouble.html", view=self.shelf.view, here="", status=status, message=message), status)


def page_of(made: str | Response) -> Response:
    return made if isinstance(made, Response) else html(made)


@cache
def static(name: str) -> bytes:
    data = resources.files("detente.web").joinpath("data")
    own = data.joinpath(name).read_bytes()
    return own + data.joinpath("drawings.css").read_bytes() if name.endswith(".css") else own
