"""How verbs and nouns hand out their parties, as data."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

from detente.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Frames:
    """Lists of lemmas; what each means stands in `data/frames.toml`. recipient_preps is in order of preference."""

    light: frozenset[str]
    passive_light: frozenset[str]
    object_control: frozenset[str]
    carrier: frozenset[str]
    saying: frozenset[str]
    reciprocal: frozenset[str]
    reciprocal_verbs: frozenset[str]
    visits: frozenset[str]
    place_preps: frozenset[str]
    transfer: frozenset[str]
    means: frozenset[str]
    hours: frozenset[str]
    containers: frozenset[str]
    of_author: frozenset[str]
    occurring: frozenset[str]
    pending: frozenset[str]
    commissive: frozenset[str]
    bodies: frozenset[str]
    instruments: frozenset[str]
    captives: frozenset[str]
    holding: frozenset[str]
    freeing: frozenset[str]
    trade: frozenset[str]
    purpose: frozenset[str]
    about: frozenset[str]
    easing: frozenset[str]
    recipient_preps: tuple[str, ...]


@cache
def frames() -> Frames:
    """The frames as shipped. Raises KnowledgeError where a list is missing or strange."""
    raw = tomllib.loads(resources.files("detente.extract.events").joinpath("data/frames.toml").read_text("utf-8"))
    names = {f.name for f in fields(Frames)}
    if set(raw) != names:
        raise KnowledgeError(f"data/frames.toml: lists missing or unknown: {', '.join(sorted(names ^ set(raw)))}")
    lists = {name: frozenset(words) for name, words in raw.items() if name != "recipient_preps"}
    return Frames(recipient_preps=tuple(raw["recipient_preps"]), **lists)
