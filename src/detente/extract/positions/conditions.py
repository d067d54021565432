"""The condition of a stance: "provided that", "only if", "unless", "in exchange for"."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.extract.positions.operators import Operators
from detente.language.parse import Parse, Token
from detente.text import Span

EVEN = frozenset({"even", "as", "what", "see"})
OPENING = frozenset({"mark", "advmod", "prep", "pcomp", "advcl", "acl", "ROOT"})
LONGEST = 60


def condition_of(parse: Parse, words: Operators, path: Sequence[int], at: int) -> Span | None:
    """The words of the condition under which a stance holds, or None. path: tokens from the measure to the word of stance."""
    own = {*path, at, *telling(parse, at)}
    for t in marked(parse, words, at):
        head = governed(parse, t)
        if head is None:
            continue
        if chain(parse, head) & own:
            ends = clause_from(parse, t, head)
            if ends[1] <= t.i + 1:
                # the parser gave the mark no clause of its own
                ends = (ends[0], end_of(parse, t.i, parse.sentences[t.sent].last))
            return trimmed(parse, ends)
    return by_phrase(parse, words, own, at)


def telling(parse: Parse, at: int) -> Iterator[int]:
    """The verbs of saying above a stance: the parser may hang its condition on them."""
    t = parse.tokens[at]
    for above in parse.ancestors(at):
        if t.dep == "ccomp":
            yield above.i
        elif t.dep not in {"acomp", "xcomp", "conj", "attr"}:
            return
        t = above


def marked(parse: Parse, words: Operators, at: int) -> Iterator[Token]:
    """Words of the sentence that may open a condition; "even if" and "as if" do not."""
    sentence = parse.sentences[parse.tokens[at].sent]
    for t in parse.words(sentence):
        if t.lower in words.marks and t.dep in OPENING and (t.i == 0 or parse.tokens[t.i - 1].lower not in EVEN):
            yield t


def governed(parse: Parse, mark: Token) -> Token | None:
    """The verb of the clause that a mark opens, where that clause depends on another."""
    above = mark if mark.dep in {"advcl", "acl", "prep"} else parse.tokens[mark.head]
    return above if above.dep in {"advcl", "prep", "acl", "pcomp", "relcl", "ccomp"} else None


def chain(parse: Parse, clause: Token) -> set[int]:
    """What a clause hangs on: its governor and, where that is an infinitive or a complement, what that hangs on."""
    found: set[int] = set()
    for above in parse.ancestors(clause.i):
        found.add(above.i)
        if above.pos in {"VERB", "AUX"} and above.dep not in {"xcomp", "pcomp", "acl", "advcl", "conj"}:
            break
    return found


def clause_from(parse: Parse, mark: Token, head: Token) -> tuple[int, int]:
    below = [i for i in parse.subtree(head.i) if i >= mark.i or parse.tokens[i].lower in {"only", "but"}]
    first = min(below, default=mark.i)
    if first > 0 and parse.tokens[first - 1].lower == "only":
        first -= 1
    return first, max(below, default=mark.i)


def by_phrase(parse: Parse, words: Operators, own: set[int], at: int) -> Span | None:
    """A condition opened by words of its own ("on condition that"), up to the end of the clause."""
    sentence = parse.sentences[parse.tokens[at].sent]
    lowers = [t.lower for t in parse.words(sentence)]
    for phrase in words.phrases:
        for k in range(len(lowers) - len(phrase)):
            if tuple(lowers[k:k + len(phrase)]) == phrase and (k == 0 or lowers[k - 1] not in EVEN):
                first = sentence.first + k
                if attached(parse, first, own):
                    return trimmed(parse, (first, end_of(parse, first, sentence.last)))
    return None


def attached(parse: Parse, first: int, own: set[int]) -> bool:
    """Whether the phrase hangs on the path, or follows it with no other clause between."""
    up = {first, *(a.i for a in parse.ancestors(first))}
    return bool(up & own)


def end_of(parse: Parse, first: int, last: int) -> int:
    for i in range(first + 1, min(last, first + LONGEST)):
        if parse.tokens[i].text in {".", ";", "!", "?", "”", "\""} or (parse.tokens[i].text == "," and i > first + 2):
            return i - 1
    return min(last, first + LONGEST) - 1


def trimmed(parse: Parse, ends: tuple[int, int]) -> Span | None:
    first, last = ends
    while first < last and parse.tokens[first].pos == "PUNCT":
        first += 1
    while last > first and parse.tokens[last].pos == "PUNCT":
        last -= 1
    return parse.span_of(first, last)
