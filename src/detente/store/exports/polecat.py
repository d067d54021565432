"""POLECAT's forty columns, tab-separated (Halterman and others 2023, codebook of the Dataverse release); what we do not know is left empty."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.records.kinds import MentionKind
from detente.records.reading import Event, Mention, Reading
from detente.store.exports.base import Exporter, event_day, party_code, safe_cell, words

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
PARTY = ("{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title", "{0} Name Raw", "Wikipedia {0} ID")
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(c.format("Actor") for c in PARTY), *(c.format("Recipient") for c in PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version")
SPLICE = ("Do not splice this to POLECAT's own series: the two coders differ in what they find and how often; status and date basis stand in "
          "no POLECAT column (see csv). CAMEO root 01 is not coded, so no series of ours joins ICEWS, GDELT or Phoenix either.")


def pieces(readings: Iterable[Reading]) -> Iterator[str]:
    """A head, and a row for each event that has a day and was not denied: POLECAT has no place for a denial."""
    yield "\t".join(COLUMNS) + "\n"
    for reading in readings:
        for event in reading.events:
            day = event_day(reading, event)
            if day is not None and event.status != "denied":
                yield "\t".join(safe_cell(v) for v in row(reading, event, day)) + "\n"


def row(reading: Reading, e: Event, day: str) -> tuple[object, ...]:
    """The values in the order of COLUMNS; several of one kind are joined by ";"."""
    place = e.where.place if e.where is not None else None
    where = (place.name if place else None, place.name if place and place.precision == "city" else None, None,
             place.name if place and place.precision == "province" else None, place.country if place else None, place.lat if place else None,
             place.lon if place else None, None, words(reading, e.where.span) if e.where else None, place.precision if place else None)
    story = (reading.report.source, reading.dated.start[:10] if reading.dated and reading.dated.start else None,
             named(reading, True), named(reading, False), places(reading), "eng", f"detente {reading.provenance.detente}")
    return (e.id, day, e.type, ";".join(e.modes), e.score, QUADS[e.quad], ";".join(e.contexts), *party(reading, e.actors),
            *party(reading, e.recipients), *where, *story)


def party(reading: Reading, mentions: Sequence[Mention]) -> tuple[object, ...]:
    """The eight cells of one side. The last asks for a Wikipedia title, which we do not have: a Wikidata number would be taken for one."""
    known = [m.actor for m in mentions if m.actor is not None]
    return (joined(m.actor.name if m.actor else words(reading, m.span) for m in mentions), joined(party_code(m) for m in mentions),
            joined(a.cow for a in known), joined(a.sector for a in known), joined(s for a in known for s in a.sectors or (a.sector,)),
            joined(a.office for a in known), joined(words(reading, m.span) for m in mentions), None)


def joined(values: Iterable[str | None]) -> str:
    return ";".join(dict.fromkeys(v.replace(";", ",") for v in values if v))


def named(reading: Reading, persons: bool) -> str:
    """Names of the report's actors: persons, or all others that are no states."""
    actors = [m.actor for m in reading.mentions if m.actor is not None and m.kind is MentionKind.ACTOR and m.actor.id != m.actor.country]
    return joined(a.name for a in actors if persons == (a.id.startswith("per-") or (a.id[:1] == "Q" and a.id[1:].isdigit())))


def places(reading: Reading) -> str:
    return joined(m.place.name for m in reading.mentions if m.place is not None and m.kind is MentionKind.PLACE)


export = Exporter("polecat", ".tsv", "POLECAT's 40 columns, one row an event; events without a day and denied ones are left out", pieces,
                  columns=dict.fromkeys(COLUMNS, "as in POLECAT's codebook; several values are joined by ;"), warning=SPLICE)
