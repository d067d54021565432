"""The encoder at run time: our own fine-tuned MiniLM as int8 ONNX, verified, loaded once, fed in batches of like length."""
from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from detente.errors import ModelError
from detente.language.wordpiece import Marked, WordPiece

MEND = "pip install --force-reinstall --no-deps detente (or git checkout -- src/detente/language/data)"
BATCH = 8
# Memory grows by what is asked for, not by doubling.
PROVIDER = ("CPUExecutionProvider", {"arena_extend_strategy": "kSameAsRequested"})


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder makes of one passage: logits by label, in the order of `Encoder.labels` (types and acts share theirs)."""

    types: tuple[float, ...]
    acts: tuple[float, ...]
    status: tuple[float, ...]
    modes: tuple[float, ...]
    contexts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded encoder. labels: names of its outputs, e.g. labels["types"]; digest: sha256 of the weights."""

    session: Any
    words: WordPiece
    labels: Mapping[str, tuple[str, ...]]
    digest: str

    def score(self, passages: Sequence[Marked]) -> list[Scores]:
        """Scores of each passage, in order; rounded to three digits so that decisions do not hang on a processor's last bit."""
        order = sorted(range(len(passages)), key=lambda i: len(passages[i].ids))
        out: list[Scores | None] = [None] * len(passages)
        for at in range(0, len(order), BATCH):
            some = order[at:at + BATCH]
            for i, scores in zip(some, self._run([passages[i] for i in some]), strict=True):
                out[i] = scores
        return [s for s in out if s is not None]

    def _run(self, passages: Sequence[Marked]) -> list[Scores]:
        import numpy as np

        longest = max(len(p.ids) for p in passages)
        ids = np.zeros((len(passages), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, p in enumerate(passages):
            ids[row, :len(p.ids)] = p.ids
            mask[row, :len(p.ids)] = 1
        marks = np.array([p.marks for p in passages], dtype=np.int64)
        outputs = self.session.run(None, {"ids": ids, "mask": mask, "marks": marks})
        rows = [np.round(o, 3).tolist() for o in outputs]
        return [Scores(*(tuple(o[i]) for o in rows)) for i in range(len(passages))]


@cache
def load_encoder(path: str | None = None) -> Encoder:
    """The encoder, verified against the digests shipped beside it and loaded once per process.

    path: a folder with coder.onnx, coder.json (labels and digests) and vocab.txt.gz; the package's own where None. Raises ModelError.
    """
    import onnxruntime

    folder = Path(path) if path is not None else Path(str(resources.files("detente.language").joinpath("data")))
    card = _card(folder)
    for name, want in card["sha256"].items():
        found = _digest(folder / name)
        if found != want:
            raise ModelError(f"{folder / name} is not the file this version was tested with: sha256 {found}, wanted {want}; run: {MEND}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False  # patterns are kept for every shape seen: hundreds of megabytes for nothing
    session = onnxruntime.InferenceSession(str(folder / "coder.onnx"), options, providers=[PROVIDER])
    pieces = gzip.decompress((folder / "vocab.txt.gz").read_bytes()).decode("utf-8").splitlines()
    words = WordPiece({piece: i for i, piece in enumerate(pieces)})
    return Encoder(session, words, {k: tuple(v) for k, v in card["labels"].items()}, card["sha256"]["coder.onnx"])


def _card(folder: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads((folder / "coder.json").read_text("utf-8"))
    except (OSError, json.JSONDecodeError) as e:
        raise ModelError(f"{folder / 'coder.json'} cannot be read ({e}); run: {MEND}") from None
    return card


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as e:
        raise ModelError(f"{path} is missing ({e.strerror}); run: {MEND}") from None
