"""Armed groups taken up by what they are: "the rebels" of a report that names one armed group only are that group."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.codebook.sectors import ARMED, BANDS
from detente.extract.mentions.scene import Scene
from detente.lexicon.actors import Kind
from detente.records.reading import Actor

if TYPE_CHECKING:
    from detente.extract.mentions.mentions import Found


def with_bands(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The mentions, with "the rebels" and "the guerrillas" meaning the one armed group that the report names; as they were where it names
    none or two."""
    named = {a.id: a for f in found if (a := f.mention.actor) is not None and is_armed_group(scene, a)}
    if len(named) != 1:
        return list(found)
    group = next(iter(named.values()))
    return [replace(f, mention=replace(f.mention, actor=group), many=True) if is_band(scene, f) else f for f in found]


def is_armed_group(scene: Scene, actor: Actor) -> bool:
    entry = scene.lexicon.entries.get(actor.id)
    return entry is not None and entry.kind is Kind.ORGANISATION and entry.sector == ARMED


def is_band(scene: Scene, f: Found) -> bool:
    """Whether a mention is "the rebels" and nothing more."""
    actor, words = f.mention.actor, scene.parse.text[f.mention.span.start:f.mention.span.end].lower().split()
    return actor is not None and actor.id in BANDS and len(words) == 2 and words[0] == "the"
