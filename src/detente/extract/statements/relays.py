"""Who passed a statement on, to whom it was made, and where: "was quoted as saying by X", "the ministry revealed that the minister hinted"."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.extract.statements.claims import Claim, Scene
from detente.extract.statements.phrases import agent, any_subject, passive
from detente.language.parse import Parse, Token
from detente.lexicon.cues import Frame
from detente.records.reading import When

# Frames whose content is a whole claim, so that a claim within it is passed on by their speaker; None: "according to".
TELLING = (Frame.THAT, Frame.QUOTE, None)
PEOPLE = ("NOUN", "PROPN", "PRON")


def quoted_by(scene: Scene, verb: Token) -> tuple[int | None, int | None]:
    """Speaker and relay of a saying under a verb of quoting: "X was quoted as saying by Y", "Y quoted X as saying"; else None, None."""
    parse = scene.parse
    governor = parse.tokens[verb.head]
    quoting = parse.tokens[governor.head]
    if verb.dep != "pcomp" or governor.lower != "as" or quoting.lemma not in scene.cues.relays:
        return None, None
    if passive(parse, quoting.i):
        relay = agent(parse, quoting.i)
        return any_subject(parse, quoting.i, 3), by_whom(parse, verb.i) if relay is None else relay
    quoted = next((k.i for k in parse.kids(quoting.i, "dobj")), None)
    return quoted, any_subject(parse, quoting.i, 3)


def by_whom(parse: Parse, i: int) -> int | None:
    """Head token after "by" below a token, where the parser hung it there."""
    for by in parse.kids(i, "prep", "agent"):
        if by.lower == "by":
            return next((k.i for k in parse.kids(by.i, "pobj")), None)
    return None


def with_relays(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each with whoever passed it on: the speaker of the claim in whose content its own cue stands, or a mouthpiece."""
    telling: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.cue is not None and claim.frame in TELLING:
            telling.setdefault(scene.token(claim.cue).sent, []).append(claim)
    return [relayed(scene, c, telling.get(scene.token(c.cue).sent, ()) if c.cue is not None else ()) for c in claims]


def relayed(scene: Scene, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """One claim with its relay and addressee, where the text names them."""
    if claim.cue is None:
        return claim
    cue = scene.token(claim.cue)
    via = claim.via if claim.via is not None else mouthpiece(scene.parse, cue.i)
    if via is None and claim.speaker is not None and scene.token(claim.speaker).pos != "PRON":
        via = holder(scene, claim, [c for c in claims if any(s.start <= cue.start < s.end for s in c.content)])
    addressee = claim.addressee if claim.addressee is not None else spoken_to(scene, claim, cue)
    return replace(claim, via=via, addressee=addressee)


def holder(scene: Scene, claim: Claim, around: Sequence[Claim]) -> int | None:
    """The speaker of the closest claim around this one, if that is somebody else."""
    closest = min(around, key=lambda c: sum(len(s) for s in c.content), default=None)
    if closest is None or closest.speaker is None or closest.speaker == claim.speaker or closest.cue == claim.cue:
        return None
    one, other = scene.token(closest.speaker), scene.token(claim.speaker) if claim.speaker is not None else None
    return None if other is not None and one.lower == other.lower else closest.speaker


def mouthpiece(parse: Parse, verb: int) -> int | None:
    """Head token of a spokesman through whom somebody speaks: "said through an aide"."""
    for kid in parse.kids(verb, "prep"):
        if kid.lower in ("through", "via"):
            below = next(parse.kids(kid.i, "pobj"), None)
            if below is not None and below.pos in ("NOUN", "PROPN") and below.lemma.endswith(("man", "woman", "person", "aide", "lawyer", "envoy")):
                return below.i
    return None


def spoken_to(scene: Scene, claim: Claim, cue: Token) -> int | None:
    """Head token of the addressee of a verb that names one: "told reporters", "said to the minister"."""
    parse = scene.parse
    if claim.word is not None and claim.word.told:
        for kid in parse.kids(cue.i, "dobj", "dative"):
            if kid.pos in PEOPLE and scene.inside[kid.i] < 0:
                return kid.i
    for kid in parse.kids(cue.i, "prep", "dative"):
        if kid.lower == "to" and claim.word is not None and claim.word.second is None:
            below = next(parse.kids(kid.i, "pobj"), None)
            if below is not None and below.pos in PEOPLE and scene.inside[below.i] < 0:
                return below.i
    return None


def venue(scene: Scene, claim: Claim) -> int | None:
    """Head token of the occasion: "in an interview", "at the joint press conference"."""
    if claim.cue is None:
        return None
    for kid in scene.parse.kids(claim.cue, "prep"):
        below = next(scene.parse.kids(kid.i, "pobj"), None)
        if kid.lower in ("in", "at", "during", "on") and below is not None and below.lemma in scene.cues.venues and scene.inside[below.i] < 0:
            return below.i
    return None


def told_when(scene: Scene, claim: Claim, times: Iterable[When]) -> When | None:
    """The time that hangs on the cue: "said on Tuesday"."""
    if claim.cue is None:
        return None
    sentence = scene.parse.sentences[scene.token(claim.cue).sent]
    for time in times:
        if time.span is None or not sentence.start <= time.span.start < sentence.end or any(s.covers(time.span) for s in claim.content):
            continue
        head = scene.parse.head_of(time.span)
        verb = None if head is None else next((t for t in scene.parse.ancestors(head.i) if t.pos in ("VERB", "AUX")), None)
        if verb is not None and verb.i == claim.cue:
            return time
    return None
