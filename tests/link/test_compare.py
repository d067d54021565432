"""The comparisons one by one, and the law that no sum of weights outvotes a contradiction."""
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.link.collate import collate
from detente.link.compare import contradiction, judge
from detente.link.parties import Party, alike, strangers
from detente.link.sights import Sight, sights
from detente.link.unify import same_name
from detente.records.reading import Reading
from tests.notation import readings

KOR, RUS = Party("KOR", "KOR", "state", "South Korea"), Party("RUS", "RUS", "state", "Russia")
ONE, TWO = Party("per-a-b", "RUS", "person", "A. B."), Party("per-c-d", "RUS", "person", "C. D.")


def pair(first: str, second: str) -> tuple[Sight, Sight]:
    one, two = (sights(r)[0] for r in readings(f"@ a 2018-05-02\n{first}\n@ b 2018-05-02\n{second}"))
    return one, two


@pytest.mark.parametrize(("some", "others", "wanted"), [
    ([KOR], [RUS], True), ([KOR], [KOR], False), ([ONE], [RUS], False), ([ONE], [TWO], True), ([KOR, ONE], [KOR, TWO], True),
    ([KOR, RUS], [KOR], False), ([], [KOR], False),
])
def test_strangers(some: list[Party], others: list[Party], wanted: bool) -> None:
    assert strangers(some, others) is wanted
    assert strangers(others, some) is wanted


def test_somebody_and_his_side_are_alike() -> None:
    assert alike([ONE], [RUS]) == 0.85
    assert alike([], [RUS]) is None


@pytest.mark.parametrize(("one", "two", "wanted"), [
    ("Moon Jae-in", "Moon Jae In", True), ("Moon Jae-in", "Moon Jaein", True), ("Sergey Lavrov", "Sergei Lavrov", True),
    ("Kim Jong-il", "Kim Jong-un", False), ("Kim", "Kim Jong-un", False), ("Ali Hassan", "Ali Hussein", False),
])
def test_names_across_spellings(one: str, two: str, wanted: bool) -> None:
    assert same_name(one, two) is wanted


def test_a_telephone_call_is_not_the_summit() -> None:
    a, b = pair("[KOR:Seoul] [T:met] [RUS:Moscow] on [2018-05-01:Tuesday].\n= CONSULT/visit KOR > RUS; happened",
                "[KOR:Seoul] [T:telephoned] [RUS:Moscow] on [2018-05-01:Tuesday].\n= CONSULT/phone KOR > RUS; happened")
    assert judge(a, b).score < 0.62


def test_every_reason_carries_its_weight() -> None:
    a, b = pair("[KOR:Seoul] [T:met] [RUS:Moscow] on [2018-05-01:Tuesday].\n= CONSULT KOR > RUS; happened",
                "[KOR:Seoul] [T:met] [RUS:Moscow] on [2018-05-01:Tuesday].\n= CONSULT KOR > RUS; happened")
    told = judge(a, b)
    assert told.score == pytest.approx(sum(float(r.split()[0]) for r in told.reasons), abs=0.05)


@st.composite
def tellings(draw: st.DrawFn) -> list[Reading]:
    lines = []
    for n in range(draw(st.integers(2, 8))):
        day = date(2018, 5, 1) + timedelta(days=draw(st.integers(0, 3)))
        one, two = draw(st.permutations(("KOR", "RUS", "USA")))[:2]
        lines += [f"@ r{n} 2018-05-09", f"[{one}:{one}] [T:hit] [{two}:{two}] near the border on [{day}:that day].",
                  f"= {draw(st.sampled_from(['ASSAULT', 'CONSULT', 'SANCTION']))} {one} > {two}; happened"]
    return readings("\n".join(lines))


@settings(max_examples=40, deadline=None)
@given(tellings())
def test_nothing_is_merged_over_a_contradiction(many: list[Reading]) -> None:
    dossier = collate(many)
    seen = {s.id: s for r in dossier.readings for s in sights(r)}
    for h in dossier.happenings:
        members = [seen[m.event.id] for m in h.mentions if m.event is not None]
        assert [contradiction(a, b) for a in members for b in members if contradiction(a, b)] == []
