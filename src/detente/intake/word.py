"""A Word document (.docx) to its paragraphs, read as a stream: one part of the archive, so far and no further, no entity resolved.

ECMA-376, part 1, chapter 17. What Word shows is taken: inserted text, content controls, text boxes, tables; what it does not show (deleted
and hidden text, field codes, comments, headers and footers) is left.
"""
from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from lxml import etree

from detente.errors import UnreadableFile
from detente.intake.taken import Refused

MAIN = "word/document.xml"
RELATIONS = "_rels/.rels"
RELATION = re.compile(rb'Type="[^"]*/officeDocument"[^>]*Target="/?([^"]+)"|Target="/?([^"]+)"[^>]*Type="[^"]*/officeDocument"')
# Word writes a handful of bytes of markup a letter; a part that unpacks to more than this many times the bound is no report.
MARKUP = 10
WORDS = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
UNSEEN = frozenset(("del", "moveFrom", "Fallback", "sdtPr", "pPrChange", "rPrChange", "tblGrid"))
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
OFF = frozenset(("0", "false", "off"))
ADVICE = "open it in Word or LibreOffice and save it anew"


def is_word(data: bytes) -> bool:
    """Whether an archive is a Word document, by what lies in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return MAIN in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):    # a version of the format that is not known
        return False


def read_word(data: bytes, max_bytes: int) -> list[str]:
    """The paragraphs of a document, a row of a table as one of them. Raises Refused for what is none, is broken, or is larger than max_bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(main_part(archive)) as part:
            return list(bounded(paragraphs(Bounded(part, MARKUP * max_bytes)), max_bytes))
    except etree.XMLSyntaxError as e:
        raise Refused(UnreadableFile(f"is a Word document whose text is broken ({e.msg}); {ADVICE}")) from None
    except KeyError:
        raise Refused(UnreadableFile(f"is an archive without a Word text in it; {ADVICE}, or name it .zip if it holds reports")) from None
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError, ValueError) as e:
        raise Refused(UnreadableFile(f"is no Word document that can be opened ({e}); {ADVICE}")) from None
    except RuntimeError:    # what zipfile raises for a password; NotImplementedError is one of its kind
        raise Refused(UnreadableFile("is a Word document under a password; save it without one")) from None


def main_part(archive: zipfile.ZipFile) -> str:
    """The name of the part that holds the text: the usual one, else the one that the document's relations name."""
    if MAIN in archive.namelist():
        return MAIN
    with archive.open(RELATIONS) as part:
        found = RELATION.search(part.read(100_000))
    if found is None:
        raise KeyError(MAIN)
    return (found[1] or found[2]).decode("utf-8", "replace")


@dataclass(slots=True)
class Bounded:
    """A stream that refuses to be read beyond a number of bytes."""

    stream: IO[bytes]
    left: int

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise Refused(UnreadableFile("unpacks to far more than a report holds; save its text as .txt"))
        return data


def bounded(found: Iterator[str], most: int) -> Iterator[str]:
    """The paragraphs. Raises Refused where they are longer than allowed together."""
    for paragraph in found:
        most -= len(paragraph)
        if most < 0:
            raise Refused(UnreadableFile("holds more text than is read of one file; cut it into several"))
        yield paragraph


@dataclass(slots=True)
class Row:
    """A row of a table being read: the paragraphs of each of its cells."""

    cells: list[list[str]] = field(default_factory=list)

    def told(self) -> list[str]:
        """One line with tabs; the paragraphs apart where a cell holds several, as in tables that only lay out a page."""
        full = [c for c in self.cells if c]
        return [p for c in full for p in c] if any(len(c) > 1 for c in full) else ["\t".join(c[0] for c in full)] if full else []


@dataclass(slots=True)
class Walk:
    """Where the walk through the document stands. said: a list of pieces for each open paragraph, for a text box lies within one;
    runs: where each open run began in its paragraph; hidden: which of them are."""

    said: list[list[str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    unseen: int = 0
    runs: list[int] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)

    def start(self, tag: str) -> None:
        if tag == "p":
            self.said.append([])
        elif tag == "r":
            self.runs.append(len(self.said[-1]) if self.said else 0)
            self.hidden.append(False)
        elif tag == "tr":
            self.rows.append(Row())
        elif tag == "tc" and self.rows:
            self.rows[-1].cells.append([])

    def end(self, tag: str, node: Any) -> None:
        if tag == "t" and self.said:
            self.said[-1].append(node.text or "")
        elif tag in SIGNS and self.said and name_of(node.getparent()) == "r":
            self.said[-1].append(SIGNS[tag])
        elif tag == "vanish" and self.hidden:
            self.hidden[-1] = next((v for k, v in node.attrib.items() if k.endswith("}val")), "1") not in OFF
        elif tag == "r" and self.runs:
            start = self.runs.pop()
            if self.hidden.pop() and self.said:
                del self.said[-1][start:]
        elif tag == "p" and self.said:
            self.put("".join(self.said.pop()))
        elif tag == "tr" and self.rows:
            for paragraph in self.rows.pop().told():
                self.put(paragraph)

    def put(self, paragraph: str) -> None:
        """Keep a paragraph: in its cell, or as done."""
        lines = [line.strip() for line in paragraph.split("\n")]
        whole = "\n".join(line for line in lines if line)
        if whole:
            (self.rows[-1].cells[-1] if self.rows and self.rows[-1].cells else self.done).append(whole)


def paragraphs(part: Bounded) -> Iterator[str]:
    """The paragraphs of a document part, in order; what was read is forgotten at once."""
    walk = Walk()
    parser = etree.iterparse(part, events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    for event, node in parser:
        tag = name_of(node)
        if event == "start":
            refuse_entities(node)
            walk.unseen += tag in UNSEEN
            if not walk.unseen:
                walk.start(tag)
            continue
        if not walk.unseen:
            walk.end(tag, node)
        walk.unseen -= tag in UNSEEN
        if tag in {"p", "tr", "tbl"} | UNSEEN:
            forget(node)
        yield from walk.done
        walk.done.clear()


def name_of(node: Any) -> str:
    """An element's name without its namespace, if it is one of Word's own (or of the wrapper for alternatives); "" otherwise."""
    if node is None or not isinstance(node.tag, str):
        return ""
    space, _, local = node.tag.rpartition("}")
    return local if space[1:] in WORDS or local == "Fallback" else ""


def refuse_entities(node: Any) -> None:
    """Raises Refused at the root of a document with a DOCTYPE: Word writes none, and entities in it could blow the text up."""
    if node.getparent() is None and node.getroottree().docinfo.doctype:
        raise Refused(UnreadableFile(f"is a Word document with a DOCTYPE, which Word never writes; {ADVICE}"))


def forget(node: Any) -> None:
    """Free an element that was read and those before it."""
    node.clear()
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]
