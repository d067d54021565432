"""Files with many reports: JSONL (one object a line) and CSV (a header with the same names)."""
from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from detente.errors import InputError, UnreadableFile
from detente.intake.encoding import decode
from detente.intake.taken import Refused
from detente.text import Report

FIELDS = ("text", "id", "published", "source", "url", "title")


def jsonl_reports(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[str, Report | Refused]]:
    """Each line's place and report, or why it is none; a broken line does not end the file. Blank lines are passed over."""
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        place = f"line {number}"
        if len(line) > max_bytes:
            yield place, Refused(UnreadableFile(f"is longer than {max_bytes:,} bytes, the most that is read; raise the limit to read it"))
            skip_line(stream, line, max_bytes)
        elif line.strip():
            yield place, report_of_line(line, first=number == 1)


def skip_line(stream: BinaryIO, line: bytes, max_bytes: int) -> None:
    """Read on to the end of a line that was too long."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(max_bytes)


def report_of_line(line: bytes, first: bool) -> Report | Refused:
    """The report of one JSON object, or why it is none."""
    try:
        line = line.rstrip(b"\r\n")
        text = decode(line).text if first else line.decode("utf-8")
        return report_of(json.loads(text))
    except json.JSONDecodeError as e:
        return Refused(UnreadableFile(f"is not JSON: {e.msg} at column {e.colno}"))
    except UnicodeDecodeError as e:
        return Refused(UnreadableFile(f"is not UTF-8: {e.reason} at byte {e.start} of the line"))
    except (ValueError, RecursionError) as e:
        return Refused(UnreadableFile(f"is not JSON that can be read: {e}"))
    except Refused as e:
        return e
    except InputError as e:
        return Refused(e)


def report_of(fields: Any) -> Report:
    """A Report of an object's fields; others than text, id, published, source, url, title are not looked at. Raises InputError."""
    if not isinstance(fields, dict):
        raise UnreadableFile(f"wants an object with the field \"text\", not {type(fields).__name__}")
    if "schema" in fields:
        raise UnreadableFile(f"is a stored {str(fields['schema'])[:60]}, not a report; `detente check` reads it")
    values: dict[str, str] = {}
    for name in FIELDS:
        value = fields.get(name)
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and (value.strip() or name == "text"):
            values[name] = value
        elif value is not None and not isinstance(value, str):
            raise UnreadableFile(f"the field {name!r} wants a string, not {type(value).__name__}")
    if "text" not in values:
        raise UnreadableFile(f"has no field \"text\"; its fields: {', '.join(map(repr, list(fields)[:10])) or 'none'}")
    return Report(**values)


def csv_reports(data: bytes) -> Iterator[tuple[str, Report | Refused]]:
    """Each row's place and report, or why it is none. Raises Refused for a file without a header that names "text", or with one field twice."""
    csv.field_size_limit(max(csv.field_size_limit(), len(data)))  # csv's own bound of 131,072 is for the process and below ours
    rows = csv.reader(io.StringIO(decode(data).text, newline=""), strict=True)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        if "text" not in header:
            names = ", ".join(header)[:200] or "nothing"
            raise Refused(UnreadableFile(f'the header names no column "text"; it names: {names}'), "line 1")
        twice = next((name for name in FIELDS if header.count(name) > 1), None)
        if twice is not None:
            raise Refused(UnreadableFile(f"the header names the column {twice!r} twice"), "line 1")
        for row in rows:
            if any(cell.strip() for cell in row):
                yield f"line {rows.line_num}", report_of_row(header, row)
    except csv.Error as e:
        raise Refused(UnreadableFile(f"is not CSV: {e}"), f"line {rows.line_num}") from None


def report_of_row(header: list[str], row: list[str]) -> Report | Refused:
    """The report of one row, or why it is none."""
    if len(row) != len(header):
        return Refused(UnreadableFile(f"has {len(row)} cells under a header of {len(header)}"))
    try:
        return report_of({k: v for k, v in zip(header, row, strict=True) if k in FIELDS and v.strip()})
    except InputError as e:
        return Refused(e)
