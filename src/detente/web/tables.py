"""Tables as CSV."""
from __future__ import annotations

import csv
import io

from detente.store.exports.base import safe_cell
from detente.study.tables import Table


def csv_text(table: Table) -> str:
    """The table as CSV whose cells no spreadsheet runs."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([safe_cell(v) for v in row] for row in table.rows)
    return out.getvalue()
