"""PLOVER JSON, one event a line (manual of 4 February 2024, chapter on the data format); status goes into the auxiliary modes."""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from detente.records.kinds import Status
from detente.records.reading import Event, Mention, Reading
from detente.store.exports.base import Exporter, event_day, party_code, words

AUXILIARY = {Status.PLANNED: "future", Status.POSSIBLE: "hypothetical", Status.CONDITIONAL: "hypothetical", Status.DENIED: "negation"}


def pieces(readings: Iterable[Reading]) -> Iterator[str]:
    """A line for each event that has a day; PLOVER requires one."""
    for reading in readings:
        for event in reading.events:
            day = event_day(reading, event)
            if day is not None:
                yield json.dumps(plover_event(reading, event, day), ensure_ascii=False) + "\n"


def plover_event(reading: Reading, event: Event, day: str) -> dict[str, Any]:
    """The event under PLOVER's field names; absent fields are left out."""
    modes = [*event.modes, *([AUXILIARY[event.status]] if event.status in AUXILIARY else []), *(["historical"] if event.background else [])]
    out: dict[str, Any] = {
        "id": event.id, "date": day, "actor": [entity(reading, m) for m in event.actors], "event": [event.type.value],
        "recipient": [entity(reading, m) for m in event.recipients], "event_text": [words(reading, event.trigger)], "quad_code": event.quad,
        "event_scale": event.score, "mode": modes, "context": list(event.contexts), "event_loc": location(reading, event),
        "text": words(reading, event.clause), "text_info": {"start": event.clause.start, "end": event.clause.end},
        "cite_info": {"citation": reading.report.id, "url": reading.report.url, "title": reading.report.title, "publication": reading.report.source,
                      "language": "en", "coder": "detente", "codebook": "PLOVER", "version": "2.0"},
        "coder": f"detente {reading.provenance.detente}", "comment": f"confidence {event.confidence:.2f}; status {event.status}; act {event.act}",
    }
    out["cite_info"] = {k: v for k, v in out["cite_info"].items() if v is not None}
    return {k: v for k, v in out.items() if v not in ([], None, {})}


def entity(reading: Reading, m: Mention) -> dict[str, Any]:
    actor = m.actor
    out = {"code": party_code(m), "sector": actor.sector if actor else None, "entity_text": words(reading, m.span),
           "identifier_id": actor.wikidata if actor else None, "identifier_text": actor.name if actor else None,
           "office": actor.office if actor else None}
    return {k: v for k, v in out.items() if v is not None}


def location(reading: Reading, event: Event) -> dict[str, Any] | None:
    if event.where is None or event.where.place is None:
        return None
    place = event.where.place
    out = {"extracted_place": words(reading, event.where.span), "resolved_place": place.name, "lat": place.lat, "lon": place.lon,
           "country_code": place.country, "resolution": RESOLUTION.get(place.precision)}
    return {k: v for k, v in out.items() if v is not None}


# PLOVER's resolution: 5 below the city .. 1 country.
RESOLUTION = {"site": 5, "city": 4, "province": 3, "country": 1}

export = Exporter("plover", ".jsonl", "PLOVER 2.0 JSON, one event a line; events without a day are left out", pieces)
