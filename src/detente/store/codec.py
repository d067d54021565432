"""Records to JSON and back, by their type hints: spans as [start, end] with the quoted text beside them, nothing else hand-written.

A statement inside an event, and a record inside a dossier's telling, is written as its id and found again on reading.
"""
from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from detente.errors import BadRecord, DetenteError
from detente.records.reading import Reading, Statement
from detente.text import Span

READING = "detente.reading/1"
MOST_DIGITS = 10_000
# No offset reaches this; larger numbers are not even indices.
LONGEST_TEXT = 1 << 40
T = TypeVar("T")
Quote = Callable[[Span], str]


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """A reading as JSON values; every span has its quotation beside it under the same name with "_text"."""
    body = {f.name: _encode(getattr(reading, f.name), reading.quote) for f in fields(reading) if f.name not in {"report", "furniture"}}
    head = {"schema": READING, "report": _encode(reading.report, reading.quote)}
    furniture = {"furniture": [_pair(s) for s in reading.furniture], "furniture_text": [reading.quote(s) for s in reading.furniture]}
    return {**head, **body, **furniture}


def reading_from_dict(raw: Mapping[str, Any], place: str = "reading") -> Reading:
    """Build a reading from JSON values. Raises BadRecord, naming the field, where they are not a reading or a span leaves the text."""
    if raw.get("schema") != READING:
        raise BadRecord(f"{place}: schema is {raw.get('schema')!r}, wanted {READING!r}; make readings with `detente read`")
    statements: dict[str, Statement] = {}
    for n, s in enumerate(_list(raw, "statements", place)):
        made = decode(Statement, s, f"{place}.statements[{n}]", statements)
        statements[made.id] = made
    reading = decode(Reading, raw, place, statements)
    outside = next((s for s in _spans(reading) if s.end > len(reading.report.text)), None)
    if outside is not None:
        raise BadRecord(f"{place}: a span {outside.start}..{outside.end} in a text of {len(reading.report.text)} characters")
    return reading


def _spans(value: Any) -> Iterator[Span]:
    """Every span in a record, those of the records within it too."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif is_dataclass(value):
        for f in fields(value):
            yield from _spans(getattr(value, f.name))


def encode_record(record: Any, quote: Quote) -> dict[str, Any]:
    """One record as JSON values, quotations beside spans."""
    out: dict[str, Any] = _encode(record, quote)
    return out


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _encode(value: Any, quote: Quote) -> Any:
    if isinstance(value, Span):
        return _pair(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _encode_fields(value, quote)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [_encode(v, quote) for v in value]
    if isinstance(value, Mapping):
        return {str(k): _encode(v, quote) for k, v in value.items()}
    return value


def _encode_fields(value: Any, quote: Quote) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for f in fields(value):
        item = getattr(value, f.name)
        if isinstance(item, Statement):
            out[f.name] = item.id
            continue
        out[f.name] = _encode(item, quote)
        if isinstance(item, Span):
            out[f"{f.name}_text"] = quote(item)
        elif isinstance(item, tuple) and item and isinstance(item[0], Span):
            out[f"{f.name}_text"] = [quote(s) for s in item]
    return out


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def decode(kind: type[T], raw: Any, place: str, statements: Mapping[str, Statement] | None = None) -> T:
    """Build a dataclass from JSON values by its type hints. Raises BadRecord with the path of the field that is wrong."""
    if not isinstance(raw, Mapping):
        raise BadRecord(f"{place}: wanted an object, found {type(raw).__name__}")
    values = {}
    hints: dict[str, Any] = _hints(typing.cast(Any, kind))
    for f in fields(kind):  # type: ignore[arg-type]
        if f.name in raw:
            values[f.name] = _decode(hints[f.name], raw[f.name], f"{place}.{f.name}", statements or {})
    try:
        return kind(**values)
    except TypeError as e:
        raise BadRecord(f"{place}: {str(e).removeprefix(kind.__name__ + '.')}") from None
    except BadRecord:
        raise
    except DetenteError as e:
        raise BadRecord(f"{place}: {e}") from None


def _decode(hint: Any, raw: Any, place: str, statements: Mapping[str, Statement]) -> Any:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return None if raw is None else _decode(next(a for a in typing.get_args(hint) if a is not type(None)), raw, place, statements)
    if origin is tuple:
        return _decode_tuple(typing.get_args(hint), raw, place, statements)
    if origin is dict:
        if not isinstance(raw, Mapping):
            raise BadRecord(f"{place}: wanted an object")
        return {k: _decode(typing.get_args(hint)[1], v, f"{place}.{k}", statements) for k, v in raw.items()}
    return _decode_plain(hint, raw, place, statements)


def _decode_tuple(args: tuple[Any, ...], raw: Any, place: str, statements: Mapping[str, Statement]) -> tuple[Any, ...]:
    if not isinstance(raw, list):
        raise BadRecord(f"{place}: wanted a list")
    hints = [args[0]] * len(raw) if len(args) == 2 and args[1] is Ellipsis else list(args)
    if len(hints) != len(raw):
        raise BadRecord(f"{place}: wanted {len(hints)} values, found {len(raw)}")
    return tuple(_decode(h, v, f"{place}[{n}]", statements) for n, (h, v) in enumerate(zip(hints, raw, strict=True)))


def _decode_plain(hint: Any, raw: Any, place: str, statements: Mapping[str, Statement]) -> Any:
    if hint is Statement and isinstance(raw, str):
        if raw not in statements:
            raise BadRecord(f"{place}: no statement {raw!r} in this reading")
        return statements[raw]
    if hint is Span:
        return _decode_span(raw, place)
    if isinstance(hint, type) and is_dataclass(hint):
        return decode(hint, raw, place, statements)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if not isinstance(raw, str) or raw not in {v.value for v in hint}:
            raise BadRecord(f"{place}: {raw!r:.80} is none of {', '.join(hint)}")
        return hint(raw)
    if hint is Decimal:
        return _decode_number(raw, place)
    if hint is float and isinstance(raw, int):
        return float(raw)
    if isinstance(hint, type) and hint is not object and (not isinstance(raw, hint) or (hint is int and isinstance(raw, bool))):
        raise BadRecord(f"{place}: wanted {hint.__name__}, found {type(raw).__name__}")
    return raw


def _decode_number(raw: Any, place: str) -> Decimal:
    """A number as its schema has it: finite, and not so long that writing it out would fill the memory ("1E999999999")."""
    try:
        number = Decimal(str(raw))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise BadRecord(f"{place}: {raw!r:.80} is no number of at most {MOST_DIGITS:,} digits")
    return number


def _decode_span(raw: Any, place: str) -> Span:
    if not (isinstance(raw, list) and len(raw) == 2 and all(type(x) is int and x < LONGEST_TEXT for x in raw)):
        raise BadRecord(f"{place}: wanted [start, end]")
    try:
        return Span(*raw)
    except DetenteError as e:
        raise BadRecord(f"{place}: {e}") from None


def _list(raw: Mapping[str, Any], key: str, place: str) -> list[Any]:
    found = raw.get(key)
    if not isinstance(found, list):
        raise BadRecord(f"{place}.{key}: wanted a list")
    return found


def false_quotations(raw: Any, text: str, place: str = "reading") -> list[str]:
    """Every place where a quotation is not what its span marks in the text, as "path: says X, text has Y"."""
    wrong: list[str] = []
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            quoted = raw.get(f"{key}_text")
            if quoted is not None:
                wrong += _misquotes(value, quoted, text, f"{place}.{key}")
            if key not in {"report", "reasons", "provenance"}:
                wrong += false_quotations(value, text, f"{place}.{key}")
    elif isinstance(raw, list):
        for n, value in enumerate(raw):
            wrong += false_quotations(value, text, f"{place}[{n}]")
    return wrong


def _misquotes(spans: Any, quoted: Any, text: str, place: str) -> list[str]:
    if isinstance(quoted, str):
        spans, quoted = [spans], [quoted]
    if not isinstance(spans, list) or not isinstance(quoted, list) or len(quoted) != len(spans):
        return [f"{place}: spans and quotations do not go together, {spans!r:.80} and {quoted!r:.80}"]
    out = []
    for span, said in zip(spans, quoted, strict=True):
        found = text[span[0]:span[1]] if isinstance(span, list) and len(span) == 2 and all(isinstance(x, int) for x in span) else None
        if found != said:
            out.append(f"{place}: says {said!r}, the text has {found!r}")
    return out
