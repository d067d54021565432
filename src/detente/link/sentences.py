"""The sentence around a span, by full stops alone: linking sees readings, which hold no parse."""
from __future__ import annotations

import re

from detente.text import Span

NEAR = 300           # characters either way that are looked at
STOP = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n\s*\n")


def sentence_around(text: str, span: Span) -> Span:
    """The sentence that a span stands in, by its full stops and at most NEAR characters either way."""
    first, last = max(0, span.start - NEAR), min(len(text), span.end + NEAR)
    start = max((m.end() for m in STOP.finditer(text, first, span.start + 1) if m.end() <= span.start), default=first)
    end = STOP.search(text, span.end, last)
    return Span(start, end.start() + 1 if end else last)
