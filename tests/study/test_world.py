"""The world on readings made by hand: who stands where, what was promised, what leaks in (nothing), what follows from a change."""
from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import BadDate, BadSpan, InputError, KnowledgeError
from detente.lexicon.lexicon import load_lexicon
from detente.lexicon.source import Source
from detente.link.collate import collate
from detente.pipeline import Reader
from detente.records.dossier import Dossier
from detente.records.kinds import CommitmentState, MeasureState, Stance
from detente.records.reading import Reading
from detente.records.world import Measure, World
from detente.study.bodies import bodies, read_bodies
from detente.study.brief import Line, brief
from detente.study.diff import Evident, diff
from detente.study.outlook import outlook
from detente.study.whatif import verdicts, what_if
from detente.study.world import fold
from detente.text import Report
from tests.notation import readings

CRISIS = """
@ a 2017-09-04
[KOR:Seoul] [T:called on] [RUS:Moscow] to join an oil cut-off against [PRK:Pyongyang], and wants the [UNO-UNSC:Security Council] to vote on it.
= REQUEST/assist KOR > RUS; happened
~ KOR support oil cut-off @PRK: oil cut-off
[$:About 90 percent] of the trade of [PRK:the North] is with [CHN:China].
$ 90 percent about; trade of the North; 2016
& dependency PRK on CHN: trade
@ b 2017-09-06
[RUS:Russia] [T:rejected] the oil cut-off.
= REJECT RUS; happened
~ RUS oppose oil cut-off @PRK: oil cut-off
[RUS:Russia] and [KOR:Korea] [T:agreed] to raise trade to [$:30 billion dollars] by [2020:2020].
= AGREE RUS + KOR; happened
$ 30000000000 USD; trade; 2020; target
@ c 2017-09-08
[USA:Washington] and [JPN:Tokyo] [T:backed] the oil cut-off.
= SUPPORT USA + JPN; happened
~ USA support oil cut-off @PRK: oil cut-off
~ JPN support oil cut-off @PRK: oil cut-off
[CHN:Beijing] would back an oil cut-off only if it spared hospitals.
~ CHN conditional oil cut-off @PRK: oil cut-off if only if it spared hospitals
@ d 2017-09-12
[RUS:Russia] [T:backed] the oil cut-off after all.
= SUPPORT RUS; happened
~ RUS support oil cut-off @PRK: oil cut-off
"""


def dossier() -> Dossier:
    return collate(readings(CRISIS))


def world(on: str) -> World:
    return fold(dossier(), on)


def cutoff(on: str) -> Measure:
    measure, = world(on).measures
    return measure


def test_who_proposes_and_who_opposes_with_quotations() -> None:
    d = dossier()
    measure, = fold(d, "2017-09-06").measures
    assert ([c.actor.id for c in measure.proposed_by], [c.actor.id for c in measure.opposed_by]) == (["KOR"], ["RUS"])
    assert (measure.target, measure.state, measure.since) == ("PRK", MeasureState.PROPOSED, "2017-09-04")
    assert [d.quote(c) for c in measure.opposed_by[0].spans()] == ["oil cut-off"]


def test_a_later_stance_replaces_an_earlier_one_from_its_day_on() -> None:
    assert [c.actor.id for c in cutoff("2017-09-11").opposed_by] == ["RUS"]
    assert [c.actor.id for c in cutoff("2017-09-12").opposed_by] == []
    assert "RUS" in {c.actor.id for c in cutoff("2017-09-12").backed_by}


def test_a_condition_keeps_its_words() -> None:
    condition, = cutoff("2017-09-08").conditional
    assert (condition.actor.id, condition.condition) == ("CHN", "only if it spared hospitals")


def test_a_promise_with_its_figure_and_due_date_lapses() -> None:
    promise, = world("2017-09-06").commitments
    assert ({a.id for a in promise.parties}, promise.due, promise.state) == ({"KOR", "RUS"}, "2020", CommitmentState.OPEN)
    assert promise.figure is not None
    assert promise.figure.value == 30_000_000_000
    assert world("2021-02-01").commitments[0].state is CommitmentState.LAPSED


def test_a_dependency_with_its_share() -> None:
    lean, = world("2017-09-06").dependencies
    assert (lean.of.id, lean.on.id, lean.what, lean.figure is not None and lean.figure.value) == ("PRK", "CHN", "trade", 90)


def test_who_decides_is_known_by_date() -> None:
    council, = world("2017-09-06").bodies
    assert council.rule.startswith("9 votes")
    assert len(council.members) == 15
    assert "UKR" in council.members


def test_undated_reports_are_named_not_used() -> None:
    extra = readings("@ u -\n[RUS:Russia] backs the oil cut-off.\n~ RUS support oil cut-off @PRK: oil cut-off")
    seen = fold(collate([*readings(CRISIS), *extra]), "2017-09-06")
    assert seen.undated == ("u",)
    assert seen.measures == world("2017-09-06").measures


def test_a_bad_day_is_an_error() -> None:
    with pytest.raises(BadDate):
        world("6 September")


def test_what_changed_and_by_which_evidence() -> None:
    d = dossier()
    changes = {c.about: (c.was, c.now) for c in diff(fold(d, "2017-09-06"), fold(d, "2017-09-12")) if c.what == "stance"}
    assert changes["RUS on oil cut-off"] == ("opposed", "backed")
    assert changes["JPN on oil cut-off"] == (None, "backed")
    assert all(c.spans() for c in diff(fold(d, "2017-09-06"), fold(d, "2017-09-12")))
    assert diff(fold(d, "2017-09-06"), fold(d, "2017-09-06")) == ()


def test_no_change_in_no_change_out() -> None:
    w = world("2017-09-08")
    same = what_if(w, {})
    assert (same.world, same.changes, same.follows) == (w, (), ())
    assert what_if(w, {("RUS", "oil cut-off"): "oppose"}).world == w


def test_a_veto_lifted_opens_the_vote() -> None:
    w = world("2017-09-08")
    assert [v.outcome for v in verdicts(w)] == ["blocked"]
    then = what_if(w, {("RUS", "oil cut-off"): Stance.SUPPORT})
    (before, after), = then.follows
    assert (before.outcome, after.outcome) == ("blocked", "open")
    assert "RUS can veto" in before.reason
    assert "scenario" in then.label


def test_nine_votes_and_no_veto_pass() -> None:
    council = world("2017-09-08").bodies[0]
    w = what_if(world("2017-09-08"), {(m, "oil cut-off"): "support" for m in council.members if m not in {"BOL", "EGY", "SEN", "UKR", "URY", "ETH"}})
    assert [v.outcome for v in verdicts(w.world)] == ["passes"]


@given(st.sets(st.sampled_from(["CHN", "FRA", "GBR", "RUS", "USA"]), min_size=1))
def test_any_veto_blocks(vetoes: set[str]) -> None:
    council = world("2017-09-08").bodies[0]
    changes = {(m, "oil cut-off"): "oppose" if m in vetoes else "support" for m in council.members}
    assert [v.outcome for v in verdicts(what_if(world("2017-09-08"), changes).world)] == ["blocked"]


def test_an_unknown_measure_names_those_known() -> None:
    with pytest.raises(InputError, match="'oil cut-off'"):
        what_if(world("2017-09-08"), {("RUS", "gas cut-off"): "support"})


def test_the_outlook_refuses_below_four_actors() -> None:
    told = outlook(world("2017-09-06"), "oil cut-off")
    assert told.mean is None
    assert told.refusal is not None
    assert "KOR, RUS" in told.refusal


def test_the_outlook_is_a_mean_with_a_wide_band_and_exact_sensitivities() -> None:
    told = outlook(world("2017-09-08"), "oil cut-off")
    assert (told.mean, told.low, told.high) == (70.0, 20.0, 100.0)
    moves = {s.actor: (s.move, s.weigh) for s in told.stands}
    assert moves["RUS"] == (0.2, -14.0)
    assert moves["KOR"] == (0.2, 6.0)
    assert told.pivotal in {"JPN", "KOR", "USA"}
    assert {name for name, _ in told.beside} >= {"weighted median"}


def test_every_line_of_a_brief_is_cited() -> None:
    d = dossier()
    page = brief(d, fold(d, "2017-09-08"))
    assert any("South Korea asked for “oil cut-off”" in line.text for line in page)
    assert any("Russia opposes" in line.text for line in page)
    assert all(d.quote(c) for line in page for c in line.citations)
    with pytest.raises(BadSpan):
        Line("Nobody says so.", ())


def test_a_rule_for_an_unknown_body_is_refused_with_its_line() -> None:
    bad = Source("rules.toml", '[UNO-UNSC]\nrule = "votes"\n\n["NO-SUCH"]\nrule = "consensus"\n', {"NO-SUCH": {"rule": "consensus"}})
    with pytest.raises(KnowledgeError, match=r"rules\.toml:4"):
        read_bodies(bad, load_lexicon())


def test_the_council_has_fifteen_members_every_year_since_1991() -> None:
    council = bodies()["UNO-UNSC"]
    assert {len(council.on(f"{year}-07-01")) for year in range(1991, 2027)} == {15}


# -- laws

SIDES = ("KOR", "RUS", "USA", "CHN")
STANCES = ("support", "oppose", "conditional")


@st.composite
def reports(draw: st.DrawFn) -> list[Reading]:
    """Some reports of a few sides' stances and deeds over a month."""
    lines = []
    for n in range(draw(st.integers(1, 6))):
        day = date(2017, 9, 1) + timedelta(days=draw(st.integers(0, 30)))
        one, two = draw(st.permutations(SIDES))[:2]
        act = draw(st.sampled_from(["REQUEST", "REJECT", "CONSULT", "AGREE"]))
        lines += [f"@ r{n} {day}", f"[{one}:{one}] [T:acted] towards [{two}:{two}] on the embargo on [{day}:that day].",
                  f"= {act} {one} > {two}; happened", f"~ {one} {draw(st.sampled_from(STANCES))} embargo: the embargo"]
    return readings("\n".join(lines))


@settings(max_examples=40, deadline=None)
@given(reports(), st.integers(0, 30), st.randoms(use_true_random=False))
def test_nothing_reported_later_leaks_in_and_order_is_irrelevant(many: list[Reading], offset: int, rng: random.Random) -> None:
    on = (date(2017, 9, 1) + timedelta(days=offset)).isoformat()
    known = [r for r in many if r.report.published is not None and r.report.published <= on]
    shuffled = list(many)
    rng.shuffle(shuffled)
    seen = fold(collate(many), on)
    assert seen == fold(collate(known), on)
    assert seen == fold(collate(shuffled), on)


@settings(max_examples=40, deadline=None)
@given(reports())
def test_every_cell_answers_spans(many: list[Reading]) -> None:
    d = collate(many)
    w = fold(d, "2017-12-31")
    cells: list[Evident] = [*w.measures, *w.commitments, *w.dependencies, *w.relations, *w.bodies, *w.intermediaries]
    assert all(d.quote(c) for cell in cells for c in cell.spans())
    assert all(cell.spans() for cell in cells)


def test_we_have_agreed_binds_both_who_met_and_the_object_ends_where_something_else_is_told() -> None:
    text = ("The Kenyan foreign minister met the Somali foreign minister in Garissa on Monday.\n\n"
            '"We have agreed to reopen the border by December 1, although much is left to do," the Kenyan foreign minister said.')
    world = fold(collate([Reader().read(Report(text, "garissa", "2015-06-16"))]), "2015-06-20")
    made, = world.commitments
    assert {a.id for a in made.parties} == {"KEN", "SOM"}
    assert made.object == "to reopen the border by December 1"
    assert made.due == "2015-12-01"


def test_what_an_accord_obliges_to_is_a_commitment() -> None:
    text = "Peru and Ecuador signed an accord on Monday. Under the accord Peru will withdraw its troops from the valley by March 1."
    world = fold(collate([Reader().read(Report(text, "quito", "1995-02-14"))]), "1995-02-20")
    assert any(c.due == "1995-03-01" and [a.id for a in c.parties] == ["PER"] for c in world.commitments)


def test_a_ceasefire_declared_is_backed_and_sanctions_lifted_are_opposed() -> None:
    text = "Peru declared a ceasefire with Ecuador on Monday. The European Union lifted its sanctions on Belarus on Monday."
    world = fold(collate([Reader().read(Report(text, "lima", "1995-02-14"))]), "1995-02-20")
    stances = {m.issue.label: ({c.actor.id for c in m.backed_by}, {c.actor.id for c in m.opposed_by}) for m in world.measures}
    assert "PER" not in stances.get("ceasefire", (set(), set()))[1]
    assert stances["sanctions"][1] == {"EUR"}


@pytest.mark.parametrize(("rule", "complaint"), [
    ('[UNO-XYZ]\nrule = "votes"\n', r":1: \[UNO-XYZ\] is no actor"),
    ('[UNO-UNSC]\nrule = ["votes"]\n', r":2: .*rule"),
    ('[UNO-UNSC]\nrule = "votes"\nneeded = "nine"\n', r":3: .*a number is wanted"),
    ('[UNO-UNSC]\nrule = "votes"\nmembers = 3\n', r":3: .*a list of codes"),
    ('[UNO-UNSC]\nrule = "votes"\nmembers = [["USA"]]\n', r":3: .*a list of codes"),
    ('[UNO-UNSC]\nrule = "votes"\nsince = ["USA"]\n', r":3: .*a table is wanted"),
    ('[UNO-UNSC]\nrule = "votes"\n[UNO-UNSC.elected]\nsoon = ["USA"]\n', r":4: .*is no year"),
    ('[UNO-UNSC]\nrule = "votes"\n[UNO-UNSC.since]\nUSA = "yesterday"\n', r":4: .*is no ISO day"),
    ("UNO-UNSC = 3\n", r"is no table"),
])
def test_a_rule_file_that_is_wrong_is_refused_with_its_line(rule: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "bodies.toml"
    path.write_text(rule, "utf-8")
    with pytest.raises(KnowledgeError, match=complaint):
        bodies(path)
