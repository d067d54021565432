"""What the readable voice looks at: words, dependency paths and frames between two parties, each a string a person can read.

For "Seoul asked Moscow to halt deliveries" the features of the pair Seoul, Moscow hold "top:ask", "actor:nsubj<ask", "recipient:dobj<ask",
"path:nsubj<ask>dobj", "next:halt", "word:delivery".
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.extract.events.acts import acts
from detente.language.parse import Parse, Token
from detente.text import Span

CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV", "PROPN"})
LONGEST_PATH = 12
CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "advcl", "pcomp", "relcl"})


def features(parse: Parse, actors: Sequence[Span], recipients: Sequence[Span], trigger: Span | None = None,
             passage: Span | None = None) -> list[str]:
    """Features of the pair in the passage it stands in (the whole text where None); the trigger, where known, adds its own."""
    a, r = head(parse, actors), head(parse, recipients)
    within = parse.tokens_in(passage) if passage is not None else range(len(parse.tokens))
    found = [*party(parse, "actor", a), *party(parse, "recipient", r), *words(parse, within, actors, recipients)]
    if a is not None and r is not None:
        found += path(parse, a, r)
    if trigger is not None and (t := parse.head_of(trigger)) is not None:
        keys = list(around(parse, t))
        found += [f"trigger:{key}" for key in keys]
        found += named("trigger", keys)
        found += under(parse, t)
    return found


def under(parse: Parse, token: Token) -> Iterator[str]:
    """What governs a predicate: "is due to meet" is told of the meeting, "agreed to meet" of the agreeing."""
    if token.dep in CLAUSAL and token.head != token.i:
        yield f"trigger-under:{token.dep}"
        yield f"trigger-under:{parse.tokens[token.head].lemma}"


def named(where: str, keys: Sequence[str]) -> Iterator[str]:
    """What the list of acts says of a predicate: "trigger-names:ACCUSE" and "trigger-names:ACCUSE/allege"."""
    for key, (kind, mode) in acts().named(keys):
        sure = "surely-" if "+" in key or " " in key else ""
        yield f"{where}-{sure}names:{kind}"
        if mode:
            yield f"{where}-{sure}names:{kind}/{mode}"


def head(parse: Parse, spans: Sequence[Span]) -> Token | None:
    return parse.head_of(spans[0]) if spans else None


def party(parse: Parse, role: str, token: Token | None) -> Iterator[str]:
    """How a party hangs in the sentence: its own head word, its governors up to the verb, and what that verb governs."""
    if token is None:
        yield f"{role}:none"
        return
    yield f"{role}-is:{token.lemma if token.pos != 'PROPN' else token.entity or 'NAME'}"
    yield f"{role}-pos:{token.pos}"
    chain = [token.dep]
    for up in list(parse.ancestors(token.i))[:5]:
        chain.append(up.lemma)
        yield f"{role}:{'<'.join(chain[-3:])}"
        if up.pos == "VERB":
            keys = list(around(parse, up))
            yield from (f"{role}-verb:{key}" for key in keys)
            yield from named(role, keys)
            break
        chain.append(up.dep)


def around(parse: Parse, token: Token) -> Iterator[str]:
    """A predicate with its particles, prepositions, objects, auxiliaries and complement."""
    yield token.lemma
    for kid in parse.kids(token.i):
        if kid.dep in {"prt", "prep", "dobj", "attr", "acomp", "nsubjpass"}:
            yield f"{token.lemma}+{kid.lemma}"
        if kid.dep in {"compound", "amod"}:
            yield f"{kid.lemma} {token.lemma}"
        if kid.dep in {"neg", "aux", "auxpass"} and kid.lemma not in {"have", "be", "to"}:
            yield f"{token.lemma}/{kid.lemma}"
            yield f"/{kid.lemma}"
        if kid.dep in {"xcomp", "ccomp"}:
            yield f"next:{kid.lemma}"
            yield f"{token.lemma}>{kid.lemma}"
        if kid.dep == "nsubjpass":
            yield f"passive:{token.lemma}"


def path(parse: Parse, a: Token, r: Token) -> Iterator[str]:
    """The shortest way from actor to recipient over their lowest common governor, as words and as links."""
    up = [a, *parse.ancestors(a.i)][:LONGEST_PATH]
    down = [r, *parse.ancestors(r.i)][:LONGEST_PATH]
    places = {t.i: n for n, t in enumerate(down)}
    for n, t in enumerate(up):
        if t.i in places:
            left, right = up[1:n], down[1:places[t.i]]
            yield f"top:{t.lemma}"
            yield f"links:{'<'.join(x.dep for x in up[:n])}^{'>'.join(x.dep for x in reversed(down[:places[t.i]]))}"
            for x in (*left, *right):
                yield f"on-path:{x.lemma}"
            keys = [key for x in (t, *left, *right) for key in around(parse, x)]
            yield from (f"top-{key}" for key in around(parse, t))
            yield from named("path", keys)
            yield from named("top", list(around(parse, t)))
            return
    yield "path:none"


def words(parse: Parse, within: range, actors: Sequence[Span], recipients: Sequence[Span]) -> Iterator[str]:
    """Content lemmas outside the two parties, and pairs of neighbouring ones."""
    masked = {i for span in (*actors, *recipients) for i in parse.tokens_in(span)}
    last = ""
    for i in within:
        t = parse.tokens[i]
        if t.i in masked or t.pos not in CONTENT:
            continue
        lemma = t.lemma if t.pos != "PROPN" else "NAME"
        yield f"word:{lemma}"
        if t.pos in {"VERB", "NOUN"}:
            yield from named("word", list(around(parse, t)))
        if last:
            yield f"words:{last} {lemma}"
        last = lemma
