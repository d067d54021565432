"""The order of reading, and the Reader that carries what reading needs. The only module that knows every room.

`read` is pure: same report, same tools, same reading. A Reader loads its tools on first use.
"""
from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from detente.errors import BadSpan, InputError
from detente.extract.events.coder import NO_EVENT, Coder, Pair, load_coder
from detente.extract.events.events import Scene, decide_named_status, find_events
from detente.extract.figures.figures import find_figures
from detente.extract.layout.layout import Layout, find_layout
from detente.extract.mentions.mentions import find_mentions
from detente.extract.positions.positions import find_positions
from detente.extract.quotations import scan_quotations
from detente.extract.statements.pronouns import first_persons, with_speakers
from detente.extract.statements.statements import find_statements
from detente.extract.ties.ties import find_ties
from detente.extract.times.times import find_times
from detente.language.model import Language
from detente.language.model import load as load_language
from detente.lexicon.cues import Cues, load_cues
from detente.lexicon.lexicon import Lexicon, load_lexicon
from detente.records.kinds import Basis, EventType, Status, WhenKind
from detente.records.reading import Provenance, Reading, When
from detente.text import Report, Span, content_hash

AHEAD = 4
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs: parser, coder, lexicon, cues, and the confidence below which an event is not made."""

    language: Language
    coder: Coder
    lexicon: Lexicon
    cues: Cues
    threshold: float


def read(report: Report, tools: Tools, page_sha256: str | None = None) -> Reading:
    """Find every record in one report. Same report, same records."""
    text = report.text
    layout = find_layout(text)
    dated = date_of(report, layout)
    day = day_of(dated)
    quotations = scan_quotations(text, layout.blocks)
    parse = tools.language.parse(text, layout.blocks)
    times = find_times(parse, day, layout.furniture)
    mentions = find_mentions(parse, layout, tools.lexicon, day)
    statements = find_statements(report.id, parse, quotations, mentions, times, tools.cues)
    mentions = with_speakers(text, mentions, statements)
    mentions = tuple(sorted((*mentions, *first_persons(parse, statements, mentions)), key=lambda m: (m.span.start, -m.span.end)))
    figures = find_figures(report.id, parse, times, mentions, statements, layout.dateline_place)
    events = find_events(Scene(report.id, parse, mentions, times, statements, day, dated, tools.coder, tools.threshold))
    positions = find_positions(report.id, parse, statements, events.events, mentions, times, tools.cues, tools.lexicon)
    ties = find_ties(report.id, parse, mentions, figures, times)
    return Reading(report, layout.parts, layout.furniture, mentions, times, events.events, statements, positions, figures,
                   provenance_of(tools, text, page_sha256), dated=dated, doubts=events.doubts, ties=ties, reasons=events.reasons)


def date_of(report: Report, layout: Layout) -> When | None:
    """The report's date: as given with it, else as printed in it, else None."""
    if report.published is None:
        return layout.printed
    day = report.published[:10]
    return When(day, day, day, WhenKind.DATE, Basis.PUBLISHED)


def day_of(dated: When | None) -> date | None:
    return date.fromisoformat(dated.start[:10]) if dated is not None and dated.start is not None else None


def provenance_of(tools: Tools, text: str, page_sha256: str | None) -> Provenance:
    models = (f"{tools.language.name} sha256:{tools.language.digest}", f"coder sha256:{tools.coder.encoder.digest}")
    return Provenance(version("detente"), models, tools.lexicon.digest, content_hash(text), page_sha256)


class Reader:
    """Reads reports. model: folder of a spaCy model; lexicon: TOML files that add to or override the shipped actors; threshold: 0..1, the
    confidence below which an event is not made (None: as shipped). Nothing is loaded before the first use."""

    def __init__(self, model: str | Path | None = None, lexicon: Sequence[str | Path] = (), threshold: float | None = None) -> None:
        if threshold is not None and not 0 <= threshold <= 1:
            raise InputError(f"the threshold is a probability between 0 and 1, not {threshold}")
        self._model = None if model is None else str(model)
        self._lexicon = tuple(Path(p) for p in lexicon)
        self._threshold = threshold

    @cached_property
    def tools(self) -> Tools:
        coder = load_coder()
        return Tools(load_language(self._model), coder, load_lexicon(self._lexicon), load_cues(),
                     coder.mix.event if self._threshold is None else self._threshold)

    def read(self, report: Report, page_sha256: str | None = None) -> Reading:
        """Everything found in one report."""
        return read(report, self.tools, page_sha256)

    def read_many(self, reports: Iterable[Report], workers: int = 1) -> Iterator[Reading]:
        """Readings in the order of the reports, as they are ready; at most a few reports per worker are held at a time."""
        if workers < 1:
            raise InputError(f"workers is a number of processes, at least 1, not {workers}")
        if workers == 1:
            yield from map(self.read, reports)
            return
        with ProcessPoolExecutor(workers, initializer=_start, initargs=(self._model, self._lexicon, self._threshold)) as pool:
            waiting: deque[Future[Reading]] = deque()
            source = iter(reports)
            waiting.extend(pool.submit(_read_one, r) for r in islice(source, AHEAD * workers))
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(_read_one, r) for r in islice(source, 1))

    def relate(self, text: str, actors: Spans, recipients: Spans) -> list[tuple[EventType, float]]:
        """All sixteen types with probabilities that sum to 1, best first, for a pair given as [start, end) pairs. Never abstains."""
        pair = Pair(whole(text), spans_in(text, actors, "actors"), spans_in(text, recipients, "recipients"))
        joined = self.tools.coder.relate(text, pair, lambda: self.tools.language.parse(text, [pair.passage], entities=False))
        acts = {k: p for k, p in joined.items() if k not in NO_EVENT}
        total = sum(acts.values()) or 1.0
        return sorted(((EventType(k), p / total) for k, p in acts.items()), key=lambda tp: (-tp[1], tp[0].value))

    def status(self, text: str, span: tuple[int, int]) -> Status:
        """Status of the act that the words at [start, end) name."""
        trigger = spans_in(text, [span], "the act")[0]
        line = line_around(text, trigger)
        return decide_named_status(self.tools.language.parse(text, [line], entities=False), trigger, line, self.tools.coder)


def whole(text: str) -> Span:
    if not text.strip():
        raise InputError("there is no text to judge")
    return Span(0, len(text))


def spans_in(text: str, pairs: Spans, what: str) -> tuple[Span, ...]:
    """Spans of [start, end) pairs; raises BadSpan where one reaches outside the text."""
    out = tuple(Span(s, e) for s, e in pairs)
    for span in out:
        if span.end > len(text):
            raise BadSpan(f"{what}: {span.start}..{span.end} reaches past a text of {len(text)} characters")
    return out


def line_around(text: str, span: Span) -> Span:
    """The line that the span stands in."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)


_worker: list[Reader] = []


def _start(model: str | None, lexicon: tuple[Path, ...], threshold: float | None) -> None:
    """Set up one worker process; the list holds its reader, since a process pool gives initialisers no other place."""
    _worker[:] = [Reader(model, lexicon, threshold)]


def _read_one(report: Report) -> Reading:
    return _worker[0].read(report)
