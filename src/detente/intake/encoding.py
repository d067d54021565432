"""Bytes to text: by byte order mark, UTF-8, declared charset, or cp1252 with a note; what is no text is refused with its place."""
from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from detente.errors import UnreadableFile
from detente.intake.taken import Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files by their first bytes, so that a refusal can say what to do.
KINDS = (
    (b"%PDF", "a PDF file"), (b"PK\x03\x04", "a ZIP archive or Word document (name it .zip or .docx)"), (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"\xd0\xcf\x11\xe0", "an old Word document, or one under a password"),
    (b"{\\rtf", "an RTF document (name it .rtf)"), (b"\x1f\x8b", "a gzip archive"), (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
FEW = 0.002


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what was guessed to get it."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file's bytes; declared: the charset it claims. Raises Refused with line or byte for anything that is no text."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return Decoded(strictly(data[len(mark):], name, len(mark)))
    refuse_binary(data)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as e:
        if declared and known(declared) not in (None, "utf-8", "ascii"):
            return Decoded(strictly(data, declared, 0), (f"read as {declared}, which it declares",))
        return Decoded(western(data, e), ("not UTF-8: read as Windows-1252",))


def strictly(data: bytes, encoding: str, offset: int) -> str:
    """The text in an encoding that is sure. Raises Refused with the byte that is not."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as e:
        raise Refused(UnreadableFile(f"is not the {encoding} it claims to be ({e.reason})"), f"byte {offset + e.start}") from None


def western(data: bytes, e: UnicodeDecodeError) -> str:
    """The text as Windows-1252. Raises Refused where it is UTF-8 with broken characters instead, which a guess would garble."""
    if "unexpected end" in e.reason or any(ord(c) > 127 for c in data.decode("utf-8", "ignore")):
        broken = UnreadableFile(f"broken UTF-8: {e.reason} (0x{data[e.start]:02x}); mend the file or save it anew")
        raise Refused(broken, line_of(data, e.start))
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as other:
        raise Refused(UnreadableFile("neither UTF-8 nor Windows-1252; save it as UTF-8"), line_of(data, other.start)) from None


def refuse_binary(data: bytes) -> None:
    """Raises Refused for what begins as a known binary file, holds NUL bytes, or more control characters than a stray one."""
    for start, kind in KINDS:
        if data.startswith(start):
            raise Refused(UnreadableFile(f"is {kind}, which is not read; save it as .docx, text or HTML"))
    nul = data.find(b"\x00")
    if nul >= 0:
        raise Refused(UnreadableFile(f"holds a NUL byte (byte {nul}): not a text, or UTF-16 without its mark; save it as UTF-8"),
                      line_of(data, nul))
    odd = [m.start() for m in CONTROL.finditer(data, 0, 100_000)]
    if len(odd) > max(3, FEW * min(len(data), 100_000)):
        raise Refused(UnreadableFile(f"is binary: {len(odd)} control characters in its first {min(len(data), 100_000)} bytes"),
                      line_of(data, odd[0]))


def line_of(data: bytes, at: int) -> str:
    """The line that a byte stands in, for messages."""
    lines = data.count(b"\n", 0, at) + 1
    return f"line {lines}"


def known(charset: str) -> str | None:
    """Python's name of a charset, or None for one it does not know."""
    try:
        return codecs.lookup(charset).name
    except (LookupError, ValueError):
        return None
