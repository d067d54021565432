"""Who did it where the sentence does not say so in its subject: weapons, captors, goods' origin, "it", and passives that are to come."""
from __future__ import annotations

from functools import cache

import pytest

from detente.extract.events.candidates import UNNAMED
from detente.pipeline import Reader
from detente.records.reading import Event, Mention
from detente.text import Report

NOBODY = "-"
TOLD = [
    ("A car bomb wounded two policemen outside the court in Mosul.", NOBODY, "wounded", "two policemen"),
    ("An air strike killed nine Kenyan soldiers on Friday, the army said.", NOBODY, "killed", "nine Kenyan soldiers"),
    ("Iraqi rockets hit the airport of Kuwait on Friday.", "Iraqi", "hit", "the airport of Kuwait"),
    ("Two hostages of the FARC will be released on Thursday.", "the FARC", "released", "Two hostages"),
    ("Nine soldiers held by the rebels were freed on Monday.", "the rebels", "freed", "Nine soldiers"),
    ("Three hostages of the Abu Sayyaf group are to be freed this week.", "the Abu Sayyaf group", "freed", "Three hostages"),
    ("The rebels had let go twelve policemen on January 9.", "The rebels", "let go", "twelve policemen"),
    ("The European Community on Friday banned imports from Argentina for one month.", "The European Community", "banned", "Argentina"),
    ("China imposed anti-dumping duties on wine from Australia on Monday.", "China", "imposed", "Australia"),
    ("The Kenyan president rang the Somali president and urged him to open the border.", "The Kenyan president", "urged", "the Somali president"),
    ("France sent 1,600 soldiers to help the government of Mali.", "France", "sent", "the government of Mali"),
    ("Police beat them with bamboo canes in Dhaka on Monday.", "Police", "beat", ""),
    ("Chile condemned the decision. It suspended military exports to Bolivia on Monday.", "It", "suspended", "Bolivia"),
]


@cache
def reader() -> Reader:
    return Reader()


def words(text: str, mentions: tuple[Mention, ...]) -> str:
    return "; ".join(text[m.span.start:m.span.end] for m in mentions)


def doer(text: str, e: Event) -> str:
    return NOBODY if all(m.actor is not None and m.actor.id == UNNAMED for m in e.actors) else words(text, e.actors)


@pytest.mark.parametrize(("text", "actor", "trigger", "recipient"), TOLD, ids=[t[0][:40] for t in TOLD])
def test_the_doer_is_found_or_left_unnamed(text: str, actor: str, trigger: str, recipient: str) -> None:
    reading = reader().read(Report(text, "r", "2015-06-15"))
    found = [(doer(text, e), text[e.trigger.start:e.trigger.end], words(text, e.recipients)) for e in reading.events]
    assert any(a == actor and t.startswith(trigger) and r == recipient for a, t, r in found), found


@pytest.mark.parametrize("text", [
    "The explosion of prices surprised the ministers.",
    "A strike of the miners cost the mills a week of coal.",
    "The bomb disposal unit trained in the harbour.",
])
def test_a_weapon_that_strikes_nobody_is_no_event_against_somebody(text: str) -> None:
    assert not [e for e in reader().read(Report(text, "r", "2015-06-15")).events if doer(text, e) == NOBODY]


def test_the_rebels_are_the_one_armed_group_that_the_report_names() -> None:
    text = "The FARC met envoys in Havana on Monday. The rebels demanded the release of prisoners."
    one = {m.actor.id for m in reader().read(Report(text, "r", "2015-06-15")).mentions if m.actor and m.span.start == text.index("The rebels")}
    assert one == {"FARC"}
    both = text.replace("The FARC met envoys", "The FARC and the ELN met envoys")
    two = {m.actor.id for m in reader().read(Report(both, "r", "2015-06-15")).mentions if m.actor and m.span.start == both.index("The rebels")}
    assert two == {"role-rebel"}


def test_it_is_left_open_where_the_sentence_before_has_two_subjects() -> None:
    text = "Chile and Peru condemned the decision. It suspended exports to Bolivia on Monday."
    assert not [m for m in reader().read(Report(text, "r", "2015-06-15")).mentions if text[m.span.start:m.span.end] == "It"]
