"""Detente reads diplomatic and conflict news and keeps the record: who did what to whom, who said what, who stands where.

    from detente import Reader, Report
    reading = Reader().read(Report(text, published="2017-09-06"))

Names are loaded on first use, so that `import detente` costs nothing.
"""
from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.errors import DetenteError as DetenteError
    from detente.link.collate import collate as collate
    from detente.pipeline import Reader as Reader
    from detente.records.dossier import Dossier as Dossier
    from detente.records.reading import Reading as Reading
    from detente.records.world import World as World
    from detente.study.whatif import what_if as what_if
    from detente.study.world import fold as fold
    from detente.text import Report as Report
    from detente.text import Span as Span

_HOMES = {
    "DetenteError": "detente.errors",
    "Dossier": "detente.records.dossier",
    "Reader": "detente.pipeline",
    "Reading": "detente.records.reading",
    "Report": "detente.text",
    "Span": "detente.text",
    "World": "detente.records.world",
    "collate": "detente.link.collate",
    "fold": "detente.study.world",
    "what_if": "detente.study.whatif",
}
__all__ = ["DetenteError", "Dossier", "Reader", "Reading", "Report", "Span", "World", "collate", "fold", "what_if"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'detente' has no name {name!r}; it has: {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)
