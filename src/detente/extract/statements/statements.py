"""find_statements: every statement of a report, from its quotations, its parse and the cues."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.extract.quotations import Quotation
from detente.extract.statements.asides import aside_claims
from detente.extract.statements.carried import with_carried
from detente.extract.statements.claims import Claim, Scene, scene
from detente.extract.statements.clauses import verb_claims
from detente.extract.statements.contents import bounded
from detente.extract.statements.direct import direct_claims
from detente.extract.statements.headlines import headline_claims
from detente.extract.statements.known import Known, know
from detente.extract.statements.nouns import adjective_claims, noun_claims
from detente.extract.statements.phrases import RELATIVES, phrase
from detente.extract.statements.pronouns import not_themselves
from detente.extract.statements.relays import told_when, venue, with_relays
from detente.extract.statements.sources import source_claims
from detente.extract.statements.tags import tag_claims
from detente.language.parse import Parse
from detente.lexicon.cues import Cues
from detente.records.kinds import Manner, MentionKind
from detente.records.reading import Mention, Statement, When, identify
from detente.text import Span

# Where two rules take one cue, the earlier rule's claim counts.
RULES = (direct_claims, tag_claims, headline_claims, aside_claims, verb_claims, source_claims, noun_claims, adjective_claims)


def find_statements(report_id: str, parse: Parse, quotations: Sequence[Quotation], mentions: Sequence[Mention], times: Sequence[When],
                    cues: Cues) -> tuple[Statement, ...]:
    """Who said what in a report, in the order of the text.

    “We oppose it,” Lee was quoted as saying by an aide: speaker Lee, via the aide, direct. mentions give speakers their actors; the speaker's
    span is the whole noun phrase as written. Same input, same statements; no exception for any text; no content but a closed quotation
    is longer than contents.bound(len(text)).
    """
    scened, known = scene(parse, quotations, cues), know(parse, mentions, times)
    claims = with_carried(scened, with_relays(scened, claims_of(scened)))
    made = (record(report_id, scened, claim, known) for claim in claims)
    unique = dict.fromkeys(s for s in made if s is not None)
    ordered = sorted(unique, key=lambda s: (s.content[0].start, s.cue.start if s.cue else 0, s.id))
    return not_themselves(parse.text, ordered, mentions)


def claims_of(scened: Scene) -> list[Claim]:
    """The claims of all rules, one for each cue."""
    found: list[Claim] = []
    taken: set[int] = set()
    for rule in RULES:
        new = [c for c in rule(scened) if c.cue is None or c.cue not in taken]
        taken.update(c.cue for c in new if c.cue is not None)
        found.extend(new)
    return found


def record(report_id: str, scened: Scene, claim: Claim, known: Known) -> Statement | None:
    """A claim as a record; None where its content is empty or too long."""
    content = bounded(scened, joined(claim.content))
    if not content:
        return None
    manner = manner_of(scened, content)
    speaker = named(claim.speaker_span, known) if claim.speaker_span is not None else who(scened, claim.speaker, claim, known)
    via = who(scened, claim.via, claim, known)
    spans = (*content, *((claim.cue_span,) if claim.cue_span else ()), *(m.span for m in (speaker, via) if m))
    time = None if claim.cue is None else told_when(scened, claim, known.times.get(scened.token(claim.cue).sent, ()))
    return Statement(identify("statement", report_id, spans, manner), speaker, None if same(speaker, via) else via,
                     who(scened, claim.addressee, claim, known), claim.cue_span, content, manner, time, where_said(scened, claim, known))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in the order of the text, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def manner_of(scened: Scene, content: Sequence[Span]) -> Manner:
    """direct: nothing but quotation; mixed: quotation within the reporter's words; else indirect."""
    around = [scened.quotations_in(s) for s in content]
    if all(any(q.outer.covers(s) for q in found) for s, found in zip(content, around, strict=True)):
        return Manner.DIRECT
    return Manner.MIXED if any(around) else Manner.INDIRECT


def who(scened: Scene, head: int | None, claim: Claim, known: Known) -> Mention | None:
    """The noun phrase of a head token as a Mention, with the actor of whichever mention covers the head."""
    if head is None:
        return None
    mention = known.at(scened.token(antecedent(scened, head)).span)
    low, high = limits(scened, head, claim)
    span = phrase(scened.parse, head, low, high)
    if mention is not None and mention.span.covers(scened.token(head).span):  # a name that the parser broke in two
        reach = scened.parse.tokens_in(mention.span)
        if low <= reach[0] and (high is None or reach[-1] < high):
            span = Span(min(span.start, mention.span.start), max(span.end, mention.span.end))
    return Mention(span, MentionKind.ACTOR, mention.actor if mention else None)


def antecedent(scened: Scene, head: int) -> int:
    """The noun a relative pronoun stands for ("the envoy, who said"); any other word itself."""
    verb = scened.token(scened.token(head).head)
    return verb.head if scened.token(head).lower in RELATIVES and verb.dep == "relcl" else head


def named(span: Span, known: Known) -> Mention:
    """A speaker whose words are known but whose head is not: a transcript's tag, a headline's name."""
    within = [m for m in known.before(span.end - 1) if m.actor is not None and m.span.overlaps(span)]
    return Mention(span, MentionKind.ACTOR, within[-1].actor if within else None)


def limits(scened: Scene, head: int, claim: Claim) -> tuple[int, int | None]:
    """Tokens between which a noun phrase may reach: not over the cue, not into the content."""
    low, high = 0, None
    if claim.cue is not None:
        low, high = (claim.cue + 1, None) if claim.cue < head else (0, claim.cue if claim.cue > head else None)
    high = before_quotation(scened, head, high)
    for span in claim.content:
        inside = scened.parse.tokens_in(span)
        if inside and head < inside[0] and (high is None or inside[0] < high):
            high = inside[0]
        elif inside and head > inside[-1] and inside[-1] + 1 > low:
            low = inside[-1] + 1
    return low, high


def before_quotation(scened: Scene, head: int, high: int | None) -> int | None:
    """The token at which a noun phrase ends because a comma and a quotation follow."""
    if scened.inside[head] >= 0:
        return high
    for i in range(head + 1, min(len(scened.inside), head + 30) if high is None else high):
        if scened.inside[i] >= 0:
            return i if scened.token(i - 1).text == "," else high
    return high


def same(one: Mention | None, other: Mention | None) -> bool:
    """Whether two mentions are known to be one actor, who relays nobody but themself."""
    return one is not None and other is not None and (one.span == other.span or (one.actor is not None and one.actor == other.actor))


def where_said(scened: Scene, claim: Claim, known: Known) -> Mention | None:
    """The occasion on which something was said ("at the joint press conference"), as a Mention of kind place."""
    head = venue(scened, claim)
    if head is None:
        return None
    span = phrase(scened.parse, head, *limits(scened, head, claim))
    return Mention(span, MentionKind.PLACE, None, known.place_in(span))
