"""The coder's desk: verdicts given on pages, kept in a review file."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from detente.records.reading import Reading
from detente.store.reviews import FIELDS, Judgement, Reviewed, Reviews, Verdict, kind_of
from detente.web import links
from detente.web.http import Refused


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
            return [v for v in reviews.standing() if v.record == record]

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
        changes = {form["field"]: form.get("value", "")} if judgement is Judgement.AMEND and form.get("field") else {}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with Reviews(self.path) as reviews:
            reviews.give(reading, x, coder, judgement, now, form.get("reason", "").strip(), changes)
        return links.to("record", form.get("then") or form["record"])
