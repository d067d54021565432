"""Each field of the event coder alone: how the figures are counted."""
from bench.fields import Read, accuracy, context_f1, contexts_of, mode_of, read_label, reliability, rows
from detente.extract.events.coder import Judgement, load_coder
from detente.language.model import load
from detente.records.kinds import Status
from detente.text import Span
from training.corpus import Event, passage
from training.mix import macro

LABEL = Event("REJECT", "meet", "happened", ["diplomatic"], False)
JUDGED = Judgement({"REJECT": 0.7, "AID": 0.3}, {}, {}, {Status.HAPPENED: 0.8, Status.DENIED: 0.2},
                   {"REJECT/meet": 0.2, "REJECT/yield": 0.1, "RETREAT/access": 0.9},
                   {"diplomatic": 0.9, "legal": 0.5, "military": 0.1}, ())


def test_macro_is_over_the_labels_given() -> None:
    assert macro([("A", "A"), ("A", "B"), ("B", "B")]) == (2 * 1 / 3 + 2 * 1 / 3) / 2
    assert macro([("A", "C")]) == 0 and accuracy([("A", "A"), ("A", "C")]) == 0.5


def test_modes_of_other_acts_do_not_count() -> None:
    assert mode_of(Read(LABEL, "REJECT", "REJECT", JUDGED)) == "meet"


def test_contexts_are_cut_and_scored_together() -> None:
    read = Read(LABEL, "REJECT", "REJECT", JUDGED)
    assert contexts_of(read, 0.4) == {"diplomatic", "legal"}
    assert context_f1([read], 0.4) == 2 / 3 and context_f1([read], 0.6) == 1


def test_a_label_of_the_corpus_is_read_with_and_without_its_trigger() -> None:
    p = passage(["[A:Kenya] [T:accused] [R:Somalia] on Monday of moving a beacon.", "= ACCUSE/allege; happened; territory"], "x", "x", "01", 1)
    read = read_label(load_coder(), load().parse(p.text, [Span(0, len(p.text))]), Span(0, len(p.text)), p.events[0])
    assert (read.type, read.act, mode_of(read)) == ("ACCUSE", "ACCUSE", "allege")
    table = list(rows([read], 0.4))
    assert len(table) == 5 and "macro-F1 1.000" in table[0]
    assert reliability([read])[0][1:] == (1.0, 1)
