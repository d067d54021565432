"""Where a text names a measure: noun phrases and verbs with their objects, of data/measures.toml."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.language.parse import Parse, Token
from detente.lexicon.issues import Act, Measure, Measures, Phrase, Role

NOUNS = frozenset({"NOUN", "PROPN"})
WITHIN = frozenset({"compound", "amod", "nmod", "poss", "prep", "pobj", "nummod", "pcomp", "npadvmod", "advmod", "quantmod",
                    "punct", "appos", "dep"})
OBJECTS = frozenset({"dobj", "nsubjpass", "obj"})
DEEPEST = 4
QUALITIES = frozenset({"early", "snap", "fresh", "new", "further", "more", "additional", "tough", "strong", "harsh", "strict",
                       "free", "fair", "direct", "international", "foreign"})
PLACES = frozenset({"GPE", "LOC"})
# "any of the refugees": what is meant stands after "of".
PARTITIVE = frozenset({"any", "some", "all", "part", "half", "most", "many", "more", "number",
                       "thousand", "hundred", "dozen", "each", "none"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A measure named by token `at`. value: +1 the measure, -1 its inverse, 0 the thing it stops; used: the tokens that name it."""

    measure: Measure
    at: int
    value: int
    used: tuple[int, ...]
    verbal: bool = False
    label: str | None = None


def find_hits(parse: Parse, measures: Measures) -> list[Hit]:
    """The measures a text names, in its order; of two that share their words, the one of more words."""
    found: list[Hit] = []
    for t in parse.tokens:
        word = noun_at(parse, t, measures)
        if word is not None:
            found.extend(named(parse, t, word, measures))
        if t.pos in {"VERB", "NOUN"} and t.tag.startswith("VB") and t.lemma in measures.verbs:
            found.extend(done(parse, t, measures))
    return specified(parse, without_covered(parse, found))


def specified(parse: Parse, found: list[Hit]) -> list[Hit]:
    """A bare general word means the particular measure named with it before: "an embargo" after "the oil embargo"."""
    last: dict[str, Hit] = {}
    out = []
    for hit in found:
        word = parse.tokens[hit.at].lemma
        before = last.get(word)
        if word in hit.measure.generic and len(hit.used) == 1 and before is not None:
            out.append(replace(hit, measure=before.measure))
            continue
        if hit.value and len(hit.used) > 1:
            last.update({word: hit, **dict.fromkeys(hit.measure.called, hit)})
        out.append(hit)
    return out


def noun_at(parse: Parse, t: Token, measures: Measures) -> str | None:
    """The word that the token ends, if measures are named by it: its lemma, or what hyphens join it to ("run-off", "cease-fire")."""
    if t.i >= 2 and parse.tokens[t.i - 1].text == "-" and parse.tokens[t.i - 2].end == parse.tokens[t.i - 1].start and (
            parse.tokens[t.i - 1].end == t.start):
        joined = f"{parse.tokens[t.i - 2].lower}-{t.lemma}"
        if joined in measures.nouns:
            return joined
    return t.lemma if (t.pos in NOUNS or t.dep in {"dobj", "pobj"}) and t.lemma in measures.nouns else None


def named(parse: Parse, t: Token, word: str, measures: Measures) -> Iterator[Hit]:
    """The phrase of most words that the noun heads."""
    around: dict[str, int] | None = None
    for n in measures.nouns[word]:
        if n.phrase.rest and around is None:
            around = modifiers(parse, t.i)
        used = matched(n.phrase, t.i, around or {})
        if used is not None:
            yield Hit(n.measure, t.i, {Role.NAME: 1, Role.ANTI: -1, Role.THING: 0}[n.role], used)
            return


def matched(phrase: Phrase, at: int, around: dict[str, int]) -> tuple[int, ...] | None:
    """The tokens of a phrase whose head is met, or None where a word is missing."""
    used = [at]
    for alternatives in phrase.rest:
        i = next((around[w] for w in sorted(alternatives) if w in around), None)
        if i is None:
            return None
        used.append(i)
    return tuple(sorted(set(used)))


def modifiers(parse: Parse, at: int) -> dict[str, int]:
    """Lemmas and lower forms of the words within the noun phrase of token `at`, and where they stand. A word further out does not count."""
    found: dict[str, int] = {}
    layer = [(at, 0, True)]
    while layer:
        i, depth, near = layer.pop(0)
        for k in parse.kids(i):
            inside = k.dep in WITHIN or (k.dep == "conj" and i != at) or (k.dep == "dobj" and parse.tokens[i].dep == "pcomp")
            if depth < DEEPEST and inside and k.sent == parse.tokens[at].sent:
                # an adjective beyond a preposition says nothing of the head ("a vote on a fresh resolution")
                if near or k.tag not in {"JJ", "JJR", "JJS"} or k.lemma not in QUALITIES:
                    found.setdefault(k.lemma, k.i)
                    found.setdefault(k.lower, k.i)
                layer.append((k.i, depth + 1, near and (k.dep != "prep" or k.lower == "of")))
    hyphened(parse, at, found)
    return found


def hyphened(parse: Parse, at: int, found: dict[str, int]) -> None:
    """Words joined to the phrase by hyphens count as they are written together ("no-fly", "pull-out")."""
    for i in list(found.values()):
        if 0 < i < len(parse.tokens) - 1 and parse.tokens[i].text == "-":
            joined = parse.tokens[i - 1].lower + "-" + parse.tokens[i + 1].lower
            found.setdefault(joined, i - 1)
            found.setdefault(parse.tokens[i - 1].lower, i - 1)
            found.setdefault(parse.tokens[i + 1].lower, i + 1)


def done(parse: Parse, t: Token, measures: Measures) -> Iterator[Hit]:
    """The act of most words that the verb does."""
    for d in measures.verbs[t.lemma]:
        used = act_tokens(parse, t, d.act)
        if used is not None:
            yield Hit(d.measure, t.i, -1 if d.undoes else 1, used, True)
            return


def act_tokens(parse: Parse, t: Token, act: Act) -> tuple[int, ...] | None:
    """The tokens of a verb that does the act, or None."""
    particles: list[int] = []
    for word in act.particles:
        near = next((k.i for k in parse.kids(t.i, "prt", "prep", "advmod", "acomp") if k.lower == word), None)
        if near is None:
            return None
        particles.append(near)
    if act.doer is not None:
        return next((tuple(sorted({t.i, k.i})) for k in parse.kids(t.i, "nsubj") if k.lemma in act.doer.head), None)
    if act.alone and (any(True for _ in parse.kids(t.i, "dobj", "nsubjpass", "obj")) or not leaves_a_place(parse, t, particles)):
        return None
    if act.object is None:
        return tuple(sorted({t.i, *particles}))
    for o in objects(parse, t, particles):
        used = matched(act.object, o.i, modifiers(parse, o.i)) if o.lemma in act.object.head or o.lower in act.object.head else None
        if used is not None:
            return tuple(sorted({t.i, *particles, *used}))
    return None


def leaves_a_place(parse: Parse, t: Token, particles: Sequence[int]) -> bool:
    """ "withdraw from Lebanon", not "withdraw from the race"."""
    preps = [k for i in (t.i, *particles) for k in parse.kids(i, "prep") if k.lower in {"from", "of"}]
    below = (b for k in preps for b in parse.kids(k.i, "pobj"))
    return any(parse.tokens[i].entity in PLACES for b in below for i in parse.subtree(b.i))


def objects(parse: Parse, t: Token, particles: Sequence[int]) -> Iterator[Token]:
    """What a verb is done to: its object, that of its particle, and what is joined to them; of a participle, the noun it belongs to."""
    first = [*parse.kids(t.i, *OBJECTS)]
    first += [o for p in particles for o in parse.kids(p, "pobj")]
    if t.tag == "VBN":
        first += list(parse.kids(t.i, "nsubj"))
    for o in first:
        yield o
        yield from (k for k in parse.kids(o.i, "conj"))
        if o.lemma in PARTITIVE or o.tag == "CD":
            yield from (k for of in parse.kids(o.i, "prep") if of.lower == "of" for k in parse.kids(of.i, "pobj"))


def without_covered(parse: Parse, found: list[Hit]) -> list[Hit]:
    """Drop hits whose own word another, longer hit uses; a thing within a name of the same measure goes too."""
    kept: list[Hit] = []
    by_token: dict[int, list[Hit]] = {}
    for hit in found:
        for i in hit.used:
            by_token.setdefault(i, []).append(hit)
    heads = {h.at: h.measure.id for h in found}
    for hit in found:
        above = parse.tokens[hit.at]
        if above.dep in {"compound", "amod", "nmod"} and heads.get(above.head) == hit.measure.id:
            continue
        rivals = (o for o in by_token[hit.at] if o is not hit)
        if not any(((len(o.used), -o.at) > (len(hit.used), -hit.at) and o.at != hit.at) or (o.at == hit.at and o.verbal and not hit.verbal)
                   for o in rivals):
            kept.append(hit)
    return kept
