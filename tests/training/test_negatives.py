"""Counter-examples from the corpus: what the reader would try and no label says is an event."""
from training.corpus import passage
from training.negatives import negatives


def tried(*lines: str, complete: bool = True) -> list[str]:
    p = passage(list(lines), "x/01:1", "x", "01", 1, complete=complete)
    return [p.text[slice(*e.triggers[0])] for _, e in negatives([p])]


def test_the_noun_of_a_marked_light_verb_is_the_same_event() -> None:
    assert tried("[A:The Iranian navy] [T:held] a large exercise near Hormuz on Monday.", "= MOBILIZE/troops; happened; military") == []


def test_an_unmarked_verb_is_none_in_a_complete_batch_only() -> None:
    lines = "[A:Kenya] [T:accused] [R:Somalia], which visited Ethiopia in May, of moving a beacon.", "= ACCUSE/allege; happened; territory"
    assert tried(*lines) == ["visited"]
    assert "visited" not in tried(*lines, complete=False)
