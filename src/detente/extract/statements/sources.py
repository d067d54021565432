"""Phrases that name the speaker: "according to the ministry"."""
from __future__ import annotations

from collections.abc import Iterator

from detente.extract.statements.claims import Claim, Scene
from detente.extract.statements.contents import claim_start, spans_of
from detente.language.parse import Parse, Token


def source_claims(scene: Scene) -> Iterator[Claim]:
    """One claim for each phrase such as "according to X": the content is the sentence or clause it qualifies."""
    firsts = {words[0] for words in scene.cues.sources}
    for token in scene.parse.tokens:
        if token.lower not in firsts or scene.inside[token.i] >= 0:
            continue
        words = next((w for w in scene.cues.sources if matches(scene.parse, token.i, w)), None)
        if words is None:
            continue
        last = token.i + len(words) - 1
        who = named(scene.parse, last)
        if who is not None:
            yield from qualified(scene, token, last, who)


def matches(parse: Parse, i: int, words: tuple[str, ...]) -> bool:
    return tuple(t.lower for t in parse.tokens[i:i + len(words)]) == words


def named(parse: Parse, last: int) -> int | None:
    """Head token of the noun phrase after the phrase's last word."""
    for kid in parse.kids(last, "pobj"):
        return kid.i
    return None


def qualified(scene: Scene, token: Token, last: int, who: int) -> Iterator[Claim]:
    """The claim whose content is the sentence without the phrase itself."""
    parse = scene.parse
    sentence = parse.sentences[token.sent]
    own = {i for i in parse.subtree(token.i) if scene.inside[i] < 0} | set(range(token.i, last + 1))
    rest = [i for i in range(claim_start(scene, sentence), sentence.last) if i not in own]
    content = spans_of(scene, rest, own)
    if content:
        yield Claim(token.i, parse.span_of(token.i, last), None, content, who)
