"""Dossiers and worlds as JSON: records of readings as their ids, every citation with its quotation."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from detente.records.dossier import Citation, Dossier, Told
from detente.records.reading import Event, Figure, Mention, Statement, When
from detente.records.world import World
from detente.text import Span

DOSSIER, WORLD = "detente.dossier/1", "detente.world/1"
BY_ID = (Event, Statement, Figure)


def dossier_to_dict(dossier: Dossier) -> dict[str, Any]:
    """What links the readings; the readings themselves stand in files of their own and are named by report id."""
    body = {f.name: _value(getattr(dossier, f.name), dossier) for f in fields(dossier) if f.name != "readings"}
    return {"schema": DOSSIER, "reports": [r.report.id for r in dossier.readings], **body}


def world_to_dict(world: World, dossier: Dossier) -> dict[str, Any]:
    """A world with each cell's evidence quoted."""
    return {"schema": WORLD, **{f.name: _value(getattr(world, f.name), dossier) for f in fields(world)}}


def citation_to_dict(citation: Citation, dossier: Dossier) -> dict[str, Any]:
    return {"report": citation.report, "span": [citation.span.start, citation.span.end], "span_text": dossier.quote(citation)}


def _value(value: Any, dossier: Dossier) -> Any:
    if isinstance(value, Citation):
        return citation_to_dict(value, dossier)
    if isinstance(value, Told):
        record = value.event or value.statement or value.figure
        cited = [citation_to_dict(c, dossier) for c in value.spans()[:2]]
        return {"report": value.report, "record": record.id if record else None, "evidence": cited}
    if isinstance(value, BY_ID):
        return value.id
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, (StrEnum, Decimal)):
        return str(value)
    if isinstance(value, (Mention, When)) or (is_dataclass(value) and not isinstance(value, type)):
        return {f.name: _value(getattr(value, f.name), dossier) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _value(v, dossier) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [_value(v, dossier) for v in value]
    return value
