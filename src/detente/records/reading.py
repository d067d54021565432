"""What one report holds: mentions, times, events, statements, positions, figures, and the Reading that carries them."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from detente.errors import BadSpan, InputError
from detente.records.kinds import (
    Basis,
    Change,
    Comparator,
    EventType,
    FigureRole,
    Manner,
    MentionKind,
    PartKind,
    Precision,
    Stance,
    Status,
    TieKind,
    WhenKind,
)
from detente.text import Report, Span


def identify(kind: str, report: str, spans: tuple[Span, ...], *values: object) -> str:
    """An id that depends on nothing but report id, spans and values: "e-4f0c2a91d3b7"."""
    told = "\x1f".join([kind, report, *(f"{s.start}-{s.end}" for s in spans), *(str(v) for v in values)])
    return f"{kind[0]}-{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who somebody is, whatever the report calls them.

    id: stable within the lexicon ("KOR", "Q21001", "UNO-UNSC"), or made of the name. country, sector: PLOVER's codes.
    office: the post held on the report's date. cow: Correlates of War number. wikidata: Q-number.
    """

    id: str
    name: str
    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    cow: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: PLOVER country code, degrees north and east, and how closely it is known."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision = Precision.UNKNOWN


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the report that is headline, byline, dateline, caption or body."""

    kind: PartKind
    span: Span

    def spans(self) -> tuple[Span, ...]:
        return (self.span,)


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase with its titles as written, or a pronoun, and whom or what it refers to (None where open)."""

    span: Span
    kind: MentionKind
    actor: Actor | None = None
    place: Place | None = None

    def spans(self) -> tuple[Span, ...]:
        return (self.span,)


@dataclass(frozen=True, slots=True)
class When:
    """A time. value: TIMEX3/ISO ("2017-09-06", "2017-W35", "P2D", "PRESENT_REF"); start, end: first and last ISO day or time it covers."""

    value: str
    start: str | None
    end: str | None
    kind: WhenKind
    basis: Basis
    span: Span | None = None

    def spans(self) -> tuple[Span, ...]:
        return () if self.span is None else (self.span,)


@dataclass(frozen=True, slots=True)
class Statement:
    """Someone saying something; `via` is whoever relayed it (Putin, as told by a press officer)."""

    id: str
    speaker: Mention | None
    via: Mention | None
    addressee: Mention | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: Manner
    when: When | None = None
    venue: Mention | None = None

    def __post_init__(self) -> None:
        if not self.content:
            raise BadSpan("a statement without content spans cannot be made")

    def spans(self) -> tuple[Span, ...]:
        people = (self.speaker, self.via, self.addressee)
        return (*self.content, *((self.cue,) if self.cue else ()), *(m.span for m in people if m))


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom.

    type: PLOVER's after its future and hypothetical rules; act: what is or would be done; status: of the act. trigger: the words that name
    the act; clause: the words that tell it. statement: the Statement that asserts it, None where the reporter does. score: PLOVER's;
    quad: 1 verbal cooperation .. 4 material conflict. confidence: 0..1, calibrated, two decimals.
    """

    id: str
    type: EventType
    act: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    when: When | None
    where: Mention | None
    status: Status
    background: bool
    trigger: Span
    clause: Span
    statement: Statement | None
    confidence: float
    cameo: str | None
    score: float
    quad: int

    def spans(self) -> tuple[Span, ...]:
        return (self.trigger, self.clause, *(m.span for m in (*self.actors, *self.recipients)))


@dataclass(frozen=True, slots=True)
class Issue:
    """A measure that positions are taken on. label names the measure ("oil cut-off"); target: the actor id it is aimed at."""

    id: str
    label: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on a measure. evidence: the words that show it; condition: the words of the condition, if any;
    record: id of the statement or event it was taken from; via: whoever relayed it."""

    id: str
    actor: Actor
    issue: Issue
    stance: Stance
    evidence: tuple[Span, ...]
    condition: Span | None = None
    record: str | None = None
    via: Mention | None = None
    when: When | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise BadSpan("a position without evidence cannot be made")

    def spans(self) -> tuple[Span, ...]:
        return self.evidence


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as given. value (upper for ranges) in units of `unit`: ISO 4217, "percent", "ordinal", or the thing counted.

    change: direction, where the figure is a change; base: what it is compared with ("on-year"); per: rate ("day"); about: the thing
    measured, in the report's words; when: its period; role: measured, target or estimate.
    """

    id: str
    value: Decimal
    upper: Decimal | None
    unit: str
    comparator: Comparator | None
    change: Change | None
    base: str | None
    per: str | None
    about: str | None
    when: When | None
    according_to: Mention | None
    role: FigureRole
    span: Span

    def spans(self) -> tuple[Span, ...]:
        return (self.span,)


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation that the report tells. DEPENDENCY: `of` leans on `on` for `what`; INTERMEDIARY: `on` has a say over `of`, None where
    the words name no state. figure: id of the share or amount, if one is given; evidence: the words that show it."""

    id: str
    kind: TieKind
    of: Mention | None
    on: Mention
    what: str
    figure: str | None
    when: When | None
    evidence: tuple[Span, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise BadSpan("a tie without evidence cannot be made")

    def spans(self) -> tuple[Span, ...]:
        return (*self.evidence, self.on.span, *((self.of.span,) if self.of else ()))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A candidate the reader did not make a record of: what it would have been, how sure, and why not. Shown by `why`."""

    id: str
    kind: str
    claim: str
    confidence: float
    reason: str
    span: Span

    def spans(self) -> tuple[Span, ...]:
        return (self.span,)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a reading: version of the code, and name, version and sha256 of each model and of the lexicon."""

    detente: str
    models: tuple[str, ...]
    lexicon: str
    text_sha256: str
    page_sha256: str | None = None


Record = Part | Mention | When | Event | Statement | Position | Figure | Tie | Doubt


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one report. dated: the report's date, given (basis published), printed in it (stated) or worked out (inferred).

    reasons: for each record id, the words of why it is so coded. Raises BadSpan if any span reaches past the text.
    """

    report: Report
    parts: tuple[Part, ...]
    furniture: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    times: tuple[When, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    figures: tuple[Figure, ...]
    provenance: Provenance
    dated: When | None = None
    doubts: tuple[Doubt, ...] = ()
    ties: tuple[Tie, ...] = ()
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        size = len(self.report.text)
        for record in (*self.records(), *self.furniture):
            for span in (record,) if isinstance(record, Span) else record.spans():
                if span.end > size:
                    raise BadSpan(f"{type(record).__name__} claims {span.start}..{span.end} of a text of {size} characters")
        if any(t.span is None for t in self.times):
            raise InputError("every time of reading.times has a span")

    def quote(self, span: Span) -> str:
        """The characters of the raw text that the span marks."""
        return self.report.text[span.start:span.end]

    def records(self) -> Iterator[Record]:
        """Every record, kind by kind, in the order of the text within each kind."""
        for kind in (self.parts, self.mentions, self.times, self.statements, self.events, self.positions, self.figures, self.ties, self.doubts):
            yield from kind
