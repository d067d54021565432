"""Requests and answers as plain values, so that pages can be tested without a socket; forms within bounds; headers that keep text inert."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

MOST_BYTES = 25_000_000       # of one upload, all files together
MOST_FILES = 200
MOST_FIELDS = 100
HTML = "text/html; charset=utf-8"
# Nothing is loaded from elsewhere, nothing inline runs, nobody may frame the page. Under "no-referrer" browsers would post forms with the
# origin "null", which the guard refuses; "same-origin" tells other sites as little.
POLICY = ("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; connect-src 'self'; form-action 'self'; "
          "base-uri 'none'; frame-ancestors 'none'")
HEADERS = (("Content-Security-Policy", POLICY), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
           ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"), ("Cache-Control", "no-store"))
DISPOSITION = re.compile(rb'(?:^|;)\s*(name|filename)="((?:[^"\\]|\\.)*)"', re.I)
BOUNDARY = re.compile(r'boundary="?([^";,\s]{1,70})"?', re.I)


class Refused(Exception):
    """Within the web room: a request that is answered with this status and message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as sent: the last part of its name, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """One request. headers: names in small letters; path: percent-decoded; query: raw."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def args(self) -> dict[str, str]:
        """The query's fields, the last of each name."""
        return fields_of(self.query)

    def form(self) -> tuple[dict[str, str], tuple[Upload, ...]]:
        """Fields and files of a posted form. Raises Refused for more than the bounds allow."""
        kind = self.headers.get("content-type", "")
        if kind.startswith("multipart/form-data"):
            return multipart(kind, self.body)
        return fields_of(self.body.decode("utf-8", "replace")), ()


@dataclass(frozen=True, slots=True)
class Response:
    body: bytes
    kind: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


def fields_of(raw: str) -> dict[str, str]:
    try:
        return {k: v[-1] for k, v in parse_qs(raw, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace").items()}
    except ValueError:
        raise Refused(400, f"more than {MOST_FIELDS} fields") from None


def multipart(kind: str, body: bytes) -> tuple[dict[str, str], tuple[Upload, ...]]:
    """The parts of a form: those with a file name are files."""
    found = BOUNDARY.search(kind)
    if found is None:
        raise Refused(400, "a form without its boundary")
    fields: dict[str, str] = {}
    files: list[Upload] = []
    for n, (name, filename, data) in enumerate(parts(body, found[1].encode())):
        if n >= MOST_FILES + MOST_FIELDS:
            raise Refused(413, f"more than {MOST_FILES} files at once")
        if filename is None:
            fields[name] = data.decode("utf-8", "replace")
        elif data:
            files.append(Upload(re.split(r"[/\\]", filename)[-1][:200] or "unnamed", data))
    if len(files) > MOST_FILES:
        raise Refused(413, f"more than {MOST_FILES} files at once")
    return fields, tuple(files)


def parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, str | None, bytes]]:
    """Name, file name and content of each part (RFC 7578)."""
    for piece in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:]:
        if piece.startswith(b"--"):
            return
        head, gap, data = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        line = next((h for h in head.split(b"\r\n") if h.lower().startswith(b"content-disposition:")), b"")
        names = {k.lower(): v.decode("utf-8", "replace") for k, v in DISPOSITION.findall(line)}
        if gap and b"name" in names:
            yield names[b"name"], names.get(b"filename"), data


def html(page: str, status: int = 200) -> Response:
    return Response(page.encode("utf-8", "replace"), HTML, status)


def redirect(path: str, *headers: tuple[str, str]) -> Response:
    """See other: a posted form leads to a page that may be loaded again."""
    return Response(b"", HTML, 303, (("Location", path), *headers))


def download(data: str, kind: str, name: str) -> Response:
    """A file to keep; a picture may carry its own style, but nothing that runs."""
    policy = ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    return Response(data.encode("utf-8", "replace"), kind, 200, (("Content-Disposition", f'attachment; filename="{name}"'), policy))
