"""Score the event coder end to end on tests/cases/events.md: passages of newswire with every event in them.

    python -m bench.coding [--misses N]      --misses prints the first N passages with events missed or made up

A told event is right where its type is alike and every party stands on its side; a party stands there if any content word of it is in a mention of
that side, or in another mention of the same actor. CONSULT, AGREE and COOPERATE have no sides. Each event read is used once. `-` asks nothing
of that side.
"""
from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from detente.pipeline import Reader
from detente.records.kinds import EventType, Status
from detente.records.reading import Mention, Reading
from detente.text import Report

CASES = Path(__file__).parent.parent / "tests" / "cases" / "events.md"
PUBLISHED = "2015-06-15"
MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
CASE = re.compile(r"^([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n(?:\n|\Z)", re.M | re.S)
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
EMPTY = frozenset("a an the of and in on at for from to by with its his her their s more than some two three four eleven near outside".split())


@dataclass(frozen=True)
class Coded:
    """One event, as the case tells it or as it was read: each party is its words."""

    type: EventType
    status: Status
    actors: tuple[str, ...]
    trigger: str
    recipients: tuple[str, ...]

    @cached_property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """Content words of all actors, of all recipients."""
        return frozenset().union(*map(content, self.actors)), frozenset().union(*map(content, self.recipients))

    def __str__(self) -> str:
        return f"{self.type} {self.status} | {'; '.join(self.actors) or '-'} | {self.trigger} | {'; '.join(self.recipients) or '-'}"


@dataclass(frozen=True, slots=True)
class Case:
    """One passage and what it tells."""

    title: str
    text: str
    events: tuple[Coded, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What was read of one case."""

    case: Case
    found: tuple[Coded, ...]


Alike = Callable[[Coded, Coded], bool]
Pairing = list[tuple[Coded, Coded]]


def content(party: str) -> frozenset[str]:
    return frozenset(WORD.findall(party.lower())) - EMPTY


def parties(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(p.strip() for p in cell.split(";"))


def coded(line: str) -> Coded:
    """"ACCUSE happened | Oslo | blamed | -" -> Coded. Raises ValueError for a line of another form."""
    head, actors, trigger, recipients = (cell.strip() for cell in line.split("|"))
    kind, status = head.split()
    return Coded(EventType(kind), Status(status), parties(actors), trigger, parties(recipients))


def read_cases(path: Path = CASES) -> list[Case]:
    """Every case of the file, in its order."""
    found = CASE.findall(path.read_text("utf-8"))
    return [Case(title, text, () if told == "none" else tuple(map(coded, told.splitlines()))) for title, text, told in found]


def directed(told: Coded, read: Coded) -> bool:
    """Types alike and every party on its own side."""
    if told.type in MUTUAL:
        return undirected(told, read)
    return told.type is read.type and stands(told.actors, read.sides[0]) and stands(told.recipients, read.sides[1])


def undirected(told: Coded, read: Coded) -> bool:
    """Types alike and every party on either side."""
    return told.type is read.type and stands((*told.actors, *told.recipients), read.sides[0] | read.sides[1])


def same_type(told: Coded, read: Coded) -> bool:
    return told.type is read.type


def stands(wanted: Iterable[str], words: frozenset[str]) -> bool:
    return all(content(party) & words for party in wanted)


def paired(result: Result, alike: Alike) -> Pairing:
    """Each told event with the first event read that is alike and not yet taken."""
    left = list(result.found)
    pairs: Pairing = []
    for told in result.case.events:
        read = next((r for r in left if alike(told, r)), None)
        if read is not None:
            left.remove(read)
            pairs.append((told, read))
    return pairs


def read_all(cases: Sequence[Case]) -> list[Result]:
    """What the reader as shipped makes of each passage."""
    reader = Reader()
    return [Result(case, read_one(reader, f"case-{n}", case.text)) for n, case in enumerate(cases)]


def read_one(reader: Reader, name: str, text: str) -> tuple[Coded, ...]:
    reading = reader.read(Report(text, name, PUBLISHED))

    def words(side: Iterable[Mention]) -> tuple[str, ...]:
        return tuple(text[m.span.start:m.span.end] + named(m, reading) for m in side)
    return tuple(Coded(e.type, e.status, words(e.actors), text[e.trigger.start:e.trigger.end], words(e.recipients)) for e in reading.events)


def named(mention: Mention, reading: Reading) -> str:
    """In brackets the name of the actor and what else the text calls it, so that "it" can be told."""
    if mention.actor is None:
        return ""
    alike = (m.span for m in reading.mentions if m.actor is not None and m.actor.id == mention.actor.id and m.span != mention.span)
    return f" ({', '.join(dict.fromkeys((mention.actor.name, *(reading.report.text[s.start:s.end] for s in alike))))})"


def rates(results: Sequence[Result], alike: Alike) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    right = sum(len(paired(r, alike)) for r in results)
    precision = right / max(1, sum(len(r.found) for r in results))
    recall = right / max(1, sum(len(r.case.events) for r in results))
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def scored(results: Sequence[Result]) -> dict[str, float]:
    """All figures, by name."""
    precision, recall, f1 = rates(results, directed)
    pairs = [pair for r in results for pair in paired(r, directed)]
    quiet = [r for r in results if not r.case.events]
    return {"precision": precision, "recall": recall, "F1": f1,
            "F1_undirected": rates(results, undirected)[2], "F1_type": rates(results, same_type)[2],
            "status": sum(a.status is b.status for a, b in pairs) / max(1, len(pairs)),
            "quiet": sum(not r.found for r in quiet) / max(1, len(quiet))}


def coding_scores() -> dict[str, float]:
    """Figures for the gate. status: share alike among the right ones; quiet: share of passages without events that were read as such."""
    return scored(read_all(read_cases()))


def told_misses(result: Result) -> list[str]:
    """The passage with what is missing (-) and what is too much (+); empty where all is right."""
    pairs = paired(result, directed)
    right, read = [told for told, _ in pairs], [r for _, r in pairs]
    missed = [f"  - {e}" for e in result.case.events if not any(e is t for t in right)]
    extra = [f"  + {e}" for e in result.found if not any(e is r for r in read)]
    return [f"{result.case.title}: {result.case.text}", *missed, *extra] if missed or extra else []


def by_type(results: Sequence[Result]) -> list[str]:
    """Right, read and told of each type."""
    right = [told.type for r in results for told, _ in paired(r, directed)]
    read = [e.type for r in results for e in r.found]
    told = [e.type for r in results for e in r.case.events]
    return [f"{t}: {right.count(t)} right of {read.count(t)} read, {told.count(t)} told" for t in EventType]


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--misses", type=int, default=0, metavar="N")
    a = ap.parse_args()
    results = read_all(read_cases())
    wrong = [told for told in map(told_misses, results) if told]
    for told in wrong[:a.misses]:
        print("\n".join(told))
    print("\n".join(by_type(results)))
    print(", ".join(f"{name} {value:.3f}" for name, value in scored(results).items()), f"on {len(results)} passages, {len(wrong)} with faults")
    return 0


if __name__ == "__main__":
    sys.exit(main())
