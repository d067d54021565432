"""Nouns and adjectives that report: "his suggestion of talks", "concerns that", "is confident that", "opposed to the ban"."""
from __future__ import annotations

from collections.abc import Iterator

from detente.extract.statements.claims import Claim, Scene
from detente.extract.statements.contents import spans_of
from detente.extract.statements.phrases import any_subject
from detente.language.parse import Parse, Token
from detente.lexicon.cues import Cue, Frame

# Verbs whose object is the speaker's own: "voiced concern that", "made a pledge to".
LIGHT = frozenset({"make", "have", "voice", "express", "issue", "give", "raise", "repeat", "renew", "reiterate", "offer", "hold", "share", "take",
                   "air", "put"})


def noun_claims(scene: Scene) -> Iterator[Claim]:
    """One claim for each cue noun with a content; a clause with "that" counts without a speaker too."""
    for token in scene.parse.tokens:
        if token.pos != "NOUN" or scene.inside[token.i] >= 0 or token.lemma not in scene.cues.nouns:
            continue
        cue = scene.cues.nouns[token.lemma]
        frame, content = after_word(scene, token, cue)
        who = owner(scene.parse, token)
        if content and frame is not None and who is not None:
            yield Claim(token.i, token.span, frame, spans_of(scene, content), who, word=cue)


def adjective_claims(scene: Scene) -> Iterator[Claim]:
    """One claim for each cue adjective that is said of somebody and has a content."""
    for token in scene.parse.tokens:
        if token.pos not in ("ADJ", "VERB", "ADP") or scene.inside[token.i] >= 0 or token.lower not in scene.cues.adjectives:
            continue
        if token.dep not in ("acomp", "ROOT", "ccomp", "conj", "oprd", "attr", "advcl", "amod", "acl"):
            continue
        cue = scene.cues.adjectives[token.lower]
        frame, content = after_word(scene, token, cue)
        who = holder(scene.parse, token)
        spans = spans_of(scene, content)
        if spans and frame is not None and who is not None and (frame not in cue.weak or any(scene.quotations_in(s) for s in spans)):
            yield Claim(token.i, token.span, frame, spans, who, word=cue)


def after_word(scene: Scene, token: Token, cue: Cue) -> tuple[Frame | None, list[int]]:
    """The frame a noun or adjective fills, and the tokens of the content."""
    parse = scene.parse
    for kid in parse.kids(token.i):
        if kid.i < token.i:
            continue
        to = any(k.tag == "TO" for k in parse.kids(kid.i, "aux"))
        marked = any(k.lower == "that" for k in parse.kids(kid.i, "mark"))
        if to and kid.dep in ("acl", "xcomp", "advcl", "ccomp") and Frame.TO in cue.frames:
            return Frame.TO, parse.subtree(kid.i)
        if kid.dep in ("acl", "ccomp") and Frame.THAT in cue.frames and not to and (marked or (kid.dep == "ccomp" and token.pos == "ADJ")):
            return Frame.THAT, parse.subtree(kid.i)
        if kid.dep == "prep" and kid.lower in cue.preps:
            below = next((k.i for k in parse.kids(kid.i, "pobj", "pcomp")), None)
            if below is not None and parse.tokens[below].pos != "PRON":
                return Frame.PREP, parse.subtree(below)
    return None, []


def owner(parse: Parse, noun: Token) -> int | None:
    """Head token of whose claim it is: a possessor, "by" or "from" somebody, or the subject of a light verb."""
    governor = parse.tokens[noun.head]
    for kid in parse.kids(noun.i, "poss"):
        doer = any_subject(parse, governor.i, 4) if kid.pos == "PRON" and noun.dep in ("dobj", "obj") else None
        return kid.i if doer is None else doer
    for kid in parse.kids(noun.i, "prep", "agent"):
        if kid.lower in ("by", "from", "among"):
            return next((k.i for k in parse.kids(kid.i, "pobj")), None)
    if noun.dep in ("dobj", "obj") and governor.lemma in LIGHT:
        return any_subject(parse, governor.i, 4)
    return None


def holder(parse: Parse, adjective: Token) -> int | None:
    """Head token of whoever the adjective is said of."""
    for kid in parse.kids(adjective.i, "nsubj", "nsubjpass"):
        return kid.i
    governor = parse.tokens[adjective.head]
    return any_subject(parse, governor.i, 4) if governor.pos in ("VERB", "AUX") and governor.i != adjective.i else None
