"""The network drawn: sides on a circle in the order of their weight, lines as strong as what passed, red or blue by its mean score."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from math import cos, pi, sin, sqrt

from detente.study.network import Network, Node
from detente.web.drawings.frame import clean, linked, shortened, svg, text

SIZE, WIDTH = 620, 1040
MOST = 40          # sides shown, those with most acts first


def network(net: Network, link: Callable[[Node], str | None] = lambda _: None, alone: bool = False) -> str:
    """An SVG of at most MOST sides; a table beside it holds them all."""
    nodes = net.nodes[:MOST]
    spots = {n.actor.id: spot(i, len(nodes)) for i, n in enumerate(nodes)}
    body = [*lines(net, spots), *(point(n, spots[n.actor.id], link) for n in nodes)]
    return svg(WIDTH, SIZE, f"Network of {len(nodes)} sides", body, alone)


def spot(i: int, n: int) -> tuple[float, float]:
    angle = 2 * pi * i / max(1, n) - pi / 2
    radius = 0 if n == 1 else SIZE * 0.38
    return WIDTH / 2 + radius * 1.05 * cos(angle), SIZE / 2 + radius * sin(angle)


def lines(net: Network, spots: dict[str, tuple[float, float]]) -> Iterator[str]:
    """One line a pair, both directions together."""
    joined: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    for e in net.edges:
        if e.source in spots and e.target in spots:
            joined[min(e.source, e.target), max(e.source, e.target)].append((e.n, e.score))
    for (a, b), many in sorted(joined.items()):
        n = sum(k for k, _ in many)
        score = sum(k * s for k, s in many) / n
        (x1, y1), (x2, y2) = spots[a], spots[b]
        kind = "d-warm" if score > 0.5 else "d-cold" if score < -0.5 else "d-even"
        yield (f'<line class="d-edge {kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
               f'stroke-width="{min(9, 1 + sqrt(n)):.1f}">'
               f"<title>{clean(a)} and {clean(b)}: {n} acts, mean score {score:.1f}</title></line>")


def point(n: Node, at: tuple[float, float], link: Callable[[Node], str | None]) -> str:
    x, y = at
    anchor = "middle" if abs(x - WIDTH / 2) < 30 else "start" if x > WIDTH / 2 else "end"
    radius = min(20, 6 + sqrt(n.done + n.received))
    shift = {"middle": 0.0, "start": radius + 6, "end": -radius - 6}[anchor]
    drop = 5 if anchor != "middle" else (-radius - 8 if y < SIZE / 2 else radius + 18)
    body = (f'<circle class="d-node" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
            f'{text(round(x + shift, 1), round(y + drop, 1), shortened(n.actor.name, 28), "d-label", anchor)}'
            f"<title>{clean(n.actor.name)}: {n.done} done, {n.received} received</title>")
    return linked(link(n), f"<g>{body}</g>")
