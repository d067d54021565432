"""find_positions: where actors stand on measures, from what is said of the measure and by whom."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.extract.positions.anaphora import earlier
from detente.extract.positions.climb import Climber, climbs
from detente.extract.positions.conditions import condition_of
from detente.extract.positions.fallback import phrase_hits
from detente.extract.positions.hits import Hit, find_hits
from detente.extract.positions.holders import Holder, Who, who
from detente.extract.positions.operators import Operators, load_operators, with_cues
from detente.extract.positions.states import Stand
from detente.extract.positions.targets import Aims, aims, fill
from detente.language.parse import Parse
from detente.lexicon.cues import Cues
from detente.lexicon.issues import Measure, Measures, Target, load_measures
from detente.lexicon.lexicon import Lexicon
from detente.records.kinds import EventType, Stance, Status
from detente.records.reading import Actor, Event, Issue, Mention, Position, Statement, When, identify
from detente.text import Span

# What an act says of its object, where no word of the lexicon does.
ACTS = {EventType.REJECT: -1, EventType.REQUEST: 1, EventType.AGREE: 1}
SURE = 0.8
# Words below the word of stance without which it would not be understood.
TELLING = ("attr", "acomp", "oprd", "neg", "prt", "aux", "auxpass")
LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance with its holder, before targets are filled from the rest of the report."""

    holder: Holder
    stand: Stand
    measure: Measure
    label: str
    target: str | None
    stance: Stance
    evidence: Span
    condition: Span | None
    settled: bool


@dataclass(frozen=True, slots=True)
class Scene:
    parse: Parse
    people: Who
    aims: Aims
    words: Operators
    measures: Measures


def find_positions(report_id: str, parse: Parse, statements: Sequence[Statement], events: Sequence[Event], mentions: Sequence[Mention],
                   times: Sequence[When], cues: Cues, lexicon: Lexicon) -> tuple[Position, ...]:
    """Actor x measure x stance, in the order of the text.

    "Putin rejected Moon's suggestion of cutting off oil to North Korea": Putin opposes, Moon supports, the oil cut-off against PRK. A
    stance said again on the same terms is evidence of the first; one that changes is a position of its own.
    """
    words, measures = load_operators(), load_measures()
    scene = Scene(parse, who(parse, lexicon, mentions, statements, events, words.light - words.light_ends,
                             frozenset(words.verbs) | frozenset(words.nouns)), aims(parse, mentions, words.stop), words, measures)
    hits = [h for h in find_hits(parse, measures) if readable(parse, h.at)]
    hits += phrase_hits(parse, words, hits)
    heads = frozenset(h.at for h in hits)
    climber = Climber(parse, words, with_cues(words.verbs, cues), acts(parse, events), heads, told(parse, statements))
    stands = list(climbs(climber, hits))
    stands += climbs(climber, earlier(parse, words, hits, climber.operands, scene.people.actors, frozenset(climber.verbs)))
    taken = [t for stand in stands for t in take(scene, stand)]
    return tuple(merged(report_id, scene, sorted(taken, key=lambda t: (t.evidence.start, t.stand.at)), hits, events))


def told(parse: Parse, statements: Sequence[Statement]) -> frozenset[int]:
    """Tokens that stand in what somebody said."""
    return frozenset(i for s in statements for span in s.content for i in parse.tokens_in(span))


def readable(parse: Parse, i: int) -> bool:
    sentence = parse.sentences[parse.tokens[i].sent]
    return sentence.last - sentence.first <= LONGEST_SENTENCE


def acts(parse: Parse, events: Sequence[Event]) -> dict[int, int]:
    """Tokens that name a sure event whose type says what is thought of its object."""
    found: dict[int, int] = {}
    for e in events:
        if e.act in ACTS and e.confidence >= SURE and e.status in {Status.HAPPENED, Status.ONGOING}:
            found.update(dict.fromkeys(parse.tokens_in(e.trigger), ACTS[e.act]))
    return found


def take(scene: Scene, stand: Stand) -> Iterator[Taken]:
    """One stance for each of its holders."""
    measure = widened(scene.measures, stand)
    target = scene.aims.aim(stand.hit, stand.path, measure.target)
    for holder in scene.people.holders(stand):
        others = done_by_others(scene.parse, stand)
        aimed = target or (None if others else at_home(stand, measure, holder.actor))
        condition = condition_of(scene.parse, scene.words, stand.path, stand.at)
        stance = Stance.CONDITIONAL if condition is not None else Stance.SUPPORT if stand.value > 0 else Stance.OPPOSE
        yield Taken(holder, stand, measure, stand.hit.label or measure.label, aimed, stance, evidence(scene.parse, stand), condition,
                    aimed is not None or others or measure.target is Target.WITH)


def at_home(stand: Stand, measure: Measure, holder: Actor) -> str | None:
    """A state's own affair is its holder's own where nobody is named; what a state has of its own only where it stands up for it."""
    own = measure.target is Target.HOME or (measure.target is Target.OWN and stand.value > 0)
    return holder.country if own else None


def done_by_others(parse: Parse, stand: Stand) -> bool:
    """Whether the words say who is to do it, known or not ("that both armies withdraw")."""
    return any(True for i in stand.path if i != stand.at and parse.tokens[i].pos == "VERB" for _ in parse.kids(i, "nsubj"))


def widened(measures: Measures, stand: Stand) -> Measure:
    """The measure, or that meant where it is to be stronger."""
    own = stand.hit.measure
    return measures.by_id[own.more] if stand.more and own.more is not None else own


def evidence(parse: Parse, stand: Stand) -> Span:
    """From the word of stance to the last word of the measure, either way round."""
    said = (k.i for k in parse.kids(stand.at, *TELLING))
    used = (*stand.hit.used, *stand.path, stand.at, *said)
    low, high = min(used), max(used)
    return parse.span_of(low, high)


def merged(report_id: str, scene: Scene, taken: Sequence[Taken], hits: Sequence[Hit], events: Sequence[Event]) -> Iterator[Position]:
    """Records, one for each stance in turn; the same stance again adds evidence."""
    named = [(h.measure, scene.aims.aim(h, (), h.measure.target)) for h in hits]
    targets = fill([(t.measure, t.target, t.settled) for t in taken], named)
    groups: list[tuple[Issue, list[Taken]]] = []
    last: dict[tuple[str, str], int] = {}
    for t, target in zip(taken, targets, strict=True):
        issue = issue_of(t, target)
        key = (t.holder.actor.id, issue.id)
        before = last.get(key)
        first = None if before is None else groups[before][1][0]
        if before is not None and first is not None and first.stance is t.stance and t.condition in {None, first.condition}:
            groups[before][1].append(t)
        else:
            last[key] = len(groups)
            groups.append((issue, [t]))
    for issue, group in groups:
        yield record(report_id, scene, issue, group, events)


def issue_of(t: Taken, target: str | None) -> Issue:
    slug = t.measure.id if t.stand.hit.label is None else "phrase:" + t.stand.hit.label.replace(" ", "-")
    return Issue(f"{slug}@{target}" if target else slug, t.label, target)


def record(report_id: str, scene: Scene, issue: Issue, group: Sequence[Taken], events: Sequence[Event]) -> Position:
    first = group[0]
    spans = tuple(sorted({t.evidence for t in group} | {t.condition for t in group if t.condition is not None}))
    actor = first.holder.actor
    source, when = told_by(scene, first, events)
    made = identify("position", report_id, spans, actor.id, issue.id, first.stance)
    return Position(made, actor, issue, first.stance, spans, first.condition, source, first.holder.via, when)


def told_by(scene: Scene, t: Taken, events: Sequence[Event]) -> tuple[str | None, When | None]:
    """Id and time of the statement or event that a position was taken from: the event the word of stance names, else the statement."""
    word = scene.parse.tokens[t.stand.at].span
    event = next((e for e in events if e.trigger.overlaps(word)), None)
    said = t.holder.said
    if event is not None:
        return event.id, event.when
    return (said.id, said.when) if said is not None else (None, None)
