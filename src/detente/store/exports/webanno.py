"""W3C Web Annotation (JSON-LD): one page of annotations; each record's spans as position and quotation selectors, in Unicode code points."""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from detente.records.reading import Event, Figure, Position, Reading, Statement
from detente.store.exports.base import Exporter, party_code
from detente.text import Span

AROUND = 32      # characters of prefix and suffix
Noted = Event | Statement | Position | Figure


def pieces(readings: Iterable[Reading]) -> Iterator[str]:
    """One JSON document, written as it is made."""
    yield '{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": ['
    first = True
    for reading in readings:
        records: list[Noted] = [*reading.events, *reading.statements, *reading.positions, *reading.figures]
        for record in records:
            yield ("\n" if first else ",\n") + json.dumps(annotation(reading, record), ensure_ascii=False)
            first = False
    yield "\n]}\n"


def annotation(reading: Reading, x: Noted) -> dict[str, Any]:
    """A record as an annotation: what it is as bodies, each of its spans as a target."""
    source = reading.report.url or f"urn:detente:report:{reading.report.id}"
    bodies = [{"type": "TextualBody", "purpose": "classifying", "value": value} for value in kinds(x)]
    bodies.append({"type": "TextualBody", "purpose": "describing", "value": described(reading, x)})
    return {"id": f"urn:detente:{x.id}", "type": "Annotation", "motivation": "classifying", "body": bodies,
            "target": [{"source": source, "selector": selectors(reading, s)} for s in dict.fromkeys(x.spans())]}


def kinds(x: Noted) -> list[str]:
    if isinstance(x, Event):
        return ["event", x.type.value, *x.modes, f"status:{x.status}"]
    if isinstance(x, Statement):
        return ["statement", x.manner.value]
    return ["position", x.stance.value, x.issue.label] if isinstance(x, Position) else ["figure", x.unit, x.role.value]


def described(reading: Reading, x: Noted) -> str:
    if isinstance(x, Event):
        return f"{'+'.join(party_code(m) for m in x.actors)} > {'+'.join(party_code(m) for m in x.recipients)}"
    if isinstance(x, Statement):
        return reading.quote(x.speaker.span) if x.speaker else "speaker unknown"
    return f"{x.actor.id} {x.stance} {x.issue.label}" if isinstance(x, Position) else f"{x.value:f} {x.unit}"


def selectors(reading: Reading, s: Span) -> list[dict[str, Any]]:
    text = reading.report.text
    return [{"type": "TextPositionSelector", "start": s.start, "end": s.end},
            {"type": "TextQuoteSelector", "exact": text[s.start:s.end], "prefix": text[max(0, s.start - AROUND):s.start],
             "suffix": text[s.end:s.end + AROUND]}]


export = Exporter("webanno", ".jsonld", "W3C Web Annotation, positions in Unicode code points beside quotations", pieces)
