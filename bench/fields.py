"""Each field of the event coder alone, on corpus batches kept from training, with parties and trigger given: type, act, mode, status, contexts.

    python -m bench.fields

Writes the section "Fields of an event, each alone" of docs/quality.md. `background` is not learned: the reader computes it from a stated time long
before the report's date, and undated passages cannot measure it.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.quality import write_section
from detente.extract.events.coder import Coder, Judgement, Pair, load_coder
from detente.extract.events.events import MOST_CONTEXTS
from detente.language.model import load
from detente.language.parse import Parse
from detente.text import Span
from training.corpus import NOTHING, Event, Passage, read_corpus
from training.examples import held_out, type_of
from training.mix import best, macro


@dataclass(frozen=True, slots=True)
class Read:
    """One label of the corpus and what the coder makes of it: type from the pair alone, the rest with the trigger shown."""

    label: Event
    type: str
    act: str
    judgement: Judgement


Pairs = list[tuple[str, str]]


def accuracy(pairs: Pairs) -> float:
    return sum(a == b for a, b in pairs) / max(1, len(pairs))


def read_labels(coder: Coder, passages: Sequence[Passage]) -> Iterator[Read]:
    """Every label of the passages that has a trigger, judged."""
    for p in passages:
        whole = Span(0, len(p.text))
        parse = load().parse(p.text, [whole], entities=False)
        for e in p.events:
            if e.triggers:
                yield read_label(coder, parse, whole, e)


def read_label(coder: Coder, parse: Parse, whole: Span, e: Event) -> Read:
    sides = tuple(Span(*s) for s in e.actors), tuple(Span(*s) for s in e.recipients)
    told = coder.relate(parse.text, Pair(whole, *sides), lambda: parse)
    judgement = coder.judge(parse, [Pair(whole, *sides, Span(*e.triggers[0]))], every=True)[0]
    return Read(e, best(told), best(judgement.joined), judgement)


def mode_of(read: Read) -> str:
    """The likeliest mode of the act that the label gives."""
    own = {k: p for k, p in read.judgement.modes.items() if k.startswith(f"{read.label.act}/")}
    return best(own).split("/")[1] if own else ""


def contexts_of(read: Read, cut: float) -> set[str]:
    ranked = sorted(read.judgement.contexts.items(), key=lambda kp: (-kp[1], kp[0]))
    return {k for k, p in ranked[:MOST_CONTEXTS] if p >= cut}


def context_f1(reads: Sequence[Read], cut: float) -> float:
    """Micro-F1 over all contexts."""
    both = [(set(r.label.contexts), contexts_of(r, cut)) for r in reads]
    return 2 * sum(len(a & b) for a, b in both) / max(1, sum(len(a) + len(b) for a, b in both))


def rows(reads: Sequence[Read], cut: float) -> Iterator[str]:
    """One table row a field."""
    acts = [r for r in reads if r.label.act not in NOTHING]
    moded = [r for r in acts if r.label.mode]
    fields: list[tuple[str, Pairs, Callable[[Pairs], float]]] = [
        ("type of a given pair, no trigger (16 types, NONE, SAID)", [(type_of(r.label), r.type) for r in reads], macro),
        ("act of a given trigger (16 acts, NONE, SAID)", [(r.label.act, r.act) for r in reads], macro),
        ("status (six)", [(r.label.status, best({k.value: p for k, p in r.judgement.status.items()})) for r in acts], macro),
    ]
    for name, pairs, figure in fields:
        yield f"| {name} | macro-F1 {figure(pairs):.3f} | {accuracy(pairs):.3f} | {len(pairs)} |"
    modes = [(r.label.mode or "", mode_of(r)) for r in moded]
    yield f"| mode, the act being known | | {accuracy(modes):.3f} | {len(modes)} |"
    yield f"| contexts | micro-F1 {context_f1(acts, cut):.3f} | | {len(acts)} |"


def write() -> None:
    """Measure and write the section."""
    coder = load_coder()
    kept = [p for p in read_corpus() if held_out(f"{p.author}/{p.batch}")]
    reads = list(read_labels(coder, kept))
    write_section("Fields of an event, each alone", [
        "Command: `python -m bench.fields` (part of `make gate`). Corpus batches kept from training, parties and trigger as marked.", "",
        "| field | figure | accuracy | labels |", "|---|---|---|---|", *rows(reads, coder.mix.context), "",
        "The encoder alone gives status and contexts here; in a reading the cues of the parse tree weigh in on status. `background` is computed from",
        "dates, not learned, and is not measured here. How sure is right how often, with both voices (act of a given trigger):", "",
        "| confidence | right | labels |", "|---|---|---|", *(f"| {p:.2f} | {share:.2f} | {n} |" for p, share, n in reliability(reads)),
    ])


def reliability(reads: Sequence[Read]) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and number, by tenths of confidence."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for r in reads:
        p = r.judgement.joined[r.act]
        bins.setdefault(min(9, int(p * 10)), []).append((p, r.act == r.label.act))
    return [(sum(p for p, _ in b) / len(b), sum(right for _, right in b) / len(b), len(b)) for _, b in sorted(bins.items())]


if __name__ == "__main__":
    write()
