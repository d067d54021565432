"""Samples, precision and comparison: worked out on paper, then as commands."""
from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from detente.errors import UnreadableFile
from detente.store.codec import reading_to_dict
from detente.store.coded import Coded, code_points, coded_csv, coded_dna, events_as_coded, positions_as_coded
from detente.store.exports import dna
from detente.store.reviews import Judgement, Reviews
from detente.study.agreement import compare
from detente.study.precision import precision, sample, shares, wilson
from detente.text import Span
from tests.notation import readings
from tests.study.test_studies import DETENTE, POSITIONS, acts


def test_shares_go_round() -> None:
    assert shares({"a": 1, "b": 5, "c": 9}, 8) == {"a": 1, "b": 4, "c": 3}
    assert shares({"a": 2}, 10) == {"a": 2}


def test_a_sample_is_even_and_the_same_twice() -> None:
    told = readings(acts(8) + "\n" + acts(2, "AID"))
    drawn = sample(told, "type", 4)
    assert [e.type for _, e in drawn] == ["ACCUSE", "ACCUSE", "AID", "AID"]
    assert drawn == sample(list(reversed(told)), "type", 4)
    assert drawn != sample(told, "type", 4, seed=3)


def test_wilson_as_published() -> None:
    """81 of 263: (.255, .366), Newcombe 1998, table I, method 3; 0 of 20: (.000, .161)."""
    assert wilson(81, 263) == (0.255, 0.366)
    assert wilson(0, 20) == (0.0, 0.161)


def test_precision_weighs_strata_by_size() -> None:
    told = readings(acts(8) + "\n" + acts(2, "AID"))
    accuse = [e.id for r in told for e in r.events if e.type == "ACCUSE"]
    aid = [e.id for r in told for e in r.events if e.type == "AID"]
    rows = {p.stratum: p for p in precision(told, "type", {accuse[0]: True, accuse[1]: False, aid[0]: True})}
    assert (rows["ACCUSE"].reviewed, rows["ACCUSE"].value) == (2, 0.5)
    assert rows["all"].value == 0.6 and rows["all"].low is not None and rows["all"].low < 0.6
    assert precision(told, "type", {})[-1].value is None


def unit(id: str, start: int, end: int, report: str = "r", **values: str) -> Coded:
    return Coded(id, report, Span(start, end), values)


def test_units_are_matched_by_their_characters() -> None:
    hand = [unit("h1", 0, 10, type="AID"), unit("h2", 20, 30, type="ACCUSE"), unit("h3", 50, 60, type="AID"), unit("h4", 0, 9, "other", type="AID")]
    machine = [unit("m1", 22, 40, type="ACCUSE"), unit("m2", 2, 8, type="SUPPORT"), unit("m3", 70, 80, type="AID")]
    found = compare(hand, machine)
    assert [(h.id, m.id) for h, m in found.pairs] == [("h1", "m2"), ("h2", "m1")]
    assert [u.id for u in found.only_hand] == ["h3"] and [u.id for u in found.only_machine] == ["m3"]
    assert [(h.id, f) for h, _, f in found.conflicts()] == [("h1", "type")]
    assert [(f.name, f.n, f.agree) for f in found.fields] == [("type", 2, 0.5)]


def test_kappa_on_paper() -> None:
    """20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: agreement .7, chance .5, kappa .4."""
    table = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    hand = [unit(f"h{n}", n * 10, n * 10 + 5, f=h) for n, (h, _) in enumerate(table)]
    machine = [unit(f"m{n}", n * 10, n * 10 + 5, f=m) for n, (_, m) in enumerate(table)]
    assert compare(hand, machine).fields[0].agree == 0.7 and compare(hand, machine).fields[0].kappa == 0.4


def test_without_characters_fields_decide() -> None:
    hand = [Coded("h", "r", None, {"type": "AID", "actor_countries": "USA|KOR"})]
    machine = [Coded("m1", "r", None, {"type": "ACCUSE", "actor_countries": "RUS"}),
               Coded("m2", "r", None, {"type": "AID", "actor_countries": "KOR|USA"})]
    assert [(h.id, m.id) for h, m in compare(hand, machine).pairs] == [("h", "m2")]


def test_our_own_dna_export_agrees_with_us(tmp_path: Path) -> None:
    told = readings("@ x 2017-09-06 X\n\U0001F30D Everything was quiet.\n" + POSITIONS.strip().partition("\n")[2]) + readings(POSITIONS)
    path = tmp_path / "own.dna"
    dna.write(told, path)
    found = compare(coded_dna(path, told), positions_as_coded(told))
    assert not found.only_hand and not found.only_machine and not found.conflicts()
    assert {f.name for f in found.fields} == {"organization", "concept", "agreement"}


def test_positions_are_counted_back_from_utf16() -> None:
    text = "a\U0001F30Db\U0001F30Dc"
    assert [code_points(text, dna.utf16(text, n)) for n in range(6)] == list(range(6))


@pytest.mark.parametrize(("content", "message"), [
    ("a,b\n1,2\n", "report_id"), ("report_id,type,clause_start,clause_end\nr,AID,9,3\n", ":2"), ("report_id,type,start,end\nr,AID,x,3\n", ":2")])
def test_odd_codings_are_named(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "coded.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(UnreadableFile, match=message):
        coded_csv(path)


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([DETENTE, *args], capture_output=True, text=True, check=False)


def test_the_way_of_a_review_by_commands(tmp_path: Path) -> None:
    told = readings(acts(6) + "\n" + acts(3, "AID"))
    stored, review, coded = tmp_path / "r.jsonl", tmp_path / "review.db", tmp_path / "coded.csv"
    stored.write_text("".join(json.dumps(reading_to_dict(r)) + "\n" for r in told), "utf-8")
    drawn = list(csv.DictReader(io.StringIO(run("sample", str(stored), "-n", "4").stdout)))
    assert [r["type"] for r in drawn] == ["ACCUSE", "ACCUSE", "AID", "AID"]
    with Reviews(review) as reviews:
        for n, row in enumerate(drawn):
            reading = next(r for r in told if r.report.id == row["report_id"])
            reviews.give(reading, reading.events[0], "ann", Judgement.REJECT if n == 0 else Judgement.ACCEPT, "2026-01-01T00:00:00")
    shown = run("sample", str(stored), "--review", str(review)).stdout
    assert "ACCUSE" in shown and "0.5" in shown and "all" in shown
    kept = run("export", str(stored), "--to", "csv", "--reviewed", str(review)).stdout
    assert drawn[0]["event_id"] not in kept and drawn[1]["event_id"] in kept
    coded.write_text(run("export", str(stored), "--to", "csv").stdout.replace("AID,AID", "SUPPORT,SUPPORT", 1), "utf-8")
    first = drawn[1]
    told_of = run("review", first["event_id"], "amend", str(stored), "--review", str(review), "--coder", "ann", "--status", "planned",
                  "--actor", first["recipients"].partition("|")[0], "--recipient", "")
    assert told_of.returncode == 0 and "amended by ann" in told_of.stdout, told_of.stderr
    by_hand = run("compare", str(review), str(stored))
    assert by_hand.stdout.startswith("3 coded by both, 0 by hand only, 1 by the machine only") and "actor_countries" in by_hand.stdout
    after = csv.DictReader(io.StringIO(run("export", str(stored), "--to", "csv", "--reviewed", str(review)).stdout))
    row = next(r for r in after if r["event_id"] == first["event_id"])
    assert (row["status"], row["actors"], row["recipients"]) == ("planned", first["recipients"].partition("|")[0], "")
    assert run("review", first["event_id"], "undo", str(stored), "--review", str(review), "--coder", "ann").stdout.endswith("amend undone\n")
    odd = run("review", first["event_id"], "accept", str(stored), "--review", str(review), "--coder", "ann", "--status", "planned")
    assert odd.returncode == 2 and "say amend" in odd.stderr
    held = run("compare", str(coded), str(stored), "--conflicts", str(tmp_path / "conflicts.csv"))
    assert held.stdout.startswith("9 coded by both, 0 by hand only, 0 by the machine only") and "2 conflicts" in held.stdout
    assert len((tmp_path / "conflicts.csv").read_text("utf-8").splitlines()) == 3
    assert sys.executable and events_as_coded(told)[0].report == "ACCUSE0"
