"""Paragraphs that are all quotation and name nobody: their speaker is the one the paragraph before speaks of, where that is clear."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from detente.extract.statements.claims import Claim, Scene
from detente.extract.statements.direct import Block, all_quotation, blocks

PRONOUNS = frozenset({"he", "she", "they"})


def with_carried(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, and one more for each paragraph of nothing but quotation that no claim covers and whose speaker is clear."""
    found = list(claims)
    told = sorted(s.start for c in claims for s in c.content)
    by_block: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.cue is not None and claim.speaker is not None:
            by_block.setdefault(scene.parse.sentences[scene.token(claim.cue).sent].block, []).append(claim)
    before: Block | None = None
    for block in blocks(scene):
        if before is not None and all_quotation(scene, block) and not covered(block, told):
            source = sole_speaker(scene, by_block.get(before.index, ()))
            if source is not None:
                found.append(Claim(None, None, None, tuple(q.outer for q in block.quotations), source.speaker, via=source.via))
        before = block
    return found


def covered(block: Block, told: Sequence[int]) -> bool:
    """Whether some claim's content begins in the block's first quotation."""
    first = block.quotations[0].outer
    at = bisect_left(told, first.start)
    return at < len(told) and told[at] < first.end


def sole_speaker(scene: Scene, here: Sequence[Claim]) -> Claim | None:
    """The last of a block's claims if all of them, but for those that only relay, have one speaker who is named."""
    relays = {c.via for c in here}
    own = [(name_of(scene, c.speaker), c) for c in here if c.speaker is not None and c.speaker not in relays]
    named = [(name, c) for name, c in own if not name <= PRONOUNS]
    fullest = max((name for name, _ in named), key=len, default=frozenset[str]())
    if not named or not all(name <= fullest for name, _ in named):
        return None
    return max((c for _, c in named), key=lambda c: c.cue or 0)


def name_of(scene: Scene, head: int) -> frozenset[str]:
    """The words that tell one speaker from another: the noun and what stands close to it."""
    close = (k.lower for k in scene.parse.kids(head, "compound", "amod", "nmod", "poss", "appos"))
    return frozenset({scene.token(head).lower, *close})
