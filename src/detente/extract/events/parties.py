"""From phrase heads to parties: which mention a phrase names, and whom a thing stands for ("Moon's suggestion", "rebel positions")."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.language.parse import Parse, Token
from detente.records.kinds import MentionKind
from detente.records.reading import Mention

# Below a thing, whose it is: possessor first, then by, of, against ... and adjectives of nationality last.
OWNERS = ("poss", "agent", "prep", "nmod", "compound", "amod", "appos", "acl", "pobj", "dobj", "relcl")
OWNER_PREPS = ("by", "of", "against", "on", "for", "with", "to", "from", "in", "at", "near", "between", "toward", "towards", "over")
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Parties:
    """Mentions by the token that heads them; several where one phrase names several parties ("the two leaders")."""

    parse: Parse
    by_head: dict[int, tuple[Mention, ...]]

    def at(self, i: int) -> tuple[Mention, ...]:
        """The actors that the phrase headed by token i names, conjuncts included; empty where it names a thing or a place."""
        found = [m for j in conjuncts(self.parse, i) for m in self.by_head.get(j, ())]
        return tuple(m for m in found if m.kind is MentionKind.ACTOR)

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
        """The actors behind the first of the phrases that has any besides those taken."""
        for i in heads:
            found = tuple(m for m in self.behind(i) if not same_party(m, taken))
            if found:
                return found
        return ()


def parties_of(parse: Parse, mentions: Sequence[Mention]) -> Parties:
    found: dict[int, list[Mention]] = {}
    for m in mentions:
        token = parse.head_of(m.span)
        if token is not None:
            found.setdefault(token.i, []).append(m)
    return Parties(parse, {i: tuple(ms) for i, ms in found.items()})


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
        else:
            yield kid.i


def same_party(m: Mention, others: Sequence[Mention]) -> bool:
    """Whether the mention is, or means the same actor as, one of the others."""
    return any(m.actor.id == o.actor.id if m.actor and o.actor else m.span.overlaps(o.span) for o in others)
