"""Tension of a pair drawn: four counts a period as stacked columns, conflict below the line, the mean with its interval above them."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.study.tension import Tension
from detente.web.drawings.frame import svg, text

COLUMN, LEFT, TOP, HALF = 64, 60, 40, 120


def tension(many: Sequence[Tension], title: str, alone: bool = False) -> str:
    """An SVG; hidden means are left out."""
    width, height = max(360, LEFT * 2 + COLUMN * len(many)), TOP * 2 + HALF * 2
    most = max((max(t.quads[0] + t.quads[1], t.quads[2] + t.quads[3]) for t in many), default=1) or 1
    middle = TOP + HALF
    line = f'<line class="d-grid" x1="{LEFT}" y1="{middle}" x2="{width - 20}" y2="{middle}"/>'
    ground = [text(LEFT, 22, title, "d-head"), line,
              text(LEFT - 8, middle - HALF + 10, f"{most} coop.", "d-small", "end"), text(LEFT - 8, middle + HALF, f"{most} conf.", "d-small", "end")]
    return svg(width, height, title, [*ground, *(p for n, t in enumerate(many) for p in column(t, n, most))], alone)


def column(t: Tension, n: int, most: int) -> Iterator[str]:
    x, middle = LEFT + 10 + COLUMN * n, TOP + HALF
    up = down = float(middle)
    for quad, count in enumerate(t.quads, 1):
        size = (HALF - 10) * count / most
        if quad <= 2:
            up -= size
            top = up
        else:
            top, down = down, down + size
        if count:
            yield (f'<rect class="d-bar d-quad{quad} d-happened" x="{x}" y="{top:.1f}" width="{COLUMN - 24}" height="{size:.1f}">'
                   f"<title>{count}</title></rect>")
    mean = f"{t.mean:+.1f}" if t.mean is not None else f"n={t.n}"
    yield text(x + (COLUMN - 24) / 2, up - 6, mean, "d-small", "middle")
    yield text(x + (COLUMN - 24) / 2, TOP + 2 * HALF + 24, t.period, "d-small", "middle")
