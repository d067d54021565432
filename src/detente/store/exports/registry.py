"""The export formats by name."""
from __future__ import annotations

from detente.errors import InputError
from detente.store.exports import csv, dna, graphml, parquet, plover, polecat, webanno
from detente.store.exports.base import Exporter

EXPORTERS: dict[str, Exporter] = {e.name: e for e in (plover.export, polecat.export, csv.export, parquet.export, dna.export, webanno.export,
                                                     graphml.export)}


def exporter(name: str) -> Exporter:
    """The format of that name. Raises InputError naming those there are."""
    if name not in EXPORTERS:
        raise InputError(f"no export format {name!r}; there are: {', '.join(EXPORTERS)}")
    return EXPORTERS[name]
