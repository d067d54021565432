"""The measures: what the shipped file promises, and what is said of a wrong one."""
from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import KnowledgeError
from detente.lexicon.issues import Act, Phrase, Target, load_measures, read_act, read_phrase
from detente.lexicon.source import Source

SOURCE = Source("m.toml", "", {})


def test_the_measures_are_as_many_as_promised() -> None:
    assert len(load_measures().by_id) >= 120


def test_a_label_names_the_measure_and_stands_once() -> None:
    labels = [m.label for m in load_measures().by_id.values()]
    assert len(set(labels)) == len(labels)
    assert "oil cut-off" in labels and "oil" not in labels


def test_a_phrase_has_its_head_last_or_before_a_small_word() -> None:
    assert read_phrase(SOURCE, "oil|crude embargo") == Phrase(frozenset({"embargo"}), (frozenset({"oil", "crude"}),))
    assert read_phrase(SOURCE, "ban on labour export") == Phrase(frozenset({"ban"}), (frozenset({"labour"}), frozenset({"export"})))
    assert read_phrase(SOURCE, "membership in|of union") == Phrase(frozenset({"membership"}), (frozenset({"union"}),))


def test_an_act_has_a_verb_and_what_it_is_done_to() -> None:
    assert read_act(SOURCE, "lay down : arm") == Act(frozenset({"lay"}), ("down",), Phrase(frozenset({"arm"}), ()))
    assert read_act(SOURCE, "withdraw : -") == Act(frozenset({"withdraw"}), (), None, None, True)


def test_the_longest_phrase_is_tried_first() -> None:
    sizes = [n.phrase.size for n in load_measures().nouns["embargo"]]
    assert sizes == sorted(sizes, reverse=True)


def test_a_measure_that_is_to_be_stronger_is_another() -> None:
    assert load_measures().by_id["sanctions"].more == "further-sanctions"
    assert load_measures().by_id["sanctions"].target is Target.ON


@pytest.mark.parametrize(("toml", "line", "want"), [
    ('[[measure]]\nid = "dam"\nlabel = "dam"\ntarget = "own"\nnames = ["dam"]\ncolour = "red"\n', 2, "no key 'colour'"),
    ('[[measure]]\nid = "dam"\nlabel = "dam"\nnames = ["dam"]\n', 2, "without target"),
    ('[[measure]]\nid = "A dam"\nlabel = "dam"\ntarget = "own"\nnames = ["dam"]\n', 2, "no slug"),
    ('[[measure]]\nid = "dam"\nlabel = "dam"\ntarget = "there"\nnames = ["dam"]\n', 2, "none of: on, own"),
    ('[[measure]]\nid = "dam"\nlabel = "dam"\ntarget = "own"\n', 2, "has no phrase"),
    ('[[measure]]\nid = "dam"\nlabel = "dam"\ntarget = "own"\nnames = ["big  dam"]\n', 5, "is no phrase"),
    ('[[measure]]\nid = "dam"\nlabel = "dam"\ntarget = "own"\nnames = ["of dam"]\n', 5, "begins with 'of'"),
    ('[[measure]]\nid = "dam"\nlabel = "dam"\ntarget = "own"\nacts = ["build dam"]\n', 5, "is no act"),
    ('[[measure]]\nid = "dam"\nlabel = "dam"\ntarget = "own"\ndoes = ["water : "]\n', 5, "is no doing"),
    ('[[measure]]\nid = "dam"\nlabel = "dam"\ntarget = "own"\nmore = "weir"\nnames = ["dam"]\n', 5, "is no measure"),
    ('[[measure]]\nid = "dam"\nlabel = "dam"\ntarget = "own"\nnames = ["dam"]\n'
     '[[measure]]\nid = "dam"\nlabel = "weir"\ntarget = "own"\nnames = ["weir"]\n', 2, "stands twice"),
    ('[[measure]]\nid = "dam"\nlabel = "dam"\ntarget = "own"\nnames = ["dam"]\n'
     '[[measure]]\nid = "weir"\nlabel = "weir"\ntarget = "own"\nnames = ["dam"]\n', 7, "names both 'dam' and 'weir'"),
    ('[[measures]]\nid = "dam"\n', None, "no table"),
    ('[[measure]\n', 1, "not TOML"),
])
def test_a_wrong_file_says_where(toml: str, line: int | None, want: str, tmp_path: Path) -> None:
    file = tmp_path / "measures.toml"
    file.write_text(toml, "utf-8")
    with pytest.raises(KnowledgeError, match=want) as told:
        load_measures(file)
    assert f"measures.toml:{line}: " in str(told.value) if line else "measures.toml: " in str(told.value)
