"""From phrase heads to parties: which mention a phrase names, and whom a thing stands for ("Moon's suggestion", "rebel positions")."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.extract.events.acts import acts
from detente.extract.events.frames import frames
from detente.language.parse import Parse, Token
from detente.records.kinds import MentionKind
from detente.records.reading import Mention
from detente.text import Span

# Below a thing, whose it is: possessor first, then by, of, against ... and adjectives of nationality last.
OWNERS = ("poss", "agent", "prep", "nmod", "compound", "amod", "appos", "acl", "pobj", "dobj", "relcl")
OWNER_PREPS = ("by", "of", "against", "on", "for", "with", "to", "from", "in", "at", "near", "between", "toward", "towards", "over")
DEEPEST = 3
NOUNS = frozenset({"NOUN", "PROPN"})
TIMED = frozenset({"after", "before", "during", "since", "until", "till", "amid", "by"})
TIMELIKE = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
DOERS = ("er", "or", "ist", "man", "men", "woman", "women", "ian", "group", "people", "crowd", "mob", "gang", "crew", "team", "force", "party")
BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet"})


@dataclass(frozen=True, slots=True)
class Parties:
    """by_head: mentions by the token that heads them, several where one phrase names several ("the two leaders"); by_word: the longest
    name over each other word, since a parse may hang a phrase on any word of a name; named: those that are no pronouns, by actor id."""

    parse: Parse
    by_head: dict[int, tuple[Mention, ...]]
    by_word: dict[int, Mention]
    named: dict[str, tuple[Mention, ...]]

    def at(self, i: int) -> tuple[Mention, ...]:
        """The actors that the phrase headed by token i names, conjuncts included; empty where it names a thing or a place.

        Beside a known actor a conjunct that may be somebody counts as worded ("Kuwait and its allies").
        """
        heads = list(conjuncts(self.parse, i))
        if not any(m.kind is MentionKind.ACTOR for j in heads for m in self._known(j)):
            return ()
        found = dict.fromkeys(m for j in heads for m in self._whose(j) or self._unknown(j))
        return tuple(m for m in found if m.kind is MentionKind.ACTOR)

    def _whose(self, i: int) -> tuple[Mention, ...]:
        """The mentions at a token; for nameless people those they belong to ("envoys of both countries", but not "hostages of"), for a plural of
        office all whose it is ("the presidents of Egypt and Turkey")."""
        known, token = self._known(i), self.parse.tokens[i]
        owners_ = [k.i for prep in self.parse.kids(i, "prep") if prep.lower == "of" for k in self.parse.kids(prep.i, "pobj")]
        if not known or not owners_ or token.pos != "NOUN" or token.lemma in frames().captives:
            return known
        behind = [m for o in owners_ for j in conjuncts(self.parse, o) for m in self._known(j) if m.actor is not None and not nameless(m)]
        if all(nameless(m) for m in known):
            return tuple(Mention(noun_phrase(self.parse, i), MentionKind.ACTOR, m.actor) for m in behind) or known
        last = max(m.span.end for m in known)
        others = tuple(m for m in behind if m.span.start >= last and not same_party(m, known))
        return (*known, *others) if token.tag in {"NNS", "NNPS"} else known

    def _known(self, i: int) -> tuple[Mention, ...]:
        """Mentions headed by the token, or the name of which it is a word."""
        if i in self.by_head:
            return self.by_head[i]
        return (self.by_word[i],) if i in self.by_word and self.parse.tokens[i].pos != "NOUN" else ()

    def _unknown(self, i: int) -> tuple[Mention, ...]:
        token = self.parse.tokens[i]
        return (Mention(noun_phrase(self.parse, i), MentionKind.ACTOR),) if may_act(self.parse, token) else ()

    def place_at(self, i: int) -> tuple[Mention, ...]:
        return tuple(m for m in self.by_head.get(i, ()) if m.kind is MentionKind.PLACE)

    def behind(self, i: int, depth: int = DEEPEST) -> tuple[Mention, ...]:
        """The actors at token i, or the nearest that stand behind the thing it names."""
        here = self.at(i)
        if here or depth == 0:
            return here
        for j in owners(self.parse, self.parse.tokens[i]):
            found = self.behind(j, depth - 1)
            if found:
                return found
        return ()

    def first(self, heads: Iterable[int], taken: Sequence[Mention] = ()) -> tuple[Mention, ...]:
        """The actors behind the first of the phrases that has any besides those taken; one's own people ("its envoy") only if there are no others."""
        own: tuple[Mention, ...] = ()
        for i in heads:
            found = tuple(m for m in self.behind(i) if not same_party(m, taken))
            if found and taken and all(self._is_own(m) for m in found):
                own = own or found
            elif found:
                return found
        return own

    def _is_own(self, m: Mention) -> bool:
        head = self.parse.head_of(m.span)
        return head is not None and any(k.pos == "PRON" for k in self.parse.kids(head.i, "poss"))


    def worded(self, heads: Iterable[int], allowed: Callable[[Parse, Token], bool]) -> tuple[Mention, ...]:
        """The first of the phrases that is no known actor but may be a party as worded ("tea pickers", "the ballot"); its actor is open."""
        for i in heads:
            token = self.parse.tokens[i]
            if allowed(self.parse, token) and not self._known(i):
                return tuple(Mention(noun_phrase(self.parse, j), MentionKind.ACTOR) for j in conjuncts(self.parse, i)
                             if self.parse.tokens[j].pos in NOUNS)
        return ()


def may_act(parse: Parse, token: Token) -> bool:
    """Whether a noun of unknown meaning may be somebody: a name, a plural, or a word formed like a doer's."""
    if token.pos not in NOUNS or token.entity in TIMELIKE or is_weapon(token):
        return False
    return token.tag in {"NNP", "NNPS", "NNS"} or token.lemma in frames().bodies or token.lemma.endswith(DOERS)


def is_weapon(token: Token) -> bool:
    """Whether a noun names a weapon or an attack and no unit or ship by its name."""
    return token.pos in NOUNS and not token.entity and not {token.lemma, token.lemma.removesuffix("s")}.isdisjoint(frames().instruments)


def is_somebody(parse: Parse, token: Token) -> bool:
    """Whether a noun of unknown meaning is clearly somebody: a person's name, or a word formed like a doer's."""
    return may_act(parse, token) and (token.entity == "PERSON" or token.lemma.endswith(DOERS))


def may_receive(parse: Parse, token: Token) -> bool:
    """Whether a noun of unknown meaning may stand for whoever an act is directed at: any but deeds, times, amounts and one's own ("its troops")."""
    named = token.pos in NOUNS and token.entity not in TIMELIKE and token.dep not in {"npadvmod", "compound", "amod"}
    timed = token.lemma in frames().hours or (token.dep == "pobj" and parse.tokens[token.head].lower in TIMED)
    return named and not timed and token.lemma not in acts().nouns and not any(k.pos == "PRON" for k in parse.kids(token.i, "poss"))


def noun_phrase(parse: Parse, i: int) -> Span:
    """The noun phrase of a head: what stands before it, and an of- or in-phrase after it."""
    first = last = i
    for k in parse.kids(i):
        if k.i < i and k.dep in BEFORE:
            first = min(first, *parse.subtree(k.i))
        elif k.i == last + 1 and k.dep == "prep" and k.lower in {"of", "in", "at"}:
            last = max(parse.subtree(k.i))
    while last > i and parse.tokens[last].pos == "PUNCT":
        last -= 1
    return parse.span_of(first, last)


def parties_of(parse: Parse, mentions: Sequence[Mention]) -> Parties:
    found: dict[int, list[Mention]] = {}
    named: dict[str, list[Mention]] = {}
    by_word: dict[int, Mention] = {}
    for m in sorted(mentions, key=lambda m: (len(m.span), m.span)):
        by_word.update(dict.fromkeys(parse.tokens_in(m.span), m))
    for m in mentions:
        token = parse.head_of(m.span)
        if token is not None:
            found.setdefault(token.i, []).append(m)
            if m.actor is not None and token.pos != "PRON":
                named.setdefault(m.actor.id, []).append(m)
    return Parties(parse, {i: tuple(ms) for i, ms in found.items()}, by_word, {a: tuple(ms) for a, ms in named.items()})


def conjuncts(parse: Parse, i: int) -> Iterator[int]:
    """Token i and what is coordinated with it."""
    yield i
    for k in parse.kids(i, "conj"):
        yield from conjuncts(parse, k.i)


def owners(parse: Parse, thing: Token) -> Iterator[int]:
    """Below a thing, the phrases that may name whose it is, best first."""
    kids = sorted(parse.kids(thing.i, *OWNERS), key=lambda k: OWNERS.index(k.dep))
    for kid in kids:
        if kid.dep in {"prep", "agent"}:
            if kid.lower in OWNER_PREPS:
                yield from (p.i for p in parse.kids(kid.i, "pobj"))
        elif kid.dep in {"acl", "relcl"}:
            yield from (p.i for a in parse.kids(kid.i, "agent", "prep") for p in parse.kids(a.i, "pobj"))
            if any(k.tag == "TO" for k in parse.kids(kid.i, "aux")):  # "the need for the North to stop"
                yield from (k.i for k in parse.kids(kid.i, "nsubj"))
        else:
            yield kid.i


def nameless(m: Mention) -> bool:
    """Whether a mention says only what somebody is: "envoys", "leaders"."""
    return m.actor is not None and m.actor.id.startswith("role-")


def same_party(m: Mention, others: Sequence[Mention]) -> bool:
    """Whether the mention is, or means the same actor as, one of the others."""
    return any(m.actor.id == o.actor.id if m.actor and o.actor else m.span.overlaps(o.span) for o in others)
