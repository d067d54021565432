"""What a change is measured against: "on-year", "from a year earlier", "than in 2016"."""
from __future__ import annotations

import re
from collections.abc import Sequence

from detente.extract.figures.scan import scan
from detente.extract.figures.words import Words
from detente.language.parse import Sentence
from detente.records.reading import When
from detente.text import Span

BEHIND = 90     # characters
UNTIL = re.compile(r"\s*(?:to|through|until|till|-|–)\b")


def base_of(text: str, sentence: Sentence, after: int, words: Words, times: Sequence[When], changes: bool) -> tuple[str | None, Span | None]:
    """The base in the words behind the amount, and its characters where it is a time (which is then no period of the figure)."""
    pieces = scan(text, after, min(sentence.end, after + BEHIND))
    lower = tuple(p.lower for p in pieces)
    for i in range(len(pieces)):
        for phrase in words.base_phrases:
            if lower[i:i + len(phrase)] == phrase:
                span = Span(pieces[i].start, pieces[i + len(phrase) - 1].end)
                return text[span.start:span.end], span
        if lower[i] in words.sets["base_leads"] and i + 1 < len(pieces):
            found = time_behind(text, pieces[i].end, words, times, lower[i], changes)
            if found is not None:
                return text[found.start:found.end], found
        if lower[i] in {";", "."}:
            break
    return None, None


def time_behind(text: str, end: int, words: Words, times: Sequence[When], lead: str, changes: bool) -> Span | None:
    """The time right behind "from" or "than", if it is one to compare with; any time behind the "from" of a change, but not "from May to July"."""
    rest = text[end:end + 60].lower().lstrip()
    begin = end + len(text[end:end + 60]) - len(text[end:end + 60].lstrip())
    known = next((t for t in words.base_times if rest.startswith(t)), None)
    if known is not None:
        long = next((w.span for w in times if w.span and w.span.start == begin), None)
        stop = max(begin + len(known), long.end if long else 0)
        return Span(begin, stop)
    if lead == "from" and changes:
        return next((w.span for w in times if w.span and w.span.start == begin and UNTIL.match(text, w.span.end) is None), None)
    if lead in {"than", "compared", "against", "versus", "relative"}:
        return next((w.span for w in times if w.span and end <= w.span.start <= end + 12), None)
    return None
