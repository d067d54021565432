"""Words of a dossier for a terminal: citations with their quotations."""
from __future__ import annotations

import textwrap

from detente.records.dossier import Citation, Dossier, Told


def cite(citation: Citation) -> str:
    """"[report:start-end]"."""
    return f"[{citation.report}:{citation.span.start}-{citation.span.end}]"


def quoted(dossier: Dossier, citation: Citation, width: int = 160) -> str:
    """The quotation on one line, shortened in the middle of nothing but its end."""
    return textwrap.shorten(" ".join(dossier.quote(citation).split()), width, placeholder=" …")


def told_line(dossier: Dossier, told: Told) -> str:
    """One report's telling: its place and words."""
    spans = told.spans()
    widest = max(spans, key=lambda c: len(c.span))
    return f"{cite(widest)} {quoted(dossier, widest)!r}"
