"""Claims told first and given to their speaker in a clause between commas: "The talks, he said, would go on", "..., officials said"."""
from __future__ import annotations

from collections.abc import Iterator

from detente.extract.statements.claims import Claim, Scene
from detente.extract.statements.contents import claim_start, spans_of
from detente.extract.statements.phrases import is_edge, subject
from detente.language.parse import Sentence, Token
from detente.lexicon.cues import Act, Cue, Frame

# Words of an aside that may stand between subject and verb, or after the verb: "the aide also said on Friday".
LONGEST_ASIDE = 40
FINITE = ("VBD", "VBZ", "VBP", "MD")
# Acts that may follow what is said; "the two sides agreed" after a comma tells an event.
TOLD_LAST = frozenset(Act) - {Act.PROMISE, Act.PRAISE, Act.REFUSE, Act.WANT, Act.URGE, Act.PROPOSE}
STOPS = frozenset({",", ";", "-", "–", "—", "--"})


def aside_claims(scene: Scene) -> Iterator[Claim]:
    """One claim for each cue verb whose clause stands between commas or at the end of its sentence."""
    for token in scene.parse.tokens:
        cue = saying(scene, token)
        if cue is not None:
            claim = aside_claim(scene, token, cue)
            if claim is not None:
                yield claim


def saying(scene: Scene, token: Token) -> Cue | None:
    """The cue of a finite verb that may follow what is said."""
    if token.tag not in ("VBD", "VBZ", "VBP") or scene.inside[token.i] >= 0:
        return None
    plain = {Frame.QUOTE, Frame.THAT}
    cues = scene.cues.verbs.get(token.lemma, ())
    return next((c for c in cues if plain <= c.frames - c.weak and c.second is None and c.act in TOLD_LAST), None)


def aside_claim(scene: Scene, token: Token, cue: Cue) -> Claim | None:
    """The claim, where a comma stands before the aside, at least three words before that, and a comma or the sentence's end after it."""
    parse = scene.parse
    sentence = parse.sentences[token.sent]
    who = subject(parse, token.i)
    barred = ("ccomp",) if cue.told else ("ccomp", "dobj")
    if who is None or not sentence.first <= who < sentence.last or any(k.i > token.i for k in parse.kids(token.i, *barred)):
        return None
    first, last = reach(scene, sentence, token, who)
    if first - sentence.first < 3 or parse.tokens[first - 1].text != "," or scene.inside[first - 1] >= 0 or last - first > LONGEST_ASIDE:
        return None
    if parse.tokens[min(token.i + 1, last)].lower == "that":
        return None
    own = range(first, last + 1)
    rest = [i for i in range(claim_start(scene, sentence), sentence.last) if i not in own]
    content = spans_of(scene, rest, own)
    if not content or not any(parse.tokens[i].tag in FINITE and parse.tokens[i].dep not in ("relcl", "advcl", "acl") for i in rest):
        return None
    return Claim(token.i, token.span, Frame.THAT, content, who, word=cue)


def reach(scene: Scene, sentence: Sentence, token: Token, who: int) -> tuple[int, int]:
    """First and last token of the aside: from the subject or verb, whichever comes first, to the next comma or the end."""
    parse = scene.parse
    first = token.i
    if who < token.i:
        below = [i for i in parse.subtree(who) if i <= who]
        first = who
        while first - 1 in below and not is_edge(parse.tokens[first - 1]):
            first -= 1
    last = max(token.i, max(i for i in parse.subtree(who) if i < sentence.last) if who > token.i else token.i)
    while last + 1 < sentence.last and parse.tokens[last + 1].text not in STOPS and not ends(parse.tokens[last + 1].text):
        last += 1
    return first, last


def ends(text: str) -> bool:
    return text in (".", "?", "!")
