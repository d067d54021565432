"""Verdicts of human coders on records, in one SQLite file of their own; the machine's records stay as they are.

Nothing is ever deleted: an undone verdict is marked so. What a verdict was given on is kept beside it as JSON.
"""
from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any

from detente.codebook.plover import plover
from detente.errors import InputError, UnreadableFile
from detente.records.kinds import EventType, FigureRole, Manner, Stance, Status
from detente.records.reading import Event, Figure, Issue, Position, Reading, Statement
from detente.store.codec import encode_record
from detente.store.parties import parties

Reviewed = Event | Statement | Position | Figure
VERSION = 1
SQLITE = b"SQLite format 3\x00"
SCHEMA = """
CREATE TABLE IF NOT EXISTS verdict(number INTEGER PRIMARY KEY, record TEXT NOT NULL, report TEXT NOT NULL, text_sha256 TEXT NOT NULL,
  kind TEXT NOT NULL, coder TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL, changes TEXT NOT NULL, machine TEXT NOT NULL,
  given_at TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS verdict_of ON verdict(record);
"""
# Fields that name who takes part, as characters of the report (`store.parties`), and whether several may.
PARTIES = {"event.actors": True, "event.recipients": True, "statement.speaker": False, "position.actor": False}
FIELDS: dict[str, type[StrEnum] | None] = {
    "event.act": EventType, "event.status": Status, "event.modes": None, "event.contexts": None, "event.background": None,
    "statement.manner": Manner, "position.stance": Stance, "position.label": None, "figure.value": None, "figure.unit": None,
    "figure.role": FigureRole,
}


class Judgement(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    AMEND = "amend"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One coder's judgement of one record. changes: field -> new value, for AMEND."""

    number: int
    record: str
    report: str
    kind: str
    coder: str
    judgement: Judgement
    reason: str
    changes: Mapping[str, str]
    given_at: str


def kind_of(x: Reviewed) -> str:
    return type(x).__name__.lower()


def refuse_other(path: str | Path) -> None:
    """Raises UnreadableFile for a file that holds something else: SQLite would take a short one for an empty database and write over it."""
    try:
        with Path(path).open("rb") as f:
            head = f.read(len(SQLITE))
    except FileNotFoundError:
        return
    except OSError as e:
        raise UnreadableFile(f"{path}: cannot be opened: {e.strerror}") from None
    if head not in {b"", SQLITE}:
        raise UnreadableFile(f"{path}: is not a review file; name one that is, or that is not there yet")


class Reviews:
    """An open review file, made where there is none. Raises UnreadableFile for a file that is none."""

    def __init__(self, path: str | Path) -> None:
        refuse_other(path)
        try:
            self.base = sqlite3.connect(path)
        except sqlite3.OperationalError as e:
            raise UnreadableFile(f"{path}: cannot be opened: {e}; is its folder there?") from None
        try:
            version = self.base.execute("PRAGMA user_version").fetchone()[0]
            if version not in {0, VERSION} or (version == 0 and self.base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]):
                raise UnreadableFile(f"{path}: is not a review file of this version")
            self.base.executescript(SCHEMA)
            self.base.execute(f"PRAGMA user_version = {VERSION}")
        except sqlite3.DatabaseError as e:
            self.base.close()
            raise UnreadableFile(f"{path}: is not a review file: {e}") from None
        except UnreadableFile:
            self.base.close()
            raise

    @staticmethod
    def is_one(path: str | Path) -> bool:
        """Whether a file is a review file, as far as its tables show; False for one that cannot be read."""
        try:
            base = sqlite3.connect(f"file:{Path(path).resolve()}?mode=ro", uri=True)
            try:
                return base.execute("SELECT 1 FROM sqlite_master WHERE name = 'verdict'").fetchone() is not None
            finally:
                base.close()
        except sqlite3.DatabaseError:
            return False

    def __enter__(self) -> Reviews:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.base.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One change, made whole or not at all. Raises UnreadableFile where the file cannot be written."""
        try:
            with self.base:
                yield
        except sqlite3.OperationalError as e:
            raise UnreadableFile(f"the review file cannot be written: {e}; nothing was noted") from None

    def give(self, reading: Reading, x: Reviewed, coder: str, judgement: Judgement, at: str, reason: str = "",
             changes: Mapping[str, str] | None = None) -> None:
        """Note a verdict. at: ISO time, from whoever has a clock. Changes come on top of those that the coder made to the record before.

        Raises InputError for no coder, or changes that no record can take."""
        if not coder.strip():
            raise InputError("a verdict wants the name of its coder")
        if judgement is Judgement.AMEND:
            amended(x, changes or {}, reading)
            before = next((v for v in reversed(self.standing(x.id)) if v.coder == coder.strip()), None)
            changes = {**(before.changes if before is not None else {}), **(changes or {})}
            amended(x, changes, reading)
        machine = json.dumps(encode_record(x, reading.quote), ensure_ascii=True)
        with self.writing():
            self.base.execute("INSERT INTO verdict(record, report, text_sha256, kind, coder, verdict, reason, changes, machine, given_at) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              (x.id, reading.report.id, reading.provenance.text_sha256, kind_of(x), coder.strip(), judgement, reason,
                               json.dumps(dict(changes or {})), machine, at))

    def undo(self, coder: str, record: str | None = None) -> Verdict | None:
        """Take back the coder's last verdict that still stands, on one record or on any; None where there is none."""
        last = next((v for v in reversed(self.standing()) if v.coder == coder and record in {None, v.record}), None)
        if last is not None:
            with self.writing():
                self.base.execute("UPDATE verdict SET undone = 1 WHERE number = ?", (last.number,))
        return last

    def standing(self, record: str | None = None) -> list[Verdict]:
        """Every verdict that was not undone, on one record or on all, in the order given."""
        rows = self.base.execute("SELECT number, record, report, kind, coder, verdict, reason, changes, given_at FROM verdict "
                                 f"WHERE undone = 0{' AND record = ?' if record is not None else ''} ORDER BY number",
                                 () if record is None else (record,))
        return [Verdict(n, record, report, kind, coder, Judgement(verdict), reason, json.loads(changes), at)
                for n, record, report, kind, coder, verdict, reason, changes, at in rows]

    def current(self, coder: str | None = None) -> dict[str, Verdict]:
        """Record id -> the last verdict on it, of one coder or of all."""
        return {v.record: v for v in self.standing() if coder is None or v.coder == coder}


def reviewed_readings(readings: Iterable[Reading], verdicts: Mapping[str, Verdict]) -> Iterator[Reading]:
    """The readings as reviewed: rejected records out, amended ones changed (ids stay, so that they can be traced), others as they are."""
    for r in readings:
        statements = tuple(judged(r.statements, verdicts, r))
        by_id = {s.id: s for s in statements}
        events = tuple(replace(e, statement=by_id.get(e.statement.id)) if e.statement is not None else e
                       for e in judged(r.events, verdicts, r))
        yield replace(r, events=events, statements=statements, positions=tuple(judged(r.positions, verdicts, r)),
                      figures=tuple(judged(r.figures, verdicts, r)))


def judged(records: Iterable[Any], verdicts: Mapping[str, Verdict], reading: Reading) -> Iterator[Any]:
    for x in records:
        verdict = verdicts.get(x.id)
        if verdict is None or verdict.judgement is Judgement.ACCEPT:
            yield x
        elif verdict.judgement is Judgement.AMEND:
            yield amended(x, verdict.changes, reading)


def amended(x: Reviewed, changes: Mapping[str, str], reading: Reading) -> Reviewed:
    """The record with its fields changed; an event's type, score and quad follow from act and status. reading: the report it is of, which
    says who stands at the characters that a party is named by. Raises InputError for what cannot be."""
    if not changes:
        raise InputError("an amendment wants at least one field to change")
    values: dict[str, Any] = {}
    for name, raw in changes.items():
        key = f"{kind_of(x)}.{name}"
        if key not in FIELDS and key not in PARTIES:
            known = ", ".join(k.partition(".")[2] for k in (*FIELDS, *PARTIES) if k.startswith(kind_of(x)))
            raise InputError(f"no field {name!r} to amend in a {kind_of(x)}; there are: {known}")
        values[name] = parties_of(key, raw, reading) if key in PARTIES else value_of(key, raw)
    if isinstance(x, Event):
        return amended_event(x, values)
    if isinstance(x, Position) and "label" in values:
        label = values.pop("label")
        values["issue"] = Issue(label.casefold().replace(" ", "-"), label, x.issue.target)
    return replace(x, **values)


def parties_of(key: str, raw: str, reading: Reading) -> Any:
    """The value of a field that names parties."""
    found = parties(reading, raw)
    if not found and key in {"event.actors", "position.actor"}:
        raise InputError(f"{key.replace('.', ' without ', 1)} cannot be; reject it instead")
    if PARTIES[key]:
        return found
    if len(found) > 1:
        raise InputError(f"{key.partition('.')[2]} takes one party, not {len(found)}")
    if key == "position.actor" and found[0].actor is None:
        raise InputError(f"nobody is known by {reading.quote(found[0].span)!r}; say who it is, as in {raw.strip()}=KOR")
    return found[0].actor if key == "position.actor" else found[0] if found else None


def value_of(key: str, raw: str) -> Any:
    closed = FIELDS[key]
    try:
        if closed is not None:
            return closed(raw)
        if key == "figure.value":
            return Decimal(raw)
    except (ValueError, InvalidOperation):
        known = f"; there are: {', '.join(closed)}" if closed is not None else ""
        raise InputError(f"{raw!r} is no {key.partition('.')[2]}{known}") from None
    if key in {"event.modes", "event.contexts"}:
        return tuple(w for w in raw.replace(",", " ").split() if w)
    if key == "event.background":
        return raw.casefold() in {"1", "true", "yes", "on"}
    if not raw.strip():
        raise InputError(f"{key.partition('.')[2]} cannot be blank")
    return raw.strip()


def amended_event(e: Event, values: Mapping[str, Any]) -> Event:
    act, status = values.get("act", e.act), values.get("status", e.status)
    kind = plover().type_of(act, status)
    modes = values.get("modes", e.modes if kind is e.type else ())
    return replace(e, **{**values, "type": kind, "modes": modes, "score": plover().score(kind, modes), "quad": plover().quad(kind),
                         "cameo": e.cameo if kind is e.type else None})
