"""What changed between two states of the world, and by which evidence."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from detente.records.dossier import Citation
from detente.records.world import Commitment, Dependency, Relation, World
from detente.study.measures import stance_cells


class Evident(Protocol):
    def spans(self) -> tuple[Citation, ...]: ...


T = TypeVar("T", bound=Evident)


@dataclass(frozen=True, slots=True)
class Changed:
    """One difference. what: the kind of cell; about: which; was, now: None where it was or is absent; evidence: what the other state lacked."""

    what: str
    about: str
    was: str | None
    now: str | None
    evidence: tuple[Citation, ...]

    def spans(self) -> tuple[Citation, ...]:
        return self.evidence


def diff(before: World, after: World) -> tuple[Changed, ...]:
    """All differences, measure by measure, then commitments, dependencies and relations. Two equal worlds have none."""
    found = [*of_measures(before, after), *compared("commitment", before.commitments, after.commitments, commitment_name, commitment_state),
             *compared("dependency", before.dependencies, after.dependencies, dependency_name, lambda d: d.what),
             *compared("relation", before.relations, after.relations, relation_name, relation_state)]
    return tuple(sorted(found, key=lambda c: (c.what != "stance", c.what, c.about, c.now or "")))


def of_measures(before: World, after: World) -> Iterator[Changed]:
    yield from compared("measure", before.measures, after.measures, lambda m: m.issue.id, lambda m: m.state.value)
    yield from compared("stance", stances(before), stances(after), lambda s: s.about, lambda s: s.stance)


@dataclass(frozen=True, slots=True)
class Stance:
    about: str
    stance: str
    evidence: tuple[Citation, ...]

    def spans(self) -> tuple[Citation, ...]:
        return self.evidence


def stances(world: World) -> list[Stance]:
    """One for each actor and measure; an actor with two stances has them joined."""
    found: dict[str, list[tuple[str, tuple[Citation, ...]]]] = {}
    for m in world.measures:
        for stance, cells in stance_cells(m).items():
            for c in cells:
                found.setdefault(f"{c.actor.id} on {m.issue.label}", []).append((stance, c.evidence))
    return [Stance(k, " and ".join(s for s, _ in v), tuple(c for _, e in v for c in e)) for k, v in found.items()]


def compared(what: str, before: Iterable[T], after: Iterable[T], name: Callable[[T], str], state: Callable[[T], str]) -> Iterator[Changed]:
    """Cells by name whose state differs, or that only one of the worlds has."""
    old, new = by_name(before, name), by_name(after, name)
    for key in sorted(old.keys() | new.keys()):
        a, b = old.get(key), new.get(key)
        was, now = state(a) if a is not None else None, state(b) if b is not None else None
        if was != now:
            yield Changed(what, key, was, now, fresh(a, b))


def by_name(cells: Iterable[T], name: Callable[[T], str]) -> Mapping[str, T]:
    return {name(c): c for c in cells}


def fresh(was: Evident | None, now: Evident | None) -> tuple[Citation, ...]:
    """Evidence that only the later state has; where the cell went, what it rested on."""
    if now is None:
        return was.spans() if was is not None else ()
    known = set(was.spans()) if was is not None else set()
    return tuple(c for c in now.spans() if c not in known) or now.spans()


def commitment_name(c: Commitment) -> str:
    return c.id


def commitment_state(c: Commitment) -> str:
    return f"{' and '.join(a.name for a in c.parties)}: {c.object} ({c.state.value})"


def dependency_name(d: Dependency) -> str:
    return f"{d.of.id} on {d.on.id} for {d.what}"


def relation_name(r: Relation) -> str:
    return f"{r.pair[0].id} and {r.pair[1].id}"


def relation_state(r: Relation) -> str:
    return f"{'/'.join(map(str, r.counts))}, last {r.latest_type} on {r.latest_day}"
