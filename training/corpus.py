"""Compile the event corpus: marked passages in `corpus/events/AUTHOR/BATCH.txt` become text, spans and labels.

    python -m training.corpus check [FOLDER ...]     every error with file and line, label counts, passages too alike; exit 1 on any error
    python -m training.corpus compile                one JSON object per passage on stdout

The form of a passage is described in `corpus/RULES.md`. Standard library only, so that an author can check a batch anywhere.
"""
from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "corpus" / "events"

MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (), "SUPPORT": (), "CONCEDE": (), "COOPERATE": (), "AID": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": ("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"),
    "ASSAULT": ("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
                "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
}
NOTHING = ("NONE", "SAID")
STATUSES = ("happened", "ongoing", "planned", "possible", "conditional", "denied")
CONTEXTS = tuple("""military intelligence executive legislative election political_institutions pro_democracy pro_autocracy
    economic legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality
    diplomatic territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn
    cyber misinformation crime corruption illegal_drugs trafficking""".split())

MARK = re.compile(r"\[((?:[ART]\d*)+):([^\[\]]+)\]")
ROLE = re.compile(r"([ART])(\d*)")
LABEL = re.compile(r"=(\d*)\s+([A-Z]+)(?:/([a-z-]+))?\s*((?:;[^;]*)*)$")
ALIKE = 0.70


class CorpusError(ValueError):
    """A line of the corpus that cannot be compiled; says file, line and what is wrong."""


@dataclass(slots=True)
class Event:
    """One label: what is done, and where in the text its parties and its trigger stand (half-open code points)."""

    act: str
    mode: str | None
    status: str
    contexts: list[str]
    background: bool
    actors: list[tuple[int, int]] = field(default_factory=list)
    recipients: list[tuple[int, int]] = field(default_factory=list)
    triggers: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Passage:
    """One passage. complete: every event of the text is labelled, so that whatever is not is none."""

    id: str
    author: str
    batch: str
    text: str
    events: list[Event]
    line: int
    complete: bool = False


def nearest(name: str, known: Iterable[str]) -> str:
    return ", ".join(difflib.get_close_matches(name, list(known), 3, 0.3)) or ", ".join(known)


Spans = defaultdict[str, defaultdict[str, list[tuple[int, int]]]]


def unmark(line: str) -> tuple[str, Spans]:
    """"[A:Seoul] asked" -> ("Seoul asked", {"": {"A": [(0, 5)]}}): the text, and spans by event number and role."""
    text, at = "", 0
    spans: Spans = defaultdict(lambda: defaultdict(list))
    for mark in MARK.finditer(line):
        text += line[at:mark.start()]
        for role, number in ROLE.findall(mark[1]):
            spans[number][role].append((len(text), len(text) + len(mark[2])))
        text += mark[2]
        at = mark.end()
    text += line[at:]
    if left := re.search(r"\[[ART]\d*:|\]", text):
        raise CorpusError(f"a mark that is not closed or nested near {text[max(0, left.start() - 20):left.end() + 20]!r}")
    if text != text.strip():
        raise CorpusError("text begins or ends with a space")
    return text, spans


def label(line: str) -> tuple[str, Event]:
    """"=1 REQUEST/assist; happened; diplomatic" -> ("1", Event)."""
    found = LABEL.match(line)
    if not found:
        raise CorpusError(f"not a label line: {line!r}; want '= ACT/mode; status; contexts; background'")
    number, act, mode, rest = found.groups()
    parts = [p.strip() for p in rest.split(";")[1:]] + ["", "", ""]
    if act in NOTHING:
        return number, Event(act, None, "happened", [], False)
    if act not in MODES:
        raise CorpusError(f"unknown act {act!r}; nearest: {nearest(act, MODES)}")
    if mode and mode not in MODES[act]:
        raise CorpusError(f"{act} has no mode {mode!r}; known: {', '.join(MODES[act]) or 'none'}")
    if parts[0] not in STATUSES:
        raise CorpusError(f"unknown status {parts[0]!r}; nearest: {nearest(parts[0], STATUSES)}")
    contexts = [c.strip() for c in parts[1].split(",") if c.strip()]
    for c in contexts:
        if c not in CONTEXTS:
            raise CorpusError(f"unknown context {c!r}; nearest: {nearest(c, CONTEXTS)}")
    if parts[2] not in ("", "background"):
        raise CorpusError(f"{parts[2]!r} after the contexts; only 'background' may stand there")
    return number, Event(act, mode, parts[0], contexts, parts[2] == "background")


def passage(lines: list[str], name: str, author: str, batch: str, line: int, complete: bool = False) -> Passage:
    text, spans = unmark(lines[0])
    if len(lines) == 1:
        raise CorpusError("passage without a label line")
    events = []
    for raw in lines[1:]:
        number, event = label(raw)
        if number not in spans:
            raise CorpusError(f"label {raw!r} has no marks of its own number")
        roles = spans.pop(number)
        event.actors, event.recipients, event.triggers = roles["A"], roles["R"], roles["T"]
        if event.act == "NONE" and not (event.actors and event.recipients):
            raise CorpusError("NONE wants a marked pair")
        if event.act not in NOTHING and not event.triggers:
            raise CorpusError(f"{event.act} without a trigger mark [T:...]")
        if event.act not in NOTHING and not (event.actors or event.recipients):
            raise CorpusError(f"{event.act} without any party")
        events.append(event)
    if spans:
        raise CorpusError(f"marks without a label: {', '.join(repr(n) for n in spans)}")
    return Passage(name, author, batch, text, events, line, complete)


def read_batch(path: Path, errors: list[str]) -> Iterator[Passage]:
    """Yield the passages of one file; append what is wrong to `errors` as 'file:line: message'."""
    block: list[str] = []
    start = 0
    lines = path.read_text(encoding="utf-8").splitlines()
    complete = bool(lines) and lines[0].startswith("#") and "complete" in lines[0]
    for n, raw in enumerate([*lines, ""], 1):
        if raw.startswith("#"):
            continue
        if raw.strip():
            start = start if block else n
            block.append(raw.rstrip())
        elif block:
            try:
                yield passage(block, f"{path.parent.name}/{path.stem}:{start}", path.parent.name, path.stem, start, complete)
            except CorpusError as e:
                errors.append(f"{path}:{start}: {e}")
            block = []


def read_corpus(folders: Iterable[Path] = (FOLDER,), errors: list[str] | None = None) -> list[Passage]:
    """Every passage below the folders, in order of file name. Raises CorpusError on the first fault unless a list takes them."""
    found: list[str] = [] if errors is None else errors
    out = [p for folder in folders for path in sorted(folder.rglob("*.txt")) for p in read_batch(path, found)]
    if found and errors is None:
        raise CorpusError(found[0])
    return out


def trigrams(p: Passage) -> frozenset[str]:
    """Word trigrams of the text with its parties masked."""
    text = p.text
    for s, e in sorted({x for ev in p.events for x in (*ev.actors, *ev.recipients)}, reverse=True):
        text = text[:s] + "ENT" + text[e:]
    words = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(words[i:i + 3]) for i in range(len(words) - 2))


def too_alike(passages: list[Passage]) -> Iterator[tuple[Passage, Passage, float]]:
    """Pairs that share ALIKE or more of the smaller one's word trigrams, parties masked."""
    grams = [trigrams(p) for p in passages]
    index: dict[str, list[int]] = defaultdict(list)
    for i, gs in enumerate(grams):
        shared = Counter(j for g in gs for j in index[g])
        for j, n in shared.items():
            share = n / max(1, min(len(gs), len(grams[j])))
            if share >= ALIKE:
                yield passages[j], passages[i], share
        for g in gs:
            index[g].append(i)


def check(folders: list[Path]) -> int:
    errors: list[str] = []
    passages = read_corpus(folders, errors)
    errors += [f"{a.id} and {b.id} share {share:.0%} of their trigrams" for a, b, share in too_alike(passages)]
    acts = Counter(e.act for p in passages for e in p.events)
    modes = Counter(f"{e.act}/{e.mode}" for p in passages for e in p.events if e.mode)
    print(f"{len(passages)} passages, {sum(acts.values())} labels")
    print("acts     ", ", ".join(f"{a} {acts[a]}" for a in (*MODES, *NOTHING)))
    print("modes    ", ", ".join(f"{a}/{m} {modes[f'{a}/{m}']}" for a, ms in MODES.items() for m in ms))
    print("statuses ", dict(Counter(e.status for p in passages for e in p.events if e.act not in NOTHING)))
    print("contexts ", dict(Counter(c for p in passages for e in p.events for c in e.contexts)))
    print("several events in one passage:", sum(len(p.events) > 1 for p in passages))
    for e in errors:
        print(e, file=sys.stderr)
    return 1 if errors else 0


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("verb", choices=("check", "compile"))
    ap.add_argument("folder", nargs="*", type=Path)
    a = ap.parse_args()
    folders = a.folder or [FOLDER]
    if a.verb == "check":
        return check(folders)
    for p in read_corpus(folders):
        print(json.dumps(asdict(p), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
