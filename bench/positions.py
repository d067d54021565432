"""Score positions against the project's own gold (corpus/positions): macro-F1 over stances of (actor, measure) matches.

    python -m bench.positions [--part dev|test] [--misses]      --misses shows the development part's misses only

A predicted position matches a coded row where actor and measure are the same; its stance is then right or wrong. `with_target` asks for the
target too. A row's actor and measure may have alternatives ("union/KOR"): a code is met by an actor of that state, a word by one whose name
holds it.
"""
from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import KnowledgeError
from detente.lexicon.issues import Measures, load_measures
from detente.pipeline import Reader
from detente.records.kinds import Stance
from detente.records.reading import Actor, Position
from detente.text import Report

CORPUS = Path(__file__).parent.parent / "corpus" / "positions"
MARKS = {"+": Stance.SUPPORT, "-": Stance.OPPOSE, "?": Stance.CONDITIONAL}
CODE = re.compile(r"[A-Z]{3}")
STATELY = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", None})


@dataclass(frozen=True, slots=True)
class Row:
    """One coded position. actors, measures, targets: alternatives that count as right; condition: its words, or None."""

    actors: tuple[str, ...]
    measures: tuple[str, ...]
    targets: tuple[str, ...]
    stance: Stance
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage with its coded positions (none: nobody takes any)."""

    batch: str
    line: int
    text: str
    rows: tuple[Row, ...]


def passages(part: str | None = None, folder: Path = CORPUS) -> list[Passage]:
    """The passages of a part ("dev", "test", None for all). Raises KnowledgeError with file and line on a line that cannot be read."""
    held = {w for w in (folder / "test.txt").read_text("utf-8").splitlines() if w and not w.startswith("#")}
    found: list[Passage] = []
    for path in sorted(folder.glob("*/*.txt")):
        batch = f"{path.parent.name}/{path.stem}"
        if path.parent.name != "again" and (part is None or (batch in held) == (part == "test")):
            found.extend(read_batch(path, batch))
    return found


def read_batch(path: Path, batch: str, measures: Measures | None = None) -> Iterator[Passage]:
    """The passages of one file."""
    known = measures or load_measures()
    text, at, rows = "", 0, list[Row]()
    for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("> "):
            if text:
                yield Passage(batch, at, text, tuple(rows))
            text, at, rows = line[2:].strip(), n, []
        elif line[:2] in {"+ ", "- ", "? "} and text:
            rows.append(read_row(line, f"{path.name}:{n}", text, known))
        elif line.strip() and not line.startswith("#"):
            raise KnowledgeError(f"{path.name}:{n}: neither a passage (> ...) nor a position (+ - ? actor | measure | target)")
    if text:
        yield Passage(batch, at, text, tuple(rows))


def read_row(line: str, where: str, text: str, known: Measures) -> Row:
    """ "? AUT | further-sanctions | RUS | only if ..." """
    fields = [f.strip() for f in line[2:].split("|")]
    if len(fields) not in {3, 4} or not all(fields):
        raise KnowledgeError(f"{where}: a position is actor | measure | target, and | condition where it is conditional")
    stance, condition = MARKS[line[0]], fields[3] if len(fields) == 4 else None
    for m in fields[1].split("/"):
        if not m.startswith('"') and m not in known.by_id:
            raise KnowledgeError(f"{where}: {m!r} is no measure of the lexicon; put words of your own in quotation marks")
    if (stance is Stance.CONDITIONAL) != (condition is not None):
        raise KnowledgeError(f"{where}: a condition belongs to ? rows, and to all of them")
    if condition is not None and condition not in text:
        raise KnowledgeError(f"{where}: the condition {condition!r} does not stand in the passage")
    targets = () if fields[2] == "-" else tuple(fields[2].split("/"))
    return Row(tuple(fields[0].split("/")), tuple(fields[1].split("/")), targets, stance, condition)


def same_actor(row: Row, actor: Actor) -> bool:
    return any(is_actor(alt, actor, len(row.actors) > 1) for alt in row.actors)


def is_actor(alt: str, actor: Actor, loosely: bool) -> bool:
    if CODE.fullmatch(alt):
        return actor.id == alt or (actor.country == alt and (loosely or actor.sector in STATELY))
    return alt.lower() in actor.name.lower() or alt.lower() in actor.id.lower()


def same_measure(row: Row, position: Position) -> bool:
    measure = position.issue.id.partition("@")[0]
    words = set(position.issue.label.split())
    return any(m == measure or (m.startswith('"') and bool(words & set(m.strip('"').split()))) for m in row.measures)


def same_target(row: Row, position: Position) -> bool:
    return not row.targets or position.issue.target in row.targets


@dataclass(slots=True)
class Tally:
    """Counts of one stance."""

    right: int = 0
    said: int = 0
    coded: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.coded) if self.said + self.coded else 0.0


def pair_up(rows: Sequence[Row], found: Sequence[Position]) -> list[tuple[Row, Position]]:
    """Rows and positions of one actor and measure, those of one stance first; each counts once."""
    pairs: list[tuple[Row, Position]] = []
    free_rows, free = list(rows), list(found)
    for wanted in (True, False):
        for row in list(free_rows):
            hit = next((p for p in free if same_actor(row, p.actor) and same_measure(row, p) and (p.stance is row.stance) == wanted), None)
            if hit is not None:
                pairs.append((row, hit))
                free_rows.remove(row)
                free.remove(hit)
    return pairs


def score(part: str = "test", reader: Reader | None = None, misses: list[str] | None = None) -> dict[str, float]:
    """Figures over one part: macro_F1 over the three stances, micro precision and recall, and shares of targets and conditions right."""
    reader = reader or Reader()
    tallies = {s: Tally() for s in Stance}
    targets, conditions = Tally(), Tally()
    for passage in passages(part):
        found = reader.read(Report(passage.text)).positions
        pairs = pair_up(passage.rows, found)
        for row in passage.rows:
            tallies[row.stance].coded += 1
        for position in found:
            tallies[position.stance].said += 1
        for row, position in pairs:
            right = row.stance is position.stance
            tallies[row.stance].right += right
            if right and row.targets:
                targets.coded += 1
                targets.right += same_target(row, position)
            if right and row.condition is not None and position.condition is not None:
                conditions.coded += 1
                said = passage.text[position.condition.start:position.condition.end]
                conditions.right += said in row.condition or row.condition in said
        if misses is not None:
            misses.extend(missed(passage, found, pairs))
    right, said, coded = (sum(getattr(t, k) for t in tallies.values()) for k in ("right", "said", "coded"))
    by_stance = {f"{s.value}_F1": round(t.f1, 3) for s, t in tallies.items()}
    return {"macro_F1": round(sum(t.f1 for t in tallies.values()) / len(tallies), 4), **by_stance,
            "precision": round(right / said, 3) if said else 0.0, "recall": round(right / coded, 3) if coded else 0.0,
            "target_accuracy": round(targets.right / targets.coded, 3) if targets.coded else 0.0,
            "condition_accuracy": round(conditions.right / conditions.coded, 3) if conditions.coded else 0.0, "rows": float(coded)}


def missed(passage: Passage, found: Sequence[Position], pairs: Sequence[tuple[Row, Position]]) -> Iterator[str]:
    """Lines that tell what a passage's positions should have been and were not."""
    good = [(r, p) for r, p in pairs if r.stance is p.stance]
    lost = [r for r in passage.rows if all(r is not g[0] for g in good)]
    extra = [p for p in found if all(p is not g[1] for g in good)]
    if lost or extra:
        yield f"\n{passage.batch}:{passage.line} {passage.text}"
        yield from (f"   missed {r.stance.value} {'/'.join(r.actors)} | {'/'.join(r.measures)}" for r in lost)
        yield from (f"   extra  {p.stance.value} {p.actor.id} ({p.actor.name}, {p.actor.country}) | {p.issue.id} | "
                    f"{' .. '.join(passage.text[s.start:s.end] for s in p.evidence)}" for p in extra)
    for r, p in good:
        if not same_target(r, p):
            yield f"   target {p.issue.id}, coded {'/'.join(r.targets)}: {passage.text}"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--part", choices=("dev", "test"), default="dev")
    ap.add_argument("--misses", action="store_true")
    a = ap.parse_args()
    if a.misses and a.part == "test":
        print("the test third's misses stay unread", file=sys.stderr)
        return 2
    misses: list[str] | None = [] if a.misses else None
    figures = score(a.part, misses=misses)
    for line in misses or ():
        print(line)
    print(a.part, " ".join(f"{k}={v:g}" for k, v in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
