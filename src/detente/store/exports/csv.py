"""CSV, one row an event, with the words of every field and their characters; made for spreadsheets, so no cell can run as a formula."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from detente.records.reading import Event, Reading
from detente.store.exports.base import Exporter, event_day, safe_cell, words

COLUMNS = {
    "event_id": "id, the same for the same report and words",
    "report_id": "id of the report",
    "report_date": "the report's day, where known",
    "source": "who published it",
    "event_date": "ISO day of the event's start, else the report's",
    "date_basis": "stated, relative, published or inferred",
    "type": "PLOVER type after its future and hypothetical rules",
    "act": "what is or would be done",
    "modes": "PLOVER modes; several are joined by |",
    "contexts": "PLOVER contexts; several are joined by |",
    "status": "happened ongoing planned possible conditional denied",
    "background": "1 for history told in passing",
    "actors": "words of the actors",
    "actor_ids": "their ids",
    "actor_countries": "PLOVER country codes",
    "actor_sectors": "PLOVER sectors",
    "recipients": "words of the recipients",
    "recipient_ids": "their ids",
    "recipient_countries": "PLOVER country codes",
    "recipient_sectors": "PLOVER sectors",
    "place": "words of the place",
    "place_country": "PLOVER country code",
    "lat": "degrees north",
    "lon": "degrees east",
    "place_precision": "site city province country region unknown",
    "claimed_by": "who asserts it, where the report does not itself",
    "claimed_via": "who relayed the claim",
    "cameo": "CAMEO code, where the evidence allows",
    "quad": "1 verbal cooperation .. 4 material conflict",
    "score": "PLOVER conflict-cooperation score, -10..10",
    "confidence": "0..1",
    "trigger": "the words that name the act",
    "trigger_start": "first character of the trigger, Unicode code points",
    "trigger_end": "one past its last",
    "clause": "the words that tell it",
    "clause_start": "first character of the clause",
    "clause_end": "one past its last",
}


def pieces(readings: Iterable[Reading]) -> Iterator[str]:
    yield line(list(COLUMNS))
    for reading in readings:
        for event in reading.events:
            row = cells(reading, event)
            yield line([safe_cell(row.get(name)) for name in COLUMNS])


def line(values: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue()


def cells(reading: Reading, e: Event) -> dict[str, object]:
    """The row of an event, by column name."""
    place = e.where.place if e.where else None
    claim = e.statement
    row: dict[str, object] = {
        "event_id": e.id, "report_id": reading.report.id, "report_date": reading.dated.start if reading.dated else None,
        "source": reading.report.source, "event_date": event_day(reading, e), "date_basis": e.when.basis if e.when else None,
        "type": e.type, "act": e.act, "modes": "|".join(e.modes), "contexts": "|".join(e.contexts), "status": e.status,
        "background": int(e.background), "place": words(reading, e.where.span) if e.where else None,
        "place_country": place.country if place else None, "lat": place.lat if place else None, "lon": place.lon if place else None,
        "place_precision": place.precision if place else None,
        "claimed_by": words(reading, claim.speaker.span) if claim and claim.speaker else None,
        "claimed_via": words(reading, claim.via.span) if claim and claim.via else None,
        "cameo": e.cameo, "quad": e.quad, "score": e.score, "confidence": f"{e.confidence:.2f}",
        "trigger": words(reading, e.trigger), "trigger_start": e.trigger.start, "trigger_end": e.trigger.end,
        "clause": words(reading, e.clause), "clause_start": e.clause.start, "clause_end": e.clause.end,
    }
    for role, mentions in (("actor", e.actors), ("recipient", e.recipients)):
        row[f"{role}s"] = "|".join(words(reading, m.span) for m in mentions)
        row[f"{role}_ids"] = "|".join(m.actor.id if m.actor else "?" for m in mentions)
        row[f"{role}_countries"] = "|".join((m.actor.country or "") if m.actor else "" for m in mentions)
        row[f"{role}_sectors"] = "|".join((m.actor.sector or "") if m.actor else "" for m in mentions)
    return row


export = Exporter("csv", ".csv", "one row an event, every field's words and characters", pieces, columns=COLUMNS)
