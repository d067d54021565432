"""Find the parts of a report in plain text that has nothing but lines to go by."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.extract.layout.head import Dateline, dateline_of, is_byline, is_caption, is_credit, is_photo_credit, is_tagged
from detente.extract.layout.headline import find_headline, first_prose
from detente.extract.layout.look import Look, look_at
from detente.extract.layout.printed import Printed, dates_in, printed_date
from detente.extract.layout.segment import AFTER, BEFORE, BODY, passing, scores_of, states
from detente.extract.layout.units import units_of
from detente.extract.layout.words import words
from detente.records.kinds import PartKind
from detente.records.reading import Part, When
from detente.text import Span


@dataclass(frozen=True, slots=True)
class Layout:
    """What of a text is what. parts and furniture together hold every character that is not white space, in order and without overlap.

    blocks: the stretches to be parsed: headline, captions and paragraphs of the body, in order. printed: the date printed in the
    report's head. dateline_place: the place before the dash of the dateline.
    """

    parts: tuple[Part, ...]
    furniture: tuple[Span, ...]
    blocks: tuple[Span, ...]
    printed: When | None
    dateline_place: Span | None


def find_layout(text: str) -> Layout:
    """Headline, byline, dateline, captions, body and furniture of a report; any text goes in, nothing is raised.

    "Talks fail\\n\\nBy Ana Duarte\\n\\nGENEVA - The talks broke down.\\n\\nShare this" gives headline, byline, dateline ("GENEVA - "),
    body and one stretch of furniture. Method: each unit is scored as prose or furniture, the best path before-body-gap-after is
    taken over the scores, and the units of the head are told apart by form.
    """
    units = units_of(text)
    looks = [look_at(text, u, words()) for u in units]
    scores = scores_of(looks)
    kinds = classify(text, units, looks, scores)
    dateline = find_dateline(text, units, kinds)
    return assemble(text, units, kinds, dateline)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a text's report lies, by unit: the first and last of its body, the first that is prose, and the headline if there is one."""

    first: int
    last: int
    opening: int
    headline: int | None


def classify(text: str, units: Sequence[Span], looks: Sequence[Look], scores: Sequence[float]) -> list[PartKind | None]:
    """The kind of each unit; None is furniture."""
    if len(units) == 1:
        return [None if looks[0].phrase >= 3 else PartKind.BODY]
    path = states(scores, [passing(k) for k in looks])
    if BODY not in path or not any(k.phrase >= 2 or k.links for k in looks):
        path = [BODY if k.phrase < 2 and not k.links else AFTER for k in looks]
    body = [i for i, s in enumerate(path) if s == BODY]
    first, last = (body[0], body[-1]) if body else (len(path), -1)
    opening = first_prose(looks, path, first)
    ground = Ground(first, last, opening, find_headline(text, units, looks, path, opening))
    kinds = [kind_of(i, text, units[i], looks[i], path[i], scores[i], ground) for i in range(len(units))]
    return with_captions(text, units, looks, kinds)


def with_captions(text: str, units: Sequence[Span], looks: Sequence[Look], kinds: list[PartKind | None]) -> list[PartKind | None]:
    """The kinds, with a paragraph over a credit line ("Photo: ...") made its caption, and a caption that stood before made furniture."""
    seen: set[str] = set()
    for i in range(len(units) - 1, 0, -1):
        if kinds[i] is PartKind.CAPTION and kinds[i - 1] is PartKind.BODY and is_photo_credit(looks[i]) and looks[i - 1].words <= 70:
            kinds[i - 1] = PartKind.CAPTION
    for i, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        if kind is PartKind.CAPTION:
            line = text[unit.start:unit.end]
            kinds[i] = None if line in seen else kind
            seen.add(line)
    return kinds


def kind_of(i: int, text: str, unit: Span, look: Look, state: int, score: float, ground: Ground) -> PartKind | None:
    """The kind of one unit, given where the report lies."""
    line = text[unit.start:min(unit.end, unit.start + 1_000)]
    above = state == BEFORE and (ground.headline is None or i < ground.headline)
    if i == ground.headline:
        return PartKind.HEADLINE
    if abs(ground.opening - i) <= 2 and is_lone_dateline(text, unit):
        return PartKind.DATELINE
    if state == AFTER:
        return PartKind.BYLINE if i <= ground.last + 3 and is_credit(line) else None
    if (ground.opening - i <= 4 if above else i <= ground.opening + 1) and is_byline(line, look):
        return PartKind.BYLINE
    if above or (look.phrase >= 2 and score < -1.5):
        return None
    if is_caption(line, look, inside=ground.first < i < ground.last):
        return PartKind.BODY if i == ground.last and state == BODY else PartKind.CAPTION
    if is_credit(line):
        return PartKind.BYLINE
    return PartKind.BODY if state == BODY or is_deck(i, look, ground) else None


def is_deck(i: int, look: Look, ground: Ground) -> bool:
    """Whether a unit between headline and body says something itself."""
    between = ground.headline is not None and ground.headline < i < ground.opening
    return between and look.words >= 6 and not (look.phrase or look.links or look.cut)


def is_lone_dateline(text: str, unit: Span) -> bool:
    """Whether a unit is a dateline and nothing else: "NAIROBI, Kenya (AP) --"."""
    dateline = dateline_of(text, unit)
    return dateline is not None and dateline.span.end >= unit.end


def find_dateline(text: str, units: Sequence[Span], kinds: Sequence[PartKind | None]) -> Dateline | None:
    """The dateline: before the first words of one of the first two paragraphs under the headline, or alone before them.

    Capitals and a colon that open several paragraphs are speakers' names ("KOVACS: I have."), not places.
    """
    under = kinds.index(PartKind.HEADLINE) + 1 if PartKind.HEADLINE in kinds else 0
    body = [u for u, k in zip(units[under:], kinds[under:], strict=True) if k in (PartKind.DATELINE, PartKind.BODY)]
    found = next((d for d in (dateline_of(text, u) for u in body[:2]) if d), None)
    if found and text[found.span.start:found.span.end].rstrip().endswith(":") and sum(is_tagged(text, u) for u in body[:20]) > 1:
        return None
    return found


def assemble(text: str, units: Sequence[Span], kinds: Sequence[PartKind | None], dateline: Dateline | None) -> Layout:
    """The Layout of units whose kinds are known; neighbouring furniture is one stretch."""
    parts: list[Part] = []
    furniture: list[Span] = []
    for i, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        if kind is None:
            start = furniture.pop().start if i and kinds[i - 1] is None and furniture else unit.start
            furniture.append(Span(start, unit.end))
        else:
            for part, tail in pieces(text, unit, kind, dateline):
                parts.append(part)
                furniture.extend(tail)
    blocks = tuple(p.span for p in parts if p.kind in (PartKind.HEADLINE, PartKind.CAPTION, PartKind.BODY))
    dates = list(head_dates(text, parts, dateline))
    return Layout(tuple(parts), tuple(furniture), blocks, printed_date(dates), dateline.place if dateline else None)


def pieces(text: str, unit: Span, kind: PartKind, dateline: Dateline | None) -> Iterator[tuple[Part, tuple[Span, ...]]]:
    """The parts of one unit: a dateline is cut from its paragraph, and so is furniture stuck to the paragraph's end."""
    start = unit.start
    if dateline and dateline.span.start == unit.start:
        end = unit.start + len(text[unit.start:dateline.span.end].rstrip())
        yield Part(PartKind.DATELINE, Span(unit.start, end)), ()
        start = dateline.span.end + (len(text[dateline.span.end:unit.end]) - len(text[dateline.span.end:unit.end].lstrip()))
    if start >= unit.end:
        return
    tail = words().tail.search(text, max(start, unit.end - 60), unit.end) if kind is PartKind.BODY else None
    cut = tail.start() if tail and glued(text, start, tail.start()) else unit.end
    yield Part(kind, Span(start, start + len(text[start:cut].rstrip()))), ((Span(cut, unit.end),) if cut < unit.end else ())


def glued(text: str, start: int, at: int) -> bool:
    """Whether the words at `at` follow the end of a sentence of the same unit."""
    before = text[max(start, at - 3):at].rstrip()
    return at > start and before[-1:] in tuple(".!?”\"’)…")


def head_dates(text: str, parts: Sequence[Part], dateline: Dateline | None) -> Iterator[Printed]:
    """The full dates of the bylines before the body, and of the dateline."""
    for part in parts:
        if part.kind is PartKind.BODY:
            return
        if part.kind in (PartKind.BYLINE, PartKind.DATELINE):
            yield from dates_in(text, part.span)
