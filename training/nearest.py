"""Is any corpus passage a paraphrase of exam text? Nearest neighbours by sentence embedding, the closest first.

    .venv-train/bin/python -m training.nearest [--most 20]

Embeds with the base encoder (all-MiniLM-L6-v2, mean pooling) every passage and every text of the pairs exam. Prints similarity, passage id and exam
id only, never exam text; a person reads the closest ones beside the exam file. Writes the section "Distance from the exam" of docs/quality.md.
"""
from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import BertModel

from bench.quality import write_section
from detente.language.wordpiece import mark
from training.corpus import read_corpus
from training.encoder import base_folder, batch_of, tokenizer

PAIRS = Path(__file__).parents[2] / "shared" / "exams" / "data" / "pairs.jsonl"
BATCH = 64


def embeddings(texts: Sequence[str]) -> Any:
    """Unit vectors, one row a text."""
    words, model = tokenizer(), BertModel.from_pretrained(base_folder(), add_pooling_layer=False).eval()
    rows = []
    with torch.no_grad():
        for at in range(0, len(texts), BATCH):
            ids, mask, _ = batch_of([mark(words, t, {}) for t in texts[at:at + BATCH]])
            states = model(input_ids=ids, attention_mask=mask).last_hidden_state
            weights = mask.unsqueeze(-1).float()
            rows.append(torch.nn.functional.normalize((states * weights).sum(1) / weights.sum(1), dim=-1))
    return torch.cat(rows)


def closest(own: Any, theirs: Any, most: int) -> list[tuple[float, int, int]]:
    """(similarity, own index, their index) of the passages nearest to any exam text."""
    best, where = (own @ theirs.T).max(1)
    order = best.argsort(descending=True)[:most].tolist()
    return [(float(best[i]), i, int(where[i])) for i in order]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--most", type=int, default=20)
    a = ap.parse_args()
    if not PAIRS.is_file():
        raise SystemExit("the pairs exam is not here; there is nothing to compare with")
    exam = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    passages = read_corpus()
    found = closest(embeddings([p.text for p in passages]), embeddings([r["text"] for r in exam]), a.most)
    lines = [f"| {similarity:.3f} | {passages[i].id} | {exam[j]['id']} |" for similarity, i, j in found]
    print("\n".join(lines))
    write_section("Distance from the exam", [
        "Command: `.venv-train/bin/python -m training.nearest`. Passages nearest to any text of the pairs exam, by cosine of embeddings.", "",
        "| similarity | passage | exam row |", "|---|---|---|", *lines])


if __name__ == "__main__":
    main()
