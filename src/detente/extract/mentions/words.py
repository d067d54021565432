"""Word lists of the mentions room, from data/words.toml."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from detente.lexicon.source import read_source


@dataclass(frozen=True, slots=True)
class Words:
    """particles: small words inside names; opening: those that may begin one; never_names: capitalised words that are no names;
    body_words: last words of organisations, with place_words those of sites; body_sectors: sector by last word;
    former: words that make a title past; leaders, sides: nouns of "the two leaders", "the two sides"; vague: roles that say little alone;
    same: a body's many names by its usual one; suffixes: what follows a name and a hyphen without being part of it;
    trusting: words whose "in" names a person ("confidence in"); blocs: nouns by which any organisation of states is taken up ("the bloc");
    bodies_again: those that take up only one whose name ends with them ("the union"); deciding: verbs of those who can decide, so that their "it"
    is no thing."""

    particles: frozenset[str]
    opening: frozenset[str]
    never_names: frozenset[str]
    body_words: frozenset[str]
    place_words: frozenset[str]
    body_sectors: Mapping[str, str]
    former: frozenset[str]
    leaders: frozenset[str]
    sides: frozenset[str]
    vague: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    same: Mapping[str, str]
    suffixes: frozenset[str]
    trusting: frozenset[str]
    blocs: frozenset[str]
    bodies_again: frozenset[str]
    deciding: frozenset[str]


@cache
def load_words() -> Words:
    """The lists, read once."""
    source = read_source(resources.files("detente.extract.mentions").joinpath("data", "words.toml"))
    t = source.tables
    sectors = {word: sector for sector, listed in t["bodies"].items() for word in listed}
    sites = frozenset(t["places"]["words"])

    def listed(key: str) -> frozenset[str]:
        return frozenset(t["lists"][key])

    return Words(listed("particles"), listed("opening"), listed("never_names"), frozenset(sectors) | sites, sites, sectors, listed("former"),
                 listed("leaders"), listed("sides"), listed("vague"), listed("feminine"), listed("masculine"), t["same"],
                 listed("suffixes"), listed("trusting"), listed("blocs"), listed("bodies_again"),
                 listed("deciding"))
