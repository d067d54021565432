"""The coder's desk: verdicts given on pages, kept in a review file."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from detente.errors import InputError
from detente.records.reading import Event, Mention, Position, Reading, Statement
from detente.store.parties import named, parties, written
from detente.store.parties import party as party_at
from detente.store.reviews import FIELDS, PARTIES, Judgement, Reviewed, Reviews, Verdict, amended, kind_of
from detente.text import Span
from detente.web import links
from detente.web.http import Refused
from detente.web.words import anchor, note_words, one_line, party

# Mentions farther than this from a record's words are not offered as its parties; they can still be named by their words.
FAR = 500
MOST = 40
AROUND = 40
PARTS = {"event.actors": "actor", "event.recipients": "recipient", "statement.speaker": "speaker", "position.actor": "actor"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Characters of the report that may be a party: their words with a few around them, whom they mean, their part now ("" for none)."""

    key: str
    before: str
    words: str
    after: str
    meaning: str
    part: str


@dataclass(frozen=True, slots=True)
class Desk:
    """path: of the review file; coder: whose name stands in the form at first."""

    path: str
    coder: str = ""

    def current(self) -> dict[str, Verdict]:
        """Record id -> the last verdict on it."""
        with Reviews(self.path) as reviews:
            return reviews.current()

    def given(self, record: str) -> list[Verdict]:
        """Every standing verdict on a record."""
        with Reviews(self.path) as reviews:
            return reviews.standing(record)

    def last(self, record: str) -> Verdict | None:
        """The last verdict on a record."""
        return next(reversed(self.given(record)), None)

    def roles(self, x: Reviewed) -> list[str]:
        """The parts that parties have in such a record."""
        return [part for key, part in PARTS.items() if key.startswith(f"{kind_of(x)}.")]

    def candidates(self, reading: Reading, x: Reviewed) -> list[Candidate]:
        """Who may take part in a record: its parties and the mentions around it, in the order of the text."""
        now = reviewed(reading, x, self.last(x.id))
        parts = {written([m]): (part, m) for part, m in parties_now(reading, now)}
        core = anchor(x)
        around = {k: m for m in reading.mentions if (k := written([m])) not in parts and distance(m.span, core) < FAR}.values()
        close = sorted(around, key=lambda m: distance(m.span, core))[:MOST - len(parts)]
        every = sorted([*((m, part) for part, m in parts.values()), *((m, "") for m in close)], key=lambda c: (c[0].span, written([c[0]])))
        return [Candidate(written([m]), near(reading, m.span.start, -1), one_line(reading, m.span), near(reading, m.span.end, 1),
                          meaning(reading, m), part) for m, part in every]

    def told(self, reading: Reading, x: Reviewed, verdict: Verdict) -> list[tuple[str, str]]:
        """What a verdict changed, in words."""
        def words(name: str, value: str) -> str:
            if f"{kind_of(x)}.{name}" not in PARTIES:
                return value
            return ", ".join(f"“{one_line(reading, m.span)}”" + (f" ({m.actor.id})" if m.actor else "") for m in parties(reading, value)) or "nobody"
        return [(name, words(name, value)) for name, value in verdict.changes.items()]

    def after(self, reading: Reading, x: Reviewed) -> tuple[str, str] | None:
        """Title and detail of the record as amended; None where it is not."""
        verdict = self.last(x.id)
        if verdict is None or verdict.judgement is not Judgement.AMEND:
            return None
        return note_words(reading, reviewed(reading, x, verdict))

    def fields(self, x: Reviewed) -> list[tuple[str, list[str]]]:
        """The fields that can be amended in such a record, each with its closed list, or none."""
        own = ((key.partition(".")[2], kind) for key, kind in FIELDS.items() if key.startswith(f"{kind_of(x)}."))
        return [(name, [] if kind is None else [k.value for k in kind]) for name, kind in own]

    def take(self, rows: Mapping[str, tuple[Reading, Reviewed]], form: Mapping[str, str]) -> str:
        """Note the verdict of a form, or undo the coder's last; the address to go to. Raises Refused, or an InputError for a bad change."""
        coder = form.get("coder", "").strip()
        if form.get("verdict") == "undo":
            with Reviews(self.path) as reviews:
                last = reviews.undo(coder)
            return links.to("record", last.record) if last is not None else "/records"
        found = rows.get(form.get("record", ""))
        if found is None:
            raise Refused(404, f"no record {form.get('record', '')!r} here")
        if form.get("verdict") not in set(Judgement):
            raise Refused(400, f"no verdict {form.get('verdict', '')!r}; there are: {', '.join(Judgement)}")
        reading, x = found
        judgement = Judgement(form["verdict"])
        changes = changes_of(form, reading, reviewed(reading, x, self.last(x.id))) if judgement is Judgement.AMEND else {}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with Reviews(self.path) as reviews:
            reviews.give(reading, x, coder, judgement, now, form.get("reason", "").strip(), changes)
        return links.to("record", form.get("then") or form["record"])


def reviewed(reading: Reading, x: Reviewed, verdict: Verdict | None) -> Reviewed:
    """The record as the verdict leaves it."""
    return amended(x, verdict.changes, reading) if verdict is not None and verdict.judgement is Judgement.AMEND else x


def parties_now(reading: Reading, x: Reviewed) -> list[tuple[str, Mention]]:
    """The parties of a record, each with its part; a position's actor at the mention nearest to its words."""
    if isinstance(x, Event):
        return [*(("actor", m) for m in x.actors), *(("recipient", m) for m in x.recipients)]
    if isinstance(x, Statement):
        return [] if x.speaker is None else [("speaker", x.speaker)]
    if isinstance(x, Position):
        own = [m for m in reading.mentions if m.actor is not None and m.actor.id == x.actor.id]
        return [("actor", m) for m in sorted(own, key=lambda m: (distance(m.span, anchor(x)), m.span))[:1]]
    return []


def near(reading: Reading, at: int, way: int) -> str:
    """The last two words before a place, or the first two after it."""
    text = reading.report.text
    if way < 0:
        return " ".join(text[max(0, at - AROUND):at].split()[-2:])
    return " ".join(text[at:at + AROUND].split()[:2])


def distance(one: Span, two: Span) -> int:
    return max(one.start - two.end, two.start - one.end, 0)


def meaning(reading: Reading, m: Mention) -> str:
    if m.actor is not None:
        return party(reading, m)
    return m.place.name if m.place is not None else "not known"


def changes_of(form: Mapping[str, str], reading: Reading, x: Reviewed) -> dict[str, str]:
    """The changes that a form asks for: one field with its value, or the parties. x: the record as it stands. Raises InputError."""
    if form.get("field"):
        name = form["field"]
        value = form.get("value", "")
        if f"{kind_of(x)}.{name}" in PARTIES:
            value = "|".join(named(reading, part, anchor(x)) for part in value.split("|") if part.strip())
        return {name: value}
    return party_changes(form, reading, x)


def party_changes(form: Mapping[str, str], reading: Reading, x: Reviewed) -> dict[str, str]:
    """The fields whose parties a form changes. "part-120-131=KOR" says the part of those characters, "single" the characters of the only party;
    "words" names others that take the part "as" and, where "who" is given, mean that actor. Raises InputError where nothing changes."""
    names = {part: key.partition(".")[2] for key, part in PARTS.items() if key.startswith(f"{kind_of(x)}.")}
    now = parties_now(reading, x)
    wanted = chosen(form, reading, now, names)
    if form.get("words", "").strip():
        who, part = form.get("who", "").strip(), form.get("as", "")
        if part not in names:
            raise InputError(f"no part {part!r} in a {kind_of(x)}; there are: {', '.join(names)}")
        only = None if PARTIES[f"{kind_of(x)}.{names[part]}"] else part
        others = parties(reading, named(reading, form["words"].strip() + (f"={who}" if who else ""), anchor(x)))
        for other in others:
            wanted = without(wanted, other, only)
        wanted += [(part, other) for other in others]
    out = {}
    for part, name in names.items():
        was, will = (written(m for p, m in many if p == part) for many in (now, wanted))
        if was != will:
            out[name] = will
    if not out:
        raise InputError("nothing was changed: choose another part for somebody, or give other words")
    return out


def without(wanted: list[tuple[str, Mention]], other: Mention, only: str | None) -> list[tuple[str, Mention]]:
    """The parties that stay beside another: not the one that the same characters meant before, nor any with a part that only one can have."""
    same = [m for _, m in wanted if m.span == other.span]
    gone = same if len(same) == 1 else [m for m in same if m.actor == other.actor]
    return [(p, m) for p, m in wanted if m not in gone and p != only]


def chosen(form: Mapping[str, str], reading: Reading, now: list[tuple[str, Mention]], names: Mapping[str, str]) -> list[tuple[str, Mention]]:
    """The parties that the form's buttons name; those of the record where it has none."""
    held = {written([m]): m for _, m in now}
    given = [(form[k], k.removeprefix("part-")) for k in form if k.startswith("part-")]
    given += [(next(iter(names)), form["single"])] if form.get("single") else []
    return [(p, held.get(where) or party_at(reading, where)) for p, where in given if p in names and where != "none"] if given else now
