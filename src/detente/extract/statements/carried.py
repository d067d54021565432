"""Paragraphs that are all quotation and name nobody: their speaker is the one the paragraph before speaks of, where that is clear."""
from __future__ import annotations

from collections.abc import Sequence

from detente.extract.statements.claims import Claim, Scene
from detente.extract.statements.direct import Block, all_quotation, blocks


def with_carried(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, and one more for each paragraph of nothing but quotation that no claim covers and whose speaker is clear."""
    found = list(claims)
    before: Block | None = None
    for block in blocks(scene):
        if before is not None and all_quotation(scene, block) and not covered(block, found):
            source = sole_speaker(scene, before, found)
            if source is not None:
                found.append(Claim(None, None, None, tuple(q.outer for q in block.quotations), source.speaker, via=source.via))
        before = block
    return found


def covered(block: Block, claims: Sequence[Claim]) -> bool:
    return any(block.quotations[0].outer.overlaps(s) for c in claims for s in c.content)


def sole_speaker(scene: Scene, block: Block, claims: Sequence[Claim]) -> Claim | None:
    """The last claim of a block if all its claims, but for those that only relay, have one speaker who is named."""
    first, last = block.tokens[0].i, block.tokens[-1].i
    here = [c for c in claims if c.cue is not None and first <= c.cue <= last and c.speaker is not None]
    relays = {c.via for c in here}
    own = [c for c in here if c.speaker not in relays]
    names = {scene.token(c.speaker).lower for c in own if c.speaker is not None} - {"he", "she", "they"}
    if len(names) != 1:
        return None
    return max((c for c in own if c.speaker is not None and scene.token(c.speaker).lower in names), key=lambda c: c.cue or 0)
