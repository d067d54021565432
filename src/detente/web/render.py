"""Templates: everything is escaped, and characters that turn the direction of writing are shown as their code."""
from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from detente.web import links
from detente.web.annotated import visible

if TYPE_CHECKING:
    from jinja2 import Environment


def shown(value: Any) -> Any:
    """Plain strings made visible; markup, made by our own code of escaped words, as it is."""
    return visible(value) if type(value) is str else value


@cache
def environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(loader=PackageLoader("detente.web", "data"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
                       undefined=StrictUndefined, finalize=shown)
    made.globals.update(to=links.to, at=links.words_at, query=links.query)
    made.filters["count"] = counted
    return made


def counted(n: int, noun: str) -> str:
    """"1 report", "2 reports"."""
    plural = noun if n == 1 else noun.replace("y", "ies") if noun.endswith("y") else f"{noun}s"
    return f"{n:,} {plural}"


def render(template: str, **values: Any) -> str:
    return environment().get_template(template).render(**values)
