"""Readings made by hand from a compact notation, so that rooms above extraction can be tested without it.

    @ courier 2017-09-06 The Courier                     id, date ("-" for none), source (may be left out)
    [KOR:Seoul] [T:asked] [RUS:Moscow] on [2017-09-05:Tuesday] in [P/Vladivostok:Vladivostok] to cut off oil.
    = REQUEST/assist KOR > RUS; happened                 one event of the line above; "+" joins parties; "; background" may follow
    " KOR via YOON: to cut off oil                       a statement by KOR with those words as content
    ~ RUS oppose oil cut-off @PRK: to cut off oil        a position, with its evidence
    $ 90 percent about; trade with North Korea; 2016     a figure that stands in the line as [$:almost 90 per cent]
    & dependency PRK on CHN: trade                       a tie, resting on the whole line

Marks: [CODE:words] an actor (a state's code; "KOR*" a person of that state, id made of the words; "MLI-REB" a group of a sector), [T:...] the
trigger, [P/name:...] a place, [2017-09-05:...] a time (a TIMEX3 value such as XXXX-WXX-1 stays open).
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from detente.codebook.plover import plover
from detente.lexicon.lexicon import load_lexicon
from detente.records.kinds import (
    Basis,
    Comparator,
    EventType,
    FigureRole,
    Manner,
    MentionKind,
    PartKind,
    Precision,
    Stance,
    Status,
    TieKind,
    WhenKind,
)
from detente.records.reading import (
    Actor,
    Event,
    Figure,
    Issue,
    Mention,
    Part,
    Place,
    Position,
    Provenance,
    Reading,
    Statement,
    Tie,
    When,
    identify,
)
from detente.text import Report, Span

MARK = re.compile(r"\[([^\]:]+):([^\]]+)\]")
DAY = re.compile(r"\d{4}(?:-\d\d){0,2}|XXXX[-\w]*|(?:PRESENT|PAST|FUTURE)_REF")
SPOTS = {"Vladivostok": (43.1, 131.9, "RUS"), "Xiamen": (24.5, 118.1, "CHN"), "Kirkuk": (35.5, 44.4, "IRQ"), "Mosul": (36.3, 43.1, "IRQ"),
         "Geneva": (46.2, 6.1, "CHE"), "Vienna": (48.2, 16.4, "AUT")}


@dataclass
class Line:
    """One line of text under construction: where it starts, and its marks."""

    start: int
    end: int
    actors: dict[str, Mention] = field(default_factory=dict)
    trigger: Span | None = None
    where: Mention | None = None
    when: When | None = None
    figure: Span | None = None


def actor(code: str, words: str) -> Actor:
    """The actor a code stands for; a person's id is made of his name."""
    if code.endswith("*"):
        slug = "-".join(words.lower().replace(".", "").split())
        return Actor(f"per-{slug}", words, code[:-1], "GOV")
    known = load_lexicon().actor(code)
    if known is not None:
        return known
    if "-" in code:
        country, sector = code.split("-")
        return Actor(f"org-{words.lower().replace(' ', '-')}", words, country, sector)
    return Actor(code, words, code, "GOV")


def when(value: str, span: Span | None, basis: Basis = Basis.RELATIVE) -> When:
    closed = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    if closed:
        return When(value, value, value, WhenKind.DATE, basis, span)
    if re.fullmatch(r"\d{4}", value):
        return When(value, f"{value}-01-01", f"{value}-12-31", WhenKind.DATE, Basis.STATED, span)
    return When(value, None, None, WhenKind.DATE, basis, span)


class Maker:
    """Collects the records of one report."""

    def __init__(self, head: str) -> None:
        id_, day, *source = head[1:].split(maxsplit=2)
        self.id, self.day, self.source = id_, None if day == "-" else day, source[0] if source else None
        self.text = ""
        self.line = Line(0, 0)
        self.mentions: list[Mention] = []
        self.times: list[When] = []
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.positions: list[Position] = []
        self.figures: list[Figure] = []
        self.ties: list[Tie] = []

    def add_text(self, raw: str) -> None:
        line = Line(len(self.text), 0)
        at = 0
        for m in MARK.finditer(raw):
            self.text += raw[at:m.start()]
            start = len(self.text)
            self.text += m[2]
            self.mark(line, m[1], m[2], Span(start, len(self.text)))
            at = m.end()
        self.text += raw[at:]
        line.end = len(self.text)
        self.text += "\n"
        self.line = line

    def mark(self, line: Line, code: str, words: str, span: Span) -> None:
        if code == "T":
            line.trigger = span
        elif code == "$":
            line.figure = span
        elif DAY.fullmatch(code):
            line.when = when(code, span)
            self.times.append(line.when)
        elif code.startswith("P/"):
            lat, lon, country = SPOTS.get(code[2:], (0.0, 0.0, None))
            spot = Place(code[2:], country, lat, lon, Precision.CITY)
            line.where = Mention(span, MentionKind.PLACE, place=spot)
            self.mentions.append(line.where)
        else:
            m = Mention(span, MentionKind.ACTOR, actor(code, words))
            line.actors[code if code.removesuffix("*") in line.actors else code.removesuffix("*")] = m
            self.mentions.append(m)

    def named(self, codes: str) -> tuple[Mention, ...]:
        return tuple(self.line.actors[c.strip()] for c in codes.split("+") if c.strip())

    def dated(self) -> When | None:
        return None if self.day is None else When(self.day, self.day, self.day, WhenKind.DATE, Basis.PUBLISHED)

    def add_event(self, raw: str) -> None:
        head, status, *more = (p.strip() for p in raw[1:].split(";"))
        act_mode, _, who = head.partition(" ")
        act, _, mode = act_mode.partition("/")
        doers, _, others = who.partition(">")
        said, what = Status(status), EventType(act)
        kind = plover().type_of(what, said)
        modes = (mode,) if mode else ()
        clause = Span(self.line.start, self.line.end)
        trigger = self.line.trigger or clause
        statement = self.statements[-1] if "claim" in more else None
        self.events.append(Event(
            identify("event", self.id, (trigger,), raw), kind, what, modes, (), self.named(doers), self.named(others), self.line.when or self.dated(),
            self.line.where, said, "background" in more, trigger, clause, statement, 0.9, None, plover().score(kind), plover().quad(kind)))

    def find(self, words: str) -> Span:
        at = self.text.index(words.strip(), self.line.start)
        return Span(at, at + len(words.strip()))

    def add_statement(self, raw: str) -> None:
        head, _, words = raw[1:].partition(":")
        speaker, _, via = head.partition(" via ")
        to = None
        if ">" in speaker:
            speaker, _, other = speaker.partition(">")
            to = self.named(other)[0]
        span = self.find(words)
        self.statements.append(Statement(
            identify("statement", self.id, (span,), raw), next(iter(self.named(speaker)), None), next(iter(self.named(via)), None), to,
            self.line.trigger, (span,), self.manner(span), self.line.when))

    def manner(self, span: Span) -> Manner:
        return Manner.DIRECT if '"' in self.text[max(0, span.start - 1):span.end + 1] else Manner.INDIRECT

    def add_position(self, raw: str) -> None:
        head, _, words = raw[1:].partition(":")
        who, stance, label = head.strip().split(" ", 2)
        name, _, target = label.partition("@")
        condition = None
        if " if " in words:
            words, _, cond = words.partition(" if ")
            condition = self.find(cond)
        span = self.find(words)
        m = self.named(who)[0]
        assert m.actor is not None
        name, target = name.strip(), target.strip()
        issue = Issue(name.replace(" ", "-") + (f"@{target}" if target else ""), name, target or None)
        record = self.events[-1].id if self.events else None
        self.positions.append(Position(identify("position", self.id, (span,), raw), m.actor, issue, Stance(stance), (span,), condition,
                                       record, when=self.line.when or self.dated()))

    def add_figure(self, raw: str) -> None:
        head, about, *period = (p.strip() for p in raw[1:].split(";"))
        value, unit, *compare = head.split(maxsplit=2)
        span = self.line.figure
        assert span is not None
        time = when(period[0], self.line.when.span if self.line.when else None) if period and period[0] else None
        role = FigureRole(period[1]) if len(period) > 1 else FigureRole.MEASURED
        comparator = Comparator(compare[0]) if compare else None
        self.figures.append(Figure(identify("figure", self.id, (span,), raw), Decimal(value), None, unit, comparator, None, None,
                                   None, about or None, time, None, role, span))

    def add_tie(self, raw: str) -> None:
        head, _, what = raw[1:].partition(":")
        kind, of, _, on = head.split()
        span = Span(self.line.start, self.line.end)
        inside = [f.id for f in self.figures if span.covers(f.span)]
        self.ties.append(Tie(identify("tie", self.id, (span,), raw), TieKind(kind), next(iter(self.named(of)), None) if of != "-" else None,
                             self.named(on)[0], what.strip(), inside[0] if inside else None, self.line.when, (span,)))

    def reading(self) -> Reading:
        text = self.text or "\n"
        parts = (Part(PartKind.BODY, Span(0, len(text))),)
        return Reading(Report(text, self.id, self.day, self.source), parts, (), tuple(self.mentions), tuple(self.times), tuple(self.events),
                       tuple(self.statements), tuple(self.positions), tuple(self.figures), Provenance("test", (), "", ""), self.dated(),
                       ties=tuple(self.ties))


ADD = {"=": Maker.add_event, '"': Maker.add_statement, "~": Maker.add_position, "$": Maker.add_figure, "&": Maker.add_tie}


def readings(notation: str) -> list[Reading]:
    """All reports of the notation, in its order."""
    makers: list[Maker] = []
    for raw in (line.strip() for line in notation.strip().splitlines()):
        if raw.startswith("@"):
            makers.append(Maker(raw))
        elif raw and raw[:2].strip() in ADD and raw[1:2] == " ":
            ADD[raw[0]](makers[-1], raw)
        elif raw:
            makers[-1].add_text(raw)
    return [m.reading() for m in makers]
