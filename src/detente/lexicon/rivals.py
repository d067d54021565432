"""Names that several things bear: which cue words speak for which, and what a name means where there is no cue."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.lexicon.names import key_of
from detente.lexicon.source import Source


@dataclass(frozen=True, slots=True)
class Rival:
    """default: an entry id, or None to leave the name open; cues: words by entry id, or by "place:USA" for a place of that name there."""

    default: str | None
    cues: Mapping[str, frozenset[str]]

    def settle(self, words: frozenset[str]) -> str | None:
        """The id with most cues among the report's words; the default where none has any, None where two have as many."""
        counts = sorted(((len(cues & words), id) for id, cues in self.cues.items()), reverse=True)
        if not counts or counts[0][0] == 0:
            return self.default
        return counts[0][1] if len(counts) == 1 or counts[0][0] > counts[1][0] else None


def load_rivals(source: Source) -> dict[str, Rival]:
    """The names of ambiguous.toml by key."""
    return {key_of(name): Rival(t.get("default") or None, {id: frozenset(cues) for id, cues in t.get("cues", {}).items()})
            for name, t in source.tables.items()}


def load_leads(source: Source) -> dict[str, str]:
    """The office that leads each state of leaders.toml."""
    return {country: office for office, countries in source.tables.items() for country in countries}
