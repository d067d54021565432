"""The JSON Schema of a stored reading, made from the records' own type hints; shipped as `data/reading.schema.json`."""
from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from importlib import resources
from typing import Any

from detente.records.reading import Reading, Statement
from detente.store.codec import READING
from detente.text import Span

SPAN: Mapping[str, Any] = {"type": "array", "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}],
                           "items": False, "minItems": 2}
PLAIN: Mapping[type, Mapping[str, Any]] = {str: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"},
                                           Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?(E[+-]?\d+)?$"}}


def reading_schema() -> dict[str, Any]:
    """The schema, JSON Schema draft 2020-12."""
    known: dict[str, Any] = {}
    body = object_schema(Reading, known)
    body["properties"]["schema"] = {"const": READING}
    body["required"] = ["schema", *body["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": READING, **body, "$defs": known}


def shipped_schema() -> dict[str, Any]:
    """The schema as shipped."""
    raw: dict[str, Any] = json.loads(resources.files("detente.store").joinpath("data/reading.schema.json").read_text("utf-8"))
    return raw


def object_schema(kind: type, known: dict[str, Any]) -> dict[str, Any]:
    """A dataclass as an object; every span may have its quotation beside it."""
    hints = typing.get_type_hints(kind)
    properties: dict[str, Any] = {}
    for f in fields(kind):
        hint = hints[f.name]
        properties[f.name] = schema_of(hint, known)
        if holds_span(hint):
            properties[f"{f.name}_text"] = {"type": ["string", "array", "null"], "items": {"type": "string"}}
    required = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING and not optional(hints[f.name])]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def schema_of(hint: Any, known: dict[str, Any]) -> dict[str, Any]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [schema_of(a, known) for a in args if a is not type(None)] + [{"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": schema_of(args[0], known)}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(args[1], known)}
    if hint is Span:
        return dict(SPAN)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [v.value for v in hint]}
    if isinstance(hint, type) and is_dataclass(hint):
        return reference(hint, known)
    return dict(PLAIN.get(hint, {}))


def reference(kind: type, known: dict[str, Any]) -> dict[str, Any]:
    """A dataclass under $defs. A statement inside another record is its id."""
    if kind.__name__ not in known:
        known[kind.__name__] = {}
        known[kind.__name__] = object_schema(kind, known)
    link = {"$ref": f"#/$defs/{kind.__name__}"}
    return {"anyOf": [link, {"type": "string"}]} if kind is Statement else link


def holds_span(hint: Any) -> bool:
    return hint is Span or any(a is Span for a in typing.get_args(hint))


def optional(hint: Any) -> bool:
    return type(None) in typing.get_args(hint)
