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
# Signs around a link's words.
ORNAMENT = " •·*‣▪■►▶→>»›|-–—+#"
# "...at Troy SteakhouseA party of six left": a headline run together with the sentence under it.
STUCK = re.compile(r"[a-z](?:The|A|An|In|It|He|She|This|You|We|They|There|When|If|As|At|For|On|But|After)\s[a-z]")
# "2 days ago" on a line of its own stamps a teaser or a comment.
AGO = re.compile(r"(?:updated |posted |published )?\d+\s?[a-z]{1,7} ago(?: at [\d: apm.]+)?")
DIGIT = re.compile(r"\d")
QUOTED = re.compile(r"[\"“”„«]")
LINKY = re.compile(r"\s[|•·»›/]\s|https?://|www\.|\S@\S+\.\w|(?:^|\s)[@#]\w|\w\|\w|\|\s*\Z|\.(?:com|org|net|html?|php)\b")


@dataclass(frozen=True, slots=True)
class Look:
    """What a unit looks like.

    words: counted in a sample and reckoned up; function, capital: shares of function words, and of capitalised words among the others;
    ended: stops like a sentence; opens: starts with a quotation mark; links: pipes, addresses and handles; phrase: how strongly
    furniture words speak, 0..4 (4: what follows is not the report's); cut: a teaser, broken off or with its headline stuck to it;
    bio: tells who the writer is; addressed: times the reader is spoken to outside quotation marks; asks: ends in a question mark;
    key: its beginning in lower case.
    """

    words: int
    function: float
    capital: float
    ended: bool
    opens: bool
    links: int
    phrase: int
    cut: bool
    bio: bool
    addressed: int
    digits: bool
    asks: bool
    key: str


def look_at(text: str, span: Span, words: Words) -> Look:
    """The features of a unit, from its first 1,200 characters and its last three."""
    sample = text[span.start:min(span.end, span.start + SAMPLE)]
    found = WORD.findall(sample)
    content = [w for w in found if w.lower() not in words.function]
    key = " ".join(sample[:300].split()).lower().replace("’", "'")
    return Look(
        words=len(found) * len(span) // len(sample),
        function=1 - len(content) / len(found) if found else 0.0,
        capital=sum(not w[0].islower() for w in content) / len(content) if content else 0.0,
        ended=ENDED.search(text, max(span.start, span.end - 4), span.end) is not None,
        opens=sample[0] in "\"“‘«„'`",
        links=sum(1 for _ in LINKY.finditer(sample[:400])),
        phrase=phrase_strength(key, words),
        cut=text[span.end - 1] == "…" or text.endswith("...", span.start, span.end) or STUCK.search(sample) is not None,
        bio=words.bio.match(key) is not None,
        addressed=0 if QUOTED.search(sample) else sum(w.lower() in ("you", "your") for w in found),
        asks=text[span.end - 1] == "?",
        digits=DIGIT.search(sample, 0, 200) is not None,
        key=key,
    )


def phrase_strength(key: str, words: Words) -> int:
    """How strongly a line's words are those of furniture: 3 it is a control, 2 it begins as one, 1 or 2 it holds such words."""
    bare = key.lstrip(ORNAMENT).rstrip(ORNAMENT + ":.!…")
    if words.foot.fullmatch(bare):
        return 4
    if bare in words.whole or not bare or AGO.fullmatch(bare):
        return 3
    if bare.startswith(words.start):
        return 2
    return min(2, sum(p in key for p in words.anywhere))
