"""The picture: well-formed, nothing in it can run, and each stance is drawn."""
from __future__ import annotations

from xml.etree import ElementTree

from detente.link.collate import collate
from detente.study.picture import picture
from detente.study.world import fold
from tests.notation import readings
from tests.study.test_world import world


def test_each_stance_is_a_line_with_its_words() -> None:
    root = ElementTree.fromstring(picture(world("2017-09-08")))
    titles = [t.text for t in root.iter("{http://www.w3.org/2000/svg}title")]
    assert "South Korea proposes" in titles
    assert "Russia opposes" in titles
    assert any(t and t.startswith("China on a condition: only if") for t in titles)


def test_an_empty_world_says_so() -> None:
    assert "No measure is reported" in picture(fold(collate([]), "2017-09-06"))


def test_nothing_from_a_report_can_run() -> None:
    hostile = "@ a 2017-09-04\n[KOR:Seoul] backs <script>alert(1)</script>.\n~ KOR support <script>alert(1)</script>: <script>alert(1)</script>"
    drawn = picture(fold(collate(readings(hostile)), "2017-09-05"))
    assert "<script" not in drawn
    ElementTree.fromstring(drawn)
