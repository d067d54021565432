"""How far a climb from a measure has come, and the stances found on the way."""
from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from detente.extract.positions.hits import Hit


class Level(StrEnum):
    PHRASE = "phrase"   # a noun phrase: "the lifting of sanctions"
    ACT = "act"         # a verb phrase: "to lift sanctions"
    CLAIM = "claim"     # judged: "sanctions are useless"


class By(StrEnum):
    SUBJECT = "subject"
    OWNER = "owner"
    SPEAKER = "speaker"
    BEARER = "bearer"   # whom an adjective is said of


@dataclass(frozen=True, slots=True)
class Stand:
    """A stance found: value +1 or -1 to the measure; at: the word that says so; by: where its holder stands; path: the words between."""

    hit: Hit
    value: int
    at: int
    by: By
    path: tuple[int, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """How far up the climb is. value: what is done to the measure so far; 0 for a thing that nothing has stopped yet."""

    hit: Hit
    at: int
    value: int
    level: Level
    path: tuple[int, ...]
    more: bool = False

    def up(self, at: int, value: int | None = None, level: Level | None = None, more: bool = False) -> State:
        return replace(self, at=at, value=self.value if value is None else value, level=level or self.level, path=(*self.path, at),
                       more=self.more or more)
