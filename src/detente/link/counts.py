"""Figures of one thing that cannot both be so: tolls, crowds, sums, shares, told of one incident or one measure by two sources."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from detente.codebook.sectors import GENERIC
from detente.link.days import Days, day_on, days_of, weekday_of
from detente.link.deeds import deeds_told
from detente.link.parties import party, sides_named
from detente.link.sentences import sentence_around
from detente.link.sights import day_of
from detente.link.vocabulary import vocabulary
from detente.link.words import WORD, shared, stem, stems
from detente.records.kinds import Comparator, FigureRole, Precision
from detente.records.reading import Figure, Mention, Reading, When
from detente.text import Span

ABOUT = 0.6          # share of the words on what is measured that must agree
ABOUT_ONE_DAY = 0.5  # the same, where both name the same time
ROUNDING = Decimal("0.02")
VAGUE = Decimal("0.10")
ONE_MATTER = 0.4     # share of the words around two figures that makes their sentences tell of one matter
TOLLS = frozenset({"killed", "wounded", "detained", "displaced", "missing", "captured", "abducted"})
SHARES = frozenset({"percent", "points"})
CURRENCY = re.compile(r"[A-Z]{3}")
LOST = re.compile(r"\blos(?:t|e|es|ing)(?:\s+\S+){0,2}\s+\Z")
DEAD = re.compile(r"\A[^,;.]{0,60}?\b(?:to death|dead|lost their lives|lost his life|lost her life)\b")
AGAINST = re.compile(r"\bvot\w+\s+(?:\w+\s+)?against\b", re.I)
MOST = 200           # figures of one kind that are held against each other
SAME_NEWS, WEEK, NEXT_DAY = 3, 7, 1
FEWEST_NAMES = 2     # names in common that make up for a bare noun
FEWEST_EVIDENCE = 3
NEARLY_ALL = 0.75    # share of the words that two percentages must have in common: a party's votes are not another's


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with the words of what it measures and the days it speaks of.

    unit: its own, but the dead for what was "lost" or "stabbed to death"; head: stem of the noun counted, None where none is named;
    before: of the word right before the figure; words: stems of what it is about, place names left out; told: stems of the rest of its
    sentence, names, source and head left out; deeds: families of its words; around: the same with the names; people, places: whose people and
    where is named in the sentence, its source aside; names: these, countries and all other capitalised words; whose: the countries that the
    counted belong to; alone: no other figure of the unit in the sentence; part, growing, asked, against: by words beside it.
    """

    report: str
    figure: Figure
    words: frozenset[str]
    days: Days | None
    source: int
    written: str
    day: int | None
    unit: str
    head: str | None
    before: str | None
    told: frozenset[str]
    deeds: frozenset[str]
    around: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    names: frozenset[str]
    whose: frozenset[str]
    alone: bool
    part: bool
    growing: bool
    asked: bool
    against: bool

    @property
    def toll(self) -> bool:
        return self.unit in TOLLS

    @property
    def states(self) -> frozenset[str]:
        """Those of its people that are states: a body of many may stand beside any."""
        return frozenset(p for p in self.people if len(p) == 3 and p.isupper() and p not in GENERIC)

    @property
    def money(self) -> bool:
        return CURRENCY.fullmatch(self.unit) is not None

    @property
    def counted(self) -> bool:
        """A count of things or people, no sum, share or toll."""
        return not (self.toll or self.money or self.unit in SHARES)


def differing_figures(readings: Sequence[Reading], sources: Mapping[str, int],
                      told_together: Sequence[Sequence[tuple[str, Span]]] = ()) -> Iterator[tuple[Measured, Measured]]:
    """Figures of the same thing, unit, period and measure, told by two sources, that cannot both be so; each pair once.

    told_together: for each happening the clauses that tell it, as (report, span): what they count is held to be one thing.
    """
    kinds: dict[tuple[object, ...], list[Measured]] = defaultdict(list)
    every = [m for r in readings for m in measured(r, sources[r.report.id])]
    for m in every:
        for kind in kinds_of(m):
            kinds[kind, m.figure.change, m.figure.base, m.figure.per, m.figure.role is FigureRole.TARGET].append(m)
    by_report: dict[str, list[Measured]] = defaultdict(list)
    for m in every:
        by_report[m.report].append(m)
    near = {pair_of(a, b) for clauses in told_together for a, b in combinations(inside(by_report, clauses), 2)}
    seen: set[tuple[str, str]] = set()
    for many in kinds.values():
        for a, b in combinations(sorted(many, key=lambda m: (m.report, m.figure.span))[:MOST], 2):
            if a.report == b.report or a.source == b.source or pair_of(a, b) in seen or compatible(a.figure, b.figure):
                continue
            if same_quantity(a, b) or (pair_of(a, b) in near and same_in_one_happening(a, b)):
                seen.add(pair_of(a, b))
                yield a, b


def pair_of(a: Measured, b: Measured) -> tuple[str, str]:
    return a.figure.id, b.figure.id


def inside(by_report: Mapping[str, Sequence[Measured]], clauses: Sequence[tuple[str, Span]]) -> list[Measured]:
    """The figures that stand in these clauses, each once, in the order in which pairs are made."""
    found = {m.figure.id: m for report, clause in clauses for m in by_report.get(report, ()) if clause.covers(m.figure.span)}
    return sorted(found.values(), key=lambda m: (m.report, m.figure.span))


def same_in_one_happening(a: Measured, b: Measured) -> bool:
    """Whether two figures told of one happening count one thing: the only ones of their unit, nothing of what is counted set apart."""
    if not (a.alone and b.alone) or a.unit in SHARES or a.money or a.part or b.part or a.against != b.against:
        return False
    apart = (a.whose and b.whose and not a.whose & b.whose) or (a.places and b.places and not a.places & b.places)
    return heads_agree(a, b) and not apart and not grown(a, b)


def kinds_of(m: Measured) -> tuple[str, ...]:
    """Under what a figure is looked up: its toll, currency or share, else the group of the noun counted; people also as people."""
    if not m.counted or m.head is None:
        return (m.unit,)
    group = vocabulary().people.get(m.head)
    if m.head in vocabulary().anybody:
        return ("anybody",)
    return (group, "anybody") if group else (m.head,)


def measured(r: Reading, source: int) -> Iterator[Measured]:
    """The figures that can be compared: no ordinals."""
    mentions = sorted(r.mentions, key=lambda m: m.span)
    starts = [m.span.start for m in mentions]
    times = [w for w in r.times if w.span is not None]
    for f in r.figures:
        if f.unit != "ordinal":
            sentence = sentence_around(r.report.text, f.span)
            inside = mentions[bisect_left(starts, sentence.start):bisect_left(starts, sentence.end)]
            yield measure(r, f, source, sentence, inside, [w for w in times if w.span is not None and sentence.covers(w.span)])


def measure(r: Reading, f: Figure, source: int, sentence: Span, inside: Sequence[Mention], times: Sequence[When]) -> Measured:
    """One figure with what its sentence says of it. inside: the mentions of the sentence; times: its expressions of time."""
    named = [m for m in inside if f.according_to is None or not m.span.overlaps(f.according_to.span)]
    text, unit = r.quote(sentence), unit_of(r, f, sentence)
    places = [m for m in named if m.place is not None]
    head = head_of(r.quote(f.span), f, unit)
    names = stems(" ".join(r.quote(s) for s in (*(m.span for m in inside if is_name(m, r, sentence)), *(w.span for w in times if w.span))))
    source_words = stems(r.quote(f.according_to.span)) if f.according_to is not None else frozenset[str]()
    own = words_of(r.quote(f.span))
    around = stems(text, source_words | own | frozenset({head or ""}) | vocabulary().measures | (vocabulary().toll if unit in TOLLS else frozenset()))
    people = frozenset(party(m.actor).side.partition(":")[0] for m in named if m.actor is not None and not m.actor.id.startswith("role-"))
    beside = words_of(text)
    return Measured(
        report=r.report.id, figure=f, source=source, written=r.quote(f.span), day=day_of(r), unit=unit, head=head, days=period_of(f, unit, times),
        before=next(iter(stems((WORD.findall(r.report.text[sentence.start:f.span.start]) or [""])[-1])), None),
        words=stems(f.about or "", stems(" ".join(r.quote(m.span) for m in places)) if unit not in TOLLS else frozenset()),
        told=around - names, deeds=deeds_told(text), around=around, people=people,
        places=frozenset(m.place.name for m in places if m.place is not None and m.place.precision is not Precision.COUNTRY),
        names=(people | proper(text) | sides_named(places) | words_of(" ".join(r.quote(m.span) for m in places))) - source_words - own,
        whose=frozenset(c for m in named if m.span.overlaps(f.span) and r.quote(m.span) != r.quote(m.span).lower() and (c := country(m)) is not None),
        alone=sum(other.unit == f.unit and sentence.covers(other.span) for other in r.figures) == 1,
        part=bool(own & vocabulary().part), growing=bool(beside & vocabulary().growing), asked=bool(beside & vocabulary().asked),
        against=AGAINST.search(text) is not None,
    )


def words_of(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in WORD.findall(text))


def proper(sentence: str) -> frozenset[str]:
    """Stems of the capitalised words after a sentence's first, which may name places that no lexicon has; days of the week aside."""
    found = WORD.findall(sentence)[1:]
    return stems(" ".join(w for w in found if w[0].isupper()))


def is_name(m: Mention, r: Reading, sentence: Span) -> bool:
    """Whether a mention is a name, no word for what somebody is ("militiamen", "Demonstrators" at the head of a sentence)."""
    if m.actor is None or m.actor.id == m.actor.country:
        return True
    last = r.quote(m.span).split()[-1]
    return last.isupper() or (last[0].isupper() and (m.span.start > sentence.start or " " in r.quote(m.span)))


def period_of(f: Figure, unit: str, times: Sequence[When]) -> Days | None:
    """The figure's own period; for a toll without one, the only time that its sentence names."""
    return days_of(times[0]) if f.when is None and unit in TOLLS and len(times) == 1 else days_of(f.when)


def country(m: Mention) -> str | None:
    """The state that a mention names or belongs to; None for bodies of many states."""
    found = m.actor.country if m.actor is not None else m.place.country if m.place is not None else None
    return None if found in GENERIC else found


def head_of(written: str, f: Figure, unit: str) -> str | None:
    """The stem of the noun counted: the figure's last word if that is no number, or for a measure ("tonnes") what it is of."""
    last = stem((WORD.findall(written) or [""])[-1])
    if last in vocabulary().measures:
        return next(iter(stem(w) for w in WORD.findall(f.about or "")), last)
    return None if unit in SHARES or CURRENCY.fullmatch(unit) or not last or last[0].isdigit() else last


def unit_of(r: Reading, f: Figure, sentence: Span) -> str:
    """The figure's unit; the dead where people are said to be lost ("has lost 27 soldiers") or stabbed "to death"."""
    if f.unit in TOLLS or f.unit in SHARES or CURRENCY.fullmatch(f.unit):
        return f.unit
    before, after = r.report.text[sentence.start:f.span.start], r.report.text[f.span.end:sentence.end]
    return "killed" if LOST.search(before) or DEAD.match(after) else f.unit


def same_quantity(a: Measured, b: Measured) -> bool:
    """Whether two figures measure one thing: nothing speaks against it, and either what they are about or their sentences agree."""
    if not a.counted and not a.toll and a.asked != b.asked:
        return False
    if a.unit in SHARES and shared(a.told | a.words, b.told | b.words) < NEARLY_ALL:
        return False
    if a.counted and a.before and b.before and a.before != b.before:    # "carried 300 passengers", "rescued 210 passengers"
        return False
    if a.part or b.part or a.against != b.against or not heads_agree(a, b) or named_apart(a, b) or not same_period(a, b) or grown(a, b):
        return False
    named = (a.days is not None and a.days == b.days) or on_weekday(a, b)
    return about_one_thing(a, b, named) or one_matter(a, b, named)


def heads_agree(a: Measured, b: Measured) -> bool:
    """The same noun counted, or two for the same people; in a toll an unnamed one ("17", "people", "lives") agrees with any."""
    if a.head == b.head or (None in (a.head, b.head) and not a.counted):
        return True
    groups, anybody = vocabulary().people, vocabulary().anybody
    one, two = groups.get(a.head or ""), groups.get(b.head or "")
    if a.head in anybody or b.head in anybody:
        return a.toll or None not in (one or (a.head in anybody or None), two or (b.head in anybody or None))
    return one is not None and one == two


def about_one_thing(a: Measured, b: Measured, named: bool) -> bool:
    """Enough of the longer description in common, less where both name one day or period; a bare noun alone does not say that two heaps of it
    are one, and a count of people or things must be told of by a word in common besides."""
    both = a.words & b.words
    fewer = min(len(a.words), len(b.words))
    if not both:
        return False
    enough = len(both) >= (ABOUT_ONE_DAY if named else ABOUT) * max(len(a.words), len(b.words)) and len(both) >= min(1 if named else 2, fewer)
    within = len(both) == fewer >= 2
    more = (a.told & b.told) - {a.head}
    names = names_shared(a, b)
    bare = (fewer == 1 and names < (1 if named else FEWEST_NAMES) and not more - both) or (a.counted and not more)
    return (enough or within) and not bare


def one_matter(a: Measured, b: Measured, named: bool) -> bool:
    """Whether the sentences around two figures tell of one matter: words and names in common. A sum wants more words, and no second sum."""
    if not a.alone or not b.alone or a.unit in SHARES or (a.money and a.words and b.words and not a.words & b.words):
        return False
    words = (a.told & b.told) | deed_besides(a, b)
    names = names_shared(a, b)
    enough = len(words) >= ONE_MATTER * min(len(a.told), len(b.told))
    if a.money:
        rate, most = a.figure.per is not None, len(words) >= ABOUT * min(len(a.told), len(b.told))
        return enough and ((len(words) >= 3 and (rate or names > 0)) or (len(words) >= 2 and rate and (names > 0 or most)))
    if a.toll:
        known = a.day is not None and b.day is not None
        evidence = len(a.around & b.around) + len(a.people & b.people) + int(a.head == b.head is not None)
        if named and a.places & b.places and words and evidence >= FEWEST_EVIDENCE:     # one day, one town
            return True
        return enough and len(words) >= (1 if known else 2) and evidence >= (2 if named else 3)
    return enough and len(words) >= (1 if named and names else 2)


def deed_besides(a: Measured, b: Measured) -> frozenset[str]:
    """One deed that both sentences tell in words of their own ("began", "started"), as a word in common."""
    own = deeds_told(" ".join(a.told & b.told))
    return frozenset(sorted((a.deeds & b.deeds) - own)[:1])


def names_shared(a: Measured, b: Measured) -> int:
    """How many people, places and other names both sentences hold."""
    return len(a.people & b.people) + len(a.places & b.places) or len((a.around & b.around) - (a.told & b.told))


def named_apart(a: Measured, b: Measured) -> bool:
    """Whether the two sentences name other places, or nothing by one name, or for a toll other people, or the counted are of two countries."""
    other_people = a.toll and a.states and b.states and not a.states & b.states
    other_nation = (a.whose and b.whose and not a.whose & b.whose) or (a.states - b.states and b.states - a.states)
    other_places = a.places and b.places and not a.places & b.places
    return bool(other_people or other_nation or other_places or (a.names and b.names and not a.names & b.names))


def grown(a: Measured, b: Measured) -> bool:
    """Whether one count may have grown into the other: said to have risen, or a toll without a period told more than a day later."""
    if a.day is None or b.day is None or a.day == b.day:
        return False
    first, later = sorted((a, b), key=lambda m: m.day or 0)
    rose = later.figure.value > first.figure.value
    slowly = later.day is not None and first.day is not None and later.day - first.day > NEXT_DAY
    return rose and (later.growing or (a.toll and slowly and (a.days is None or a.days != b.days)))


def same_period(a: Measured, b: Measured) -> bool:
    """The same period; where it goes unsaid, reports that came out within days of each other, since counts grow."""
    if a.days is not None and b.days is not None:
        return a.days == b.days
    said = a.days or b.days
    if on_weekday(a, b):
        return True
    if a.day is None or b.day is None:
        return said is None or (a.toll and said.single)
    if abs(a.day - b.day) > (WEEK if said is None else SAME_NEWS):
        return False
    return said is None or (said.single and said.first >= min(a.day, b.day) - WEEK)


def on_weekday(a: Measured, b: Measured) -> bool:
    """Whether an undated report's "Sunday" and the other's day, or its "Sunday", are the same day of the week."""
    one, two = weekday(a), weekday(b)
    return one is not None and one == two and None in (a.days, b.days)


def weekday(m: Measured) -> int | None:
    open_day = weekday_of(m.figure.when)
    return open_day if open_day is not None or m.days is None or not m.days.single else day_on(m.days.first).isoweekday()


def compatible(a: Figure, b: Figure) -> bool:
    """Whether one true value can lie behind both, given their ranges, comparators and rounding."""
    (low, high), (less, more) = span_of(a), span_of(b)
    return low <= more and less <= high


def span_of(f: Figure) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that the words allow."""
    low, high = f.value, f.upper if f.upper is not None else f.value
    reach = {Comparator.OVER: (low, high * 2), Comparator.AT_LEAST: (low, high * 2), Comparator.UNDER: (low / 2, high),
             Comparator.AT_MOST: (low / 2, high)}
    if f.comparator in reach:
        return reach[f.comparator]
    return low - slack_of(f, low), high + slack_of(f, high)


def slack_of(f: Figure, value: Decimal) -> Decimal:
    """How far off a value may be: a tenth where it is given as about so much, nothing for a count to the last one ("172 votes"), else a little."""
    if f.comparator is Comparator.ABOUT:
        return abs(value) * VAGUE
    counted = f.unit not in SHARES and CURRENCY.fullmatch(f.unit) is None and value == value.to_integral_value()
    return Decimal(0) if counted and value % 10 else abs(value) * ROUNDING
