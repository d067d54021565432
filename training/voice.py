"""Train the readable voice: multinomial logistic regression over the features of `detente.extract.events.features`."""
from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from detente.extract.events.features import features
from detente.extract.events.voice import Voice
from detente.language.model import load
from detente.language.parse import Parse
from detente.text import Span
from training.corpus import NOTHING, Passage
from training.examples import type_of

RAREST = 2
SMALLEST = 0.02


def spans(pairs: Sequence[tuple[int, int]]) -> list[Span]:
    return [Span(s, e) for s, e in pairs]


def parse(text: str) -> Parse:
    return load().parse(text, [Span(0, len(text))])


Row = tuple[list[str], str, str]


def rows_of(passages: Sequence[Passage]) -> tuple[list[Row], list[Row]]:
    """Features, label and group: rows of types for pairs without a trigger, and rows of acts for those with one."""
    types: list[Row] = []
    acts: list[Row] = []
    for p in passages:
        tree = parse(p.text)
        for e in p.events:
            group = f"{p.author}/{p.batch}"
            a, r = spans(e.actors), spans(e.recipients)
            types.append((features(tree, a, r), type_of(e), group))
            if e.triggers:
                acts.append((features(tree, a, r, spans(e.triggers)[0]), e.act, group))
    return types, acts


def matrix(rows: Sequence[Sequence[str]], places: dict[str, int]) -> csr_matrix:
    """Each feature once, scaled so that every row has the same length."""
    data, columns, ends = [], [], [0]
    for row in rows:
        known = [places[f] for f in dict.fromkeys(row) if f in places]
        columns += known
        data += [1 / math.sqrt(len(known))] * len(known) if known else []
        ends.append(len(columns))
    return csr_matrix((data, columns, ends), shape=(len(rows), len(places)))


def train_voice(rows: Sequence[Row], triggers: dict[str, int], strength: float = 20.0) -> Voice:
    """Fit on all rows given; features seen once or twice are left out, weights too small to matter dropped. triggers: see `trigger_lemmas`."""
    counts = Counter(f for row, _, _ in rows for f in set(row))
    places = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n > RAREST))}
    model = LogisticRegression(C=strength, max_iter=300)
    model.fit(matrix([r for r, _, _ in rows], places), [t for _, t, _ in rows])
    weights = {f: tuple(round(float(w), 3) for w in model.coef_[:, i]) for f, i in places.items()}
    kept = {f: w for f, w in weights.items() if max(map(abs, w)) >= SMALLEST}
    return Voice(tuple(model.classes_), tuple(round(float(b), 3) for b in model.intercept_), kept, triggers)


def trigger_lemmas(passages: Sequence[Passage]) -> dict[str, int]:
    """Lemmas that head a marked trigger of an act, with how often; these are the nouns the reader looks at."""
    found: dict[str, int] = defaultdict(int)
    for p in passages:
        tree = parse(p.text)
        for e in p.events:
            for s in spans(e.triggers) if e.act not in NOTHING else []:
                for i in tree.tokens_in(s):
                    if tree.tokens[i].pos in {"VERB", "NOUN"}:
                        found[tree.tokens[i].lemma] += 1
    return dict(sorted(found.items()))


def accuracy(voice: Voice, rows: Sequence[Row]) -> float:
    return float(np.mean([voice.labels[int(np.argmax(voice.score(f)))] == t for f, t, _ in rows])) if rows else 0.0
