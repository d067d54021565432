"""A database of the Discourse Network Analyzer 3: reports as documents, positions as statements.

person: who exactly, organization: the state or body acted for, concept: the measure, agreement: 1 support, 0 oppose. A conditional stance is
neither, so it stands under statement type 3 ("conditional stance") with its condition as text, and no network of agreement takes it in. Start and
Stop are positions in UTF-16, as Java counts them. Tables, columns, constraints, default statement types and attributes follow DNA 3.0's own
schema as public knowledge tells it; the file was not opened in DNA itself, a Java program that no registry within our reach has. Tables of later
versions are not made.
"""
from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from detente.codebook.sectors import side_of
from detente.records.kinds import Stance
from detente.records.reading import Position, Reading
from detente.store.exports.base import Exporter, words
from detente.text import Span

COLOUR = "Red INTEGER NOT NULL DEFAULT 0, Green INTEGER NOT NULL DEFAULT 0, Blue INTEGER NOT NULL DEFAULT 0"
PERMISSIONS = ("AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements", "DeleteStatements",
               "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations", "ViewOthersDocuments",
               "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements")
SCHEMA = f"""
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY NOT NULL, Value TEXT);
CREATE TABLE CODERS(ID INTEGER PRIMARY KEY NOT NULL, Name TEXT NOT NULL, {COLOUR}, Refresh INTEGER NOT NULL DEFAULT 0,
  FontSize INTEGER NOT NULL DEFAULT 14, Password TEXT NOT NULL, PopupWidth INTEGER NOT NULL DEFAULT 300, ColorByCoder INTEGER NOT NULL DEFAULT 0,
  PopupDecoration INTEGER NOT NULL DEFAULT 0, PopupAutoComplete INTEGER NOT NULL DEFAULT 1,
  {", ".join(f"Permission{p} INTEGER NOT NULL DEFAULT 1" for p in PERMISSIONS)});
CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY NOT NULL, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER NOT NULL REFERENCES CODERS(ID),
  Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '', Section TEXT NOT NULL DEFAULT '', Notes TEXT NOT NULL DEFAULT '',
  Type TEXT NOT NULL DEFAULT '', Date INTEGER NOT NULL);
CREATE TABLE REGEXES(Label TEXT PRIMARY KEY NOT NULL, {COLOUR});
CREATE TABLE CODERRELATIONS(ID INTEGER PRIMARY KEY NOT NULL, Coder INTEGER NOT NULL, OtherCoder INTEGER NOT NULL,
  viewStatements INTEGER NOT NULL DEFAULT 1, editStatements INTEGER NOT NULL DEFAULT 1, viewDocuments INTEGER NOT NULL DEFAULT 1,
  editDocuments INTEGER NOT NULL DEFAULT 1, UNIQUE (Coder, OtherCoder));
CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY NOT NULL, Label TEXT NOT NULL, {COLOUR});
CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY NOT NULL, Variable TEXT NOT NULL, DataType TEXT NOT NULL DEFAULT 'short text',
  StatementTypeId INTEGER NOT NULL REFERENCES STATEMENTTYPES(ID), UNIQUE (Variable, StatementTypeId));
CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY NOT NULL, StatementTypeId INTEGER NOT NULL REFERENCES STATEMENTTYPES(ID),
  DocumentId INTEGER NOT NULL REFERENCES DOCUMENTS(ID), Start INTEGER NOT NULL, Stop INTEGER NOT NULL, Coder INTEGER NOT NULL REFERENCES CODERS(ID));
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL REFERENCES VARIABLES(ID),
  Value TEXT NOT NULL DEFAULT '', {COLOUR}, ChildOf INTEGER, UNIQUE (VariableId, Value));
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL REFERENCES VARIABLES(ID),
  AttributeVariable TEXT NOT NULL, UNIQUE (VariableId, AttributeVariable));
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL REFERENCES ENTITIES(ID),
  AttributeVariableId INTEGER NOT NULL REFERENCES ATTRIBUTEVARIABLES(ID), AttributeValue TEXT NOT NULL DEFAULT '',
  UNIQUE (EntityId, AttributeVariableId));
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL REFERENCES STATEMENTS(ID),
  VariableId INTEGER NOT NULL REFERENCES VARIABLES(ID), Value INTEGER NOT NULL DEFAULT 1 CHECK (Value BETWEEN 0 AND 1),
  UNIQUE (StatementId, VariableId));
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL REFERENCES STATEMENTS(ID),
  VariableId INTEGER NOT NULL REFERENCES VARIABLES(ID), Value INTEGER NOT NULL DEFAULT 0, UNIQUE (StatementId, VariableId));
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL REFERENCES STATEMENTS(ID),
  VariableId INTEGER NOT NULL REFERENCES VARIABLES(ID), Entity INTEGER NOT NULL REFERENCES ENTITIES(ID),
  UNIQUE (StatementId, VariableId));
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL REFERENCES STATEMENTS(ID),
  VariableId INTEGER NOT NULL REFERENCES VARIABLES(ID), Value TEXT NOT NULL DEFAULT '', UNIQUE (StatementId, VariableId));
"""
PASSWORD, SALT, ROUNDS = "detente", b"detente exports.", 100_000
STANCE, CONDITIONAL, ANNOTATION = 1, 3, 2
VARIABLES = ((1, "person", "short text", STANCE), (2, "organization", "short text", STANCE), (3, "concept", "short text", STANCE),
             (4, "agreement", "boolean", STANCE), (5, "person", "short text", CONDITIONAL), (6, "organization", "short text", CONDITIONAL),
             (7, "concept", "short text", CONDITIONAL), (8, "condition", "long text", CONDITIONAL),
             (9, "note", "long text", ANNOTATION))
# What DNA keeps of every value of a short text.
ATTRIBUTES = ("Type", "Alias", "Notes")


def write(readings: Iterable[Reading], path: Path) -> None:
    """Make the database at a path where nothing is yet."""
    base = sqlite3.connect(path)
    try:
        base.executescript(SCHEMA)
        furnish(base)
        for number, reading in enumerate(readings, 1):
            add_document(base, number, reading)
            for p in reading.positions:
                add_statement(base, number, reading, p)
        base.commit()
    finally:
        base.close()


def furnish(base: sqlite3.Connection) -> None:
    """Version, coder, statement types and variables; an empty entity for each short text, as DNA wants."""
    base.executemany("INSERT INTO SETTINGS VALUES (?, ?)", (("version", "3.0"), ("date", "2022-01-01")))
    base.execute("INSERT INTO CODERS(ID, Name, Red, Green, Blue, Password) VALUES (1, 'Admin', 239, 208, 51, ?)", (password_hash(PASSWORD),))
    base.executemany("INSERT INTO STATEMENTTYPES VALUES (?, ?, ?, ?, ?)", ((STANCE, "DNA Statement", 239, 208, 51),
                                                                            (ANNOTATION, "Annotation", 181, 255, 255),
                                                                            (CONDITIONAL, "conditional stance", 200, 160, 90)))
    base.executemany("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", VARIABLES)
    short = [v[0] for v in VARIABLES if v[2] == "short text"]
    base.executemany("INSERT INTO ATTRIBUTEVARIABLES(VariableId, AttributeVariable) VALUES (?, ?)", [(v, a) for v in short for a in ATTRIBUTES])
    for variable in short:
        entity(base, variable, "", {})


def password_hash(password: str) -> str:
    """As jasypt's StrongPasswordEncryptor makes it, which DNA uses: salted SHA-256, 100,000 rounds, salt first. A fixed salt keeps files alike."""
    digest = SALT + password.encode()
    for _ in range(ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(SALT + digest).decode()


def add_document(base: sqlite3.Connection, number: int, reading: Reading) -> None:
    r = reading.report
    dated = reading.dated.start[:10] if reading.dated is not None and reading.dated.start else None
    seconds = int(datetime.fromisoformat(dated).replace(tzinfo=UTC).timestamp()) if dated else 0
    notes = "" if dated else "undated: the date shown is none"
    base.execute("INSERT INTO DOCUMENTS(ID, Title, Text, Coder, Source, Notes, Type, Date) VALUES (?, ?, ?, 1, ?, ?, 'news report', ?)",
                 (number, r.title or r.id, storable(r.text), r.source or "", notes, seconds))


def storable(text: str) -> str:
    """SQLite holds UTF-8: a lone surrogate, one unit of UTF-16, gives way to one replacement character, so no position moves."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def utf16(text: str, at: int) -> int:
    """A position in code points as one in UTF-16 units."""
    return at + sum(c > "\uffff" for c in text[:at])


def add_statement(base: sqlite3.Connection, document: int, reading: Reading, p: Position) -> None:
    whole = Span(min(s.start for s in p.evidence), max(s.end for s in p.evidence))
    kind = CONDITIONAL if p.stance is Stance.CONDITIONAL else STANCE
    text = reading.report.text
    made = base.execute("INSERT INTO STATEMENTS(StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (?, ?, ?, ?, 1)",
                        (kind, document, utf16(text, whole.start), utf16(text, whole.end))).lastrowid
    side = side_of(p.actor)
    person = p.actor.name if p.actor.id != side else ""
    first = 1 if kind == STANCE else 5
    own = {"Type": p.actor.sector or "", "Alias": p.actor.id, "Notes": p.actor.office or ""}
    named = {"Type": p.actor.sector or "", "Alias": p.actor.name} if p.actor.id == side else {}
    for variable, value, told in ((first, person, own if person else {}), (first + 1, side, named),
                                  (first + 2, concept(p), {"Type": "measure", "Alias": p.issue.id})):
        base.execute("INSERT INTO DATASHORTTEXT(StatementId, VariableId, Entity) VALUES (?, ?, ?)",
                     (made, variable, entity(base, variable, value, told)))
    if kind == STANCE:
        base.execute("INSERT INTO DATABOOLEAN(StatementId, VariableId, Value) VALUES (?, 4, ?)", (made, int(p.stance is Stance.SUPPORT)))
    else:
        condition = words(reading, p.condition) if p.condition else ""
        base.execute("INSERT INTO DATALONGTEXT(StatementId, VariableId, Value) VALUES (?, 8, ?)", (made, storable(condition)))


def concept(p: Position) -> str:
    return f"{p.issue.label} ({p.issue.target})" if p.issue.target else p.issue.label


def entity(base: sqlite3.Connection, variable: int, value: str, told: Mapping[str, str]) -> int:
    """The number of a value, made where it is new, with its attributes; a blank attribute is filled when something is told."""
    clean = storable(value)
    base.execute("INSERT OR IGNORE INTO ENTITIES(VariableId, Value) VALUES (?, ?)", (variable, clean))
    found: int = base.execute("SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?", (variable, clean)).fetchone()[0]
    for number, name in base.execute("SELECT ID, AttributeVariable FROM ATTRIBUTEVARIABLES WHERE VariableId = ?", (variable,)).fetchall():
        base.execute("INSERT INTO ATTRIBUTEVALUES(EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
                     "SET AttributeValue = excluded.AttributeValue WHERE AttributeValue = ''", (found, number, storable(told.get(name, ""))))
    return found


export = Exporter("dna", ".dna", "Discourse Network Analyzer 3 (SQLite): positions as statements; coder Admin, password detente", write=write)
