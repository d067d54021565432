"""Readings and records as pages for a terminal: the text, and under each paragraph what was found in it."""
from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

import click

from detente.records.kinds import PartKind
from detente.records.reading import Doubt, Event, Figure, Mention, Position, Reading, Statement, When
from detente.text import Span

WIDTH = 100
COLOURS = {"event": "yellow", "statement": "cyan", "position": "magenta", "figure": "green", "doubt": "white"}
Noted = Event | Statement | Position | Figure


def reading_page(reading: Reading) -> str:
    """A report with its records under each paragraph."""
    return "\n".join([*head(reading), *body(reading), *tail(reading)])


def head(reading: Reading) -> Iterator[str]:
    r = reading.report
    dated = f"{reading.dated.value} ({reading.dated.basis})" if reading.dated else "undated"
    yield click.style(f"{r.id}  {dated}", bold=True) + (f"  {r.source}" if r.source else "")
    yield ""


def body(reading: Reading) -> Iterator[str]:
    """Each part's text, then the records that begin in it."""
    notes = sorted(noted(reading), key=lambda n: (anchor(n).start, n.id))
    for part in reading.parts:
        label = "" if part.kind is PartKind.BODY else click.style(f"[{part.kind}] ", dim=True)
        for span in paragraphs(reading.report.text, part.span):
            words = " ".join(reading.quote(span).split())
            yield textwrap.fill(label + words, WIDTH)
            for note in notes:
                if span.start <= anchor(note).start < span.end:
                    yield "    " + line_of(reading, note)
            yield ""


def tail(reading: Reading) -> Iterator[str]:
    furniture = sum(len(s) for s in reading.furniture)
    counts = f"{len(reading.events)} events, {len(reading.statements)} statements, {len(reading.positions)} positions, {len(reading.figures)} figures"
    yield click.style(f"{counts}; {len(reading.doubts)} candidates in doubt; {furniture} characters of page furniture", dim=True)


def noted(reading: Reading) -> Iterator[Noted]:
    yield from reading.events
    yield from reading.statements
    yield from reading.positions
    yield from reading.figures


def anchor(note: Noted | Doubt) -> Span:
    """Where in the text a record is shown: its trigger, cue, or first words."""
    if isinstance(note, Event):
        return note.trigger
    if isinstance(note, Statement) and note.cue is not None:
        return note.cue
    return min(note.spans())


def paragraphs(text: str, part: Span) -> Iterator[Span]:
    """The part's stretches between blank lines."""
    start = part.start
    for piece in text[part.start:part.end].split("\n\n"):
        if piece.strip():
            yield Span(start, start + len(piece))
        start += len(piece) + 2


def line_of(reading: Reading, note: Noted | Doubt) -> str:
    """A record on one line: id, kind, and what it says."""
    kind = type(note).__name__.lower()
    return f"{click.style(note.id[:8], dim=True)} {click.style(summary(reading, note), fg=COLOURS[kind])}"


def summary(reading: Reading, note: Noted | Doubt) -> str:
    if isinstance(note, Event):
        return event_line(reading, note)
    if isinstance(note, Statement):
        via = f" via {who(reading, note.via)}" if note.via else ""
        said = " … ".join(" ".join(reading.quote(s).split()) for s in note.content)
        return f"{who(reading, note.speaker)}{via} ({note.manner}): {textwrap.shorten(said, 90)}"
    if isinstance(note, Position):
        target = f" ({note.issue.target})" if note.issue.target else ""
        condition = f", if {' '.join(reading.quote(note.condition).split())}" if note.condition else ""
        return f"{note.actor.name}: {note.stance} {note.issue.label}{target}{condition}"
    if isinstance(note, Figure):
        return figure_line(reading, note)
    return f"in doubt ({note.confidence:.2f}): {note.claim}; {note.reason}"


def event_line(reading: Reading, e: Event) -> str:
    whom = ", ".join(who(reading, m) for m in e.recipients)
    by = ", ".join(who(reading, m) for m in e.actors)
    parts = [f"{e.type}{'/' + ','.join(e.modes) if e.modes else ''}", str(e.status), f"{by} -> {whom}" if whom else by]
    if e.act is not e.type:
        parts.insert(1, f"(act {e.act})")
    if e.when is not None:
        parts.append(e.when.value)
    if e.where is not None:
        parts.append(f"at {reading.quote(e.where.span)}")
    return "  ".join([*parts, f"{e.confidence:.2f}"])


def figure_line(reading: Reading, f: Figure) -> str:
    number = f"{f.value:f}" + (f"-{f.upper:f}" if f.upper is not None else "")
    said = [str(f.comparator) if f.comparator else "", number, f.unit, f"per {f.per}" if f.per else "", str(f.change) if f.change else "",
            f"against {f.base}" if f.base else "", f"of {f.about}" if f.about else "", f"in {f.when.value}" if f.when else "",
            f"according to {who(reading, f.according_to)}" if f.according_to else "", f"[{f.role}]"]
    return " ".join(w for w in said if w)


def who(reading: Reading, m: Mention | None) -> str:
    """A party as the report words it, with the actor's name and country where known."""
    if m is None:
        return "nobody named"
    words = " ".join(reading.quote(m.span).split())
    if m.actor is None:
        return f"{words} (?)"
    known = "/".join(x for x in (m.actor.country, m.actor.sector) if x)
    name = "" if m.actor.name.lower() in words.lower() else f" = {m.actor.name}"
    return f"{words}{name}" + (f" [{known}]" if known else "")


def record_page(reading: Reading, record: Noted | Doubt) -> str:
    """One record whole: its sentence with its words marked, its fields, and the reasons."""
    reasons = reading.reasons.get(record.id, ())
    title = click.style(f"{record.id}  {type(record).__name__.lower()} of {reading.report.id}", bold=True)
    lines = [title, "", *evidence(reading, record.spans()), ""]
    lines += [f"  {name}: {value}" for name, value in fields_of(reading, record)]
    if reasons:
        lines += ["", "why"] + [f"  {r}" for r in reasons]
    beside = doubts_near(reading, record)
    if beside:
        lines += ["", "in doubt beside it"] + [f"  {d.id[:8]} {d.claim} ({d.confidence:.2f}): {d.reason}" for d in beside]
    return "\n".join(lines)


def evidence(reading: Reading, spans: Sequence[Span]) -> Iterator[str]:
    """The line of the report that holds the spans, with offsets and the words marked."""
    text = reading.report.text
    start = text.rfind("\n", 0, min(spans).start) + 1
    end = text.find("\n", max(s.end for s in spans))
    end = len(text) if end < 0 else end
    inner = [s for s in spans if len(s) < 0.7 * (end - start)] or list(spans)
    yield click.style(f"  [{reading.report.id}:{min(spans).start}-{max(s.end for s in spans)}]", dim=True)
    yield textwrap.indent(textwrap.fill(marked(text, start, end, inner), WIDTH), "  ")


def marked(text: str, start: int, end: int, spans: Iterable[Span]) -> str:
    """The characters start..end with the spans in brackets."""
    opens: dict[int, int] = {}
    closes: dict[int, int] = {}
    for s in set(spans):
        opens[s.start] = opens.get(s.start, 0) + 1
        closes[s.end] = closes.get(s.end, 0) + 1
    out = "".join("]" * closes.get(i, 0) + "[" * opens.get(i, 0) + text[i] for i in range(start, end))
    return out + "]" * closes.get(end, 0)


def fields_of(reading: Reading, record: Noted | Doubt) -> Iterator[tuple[str, str]]:
    """Each field that has a value, in words."""
    for name in record.__slots__:
        value = getattr(record, name)
        if value is None or value == () or name == "id":
            continue
        yield name, in_words(reading, value)


def in_words(reading: Reading, value: object) -> str:
    if isinstance(value, Span):
        return f"{reading.quote(value)!r} [{value.start}-{value.end}]"
    if isinstance(value, Mention):
        return who(reading, value)
    if isinstance(value, When):
        return f"{value.value} ({value.basis})" + (f" from {reading.quote(value.span)!r}" if value.span else "")
    if isinstance(value, Statement):
        return f"{value.id} by {who(reading, value.speaker)}"
    if isinstance(value, tuple):
        return "; ".join(in_words(reading, v) for v in value)
    return str(getattr(value, "label", None) or getattr(value, "name", None) or value) if not isinstance(value, str) else value


def doubts_near(reading: Reading, record: Noted | Doubt) -> list[Doubt]:
    """Candidates in doubt within the record's words."""
    low, high = min(record.spans()).start, max(s.end for s in record.spans())
    return [d for d in reading.doubts if low <= d.span.start < high and d.id != record.id]
