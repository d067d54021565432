"""What Nexis Uni, and LexisNexis before it, delivers as one document: several articles, each with a head, a body and a foot of archive data.

Two forms, known from public guides of libraries: today's ("Body" and "End of Document" on lines of their own, fields as "Length: 512 words",
after a cover page) and the older ("3 of 50 DOCUMENTS", fields in capitals, "LOAD-DATE: ..."). The report's text is headline, byline and body;
date and source come from the head. The day the archive loaded an article is not the day it was published and is not taken for it.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

END = re.compile(r"End of Document", re.I)
COUNTED = re.compile(r"(?:Document )?\d{1,5} of \d{1,5}(?: DOCUMENTS?)?", re.I)
PAGE = re.compile(r"Page \d{1,4}(?: of \d{1,4})?", re.I)
BODY = re.compile(r"(?:Body|Full Text|Text)\s*:?", re.I)
FIELD = re.compile(r"(headline|byline|section|length|dateline|highlight|body|load-date|language|publication-type|journal code|subject|company"
                   r"|organization|person|industry|geographic|country|state|city|url|graphic|series|distribution|type|correction|correction-date"
                   r"|editor-note|notes|acc-no|document-type|issn|edition|column|ticker)\s*:[ \t]*(.*)", re.I | re.S)
FOOT = re.compile(r"(?:Classification|Graphics?|Load-Date\s*:.*|URL\s*:.*|Language\s*:.*|Publication-Type\s*:.*|Subject\s*:.*|Graphic\s*:.*"
                  r"|Document-Type\s*:.*|Journal Code\s*:.*|Acc-No\s*:.*|Copyright \d{4}\b.*|(?:©|\(c\)) ?(?:Copyright )?\d{4}\b.*)", re.I | re.S)
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
CLOCK = r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s[A-Z]{2,5}(?:[+-]\d{1,2})?)?)"
DATE = re.compile(rf"(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
                  rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>[A-Za-z]{{3,9}})\.?,?\s+(?P<year2>\d{{4}}))"
                  rf"(?:,?\s+{WEEKDAY})?(?:,?\s+{CLOCK})?(?i:,?\s+[\w \-]{{0,40}}\b(?:edition|final|cycle)\b[\w \-]{{0,20}})?")
# Carriers that stand between the headline and the publication they carry.
CARRIER = re.compile(r"Newstex\b.{0,60}|Distributed by Contify.{0,40}")
LONGEST_HEAD = 60       # paragraphs between the start of an article and its body, a cover page of contents left out
LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a delivery. published: an ISO day, or None where its head gives none; notes: what could not be made out."""

    text: str
    title: str | None
    source: str | None
    published: str | None
    url: str | None
    notes: tuple[str, ...] = ()


def is_delivery(paragraphs: Sequence[str]) -> bool:
    """Whether a document is a delivery of Nexis: the marks of either form, and a field that only they have."""
    marked = any(END.fullmatch(p) or COUNTED.fullmatch(p) for p in paragraphs)
    loaded = any(p[:9].lower() == "load-date" for p in paragraphs)
    counted = any(re.fullmatch(r"length\s*:\s*[\d,]{1,9} words?", p, re.I) for p in paragraphs)
    return (marked and (loaded or counted)) or (loaded and counted)


def articles(paragraphs: Sequence[str]) -> Iterator[Article]:
    """The articles of a delivery, in order; a cover page, and what has neither body nor date, is none."""
    for part in parts(paragraphs):
        found = article(part)
        if found is not None:
            yield found


def parts(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    """The paragraphs of each article: up to "End of Document", or from one count of documents to the next."""
    lines = [p for whole in paragraphs for p in split_head(whole) if not PAGE.fullmatch(p)]
    cut = END if any(END.fullmatch(p) for p in lines) else COUNTED
    part: list[str] = []
    for line in lines:
        if cut.fullmatch(line):
            yield part
            part = []
        elif not COUNTED.fullmatch(line):
            part.append(line)
    yield part


def split_head(paragraph: str) -> list[str]:
    """A paragraph whose lines are a head's ("SECTION: ...", a date) as lines; any other as it is, its hand-cut lines in one."""
    lines = [" ".join(line.split()) for line in paragraph.split("\n") if line.strip()]
    heads = sum(DATE.fullmatch(x) is not None or FIELD.fullmatch(x) is not None or BODY.fullmatch(x) is not None for x in lines)
    return lines if heads else [paragraph]


def article(part: Sequence[str]) -> Article | None:
    """The article of one part; None where the part holds none."""
    body_at = next((n for n, p in enumerate(part) if BODY.fullmatch(p) and n), None)
    dates = [n for n, p in enumerate(part[:body_at]) if len(p) < 80 and day_of(p) is not None]
    at = dates[-1] if dates and body_at is not None else dates[0] if dates else None
    if at is None and body_at is None:
        return None
    fields, after = head_fields(part, at, body_at)
    body = list(until_foot(part[after:]))
    title = fields.get("headline") or title_of(part, at, after)
    if not body:
        return None
    source = source_of(part, at)
    byline = fields.get("byline", "")
    told = [p for p in (title, byline if byline[:3].lower() == "by " else "", *body) if p]
    published = None if at is None else day_of(part[at])
    notes = () if published else ("its head gives no day of publication",)
    return Article("\n\n".join(told), title, source, published, link_of(part), notes)


def day_of(line: str) -> str | None:
    """The ISO day that a line is and nothing else ("September 7, 2017 Thursday 9:12 PM EST"), or None."""
    m = DATE.fullmatch(line.strip())
    if m is None:
        return None
    name = (m["month"] or m["month2"]).lower()
    number = next((n for n, full in enumerate(MONTHS, 1) if full.startswith(name) or name == "sept" == full[:4]), None)
    try:
        return None if number is None else date(int(m["year"] or m["year2"]), number, int(m["day"] or m["day2"])).isoformat()
    except ValueError:
        return None


def head_fields(part: Sequence[str], at: int | None, body_at: int | None) -> tuple[dict[str, str], int]:
    """The fields between the date and the body, by name; and where the body begins: after "Body", else after the last of them."""
    fields: dict[str, str] = {}
    start = 0 if at is None else at + 1
    last = start
    for n in range(start, min(len(part), start + LONGEST_HEAD) if body_at is None else body_at):
        m = FIELD.fullmatch(part[n])
        if (m is None and fields and body_at is None) or (m is not None and m[1].lower() in {"load-date", "language", "publication-type", "url"}):
            break
        if m is not None:
            fields.setdefault(m[1].lower(), " ".join(m[2].split()))
            last = n + 1
            if m[1].lower() == "body":
                return fields, (n if m[2].strip() else n + 1)
    return fields, last if body_at is None else body_at + 1


def title_of(part: Sequence[str], at: int | None, after: int) -> str | None:
    """The headline: two paragraphs above the date today, under it, before the first field, in the older form."""
    if at is None:
        return None
    above = [p for p in part[:at] if not FIELD.fullmatch(p) and not CARRIER.fullmatch(p)]
    if len(above) >= 2 and len(above[-2]) <= LONGEST_TITLE:
        return one_line(above[-2])
    for p in part[at + 1:after]:
        if FIELD.fullmatch(p):
            return None
        if not FOOT.fullmatch(p) and not is_edition(p):
            return one_line(p) if len(p) <= LONGEST_TITLE else None
    return None


def is_edition(line: str) -> bool:
    """Whether a line under the date names an edition ("Late Edition - Final")."""
    return re.search(r"\bedition\b|\bfinal\b|correction appended", line, re.I) is not None and len(line.split()) <= 8


def source_of(part: Sequence[str], at: int | None) -> str | None:
    """The publication: the line above the date."""
    if not at:
        return None
    name = one_line(part[at - 1])
    return name if len(name) <= 120 and not FIELD.fullmatch(name) else None


def until_foot(lines: Sequence[str]) -> Iterator[str]:
    """The body's paragraphs, up to the data of the archive."""
    for line in lines:
        if FOOT.fullmatch(line):
            return
        body = re.match(r"body\s*:\s*", line, re.I)
        yield line[body.end():] if body else line


def link_of(part: Sequence[str]) -> str | None:
    """The address that the foot gives, if it is one."""
    found = next((m[2].strip() for p in part if (m := FIELD.fullmatch(p)) is not None and m[1].lower() == "url"), "")
    return found if re.fullmatch(r"https?://\S{3,2000}", found) else None


def one_line(text: str) -> str:
    return " ".join(text.split())
