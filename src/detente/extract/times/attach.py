"""Which time tells when an act was: the one that the parse hangs on its word, else the nearest in the same clause."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.language.parse import Parse, Sentence, Token
from detente.records.kinds import WhenKind
from detente.records.reading import When

# A time that hangs so on a noun tells of that noun only: "culminating in Sunday's test".
INSIDE_NOUN = frozenset({"poss", "compound", "nummod", "amod", "nmod"})
# Verbs so joined are one clause with their governor: "agreed to meet on Monday", "met and talked on Monday".
SAME_CLAUSE = frozenset({"xcomp", "conj", "prt"})
# "the summit planned for July": the clause tells of the noun it hangs on.
OF_NOUN = frozenset({"acl", "relcl"})
VERBS = frozenset({"VERB", "AUX"})


def time_of(trigger: int, sentence: Sentence, times: Sequence[When], parse: Parse) -> When | None:
    """The time of the act that the token `trigger` names, among the times of its sentence; None where none modifies it.

    Dates and clock times only: a length ("for two days") or a repeated time says nothing about when. In "said on Monday that it will withdraw in
    May", "withdraw" has May and "said" has Monday. Of several that fit equally, a day wins over
    "recently", then the nearest, then the earlier.
    """
    ranked = sorted((rank, times[n].start is None, abs(head.i - trigger), head.i, n) for n, head in inside(sentence, times, parse)
                    if (rank := nearness(trigger, head, parse)) is not None)
    return times[ranked[0][4]] if ranked else None


def inside(sentence: Sentence, times: Sequence[When], parse: Parse) -> Iterator[tuple[int, Token]]:
    """Index and head token of each date or clock time in the sentence."""
    for n, when in enumerate(times):
        if when.span is None or when.kind not in {WhenKind.DATE, WhenKind.TIME} or not sentence.span.covers(when.span):
            continue
        head = parse.head_of(when.span)
        if head is not None:
            yield n, head


def nearness(trigger: int, time: Token, parse: Parse) -> int | None:
    """0: the time hangs on the trigger; 1: on the verb that governs it; 2: on a verb of the same clause; None: elsewhere."""
    told = list(governors(time, parse))
    if trigger in told:
        return 0
    verb = next((i for i in told if parse.tokens[i].pos in VERBS), None)
    if verb is None:
        return None
    own = governing_verb(trigger, parse)
    if own == verb or (parse.tokens[verb].dep in OF_NOUN and parse.tokens[verb].head == trigger):
        return 1
    return 2 if own is not None and verb in clause(own, parse) else None


def governors(time: Token, parse: Parse) -> Iterator[int]:
    """What a time may modify: the words above it up to the first verb; only the noun, where it stands inside a noun phrase."""
    below = time
    for above in parse.ancestors(time.i):
        yield above.i
        if above.pos in VERBS or (below.dep in INSIDE_NOUN and above.pos in {"NOUN", "PROPN"}):
            return
        below = above


def governing_verb(trigger: int, parse: Parse) -> int | None:
    """The trigger itself where it is a verb, else the first verb above it."""
    if parse.tokens[trigger].pos in VERBS:
        return trigger
    return next((t.i for t in parse.ancestors(trigger) if t.pos in VERBS), None)


def clause(verb: int, parse: Parse) -> frozenset[int]:
    """The verb with those joined to it: above as long as it is itself joined, and one step below."""
    found, at = {verb}, parse.tokens[verb]
    while at.dep in SAME_CLAUSE and at.head != at.i and parse.tokens[at.head].pos in VERBS:
        at = parse.tokens[at.head]
        found.add(at.i)
    found.update(t.i for t in parse.kids(verb, *SAME_CLAUSE) if t.pos in VERBS)
    return frozenset(found)
