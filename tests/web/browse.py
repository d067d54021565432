"""A browser of a few lines: pages as elements, links as they are followed by hand."""
from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from detente.records.reading import Provenance, Reading
from detente.text import Report
from detente.web.app import App
from detente.web.http import Request, Response

LOCAL = {"host": "127.0.0.1:8017"}


def ask(app: App, address: str, method: str = "GET", body: bytes = b"", **headers: str) -> Response:
    """One request; header names with _ for -."""
    parts = urlsplit(address)
    given = {**LOCAL, **{k.replace("_", "-"): v for k, v in headers.items()}}
    return app(Request(method, parts.path, parts.query, given, body))


class Visit:
    """A walk through pages that counts its clicks."""

    def __init__(self, app: App, address: str = "/") -> None:
        self.app, self.address, self.clicks = app, address, 0
        self.load()

    def load(self) -> None:
        answer = ask(self.app, self.address)
        assert answer.status == 200, (self.address, answer.status)
        self.text = answer.body.decode()
        self.page: Any = html.fromstring(self.text)

    def links(self) -> list[tuple[str, str]]:
        return [(" ".join(a.text_content().split()), str(a.get("href"))) for a in self.page.iter("a") if a.get("href")]

    def click(self, words: str = "", to: str = "") -> Visit:
        """Follow the first link with those words whose address begins so."""
        found = [h for w, h in self.links() if words in w and h.startswith(to)]
        assert found, (words, to, self.address, self.links())
        self.address = urljoin(self.address, found[0])
        self.clicks += 1
        self.load()
        return self

    def words(self, path: str = "//main") -> str:
        return " ".join(" ".join(e.text_content().split()) for e in self.page.xpath(path))

    @property
    def target(self) -> str:
        """The words of the element that the address points into."""
        name = unquote(urlsplit(self.address).fragment)
        return self.words(f"//*[@id='{name}']")


def empty_reading(report: Report, page_sha256: str | None = None) -> Reading:
    """A reading that found nothing, for forms that want a reader."""
    return Reading(report, (), (), (), (), (), (), (), (), Provenance("test", (), "", "", page_sha256))
