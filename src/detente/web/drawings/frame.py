"""What every drawing shares: words made safe for XML, an opening and an end, and its style, inside the file only where it stands alone."""
from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from importlib import resources

from detente.web.annotated import visible


@cache
def style() -> str:
    """The style of all drawings; pages have it from their own style sheet."""
    return resources.files("detente.web").joinpath("data/drawings.css").read_text("utf-8")


def clean(words: str) -> str:
    """Words safe in XML: escaped, without control characters, on one line."""
    return escape("".join(c if c.isprintable() else " " for c in visible(words)))


def shortened(words: str, size: int) -> str:
    return words if len(words) <= size else words[:size - 1].rstrip() + "…"


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" class="{kind}">{clean(words)}</text>'


def svg(width: float, height: float, title: str, body: Iterable[str], alone: bool = False) -> str:
    """alone: a file of its own, with its style and ground. One that holds links is a group to screen readers, not an image."""
    parts = list(body)
    role = "group" if any("<a " in p for p in parts) else "img"
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
            f'class="drawing" role="{role}" aria-label="{clean(title)}">')
    ground = [f"<style>{style()}</style>", f'<rect class="d-ground" width="{width:g}" height="{height:g}"/>'] if alone else []
    return "\n".join((head, f"<title>{clean(title)}</title>", *ground, *parts, "</svg>\n"))


def linked(href: str | None, body: str) -> str:
    """The body as a link, where there is a page to lead to."""
    return body if href is None else f'<a href="{clean(href)}">{body}</a>'
