"""GraphML: actors as nodes, each event an edge from actor to recipient; for Gephi, visone, igraph, networkx."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from detente.records.reading import Actor, Event, Reading
from detente.store.exports.base import Exporter, event_day, words

NODE = {"name": "string", "country": "string", "sector": "string", "cow": "string", "wikidata": "string"}
EDGE = {"event": "string", "report": "string", "date": "string", "type": "string", "act": "string", "modes": "string", "status": "string",
        "background": "boolean", "score": "double", "quad": "int", "confidence": "double", "words": "string"}


def pieces(readings: Iterable[Reading]) -> Iterator[str]:
    """Edges as they come; nodes, which GraphML lets stand anywhere, before their first edge. Events without a recipient tie their actors."""
    yield ('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
           + "".join(key(name, kind, "node") for name, kind in NODE.items()) + "".join(key(name, kind, "edge") for name, kind in EDGE.items())
           + '<graph id="detente" edgedefault="directed">\n')
    seen: set[str] = set()
    for reading in readings:
        for event in reading.events:
            for a, b in pairs(event):
                for actor in (a, b):
                    if actor.id not in seen:
                        seen.add(actor.id)
                        yield node(actor)
                yield edge(reading, event, a, b)
    yield "</graph>\n</graphml>\n"


def pairs(e: Event) -> list[tuple[Actor, Actor]]:
    doers = list({m.actor.id: m.actor for m in e.actors if m.actor is not None}.values())
    others = list({m.actor.id: m.actor for m in e.recipients if m.actor is not None}.values())
    if others or not e.actors:
        return [(a, b) for a in doers for b in others if a.id != b.id]
    return [(a, b) for n, a in enumerate(doers) for b in doers[n + 1:]]


def key(name: str, kind: str, target: str) -> str:
    return f'<key id="{target[0]}_{name}" for="{target}" attr.name="{name}" attr.type="{kind}"/>\n'


def node(a: Actor) -> str:
    values = {"name": a.name, "country": a.country, "sector": a.sector, "cow": a.cow, "wikidata": a.wikidata}
    return f"<node id={quoteattr(clean(a.id))}>{data('n', values)}</node>\n"


def edge(reading: Reading, e: Event, a: Actor, b: Actor) -> str:
    values = {"event": e.id, "report": reading.report.id, "date": event_day(reading, e), "type": e.type.value, "act": e.act.value,
              "modes": "|".join(e.modes) or None, "status": e.status.value, "background": str(e.background).lower(), "score": f"{e.score:g}",
              "quad": str(e.quad), "confidence": f"{e.confidence:.2f}", "words": words(reading, e.clause)}
    return f"<edge source={quoteattr(clean(a.id))} target={quoteattr(clean(b.id))}>{data('e', values)}</edge>\n"


def data(prefix: str, values: dict[str, str | None]) -> str:
    return "".join(f'<data key="{prefix}_{k}">{escape(clean(v))}</data>' for k, v in values.items() if v is not None)


def clean(text: str) -> str:
    """XML 1.0 holds no control characters, lone surrogates or non-characters."""
    return "".join(c if c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd" for c in text)


export = Exporter("graphml", ".graphml", "actors as nodes, each event an edge; for Gephi, visone, igraph, networkx", pieces,
                  columns={**{f"node {k}": v for k, v in NODE.items()}, **{f"edge {k}": v for k, v in EDGE.items()}})
