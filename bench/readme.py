"""The block of real output in the README: made by `python -m bench.readme`, held against the program by a test."""
from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"(<!-- begin: detente brief vladivostok -->\n```\n)(.*?)(```\n<!-- end -->)", re.S)
SAMPLES = ("vladivostok-courier", "vladivostok-strait")
LINES = 10


def output() -> list[str]:
    """The first lines of the brief on the two samples of the episode, each with its quotation."""
    from detente import Reader, Report
    from detente.cli.commands.brief import brief_page
    from detente.samples import sample_paths

    reader = Reader()
    readings = [reader.read(Report(p.read_text("utf-8"), id=p.stem)) for p in sample_paths() if p.stem in SAMPLES]
    return list(brief_page(readings))


def first(lines: Sequence[str], most: int = LINES) -> list[str]:
    """The first sentences with what is indented below them."""
    kept: list[str] = []
    for line in lines:
        if not line.startswith(" "):
            most -= 1
        if most < 0:
            break
        kept.append(line)
    return kept


def block() -> str:
    found = BLOCK.search(README.read_text("utf-8"))
    if found is None:
        raise SystemExit("README.md has no block of output")
    return found[2]


def main() -> int:
    text = README.read_text("utf-8")
    README.write_text(BLOCK.sub(lambda m: m[1] + "\n".join(first(output())) + "\n" + m[3], text), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
