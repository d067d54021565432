"""Headlines that are statements: "Lavrov: Sanctions will fail", "Sanctions will fail: Lavrov", "Sanctions will fail, says Lavrov"."""
from __future__ import annotations

import re
from collections.abc import Iterator

from detente.extract.statements.claims import Claim, Scene
from detente.extract.statements.contents import spans_of
from detente.language.parse import Sentence

NAMES = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "ADP", "DET", "PUNCT", "PART"})
LONGEST_NAME = 8
LINES = 3
FURNITURE = re.compile(r"(?i)\b(?:photos?|video|watch|read|update|breaking|exclusive|analysis|opinion|editorial|note|source|by|correction|live|"
                       r"report)\b")


def headline_claims(scene: Scene) -> Iterator[Claim]:
    """At most one claim for each of the first lines: a name, a colon, and a clause after it."""
    for sentence in scene.parse.sentences:
        if sentence.block >= LINES:
            return
        colon = next((i for i in range(sentence.first, sentence.last) if scene.token(i).text == ":"), None)
        if colon is not None and scene.inside[colon] < 0:
            claim = split_at(scene, sentence, colon)
            if claim is not None:
                yield claim
                return


def split_at(scene: Scene, sentence: Sentence, colon: int) -> Claim | None:
    """The claim on either side of the colon: the side that is a bare name is the speaker."""
    parse = scene.parse
    block = [s for s in parse.sentences if s.block == sentence.block]
    before, after = range(sentence.first, colon), range(colon + 1, block[-1].last)
    if block[0].first != sentence.first or not before or not after:
        return None
    for name, claim in ((before, after), (after, before)):
        if is_name(scene, name) and len(claim) > 2 and any(parse.tokens[i].pos in ("VERB", "AUX") for i in claim):
            content = spans_of(scene, list(claim))
            if content:
                span = parse.span_of(name[0], name[-1] if parse.tokens[name[-1]].text != "." else name[-2])
                return Claim(None, parse.tokens[colon].span, None, content, speaker_span=span)
    return None


def is_name(scene: Scene, tokens: range) -> bool:
    """Whether the tokens are a short name or office in capitals, and no label such as "Photos" or "Update"."""
    words = [scene.token(i) for i in tokens]
    if len(words) > LONGEST_NAME or any(scene.inside[i] >= 0 for i in tokens) or FURNITURE.search(" ".join(w.text for w in words)):
        return False
    return all(w.pos in NAMES for w in words) and any(w.pos == "PROPN" or w.entity in ("PERSON", "ORG", "GPE", "NORP") for w in words)
