"""The gazetteer: cities, provinces, seas and straits with coordinates, from places.tsv."""
from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from detente.errors import KnowledgeError
from detente.lexicon.actors import FEATURES, How, Sense, Spot

COLUMNS = 7


def read_spots(path: Traversable | Path) -> Iterator[tuple[Spot, tuple[Sense, ...]]]:
    """Yield each place with its names. Cells: name, country, feature, latitude, longitude, inhabitants, other names (semicolons)."""
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        try:
            name, country, feature, lat, lon, rank, others = cells
            spot = Spot(f"pl-{n}", name, country or None, float(lat), float(lon), feature, int(rank))
            FEATURES[feature]  # KeyError for one that is none
        except (ValueError, KeyError):
            raise KnowledgeError(f"{path.name}:{n}: a place has {COLUMNS} cells (name, country, feature, latitude, longitude, inhabitants, "
                                 f"other names); this is none: {line[:80]}") from None
        yield spot, tuple(Sense(spot.id, How.LOCATION, written) for written in (name, *filter(None, others.split(";"))))
