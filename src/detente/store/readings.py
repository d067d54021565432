"""Stored readings: JSON lines of schema detente.reading/1, read back one at a time."""
from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from detente.errors import BadRecord, InputError
from detente.records.reading import Reading
from detente.store.codec import READING, false_quotations, reading_from_dict
from detente.text import content_hash

PEEK = 400


def holds_readings(path: str | Path) -> bool:
    """Whether a regular file begins like stored readings; a pipe is left alone, since what is read of it is gone."""
    try:
        if not Path(path).is_file():
            return False
        with Path(path).open("rb") as f:
            return begins_readings(f)
    except (OSError, ValueError):
        return False


def begins_readings(stream: BinaryIO) -> bool:
    """Whether a buffered stream goes on like stored readings; nothing of it is used up."""
    peek = getattr(stream, "peek", None)
    return peek is not None and READING.encode() in peek(PEEK)[:PEEK]


def stored_readings(path: str | Path, stream: BinaryIO | None = None) -> Iterator[Reading | BadRecord]:
    """Each reading of a file of JSON lines, or what is wrong with it, naming file and line; the rest goes on.

    stream: read instead of opening the file; `path` is then only its name.
    """
    for place, raw in lines_of(path, stream):
        if isinstance(raw, BadRecord):
            yield raw
            continue
        try:
            yield reading_from_dict(raw, place)
        except BadRecord as e:
            yield e
        except InputError as e:
            yield BadRecord(f"{place}: {e}")


def lines_of(path: str | Path, stream: BinaryIO | None = None) -> Iterator[tuple[str, dict[str, Any] | BadRecord]]:
    """Each line's place ("file:line") and JSON object, or the error it makes. A line without its end is told as such."""
    try:
        with Path(path).open("rb") if stream is None else nullcontext(stream) as f:
            for n, line in enumerate(f, 1):
                place = f"{path}:{n}"
                if line.strip():
                    yield place, object_of(line, place)
    except (OSError, ValueError) as e:  # ValueError: a NUL character in the name
        yield str(path), BadRecord(f"{path}: cannot be read: {getattr(e, 'strerror', None) or e}")


def object_of(line: bytes, place: str) -> dict[str, Any] | BadRecord:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as e:
        cut = "; the line breaks off" if not line.endswith(b"\n") else ""
        return BadRecord(f"{place}: is not JSON ({e}){cut}")
    return raw if isinstance(raw, dict) else BadRecord(f"{place}: wanted an object, found {type(raw).__name__}")


def faults_of(raw: dict[str, Any], place: str) -> list[str]:
    """What is wrong with one stored reading: its structure, its text's hash, and every quotation that is not what its span marks."""
    try:
        reading = reading_from_dict(raw, place)
    except InputError as e:
        return [str(e)]
    try:
        faults = [f"{place}: {fault}" for fault in false_quotations(raw, reading.report.text)]
    except RecursionError:
        return [f"{place}: is nested deeper than any reading"]
    if content_hash(reading.report.text) != reading.provenance.text_sha256:
        faults.append(f"{place}: the text is not the one that was read: its sha256 is {content_hash(reading.report.text)}, "
                      f"recorded is {reading.provenance.text_sha256}")
    return faults
