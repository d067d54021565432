"""The period a figure holds for: the time that the parse hangs on it or on its verb."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.extract.figures.phrases import Field, head_in
from detente.extract.figures.words import Words
from detente.extract.times.attach import time_of
from detente.language.parse import Sentence, Token
from detente.records.kinds import WhenKind
from detente.records.reading import When
from detente.text import Span

VERBS = frozenset({"VERB", "AUX"})
# A time that hangs so on a noun tells of that noun only: "at current rates".
INSIDE_NOUN = frozenset({"poss", "compound", "nummod", "amod", "nmod"})
DATES = frozenset({WhenKind.DATE, WhenKind.TIME})
UP = 12


def period(field: Field, words: Words, sentence: Sentence, number: Span, times: Sequence[When]) -> When | None:
    """The time of a figure, or None where none is said of it.

    A number behind "after" or "before" is not of the time of the main verb. "since January" leaves the end open.
    """
    head = head_in(field.parse, number)
    if head is None or not times:
        return None
    times = [t for t in times if not since_noun(field, t)]
    limit = apart(field, words, head)
    if limit is None:
        found = time_of(head.i, sentence, times, field.parse) or shared(field, head, times)
    else:
        found = shared(field, head, [t for t in times if under(field, t, limit)])
    return None if found is None else since(field, found)


def told_in(about: Span | None, times: Sequence[When]) -> When | None:
    """The time inside the words on what is measured: "the yield of Sunday's blast"."""
    return None if about is None else next((t for t in times if t.span and about.covers(t.span) and t.kind in DATES), None)


def apart(field: Field, words: Words, head: Token) -> int | None:
    """The word "after" or its like between the number and its verb, if there is one."""
    for above in upward(field, head):
        if words.has("apart", above.lower):
            return above.i
        if above.pos in VERBS:
            return None
    return None


def upward(field: Field, t: Token) -> list[Token]:
    """The governors of a word, as far as a clause reaches."""
    found: list[Token] = []
    for above in field.parse.ancestors(t.i):
        found.append(above)
        if len(found) >= UP:
            break
    return found


def under(field: Field, when: When, limit: int) -> bool:
    head = None if when.span is None else field.parse.head_of(when.span)
    return head is not None and head.i > limit and any(t.i == limit for t in upward(field, head))


def shared(field: Field, head: Token, times: Sequence[When]) -> When | None:
    """The nearest time that meets the number below the first verb: "goods worth $84 million in 2015"."""
    mine = {t.i for t in (head, *below_verb(field, head))}
    fit = [w for w in times if w.kind in DATES and w.span and (h := field.parse.head_of(w.span))
           and any(t.i in mine for t in (h, *below_verb(field, h)))]
    return min(fit, key=lambda w: (abs(w.span.start - head.start), w.span.start) if w.span else (0, 0), default=None)


def below_verb(field: Field, t: Token) -> list[Token]:
    found: list[Token] = []
    below = t
    for above in upward(field, t):
        if above.pos in VERBS or (below.dep in INSIDE_NOUN and below.i in field.timed):
            break
        found.append(above)
        below = above
    return found


def before_time(field: Field, when: When) -> Token | None:
    inside = field.parse.tokens_in(when.span) if when.span else range(0)
    return field.token(inside[0] - 1) if inside and inside[0] > 0 else None


def since_noun(field: Field, when: When) -> bool:
    """"the highest since 1910": no time of anything told."""
    before = before_time(field, when)
    return before is not None and before.lower == "since" and field.token(before.head).pos not in VERBS


def since(field: Field, when: When) -> When:
    """With "since" in front the end is open."""
    before = before_time(field, when)
    return replace(when, end=None) if before is not None and before.lower == "since" else when
