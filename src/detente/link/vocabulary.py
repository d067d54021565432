"""Words for people and for what a figure counts (data/counts.toml)."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from detente.lexicon.source import read_source
from detente.link.words import stem


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Stems of data/counts.toml. people: stem of a noun -> its group."""

    anybody: frozenset[str]
    people: Mapping[str, str]
    part: frozenset[str]
    growing: frozenset[str]
    asked: frozenset[str]
    toll: frozenset[str]
    measures: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The words of data/counts.toml, read on first use. Raises KnowledgeError where the file is broken."""
    tables = read_source(resources.files("detente.link").joinpath("data/counts.toml")).tables
    beside = {name: frozenset(stem(w) for w in listed.split()) for name, listed in tables["beside"].items()}
    people = {stem(w): group for group, listed in tables["people"].items() for w in listed.split()}
    return Vocabulary(frozenset(stem(w) for w in tables["anybody"].split()), people, **beside)
