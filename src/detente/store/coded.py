"""Hand codings read in: a CSV of events under the column names of our own export, or a Discourse Network Analyzer database."""
from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.codebook.sectors import side_of
from detente.errors import UnreadableFile
from detente.records.kinds import Stance
from detente.records.reading import Position, Reading
from detente.store.exports.base import FORMULA
from detente.store.exports.csv import cells
from detente.store.exports.dna import concept, storable
from detente.store.reviews import SQLITE, Verdict, reviewed_readings
from detente.text import Span

COMPARED = ("type", "act", "status", "actor_countries", "recipient_countries", "event_date", "place_country", "modes")
SPANS = (("clause_start", "clause_end"), ("trigger_start", "trigger_end"), ("start", "end"))


@dataclass(frozen=True, slots=True)
class Coded:
    """One coded thing: its report, its characters where known, and its values by field; a field that was not coded is absent."""

    id: str
    report: str
    span: Span | None
    values: Mapping[str, str]


def is_database(path: str | Path) -> bool:
    try:
        with Path(path).open("rb") as f:
            return f.read(16) == SQLITE
    except OSError as e:
        raise UnreadableFile(f"{path}: cannot be read: {e.strerror}") from None


def coded_csv(path: str | Path) -> list[Coded]:
    """A row an event. Wanted: report_id, and at least one of the columns compared; characters are used where they stand.

    Raises UnreadableFile, naming the line, for what is no such file."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as f:
            table = csv.DictReader(f)
            columns = table.fieldnames or []
            if "report_id" not in columns or not set(COMPARED) & set(columns):
                raise UnreadableFile(f"{path}: wants a column report_id and at least one of {', '.join(COMPARED)}; it has: {', '.join(columns)}")
            return [coded_row(row, f"{path}:{table.line_num}") for row in table]
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise UnreadableFile(f"{path}: cannot be read: {e}") from None


def coded_row(row: Mapping[str, str | None], place: str) -> Coded:
    values = {f: unquoted(row[f] or "") for f in COMPARED if f in row}
    span = None
    for start, end in SPANS:
        given = (row.get(start) or "", row.get(end) or "")
        if all(given):
            if not all(g.isascii() and g.isdigit() and len(g) < 10 for g in given) or not int(given[0]) < int(given[1]):
                raise UnreadableFile(f"{place}: {start} and {end} are no characters: {given[0]}..{given[1]}")
            span = Span(int(given[0]), int(given[1]))
            break
    return Coded(row.get("event_id") or place, row["report_id"] or "", span, {k: v for k, v in values.items() if v})


def unquoted(cell: str) -> str:
    """A cell as it was before it was kept from being run."""
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell[1:]) else cell.strip()


def events_as_coded(readings: Sequence[Reading]) -> list[Coded]:
    """The machine's events in the same form."""
    out = []
    for r in readings:
        for e in r.events:
            row = cells(r, e)
            out.append(Coded(e.id, r.report.id, e.clause, {f: str(row[f]) for f in COMPARED if row.get(f) not in {None, ""}}))
    return out


def coded_review(verdicts: Mapping[str, Verdict], readings: Sequence[Reading]) -> tuple[list[Coded], list[Coded]]:
    """The events that were judged: as the coder leaves them, and as the machine has them; a rejected one stands with the machine alone.

    A field left blank by either is a blank value here, for the coder saw it."""
    return [full(c) for c in events_as_coded(list(reviewed_readings(readings, verdicts))) if c.id in verdicts], \
        [full(c) for c in events_as_coded(readings) if c.id in verdicts]


def full(c: Coded) -> Coded:
    return Coded(c.id, c.report, c.span, {f: c.values.get(f, "") for f in COMPARED})


def coded_dna(path: str | Path, readings: Sequence[Reading]) -> list[Coded]:
    """The statements of a DNA database whose documents have the text of one of the reports. Positions are counted back to code points.

    Raises UnreadableFile where the database has not DNA's tables."""
    texts = {storable(r.report.text): r.report.id for r in readings}
    try:
        base = sqlite3.connect(f"file:{Path(path).resolve()}?mode=ro", uri=True)
        try:
            documents: dict[int, str] = dict(base.execute("SELECT ID, Text FROM DOCUMENTS").fetchall())
            return [s for s in dna_statements(base, documents, texts) if s.report]
        finally:
            base.close()
    except sqlite3.DatabaseError as e:
        raise UnreadableFile(f"{path}: is no Discourse Network Analyzer database: {e}") from None


def dna_statements(base: sqlite3.Connection, documents: Mapping[int, str], texts: Mapping[str, str]) -> Iterator[Coded]:
    short = ("SELECT v.Variable, e.Value FROM DATASHORTTEXT d JOIN VARIABLES v ON v.ID = d.VariableId JOIN ENTITIES e ON e.ID = d.Entity "
             "WHERE d.StatementId = ?")
    flag = "SELECT v.Variable, d.Value FROM DATABOOLEAN d JOIN VARIABLES v ON v.ID = d.VariableId WHERE d.StatementId = ?"
    for number, document, start, stop in base.execute("SELECT ID, DocumentId, Start, Stop FROM STATEMENTS ORDER BY ID").fetchall():
        text = documents.get(document, "")
        values = {str(k): str(v) for query in (short, flag) for k, v in base.execute(query, (number,)) if v != ""}
        low, high = code_points(text, start), code_points(text, stop)
        yield Coded(f"statement {number}", texts.get(text, ""), Span(low, high) if low < high else None, values)


def code_points(text: str, at: int) -> int:
    """A position in UTF-16 units as one in code points."""
    return len(text.encode("utf-16-le", "surrogatepass")[:2 * at].decode("utf-16-le", "replace"))


def positions_as_coded(readings: Sequence[Reading]) -> list[Coded]:
    """The machine's positions as DNA codes them; conditional ones have no agreement."""
    return [Coded(p.id, r.report.id, Span(min(s.start for s in p.evidence), max(s.end for s in p.evidence)), dna_values(p))
            for r in readings for p in r.positions]


def dna_values(p: Position) -> dict[str, str]:
    side = side_of(p.actor)
    person = {"person": p.actor.name} if p.actor.id != side else {}
    agreement = {} if p.stance is Stance.CONDITIONAL else {"agreement": str(int(p.stance is Stance.SUPPORT))}
    return {**person, "organization": side, "concept": concept(p), **agreement}
