"""The lines about a report: byline, dateline, caption."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from detente.extract.layout.look import Look
from detente.extract.layout.printed import bare_of_dates
from detente.extract.layout.words import words
from detente.text import Span

BY = re.compile(r"(?:by|text by|reporting by|written by|story by|reported by|compiled by|edited by|from our)\b[:\s]", re.I)
HOUSE = re.compile(r"(?:our|a|the)\s+(?:own\s+)?(?:staff|correspondents?|reporters?|team|foreign desk|news desk|agencies)\b", re.I)
CREDITS = re.compile(
    r"[(\[]?(?:(?:additional |with )?reporting by|editing by|writing by|compiled by|edited by|written by|translated by"
    r"|with (?:files|inputs?|reporting) from)\b", re.I)
PARTICLE = r"de|da|di|van|von|der|den|bin|ibn|al|el|la|le|du|dos|and|&"
NAME = re.compile(
    r"(?:[^\W\d_]\.)+|(?!(?:The|A|An|In|On|At|For|And|Of|To)\b)[A-Z][^\W\d_]*(?:['’\-.][^\W\d_]+)*\.?|" + PARTICLE)
TAG = re.compile(r"[A-Z][A-Z.'’\- ]*:")
LONGEST_HEAD = 300
LAST_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,80})[)\]]\W*\Z")
AFTER_STOP = re.compile(r"[.!?”\"]\s*([^.!?]{1,80}(?:\.\.\.[^.!?]{1,60})?)\Z")


def is_byline(line: str, look: Look) -> bool:
    """Whether a line of the head says who wrote, when and for whom: "By Ana Duarte", "Reuters", "Lee Min, Staff Reporter", a date."""
    if look.words > 25 or len(line) > LONGEST_HEAD:
        return False
    rest = bare_of_dates(line)
    if not rest:
        return True
    by = BY.match(rest)
    if by:
        return look.words <= 16 and (names_only(rest[by.end():]) or HOUSE.match(rest, by.end()) is not None)
    dated = len(rest) < 0.75 * len(line.strip())
    return named_office(rest) or (dated and names_only(rest))


def names_only(rest: str) -> bool:
    """Whether the words are names, with at most a role after them."""
    found = [x for x in re.split(r"[\s,;|]+", strip_role(rest)) if x]
    return bool(found) and len(found) <= 10 and all(NAME.fullmatch(x) or "@" in x or x in words().agencies for x in found)


def strip_role(rest: str) -> str:
    """The line without a role at its end ("... , Staff Writer")."""
    low = rest.lower().rstrip(" .:")
    role = max((r for r in words().roles if low.endswith(r)), key=len, default="")
    return rest.rstrip(" .:")[:len(low) - len(role)].rstrip(" ,")


def named_office(rest: str) -> bool:
    """Whether the line is an agency, or names with a role after them."""
    bare = rest.strip(" .:()")
    return bare in words().agencies or (strip_role(bare) != bare and (not strip_role(bare) or names_only(bare)))


def is_tagged(text: str, unit: Span) -> bool:
    """Whether a unit begins with a speaker's name or a place, in capitals, and a colon."""
    return TAG.match(text, unit.start, min(unit.end, unit.start + 60)) is not None


def is_credit(line: str) -> bool:
    """Whether a line at the foot says who reported: "(Reporting by ...; editing by ...)"."""
    return CREDITS.match(line) is not None


def is_caption(line: str, look: Look, inside: bool) -> bool:
    """Whether a unit tells of a picture. inside: it stands within the body, where more must speak for it."""
    if look.words > 70:
        return False
    w = words()
    low = line.lower()
    if low.startswith(w.photo) or w.pose.search(line):
        return True
    tail = tail_of(line)
    small = tail.lower()
    credited = small != "" and (tail.strip(" .") in w.agencies or any(p in small for p in w.photo))
    return credited or (not inside and w.pose_aside.search(line) is not None)


def is_photo_credit(look: Look) -> bool:
    """Whether a line is the credit of a picture and nothing else: "Photo: R. Mensah/AFP"."""
    return look.words <= 10 and not look.ended and look.key.startswith(words().photo)


def tail_of(line: str) -> str:
    """What stands in brackets at the end of a unit, or after its last full stop."""
    end = line[-200:]
    found = LAST_BRACKET.search(end) or AFTER_STOP.search(end)
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Dateline:
    """"VLADIVOSTOK, Russia (AP) - " before a report's first words. span: all of it with the dash; place: "VLADIVOSTOK, Russia",
    the first where there are two."""

    span: Span
    place: Span | None


@cache
def dateline_pattern() -> re.Pattern[str]:
    """PLACE[, Country][, date] [(Agency)] dash; a place in small letters only with an agency or a date."""
    w = words()
    upper = r"[A-Z][A-Z'’.\-]+(?:[ ](?:[A-Z][A-Z'’.\-]+|de|da|do|al|of|and|the)){0,3}(?:\s?/\s?[A-Z][A-Z'’.\- ]+){0,2}"
    title = r"[A-Z][^\W\d_]+(?:[ \-'’](?:[A-Z][^\W\d_]+|de|da|do|al|el|of)){0,3}"
    state = rf"(?:\s?,\s{title}\.?|\s?,\s(?:[A-Z]\.){{1,3}})"
    month = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
    day = rf"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:{month}\s\d{{1,2}}|\d{{1,2}}\s{month})(?:,?\s\d{{4}})?)"
    agency = rf"(?:[(\[/]\s?(?:{w.agency})\s?[)\]/]\.?)"
    dash = r"(?:\s?(?:--+|[—–―])\s?|\s-+\s|\s?_+(?=\s|\Z)|\s?:\s)"
    strong = rf"(?P<p1>{upper}{state}?)(?:\s?,?\s{day}\.?)?(?:\s?{agency})?(?:{dash}|(?<=/)\s|(?<=/\.)\s)"
    weak = rf"(?P<p2>{title}{state}?)(?:\s?,?\s{day}\.?\s?{agency}?|\s?{agency})(?:{dash})"
    bare = rf"{agency}(?:{dash})"
    alone = rf"(?P<p3>{upper}{state}?)(?:\s?,?\s{day}\.?)?(?:\s?{agency})?\s*\Z"
    return re.compile(rf"(?:{strong}|{weak}|{bare}|{alone})")


def dateline_of(text: str, unit: Span) -> Dateline | None:
    """The dateline at the start of a unit, or None. "SEOUL - South Korean ..." gives "SEOUL - "."""
    head = text[unit.start:min(unit.end, unit.start + 160)]
    m = dateline_pattern().match(head)
    if not m:
        return None
    if m["p3"] and (m.end() < len(unit) or not re.search(r"[(\d]", m[0])):
        return None  # capitals alone are a heading
    if m[0].rstrip().endswith(":") and "." in (m["p1"] or ""):
        return None  # "MR. BRANDT:"
    place = next((m.span(p) for p in ("p1", "p2", "p3") if m[p]), None)
    first = Span(unit.start + place[0], unit.start + place[0] + len(head[slice(*place)].split("/")[0].rstrip())) if place else None
    return Dateline(Span(unit.start, unit.start + m.end()), first)
