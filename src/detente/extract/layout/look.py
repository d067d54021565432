"""What one unit looks like: the features that tell prose from page furniture."""
from __future__ import annotations

import re
from dataclasses import dataclass

from detente.extract.layout.words import Words
from detente.text import Span

# Enough of a paragraph to know it by; a line may be megabytes long.
SAMPLE = 1_200
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
ENDED = re.compile(r"[.!?…。][\"'”’»)\]]*\Z|[.!?]''\Z")
SPACES = re.compile(r"\s+")
LEADING = re.compile(r"^[\s•·*‣▪■►▶→>»›|\-–—+#]+")
TRAILING = re.compile(r"[\s•·*→>»›|:.!…+\-–—]+\Z")
LINKY = re.compile(r"\s[|•·»›/]\s|https?://|www\.|\S@\S+\.\w|(?:^|\s)[@#]\w|\w\|\w|\|\s*\Z|\.(?:com|org|net|html?|php)\b")


@dataclass(frozen=True, slots=True)
class Look:
    """words: counted in a sample; function, capital: shares of function words and of capitalised longer words; ended: stops like a
    sentence; opens: starts with a quotation mark; links: pipes, addresses and handles; phrase: how strongly furniture words speak, 0..3."""

    words: int
    function: float
    capital: float
    ended: bool
    opens: bool
    links: int
    phrase: int
    key: str


def look_at(text: str, span: Span, words: Words) -> Look:
    """The features of a unit, from its first 1,200 characters and its last three."""
    sample = text[span.start:min(span.end, span.start + SAMPLE)]
    found = WORD.findall(sample)
    content = [w for w in found if w.lower() not in words.function]
    key = SPACES.sub(" ", sample[:400]).lower().replace("’", "'")
    return Look(
        words=len(found),
        function=1 - len(content) / len(found) if found else 0.0,
        capital=sum(not w[0].islower() for w in content) / len(content) if content else 0.0,
        ended=ENDED.search(text, max(span.start, span.end - 4), span.end) is not None,
        opens=sample[0] in "\"“‘«„'`",
        links=sum(1 for _ in LINKY.finditer(sample[:400])),
        phrase=phrase_strength(key, words),
        key=key,
    )


def phrase_strength(key: str, words: Words) -> int:
    """How strongly a line's words are those of furniture: 3 it is a control, 2 it begins as one, 1 or 2 it holds such words."""
    bare = TRAILING.sub("", LEADING.sub("", key))
    if bare in words.whole or not bare:
        return 3
    if bare.startswith(words.start):
        return 2
    return min(2, sum(p in key for p in words.anywhere))
