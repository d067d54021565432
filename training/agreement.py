"""Code a tenth of the corpus again, and say how far the two codings agree.

    python -m training.agreement draw FILE          a sheet of passages with parties marked and labels taken away, for a fresh reader
    python -m training.agreement compare FILE       Krippendorff's alpha per field between the sheet as filled in and the corpus

The sheet is drawn by a hash of each passage's text, so that it can be drawn again.
"""
from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path

from training.corpus import MARK, Event, Passage, label, read_corpus

SHARE = 10
PLACEHOLDER = "?"


def key(text: str) -> str:
    """What names a passage on the sheet: nothing that tells author or batch."""
    return hashlib.sha256(text.encode()).hexdigest()


def chosen(text: str) -> bool:
    """Every tenth passage, by its key."""
    return int(key(text), 16) % SHARE == 0


def sheet_lines(passage: Passage, raw: Sequence[str]) -> list[str]:
    """The passage without trigger marks and with a place for each label."""
    text = MARK.sub(lambda m: m[2] if re.fullmatch(r"(T\d*)+", m[1]) else f"[{re.sub(r'T[0-9]*', '', m[1])}:{m[2]}]", raw[0])
    numbers = [line.split(None, 1)[0] for line in raw[1:]]
    return [f"# {key(passage.text)[:12]}", text, *(f"{n} {PLACEHOLDER}" for n in numbers), ""]


def draw(passages: Sequence[Passage], folder: Path) -> list[str]:
    """The sheet's lines, passages in the order of their hash so that neighbours come from different batches."""
    picked = sorted((p for p in passages if chosen(p.text)), key=lambda p: key(p.text))
    out: list[str] = []
    for p in picked:
        lines = (folder / f"{p.author}/{p.batch}.txt").read_text("utf-8").splitlines()
        block = lines[p.line - 1:]
        end = next((i for i, line in enumerate(block) if not line.strip()), len(block))
        out += sheet_lines(p, [line for line in block[:end] if not line.startswith("#")])
    return out


def read_sheet(path: Path) -> dict[str, list[Event]]:
    """Key of a passage -> events as the second reader coded them, in the order of the sheet; lines left open are passed over."""
    out: dict[str, list[Event]] = {}
    name = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# "):
            name = line[2:].strip()
        elif line.startswith("=") and not line.rstrip().endswith(PLACEHOLDER):
            out.setdefault(name, []).append(label(line)[1])
    return out


def alpha(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Krippendorff's alpha for two codings of nominal values without gaps (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability")."""
    if not pairs:
        return float("nan")
    counts = Counter(v for pair in pairs for v in pair)
    n = 2 * len(pairs)
    observed = sum(a != b for a, b in pairs) / len(pairs)
    expected = sum(c * (n - c) for c in counts.values()) / (n * (n - 1))
    return 1.0 if expected == 0 else 1 - observed / expected


def compare(passages: Sequence[Passage], second: dict[str, list[Event]]) -> dict[str, tuple[float, float, int]]:
    """Field -> alpha, share alike, number of labels."""
    found = [(p.events, second.get(key(p.text)[:12], [])) for p in passages]
    both = [pair for one, two in found if len(one) == len(two) for pair in zip(one, two, strict=True)]
    acts = [(a, b) for a, b in both if a.act == b.act]
    contexts = sorted({c for a, b in both for c in (*a.contexts, *b.contexts)})
    fields: dict[str, list[tuple[Hashable, Hashable]]] = {
        "act": [(a.act, b.act) for a, b in both],
        "mode (where the act is alike)": [(a.mode, b.mode) for a, b in acts if a.mode or b.mode],
        "status": [(a.status, b.status) for a, b in both],
        "background": [(a.background, b.background) for a, b in both],
        "contexts (each, present or not)": [(c in a.contexts, c in b.contexts) for a, b in both for c in contexts],
    }
    return {name: (alpha(pairs), sum(x == y for x, y in pairs) / max(1, len(pairs)), len(pairs)) for name, pairs in fields.items()}


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("verb", choices=("draw", "compare"))
    ap.add_argument("file", type=Path)
    a = ap.parse_args()
    folder = Path(__file__).parent.parent / "corpus" / "events"
    passages = read_corpus([folder])
    if a.verb == "draw":
        a.file.write_text("\n".join(draw(passages, folder)) + "\n", "utf-8")
        return 0
    for name, (value, alike, n) in compare(passages, read_sheet(a.file)).items():
        print(f"{name}: alpha {value:.2f}, alike {alike:.0%} of {n}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
