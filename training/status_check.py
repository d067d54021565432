"""Status measured honestly: train on one topic of MEANTIME and score the other, both ways.

    .venv-train/bin/python -m training.status_check [--passages N] [--epochs N]

The shipped weights have seen both topics, so the status exam's development file flatters them; this does not. The corpus passages that go along are
capped, to keep the run short. Writes the section "Status across topics" of docs/quality.md.
"""
from __future__ import annotations

import argparse
import random
from collections.abc import Sequence

import torch

from bench.quality import write_section
from detente.extract.events.events import weigh_status
from detente.extract.events.status import status_by_cues, status_cues
from detente.language.model import load
from detente.records.kinds import Status
from detente.text import Span
from training.corpus import STATUSES, read_corpus
from training.encoder import encode, predict, tokenizer, train
from training.examples import Example, corpus_examples, status_examples
from training.mix import macro
from training.train import MEANTIME

MAIN = ("happened", "planned", "denied")


def topics(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Aircraft makers and car makers: the file holds them one after the other, thirty reports each."""
    reports = list(dict.fromkeys(e.group for e in examples))
    first = set(reports[:30])
    return [e for e in examples if e.group in first], [e for e in examples if e.group not in first]


def guesses(examples: Sequence[Example], probabilities: Sequence[Sequence[float]]) -> list[str]:
    """Cues of the tree weighed against the encoder, as the reader does it; ongoing counts as happened, as in the exam."""
    out = []
    for e, p in zip(examples, probabilities, strict=True):
        parse = load().parse(e.text, [Span(0, len(e.text))], entities=False)
        head = parse.head_of(Span(*e.spans["trigger"][0]))
        encoder = {Status(s): x for s, x in zip(STATUSES, p, strict=True)}
        status, why = status_by_cues(parse, head.i, status_cues()) if head else (Status.HAPPENED, "told as fact")
        told = weigh_status(status, why, encoder).value
        out.append("happened" if told == "ongoing" else told)
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--passages", type=int, default=2000)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    if not MEANTIME.is_file():
        raise SystemExit("MEANTIME is not here (../shared/exams/data/status.jsonl)")
    torch.set_num_threads(a.threads)
    passages = read_corpus()
    random.Random(7).shuffle(passages)
    one, two = topics(status_examples(MEANTIME))
    words, rows = tokenizer(), []
    for name, seen, kept in (("cars, having seen aircraft", one, two), ("aircraft, having seen cars", two, one)):
        model = train([*corpus_examples(passages[:a.passages]), *seen], a.epochs, say=False)
        told = guesses(kept, predict(model, [encode(words, e, None, True) for e in kept])[2].tolist())
        pairs = [(e.status or "", g) for e, g in zip(kept, told, strict=True)]
        three = macro([(t if t in MAIN else "other", g if g in MAIN else "other") for t, g in pairs if t in MAIN])
        right = sum(t == g for t, g in pairs) / len(pairs)
        rows.append(f"| {name} | {three:.3f} | {right:.3f} | {len(pairs)} |")
        print(rows[-1], flush=True)
    write_section("Status across topics", [
        f"Command: `.venv-train/bin/python -m training.status_check --passages {a.passages} --epochs {a.epochs}`. MEANTIME (CC BY 4.0).", "",
        "| scored on | macro-F1 (happened, planned, denied) | accuracy | mentions |", "|---|---|---|---|", *rows])


if __name__ == "__main__":
    main()
