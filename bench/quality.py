"""docs/quality.md: one page of measured figures, each section rewritten by the command that measures it."""
from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "quality.md"
HEAD = "# Quality, as measured\n\nWritten by `make gate` and `make bench`; do not edit by hand.\n"


def write_section(title: str, lines: Sequence[str]) -> None:
    """Replace the section of this title, or add it at the end."""
    text = PAGE.read_text("utf-8") if PAGE.exists() else HEAD
    section = f"\n## {title}\n\n" + "\n".join(lines).rstrip() + "\n"
    old = re.compile(rf"\n## {re.escape(title)}\n.*?(?=\n## |\Z)", re.S)
    text = old.sub(lambda _: section, text) if old.search(text) else text.rstrip("\n") + "\n" + section
    PAGE.write_text(text, "utf-8")
