"""Refuse what is not English: reports in another language would be read into nonsense."""
from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

from detente.errors import WrongLanguage
from detente.lexicon.source import Source, read_source

# Fewer words than this do not show their language.
FEWEST_WORDS = 40
# Running English has a quarter and more of the words in languages.toml; other languages stay under a tenth.
ENGLISH_SHARE = 0.14
SAMPLE = 20_000
WORD = re.compile(r"[^\W\d_]+")
# Scripts that put no space between words: these count as two characters a word.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@cache
def table() -> Source:
    """The words and names of `data/languages.toml`."""
    return read_source(resources.files("detente.intake").joinpath("data/languages.toml"))


@cache
def identifier() -> Any:
    """The language model, loaded on first use (only for texts with few English words)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)


def check_language(text: str) -> None:
    """Raises WrongLanguage for a text of more than 40 words in another language than English."""
    sample = text[:SAMPLE]
    found = [w.lower() for w in WORD.findall(sample)]
    count = max(len(found), len(UNSPACED.findall(sample)) // 2)
    if count <= FEWEST_WORDS or english_share(found) >= ENGLISH_SHARE:
        return
    code = str(identifier().classify(sample.encode("utf-8", "replace").decode("utf-8"))[0])
    if code != "en":
        name = table().tables["names"].get(code, code)
        raise WrongLanguage(f"is in {name}, and only English is read; turn the language check off to read it all the same", code)


def english_share(found: list[str]) -> float:
    """The share of words that are common in English and rare elsewhere."""
    english = frozenset(table().tables["english"])
    return sum(w in english for w in found) / len(found) if found else 0.0
