"""The words that layout goes by: furniture phrases, byline and caption cues, function words; from `data/`, on first use."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from detente.lexicon.source import Source, read_source


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `data/*.toml`, ready to be compared. Phrases are in lower case; agencies as written."""

    whole: frozenset[str]
    start: tuple[str, ...]
    anywhere: tuple[str, ...]
    tail: re.Pattern[str]
    foot: re.Pattern[str]
    bio: re.Pattern[str]
    function: frozenset[str]
    agencies: frozenset[str]
    agency: str
    roles: tuple[str, ...]
    photo: tuple[str, ...]
    pose: re.Pattern[str]
    pose_aside: re.Pattern[str]
    months: dict[str, int]
    days: frozenset[str]
    published: tuple[str, ...]
    updated: tuple[str, ...]


def either(phrases: list[str]) -> str:
    """A pattern for any of the phrases, longest first."""
    return "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))


def phrases(source: Source, key: str) -> list[str]:
    """A list of phrases from a file. Raises KnowledgeError with file and line for one that is missing, blank or given twice."""
    found = source.tables.get(key)
    if not isinstance(found, list) or not found:
        raise source.error(f"wants a list {key!r}", key)
    for i, phrase in enumerate(found):
        if not isinstance(phrase, str) or not phrase.strip():
            raise source.error(f"{key!r} holds {phrase!r}, which is no phrase", str(phrase))
        if phrase in found[:i]:
            raise source.error(f"{key!r} has {phrase!r} twice", phrase)
    return found


@cache
def words() -> Words:
    """Read the lists once. Raises KnowledgeError where a file is wrong."""
    folder = resources.files("detente.extract.layout").joinpath("data")
    furniture, heads, function = (read_source(folder.joinpath(f"{name}.toml")) for name in ("furniture", "heads", "function"))
    agencies, pose = phrases(heads, "agencies"), either(phrases(heads, "pose"))
    months = phrases(heads, "months")
    return Words(
        whole=frozenset(phrases(furniture, "whole")),
        start=tuple(phrases(furniture, "start")),
        anywhere=tuple(phrases(furniture, "anywhere")),
        tail=re.compile(rf"(?:{either(phrases(furniture, 'tail'))})\W*\Z", re.I),
        foot=re.compile(rf"\W*(?:\d+ )?(?:{either(phrases(furniture, 'foot'))})(?: \(?\d+\)?)?\W*"),
        bio=re.compile(
            r"(?:[^\W\d_][\w.'\-]* ){1,5}(?:is|was) (?:an? |the )?(?:[\w\-]+ ){0,4}"
            rf"(?:{either(phrases(heads, 'writer'))})\b"),
        function=frozenset(phrases(function, "words")),
        agencies=frozenset(agencies),
        agency=either(agencies),
        roles=tuple(phrases(heads, "roles")),
        photo=tuple(phrases(heads, "photo")),
        pose=re.compile(rf"[(\[](?:{pose})[)\]]", re.I),
        pose_aside=re.compile(rf",\s(?:{pose})[,.;]", re.I),
        months={**{m: i + 1 for i, m in enumerate(months)}, **{m[:3]: i + 1 for i, m in enumerate(months)}, "sept": 9},
        days=frozenset(phrases(heads, "days")),
        published=tuple(phrases(heads, "published")),
        updated=tuple(phrases(heads, "updated")),
    )
