"""Addresses of pages."""
from __future__ import annotations

from urllib.parse import quote, urlencode

from detente.records.dossier import Citation


def to(kind: str, id: str) -> str:
    """The page of a record, report, happening or actor."""
    return f"/{kind}/{quote(id, safe='')}"


def words_at(citation: Citation) -> str:
    """The report, opened at those characters."""
    return f"{to('report', citation.report)}?c={citation.span.start},{citation.span.end}#here"


def query(path: str, **args: object) -> str:
    """A path with those of the arguments that say something."""
    told = {k: str(v) for k, v in args.items() if v not in (None, "")}
    return f"{path}?{urlencode(told)}" if told else path
