"""Content spans: clauses cut free of the cue that stands in them, quotations kept whole, and a bound on their length."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from detente.extract.statements.claims import Scene
from detente.extract.statements.phrases import is_edge, trimmed
from detente.language.parse import Sentence
from detente.text import Span

# No content is longer than this; and none but a closed quotation takes more than this share of a report that is longer than SHORT.
LONGEST = 4_000
SHARE = 0.4
SHORT = 400
LONGEST_DATELINE = 12


def bound(size: int) -> int:
    """The most characters that content without closing marks of its own may have in a text of this size."""
    return min(LONGEST, max(SHORT, int(size * SHARE)))


def bounded(scene: Scene, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans, without the last ones where all together are too long; empty where the first is too long by itself."""
    limit = bound(len(scene.parse.text))
    while spans and not fits(scene, spans, limit):
        spans = spans[:-1]
    return spans


def fits(scene: Scene, spans: tuple[Span, ...], limit: int) -> bool:
    """Whether spans keep to the bound, or are one closed quotation that keeps to LONGEST."""
    size = sum(len(s) for s in spans)
    closed = len(spans) == 1 and any(q.closed and q.outer == spans[0] for q in scene.quotations_in(spans[0]))
    return size <= (LONGEST if closed else limit)


def claim_start(scene: Scene, sentence: Sentence) -> int:
    """The first token of a sentence behind a dateline ("WARSAW (Wire) — The talks ...")."""
    tokens = scene.parse.tokens
    for i in range(sentence.first, min(sentence.first + LONGEST_DATELINE, sentence.last - 1)):
        if tokens[i].text in ("—", "–", "--", "-", "―") and tokens[i].start > tokens[i - 1].end and tokens[sentence.first].text.isupper():
            return i + 1
    return sentence.first


def clause(scene: Scene, root: int, without: Iterable[int] = (), low: int = 0) -> tuple[Span, ...]:
    """The characters below a token, split where tokens of `without` (the cue's own clause) stand among them."""
    out = set(without)
    return spans_of(scene, [i for i in scene.parse.subtree(root) if i not in out and i >= low], out)


def spans_of(scene: Scene, tokens: list[int], out: Iterable[int] = ()) -> tuple[Span, ...]:
    """Tokens as spans: one from the first to the last, or two where tokens of `out` part them; quotations that are cut are kept whole."""
    if not tokens:
        return ()
    barred = sorted(out)
    runs: list[tuple[int, int]] = []
    first = previous = tokens[0]
    for i in tokens[1:]:
        if i > previous + 1 and bisect_right(barred, previous) < bisect_left(barred, i):
            runs.append((first, previous))
            first = i
        previous = i
    runs.append((first, previous))
    ends = [trimmed(scene.parse, a, b) for a, b in runs]
    return tuple(whole(scene, Span(scene.token(e[0]).start, scene.token(e[1]).end), barred) for e in ends if e)


def whole(scene: Scene, span: Span, barred: list[int]) -> Span:
    """The span drawn out over the ends of quotations it cuts, unless the cue stands there; a lone mark at an edge is given up."""
    start, end = span.start, span.end
    for q in scene.quotations_in(span):
        if q.outer.end > end and q.outer.start >= start and not held(scene, barred, end, q.outer.end):
            end = q.outer.end
        if q.outer.start < start and q.outer.end <= end and not held(scene, barred, q.outer.start, start):
            start = q.outer.start
    return Span(start, end)


def held(scene: Scene, barred: list[int], start: int, end: int) -> bool:
    """Whether a word of the cue's own clause stands in these characters."""
    return any(start <= scene.token(b).start < end and not is_edge(scene.token(b)) for b in barred)
