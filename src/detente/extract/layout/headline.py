"""The headline: the line before the body that says in few words what the body says."""
from __future__ import annotations

from collections.abc import Sequence

from detente.extract.layout.head import dateline_of, is_byline, is_caption
from detente.extract.layout.look import WORD, Look
from detente.extract.layout.segment import BODY
from detente.extract.layout.words import words
from detente.text import Span

FARTHEST = 40
ENOUGH = 1.0


def find_headline(text: str, units: Sequence[Span], looks: Sequence[Look], path: Sequence[int], opening: int) -> int | None:
    """The index of the headline, or None. opening: the body's first sentence, which may itself be the headline."""
    if len(units) < 2 or opening >= len(units):
        return None
    vocabulary = content_words(text, units, path)
    near = range(max(0, opening - FARTHEST), opening + reads_as_headline(opening, looks))
    fit = {i: fitness(text, units[i], looks[i], vocabulary) - 0.05 * (opening - i) for i in near}
    best = max(fit, key=lambda i: (fit[i], i), default=None)
    if best is None or fit[best] < ENOUGH:
        return None
    # The line above one that would do is the headline, and the lower one its deck.
    return best - 1 if fit.get(best - 1, 0.0) >= ENOUGH else best


def first_prose(looks: Sequence[Look], path: Sequence[int], first: int) -> int:
    """The first unit of the body that is a sentence."""
    return next((i for i in range(first, min(len(path), first + 5)) if path[i] == BODY and looks[i].ended and looks[i].words >= 6), first)


def content_words(text: str, units: Sequence[Span], path: Sequence[int]) -> frozenset[str]:
    """The words of the body's first paragraphs that are no function words."""
    body = [u for u, s in zip(units, path, strict=True) if s == BODY][:12]
    return frozenset(w.lower() for u in body for w in WORD.findall(text[u.start:min(u.end, u.start + 1_200)])) - words().function


def reads_as_headline(at: int, looks: Sequence[Look]) -> bool:
    """Whether the body's first sentence is set as a headline: capitals on each word, though what follows has none; or a question on top."""
    look, rest = looks[at], [k for k in looks[at + 1:at + 4] if k.words >= 8]
    if not rest or not 4 <= look.words <= 25:
        return False
    return (look.capital >= 0.9 and all(k.capital < 0.7 for k in rest)) or (at == 0 and look.asks)


def fitness(text: str, unit: Span, look: Look, vocabulary: frozenset[str]) -> float:
    """How well a unit would do as the headline; the weights are set by hand."""
    line = text[unit.start:min(unit.end, unit.start + 400)]
    if not 2 <= look.words <= 35 or look.phrase >= 2 or look.links or is_byline(line, look) or is_caption(line, look, inside=False):
        return -9.0
    if dateline_of(text, unit):
        return -9.0
    content = {w.lower() for w in WORD.findall(line)} - words().function
    shared = len(content & vocabulary) / len(content) if content else 0.0
    length = 1.0 if look.words >= 5 else 0.3
    return length + 2.5 * shared - (0.7 if look.ended else 0.0)
