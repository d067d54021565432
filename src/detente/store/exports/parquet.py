"""Parquet: the columns of the CSV with types; wants pyarrow, which is no part of the core."""
from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from detente.errors import InputError
from detente.records.reading import Reading
from detente.store.exports.base import Exporter
from detente.store.exports.csv import COLUMNS, cells

WHOLE = frozenset({"background", "quad", "trigger_start", "trigger_end", "clause_start", "clause_end"})
REAL = frozenset({"lat", "lon", "score", "confidence"})


def write(readings: Iterable[Reading], path: Path) -> None:
    """Write the file a report at a time. Raises InputError where pyarrow is not installed."""
    try:
        arrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError:
        raise InputError("parquet wants the package pyarrow; install it: pip install 'detente[parquet]'") from None
    kinds = {name: arrow.int64() if name in WHOLE else arrow.float64() if name in REAL else arrow.string() for name in COLUMNS}
    schema = arrow.schema([arrow.field(name, kind, metadata={"about": COLUMNS[name]}) for name, kind in kinds.items()])
    with parquet.ParquetWriter(path, schema) as out:
        for reading in readings:
            rows = [typed(cells(reading, e)) for e in reading.events]
            if rows:
                out.write_table(arrow.Table.from_pylist(rows, schema=schema))


def typed(row: dict[str, object]) -> dict[str, object]:
    """The row with its numbers as numbers; strings stay as they are: no spreadsheet runs them."""
    return {name: value_of(name, row.get(name)) for name in COLUMNS}


def value_of(name: str, value: object) -> object:
    if value is None or name in WHOLE:
        return value
    return float(str(value)) if name in REAL else str(value)


export = Exporter("parquet", ".parquet", "the columns of csv with types; wants pyarrow (pip install 'detente[parquet]')", write=write,
                  columns=COLUMNS)
