"""Score linking and the world on the marked dossiers (`corpus/dossiers/`, form in its RULES.md), end to end on real readings.

    python -m bench.dossiers [--set dev|held] [--misses]      --misses prints what went wrong, for dev only

B-cubed and LEA (Moosavi and Strube 2016) over the marked mentions of happenings; precision and recall for the rest. Links are scored twice: over the
mentions that extraction found ("linking"), and over all marked ones ("end to end"), so that the share of misses due to extraction can be told.
"""
from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from bench.quality import write_section
from detente.link.collate import collate
from detente.pipeline import Reader
from detente.records.dossier import Dossier, Told
from detente.study.world import fold
from detente.text import Report, Span

FOLDER = Path(__file__).parent.parent / "corpus" / "dossiers"
MARK = re.compile(r"\[(\d+):([^\]]+)\]")
Mark = tuple[str, int]        # report id, offset of the marked word
Pair = frozenset[Mark]


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked word: where, and the number of its happening."""

    report: str
    span: Span
    number: int

    @property
    def key(self) -> Mark:
        return self.report, self.span.start


@dataclass
class Gold:
    """One dossier file: its reports without marks, the marks, and the lines of the key by their first word."""

    name: str
    held: bool
    reports: list[Report] = field(default_factory=list)
    marks: list[Marked] = field(default_factory=list)
    key: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class Count:
    """Right, found and wanted, for precision and recall."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def add(self, right: int, found: int, wanted: int) -> None:
        self.right, self.found, self.wanted = self.right + right, self.found + found, self.wanted + wanted

    def __str__(self) -> str:
        return f"P {self.precision:.2f} R {self.recall:.2f} ({self.right} right of {self.found} found, {self.wanted} wanted)"


@dataclass
class Tally:
    """Sums over dossiers. bcubed_p, bcubed_r, lea: credits and weights."""

    linking: dict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0, 0.0]))
    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    marks: int = 0
    extracted: int = 0
    missed_links: int = 0
    missed_by_extraction: int = 0
    dates: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    misses: list[str] = field(default_factory=list)


def load(path: Path) -> Gold:
    """Read one marked dossier. Raises ValueError with file and line for a key that is not understood or a number without a mark."""
    head, _, rest = path.read_text("utf-8").partition("\n")
    gold = Gold(path.stem, "set held" in head)
    body, _, key = rest.partition("\n---\n")
    for block in re.split(r"^@ ", body, flags=re.M)[1:]:
        add_report(gold, block)
    for line in key.strip().splitlines():
        kind, _, told = line.partition(" ")
        gold.key[kind].append(told)
    numbers = {m.number for m in gold.marks}
    told_of = {int(line.split()[0]) for line in gold.key["happening"]}
    if numbers != told_of:
        raise ValueError(f"{path}: marks {sorted(numbers ^ told_of)} stand in the text or in the key only")
    return gold


def add_report(gold: Gold, block: str) -> None:
    head, _, raw = block.partition("\n")
    id_, day, *source = head.split(maxsplit=2)
    text, at = "", 0
    raw = re.sub(r"\A(.+)\n", r"\1\n\n", raw.strip("\n")) + "\n"
    for m in MARK.finditer(raw):
        text += raw[at:m.start()]
        gold.marks.append(Marked(id_, Span(len(text), len(text) + len(m[2])), int(m[1])))
        text += m[2]
        at = m.end()
    gold.reports.append(Report(text + raw[at:], id_, None if day == "-" else day, source[0] if source else None))


# -- happenings

def matched(gold: Gold, dossier: Dossier) -> dict[Mark, tuple[str, str]]:
    """Mark -> (happening id, record id) of the telling whose trigger is the marked word, or whose clause holds it and which is of its act."""
    acts = {int(line.split()[0]): line.split()[1] for line in gold.key["happening"]}
    tellings = [(h.id, m) for h in dossier.happenings for m in h.mentions]
    found: dict[Mark, tuple[str, str]] = {}
    for close in (True, False):
        taken = {r for _, r in found.values()}
        for mark in gold.marks:
            fits = [(h, t) for h, t in tellings if t.report == mark.report and record_id(t) not in taken and fit(t, mark, acts[mark.number], close)]
            if mark.key not in found and fits:
                h, t = min(fits, key=lambda ht: (len(clause(ht[1])), ht[0]))
                found[mark.key] = (h, record_id(t))
                taken.add(record_id(t))
    return found


def record_id(t: Told) -> str:
    record = t.event or t.statement or t.figure
    return record.id if record is not None else ""


def clause(t: Told) -> Span:
    return t.event.clause if t.event is not None else t.spans()[0].span


def fit(t: Told, mark: Marked, act: str, close: bool) -> bool:
    if close:
        cue = t.event.trigger if t.event is not None else t.statement.cue if t.statement is not None else None
        return cue is not None and cue.overlaps(mark.span)
    return t.event is not None and t.event.act == act and t.event.clause.covers(mark.span)


def partition(labels: Mapping[Mark, object]) -> dict[object, set[Mark]]:
    groups: dict[object, set[Mark]] = defaultdict(set)
    for mark, label in labels.items():
        groups[label].add(mark)
    return groups


def bcubed(gold: Mapping[Mark, object], system: Mapping[Mark, object]) -> tuple[float, float, float, float]:
    """Summed precision and its weight, summed recall and its weight; a mention that the system lacks has no recall."""
    g, s = partition(gold), partition(system)
    precision = sum(len(s[system[m]] & g[gold[m]]) / len(s[system[m]]) for m in system)
    recall = sum(len(s[system[m]] & g[gold[m]]) / len(g[gold[m]]) for m in gold if m in system)
    return precision, len(system), recall, len(gold)


def lea(one: Mapping[Mark, object], two: Mapping[Mark, object]) -> tuple[float, float]:
    """LEA of the groups of `one` as resolved by `two`: each weighs its size; a group of one has a link to itself."""
    groups = partition(one).values()
    return sum(len(g) * resolved(g, two, partition(two)) for g in groups), sum(len(g) for g in groups)


def resolved(group: set[Mark], other: Mapping[Mark, object], groups: Mapping[object, set[Mark]]) -> float:
    if len(group) == 1:
        mark, = group
        return float(mark in other and len(groups[other[mark]]) == 1)
    links = list(combinations(sorted(group), 2))
    return sum(a in other and b in other and other[a] == other[b] for a, b in links) / len(links)


def score_happenings(tally: Tally, gold: Gold, found: Mapping[Mark, tuple[str, str]]) -> None:
    wanted: dict[Mark, object] = {m.key: m.number for m in gold.marks}
    system: dict[Mark, object] = {m: h for m, (h, _) in found.items()}
    seen = {m: n for m, n in wanted.items() if m in system}
    for name, key in (("linking", seen), ("end to end", wanted)):
        p, pn, r, rn = bcubed(key, system)
        rec, recn = lea(key, system)
        pre, pren = lea(system, key)
        for part, value, weight in (("p", p, pn), ("r", r, rn), ("lea r", rec, recn), ("lea p", pre, pren)):
            tally.linking[f"{name} {part}"][0] += value
            tally.linking[f"{name} {part}"][1] += weight
    tally.marks += len(wanted)
    tally.extracted += len(seen)
    pairs(tally, gold, wanted, system)


def pairs(tally: Tally, gold: Gold, wanted: Mapping[Mark, object], system: Mapping[Mark, object]) -> None:
    """Links between reports that are missed, and how many of them because a mention was not extracted; and false links, for --misses."""
    for a, b in combinations(sorted(wanted), 2):
        same = wanted[a] == wanted[b]
        linked = a in system and b in system and system[a] == system[b]
        if same and not linked and a[0] != b[0]:
            tally.missed_links += 1
            gone = a not in system or b not in system
            tally.missed_by_extraction += gone
            tally.misses.append(f"{gold.name}: missed link {wanted[a]} {a} {b}" + (" (not extracted)" if gone else ""))
        if linked and not same:
            tally.misses.append(f"{gold.name}: false link {wanted[a]} {wanted[b]} {a} {b}")


def f1(tally: Tally, name: str, lea_: bool = False) -> float:
    kind = "lea " if lea_ else ""
    p, r = (v / n if n else 1.0 for v, n in (tally.linking[f"{name} {kind}p"], tally.linking[f"{name} {kind}r"]))
    return 2 * p * r / (p + r) if p + r else 0.0


# -- the rest

def score_progress(tally: Tally, gold: Gold, dossier: Dossier, found: Mapping[Mark, tuple[str, str]]) -> None:
    numbers = {m.key: m.number for m in gold.marks}
    by_record = {r: numbers[mark] for mark, (_, r) in found.items()}
    wanted = {(plan, came, outcome) for plan, _, came, outcome in (line.split(maxsplit=3) for line in gold.key["progress"])}
    told: set[tuple[str, ...]] = set()
    for p in dossier.progress:
        first, *rest = [by_record.get(record_id(m)) for m in p.mentions]
        ends = {(str(first), str(n), str(p.outcome)) for n in rest}
        told.add(next(iter(sorted(ends & wanted)), (str(first), str(rest[-1]), str(p.outcome))))
        if not ends & wanted:
            quotes = [dossier.quote(m.spans()[1]) if m.event else "" for m in p.mentions]
            tally.misses.append(f"{gold.name}: false progress {sorted(ends)} {quotes} {p.reasons}")
    tally.misses += [f"{gold.name}: missed progress {w}" for w in wanted - told]
    tally.counts["progress"].add(len(told & wanted), len(told), len(wanted))


def score_differences(tally: Tally, gold: Gold, dossier: Dossier) -> None:
    wanted = [shlex.split(line) for line in gold.key["differ"]]
    day_of = {(p := line.split())[0]: p[-1] for line in gold.key["happening"]}
    right = 0
    for d in dossier.disagreements:
        ok = any(d.aspect == w[0] and meets(w, d.values, day_of) for w in wanted)
        right += ok
        if not ok:
            tally.misses.append(f"{gold.name}: false difference {d.aspect} {d.about} {d.values}")
    if right < len(wanted):
        tally.misses.append(f"{gold.name}: missed difference of {wanted}")
    tally.counts["disagreements"].add(right, len(dossier.disagreements), len(wanted))


def meets(wanted: list[str], values: Iterable[str], day_of: Mapping[str, str]) -> bool:
    """Whether a disagreement's values are those of a line of the key: two figures' words, or the days of two happenings."""
    if wanted[0] == "date":
        return set(values) == {day_of[n] for n in wanted[1:]}
    return all(any(v in told for told in values) for v in (number(wanted[2]), number(wanted[4])))


def number(words: str) -> str:
    """The digits of a figure's words, or the word that spells its number out: "400" of "some 400 guests", "Eleven" of "Eleven people"."""
    found = re.search(r"\d[\d,.]*", words)
    return found[0] if found else words.split(maxsplit=1)[0]


def score_dates(tally: Tally, gold: Gold, dossier: Dossier) -> None:
    for line in gold.key["date"]:
        report, day = line.split()
        made = dossier.dates.get(report)
        outcome = "right" if (made.value if made else "open") == day else "left open" if made is None else "wrong"
        tally.dates[outcome] += 1
        if outcome != "right":
            tally.misses.append(f"{gold.name}: {report} {outcome}, wanted {day}, made {made.value if made else None}: {dossier.reasons.get(report)}")


def score_commitments(tally: Tally, gold: Gold, dossier: Dossier) -> None:
    for line in gold.key["commitment"]:
        who, words, _, _, _, on, _ = shlex.split(line)
        world = fold(dossier, on)
        made = [c for c in world.commitments if {a.id for a in c.parties} & set(who.split("+"))]
        hits = [c for c in made if any(words.lower() in dossier.quote(x).lower() for x in c.evidence)]
        tally.counts["commitments"].add(int(bool(hits)), 0, 1)
        if not hits:
            there = [(c.object[:50], [a.id for a in c.parties]) for c in world.commitments]
            tally.misses.append(f"{gold.name}: missed commitment {line}; there: {there}")


def score_measures(tally: Tally, gold: Gold, dossier: Dossier) -> None:
    for line in gold.key["measure"]:
        label, _, rest = line.partition(" @")
        target, _, on = rest.partition(":")[0].partition(" on ")
        stands = {part.split()[0]: part.split()[1:] for part in rest.partition(":")[2].split(";") if part.strip()}
        world = fold(dossier, on.strip())
        hits = [m for m in world.measures if any(w in m.issue.label for w in label.split()) and m.target in {target.strip(), None}]
        ok = any(m.state == stands["state"][0] and set(stands["backed"]) <= {c.actor.id for c in (*m.backed_by, *m.proposed_by)} for m in hits)
        tally.counts["measures"].add(int(ok), 0, 1)
        if not ok:
            tally.misses.append(f"{gold.name}: missed measure {line}; there: {[(m.issue.label, m.target, m.state.value) for m in world.measures]}")


def score(gold: Gold, dossier: Dossier, tally: Tally) -> None:
    found = matched(gold, dossier)
    score_happenings(tally, gold, found)
    score_progress(tally, gold, dossier, found)
    score_differences(tally, gold, dossier)
    score_dates(tally, gold, dossier)
    score_commitments(tally, gold, dossier)
    score_measures(tally, gold, dossier)
    lost = [m for m in gold.marks if m.key not in found]
    texts = {r.id: r.text for r in gold.reports}
    tally.misses += [f"{gold.name}: not extracted {m.number} {m.report}: {texts[m.report][m.span.start:m.span.end]}" for m in lost]


def lines(tally: Tally, name: str, files: int) -> Iterator[str]:
    """The figures of one set, as rows of a table."""
    link, lea_ = f1(tally, "linking"), f1(tally, "linking", lea_=True)
    whole, whole_lea = f1(tally, "end to end"), f1(tally, "end to end", lea_=True)
    share = tally.missed_by_extraction / tally.missed_links if tally.missed_links else 0.0
    yield f"| {name}, {files} dossiers: happenings, linking of what was extracted | B-cubed F1 {link:.3f}, LEA {lea_:.3f} | .80, .65 |"
    yield f"| end to end ({tally.extracted} of {tally.marks} marked mentions extracted) | B-cubed F1 {whole:.3f}, LEA {whole_lea:.3f} | |"
    yield f"| links between reports missed | {tally.missed_links}, of them {share:.0%} because a mention was not extracted | |"
    for kind, wanted in (("progress", "precision .85"), ("disagreements", "precision .85")):
        yield f"| {kind} | {tally.counts[kind]} | {wanted} |"
    yield f"| undated reports | {dict(tally.dates)} | none wrong |"
    for kind in ("commitments", "measures"):
        yield f"| {kind} wanted by the key | {tally.counts[kind].right} of {tally.counts[kind].wanted} | |"


def run(names: Iterable[str]) -> dict[str, tuple[Tally, int]]:
    """Score the sets of those names."""
    reader = Reader()
    out: dict[str, tuple[Tally, int]] = {}
    golds = [load(p) for p in sorted(FOLDER.glob("*.txt"))]
    for name in names:
        tally, files = Tally(), [g for g in golds if g.held == (name == "held")]
        for gold in files:
            score(gold, collate([reader.read(r) for r in gold.reports]), tally)
        out[name] = tally, len(files)
    return out


def gate_figures(results: Mapping[str, tuple[Tally, int]]) -> dict[str, tuple[float, float]]:
    """What `make gate` holds against floors: name -> (value, accepted at), on the set kept aside. Ask for it with run(["held"])."""
    tally = results["held"][0]
    return {"dossiers B-cubed F1": (f1(tally, "linking"), 0.80), "dossiers LEA": (f1(tally, "linking", lea_=True), 0.65),
            "dossiers progress precision": (tally.counts["progress"].precision, 0.85),
            "dossiers disagreement precision": (tally.counts["disagreements"].precision, 0.85),
            "dossiers dates not wrong": (float(tally.dates["wrong"] == 0), 1.0)}


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--set", choices=("dev", "held"))
    ap.add_argument("--misses", action="store_true")
    a = ap.parse_args()
    results = run([a.set] if a.set else ["held", "dev"])
    rows = ["| figure | value | accepted at |", "|---|---|---|", *(row for name, (tally, n) in results.items() for row in lines(tally, name, n))]
    print("\n".join(rows))
    if a.misses and "dev" in results:
        print("\n".join(results["dev"][0].misses), file=sys.stderr)
    if a.set is None:
        told = "Command: `python -m bench.dossiers`. Own dossiers, each by one of five sessions; the `held` set is kept aside from development."
        write_section("Dossiers: linking and the world, end to end", [told, "", *rows])
    return 0


if __name__ == "__main__":
    sys.exit(main())
