"""`python -m bench.schema`: write the JSON Schema of readings from the records into the package."""
from __future__ import annotations

import json
from pathlib import Path

from detente.store.schema import reading_schema

if __name__ == "__main__":
    target = Path(__file__).parent.parent / "src" / "detente" / "store" / "data" / "reading.schema.json"
    target.write_text(json.dumps(reading_schema(), indent=1) + "\n", "utf-8")
