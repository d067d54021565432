"""Collate on readings made by hand: what is linked, what is kept apart, and what never matters."""
from __future__ import annotations

import random

import pytest

from detente.errors import InputError
from detente.link.collate import collate
from detente.pipeline import Reader
from detente.records.dossier import Dossier, Happening
from detente.records.kinds import EventType, Outcome
from detente.text import Report
from tests.notation import readings

TALKS = """
@ courier 2017-09-07 Courier
[KOR*:Moon Jae-in] and [RUS*:Vladimir Putin] [T:met] in [P/Vladivostok:Vladivostok] on [2017-09-06:Wednesday].
= CONSULT/visit KOR > RUS; happened
[RUS*:Vladimir Putin] [T:turned down] a request by [KOR:Seoul] to stop sending crude oil on [2017-09-06:Wednesday].
= REJECT/assist RUS > KOR; happened
[KOR*:Moon Jae-in] [T:telephoned] [RUS*:Vladimir Putin] on [2017-09-04:Monday].
= CONSULT/phone KOR > RUS; happened
The yield of the blast was [$:50 kilotons].
$ 50 kilotons; yield of the blast

@ herald 2017-09-06 Herald
At their summit in [P/Vladivostok:Vladivostok] on [2017-09-06:Wednesday] [KOR:South Korea] and [RUS:Russia] [T:held talks].
= CONSULT KOR + RUS; happened
[RUS:Moscow] [T:rejected] the suggestion of [KOR*:Moon Jae In] to stop crude oil supplies.
= REJECT RUS > KOR; happened

@ strait - Strait
[KOR*:Moon Jae In] is [T:due to meet] [RUS*:Vladimir Putin] in [P/Vladivostok:Vladivostok] [PRESENT_REF:today].
= CONSULT KOR > RUS; planned
[KOR*:Moon Jae In] [T:telephoned] [RUS*:Vladimir Putin] on [XXXX-WXX-1:Monday].
= CONSULT/phone KOR > RUS; happened
The yield of the blast was put at [$:160 kilotons].
$ 160 kilotons; yield of the blast
"""


def told(dossier: Dossier, act: str, reports: int) -> list[Happening]:
    return [h for h in dossier.happenings if h.act is EventType(act) and h.reports == reports]


def test_one_summit_in_two_reports_is_one_happening_with_its_reasons() -> None:
    dossier = collate(readings(TALKS))
    summit, = (h for h in told(dossier, "CONSULT", 2) if "phone" not in h.mentions[0].event.modes)  # type: ignore[union-attr]
    assert {m.report for m in summit.mentions} == {"courier", "herald"}
    assert summit.sources == 2
    assert any("same day, 2017-09-06" in r for r in summit.reasons)
    assert dossier.reasons[summit.id] == summit.reasons


def test_a_call_and_a_summit_of_the_same_two_are_two_happenings() -> None:
    dossier = collate(readings(TALKS))
    held = [h for h in dossier.happenings if h.act is EventType.CONSULT and h.type is EventType.CONSULT]
    assert len(held) == 2


def test_an_undated_report_is_dated_and_reanchored() -> None:
    dossier = collate(readings(TALKS))
    assert dossier.dates["strait"].value == "2017-09-06"
    assert dossier.dates["strait"].basis == "inferred"
    assert any("'today'" in r for r in dossier.reasons["strait"])
    strait, before = dossier.reading("strait"), next(r for r in readings(TALKS) if r.report.id == "strait")
    assert [e.id for e in strait.events] == [e.id for e in before.events]
    assert [e.when.value for e in strait.events if e.when] == ["2017-09-06", "2017-09-04"]
    assert [t.span for t in strait.times] == [t.span for t in before.times]


def test_what_was_planned_was_held() -> None:
    plan, = collate(readings(TALKS)).progress
    assert plan.outcome is Outcome.HAPPENED
    assert plan.mentions[0].report == "strait"


def test_two_yields_of_one_blast_disagree() -> None:
    figures = [d for d in collate(readings(TALKS)).disagreements if d.aspect == "figure"]
    assert [d.values for d in figures] == [("50 kilotons", "160 kilotons")]


def test_the_order_of_reports_does_not_matter() -> None:
    first = collate(readings(TALKS))
    many = readings(TALKS) * 2
    for seed in range(5):
        random.Random(seed).shuffle(many)
        assert collate(many) == first


def test_one_person_under_two_spellings_is_one_actor() -> None:
    dossier = collate(readings(TALKS))
    ids = {m.actor.id for r in dossier.readings for m in r.mentions if m.actor and m.actor.name.startswith("Moon")}
    assert len(ids) == 1


TWICE = """
@ a 2018-05-01
[PRK:Pyongyang] [T:tested] a missile on [2018-04-30:Monday].
= MOBILIZE/weapons PRK; happened
[IRQ-REB:rebels] [T:bombed] a market in [P/Kirkuk:Kirkuk] on [2018-04-30:Monday].
= ASSAULT/explosives IRQ-REB; happened
@ b 2018-05-04
[PRK:Pyongyang] [T:tested] a missile on [2018-05-03:Thursday].
= MOBILIZE/weapons PRK; happened
[IRQ-REB:rebels] [T:bombed] a market in [P/Mosul:Mosul] on [2018-04-30:Monday].
= ASSAULT/explosives IRQ-REB; happened
"""


def test_two_tests_and_two_cities_are_kept_apart() -> None:
    dossier = collate(readings(TWICE))
    assert all(h.reports == 1 for h in dossier.happenings)
    assert len(dossier.happenings) == 4
    assert dossier.disagreements == ()


COPIED = """
@ a 2018-05-01 Paper A
[IRN:Iran] [T:signed] an accord with [IRQ:Iraq] on water that both governments had been negotiating for the better part of nine years in four cities.
= AGREE IRN + IRQ; happened
@ b 2018-05-01 Paper B
[IRN:Iran] [T:signed] an accord with [IRQ:Iraq] on water that both governments had been negotiating for the better part of nine years in four cities.
= AGREE IRN + IRQ; happened
@ c 2018-05-02 Paper C
[IRQ:Iraq] and [IRN:Iran] have [T:concluded] a water accord after long years of haggling.
= AGREE IRQ + IRN; happened
"""


def test_copies_are_one_source() -> None:
    happening, = collate(readings(COPIED)).happenings
    assert (len(happening.mentions), happening.reports, happening.sources) == (3, 3, 2)


def test_two_summits_in_a_month_leave_an_undated_report_open() -> None:
    dossier = collate(readings("""
        @ a 2018-05-01
        [KOR:Seoul] and [PRK:Pyongyang] [T:held a summit] on [2018-04-27:Friday].
        = CONSULT KOR + PRK; happened
        @ b 2018-05-27
        [KOR:Seoul] and [PRK:Pyongyang] [T:held a summit] on [2018-05-26:Saturday].
        = CONSULT KOR + PRK; happened
        @ u -
        [KOR:Seoul] and [PRK:Pyongyang] will [T:hold a summit] [PRESENT_REF:today].
        = CONSULT KOR + PRK; planned
    """))
    assert "u" not in dossier.dates
    assert any("left open" in r for r in dossier.reasons["u"])


def test_one_id_for_two_texts_is_refused() -> None:
    with pytest.raises(InputError, match="'a'"):
        collate(readings("@ a 2018-05-01\nOne text.\n@ a 2018-05-01\nAnother."))


def test_one_id_with_two_dates_is_refused() -> None:
    with pytest.raises(InputError, match="two dates"):
        collate(readings("@ a 2018-05-01\nOne text.\n@ a 2018-05-02\nOne text."))


def test_empty_readings_do_no_harm() -> None:
    many = [r for n in range(500) for r in readings(f"@ r{n} -\n")]
    dossier = collate(many)
    assert len(dossier.readings) == 500
    assert dossier.happenings == ()


def test_a_statement_joins_the_event_it_tells() -> None:
    dossier = collate(readings("""
        @ a 2018-05-01
        [KOR:Seoul] [T:asked] [RUS:Moscow] on [2018-04-30:Monday] to halt crude oil deliveries to its neighbour.
        = REQUEST/assist KOR > RUS; happened
        @ b 2018-05-01
        [KOR:Seoul] [T:urged] [RUS:Moscow] to halt crude oil deliveries.
        " KOR > RUS: to halt crude oil deliveries
    """))
    happening, = dossier.happenings
    assert happening.reports == 2
    assert happening.mentions[1].statement is not None


def disagreements(notation: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(d.aspect, d.values) for d in collate(readings(notation)).disagreements]


def test_counts_of_two_months_do_not_disagree() -> None:
    told = """
        @ a 2008-01-25
        Some [$:250,000 people] have been displaced by the violence.
        $ 250000 displaced; people displaced by the violence
        @ b 2008-02-27
        Some [$:600,000 people] have been displaced by the violence.
        $ 600000 displaced; people displaced by the violence
    """
    assert disagreements(told) == []
    assert [aspect for aspect, _ in disagreements(told.replace("2008-02-27", "2008-01-26"))] == ["figure"]


def test_figures_of_two_years_and_two_measures_do_not_disagree() -> None:
    assert disagreements("""
        @ a 2017-09-06
        Trade with the North came to [$:84 million dollars] in [2015:2015].
        $ 84000000 USD; trade with the North; 2015
        @ b 2017-09-06
        Trade with the North came to [$:130 million dollars] in [2016:2016], and rose by 70 percent.
        $ 130000000 USD; trade with the North; 2016
    """) == []


def test_over_a_figure_does_not_disagree_with_more() -> None:
    assert disagreements("""
        @ a 2017-09-06
        Strikers numbered [$:over 300].
        $ 300 people over; strikers at the Kirkuk plant
        @ b 2017-09-06
        There were [$:340 strikers] at the Kirkuk plant.
        $ 340 people; strikers at the Kirkuk plant
    """) == []


def test_one_quotation_in_two_wordings() -> None:
    told = disagreements("""
        @ a 2018-05-01 A
        [KOR*:Park Su-jin] [T:said]: "The talks failed because the generals wanted another month to think about the border."
        " KOR: The talks failed because the generals wanted another month to think about the border
        @ b 2018-05-01 B
        "The talks failed because the generals wanted another year to think about the border," [KOR*:Park Su-jin] [T:said].
        " KOR: The talks failed because the generals wanted another year to think about the border
    """)
    assert [aspect for aspect, _ in told] == ["wording"]


def test_a_deed_laid_at_two_doors() -> None:
    told = disagreements("""
        @ a 2018-05-01 A
        [IRN:Tehran]'s gunboats [T:fired] on a [SAU:Saudi] tanker with a cargo of fuel off Fujairah on [2018-04-30:Monday].
        = ASSAULT IRN > SAU; happened
        @ b 2018-05-01 B
        On [2018-04-30:Monday] gunboats of [YEM:Yemen] [T:fired] off Fujairah, hitting a fuel cargo that a [SAU:Saudi] tanker carried.
        = ASSAULT YEM > SAU; happened
    """)
    assert [(aspect, set(values)) for aspect, values in told] == [("parties", {"Iran", "Yemen"})]


def test_one_deed_on_two_days() -> None:
    told = disagreements("""
        @ a 2018-05-02 A
        [IRN:Tehran] [T:seized] a tanker with a cargo of fuel off Fujairah on [2018-04-30:Monday].
        = COERCE/seize IRN; happened
        @ b 2018-05-02 B
        [IRN:Tehran] [T:seized] a tanker with a cargo of fuel off Fujairah on [2018-05-01:Tuesday].
        = COERCE/seize IRN; happened
    """)
    assert told == [("date", ("2018-04-30", "2018-05-01"))]


def outcomes(notation: str) -> list[str]:
    return [p.outcome.value for p in collate(readings(notation)).progress]


PLAN = """
@ a 2018-05-01
[KOR:Seoul] and [RUS:Moscow] will [T:meet] on [2018-05-10:Thursday next week].
= CONSULT KOR + RUS; planned
@ b 2018-05-12
"""


def test_a_meeting_weeks_later_is_not_the_one_that_was_planned() -> None:
    held = "[KOR:Seoul] and [RUS:Moscow] [T:met] on [{day}:that day].\n= CONSULT KOR + RUS; happened"
    assert outcomes(PLAN + held.format(day="2018-05-10")) == ["happened"]
    assert outcomes(PLAN.replace("2018-05-12", "2018-06-02") + held.format(day="2018-06-01")) == []


def test_a_meeting_called_off_is_not_so() -> None:
    assert outcomes(PLAN.replace("2018-05-12", "2018-05-11") + """
        [RUS:Moscow] [T:called off] its talks with [KOR:Seoul] on [2018-05-10:Thursday].
        = REJECT/meet RUS > KOR; happened
    """) == ["not so"]


def test_a_deadline_may_be_met_early() -> None:
    assert outcomes("""
        @ a 2005-08-15
        [IDN:Jakarta] will [T:withdraw] its extra battalions from the province by [2005-12-31:December 31].
        = RETREAT/withdraw IDN; planned
        @ b 2005-12-21
        [IDN:Jakarta] [T:withdrew] its extra battalions from the province on [2005-12-20:Tuesday].
        = RETREAT/withdraw IDN; happened
    """) == ["happened"]


def test_a_report_from_the_far_future_is_dated_as_it_says() -> None:
    dossier = collate(readings("@ a 2999-05-01\n[KOR:Seoul] [T:met] [RUS:Moscow].\n= CONSULT KOR > RUS; happened"))
    assert dossier.dates["a"].value == "2999-05-01"


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-07", "9999-12-30", "9999-12-31"])
def test_reports_at_the_ends_of_the_calendar_are_linked_without_harm(day: str) -> None:
    text = ("Russia and China will meet in Moscow on Friday. They met on Monday and will meet next week, last year, next month and tomorrow. "
            "Two prisoners will be released in December. The death toll of the blast on Sunday was 30.")
    reader = Reader()
    made = [reader.read(Report(text, "a", day)), reader.read(Report("Russia met China in Moscow on Friday. The toll was 50 dead.", "b"))]
    dossier = collate(made)
    assert [r.report.id for r in dossier.readings] == ["a", "b"]
    assert {r.report.id: r.dated.value if r.dated else None for r in dossier.readings} == {"a": day, "b": None}
