"""What other rooms found, ordered so that a speaker finds its mention, and a cue its time, without a search through the report."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from detente.language.parse import Parse
from detente.records.kinds import MentionKind
from detente.records.reading import Mention, Place, When
from detente.text import Span

# Mentions nest at most a few deep, so one that covers a word begins among the last of those that begin before it.
NEAREST = 12


@dataclass(frozen=True, slots=True)
class Known:
    """Mentions in the order of the text, where each begins, and the times of each sentence."""

    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    times: dict[int, list[When]]

    def at(self, span: Span) -> Mention | None:
        """The shortest mention that covers the span: of an actor if there is one, else of a place."""
        around = [m for m in self.before(span.start) if m.span.covers(span)]
        return min(around, key=lambda m: (m.kind is not MentionKind.ACTOR, m.actor is None, len(m.span)), default=None)

    def place_in(self, span: Span) -> Place | None:
        """The first place named within the span."""
        inside = [m for m in self.before(span.end - 1) if m.place is not None and span.covers(m.span)]
        return inside[0].place if inside else None

    def before(self, char: int) -> tuple[Mention, ...]:
        """The last mentions that begin at or before a character."""
        at = bisect_right(self.starts, char)
        return self.mentions[max(0, at - NEAREST):at]


def know(parse: Parse, mentions: Sequence[Mention], times: Sequence[When]) -> Known:
    """Order mentions and times for look-up."""
    ordered = tuple(sorted(mentions, key=lambda m: (m.span, m.kind)))
    by_sentence: dict[int, list[When]] = {}
    for time in times:
        inside = parse.tokens_in(time.span) if time.span is not None else ()
        if inside:
            by_sentence.setdefault(parse.tokens[inside[0]].sent, []).append(time)
    return Known(ordered, tuple(m.span.start for m in ordered), by_sentence)
