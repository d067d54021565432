"""Find the times of a report and what they mean: the way into this room."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from detente.extract.times.compose import Found, find_pieces
from detente.extract.times.guards import Guard
from detente.extract.times.pieces import YearAgo
from detente.extract.times.resolve import KINDS, Context, Meant, Tense, resolve
from detente.extract.times.tense import tense_at
from detente.extract.times.tokens import Word, cut, join, stretches
from detente.extract.times.words import load_words
from detente.language.parse import Parse
from detente.records.reading import When
from detente.text import Span

TenseAt = Callable[[int], Tense | None]


def find_times(parse: Parse, day: date | None, furniture: Sequence[Span] = ()) -> tuple[When, ...]:
    """Every time expression of a report, in the order of the text, each with its span and its TIMEX3 value.

    "on Wednesday" in a report of 2017-09-06 whose verb is past gives When("2017-09-06", "2017-09-06", "2017-09-06", DATE, RELATIVE, Span).
    day: the report's date; where it is None, relative expressions have an open value ("XXXX-WXX-3", "PAST_REF") and neither start nor end.
    The spans are the same with and without it. furniture: characters that are not read. A date that no calendar has ("31 February") gives
    no When: it stays text. Names of persons that are also months are left alone.
    """
    names = frozenset(parse.tokens[i].start for e in parse.entities if e.label == "PERSON" for i in range(e.first, e.last))
    return tag(parse.text, day, lambda char: tense_at(parse, char), furniture, names.__contains__)


def tag(text: str, day: date | None, tense_at: TenseAt, furniture: Sequence[Span] = (),
        is_name: Callable[[int], bool] = lambda _: False) -> tuple[When, ...]:
    """As find_times, without a parse: tense_at tells the tense at a character, is_name whether a person's name stands there."""
    words = load_words()
    context = Context(day, tense_at, words.holidays)
    found: list[When] = []
    for stretch in stretches(cut(text, words, furniture), words):
        tokens = join(stretch, text, words)
        found.extend(whens(find_pieces(tokens, Guard(text, tokens, words, is_name)), tokens, context))
    return tuple(found)


def whens(found: Sequence[Found], tokens: Sequence[Word], context: Context) -> Iterator[When]:
    """A When for each piece, read in the order of the text, since later ones may refer to earlier ones."""
    for f in found:
        at = tokens[f.first].start
        meant = resolve(f.piece, f.modifier, at, context)
        if meant.kind in {"DATE", "TIME"} and not isinstance(f.piece, YearAgo) and not getattr(f.piece, "compared", False):
            context.told.append((at, meant.value))
        yield when(meant, Span(at, tokens[f.last - 1].end))


def when(meant: Meant, span: Span) -> When:
    return When(meant.value, meant.start, meant.end, KINDS[meant.kind], meant.basis, span)
