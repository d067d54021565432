"""Word and RTF documents to reports: one report a document, or the articles of a delivery by Nexis."""
from __future__ import annotations

from collections.abc import Iterator

from detente.errors import UnreadableFile
from detente.intake.encoding import refuse_binary
from detente.intake.nexis import articles, is_delivery
from detente.intake.rtf import read_rtf
from detente.intake.taken import Options, Refused
from detente.intake.word import is_word, read_word
from detente.text import Report

WORD, RTF = "word", "rtf"
Found = tuple[str | None, Report, tuple[str, ...]]


def kind_of(data: bytes) -> str | None:
    """WORD or RTF by how the file begins, whatever its name is; None for all others."""
    if data.startswith(b"{\\rtf"):
        return RTF
    return WORD if data.startswith(b"PK\x03\x04") and is_word(data) else None


def documents(data: bytes, kind: str | None, stem: str, options: Options) -> Iterator[Found]:
    """Place, report and notes of each report. stem: the file's name, by which its articles are numbered. Raises Refused where there is none."""
    paragraphs = paragraphs_of(data, kind, options.max_bytes)
    if not paragraphs:
        raise Refused(UnreadableFile("is a document without any text"))
    if not is_delivery(paragraphs):
        yield None, Report("\n\n".join(paragraphs), source=options.source), ()
        return
    found = list(articles(paragraphs))
    if not found:
        raise Refused(UnreadableFile("is a delivery of Nexis without the text of an article; deliver it anew with full documents"))
    for number, a in enumerate(found, 1):
        place = f"article {number}" if len(found) > 1 else None
        name = f"{stem}-{number:0{len(str(len(found)))}d}" if place and stem.strip() else None
        yield place, Report(a.text, name, a.published, a.source or options.source, a.url, a.title), a.notes


def paragraphs_of(data: bytes, kind: str | None, max_bytes: int) -> list[str]:
    """The paragraphs of a document. Raises Refused for one that is of neither kind, whatever its name says."""
    if kind == RTF:
        return read_rtf(data)
    if kind is None and not data.startswith(b"PK"):
        refuse_binary(data)
        raise Refused(UnreadableFile("is neither a Word nor an RTF document; if it is plain text, name it .txt"))
    return read_word(data, max_bytes)
