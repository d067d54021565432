"""Parts of the events room: who is concerned, status by cues, one event once, what common words name."""
from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from detente.extract.events.acts import acts
from detente.extract.events.arguments import roles_of
from detente.extract.events.candidates import Candidate, candidate
from detente.extract.events.coder import Pair, load_coder
from detente.extract.events.frames import frames
from detente.extract.events.parties import parties_of
from detente.extract.events.status import status_by_cues, status_cues
from detente.language.model import load
from detente.language.parse import Parse
from detente.records.kinds import EventType, MentionKind
from detente.records.reading import Actor, Mention
from detente.text import Span

CASES = Path(__file__).parents[1] / "cases"
NAMES = ("Kenya", "Somalia", "France", "Niger", "Rebels", "Chad", "Libya", "Peru", "Ecuador", "Bolivia", "Turkish", "Cyprus", "Israel", "Syria",
         "Serbia", "Albania", "Egypt", "Sudan", "Spain", "Morocco", "Canada", "Iran", "Japan", "Nepal")


def blocks(name: str) -> list[tuple[str, str, str]]:
    found = re.findall(r"(.+)\n\.\n(.+)\n\.\n(.+)(?:\n\n|\n?\Z)", (CASES / name).read_text("utf-8"))
    return [(title, given, want) for title, given, want in found]


def parsed(marked: str) -> tuple[Parse, int]:
    """The sentence without its brackets, and the token the bracket opens on."""
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    parse = load().parse(text, [Span(0, len(text))])
    return parse, parse.tokens_in(Span(start, start + 1))[0]


def named(parse: Parse) -> list[Mention]:
    found = re.finditer(rf"\b({'|'.join(NAMES)})\b", parse.text)
    places = [Mention(Span(*m.span()), MentionKind.PLACE) for m in re.finditer("Cairo", parse.text)]
    return [*places, *(Mention(Span(*m.span()), MentionKind.ACTOR, Actor(m[0], m[0])) for m in found)]


def told(parse: Parse, c: Candidate | None) -> str:
    if c is None:
        return "nobody"
    sides = ["; ".join(parse.text[m.span.start:m.span.end] for m in side) or "-" for side in (c.actors, c.recipients)]
    return " -> ".join(sides)


@pytest.mark.parametrize(("title", "given", "want"), blocks("roles.md"), ids=lambda x: x if " " in x and len(x) < 40 else "")
def test_who_is_concerned(title: str, given: str, want: str) -> None:
    parse, trigger = parsed(given)
    token = parse.tokens[trigger]
    assert roles_of(parse, trigger, frames()).agents or want == "nobody", title
    assert told(parse, candidate(parse, token, parse.sentences[token.sent], parties_of(parse, named(parse)), frames())) == want, title


@pytest.mark.parametrize(("given", "status"), [
    ("Kenya [expelled] three diplomats.", "happened"),
    ("Kenya will [expel] three diplomats.", "planned"),
    ("Kenya plans to [expel] three diplomats.", "planned"),
    ("Kenya may [expel] three diplomats.", "possible"),
    ("Kenya did not [expel] the diplomats.", "denied"),
    ("Kenya has never [expelled] a diplomat.", "denied"),
    ("Kenya denied having [expelled] the diplomats.", "denied"),
    ("Kenya refused to [expel] the diplomats.", "denied"),
    ("Kenya is [expelling] three diplomats.", "ongoing"),
    ("Kenya would [expel] them if the spying went on.", "conditional"),
    ("Kenya considered [expelling] three diplomats.", "possible"),
    ("Kenya cancelled a [visit] to Uganda.", "denied"),
    ("Kenya is preparing a [visit] to Uganda.", "planned"),
    ("The president is due to [visit] Uganda.", "planned"),
])
def test_status_by_the_words_around(given: str, status: str) -> None:
    parse, trigger = parsed(given)
    assert status_by_cues(parse, trigger, status_cues())[0] == status


def test_pairs_of_words_name_acts_before_single_ones() -> None:
    found = list(acts().named(["file", "file+lawsuit"]))
    assert found[0] == ("file+lawsuit", (EventType.ACCUSE, "allege"))
    assert "investigation" in acts().nouns and "gas" not in acts().nouns - set(acts().entries)


def test_every_type_has_words() -> None:
    assert {kind for named in acts().entries.values() for kind, _ in named} == set(EventType)


def test_the_status_of_a_named_act_always_asks_the_encoder() -> None:
    text = "Delivery of the first aircraft is expected in March."
    parse = load().parse(text, [Span(0, len(text))])
    pair = Pair(Span(0, len(text)), (), (), Span(0, 8))
    judged = load_coder().judge(parse, [pair], every=True)[0]
    assert abs(sum(judged.status.values()) - 1) < 1e-6


def test_the_parse_is_asked_for_only_where_the_encoder_is_unsure() -> None:
    text = "Norway condemned Belarus on Monday."
    pair = Pair(Span(0, len(text)), (Span(0, 6),), (Span(17, 24),))
    coder = load_coder()

    def refused() -> Parse:
        raise AssertionError("parsed without need")
    alone = replace(coder, mix=replace(coder.mix, sure=0.0)).relate(text, pair, refused)
    assert abs(sum(alone.values()) - 1) < 0.01 and max(alone, key=lambda k: alone[k]) == "ACCUSE"
    both = replace(coder, mix=replace(coder.mix, sure=1.01)).relate(text, pair, lambda: load().parse(text, [pair.passage]))
    assert both != alone and abs(sum(both.values()) - 1) < 0.01
