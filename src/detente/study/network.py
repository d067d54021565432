"""Who acts on whom: a directed network of sides, with the usual measures, small enough to need no library.

Betweenness: Brandes (2001), undirected and unweighted, divided by the number of pairs of others.
"""
from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass

from detente.records.dossier import Dossier
from detente.records.reading import Actor
from detente.study.acts import Act, acts


@dataclass(frozen=True, slots=True)
class Edge:
    """What one side did towards another: acts in all, by quad class, their mean PLOVER score, and the happenings behind them."""

    source: str
    target: str
    n: int
    quads: tuple[int, int, int, int]
    score: float
    happenings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A side and its place: acts done and received, sides it has to do with, betweenness and closeness in 0..1."""

    actor: Actor
    done: int
    received: int
    degree: int
    betweenness: float
    closeness: float
    component: int


@dataclass(frozen=True, slots=True)
class Network:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    density: float


def network(dossier: Dossier, reciprocal: bool = True) -> Network:
    """The network of acts that happened. reciprocal: those done together make an edge each way."""
    found: dict[tuple[str, str], list[Act]] = defaultdict(list)
    actors: dict[str, Actor] = {}
    for a in acts(dossier):
        if a.others or reciprocal:
            for one, two in a.pairs():
                actors.update({one.id: one, two.id: two})
                found[one.id, two.id].append(a)
    edges = tuple(edge(s, t, many) for (s, t), many in sorted(found.items()))
    links = neighbours(edges)
    n = len(actors)
    density = len(edges) / (n * (n - 1)) if n > 1 else 0.0
    between, parts = betweenness(links), components(links)
    nodes = tuple(Node(actors[i], sum(e.n for e in edges if e.source == i), sum(e.n for e in edges if e.target == i), len(links[i]),
                       between[i], closeness(links, i), parts[i]) for i in sorted(actors))
    return Network(tuple(sorted(nodes, key=lambda x: (-x.done - x.received, x.actor.id))), edges, round(density, 4))


def edge(source: str, target: str, many: list[Act]) -> Edge:
    quads = [sum(a.event.quad == q for a in many) for q in (1, 2, 3, 4)]
    mean = sum(a.event.score for a in many) / len(many)
    return Edge(source, target, len(many), (quads[0], quads[1], quads[2], quads[3]), round(mean, 2), tuple(a.happening.id for a in many))


Links = Mapping[str, frozenset[str]]


def neighbours(edges: tuple[Edge, ...]) -> Links:
    """The network without directions."""
    out: dict[str, set[str]] = defaultdict(set)
    for e in edges:
        out[e.source].add(e.target)
        out[e.target].add(e.source)
    return {k: frozenset(v) for k, v in sorted(out.items())}


def betweenness(links: Links) -> dict[str, float]:
    """The share of shortest ways between others that lead through each."""
    score = dict.fromkeys(links, 0.0)
    for source in links:
        order, ways, before = shortest(links, source)
        carried = dict.fromkeys(links, 0.0)
        for w in reversed(order):
            for v in before[w]:
                carried[v] += ways[v] / ways[w] * (1 + carried[w])
            if w != source:
                score[w] += carried[w]
    pairs = (len(links) - 1) * (len(links) - 2)
    return {k: round(v / pairs, 4) if pairs > 0 else 0.0 for k, v in score.items()}


def shortest(links: Links, source: str) -> tuple[list[str], dict[str, int], dict[str, list[str]]]:
    """Breadth first from one side: the order of visits, the number of shortest ways, and who stands before whom on them."""
    order: list[str] = []
    ways, far, before = defaultdict(int, {source: 1}), {source: 0}, defaultdict(list)
    queue = deque([source])
    while queue:
        v = queue.popleft()
        order.append(v)
        for w in sorted(links[v]):
            if w not in far:
                far[w] = far[v] + 1
                queue.append(w)
            if far[w] == far[v] + 1:
                ways[w] += ways[v]
                before[w].append(v)
    return order, ways, before


def distances(links: Links, source: str) -> dict[str, int]:
    far = {source: 0}
    queue = deque([source])
    while queue:
        v = queue.popleft()
        for w in links[v] - far.keys():
            far[w] = far[v] + 1
            queue.append(w)
    return far


def closeness(links: Links, i: str) -> float:
    """Reached sides by the mean distance to them, scaled by the share reached (Wasserman and Faust)."""
    far = distances(links, i)
    total, reached = sum(far.values()), len(far) - 1
    return round(reached / total * reached / (len(links) - 1), 4) if total else 0.0


def components(links: Links) -> dict[str, int]:
    """The part of the network each side lies in, the largest first from 1."""
    found: list[set[str]] = []
    for i in links:
        if not any(i in part for part in found):
            found.append(set(distances(links, i)))
    ranked = sorted(found, key=lambda part: (-len(part), min(part)))
    return {i: n for n, part in enumerate(ranked, 1) for i in part}
