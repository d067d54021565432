"""The learning curve: train on growing shares of the corpus and score each on the batches kept out and, where it is present, the pairs exam.

    python -m training.curve [--sizes 500,1000,2000,4000] [--epochs N]

Writes the section "Learning curve" of docs/quality.md. Batches kept out are those of `training.examples.held_out`, from every author.
"""
from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from bench.quality import PAGE, write_section
from detente.extract.events.voice import softmax
from detente.language.encoder import load_encoder
from detente.language.wordpiece import Marked, WordPiece, mark
from training.corpus import NOTHING, read_corpus
from training.encoder import TYPES, Model, encode, predict, tokenizer, train
from training.examples import Example, corpus_examples
from training.mix import macro
from training.train import MODELS
from training.voices import split

STEPS, BATCH = 220, 32
PAIRS = Path(__file__).parents[2] / "shared" / "exams" / "data" / "pairs.jsonl"


def root(name: str) -> str:
    """The exam joins CONCEDE and RETREAT."""
    return "YIELD" if name in {"CONCEDE", "RETREAT"} else name


def exam_score(model: Model) -> float | None:
    """Macro-F1 of the encoder alone over the exam's fifteen roots; None where the exam is absent. Only measured, never trained on."""
    rows, words = exam_rows(), tokenizer()
    if not rows:
        return None
    guesses = [best_root(p) for p in predict(model, [marked_row(words, r) for r in rows])[0].tolist()]
    return macro([(r["type"], g) for r, g in zip(rows, guesses, strict=True)])


def exam_rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()] if PAIRS.is_file() else []


def marked_row(words: WordPiece, row: dict[str, Any]) -> Marked:
    return mark(words, row["text"], {"actor": [tuple(s) for s in row["actor"]], "recipient": [tuple(s) for s in row["recipient"]]})


def best_root(probabilities: Sequence[float]) -> str:
    mass: Counter[str] = Counter()
    for name, p in zip(TYPES, probabilities, strict=True):
        if name not in NOTHING:
            mass[root(name)] += int(p * 1e6)
    return mass.most_common(1)[0][0]


def own_score(model: Model, kept: Sequence[Example]) -> float:
    words = tokenizer()
    out = predict(model, [encode(words, e, None, False) for e in kept])[0].argmax(1).tolist()
    return macro([(e.type or "", TYPES[i]) for e, i in zip(kept, out, strict=True)])


def rows(sizes: Sequence[int], epochs: int, whole: bool) -> Iterator[str]:
    """A table row per size, and for all passages if asked; they are shuffled once, so that each size holds the smaller ones.

    Small sizes get more epochs, so that each model takes at least STEPS steps: a curve over passages, not over steps.
    """
    seen, kept = split(read_corpus())
    random.Random(7).shuffle(seen)
    kept_examples = corpus_examples(kept)
    for size in [*(s for s in sizes if s < len(seen)), *([len(seen)] if whole else [])]:
        examples = corpus_examples(seen[:size])
        model = train(examples, max(epochs, -(-STEPS * BATCH // len(examples))), say=False)
        exam = exam_score(model)
        row = f"| {size} | {own_score(model, kept_examples):.3f} | {'absent' if exam is None else f'{exam:.3f}'} |"
        print(row, flush=True)
        yield row


def shipped(kept: Sequence[Example]) -> str:
    """The row of the weights in the package, all passages of `make train` and its epochs."""
    encoder = load_encoder()
    names = encoder.labels["types"]

    def told(marked: Sequence[Marked]) -> list[tuple[float, ...]]:
        return [s.types for s in encoder.score(marked)]
    own = macro([(e.type or "", names[max(range(len(p)), key=p.__getitem__)])
                 for e, p in zip(kept, told([encode(encoder.words, e, None, False) for e in kept]), strict=True)])
    exam = exam_rows()
    pairs = [(r["type"], best_root(softmax(p))) for r, p in zip(exam, told([marked_row(encoder.words, r) for r in exam]), strict=True)]
    count = json.loads((MODELS / "coder.json").read_text("utf-8"))["passages"]
    return f"| {count}, as shipped (int8) | {own:.3f} | {f'{macro(pairs):.3f}' if pairs else 'absent'} |"


def add_row(row: str) -> None:
    """The table as it stands with one more row; a row for the same number of passages gives way. Batches kept out have grown since the rows
    above were measured, so that their own column is of other examples."""
    text = PAGE.read_text("utf-8")
    found = re.search(r"\n## Learning curve\n(.*?)(?=\n## |\Z)", text, re.S)
    if found is None:
        raise SystemExit("docs/quality.md has no learning curve yet; run training.curve without --shipped first")
    count = row.partition(",")[0]
    write_section("Learning curve", [*(line for line in found[1].strip().splitlines() if not line.startswith(f"{count},")), row])


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sizes", default="500,1000,2000,4000")
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--no-whole", action="store_true", help="leave out the run on all passages (the shipped weights are scored in any case)")
    ap.add_argument("--shipped", action="store_true", help="measure the shipped weights only, and add their row to the table as it stands")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    if a.shipped:
        add_row(shipped(corpus_examples(split(read_corpus())[1])))
        return
    table = list(rows([int(s) for s in a.sizes.split(",")], a.epochs, not a.no_whole))
    table.append(shipped(corpus_examples(split(read_corpus())[1])))
    write_section("Learning curve", [
        f"Command: `.venv-train/bin/python -m training.curve --sizes {a.sizes} --epochs {a.epochs}{' --no-whole' if a.no_whole else ''}`.",
        "The encoder alone, no readable voice, pair given, no trigger. Passages shuffled, batches kept out by author and number; small sizes get",
        f"more epochs, so that each model takes at least {STEPS} steps; the shipped weights had four epochs, triggers that are none, and the status",
        "labels of MEANTIME besides.", "",
        "| passages | own kept-out batches, macro-F1 (18 labels) | pairs exam, macro-F1 (15 roots) |", "|---|---|---|", *table])


if __name__ == "__main__":
    main()
