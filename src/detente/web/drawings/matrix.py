"""The position matrix drawn: a sign for each stance, a hatched square where there is no evidence."""
from __future__ import annotations

from collections.abc import Iterator

from detente.records.kinds import Stance
from detente.study.matrix import Matrix
from detente.web.drawings.frame import clean, shortened, svg, text

CELL, LEFT, TOP = 46, 190, 150
SIGNS = {Stance.SUPPORT: "+", Stance.OPPOSE: "−", Stance.CONDITIONAL: "if"}


def matrix(m: Matrix, alone: bool = False) -> str:
    """An SVG with actors as rows and issues as columns."""
    width, height = LEFT + CELL * len(m.issues) + 120, TOP + CELL * len(m.actors) + 20
    heads = (f'<g transform="translate({LEFT + CELL * n + CELL / 2:g} {TOP - 10}) rotate(-35)">'
             f'{text(0, 0, shortened(i.label, 26), "d-small")}</g>' for n, i in enumerate(m.issues))
    names = (text(LEFT - 10, TOP + CELL * n + CELL / 2 + 5, shortened(a.name, 24), "d-label", "end") for n, a in enumerate(m.actors))
    return svg(width, height, "Positions", [*heads, *names, *cells(m)], alone)


def cells(m: Matrix) -> Iterator[str]:
    for y, a in enumerate(m.actors):
        for x, i in enumerate(m.issues):
            stance = m.stance(a.id, i.id)
            at = f'x="{LEFT + CELL * x + 2}" y="{TOP + CELL * y + 2}" width="{CELL - 4}" height="{CELL - 4}"'
            said = f"{a.name}, {i.label}: {stance or 'no evidence'}"
            yield f'<rect class="d-cell d-{stance or "nothing"}" {at}/>'
            if stance is not None:
                yield text(LEFT + CELL * x + CELL / 2, TOP + CELL * y + CELL / 2 + 6, SIGNS[stance], "d-sign", "middle")
            yield f"<desc>{clean(said)}</desc>"
