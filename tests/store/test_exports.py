"""Every export reads back as what was written, with the standard library's readers, and the peers' own where they are installed."""
from __future__ import annotations

import csv
import io
import json
import sqlite3
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pytest

from detente.cli.commands.export import write
from detente.records.reading import Reading
from detente.store.exports import dna
from detente.store.exports.manifest import manifest
from detente.store.exports.polecat import COLUMNS
from detente.store.exports.registry import EXPORTERS
from tests.notation import readings

# An astral character before everything, so that UTF-16 and code points differ; a formula; a semicolon in a name.
TOLD = """
@ one 2017-09-07 Courier
\U0001F30D [RUS*:Vladimir Putin] [T:turned down] a request by [KOR:Seoul] in [P/Vladivostok:Vladivostok] on [2017-09-06:Monday] to stop sending oil.
= REJECT/assist RUS > KOR; happened
~ RUS oppose oil cut-off @PRK: stop sending oil
[RUS:Moscow] may [T:back] a resolution only if it left room for talks.
= SUPPORT RUS > ; possible
~ RUS conditional resolution @PRK: back a resolution if left room for talks
[KOR:=Seoul] and [JPN:Tokyo;x] [T:met].
= CONSULT KOR + JPN; happened
" KOR: met
The yield was [$:50 kilotons].
$ 50 kilotons; yield

@ two - -
[USA:Washington] [T:denied] that it had struck [SYR:Syria].
= ASSAULT USA > SYR; denied
"""


@pytest.fixture(scope="module")
def told() -> list[Reading]:
    return readings(TOLD)


def text_of(name: str, told: list[Reading]) -> str:
    pieces = EXPORTERS[name].pieces
    assert pieces is not None
    return "".join(pieces(told))


def events_of(told: list[Reading]) -> list[str]:
    return [e.id for r in told for e in r.events]


def test_csv_has_every_event_and_its_words(told: list[Reading]) -> None:
    rows = list(csv.DictReader(io.StringIO(text_of("csv", told))))
    assert [r["event_id"] for r in rows] == events_of(told)
    assert set(rows[0]) == set(EXPORTERS["csv"].columns)
    text = told[0].report.text
    assert text[int(rows[0]["trigger_start"]):int(rows[0]["trigger_end"])] == rows[0]["trigger"] == "turned down"
    assert rows[2]["actors"].startswith("'=Seoul")


def test_plover_lines_hold_what_the_manual_requires(told: list[Reading]) -> None:
    lines = [json.loads(line) for line in text_of("plover", told).splitlines()]
    assert [x["id"] for x in lines] == events_of(told)[:3]
    assert all({"id", "date", "actor", "event"} <= set(x) for x in lines)


def test_polecat_has_forty_columns_in_every_row(told: list[Reading]) -> None:
    rows = [line.split("\t") for line in text_of("polecat", told).splitlines()]
    assert len(COLUMNS) == 40 and {len(r) for r in rows} == {40}
    first = dict(zip(COLUMNS, rows[1], strict=True))
    assert (first["Event Date"], first["Event Type"], first["Event Mode"], first["Actor Country"], first["Recipient COW"], first["City"]) == \
        ("2017-09-06", "REJECT", "assist", "RUS", "732", "Vladivostok")
    third = dict(zip(COLUMNS, rows[3], strict=True))
    assert third["Actor Name Raw"].split(";") == ["'=Seoul", "Tokyo,x"]
    assert [r[0] for r in rows[1:]] == events_of(told)[:3]


def test_webanno_selectors_find_their_words(told: list[Reading]) -> None:
    page = json.loads(text_of("webanno", told))
    kinds = ("events", "statements", "positions", "figures")
    records = [x.id for r in told for kind in kinds for x in getattr(r, kind)]
    assert [a["id"] for a in page["items"]] == [f"urn:detente:{i}" for i in records]
    for a in page["items"]:
        for target in a["target"]:
            text = next(r.report.text for r in told if target["source"].endswith(r.report.id))
            place, words = target["selector"]
            assert text[place["start"]:place["end"]] == words["exact"]
            assert text[:place["start"]].endswith(words["prefix"]) and text[place["end"]:].startswith(words["suffix"])


def test_graphml_is_xml_with_an_edge_for_each_pair(told: list[Reading]) -> None:
    root = ElementTree.fromstring(text_of("graphml", told))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    nodes = {n.get("id") for n in root.iter(f"{space}node")}
    edges = [(e.get("source"), e.get("target")) for e in root.iter(f"{space}edge")]
    assert edges == [("per-vladimir-putin", "KOR"), ("KOR", "JPN"), ("USA", "SYR")]
    assert nodes == {x for e in edges for x in e}
    keys = {k.get("id") for k in root.iter(f"{space}key")}
    assert {d.get("key") for d in root.iter(f"{space}data")} <= keys


def test_graphml_bears_any_character() -> None:
    odd = readings("@ odd 2017-09-07 x\n[KEN:Ke\x00\ud800\uffffnya] [T:accused] [SOM:<So&malia>].\n= ACCUSE KEN > SOM; happened\n")
    assert ElementTree.fromstring(text_of("graphml", odd)) is not None


def test_dna_reads_back_with_utf16_positions(told: list[Reading], tmp_path: Path) -> None:
    target = tmp_path / "told.dna"
    write(EXPORTERS["dna"], told, str(target))
    base = sqlite3.connect(target)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = base.execute("""
        SELECT d.Text, s.Start, s.Stop, s.StatementTypeId, v.Variable, e.Value FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId
        JOIN DATASHORTTEXT t ON t.StatementId = s.ID JOIN VARIABLES v ON v.ID = t.VariableId JOIN ENTITIES e ON e.ID = t.Entity
        ORDER BY s.ID, v.ID""").fetchall()
    quoted = [text.encode("utf-16-le")[2 * start:2 * stop].decode("utf-16-le") for text, start, stop, *_ in rows]
    assert quoted == ["stop sending oil"] * 3 + ["back a resolution"] * 3
    assert [(kind, variable, value) for *_, kind, variable, value in rows] == [
        (1, "person", "Vladimir Putin"), (1, "organization", "RUS"), (1, "concept", "oil cut-off (PRK)"),
        (3, "person", ""), (3, "organization", "RUS"), (3, "concept", "resolution (PRK)")]
    attributes = base.execute("""
        SELECT e.Value, a.AttributeVariable, w.AttributeValue FROM ATTRIBUTEVALUES w JOIN ATTRIBUTEVARIABLES a ON a.ID = w.AttributeVariableId
        JOIN ENTITIES e ON e.ID = w.EntityId WHERE a.VariableId = e.VariableId AND w.AttributeValue != '' ORDER BY w.ID""").fetchall()
    assert ("oil cut-off (PRK)", "Type", "measure") in attributes
    assert base.execute("SELECT count(*) FROM ENTITIES").fetchone()[0] * 3 == base.execute("SELECT count(*) FROM ATTRIBUTEVALUES").fetchone()[0]
    assert base.execute("SELECT Value FROM DATABOOLEAN").fetchall() == [(0,)]
    assert base.execute("SELECT Value FROM DATALONGTEXT").fetchall() == [("left room for talks",)]
    assert [n for n, in base.execute("SELECT Notes FROM DOCUMENTS ORDER BY ID")] == ["", "undated: the date shown is none"]
    base.close()
    again = tmp_path / "again.dna"
    write(EXPORTERS["dna"], told, str(again))
    assert again.read_bytes() == target.read_bytes()


def test_a_lone_surrogate_moves_no_position_in_dna() -> None:
    assert len(dna.storable("a\ud800b").encode("utf-16-le")) == 6
    assert dna.utf16("\U0001F30Dab", 2) == 3


def test_parquet_reads_back_where_pyarrow_is(told: list[Reading], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write(EXPORTERS["parquet"], told, str(tmp_path / "told.parquet"))
    table = parquet.read_table(tmp_path / "told.parquet")
    assert table.column("event_id").to_pylist() == events_of(told)
    assert table.column("trigger").to_pylist()[0] == "turned down" and table.column("score").to_pylist()[0] == -2.0


def test_the_manifest_tells_hash_versions_columns_and_warnings(told: list[Reading], tmp_path: Path) -> None:
    for name, made in EXPORTERS.items():
        if name == "parquet":
            continue
        target = tmp_path / f"out{made.suffix}"
        write(made, told, str(target))
        note = manifest(made, target, told)
        assert note["sha256"] == sha256(target.read_bytes()).hexdigest()
        assert note["records"]["events"] == 4 and [r["id"] for r in note["reports"]] == ["one", "two"]
        assert any("splice" in w for w in note["warnings"])


def test_a_failed_write_leaves_nothing(told: list[Reading], tmp_path: Path) -> None:
    with pytest.raises(Exception, match="cannot be written"):
        write(EXPORTERS["dna"], told, str(tmp_path / "no" / "such.dna"))
    assert list(tmp_path.rglob("*")) == []
