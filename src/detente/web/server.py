"""The socket in front of the app: the standard library's threading server, bounded in what it takes in."""
from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from detente.web.app import App
from detente.web.http import MOST_BYTES, Refused, Request, Response

WAIT = 30          # seconds for a request to arrive


class Handler(BaseHTTPRequestHandler):
    """Turns bytes into a Request and a Response into bytes; nothing else."""

    protocol_version = "HTTP/1.1"
    server_version = "detente"
    sys_version = ""
    timeout = WAIT
    app: App

    def do_GET(self) -> None:
        self.respond()

    def do_HEAD(self) -> None:
        self.respond()

    def do_POST(self) -> None:
        self.respond()

    def respond(self) -> None:
        try:
            answer = self.app(self.request_of(self.taken()))
        except Refused as e:
            self.close_connection = True
            answer = self.app.trouble(e.status, str(e))
        self.send(answer)

    def request_of(self, body: bytes) -> Request:
        parts = urlsplit("//here" + self.path if self.path.startswith("/") else self.path)
        headers = {k.lower(): v for k, v in self.headers.items()}
        return Request("GET" if self.command == "HEAD" else self.command, parts.path, parts.query, headers, body)

    def taken(self) -> bytes:
        """The body, as long as announced and no longer than allowed."""
        announced = self.headers.get("Content-Length", "0")
        if self.headers.get("Transfer-Encoding") or not (announced.isascii() and announced.isdigit()):
            raise Refused(411, "say how long the body is")
        if int(announced) > MOST_BYTES:
            raise Refused(413, f"more than {MOST_BYTES // 1_000_000} MB at once")
        return self.rfile.read(int(announced))

    def send(self, answer: Response) -> None:
        self.send_response(answer.status)
        for name, value in (("Content-Type", answer.kind), ("Content-Length", str(len(answer.body))), *answer.headers):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged: what is read is nobody else's business."""


class Server(ThreadingHTTPServer):
    """daemon threads: closing the server does not wait for open connections."""

    daemon_threads = True


def serve(app: App, host: str, port: int) -> Server:
    """A server bound to the address; the caller runs it. Port 0 takes a free one. Raises OSError where the address cannot be had."""
    handler = type("Bound", (Handler,), {"app": app})
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound: type[Server] = type("Bound", (Server,), {"address_family": family})
    return bound((host.strip("[]"), port), handler)
