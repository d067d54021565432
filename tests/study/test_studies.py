"""The studies on readings made by hand, against figures worked out on paper; each as a command with its files."""
from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from detente.errors import InputError
from detente.link.collate import collate
from detente.records.dossier import Dossier
from detente.records.reading import Actor
from detente.store.codec import reading_to_dict
from detente.study.matrix import matrix
from detente.study.network import Edge, network, places
from detente.study.panel import panel
from detente.study.tension import tension
from detente.study.timeline import bars, episodes, undated
from tests.notation import readings

DETENTE = str(Path(sys.executable).with_name("detente"))
POSITIONS = """
@ a 2017-09-06 A
[KOR:Seoul] and [USA:Washington] [T:back] the oil cut-off and the sanctions.
~ KOR support oil cut-off @PRK: oil cut-off
~ USA support oil cut-off @PRK: oil cut-off
~ KOR support sanctions @PRK: sanctions
@ b 2017-09-07 B
[RUS:Moscow] and [CHN:Beijing] [T:oppose] the oil cut-off and the sanctions; [JPN:Tokyo] would see.
~ RUS oppose oil cut-off @PRK: oil cut-off
~ CHN oppose oil cut-off @PRK: oil cut-off
~ RUS oppose sanctions @PRK: sanctions
~ JPN conditional oil cut-off @PRK: oil cut-off
@ c 2017-09-08 C
[USA:Washington] now [T:opposes] the oil cut-off.
~ USA oppose oil cut-off @PRK: oil cut-off
"""


@pytest.fixture(scope="module")
def stances() -> Dossier:
    return collate(readings(POSITIONS))


def test_matrix_keeps_changes_and_knows_no_evidence_from_neutral(stances: Dossier) -> None:
    m = matrix(stances)
    oil = next(i.id for i in m.issues if i.label == "oil cut-off")
    sanctions = next(i.id for i in m.issues if i.label == "sanctions")
    assert m.stance("USA", oil) == "oppose" and [h.position.stance for h in m.cells["USA", oil]] == ["support", "oppose"]
    assert m.stance("USA", sanctions) is None and m.stance("JPN", oil) == "conditional"
    assert {a.id for a in matrix(stances, issue="sanct").actors} == {"KOR", "RUS"}


def test_places_in_the_network_are_the_textbook_ones() -> None:
    """Four sides that all deal with one: it lies on every way (Freeman 1978); a pair apart is a part of its own."""
    edges = tuple(Edge(a, b, 1, (1, 0, 0, 0), 1.0, ()) for a, b in ("AB", "AC", "DA", "AE", "EA", "XY"))
    nodes = {n.actor.id: n for n in places({i: Actor(i, i, i, None) for i in "ABCDEXY"}, edges)}
    assert nodes["A"].betweenness == round(6 / 15, 4) and nodes["B"].betweenness == 0
    assert nodes["A"].closeness == round(4 / 4 * 4 / 6, 4) and nodes["B"].closeness == round(4 / 7 * 4 / 6, 4)
    assert (nodes["A"].degree, nodes["A"].done, nodes["A"].received) == (4, 3, 2)
    assert {i: n.component for i, n in nodes.items()} == {**dict.fromkeys("ABCDE", 1), **dict.fromkeys("XY", 2)}


def acts(n: int, kind: str = "ACCUSE") -> str:
    """So many reports, each of another year and with an act of its own."""
    return "\n".join(f"@ {kind}{k} {2005 + k}-03-05 {kind}{k}\n[KOR:Seoul] [T:acted] on [RUS:Moscow] over matter{k} number{k}.\n"
                     f"= {kind} KOR > RUS; happened" for k in range(n))


def test_tension_hides_what_rests_on_too_little() -> None:
    four, = tension(collate(readings(acts(4))), "RUS", "KOR")
    assert (four.n, four.quads, four.mean, four.low) == (4, (0, 0, 4, 0), None, None)
    mixed = collate(readings(acts(4) + "\n" + acts(3, "AID")))
    seven, = tension(mixed, "KOR", "RUS")
    assert (seven.n, seven.reports, seven.sources, seven.quads) == (7, 7, 7, (0, 3, 4, 0))
    assert seven.mean is not None and seven.low is not None and seven.high is not None and seven.low < seven.mean < seven.high
    assert tension(mixed, "KOR", "RUS") == (seven,)
    with pytest.raises(InputError):
        tension(mixed, "KOR", "KOR")
    with pytest.raises(InputError):
        tension(mixed, "KOR", "RUS", "week")


def test_plans_denials_and_history_are_no_tension() -> None:
    told = "@ a 2017-09-06 A\n" + "\n".join(
        f"[KOR:Seoul] [T:acted] on [RUS:Moscow] over thing{n}.\n= ACCUSE KOR > RUS; {how}"
        for n, how in enumerate(("planned", "denied", "possible", "happened; background")))
    assert tension(collate(readings(told)), "KOR", "RUS") == ()


def test_panel_is_filled_with_zeros_and_counts_reports() -> None:
    told = ("@ a 2017-09-06 Courier\n[KOR:Seoul] [T:accused] [RUS:Moscow].\n= ACCUSE KOR > RUS; happened\n"
            "[KOR:Seoul] [T:aided] [RUS:Moscow] in [2016:2016].\n= AID KOR > RUS; happened\n"
            "@ b 2017-11-06 Herald\nNothing was done.\n@ c 2017-11-07 Herald\nNothing.\n")
    rows = list(panel(collate(readings(told))))
    assert [(r.month, r.source.cow, r.target.cow, r.n, r.score, r.reports, r.by_source) for r in rows] == [
        ("2017-09", "732", "365", 1, -3.0, 1, (("Courier", 1),)), ("2017-10", "732", "365", 0, None, 0, ()),
        ("2017-11", "732", "365", 0, None, 2, (("Herald", 2),))]
    assert [r.month for r in panel(collate(readings(told)), since="2017-11")] == []
    assert len(list(panel(collate(readings(told)), ("KOR", "RUS")))) == 6
    assert list(panel(collate([]))) == []


def test_timeline_knows_how_closely_and_cuts_episodes() -> None:
    told = ("@ a 2017-09-06 A\n[KOR:Seoul] [T:met] [RUS:Moscow] on [2017-09-05:Tuesday].\n= CONSULT KOR > RUS; happened\n"
            "[USA:Washington] [T:struck] [SYR:Syria] in [2001:2001].\n= ASSAULT USA > SYR; denied\n@ b - B\n[FRA:Paris] [T:accused] [MLI:Bamako].\n"
            "= ACCUSE FRA > MLI; happened\n")
    dossier = collate(readings(told))
    found = episodes(bars(dossier))
    assert [(str(e.first), str(e.last), len(e.bars)) for e in found] == [("2001-01-01", "2001-12-31", 1), ("2017-09-05", "2017-09-05", 1)]
    assert [b.label for b in bars(dossier, actor="KOR")] == ["CONSULT South Korea → Russia"]
    assert [b.act.event.act for b in bars(dossier, since="2010-01-01")] == ["CONSULT"]
    assert len(undated(dossier)) == 1


def test_network_counts_acts_that_happened() -> None:
    net = network(collate(readings(acts(3))))
    assert [(e.source, e.target, e.n) for e in net.edges] == [("KOR", "RUS", 3)]
    assert {(n.actor.id, n.done, n.received) for n in net.nodes} == {("KOR", 3, 0), ("RUS", 0, 3)}


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("studies") / "readings.jsonl"
    path.write_text("".join(json.dumps(reading_to_dict(r)) + "\n" for r in readings(POSITIONS + acts(6) + "\n@ f 2017-09-06 F\n[KOR:Seoul] saw "
                                                                                     "[$:50 kilotons].\n$ 50 kilotons; yield\n")), "utf-8")
    return str(path)


@pytest.mark.parametrize(("verb", "picture"), [(("timeline",), True), (("positions",), True), (("network",), True), (("figures",), False),
                                               (("tension", "KOR", "RUS"), True), (("panel",), False), (("positions", "--agreement"), True),
                                               (("network", "--measures"), True)])
def test_each_study_is_a_command_with_its_files(verb: tuple[str, ...], picture: bool, stored: str, tmp_path: Path) -> None:
    more = ["--svg", str(tmp_path / "out.svg")] if picture else []
    done = subprocess.run([DETENTE, *verb, stored, "--csv", str(tmp_path / "out.csv"), *more], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8"))))
    assert rows and None not in rows[0]
    if picture:
        assert ElementTree.parse(tmp_path / "out.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"
    piped = subprocess.run([DETENTE, *verb, stored], capture_output=True, text=True, check=False)
    assert piped.stdout == (tmp_path / "out.csv").read_text("utf-8")


def test_a_study_of_nothing_says_so(stored: str) -> None:
    done = subprocess.run([DETENTE, "tension", "FRA", "DEU", stored], capture_output=True, text=True, check=False)
    assert done.returncode == 4 and "nothing" in done.stderr
    assert subprocess.run([DETENTE, "panel", stored, "--since", "May"], capture_output=True, check=False).returncode == 2
