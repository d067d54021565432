"""Titles before names: which offices they may stand for, and which sector they give."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.lexicon.names import key_of
from detente.lexicon.source import Source


@dataclass(frozen=True, slots=True)
class Title:
    """offices: kinds of office it may name ("president"); sector: its bearer's, None for a mere honorific; longest match counts."""

    id: str
    word: str
    offices: tuple[str, ...]
    sector: str | None
    sectors: tuple[str, ...]
    honorific: bool

    @property
    def capital(self) -> bool:
        return self.word[0].isupper()


def load_titles(source: Source) -> Iterator[tuple[str, Title]]:
    """Yield each title of titles.toml under its key; a later table never takes a word from an earlier one."""
    for id, table in source.tables.items():
        for word in table["words"]:
            yield key_of(word), Title(id, word, tuple(table.get("office", ())), table.get("sector"), tuple(table.get("sectors", ())),
                                      bool(table.get("honorific", False)))
