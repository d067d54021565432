"""Whom a measure is aimed at: "sanctions on Iran", "North Korea's nuclear programme", "talks with the rebels"."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.extract.positions.hits import Hit
from detente.extract.positions.holders import country_of
from detente.language.parse import Parse, Token
from detente.lexicon.issues import Measure, Target
from detente.records.reading import Actor, Mention

PREPS = {
    Target.ON: ("on", "against", "to", "for", "towards", "toward", "over", "from", "of", "upon", "with"),
    Target.OWN: ("by", "of", "in", "for", "against", "on"),
    Target.WITH: ("with", "between", "among", "to", "and", "on"),
    Target.IN: ("in", "to", "on", "for", "over", "of", "at", "against", "into", "near"),
    Target.HOME: ("in", "of", "by", "for"),
    Target.NONE: (),
}
# An adjective of nationality or a possessor tells whose a measure is, or whom it strikes ("Iranian oil"); of talks it tells who wants them.
OWNED = frozenset({Target.OWN, Target.IN, Target.HOME})
# Of a measure that strikes somebody, these tell who takes it ("American sanctions"); of the thing it stops, whose that is ("Iranian oil").
STRIKING = Target.ON
DONE_BY = frozenset({Target.OWN, Target.HOME})
STATELY = frozenset({"GOV", "MIL", "JUD", "LEG", "SPY", "COP", None})
# Nothing is aimed at the body in which it is taken.
NOBODY = frozenset({"UNO", "IGO"})
DEEPEST = 5
OBJECTS = ("dobj", "nsubjpass", "dative")


@dataclass(frozen=True, slots=True)
class Aims:
    """Actors and countries by the token that heads their mention; stops: verbs that act on somebody ("block its income")."""

    parse: Parse
    stops: frozenset[str]
    by_head: Mapping[int, tuple[Mention, ...]]

    def aim(self, hit: Hit, path: Sequence[int], label_target: Target) -> str | None:
        """The id of whom a measure is aimed at, read from its own phrase first, then from the verbs above it."""
        if label_target is Target.NONE:
            return None
        preps = PREPS[label_target]
        within = frozenset((*hit.used, *path))
        for i in dict.fromkeys((hit.at, *(j for j in hit.used), *path[:4])):
            owned = label_target in OWNED or (label_target is STRIKING and (i != hit.at or hit.value == 0) and i in hit.used)
            found = next(self.around(i, preps, owned, within if i not in hit.used else frozenset()), None)
            if found is not None:
                return found
        return self.doer(path) if label_target in DONE_BY else None

    def doer(self, path: Sequence[int]) -> str | None:
        """Who is to do it: the object or subject of the verbs between ("urged Israel to drop it", "accused Iran of")."""
        p = self.parse
        for i in path:
            if p.tokens[i].pos in {"VERB", "AUX"}:
                above = p.tokens[p.tokens[i].head]
                if p.tokens[i].dep == "pcomp":
                    above = p.tokens[above.head]
                heads = [*p.kids(i, "nsubj"), *(p.kids(above.i, "dobj") if p.tokens[i].dep in {"xcomp", "advcl", "pcomp"} else ())]
                found = next((a for h in heads for a in self.ids(h.i)), None)
                if found is not None:
                    return found
        return None

    def around(self, i: int, preps: Sequence[str], owned: bool, within: frozenset[int]) -> Iterator[str]:
        """Actors in the phrases of a word, those behind the best preposition first. within: tokens looked at before."""
        p = self.parse
        kids = [k for k in p.kids(i) if k.i not in within]
        if within and p.tokens[i].lemma in self.stops and p.tokens[i].pos == "VERB":
            yield from (a for k in kids if k.dep == "dobj" for a in self.down(k, preps, True, 0))
        if within:
            preps = [w for w in preps if w != "of"]
        if p.tokens[i].pos == "VERB" and not within:
            yield from (a for k in kids if k.dep in OBJECTS for a in self.ids(k.i))
        if owned and p.tokens[i].pos != "VERB":
            for k in kids:
                if k.dep in {"poss", "amod", "compound", "nmod"}:
                    yield from self.ids(k.i)
        for prep in preps:
            for k in kids:
                if k.lower == prep and k.dep in {"prep", "dative", "agent"} and k.i > i:
                    for below in (b for b in p.kids(k.i, "pobj", "pcomp") if b.i not in within):
                        yield from self.down(below, preps, True, 0)

    def down(self, t: Token, preps: Sequence[str], owned: bool, depth: int) -> Iterator[str]:
        """The actor a phrase names, or that stands in it ("exports to North Korea", "Iran's oil")."""
        yield from self.ids(t.i)
        if depth < DEEPEST:
            for k in self.parse.kids(t.i):
                if owned and k.dep in {"poss", "amod", "compound", "nmod"}:
                    yield from self.ids(k.i)
                if k.dep == "prep" and k.lower in preps:
                    for below in self.parse.kids(k.i, "pobj"):
                        yield from self.down(below, preps, owned, depth + 1)

    def ids(self, i: int) -> Iterator[str]:
        for m in self.by_head.get(i, ()):
            if m.actor is not None and nobody(m.actor):
                continue
            if m.actor is not None:
                official = m.actor.country is not None and m.actor.sector in STATELY
                yield m.actor.country if official and m.actor.country else m.actor.id
            elif (country := country_of(m)) is not None:
                yield country


def nobody(actor: Actor) -> bool:
    return actor.country in NOBODY or (actor.country is None and actor.id.startswith("role-"))


def aims(parse: Parse, mentions: Sequence[Mention], stops: frozenset[str]) -> Aims:
    found: dict[int, tuple[Mention, ...]] = {}
    for m in mentions:
        head = parse.head_of(m.span)
        if head is not None:
            found[head.i] = (*found.get(head.i, ()), m)
    return Aims(parse, stops, found)


def fill(taken: Sequence[tuple[Measure, str | None, bool]], named: Sequence[tuple[Measure, str | None]]) -> list[str | None]:
    """Give measures without a target the one that the report gives elsewhere: for the same measure, else for its family (sanctions and
    embargoes, weapons and their tests). A third field says that a target, or its lack, is settled. Only where the report names one and no
    other; what nobody takes a stance on (`named`) counts last.
    """
    given = [(m, target) for m, target, _ in taken]
    return [target if settled else found(m, given) or (found(m, named) if m.family else None) for m, target, settled in taken]


def found(measure: Measure, others: Sequence[tuple[Measure, str | None]]) -> str | None:
    """The one target of the same measure, or of its family."""
    same = {t for m, t in others if m.id == measure.id and t is not None}
    family = {t for m, t in others if measure.family and m.family == measure.family and t is not None}
    return only(same) if same else only(family)


def only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None
