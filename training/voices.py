"""The readable voices, and how they are joined with the encoder in the package: trained, fitted and written in a few minutes.

    .venv-train/bin/python -m training.voices

`make train` does this after the encoder. Alone it serves when features or word lists changed. Figures on kept-out batches go into coder.json.
"""
from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from detente.extract.events.coder import join
from detente.extract.events.voice import Voice, softmax
from detente.language.encoder import load_encoder
from training.corpus import Passage, read_corpus
from training.encoder import encode
from training.examples import Example, corpus_examples, held_out
from training.mix import Judged, best, fit_shares, fit_sure, macro, reliability
from training.negatives import negatives
from training.thresholds import fit, whole_passages, write
from training.voice import Row, rows_of, train_voice, trigger_lemmas

ROOT = Path(__file__).parent.parent
CARD = ROOT / "src" / "detente" / "language" / "data" / "coder.json"
VOICES = ROOT / "src" / "detente" / "extract" / "events" / "data"


def split(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Passages to train on, and those of the batches kept out."""
    kept = [held_out(f"{p.author}/{p.batch}") for p in passages]
    return [p for p, k in zip(passages, kept, strict=True) if not k], [p for p, k in zip(passages, kept, strict=True) if k]


def with_none(passages: Sequence[Passage]) -> list[Passage]:
    """The passages again, each with a trigger that is none as its only label."""
    return [replace(p, events=[e]) for p, e in negatives(passages)]


def none_examples(passages: Sequence[Passage]) -> list[Example]:
    """Examples of triggers that are none; their type is not trained, since the pair may well hold an event elsewhere."""
    return [replace(e, type=None) for e in corpus_examples(passages)]


def judged(voice: Voice, examples: Sequence[Example], rows: Sequence[Row], triggered: bool) -> list[Judged]:
    """What both voices say of kept-out labels."""
    encoder = load_encoder()
    names = encoder.labels["types"]
    chosen = [e for e in examples if not triggered or e.spans.get("trigger")]
    scores = encoder.score([encode(encoder.words, e, None, triggered) for e in chosen])
    told = [softmax(s.acts if triggered else s.types) for s in scores]
    truths = [e.act if triggered else e.type for e in chosen]
    return [Judged(dict(zip(names, p, strict=True)), dict(zip(voice.labels, softmax(voice.score(row[0])), strict=True)), t or "")
            for p, row, t in zip(told, rows, truths, strict=True)]


def settle(passages: Sequence[Passage]) -> dict[str, object]:
    """Train both voices, fit how they join the encoder, fit the thresholds; writes all of it and gives the figures on what was kept out."""
    seen, kept = split(passages)
    wrong = {True: with_none(seen), False: with_none(kept)}
    (type_rows, act_rows), (type_kept, act_kept) = rows_of(seen), rows_of(kept)
    act_rows, act_kept = act_rows + rows_of(wrong[True])[1], act_kept + rows_of(wrong[False])[1]
    types, acts = train_voice(type_rows, {}), train_voice(act_rows, trigger_lemmas(seen))
    examples = corpus_examples(kept)
    by_type = judged(types, examples, type_kept, False)
    by_act = judged(acts, [*examples, *none_examples(wrong[False])], act_kept, True)
    shares = fit_shares(by_type), fit_shares(by_act)
    write_voice(types, "type")
    write_voice(acts, "act")
    (encoder, voice), (act_encoder, act_voice) = shares
    write({"encoder": encoder, "voice": voice, "act_encoder": act_encoder, "act_voice": act_voice, "sure": fit_sure(by_type, encoder, voice)})
    print("now the thresholds, on whole passages kept from training", flush=True)
    write(fit(whole_passages()))
    return figures(by_type, shares[0]) | {f"act {k}": v for k, v in figures(by_act, shares[1]).items()}


def write_voice(voice: Voice, task: str) -> None:
    raw = {"labels": voice.labels, "bias": voice.bias, "triggers": voice.triggers, "weights": voice.weights}
    (VOICES / f"voice-{task}.json").write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def figures(rows: Sequence[Judged], shares: tuple[float, float]) -> dict[str, object]:
    """Macro-F1 of each voice and of both, and the reliability of the joined confidence."""
    return {
        "encoder macro-F1": round(macro([(r.truth, best(r.encoder)) for r in rows]), 3),
        "readable voice macro-F1": round(macro([(r.truth, best(r.voice)) for r in rows]), 3),
        "joined macro-F1": round(macro([(r.truth, best(join(r.encoder, r.voice, *shares))) for r in rows]), 3),
        "labels": len(rows),
        "reliability": [[round(x, 3) for x in row] for row in reliability(rows, *shares)],
    }


def main() -> None:
    report = settle(read_corpus())
    card = json.loads(CARD.read_text("utf-8")) | {"kept out": report}
    CARD.write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    print(json.dumps({k: v for k, v in report.items() if "reliability" not in k}, indent=1))


if __name__ == "__main__":
    main()
