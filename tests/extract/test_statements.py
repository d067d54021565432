"""Statements: cases in tests/cases/statements.md, what must hold for any text, and the cue file's own checks."""
from __future__ import annotations

import re
import time
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import KnowledgeError
from detente.extract.quotations import scan_quotations
from detente.extract.statements.contents import LONGEST, bound
from detente.extract.statements.statements import find_statements
from detente.language.model import load
from detente.language.parse import Parse
from detente.lexicon.cues import Act, Cues, Frame, load_cues, read_cues
from detente.lexicon.source import Source, read_source
from detente.records.kinds import Basis, Manner, MentionKind, Stance, WhenKind
from detente.records.reading import Actor, Mention, Statement, When
from detente.text import Span

CASES = Path(__file__).parent.parent / "cases" / "statements.md"
PIECES = st.sampled_from([
    "“", "”", '"', "‘", "’", "'", "``", "''", "«", "»", " ", "\n", "\n\n", ",", ".", ":", ";", "—", "?", "(", ")", "MR. ORLOV: ", "Q: ",
    "- ",
    "the minister", "Moscow", "he", "who", "they", "said", "told", "reporters", "that", "was quoted as saying", "by", "an aide", "according to",
    "in the words of", "called", "on", "to", "withdraw", "the talks", "failed", "will fail", "and", "but", "adding", "his claim", "THE",
    "is confident",
    "concerns", "rejected", "as", "useless", "Orlov", "whether", "while", "\u0000", "\ud800", "é", "中文",
    "5'10\"",
])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=45).map(" ".join), st.lists(PIECES, max_size=25).map("".join))


def cases() -> list[tuple[str, str, str]]:
    """Title, input and output of each case."""
    return re.findall(r"^([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n(?:\n|\Z)", CASES.read_text(encoding="utf-8"), re.M | re.S)


@cache
def cues() -> Cues:
    return load_cues()


def lines(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def parsed(text: str) -> Parse:
    return load().parse(text, lines(text))


def read(text: str, mentions: tuple[Mention, ...] = (), times: tuple[When, ...] = ()) -> tuple[Statement, ...]:
    return find_statements("case", parsed(text), scan_quotations(text, lines(text)), mentions, times, cues())


def shown(text: str) -> str:
    """Statements as in the cases: speaker | via | cue | manner | content."""
    def words(m: Mention | None) -> str:
        return text[m.span.start:m.span.end] if m else "-"
    told = [" | ".join((words(s.speaker), words(s.via), text[s.cue.start:s.cue.end] if s.cue else "-", s.manner.value,
                        " // ".join(text[c.start:c.end] for c in s.content))) for s in read(text)]
    return "\n".join(told) or "nothing"


def mention(text: str, words: str, actor: Actor | None = None) -> Mention:
    at = text.index(words)
    return Mention(Span(at, at + len(words)), MentionKind.ACTOR, actor)


@pytest.mark.parametrize(("title", "text", "want"), cases(), ids=[c[0] for c in cases()])
def test_case(title: str, text: str, want: str) -> None:
    assert shown(text) == want


def test_every_case_is_read() -> None:
    raw = CASES.read_text(encoding="utf-8")
    assert len(cases()) >= 120
    assert raw.count("\n.\n") == 2 * len(cases())


@given(TEXTS)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_statements_in_bounds_and_twice_the_same(text: str) -> None:
    found = read(text)
    quotations = {q.outer for q in scan_quotations(text, lines(text)) if q.closed}
    for s in found:
        assert all(0 <= span.start < span.end <= len(text) for span in s.spans())
        assert all(a.end <= b.start for a, b in pairwise(s.content))
        assert sum(len(c) for c in s.content) <= (LONGEST if s.content[0] in quotations else bound(len(text)))
    assert found == read(text)
    assert len({s.id for s in found}) == len(found)


def test_a_speaker_keeps_the_phrase_and_takes_the_actor() -> None:
    text = "Deputy Foreign Minister Pavel Orlov of the transitional government said the talks had failed."
    actor = Actor("per-orlov", "Pavel Orlov", "RUS")
    speaker = read(text, (mention(text, "Pavel Orlov", actor),))[0].speaker
    assert speaker is not None
    assert text[speaker.span.start:speaker.span.end] == "Deputy Foreign Minister Pavel Orlov of the transitional government"
    assert (speaker.actor, speaker.kind) == (actor, MentionKind.ACTOR)


def test_a_relative_pronoun_speaks_for_its_noun() -> None:
    text = "The envoy, who said the talks had failed, left on Friday."
    actor = Actor("per-envoy", "the envoy")
    speaker = read(text, (mention(text, "The envoy", actor),))[0].speaker
    assert speaker is not None
    assert (text[speaker.span.start:speaker.span.end], speaker.actor) == ("who", actor)


def test_one_actor_under_two_names_relays_nobody() -> None:
    text = "The foreign ministry revealed that Moscow opposed the draft."
    actor = Actor("RUS", "Russia", "RUS")
    apart = read(text)
    one = read(text, (mention(text, "The foreign ministry", actor), mention(text, "Moscow", actor)))
    assert [s.via is None for s in apart] == [True, False]
    assert [s.via for s in one] == [None, None]


@pytest.mark.parametrize(("text", "want"), [
    ("“The border will stay open,” the minister told reporters.", "reporters"),
    ("The president told parliament that the army would withdraw.", "parliament"),
    ("The army would withdraw, the president told parliament.", "parliament"),
    ("The minister said to the delegates that the talks had failed.", "the delegates"),
    ("The minister said that the talks had failed.", None),
])
def test_addressee(text: str, want: str | None) -> None:
    to = read(text)[0].addressee
    assert (to and text[to.span.start:to.span.end]) == want


@pytest.mark.parametrize(("text", "want"), [
    ("The minister said at a news conference that the talks had failed.", "a news conference"),
    ("“The treaty is dead,” the minister said in a statement.", "a statement"),
    ("The minister said the talks in Vienna had failed.", None),
])
def test_venue(text: str, want: str | None) -> None:
    where = read(text)[0].venue
    assert (where and text[where.span.start:where.span.end]) == want


def test_the_time_of_saying_is_not_the_time_of_what_is_said() -> None:
    text = "The minister said on Friday that talks would resume on Monday."
    friday, monday = (When("2017-09-08", None, None, WhenKind.DATE, Basis.RELATIVE, mention(text, day).span) for day in ("Friday", "Monday"))
    assert read(text, times=(friday, monday))[0].when == friday
    assert read(text, times=(monday,))[0].when is None


def test_an_unclosed_quotation_does_not_run_through_the_report() -> None:
    text = "The minister said: “" + "The border will stay open and the harvest will be brought in. " * 60
    assert all(sum(len(c) for c in s.content) <= bound(len(text)) for s in read(text))


def test_a_closed_quotation_may_be_most_of_a_short_report() -> None:
    text = "“" + "The border will stay open and the harvest will be brought in. " * 20 + "So be it,” the minister said."
    assert [s.manner for s in read(text)] == [Manner.DIRECT]


@pytest.mark.parametrize("text", [
    "The minister said that the envoy said that " * 120, "According to the ministry, " * 150, '"We go," he said, "and stay," she said, ' * 100,
    "“We go on.\n\n" * 200, "MR. SMITH: We go.\n" * 200, "THE MINISTER SAID " * 200,
])
def test_long_monsters_take_little_time(text: str) -> None:
    parse, quotations = parsed(text), scan_quotations(text, lines(text))
    start = time.perf_counter()
    find_statements("case", parse, quotations, (), (), cues())
    assert time.perf_counter() - start < 3


# ---- the cue file --------------------------------------------------------------------------------------------------------------------


def source(text: str, tmp_path: Path) -> Source:
    path = tmp_path / "cues.toml"
    path.write_text(text, encoding="utf-8")
    return read_source(path)


def test_cues_hold_what_positions_need() -> None:
    found = cues()
    condemn, deny, rule_out = found.verbs["condemn"][0], found.verbs["deny"][0], next(c for c in found.verbs["rule"] if c.second == "out")
    assert (condemn.act, condemn.stance, condemn.denies) == (Act.CONDEMN, Stance.OPPOSE, False)
    assert (deny.denies, Frame.ING in deny.frames) == (True, True)
    assert (rule_out.act, rule_out.stance) == (Act.REFUSE, Stance.OPPOSE)
    assert found.verbs["rule"][0].second == "out"
    assert found.nouns["denial"].denies


@pytest.mark.parametrize(("text", "message"), [
    ('[[verb]]\nwords = ["say"]\nact = "shout"\n', r"cues\.toml:2: 'shout' is no act; those known: say"),
    ('[[verb]]\nwords = ["say"]\nact = "say"\nframes = ["hat"]\n', r"cues\.toml:2: 'hat' is no frame"),
    ('[[verb]]\nwords = ["say"]\nact = "say"\nstance = "for"\n', r"cues\.toml:2: 'for' is no stance"),
    ('[[verb]]\nwords = ["say"]\nact = "say"\nframe = ["that"]\n', r"cues\.toml:2: no key 'frame' in \[\[verb\]\]"),
    ('[[verb]]\nwords = ["say", "say"]\nact = "say"\n', r"cues\.toml:2: 'say' stands twice among the verbs"),
    ('[[verb]]\nwords = ["say"]\nact = "say"\nframes = ["that"]\nweak = ["np"]\n', r"cues\.toml:2: weak frames not among the frames: np"),
    ('[[verb]]\nact = "say"\n', r"a \[\[verb\]\] without words"),
    ('[[adverb]]\nwords = ["allegedly"]\n', r"no table \[\[adverb\]\]"),
    ('[[verb]]\nwords = \n', r"cues\.toml:2: not TOML"),
])
def test_a_wrong_cue_file_is_refused_with_its_line(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=message):
        read_cues(source(text, tmp_path))


def test_no_cue_stands_in_two_tables() -> None:
    raw = read_source(Path(__file__).parents[2] / "src/detente/lexicon/data/cues.toml")
    verbs = [w for table in raw.tables["verb"] for w in table["words"]]
    assert len(verbs) == len(set(verbs)) > 400


def test_nobody_speaks_of_himself_by_name() -> None:
    from detente import Reader, Report

    text = ("PARIS - The summit may fail, said Dr Emil Brandt of the Rhine Institute.\n\n"
            "\"What President Emmanuel Macron wants is time, and Berlin will grant it,\" he said.")
    reading = Reader().read(Report(text, published="2019-03-05"))
    last = reading.statements[-1]
    assert last.speaker is not None and last.speaker.actor is not None
    assert last.speaker.actor.name == "Emil Brandt"
    pronoun = next(m for m in reading.mentions if reading.quote(m.span) == "he")
    assert pronoun.actor == last.speaker.actor


@pytest.mark.parametrize(("text", "speaker"), [
    ("Foreign Minister Ana Duarte on Sunday condemned the raid.", "Foreign Minister Ana Duarte"),
    ("The president of Brazil on Monday told reporters that talks had failed.", "The president of Brazil"),
    ("Iraqi Prime Minister Nouri al-Maliki on Thursday said elections would be held.", "Iraqi Prime Minister Nouri al-Maliki"),
])
def test_the_speaker_is_the_name_without_the_day(text: str, speaker: str) -> None:
    [statement] = read(text, (mention(text, speaker),))
    assert statement.speaker is not None
    assert text[statement.speaker.span.start:statement.speaker.span.end] == speaker
