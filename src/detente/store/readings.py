"""Stored readings: JSON lines of schema detente.reading/1, read back one at a time."""
from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.errors import BadRecord, InputError
from detente.records.reading import Reading
from detente.store.codec import READING, false_quotations, reading_from_dict
from detente.text import content_hash

PEEK = 400


def holds_readings(path: str | Path) -> bool:
    """Whether a file begins like stored readings."""
    try:
        with Path(path).open("rb") as f:
            return READING.encode() in f.read(PEEK)
    except (OSError, ValueError):
        return False


def stored_readings(path: str | Path) -> Iterator[Reading | BadRecord]:
    """Each reading of a file of JSON lines, or what is wrong with it, naming file and line; the rest goes on."""
    for place, raw in lines_of(path):
        if isinstance(raw, BadRecord):
            yield raw
            continue
        try:
            yield reading_from_dict(raw, place)
        except BadRecord as e:
            yield e
        except InputError as e:
            yield BadRecord(f"{place}: {e}")


def lines_of(path: str | Path) -> Iterator[tuple[str, dict[str, Any] | BadRecord]]:
    """Each line's place ("file:line") and JSON object, or the error it makes. A line without its end is told as such."""
    try:
        with Path(path).open("rb") as f:
            for n, line in enumerate(f, 1):
                place = f"{path}:{n}"
                if line.strip():
                    yield place, object_of(line, place)
    except OSError as e:
        yield str(path), BadRecord(f"{path}: cannot be read: {e.strerror}")


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
    faults = [f"{place}: {fault}" for fault in false_quotations(raw, reading.report.text)]
    if content_hash(reading.report.text) != reading.provenance.text_sha256:
        faults.append(f"{place}: the text is not the one that was read: its sha256 is {content_hash(reading.report.text)}, "
                      f"recorded is {reading.provenance.text_sha256}")
    return faults
