"""Noun phrases as written: how far a name or a common noun reaches to the left, with its titles, and no further to the right than it must."""
from __future__ import annotations

from detente.language.parse import Parse, Token

LEFT = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss", "case", "quantmod", "advmod", "nounmod", "predet", "npadvmod", "punct"})
LONGEST_LEFT = 14
MARKS = frozenset({",", ";", ":", "(", ")", '"', "--"})
ROUNDING = frozenset({"about", "nearly", "almost", "some", "around", "roughly", "approximately", "over", "more"})
APOSTROPHES = frozenset({"'s", "’s", "'", "’", "‘s"})


def left_edge(parse: Parse, first: int, head: int) -> int:
    """The first token of the noun phrase whose name or noun begins at `first` and whose head is `head`."""
    edge = first
    lowest = max(parse.sentences[parse.tokens[first].sent].first, first - LONGEST_LEFT)
    while edge > lowest and joins_left(parse, parse.tokens[edge - 1], head, first):
        edge -= 1
    return trim_left(parse, edge, first)


def joins_left(parse: Parse, token: Token, head: int, first: int) -> bool:
    """Whether a token before the phrase belongs to it: it hangs on the head through words of the phrase alone."""
    if token.text in MARKS or (token.pos in {"VERB", "AUX", "SCONJ", "PRON"} and token.tag not in {"PRP$", "VBN", "VBG"}):
        return False
    at = token
    for _ in range(LONGEST_LEFT):
        if at.i == head or (first <= at.i <= head):
            return True
        if at.dep not in LEFT and not (at.dep in {"conj", "cc"} and at.pos in {"ADJ", "PROPN", "CCONJ", "NOUN", "NUM"}):
            return False
        at = parse.tokens[at.head]
        if at.i < token.i and at.i < first - LONGEST_LEFT:
            return False
    return False


def trim_left(parse: Parse, edge: int, first: int) -> int:
    """Leave off marks and stray adverbs at the front."""
    while edge < first:
        t = parse.tokens[edge]
        if t.pos in {"PUNCT", "CCONJ", "ADP", "SPACE"} or t.text in APOSTROPHES or (t.pos == "ADV" and t.lower not in ROUNDING):
            edge += 1
            continue
        break
    return edge


def after_based(parse: Parse, first: int, start: int) -> int:
    """The phrase without "Miami-based": that tells a place, not whose the actor is."""
    for i in range(start - 1, first, -1):
        if parse.tokens[i].lower in {"based", "born"} and parse.tokens[i - 1].text == "-":
            return i + 1
    return first
