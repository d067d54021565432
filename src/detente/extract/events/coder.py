"""The coder: two voices on one pair of parties, the encoder and the readable model, joined and calibrated.

How they are joined (weights, temperatures, thresholds) was fitted by `make train` on batches kept from training and stands in `data/mix.toml`.
"""
from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from detente.extract.events.acts import acts
from detente.extract.events.features import around, features
from detente.extract.events.voice import Voice, load_voice, softmax
from detente.language.encoder import Encoder, Scores, load_encoder
from detente.language.parse import Parse
from detente.language.wordpiece import mark
from detente.records.kinds import EventType, Status
from detente.text import Span

NO_EVENT = ("NONE", "SAID")


@dataclass(frozen=True, slots=True)
class Mix:
    """How the voices are joined; every value is an exponent or a probability.

    encoder, voice: exponents of the pool for a given pair; act_encoder, act_voice: for a trigger. sure: the encoder's probability from which
    on the readable voice is not asked about a given pair. named: share of the doubt that is left where a word is known to name the act.
    hopeless: the readable voice's chance of any event below which the encoder is not asked. event, mode, context: thresholds.
    """

    encoder: float
    voice: float
    act_encoder: float
    act_voice: float
    sure: float
    named: float
    hopeless: float
    event: float
    mode: float
    context: float


@dataclass(frozen=True, slots=True)
class Pair:
    """What is to be judged: a stretch of text, its parties and, where known, the trigger, as spans of the whole text."""

    passage: Span
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    trigger: Span | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities by label: joined, and of each voice alone; status, modes and contexts from the encoder; reasons from the readable voice."""

    joined: Mapping[str, float]
    encoder: Mapping[str, float]
    voice: Mapping[str, float]
    status: Mapping[Status, float]
    modes: Mapping[str, float]
    contexts: Mapping[str, float]
    reasons: tuple[tuple[str, float], ...]

    @property
    def event(self) -> float:
        """The probability that there is an event at all."""
        return event_mass(self.joined)

    def best(self) -> tuple[EventType, float]:
        """The likeliest act and its probability among acts."""
        acts = {k: p for k, p in self.joined.items() if k not in NO_EVENT}
        top = max(acts, key=lambda k: (acts[k], k))
        return EventType(top), acts[top]

    def runner_up(self) -> tuple[str, float]:
        ranked = sorted(self.joined.items(), key=lambda kp: (-kp[1], kp[0]))
        return ranked[1]


@dataclass(frozen=True, slots=True)
class Coder:
    """Both voices. `judge` asks what act a trigger names; `relate` what type of event joins a given pair."""

    encoder: Encoder
    type_voice: Voice
    act_voice: Voice
    mix: Mix

    def judge(self, parse: Parse, pairs: Sequence[Pair], every: bool = False) -> list[Judgement]:
        """One judgement per pair with its trigger, in order, over sixteen acts, NONE and SAID.

        The readable voice speaks first; a trigger that it all but rules out is not put to the encoder, which costs ten times as much,
        unless `every` is asked for (the status of a named act is wanted whether or not it is an event).
        """
        spoken = [self._voice(parse, p) for p in pairs]
        asked = [i for i in range(len(pairs)) if every or event_mass(spoken[i].told) >= self.mix.hopeless]
        scores = dict(zip(asked, self.encoder.score([mark(self.encoder.words, *marked(parse.text, pairs[i])) for i in asked]), strict=True))
        return [self._judge(parse, p, v, scores.get(i)) for i, (p, v) in enumerate(zip(pairs, spoken, strict=True))]

    def relate(self, text: str, pair: Pair, parsed: Callable[[], Parse]) -> Mapping[str, float]:
        """Probabilities of the sixteen types, NONE and SAID for a given pair.

        The encoder speaks first here: it needs no parse, which costs as much as all the rest. `parsed` is called only where it is unsure.
        """
        scores = self.encoder.score([mark(self.encoder.words, *marked(text, pair))])[0]
        one = dict(zip(self.encoder.labels["types"], softmax(scores.types), strict=True))
        if max(one.values()) >= self.mix.sure:
            return join(one, one, self.mix.encoder, self.mix.voice)
        return join(one, self._voice(parsed(), pair).told, self.mix.encoder, self.mix.voice)

    def _voice(self, parse: Parse, pair: Pair) -> Spoken:
        voice = self.act_voice if pair.trigger is not None else self.type_voice
        found = features(parse, pair.actors, pair.recipients, pair.trigger, pair.passage)
        return Spoken(voice, tuple(found), dict(zip(voice.labels, softmax(voice.score(found)), strict=True)))

    def _judge(self, parse: Parse, pair: Pair, spoken: Spoken, scores: Scores | None) -> Judgement:
        if scores is None:
            return Judgement(spoken.told, {}, spoken.told, {}, {}, {}, ())
        names = self.encoder.labels
        one = dict(zip(names["types"], softmax(scores.acts), strict=True))
        joined = join(one, spoken.told, self.mix.act_encoder, self.mix.act_voice)
        joined = doubted_less(joined, spoken.told, named_by(parse, pair.trigger), self.mix.named)
        top = max(joined, key=lambda k: (joined[k], k))
        return Judgement(
            joined, one, spoken.told,
            {Status(k): p for k, p in zip(names["status"], softmax(scores.status), strict=True)},
            dict(zip(names["modes"], softmax(scores.modes), strict=True)),
            {c: 1 / (1 + math.exp(-x)) for c, x in zip(names["contexts"], scores.contexts, strict=True)},
            tuple(spoken.voice.reasons(spoken.found, top)) if top in spoken.voice.labels else (),
        )


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the readable voice makes of a pair: the voice, the features it saw, probabilities by label."""

    voice: Voice
    found: tuple[str, ...]
    told: Mapping[str, float]


def event_mass(told: Mapping[str, float]) -> float:
    """The probability that there is an event at all."""
    return 1.0 - sum(told.get(k, 0.0) for k in NO_EVENT)


def join(one: Mapping[str, float], two: Mapping[str, float], first: float, second: float) -> dict[str, float]:
    """Log-linear pool of two distributions (Heskes 1998), rounded to four digits after normalising."""
    floor = 1e-4
    logits = {k: first * math.log(max(p, floor)) + second * math.log(max(two.get(k, 0.0), floor)) for k, p in one.items()}
    return {k: round(p, 4) for k, p in zip(logits, softmax(list(logits.values())), strict=True)}


def named_by(parse: Parse, trigger: Span | None) -> frozenset[str]:
    """The types that the list of common words gives to the trigger."""
    head = None if trigger is None else parse.head_of(trigger)
    return frozenset() if head is None else frozenset(kind.value for _, (kind, _) in acts().named(around(parse, head)))


def doubted_less(joined: Mapping[str, float], voice: Mapping[str, float], named: frozenset[str], share: float) -> dict[str, float]:
    """Where the readable voice and the list of words agree on an act, only a share of what speaks for no event at all counts."""
    if max(voice, key=lambda k: (voice[k], k)) not in named:
        return dict(joined)
    kept = {k: p * share if k in NO_EVENT else p for k, p in joined.items()}
    total = sum(kept.values())
    return {k: round(p / total, 4) for k, p in kept.items()}


def marked(text: str, pair: Pair) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The passage alone, and its spans counted from its start."""
    shift, end = pair.passage.start, pair.passage.end
    roles = {"actor": pair.actors, "recipient": pair.recipients, "trigger": (pair.trigger,) if pair.trigger else ()}
    spans = {role: [(s.start - shift, s.end - shift) for s in found if shift <= s.start and s.end <= end] for role, found in roles.items()}
    return text[shift:end], {role: found for role, found in spans.items() if found}


@cache
def load_mix() -> Mix:
    raw = tomllib.loads(resources.files("detente.extract.events").joinpath("data/mix.toml").read_text("utf-8"))
    return Mix(**{k: float(v) for k, v in raw.items()})


@cache
def load_coder(path: str | None = None) -> Coder:
    """The coder as shipped, or with another encoder (a folder with coder.onnx, coder.json, vocab.txt.gz). Raises ModelError."""
    return Coder(load_encoder(path), load_voice("type"), load_voice("act"), load_mix())
