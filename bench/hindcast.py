"""Run the outlook on episodes with known outcomes and write docs/hindcast.md, misses included.

    python -m bench.hindcast      the oil cut-off of 2017 from the shipped samples (and the two reports, where ../shared is), then corpus/hindcast/
"""
from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from detente.link.collate import collate
from detente.pipeline import Reader
from detente.study.hindcast import Episode, Hindcast, hindcast
from detente.text import Report

ROOT = Path(__file__).parent.parent
FOLDER, PAGE = ROOT / "corpus" / "hindcast", ROOT / "docs" / "hindcast.md"
GIVEN = ROOT.parent / "shared" / "reports"
OIL = Episode("The oil cut-off of September 2017", "oil cut-off", "PRK", "2017-09-06", 30.0,
              "Security Council resolution 2375 of 11 September 2017, adopted unanimously: oil capped (by about 30 per cent, US officials said), "
              "not cut off.")
HEAD = """# Hindcasts

Written by `python -m bench.hindcast`; do not edit by hand. The outlook of a measure is the mean of the known positions (100 support, 50 on a
condition, 0 oppose) with a band that held four fifths of outcomes in European law-making. It says where the talking stands, not what will happen.
Reports are dated before the outcome. What goes wrong, as the episodes below show:

- Readiness to go ahead without the others is in no position: the Council could not pass the Iraq war, and it came.
- A rule reads "opposes" as a vote against. Russia and China opposed the no-fly zone over Libya in words, abstained, and it passed.
- A measure may be watered down until all can sign, as the oil cut-off was: the scale has a place for that, a yes or no rule has none.
- Positions are what the reader found: a member's name for the body that sits there ("Brussels") counts as a state, and some stances are missed.
"""


def oil_reports() -> list[Report]:
    """The shipped samples of the episode that were out by the day, and the two reports where they are at hand."""
    folder = resources.files("detente.samples").joinpath("data")
    shipped = [Report(folder.joinpath(n).read_text("utf-8"), n.removesuffix(".txt")) for n in ("vladivostok-courier.txt", "vladivostok-strait.txt")]
    given = [Report(p.read_text("utf-8"), p.stem) for p in sorted(GIVEN.glob("*.txt"))]
    return [*given, *shipped]


def episodes() -> Iterator[tuple[Episode, list[Report]]]:
    yield OIL, oil_reports()
    for path in sorted(FOLDER.glob("*.txt")):
        head, _, body = path.read_text("utf-8").partition("\n")
        name, measure, target, on, came, words = (p.strip() for p in head.removeprefix("#").split("|"))
        yield Episode(name, measure, target, on, float(came), words), list(reports(path.stem, body))


def reports(stem: str, body: str) -> Iterator[Report]:
    for block in re.split(r"^@ ", body, flags=re.M)[1:]:
        head, _, text = block.partition("\n")
        id_, day, source = head.split(maxsplit=2)
        yield Report(text.strip() + "\n", f"{stem}-{id_}", day, source)


def told(h: Hindcast) -> Iterator[str]:
    e = h.episode
    yield f"\n## {e.name}\n"
    yield f"Outlook on “{e.measure}” against {e.target}, on {e.on}. What came: {e.came:g} of 100. {e.words}\n"
    if h.told is None or h.told.mean is None:
        yield f"**No outlook**: {h.why_not}."
    else:
        o = h.told
        lies = "inside" if h.inside else "**outside**"
        yield f"- mean **{o.mean:g}**, band {o.low:g} to {o.high:g}; error {h.error:+g}; the outcome lies {lies} the band"
        yield f"- at the median: {o.pivotal}; {o.margin} of {len(o.stands)} would have to change sides to move it"
        yield "- beside it: " + "; ".join(f"{name} {value:g}" for name, value in o.beside)
        yield f"- always saying 50 would have erred by {50 - e.came:+g}"
    for s in h.told.stands if h.told else ():
        yield f"  - {s.actor} at {s.position:g}; without it the mean is {s.without:g}"
    for v in h.verdicts:
        yield f"- {v.body}: {v.outcome}, since {v.reason}"


def main() -> int:
    reader = Reader()
    found = [hindcast(collate([reader.read(r) for r in many]), e) for e, many in episodes()]
    spoken = [h for h in found if h.error is not None]
    mean = sum(abs(h.error) for h in spoken if h.error is not None) / len(spoken) if spoken else 0.0
    flat = sum(abs(50 - h.episode.came) for h in spoken) / len(spoken) if spoken else 0.0
    inside = sum(bool(h.inside) for h in spoken)
    summary = (f"\nOf {len(found)} episodes the outlook spoke on {len(spoken)}; mean error {mean:.1f} points (always saying 50: {flat:.1f}); "
               f"{inside} of {len(spoken)} outcomes inside the band. So few episodes prove nothing; they show what the figures look like.")
    text = "\n".join((HEAD + summary, *(line for h in found for line in told(h)))) + "\n"
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, "utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
