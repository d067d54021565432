"""An HTML page to plain lines, and what its head says about title, date, address and site."""
from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from detente.errors import BadDate, UnreadableFile
from detente.intake.taken import Refused
from detente.text import iso

BLOCKS = frozenset("""address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr label legend li main nav ol p pre section summary table tbody tfoot thead tr ul
    """.split())
# Never shown as text, or no text of the page: scripts, styles, drawings, the lists of a drop-down box.
UNSEEN = frozenset("""applet audio canvas datalist embed head iframe map math noembed noframes noscript object script select style svg
    template video""".split())
CELLS = frozenset(("td", "th"))
SPACE = re.compile(r"[ \t\r\n\f]+")
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w\-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w\-]{2,40})", re.I)
DATES = tuple("""article:published_time og:article:published_time datepublished dc.date.issued dcterms.issued dcterms.created dc.date
    pubdate publishdate publish-date publication_date parsely-pub-date sailthru.date date article.published originalpublicationdate
    """.split())
LONGEST_SCRIPT = 200_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page as plain text, blocks apart by a blank line, and what its head says. published: an ISO date as given, or None."""

    text: str
    title: str | None
    published: str | None
    url: str | None
    source: str | None
    notes: tuple[str, ...] = ()


def declared_charset(data: bytes) -> str | None:
    """The charset that a page names in its first 2,048 bytes."""
    m = CHARSET.search(data, 0, 2048)
    return (m[1] or m[2]).decode("ascii") if m else None


def read_page(markup: str) -> Page:
    """The text and head of a page; a page cut off in the middle gives what is there. Raises Refused where there is no text at all."""
    root = parsed(markup)
    text = "\n\n".join(paragraphs(root))
    if not text:
        raise Refused(UnreadableFile("is an HTML page without any text"))
    meta = metadata(root)
    published, notes = first_date(dates_given(root, meta))
    title = meta.get("og:title") or squeeze("".join(root.xpath("string(//head/title)"))) or None
    canonical = next((h.strip() for h in root.xpath("//link[@rel='canonical']/@href") if h.strip()), None)
    return Page(text, title, published, canonical or meta.get("og:url"), meta.get("og:site_name"), notes)


def parsed(markup: str) -> Any:
    """The page's tree. Raises Refused where there is none."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as e:
        raise Refused(UnreadableFile(f"is an HTML page that holds nothing ({e})")) from None
    return root


def paragraphs(root: Any) -> Iterator[str]:
    """The text of each block, its white space made single spaces; a line break stays one, table cells are apart by a tab."""
    pieces: list[str] = []
    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            hidden += tag in UNSEEN
        else:
            hidden -= tag in UNSEEN
        if not hidden and tag in BLOCKS:
            yield from finished(pieces)
        if not hidden and event == "start" and tag == "br":
            pieces.append("\n")
        if not hidden and event == "end" and tag in CELLS:
            pieces.append("\t")
        said = node.text if event == "start" and tag not in UNSEEN else node.tail if event == "end" else None
        if said and not hidden:
            pieces.append(SPACE.sub(" ", said))
    yield from finished(pieces)


def finished(pieces: list[str]) -> Iterator[str]:
    """The paragraph that the pieces make, if there is any; the list is emptied."""
    joined = re.sub(r" +", " ", "".join(pieces))
    pieces.clear()
    lines = [line.strip(" ").strip("\t") for line in joined.split("\n")]
    whole = "\n".join(line for line in lines if line.strip())
    if whole:
        yield whole


def squeeze(text: str) -> str:
    """The text with its white space made single spaces."""
    return " ".join(text.split())


def metadata(root: Any) -> dict[str, str]:
    """The page's <meta> values by their names in lower case, the first of each."""
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        value = squeeze(node.get("content") or "")
        if name and value:
            found.setdefault(name, value)
    return found


def dates_given(root: Any, meta: dict[str, str]) -> Iterator[str]:
    """The dates of publication that the page claims, surest first."""
    yield from (meta[name] for name in DATES if name in meta)
    yield from root.xpath("//*[@itemprop='datePublished']/@datetime")
    yield from root.xpath("//time[@pubdate]/@datetime")
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        yield from linked_dates(script)


def linked_dates(script: str) -> Iterator[str]:
    """The datePublished of JSON-LD, on its top level or in its graph."""
    if len(script) > LONGEST_SCRIPT:
        return
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return  # the page's own error; its other marks remain
    for item in data if isinstance(data, list) else [data, *(data.get("@graph") or [])] if isinstance(data, dict) else []:
        if isinstance(item, dict) and isinstance(item.get("datePublished"), str):
            yield item["datePublished"]


def first_date(given: Iterator[str]) -> tuple[str | None, tuple[str, ...]]:
    """The first that is an ISO date, and a note for each that is not and stood before it."""
    notes: list[str] = []
    for value in given:
        try:
            return iso(value.strip()), tuple(notes)
        except BadDate:
            notes.append(f"the page's date {value[:60]!r} is not an ISO date; passed over")
    return None, tuple(notes)
