"""`make bench`: speed beside the bare parse in the same run, memory, start-up, installed size; written to docs/quality.md."""
from __future__ import annotations

import importlib.metadata
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.quality import write_section

ROOT = Path(__file__).parent.parent
LIMITS = {"times the bare parse": 6.0, "peak memory, MB": 500.0, "detente --help, s": 0.3, "packages": 60.0}
COPIES = 25

MEASURE = """
import sys, time
from detente import Reader, Report
from detente.samples import sample_paths
from detente.language.model import load
texts = [p.read_text("utf-8") for p in sample_paths()] * int(sys.argv[1])
words = sum(len(t.split()) for t in texts)
reader = Reader()
reader.read(Report(texts[0]))
nlp = load().nlp
def bare():
    start = time.perf_counter()
    for _ in nlp.pipe(texts, disable=["ner"]): pass
    return time.perf_counter() - start
def whole():
    start = time.perf_counter()
    for _ in reader.read_many(Report(t) for t in texts): pass
    return time.perf_counter() - start
bare()
pairs = [(bare(), whole()) for _ in range(3)]
parse, read = min(p for p, _ in pairs), min(r for _, r in pairs)
print(words, parse, read)
"""

# In a process of its own: the bare parse takes its texts whole and in one batch, and would be what is measured.
MEMORY = """
import resource, sys
from detente import Reader, Report
from detente.samples import sample_paths
texts = [p.read_text("utf-8") for p in sample_paths()] * int(sys.argv[1])
for _ in Reader().read_many(Report(t) for t in texts): pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def quiet() -> dict[str, str]:
    """One thread for every library."""
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def reading() -> dict[str, float]:
    """Words per second of whole readings, their time over the bare parse of the same texts in the same process, peak memory."""
    words, parse, read = measured(MEASURE)
    memory, = measured(MEMORY)
    speeds = {"words per second": words / read, "bare parse, words per second": words / parse}
    return {**speeds, "times the bare parse": read / parse, "peak memory, MB": memory}


def measured(program: str) -> list[float]:
    """The numbers that a program prints, run by itself on COPIES copies of the samples."""
    out = subprocess.run([sys.executable, "-c", program, str(COPIES)], capture_output=True, text=True, env=quiet(), check=True).stdout
    return [float(x) for x in out.split()]


def help_time() -> float:
    """The median of five runs of `detente --help`, in seconds."""
    command = [str(Path(sys.executable).with_name("detente")), "--help"]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return sorted(times)[2]


def installed() -> dict[str, float]:
    """The packages that `pip install detente` brings here, and their size in MB."""
    names = closure("detente")
    files = (Path(str(f.locate())) for n in names for f in importlib.metadata.files(n) or ())
    size = sum(f.stat().st_size for f in files if f.is_file())
    return {"packages": float(len(names)), "installed size, MB": size / 1e6}


def closure(root: str) -> set[str]:
    """A package and everything it requires on this platform, extras aside."""
    from packaging.requirements import Requirement

    found: set[str] = set()
    waiting = [root]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for raw in importlib.metadata.requires(name) or ():
            requirement = Requirement(raw)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name.lower().replace("_", "-"))
    return found


def rows(figures: dict[str, float]) -> list[str]:
    out = ["| what | measured | limit |", "|---|---|---|"]
    return out + [f"| {name} | {value:,.2f} | {LIMITS.get(name, '')} |" for name, value in figures.items()]


def over(figures: dict[str, float]) -> Sequence[str]:
    return [f"{name}: {figures[name]:.2f} is over {limit}" for name, limit in LIMITS.items() if figures[name] > limit]


def main() -> int:
    figures = {**reading(), "detente --help, s": help_time(), **installed()}
    told = f"Command: `make bench`, on {platform.machine()}, Python {platform.python_version()}, one thread."
    write_section("Speed and size", [told, "", *rows(figures)])
    print("\n".join(rows(figures)))
    for line in over(figures):
        print(line, file=sys.stderr)
    return 1 if over(figures) else 0


if __name__ == "__main__":
    sys.exit(main())
