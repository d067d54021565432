"""Noun phrases and subjects: whose words they are, as written."""
from __future__ import annotations

from detente.language.parse import Parse, Token
from detente.text import Span

RELATIVES = frozenset({"who", "which", "that"})
# Auxiliaries and light verbs under which an infinitive is still said: "went on to say", "continued to insist".
LIGHT = frozenset({"go", "continue", "begin", "start", "proceed", "keep", "try", "want", "like", "have", "use", "seem", "appear"})
LEFT_OUT = frozenset({"punct", "cc", "mark", "advmod", "preconj"})
DASHES = (",", "-", "–", "—", "--")
TIMED = frozenset({"on", "in", "at", "late", "early"})
TIMES = frozenset({"DATE", "TIME"})
EDGE = frozenset(",;:-–—.()[]\"'“”‘’…?!")


def phrase(parse: Parse, head: int, low: int = 0, high: int | None = None) -> Span:
    """The noun phrase of a head token with titles, appositions and relative clauses, kept within tokens low..high (high excluded).

    It ends before a time that tells when the speaker spoke ("The minister on Monday said"), which parsers hang on the noun.
    """
    below = parse.subtree(head)
    high = min((i for i in below if i > head and is_time(parse, i, head)), default=high) if high is None or high > head else high
    inside = [i for i in below if i >= low and (high is None or i < high)]
    first = last = head
    held = set(inside)
    while first - 1 in held:
        first -= 1
    while last + 1 in held:
        last += 1
    first = after_dateline(parse, first, head)
    while first < head and ((parse.tokens[first].dep in LEFT_OUT and parse.tokens[first].head == head) or is_edge(parse.tokens[first])):
        first += 1
    while last > head and ((is_edge(parse.tokens[last]) and parse.tokens[last].text != ")") or parse.tokens[last].tag == "POS"):
        last -= 1
    return parse.span_of(first, last)


def is_time(parse: Parse, i: int, head: int) -> bool:
    """Whether a token begins "on Monday", "in March" or a bare "Monday" within the noun phrase of `head`, no clause between."""
    token = parse.tokens[i]
    starts = (token.dep == "prep" and token.lower in TIMED and any(t.entity in TIMES for t in parse.kids(i, "pobj"))) or (
        token.dep == "npadvmod" and token.entity in TIMES)
    while starts and token.head not in (head, token.i):
        token = parse.tokens[token.head]
        starts = token.dep in ("prep", "pobj")
    return starts


def after_dateline(parse: Parse, first: int, head: int) -> int:
    """The first token of a noun phrase behind a dash that stands free ("TALLINN — Foreign Minister ...")."""
    for i in range(head - 1, first, -1):
        if parse.tokens[i].text in DASHES[1:] and parse.tokens[i].start > parse.tokens[i - 1].end:
            return i + 1
    return first


def is_edge(token: Token) -> bool:
    return all(c in EDGE for c in token.text)


def subject(parse: Parse, verb: int, hops: int = 6) -> int | None:
    """Head token of whoever does the verb: its subject or agent, or that of the verb it depends on ("..., adding that")."""
    token = parse.tokens[verb]
    if passive(parse, verb):
        return agent(parse, verb)
    for kid in parse.kids(verb, "nsubj"):
        return kid.i
    return None if hops == 0 or token.head == verb else borrowed(parse, verb, hops - 1)


def borrowed(parse: Parse, verb: int, hops: int) -> int | None:
    """The subject that a verb without one of its own takes from its governor."""
    token, governor = parse.tokens[verb], parse.tokens[parse.tokens[verb].head]
    if token.dep == "conj" and governor.pos in ("VERB", "AUX"):
        return any_subject(parse, governor.i, hops)
    if token.dep in ("advcl", "ccomp", "dep") and token.tag == "VBG" and governor.pos in ("VERB", "AUX"):
        return any_subject(parse, governor.i, hops)
    if token.dep == "acl" and token.tag == "VBG" and governor.pos in ("NOUN", "PROPN", "PRON"):
        return governor.i
    if token.dep == "xcomp" and governor.lemma in LIGHT:
        return any_subject(parse, governor.i, hops)
    if token.dep == "pcomp" and governor.head != governor.i:
        return any_subject(parse, governor.head, hops)
    return None


def any_subject(parse: Parse, verb: int, hops: int) -> int | None:
    """The subject of a verb, active or passive; a participle's subject is whatever stands as one."""
    if parse.tokens[verb].pos not in ("VERB", "AUX"):
        return None
    for kid in parse.kids(verb, "nsubj", "nsubjpass"):
        return kid.i
    return None if hops <= 0 else borrowed(parse, verb, hops - 1)


def passive(parse: Parse, verb: int) -> bool:
    return any(True for _ in parse.kids(verb, "auxpass", "nsubjpass", "agent"))


def agent(parse: Parse, verb: int) -> int | None:
    """Head token after "by" of a passive."""
    for by in parse.kids(verb, "agent"):
        for kid in parse.kids(by.i, "pobj"):
            return kid.i
    return None


def trimmed(parse: Parse, first: int, last: int) -> tuple[int, int] | None:
    """Tokens first..last (included) without the stops, commas and stray signs at the edges; None where nothing is left."""
    while first <= last and is_edge(parse.tokens[first]) and parse.tokens[first].text not in "(\"“‘'":
        first += 1
    while last >= first and parse.tokens[last].dep in ("cc", "punct") and parse.tokens[last].lower in ("and", "but", "or", ","):
        last -= 1
    while last >= first and is_edge(parse.tokens[last]) and parse.tokens[last].text not in ")\"”’'":
        last -= 1
    return (first, last) if first <= last else None


def trailing(parse: Parse, below: list[int], after: int) -> set[int]:
    """Tokens of a relative clause that ends a content and comes after a comma: there it is the reporter's."""
    for i in below:
        if parse.tokens[i].dep == "relcl" and i > after:
            clause = parse.subtree(i)
            starts = parse.tokens[clause[0]].lower in ("who", "which", "whom", "whose") and parse.tokens[clause[0] - 1].text == ","
            if starts and clause[-1] >= below[-1] - 1:
                return set(clause)
    return set()
