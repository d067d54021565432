"""Who may ask: on loopback only pages of this server's own address; elsewhere whoever has the token; forms only from our own pages."""
from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlencode, urlsplit

from detente.web.http import Refused, Request, Response, redirect

COOKIE = "detente"
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def is_loopback(host: str) -> bool:
    """Whether an address to listen on can be reached from this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Guard:
    """token: None on loopback, where the Host header is checked instead, so that no other site's name can be pointed at this server."""

    token: str | None = None

    def admit(self, request: Request) -> Response | None:
        """None where the request may pass; a redirect that turns a token in the address into a cookie. Raises Refused."""
        if self.token is None:
            self.local(request)
        elif not self.known(cookie_of(request)):
            return self.enter(request)
        if request.method == "POST":
            own_page(request)
        return None

    def local(self, request: Request) -> None:
        name = urlsplit(f"//{request.headers.get('host', '')}").hostname
        if name not in LOCAL:
            raise Refused(421, "this server answers to localhost only")

    def known(self, given: str) -> bool:
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def enter(self, request: Request) -> Response:
        args = request.args()
        if not self.known(args.pop("token", "")):
            raise Refused(401, "this server wants the token that it printed when it was started: add ?token=... to the address")
        to = "/" + request.path.lstrip("/\\")
        return redirect(f"{to}?{urlencode(args)}" if args else to,
                        ("Set-Cookie", f"{COOKIE}={self.token}; HttpOnly; SameSite=Strict; Path=/"))


def cookie_of(request: Request) -> str:
    try:
        jar = SimpleCookie(request.headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def own_page(request: Request) -> None:
    """Raises Refused for a form that another site posts."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Refused(403, "forms are taken from this server's own pages only")
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Refused(403, "forms are taken from this server's own pages only")
