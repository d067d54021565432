"""Triggers that are none: what the reader would try as an event in corpus passages, and no label says is one.

In batches marked "complete" every event is labelled, so whatever else is tried is none. In the others an unlabelled verb may well be
an event, and only words that the list of acts does not know are taken as none.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.extract.events.acts import acts
from detente.extract.events.candidates import Candidate, candidates
from detente.extract.events.features import around
from detente.extract.events.frames import frames
from detente.extract.layout.layout import find_layout
from detente.extract.mentions.mentions import find_mentions
from detente.language.model import load
from detente.language.parse import Parse
from detente.lexicon.lexicon import load_lexicon
from detente.text import Span
from training.corpus import NOTHING, Event, Passage

MOST = 1


def negatives(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Event]]:
    """NONE labels with a trigger, at most MOST a passage."""
    lexicon, known = load_lexicon(), acts().nouns | acts().entries.keys()
    for p in passages:
        parse = load().parse(p.text, [Span(0, len(p.text))])
        mentions = find_mentions(parse, find_layout(p.text), lexicon, None)
        tried = (c for c in candidates(parse, mentions, frames(), known) if is_none(parse, p, c))
        for c, _ in zip(tried, range(MOST), strict=False):
            yield p, none_event(c)


def is_none(parse: Parse, p: Passage, c: Candidate) -> bool:
    """Whether the candidate is sure to be no event: far from every labelled trigger and party verb, and unknown or in a complete batch."""
    marked = [Span(*t) for e in p.events if e.act not in NOTHING for t in e.triggers]
    if any(c.trigger.overlaps(t) or carried(parse, c, t) for t in marked):
        return False
    return p.complete or not any(True for _ in acts().named(around(parse, parse.tokens[c.head])))


def carried(parse: Parse, c: Candidate, marked: Span) -> bool:
    """Whether the candidate is the noun of a marked light verb ("[T:held] a ten-day exercise"): the same event by its other word."""
    token = parse.tokens[c.head]
    return token.pos == "NOUN" and token.dep in {"dobj", "nsubjpass", "attr"} and parse.tokens[token.head].span.overlaps(marked)


def none_event(c: Candidate) -> Event:
    spans = [(m.span.start, m.span.end) for m in c.actors], [(m.span.start, m.span.end) for m in c.recipients]
    return Event("NONE", None, "happened", [], False, *spans, [(c.trigger.start, c.trigger.end)])
