"""Find the events of a report: candidates, judged by two voices, given status, time, place and claim, and told once each."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.codebook.cameo import cameo
from detente.codebook.plover import plover
from detente.codebook.sectors import side_of
from detente.extract.events.acts import acts
from detente.extract.events.arguments import is_occurring
from detente.extract.events.candidates import Candidate, candidates, named_only
from detente.extract.events.coder import NO_EVENT, Coder, Judgement, Pair
from detente.extract.events.frames import frames
from detente.extract.events.merge import Coded, doubles, outermost
from detente.extract.events.status import fate, status_by_cues, status_cues
from detente.extract.times.attach import time_of
from detente.language.parse import Parse
from detente.records.kinds import Basis, EventType, MentionKind, Status, WhenKind
from detente.records.reading import Actor, Doubt, Event, Mention, Statement, When, identify
from detente.text import Span

LONG_AGO = 45  # days
WORTH_SHOWING = 0.3
CUE_WEIGHT, FACT_WEIGHT = 0.6, 0.3
MOST_CONTEXTS = 4
MULTILATERAL = 3
# What two may agree on together, and the status of the meeting at which they did.
JOINT = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.SUPPORT})
MET = frozenset({Status.HAPPENED, Status.ONGOING})
# Acts that two do together: with one party named they are no event.
DIRECTED = frozenset({EventType.CONSULT, EventType.COOPERATE})


@dataclass(frozen=True, slots=True)
class Found:
    """Events, what was not made an event and why, and the reasons of each by id."""

    events: tuple[Event, ...]
    doubts: tuple[Doubt, ...]
    reasons: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What the making of an event looks at besides its candidate. day: the report's date; published: its When, given to events with no time."""

    report: str
    parse: Parse
    mentions: Sequence[Mention]
    times: Sequence[When]
    statements: Sequence[Statement]
    day: date | None
    published: When | None
    coder: Coder
    threshold: float


def find_events(scene: Scene) -> Found:
    """All events of a report. A candidate below the threshold becomes a doubt if it is worth showing."""
    coded = [c for c in judged(scene) if c.judgement.event >= WORTH_SHOWING]
    sure = [c for c in coded if certainty(c) >= scene.threshold]
    made: list[Event] = []
    doubts = [doubt(scene, c, f"below the threshold of {scene.threshold:.2f}") for c in coded if certainty(c) < scene.threshold]
    reasons: dict[str, tuple[str, ...]] = {}
    for c, other in outermost(scene.parse, sure):
        if other is not None:
            doubts.append(doubt(scene, c, f"told of by {scene.parse.text[other.candidate.trigger.start:other.candidate.trigger.end]!r}"))
        elif not enough_parties(scene.parse, c):
            doubts.append(doubt(scene, c, "needs two parties, and only one is named"))
        else:
            event = make(scene, c)
            made.append(event)
            reasons[event.id] = explain(c)
    return once(scene.parse, [with_counterpart(scene, e, made) for e in made], doubts, reasons)


def with_counterpart(scene: Scene, e: Event, made: Sequence[Event]) -> Event:
    """"We have agreed to ..." said of a meeting: both who met there agreed, on the words of one. Only where all the speaker's meetings that the
    report tells are with one and the same party."""
    we = e.actors[0] if len(e.actors) == 1 and all(m.actor is None for m in e.recipients) else None
    verb = scene.parse.head_of(e.trigger)
    if we is None or we.actor is None or verb is None or verb.lemma not in frames().reciprocal_verbs or e.act not in JOINT:
        return e
    if scene.parse.text[we.span.start:we.span.end].lower() != "we":
        return e
    own = side_of(we.actor)
    met: dict[str, Actor] = {}
    for other in made:
        actors = [m.actor for m in named_only((*other.actors, *other.recipients)) if m.actor is not None]
        if other.act is EventType.CONSULT and other.status in MET and own in map(side_of, actors):
            met.update((side_of(a), a) for a in actors if side_of(a) != own)
    return replace(e, actors=(we, *(replace(we, actor=a) for a in met.values())), recipients=()) if len(met) == 1 else e


def once(parse: Parse, made: list[Event], doubts: list[Doubt], reasons: dict[str, tuple[str, ...]]) -> Found:
    """Drop what is told again, keeping a note of where."""
    gone = doubles(parse, made)
    for e in made:
        if e.id in gone:
            kept = gone[e.id]
            reasons[kept] = (*reasons.get(kept, ()), f"told again at {e.trigger.start}: {parse.text[e.trigger.start:e.trigger.end]!r}")
    events = {e.id: e for e in sorted(made, key=lambda e: (e.trigger.start, e.id)) if e.id not in gone}
    unique = {d.id: d for d in sorted(doubts, key=lambda d: (d.span.start, d.id))}
    return Found(tuple(events.values()), tuple(unique.values()), {i: r for i, r in reasons.items() if i in events})


def judged(scene: Scene) -> Iterator[Coded]:
    """Every candidate with a known trigger, or with two parties, coded."""
    known = scene.coder.act_voice.triggers.keys() | acts().nouns
    found = [c for c in candidates(scene.parse, scene.mentions, frames(), known)
             if scene.parse.tokens[c.head].lemma in known or c.recipients]
    pairs = [Pair(c.sentence.span, tuple(m.span for m in named_only(c.actors)), tuple(m.span for m in c.recipients), c.trigger) for c in found]
    for c, judged_so in zip(found, scene.coder.judge(scene.parse, pairs), strict=True):
        judgement = plainly_told(scene, c, judged_so)
        act, confidence = judgement.best()
        status, why = decide_status(scene.parse, c, judgement)
        if act is EventType.REJECT and status is Status.DENIED:  # "will not give up" is a refusal, and it took place
            status, why = Status.HAPPENED, f"the refusal itself, {why}"
        yield Coded(c, judgement, act, status, why, confidence)


def plainly_told(scene: Scene, c: Candidate, judgement: Judgement) -> Judgement:
    """The judgement, less of its doubt where a noun that names one act only is told to be set, held, put off or called off: then the
    sentence is about that act, and only which act it is may still be asked. Of one called off the voices rightly say that nothing took place."""
    token = scene.parse.tokens[c.head]
    named = {kind.value for _, (kind, _) in acts().named([token.lemma])}
    fated = fate(scene.parse, c.head, status_cues())
    told = token.pos == "NOUN" and (is_occurring(scene.parse, token, frames()) or fated is not None)
    if not told or len(named) != 1 or judgement.best()[0].value not in named:
        return judgement
    share = 0.0 if fated is not None and fated[0] is Status.DENIED else scene.coder.mix.named
    kept = {k: p * share if k in NO_EVENT else p for k, p in judgement.joined.items()}
    total = sum(kept.values()) or 1.0
    return replace(judgement, joined={k: round(p / total, 4) for k, p in kept.items()})


def decide_status(parse: Parse, c: Candidate, judgement: Judgement) -> tuple[Status, str]:
    """Status of a candidate's act, and why: what is plainly said of an event noun, else the cues of the tree weighed against the encoder."""
    told = fate(parse, c.head, status_cues())
    if told is not None:
        return told
    status, why = status_by_cues(parse, c.head, status_cues())
    final = weigh_status(status, why, judgement.status)
    return final, why if final is status else f"the encoder, {judgement.status[final]:.2f}, against {status} ({why})"


def weigh_status(status: Status, why: str, guess: Mapping[Status, float]) -> Status:
    """Cues weigh as much as the encoder's doubt: "told as fact" is weak evidence, a negation or an auxiliary strong."""
    weight = CUE_WEIGHT if why != "told as fact" else FACT_WEIGHT
    return max(Status, key=lambda s: (guess.get(s, 0.0) + (weight if s is status else 0.0), s is status, s.value))


def certainty(c: Coded) -> float:
    """The probability of this act against everything else."""
    return round(c.judgement.joined[c.act.value], 2)


def enough_parties(parse: Parse, c: Coded) -> bool:
    """Whether there are two parties where two are needed; a plural ("the ministers met") or a body ("the commission met") is enough."""
    actors = named_only(c.candidate.actors)
    heads = [t for m in actors if (t := parse.head_of(m.span)) is not None]
    plural = any(t.tag in {"NNS", "NNPS"} or (t.pos == "NOUN" and t.lemma in frames().bodies and c.act is EventType.CONSULT) for t in heads)
    return c.act not in DIRECTED or len(actors) > 1 or plural or bool(actors and c.candidate.recipients)


def make(scene: Scene, c: Coded) -> Event:
    parse, head = scene.parse, c.candidate.head
    kind = plover().type_of(c.act, c.status)
    modes = modes_of(scene, c)
    clause = clause_of(parse, head)
    own = tuple(m for m in modes if m in plover().types[kind].modes)
    when = time_told(scene, head, c.status) or fallback_time(scene)
    lemmas = {parse.tokens[i].lemma for i in parse.tokens_in(clause)}
    spans = (c.candidate.trigger, clause, *(m.span for m in (*c.candidate.actors, *c.candidate.recipients)))
    return Event(
        id=identify("event", scene.report, spans, kind, c.act, c.status), type=kind, act=c.act, modes=modes, contexts=contexts_of(scene, c),
        actors=c.candidate.actors, recipients=c.candidate.recipients, when=when, where=place_of(scene, clause, head), status=c.status,
        background=is_background(scene, when), trigger=c.candidate.trigger, clause=clause, statement=claim_of(scene, c), confidence=certainty(c),
        cameo=cameo().code(kind, modes, lemmas), score=plover().score(kind, own), quad=plover().quad(kind),
    )


def time_told(scene: Scene, head: int, status: Status) -> When | None:
    """The time that modifies the act; a time after the report cannot be when something happened ("agreed to raise trade by 2020")."""
    parse = scene.parse
    when = time_of(head, parse.sentences[parse.tokens[head].sent], scene.times, parse)
    if when is None or when.span is None or names_a_thing(parse, when.span, head):
        return None
    past = status in {Status.HAPPENED, Status.ONGOING, Status.DENIED}
    later = scene.day is not None and when.start is not None and when.start[:10] > scene.day.isoformat()
    return None if past and later else when


def names_a_thing(parse: Parse, time: Span, head: int) -> bool:
    """Whether the time is part of a name and not of the act ("the 1942 protocol")."""
    token = parse.head_of(time)
    return token is not None and token.dep in {"nummod", "compound", "amod", "nmod"} and token.head != head


def fallback_time(scene: Scene) -> When | None:
    """The report's own date, as the basis "published", for an event with no stated time."""
    if scene.day is None:
        return None
    day = scene.day.isoformat()
    return When(day, day, day, WhenKind.DATE, Basis.PUBLISHED)


def modes_of(scene: Scene, c: Coded) -> tuple[str, ...]:
    """The likeliest mode of the act where it stands out; a meeting of three or more states is multilateral."""
    prefix = f"{c.act}/"
    own = {k.removeprefix(prefix): p for k, p in c.judgement.modes.items() if k.startswith(prefix)}
    total = sum(own.values())
    if not own or total < 0.05:
        return ()
    best = max(own, key=lambda k: (own[k], k))
    if best == "multilateral" and len(c.candidate.actors) + len(c.candidate.recipients) < MULTILATERAL:
        return ()
    return (best,) if own[best] / total >= scene.coder.mix.mode else ()


def contexts_of(scene: Scene, c: Coded) -> tuple[str, ...]:
    ranked = sorted(c.judgement.contexts.items(), key=lambda kp: (-kp[1], kp[0]))
    return tuple(k for k, p in ranked[:MOST_CONTEXTS] if p >= scene.coder.mix.context)


def clause_of(parse: Parse, head: int) -> Span:
    """The words of the clause that tells the act: everything below the nearest verb, the trigger included."""
    top = head
    for above in ([] if parse.tokens[head].pos in {"VERB", "AUX"} else parse.ancestors(head)):
        top = above.i
        if above.pos in {"VERB", "AUX"}:
            break
    below = [i for i in parse.subtree(top) if parse.tokens[i].sent == parse.tokens[head].sent]
    while len(below) > 1 and parse.tokens[below[-1]].pos == "PUNCT":
        below.pop()
    return parse.span_of(min(below[0], head), max(below[-1], head))


def place_of(scene: Scene, clause: Span, head: int) -> Mention | None:
    """The place that a preposition of place ("in", "near") ties to the act or to its verb; the nearest of several."""
    parse, at = scene.parse, scene.parse.tokens[head].start
    inside = [m for m in scene.mentions if m.kind is MentionKind.PLACE and clause.covers(m.span) and stands_at(parse, m, head)]
    return min(inside, key=lambda m: (abs(m.span.start - at), m.span.start), default=None)


def stands_at(parse: Parse, place: Mention, head: int) -> bool:
    """Whether the place hangs by a preposition of place below the same verb as the act."""
    token = parse.head_of(place.span)
    if token is None or token.dep != "pobj" or parse.tokens[token.head].lower not in frames().place_preps:
        return False
    return verb_above(parse, token.i) == verb_above(parse, head)


def verb_above(parse: Parse, i: int) -> int:
    """The token itself if it is a verb, else the nearest verb that governs it, else its root."""
    last = i
    for t in (parse.tokens[i], *parse.ancestors(i)):
        last = t.i
        if t.pos in {"VERB", "AUX"}:
            break
    return last


def is_background(scene: Scene, when: When | None) -> bool:
    """History told in passing: a stated time that ended long before the report."""
    if scene.day is None or when is None or when.end is None or when.basis is Basis.PUBLISHED:
        return False
    try:
        return scene.day.toordinal() - date.fromisoformat(when.end[:10]).toordinal() > LONG_AGO
    except ValueError:
        return False


def claim_of(scene: Scene, c: Coded) -> Statement | None:
    """The statement that asserts the event: the innermost whose content holds the trigger and whose cue is not the trigger itself."""
    trigger = c.candidate.trigger
    holding = [s for s in scene.statements if any(x.covers(trigger) for x in s.content) and not (s.cue and s.cue.overlaps(trigger))]
    return min(holding, key=lambda s: (sum(len(x) for x in s.content), s.id), default=None)


def doubt(scene: Scene, c: Coded, reason: str) -> Doubt:
    text = scene.parse.text
    who = ", ".join(text[m.span.start:m.span.end] for m in c.candidate.actors)
    whom = ", ".join(text[m.span.start:m.span.end] for m in c.candidate.recipients) or "nobody named"
    claim = f"{c.act} by {who} to {whom}"
    return Doubt(identify("doubt", scene.report, (c.candidate.trigger,), claim), "event", claim, certainty(c), reason, c.candidate.trigger)


def explain(c: Coded) -> tuple[str, ...]:
    """Why the event is so coded, for `why`: both voices, the words that decided, the runner-up, the status."""
    j = c.judgement
    other, chance = j.runner_up()
    words = ", ".join(f"{name} (+{gain:.1f})" for name, gain in j.reasons)
    return (
        f"{c.act}: encoder {j.encoder.get(c.act.value, 0):.2f}, readable voice {j.voice.get(c.act.value, 0):.2f}, joined {j.joined[c.act.value]:.2f}",
        f"runner-up: {other} {chance:.2f}",
        f"words that spoke for it: {words}" if words else "no word of the readable voice spoke for it",
        f"status {c.status}: {c.status_why}",
    )


def decide_named_status(parse: Parse, trigger: Span, passage: Span, coder: Coder) -> Status:
    """Status of the act that a given stretch of text names, by the cues of the tree and the encoder together."""
    head = parse.head_of(trigger)
    if head is None:
        return Status.HAPPENED
    told = fate(parse, head.i, status_cues())
    if told is not None:
        return told[0]
    guess = coder.judge(parse, [Pair(passage, (), (), trigger)], every=True)[0].status
    status, why = status_by_cues(parse, head.i, status_cues())
    return weigh_status(status, why, guess)
