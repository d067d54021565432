"""Copies and syndication: reports that share their wording, or their outlet, count as one source.

Method: hashed shingles of eight words (Broder 1997); the smallest hashes of each report are its sketch and the index key under which
candidates are found; a candidate counts when a third of the shorter report's shingles stand in the longer one.
"""
from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from detente.link.words import WORD
from detente.records.kinds import PartKind
from detente.records.reading import Reading

SHINGLE = 8
SKETCH = 24
COPIED = 0.34
FEWEST = 12       # shingles below which a report is too short to be called a copy
CROWD = 200       # reports under one hash beyond which only neighbours are compared


def source_groups(readings: Sequence[Reading]) -> dict[str, int]:
    """Report id -> number of its source. Copies share one; so do reports of one named outlet."""
    parent = {r.report.id: r.report.id for r in readings}
    for a, b in sorted(copies(readings)):
        join(parent, a, b)
    outlets: dict[str, str] = {}
    for r in readings:
        if r.report.source:
            join(parent, r.report.id, outlets.setdefault(r.report.source.casefold(), r.report.id))
    roots = {i: root(parent, i) for i in sorted(parent)}
    number = {name: n for n, name in enumerate(sorted(set(roots.values())))}
    return {i: number[r] for i, r in roots.items()}


def root(parent: dict[str, str], i: str) -> str:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def join(parent: dict[str, str], a: str, b: str) -> None:
    """Make a and b one group, led by the smaller id, so that order does not matter."""
    one, two = sorted((root(parent, a), root(parent, b)))
    parent[two] = one


def copies(readings: Sequence[Reading]) -> set[tuple[str, str]]:
    """Pairs of report ids of which one copies the other."""
    marks = {r.report.id: shingles(r) for r in readings}
    marks = {i: m for i, m in marks.items() if len(m) >= FEWEST}
    return {pair for pair in candidates(marks) if copied(marks[pair[0]], marks[pair[1]])}


def shingles(reading: Reading) -> frozenset[int]:
    """Hashes of each run of eight words of the body; where no body was found, of everything that is a part."""
    body = [p.span for p in reading.parts if p.kind is PartKind.BODY] or [p.span for p in reading.parts]
    words = [w.lower() for span in body for w in WORD.findall(reading.quote(span))]
    return frozenset(zlib.crc32(" ".join(words[n:n + SHINGLE]).encode("utf-8", "surrogatepass")) for n in range(len(words) - SHINGLE + 1))


def candidates(marks: Mapping[str, frozenset[int]]) -> set[tuple[str, str]]:
    """Pairs that share one of their smallest hashes."""
    index: dict[int, list[str]] = defaultdict(list)
    for i in sorted(marks):
        for h in sorted(marks[i])[:SKETCH]:
            index[h].append(i)
    return {pair for ids in index.values() for pair in near_pairs(ids)}


def near_pairs(ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """All pairs, or in a crowd each with the next: a chain joins them as well."""
    return combinations(ids, 2) if len(ids) <= CROWD else pairwise(ids)


def copied(one: frozenset[int], two: frozenset[int]) -> bool:
    return len(one & two) >= COPIED * min(len(one), len(two))
