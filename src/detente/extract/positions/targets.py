"""Whom a measure is aimed at: "sanctions on Iran", "North Korea's nuclear programme", "talks with the rebels"."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.extract.positions.hits import Hit
from detente.extract.positions.holders import country_of
from detente.language.parse import Parse, Token
from detente.lexicon.issues import Target
from detente.records.reading import Mention

PREPS = {
    Target.ON: ("on", "against", "to", "for", "towards", "toward", "over", "from", "of", "at", "upon", "with", "in", "into"),
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
COERCIVE = frozenset({"sanctions", "further-sanctions", "oil-cut-off", "gas-cut-off", "coal-export-ban", "labour-export-ban", "arms-embargo", "trade-embargo", "asset-freeze",
                      "travel-ban", "export-ban", "import-ban", "blockade", "pressure", "secondary-sanctions", "airspace-closure", "bank-exclusion"})
DEEPEST = 5
OBJECTS = ("dobj", "nsubjpass", "dative")


@dataclass(frozen=True, slots=True)
class Aims:
    """Actors and countries by the token that heads their mention."""

    parse: Parse
    by_head: Mapping[int, tuple[Mention, ...]]

    def aim(self, hit: Hit, path: Sequence[int], label_target: Target) -> str | None:
        """The id of whom a measure is aimed at, read from its own phrase first, then from the verbs above it."""
        if label_target is Target.NONE:
            return None
        preps = PREPS[label_target]
        for i in dict.fromkeys((hit.at, *(j for j in hit.used), *path[:4])):
            owned = label_target in OWNED or (label_target is STRIKING and (i != hit.at or hit.value == 0) and i in hit.used)
            found = next(self.around(i, preps, owned, i != hit.at), None)
            if found is not None:
                return found
        return self.doer(path) if label_target in DONE_BY else None

    def doer(self, path: Sequence[int]) -> str | None:
        """Who is to do it: the object or subject of the verbs between ("urged Israel to drop it", "demanded that Moscow withdraw")."""
        p = self.parse
        for i in path:
            if p.tokens[i].pos in {"VERB", "AUX"}:
                above = p.tokens[p.tokens[i].head]
                heads = [*p.kids(i, "nsubj"), *(p.kids(above.i, "dobj") if p.tokens[i].dep in {"xcomp", "advcl"} else ())]
                found = next((a for h in heads for a in self.ids(h.i)), None)
                if found is not None:
                    return found
        return None

    def around(self, i: int, preps: Sequence[str], owned: bool, above: bool) -> Iterator[str]:
        """Actors in the phrases of a word, those behind the best preposition first."""
        p = self.parse
        kids = list(p.kids(i))
        if p.tokens[i].pos == "VERB" and not above:
            yield from (a for k in kids if k.dep in OBJECTS for a in self.ids(k.i))
        if owned and p.tokens[i].pos != "VERB":
            for k in kids:
                if k.dep in {"poss", "amod", "compound", "nmod"}:
                    yield from self.ids(k.i)
        for prep in preps:
            for k in kids:
                if k.lower == prep and k.dep in {"prep", "dative", "agent"} and k.i > i:
                    for below in p.kids(k.i, "pobj", "pcomp"):
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
            if m.actor is not None and m.actor.id.startswith("role-") and m.actor.country is None:
                continue
            if m.actor is not None:
                official = m.actor.country is not None and m.actor.sector in STATELY
                yield m.actor.country if official and m.actor.country else m.actor.id
            elif (country := country_of(m)) is not None:
                yield country


def aims(parse: Parse, mentions: Sequence[Mention]) -> Aims:
    found: dict[int, tuple[Mention, ...]] = {}
    for m in mentions:
        head = parse.head_of(m.span)
        if head is not None:
            found[head.i] = (*found.get(head.i, ()), m)
    return Aims(parse, found)


def fill(targets: Sequence[tuple[str, str | None]]) -> list[str | None]:
    """Give measures without a target the one that the report gives elsewhere: for the same measure, else for every coercive measure.

    Only where the report names one and no other.
    """
    by_measure: dict[str, Counter[str]] = {}
    for measure, target in targets:
        if target is not None:
            by_measure.setdefault(measure, Counter())[target] += 1
    coercive = {t for m, seen in by_measure.items() if m in COERCIVE for t in seen}
    return [target or only(set(by_measure.get(measure, ()))) or (only(coercive) if measure in COERCIVE else None) for measure, target in targets]


def only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None
