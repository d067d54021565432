"""What the rules of this room hand to each other: a claim before it becomes a record, and the report as the rules see it."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from detente.extract.quotations import Quotation
from detente.language.parse import Parse, Token
from detente.lexicon.cues import Cue, Cues, Frame
from detente.text import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement in the making. cue: index of the cue's token, or None for a headline's colon; cue_span: its characters.

    speaker, via, addressee: indices of the head token of the noun phrase; speaker_span: set where no head token could be trusted.
    """

    cue: int | None
    cue_span: Span | None
    frame: Frame | None
    content: tuple[Span, ...]
    speaker: int | None = None
    speaker_span: Span | None = None
    via: int | None = None
    addressee: int | None = None
    word: Cue | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """The report as the rules see it: its parse, the cues and its outermost quotations.

    inside: for each token the index of the quotation it stands in, or -1; starts: where the quotations begin.
    """

    parse: Parse
    cues: Cues
    outer: tuple[Quotation, ...]
    inside: tuple[int, ...]
    starts: tuple[int, ...]

    def token(self, i: int) -> Token:
        return self.parse.tokens[i]

    def quotations_in(self, span: Span) -> list[Quotation]:
        """The outermost quotations that the span touches."""
        found = []
        for k in range(max(0, bisect_right(self.starts, span.start) - 1), len(self.outer)):
            if self.starts[k] >= span.end:
                break
            if self.outer[k].outer.overlaps(span):
                found.append(self.outer[k])
        return found


def lemma_of(cues: Cues, token: Token) -> str:
    """The token's lemma, mended where the parser cut too much off ("hoped" is "hope", not "hop")."""
    return token.lemma + "e" if token.lower.startswith(token.lemma + "e") and token.lemma + "e" in cues.verbs else token.lemma


def second_word(parse: Parse, verb: int, word: str) -> Token | None:
    """The particle or preposition of a verb of two words; of three ("lash out at") the last."""
    parts = word.split()
    at = verb
    found: Token | None = None
    for part in parts:
        found = next((k for k in parse.kids(verb, "prt", "prep", "advmod") if k.lower == part and k.i > at), None) or next(
            (k for k in parse.kids(at, "prep") if k.lower == part), None)
        if found is None:
            return None
        at = found.i
    return found


def cue_of(scene: Scene, token: Token) -> Cue | None:
    """The cue of a verb as it stands, with its second word if it wants one."""
    for cue in scene.cues.verbs.get(lemma_of(scene.cues, token), ()):
        if cue.second is None or second_word(scene.parse, token.i, cue.second) is not None:
            return cue
    return None


def scene(parse: Parse, quotations: Sequence[Quotation], cues: Cues) -> Scene:
    """Lay parse and quotations side by side."""
    outer = tuple(q for q in quotations if q.depth == 0)
    inside = [-1] * len(parse.tokens)
    for k, quotation in enumerate(outer):
        for i in parse.tokens_in(quotation.outer):
            inside[i] = k
    return Scene(parse, cues, outer, tuple(inside), tuple(q.outer.start for q in outer))
