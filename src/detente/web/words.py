"""Records in words, for pages: a short title and a line of detail each. No markup here."""
from __future__ import annotations

from detente.records.reading import Event, Figure, Mention, Position, Reading, Statement, When
from detente.text import Span

Noted = Event | Statement | Position | Figure
LONGEST = 140


def anchor(record: Noted) -> Span:
    """Where a record is marked: an event's trigger, a statement's cue, else its first words."""
    if isinstance(record, Event):
        return record.trigger
    if isinstance(record, Statement) and record.cue is not None:
        return record.cue
    return min(record.spans())


def note_words(reading: Reading, record: Noted) -> tuple[str, str]:
    """Title and detail of a record."""
    if isinstance(record, Event):
        return event_words(reading, record)
    if isinstance(record, Statement):
        return statement_words(reading, record)
    if isinstance(record, Position):
        return position_words(reading, record)
    return figure_words(reading, record)


def event_words(reading: Reading, e: Event) -> tuple[str, str]:
    modes = f" ({', '.join(e.modes)})" if e.modes else ""
    to = " → " + ", ".join(party(reading, m) for m in e.recipients) if e.recipients else ""
    title = f"{e.type}{modes}: " + ", ".join(party(reading, m) for m in e.actors) + to
    told = [str(e.status), time_words(reading, e.when) or "undated"]
    if e.act is not e.type:
        told.append(f"act {e.act}")
    if e.where is not None:
        told.append(f"at {one_line(reading, e.where.span)}")
    if e.statement is not None and e.statement.speaker is not None:
        told.append(f"as claimed by {party(reading, e.statement.speaker)}")
    return title, "; ".join([*told, f"confidence {e.confidence:.2f}"])


def statement_words(reading: Reading, s: Statement) -> tuple[str, str]:
    via = f", via {party(reading, s.via)}" if s.via else ""
    said = " … ".join(one_line(reading, c) for c in s.content)
    return f"{party(reading, s.speaker)}{via} ({s.manner})", shorten(said)


def position_words(reading: Reading, p: Position) -> tuple[str, str]:
    target = f" (on {p.issue.target})" if p.issue.target else ""
    condition = f", if {one_line(reading, p.condition)}" if p.condition else ""
    verb = {"support": "supports", "oppose": "opposes", "conditional": "is for, on a condition,"}[p.stance]
    return f"{p.actor.name} {verb} {p.issue.label}{target}{condition}", shorten(" … ".join(one_line(reading, s) for s in p.evidence))


def figure_words(reading: Reading, f: Figure) -> tuple[str, str]:
    said = [str(f.comparator or ""), amount(f), f"per {f.per}" if f.per else "", str(f.change or ""), f"against {f.base}" if f.base else ""]
    detail = [f"of {f.about}" if f.about else "", f"in {time_words(reading, f.when)}" if f.when else "",
              f"according to {party(reading, f.according_to)}" if f.according_to else "", str(f.role)]
    return " ".join(w for w in said if w), "; ".join(w for w in detail if w)


def amount(f: Figure) -> str:
    """"84,000,000 USD", "6th"."""
    if f.unit == "ordinal" and f.upper is None and f.value == f.value.to_integral_value() and f.value < 10_000:
        n = int(f.value)
        return f"{n}{'th' if n % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
    return f"{f.value:,f}" + (f"–{f.upper:,f}" if f.upper is not None else "") + f" {f.unit}"


def party(reading: Reading, m: Mention | None) -> str:
    """The actor's name and country, or the report's words in quotation marks where nobody is known."""
    if m is None:
        return "somebody not named"
    if m.actor is None:
        return f"“{one_line(reading, m.span)}”"
    country = f" ({m.actor.country})" if m.actor.country and m.actor.country != m.actor.id else ""
    return f"{m.actor.name}{country}"


def time_words(reading: Reading, when: When | None) -> str:
    """The ISO day a time starts on, else the report's own words for it, else nothing."""
    if when is None:
        return ""
    if when.start is not None:
        return when.value if when.value[:4].isdigit() else when.start[:10]
    return f"“{one_line(reading, when.span)}”" if when.span is not None else when.value


def one_line(reading: Reading, span: Span) -> str:
    return " ".join(reading.quote(span).split())


def shorten(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
