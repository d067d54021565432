"""Find the figures of a report: the way into this room."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.extract.figures.about import NOTHING, meaning
from detente.extract.figures.amounts import amounts
from detente.extract.figures.bases import base_of
from detente.extract.figures.counts import Counted, counted, ranked
from detente.extract.figures.line import Amount, Line
from detente.extract.figures.money import MoneyContext, money_context
from detente.extract.figures.periods import period, told_in
from detente.extract.figures.phrases import Field, field_of, words_of
from detente.extract.figures.ranges import joined
from detente.extract.figures.scan import promising, scan
from detente.extract.figures.sources import according_to, role_of
from detente.extract.figures.words import Words, load_words
from detente.language.parse import Parse, Sentence
from detente.records.kinds import Change
from detente.records.reading import Figure, Mention, Statement, When, identify
from detente.text import Span

TIMES_AT_HAND = 6
# Short forms that end in a point and belong to the number behind it.
CUT = re.compile(r"\b(?:Rs|Re|Nos?|Sh|Dhs?|Sfr|approx|ca|Art|Res|Sq)\.\s*\Z")
BRACKETS = frozenset({"(", "[", ", or", "or", "/"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A report as this room sees it. times: in the order of the text."""

    report: str
    parse: Parse
    field: Field
    words: Words
    money: MoneyContext
    times: Sequence[When]
    starts: Sequence[int]
    mentions: Sequence[Mention]
    statements: Sequence[Statement]

    def is_time(self, start: int, end: int) -> bool:
        """Whether a time covers any of these characters."""
        i = bisect_left(self.starts, end)
        return i > 0 and (span := self.times[i - 1].span) is not None and span.end > start

    def near(self, sentence: Sentence, char: int) -> list[When]:
        """The times of the sentence nearest to the character: few, so that a sentence of a thousand times costs no more than others."""
        lo, hi = bisect_left(self.starts, sentence.start), bisect_right(self.starts, sentence.end)
        here = bisect_left(self.starts, char)
        return list(self.times[max(lo, here - TIMES_AT_HAND):min(hi, here + TIMES_AT_HAND)])


def find_figures(report_id: str, parse: Parse, times: Sequence[When], mentions: Sequence[Mention], statements: Sequence[Statement] = (),
                 dateline: Span | None = None) -> tuple[Figure, ...]:
    """Every quantity of a report, in the order of the text.

    "Exports reached US$61 million (A$90 million) in 2009, according to the ministry" gives 61,000,000 USD and 90,000,000 AUD, both about
    "Exports", of 2009, according to "the ministry". Numbers inside `times` are none. statements: for whom a figure is according to;
    dateline: its place, which helps to settle whose dollar a bare "$" is. Same input, same figures; no exception for any text.
    """
    told = sorted((t for t in times if t.span is not None), key=lambda t: (t.span.start, t.span.end) if t.span else (0, 0))
    scene = Scene(report_id, parse, field_of(parse, told), load_words(), money_context(parse.text, mentions, dateline), told,
                  [t.span.start for t in told if t.span], mentions, statements)
    return tuple(f for s in parse.sentences for f in of_sentence(scene, s))


def of_sentence(scene: Scene, sentence: Sentence) -> Iterator[Figure]:
    """The figures of one sentence; an amount in brackets behind another is the same quantity in other money."""
    text = scene.parse.text
    if promising().search(text, sentence.start, sentence.end) is None:
        return
    line = Line(scan(text, opening(text, sentence.start), sentence.end), scene.words, scene.money, scene.is_time, tells_change(scene, sentence))
    before: tuple[Amount, Figure] | None = None
    for a in joined(line, amounts(line)):
        if before is not None and twin(text, before[0], a):
            made: Figure | None = retold(scene, before[1], a)
        else:
            made = figure(scene, sentence, a)
        if made is not None:
            before = (a, made)
            yield made


def opening(text: str, start: int) -> int:
    """Where a sentence begins that the parser has cut behind "Rs." or "No.": before that word."""
    cut = CUT.search(text, max(0, start - 8), start)
    return start if cut is None else cut.start()


def tells_change(scene: Scene, sentence: Sentence) -> bool:
    """Whether a verb or noun of the sentence tells of a rise or fall."""
    has = scene.words.has
    return any(has("up_verbs", t.lemma) or has("down_verbs", t.lemma) or has("up_nouns", t.lemma) or has("down_nouns", t.lemma)
               for t in scene.parse.words(sentence) if t.pos in {"VERB", "NOUN"})


def twin(text: str, a: Amount, b: Amount) -> bool:
    """"US$84 million (S$114 million)", "700 kilometres (435 miles)": one quantity in two units."""
    if a.unit == b.unit or a.kind != b.kind or text[a.span.end:b.span.start].strip() not in BRACKETS:
        return False
    return a.kind == "money" or (a.kind == "measure" and "percent" not in {a.unit, b.unit} and text[a.span.end:b.span.start].strip() in {"(", "["})


def retold(scene: Scene, f: Figure, a: Amount) -> Figure:
    return replace(f, id=identify("figure", scene.report, (a.span,), a.value, a.unit), value=a.value, upper=a.upper, unit=a.unit,
                   comparator=a.comparator or f.comparator, span=a.span)


def figure(scene: Scene, sentence: Sentence, a: Amount) -> Figure | None:
    """An amount as a record; None where it counts nothing of note."""
    if a.kind == "count" and not a.strong:
        thing = counted(scene.field, scene.words, a)
        return None if thing is None else record(scene, sentence, a, thing, None)
    if a.kind == "ordinal":
        thing = ranked(scene.field, scene.words, a)
        return None if thing is None else record(scene, sentence, a, thing, None)
    found = meaning(scene.field, scene.words, a) if scene.parse.tokens_in(a.span) else NOTHING
    return record(scene, sentence, a, Counted(a.unit, found.about, a.span, found.governor), found.change)


def record(scene: Scene, sentence: Sentence, a: Amount, thing: Counted, change: Change | None) -> Figure:
    base, base_span = measured_against(scene, sentence, a, change)
    about = None if thing.about is None else words_of(scene.parse, thing.about)
    times = near_times(scene, sentence, a, base_span)
    when = period(scene.field, scene.words, sentence, a.number, times) or told_in(thing.about, times)
    return Figure(identify("figure", scene.report, (thing.span,), a.value, thing.unit), a.value, a.upper, thing.unit, a.comparator, change, base,
                  a.per, about or None, when,
                  according_to(scene.field, scene.words, sentence, a.number, thing.governor, scene.mentions, scene.statements),
                  role_of(scene.field, scene.words, a, thing.governor), thing.span)


def measured_against(scene: Scene, sentence: Sentence, a: Amount, change: Change | None) -> tuple[str | None, Span | None]:
    """The base of a change, and the time that is no period of the figure because the figure is only compared with it."""
    if a.base is not None or a.kind in {"ordinal", "count"}:
        return a.base, None
    near = scene.near(sentence, a.span.end)
    base, span = base_of(scene.parse.text, sentence, a.span.end, scene.words, near, change is not None)
    return (None if change is None else base), span


def near_times(scene: Scene, sentence: Sentence, a: Amount, base: Span | None) -> list[When]:
    """The times at hand, without what the figure is compared with."""
    return [t for t in scene.near(sentence, a.span.start) if t.span and not (base and t.span.overlaps(base))]
