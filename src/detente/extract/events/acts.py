"""What common words name, by type and mode: the hand-made part of the readable voice. Data: `data/acts.toml`."""
from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from detente.codebook.plover import plover
from detente.errors import UnknownCode
from detente.records.kinds import EventType

Act = tuple[EventType, str]
# Endings of nouns made from verbs: "file+complaint" lets "complaint" name an act; "cut+gas" does not make one of gas.
NOMINAL = ("tion", "sion", "ment", "aint", "suit", "quiry", "probe", "talks", "talk", "strike", "raid", "test", "drill", "ban", "sanctions")


@dataclass(frozen=True, slots=True)
class Acts:
    """entries: word, or "verb+word", -> the acts it may name, each with its mode ("" where none); nouns: words that may name an act alone
    or after a light verb ("investigation")."""

    entries: Mapping[str, tuple[Act, ...]]
    nouns: frozenset[str]

    def named(self, keys: Iterable[str]) -> Iterator[tuple[str, Act]]:
        """The acts that the keys of a predicate name, e.g. "file+lawsuit" ACCUSE allege; pairs before single words."""
        for key in sorted(dict.fromkeys(keys), key=lambda k: ("+" not in k and " " not in k, k)):
            for act in self.entries.get(key, ()):
                yield key, act


@cache
def acts() -> Acts:
    """The list as shipped. Raises UnknownCode for a type or mode that PLOVER does not have."""
    raw = tomllib.loads(resources.files("detente.extract.events").joinpath("data/acts.toml").read_text("utf-8"))
    found: dict[str, list[Act]] = {}
    for name, modes in raw.items():
        kind = EventType(name)
        for mode, words in modes.items():
            if mode and mode not in plover().types[kind].modes:
                raise UnknownCode(f"data/acts.toml: {name} has no mode {mode!r}; known: {', '.join(plover().types[kind].modes)}")
            for word in words:
                found.setdefault(word, []).append((kind, mode))
    alone = {word.split(" ")[-1] for word in found if "+" not in word}
    after = {second for word in found if "+" in word for second in word.split("+")[1:] if second in alone or second.endswith(NOMINAL)}
    return Acts({word: tuple(dict.fromkeys(named)) for word, named in found.items()}, frozenset(alone | after))
