"""The shipped JSON Schema is made from the records, and readings fit it."""
from __future__ import annotations

import json

import jsonschema
import pytest

from detente import Reader, Report
from detente.samples import sample_paths
from detente.store.codec import reading_to_dict
from detente.store.schema import reading_schema, shipped_schema


def test_the_shipped_schema_is_the_records_own() -> None:
    assert shipped_schema() == json.loads(json.dumps(reading_schema())), "run: python -m bench.schema"


def test_readings_fit_the_schema() -> None:
    reader = Reader()
    validator = jsonschema.Draft202012Validator(shipped_schema())
    for path in sample_paths():
        raw = json.loads(json.dumps(reading_to_dict(reader.read(Report(path.read_text("utf-8"), id=path.stem)))))
        assert [e.message for e in validator.iter_errors(raw)] == []


@pytest.mark.parametrize("change", [{"schema": "other/1"}, {"events": 3}, {"furniture": [[5]]}, {"extra": 1}])
def test_what_is_no_reading_does_not_fit(change: dict[str, object]) -> None:
    raw = json.loads(json.dumps(reading_to_dict(Reader().read(Report("Kenya condemned the coup.", id="k")))))
    assert not jsonschema.Draft202012Validator(shipped_schema()).is_valid({**raw, **change})
