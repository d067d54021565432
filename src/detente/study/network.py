"""Who acts on whom: a directed network of sides, with the usual measures as networkx computes them (Hagberg, Schult and Swart 2008)."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.records.dossier import Dossier
from detente.records.reading import Actor
from detente.study.acts import Act, acts

if TYPE_CHECKING:
    import networkx as nx


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
    n = len(actors)
    density = len(edges) / (n * (n - 1)) if n > 1 else 0.0
    nodes = places(actors, edges)
    return Network(tuple(sorted(nodes, key=lambda x: (-x.done - x.received, x.actor.id))), edges, round(density, 4))


def places(actors: dict[str, Actor], edges: tuple[Edge, ...]) -> Iterable[Node]:
    """Each side with its measures; betweenness and closeness are of the network without directions and weights."""
    import networkx as nx  # half a second, wanted by this study only

    done: dict[str, int] = defaultdict(int)
    received: dict[str, int] = defaultdict(int)
    for e in edges:
        done[e.source] += e.n
        received[e.target] += e.n
    graph = undirected((e.source, e.target) for e in edges)
    between, close, parts = nx.betweenness_centrality(graph), nx.closeness_centrality(graph), components(graph)
    for i in sorted(actors):
        yield Node(actors[i], done[i], received[i], graph.degree(i), round(between[i], 4), round(close[i], 4), parts[i])


def undirected(pairs: Iterable[tuple[str, str]]) -> nx.Graph[str]:
    """The network without directions; sides in the order of their ids, so that sums come out alike."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    links = sorted({(min(a, b), max(a, b)) for a, b in pairs})
    graph.add_nodes_from(sorted({i for link in links for i in link}))
    graph.add_edges_from(links)
    return graph


def edge(source: str, target: str, many: list[Act]) -> Edge:
    quads = [sum(a.event.quad == q for a in many) for q in (1, 2, 3, 4)]
    mean = sum(a.event.score for a in many) / len(many)
    return Edge(source, target, len(many), (quads[0], quads[1], quads[2], quads[3]), round(mean, 2), tuple(a.happening.id for a in many))


def components(graph: nx.Graph[str]) -> dict[str, int]:
    """The part of the network each side lies in, the largest first from 1."""
    import networkx as nx

    ranked = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return {i: n for n, part in enumerate(ranked, 1) for i in part}
