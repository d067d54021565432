"""The world as one picture: measures as columns of boxes, actors around them, one line for each stance. A pure function to an SVG string.

Stances differ by colour and by dash, so that the picture reads in black and white; every line and box carries its words as a title.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from detente.records.world import Measure, World
from detente.study.measures import stance_cells

WIDTH, ROW, BOX, TOP = 960, 34, 300, 76
LEFT, RIGHT = 200, WIDTH - 200          # where the names of actors end and begin
MOST = 12                               # measures shown, those with most stances first
STYLES = {
    "proposed": ("#1b6e3c", "", "proposes"),
    "backed": ("#1b6e3c", "7 3", "backs"),
    "conditional": ("#9a6700", "2 4", "on a condition"),
    "opposed": ("#b3261e", "", "opposes"),
}
CSS = """
text { font: 14px system-ui, sans-serif; fill: #1f2328 } .small { font-size: 11px; fill: #57606a } .head { font-size: 16px; font-weight: 600 }
rect { fill: #ffffff; stroke: #57606a; rx: 4 } line { stroke-width: 2.2 } .ground { fill: #ffffff; stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .small { fill: #9da7b3 } rect { fill: #161b22; stroke: #768390 } .ground { fill: #0d1117 }
}
"""


@dataclass(frozen=True, slots=True)
class Spot:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """One actor's stance on one measure."""

    actor: str
    measure: str
    stance: str
    words: str


def picture(world: World) -> str:
    """Actors for a measure stand left, those against it or on conditions right; who is on both sides stands where most of his lines are."""
    shown = sorted(world.measures, key=lambda m: (-len(m.spans()), m.issue.id))[:MOST]
    edges = [e for m in shown for e in edges_of(m)]
    names = {c.actor.id: c.actor.name for m in shown for cells in stance_cells(m).values() for c in cells}
    left, right = columns(edges)
    rows = max(len(shown) * 2, len(left), len(right), 1)
    boxes = {m.issue.id: Spot(WIDTH / 2, y) for m, y in zip(shown, spread(len(shown), rows), strict=True)}
    spots = {**{a: Spot(LEFT, y) for a, y in zip(left, spread(len(left), rows), strict=True)},
             **{a: Spot(RIGHT, y) for a, y in zip(right, spread(len(right), rows), strict=True)}}
    height = TOP + rows * ROW + 40
    body = [*lines(edges, spots, boxes), *measures(shown, boxes), *actors(names, spots), *legend(height)]
    return frame(height, f"Stances on {world.on}", body if shown else [text(WIDTH / 2, TOP, "No measure is reported.", "middle")])


def edges_of(m: Measure) -> Iterator[Edge]:
    for stance, cells in stance_cells(m).items():
        for c in cells:
            condition = f": {c.condition}" if c.condition else ""
            yield Edge(c.actor.id, m.issue.id, stance, f"{c.actor.name} {STYLES[stance][2]}{condition}")


def columns(edges: Sequence[Edge]) -> tuple[list[str], list[str]]:
    """Actors by the side that most of their lines are on, in the order of the measures they stand on."""
    tally: dict[str, int] = {}
    for e in edges:
        tally[e.actor] = tally.get(e.actor, 0) + (1 if e.stance in {"proposed", "backed"} else -1)
    return [a for a, n in tally.items() if n > 0], [a for a, n in tally.items() if n <= 0]


def spread(count: int, rows: int) -> list[float]:
    """Heights of so many things, evenly over the rows."""
    return [TOP + ROW * rows * (n + 0.5) / count for n in range(count)]


def lines(edges: Iterable[Edge], spots: dict[str, Spot], boxes: dict[str, Spot]) -> Iterator[str]:
    for e in edges:
        a, b = spots[e.actor], boxes[e.measure]
        colour, dash, _ = STYLES[e.stance]
        side = -1 if a.x < b.x else 1
        yield (f'<line x1="{a.x - side * 8:g}" y1="{a.y:g}" x2="{b.x + side * BOX / 2:g}" y2="{b.y:g}" stroke="{colour}"'
               f'{f" stroke-dasharray={chr(34)}{dash}{chr(34)}" if dash else ""}><title>{clean(e.words)}</title></line>')


def measures(shown: Sequence[Measure], boxes: dict[str, Spot]) -> Iterator[str]:
    for m in shown:
        s = boxes[m.issue.id]
        against = f"against {m.target}, " if m.target else ""
        yield f'<rect x="{s.x - BOX / 2:g}" y="{s.y - 22:g}" width="{BOX}" height="44"><title>{clean(m.issue.label)}</title></rect>'
        yield text(s.x, s.y - 3, shortened(m.issue.label, 38), "middle")
        yield text(s.x, s.y + 14, f"{against}{m.state.value}, as of {m.since}", "middle", "small")


def actors(names: dict[str, str], spots: dict[str, Spot]) -> Iterator[str]:
    for a, s in spots.items():
        yield text(s.x, s.y + 5, shortened(names[a], 24), "end" if s.x == LEFT else "start")


def legend(height: float) -> Iterator[str]:
    for n, (colour, dash, words) in enumerate(STYLES.values()):
        x = 150 + n * 180
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        yield f'<line x1="{x}" y1="{height - 20:g}" x2="{x + 40}" y2="{height - 20:g}" stroke="{colour}"{dashes}/>'
        yield text(x + 48, height - 16, words, "start", "small")


def text(x: float, y: float, words: str, anchor: str, style: str = "") -> str:
    kind = f' class="{style}"' if style else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{kind}>{clean(words)}</text>'


def frame(height: float, title: str, body: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" role="img">'
    ground = f'<rect class="ground" width="{WIDTH}" height="{height:g}"/>'
    opening = (head, f"<title>{clean(title)}</title>", f"<style>{CSS}</style>", ground, text(24, 36, title, "start", "head"))
    return "\n".join((*opening, *body, "</svg>\n"))


def shortened(words: str, size: int) -> str:
    return words if len(words) <= size else words[:size - 1].rstrip() + "…"


def clean(words: str) -> str:
    """Words safe in XML: escaped, without control characters."""
    return escape("".join(c for c in words if c.isprintable() or c == " "))
