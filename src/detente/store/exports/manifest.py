"""What goes with an exported file: its hash, what made it, from which reports, what its columns hold, and what not to do with it."""
from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from detente.records.reading import Reading
from detente.store.exports.base import Exporter

SERIES = ("No CAMEO root 01 is coded: do not splice counts of these events to series of ICEWS, GDELT or Phoenix. Count happenings, reports and "
          "independent sources apart (`detente collate`). An AGREE stands at the day of the promise, not of its keeping.")
PRECISION = {
    "time": {"stated": "written in the report", "relative": "counted from the report's date", "published": "nothing said: the report's own date",
             "inferred": "worked out from other reports"},
    "place": {"site": "below the city", "city": "a city", "province": "a province", "country": "a country",
              "region": "larger than a country", "unknown": "not known"},
}


def manifest(exporter: Exporter, path: Path, readings: Sequence[Reading], reviewed: str | None = None) -> dict[str, Any]:
    """The manifest of a written file. reviewed: the review file it was held against, where one was."""
    made = sorted({(r.provenance.detente, r.provenance.models, r.provenance.lexicon) for r in readings})
    return {
        "schema": "detente.manifest/1", "file": path.name, "format": exporter.name, "about": exporter.about,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size, "written_by": f"detente {version('detente')}",
        "read_by": [{"detente": d, "models": list(m), "lexicon": x} for d, m, x in made], "reviewed": reviewed,
        "reports": [{"id": r.report.id, "text_sha256": r.provenance.text_sha256, "published": r.report.published, "source": r.report.source}
                    for r in readings],
        "records": {kind: sum(len(getattr(r, kind)) for r in readings) for kind in ("events", "statements", "positions", "figures")},
        "columns": dict(exporter.columns), "precision": PRECISION, "warnings": [w for w in (exporter.warning, SERIES) if w],
    }
