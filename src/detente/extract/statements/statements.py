"""find_statements: every statement of a report, from its quotations, its parse and the cues."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.extract.quotations import Quotation
from detente.extract.statements.asides import aside_claims
from detente.extract.statements.claims import Claim, Scene, scene
from detente.extract.statements.clauses import verb_claims
from detente.extract.statements.contents import bounded
from detente.extract.statements.carried import with_carried
from detente.extract.statements.direct import direct_claims
from detente.extract.statements.headlines import headline_claims
from detente.extract.statements.nouns import adjective_claims, noun_claims
from detente.extract.statements.phrases import phrase
from detente.extract.statements.relays import told_when, venue, with_relays
from detente.extract.statements.sources import source_claims
from detente.extract.statements.tags import tag_claims
from detente.language.parse import Parse
from detente.lexicon.cues import Cues
from detente.records.kinds import Manner, MentionKind
from detente.records.reading import Mention, Statement, When, identify
from detente.text import Span


def find_statements(report_id: str, parse: Parse, quotations: Sequence[Quotation], mentions: Sequence[Mention], times: Sequence[When],
                    cues: Cues) -> tuple[Statement, ...]:
    """Who said what in a report, in the order of the text.

    mentions give speakers their actors; the speaker's span stays the noun phrase as written. Same input, same statements; no exception for
    any text; no content longer than contents.bound(len(text)).
    """
    scened = scene(parse, quotations, cues)
    made = (record(report_id, scened, claim, mentions, times) for claim in with_carried(scened, with_relays(scened, claims_of(scened))))
    unique = dict.fromkeys(s for s in made if s is not None)
    return tuple(sorted(unique, key=lambda s: (s.content[0].start, s.cue.start if s.cue else 0, s.id)))


RULES = (direct_claims, tag_claims, headline_claims, aside_claims, verb_claims, source_claims, noun_claims, adjective_claims)


def claims_of(scened: Scene) -> list[Claim]:
    """The claims of all rules; where two rules take one cue, the earlier rule's counts."""
    found: list[Claim] = []
    taken: set[int] = set()
    for rule in RULES:
        new = [c for c in rule(scened) if c.cue is None or c.cue not in taken]
        taken.update(c.cue for c in new if c.cue is not None)
        found.extend(new)
    return found


def record(report_id: str, scened: Scene, claim: Claim, mentions: Sequence[Mention], times: Sequence[When]) -> Statement | None:
    """A claim as a record; None where its content is empty or too long."""
    content = bounded(scened, joined(claim.content))
    if not content:
        return None
    manner = manner_of(scened, content)
    speaker = who(scened, claim.speaker, claim, mentions) if claim.speaker_span is None else named(scened, claim.speaker_span, mentions)
    via = who(scened, claim.via, claim, mentions)
    addressee = who(scened, claim.addressee, claim, mentions)
    spans = (*content, *((claim.cue_span,) if claim.cue_span else ()), *(m.span for m in (speaker, via) if m))
    return Statement(identify("statement", report_id, spans, manner), speaker, None if same(speaker, via) else via, addressee, claim.cue_span,
                     content, manner, told_when(scened, claim, times), where_said(scened, claim, mentions))


def same(one: Mention | None, other: Mention | None) -> bool:
    """Whether two mentions are known to be one actor, who relays nobody but themself."""
    return one is not None and other is not None and (one.span == other.span or (one.actor is not None and one.actor == other.actor))


def where_said(scened: Scene, claim: Claim, mentions: Sequence[Mention]) -> Mention | None:
    """The occasion on which something was said, as a Mention of kind place."""
    head = venue(scened, claim)
    if head is None:
        return None
    span = phrase(scened.parse, head, *limits(scened, head, claim))
    known = next((m.place for m in mentions if m.place is not None and span.covers(m.span)), None)
    return Mention(span, MentionKind.PLACE, None, known)


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
    quoted = [any(q.outer.covers(s) for q in scened.outer) for s in content]
    if all(quoted):
        return Manner.DIRECT
    return Manner.MIXED if any(scened.quotations_in(s) for s in content) else Manner.INDIRECT


def who(scened: Scene, head: int | None, claim: Claim, mentions: Sequence[Mention]) -> Mention | None:
    """The noun phrase of a head token as a Mention, with the actor of whichever mention covers the head."""
    if head is None:
        return None
    low, high = limits(scened, head, claim)
    span = phrase(scened.parse, head, low, high)
    at = scened.token(head).span
    known = next((m for m in mentions if m.span.covers(at)), None)
    return Mention(span, MentionKind.ACTOR, known.actor if known else None, known.place if known else None)


def named(scened: Scene, span: Span, mentions: Sequence[Mention]) -> Mention:
    """A speaker whose words are known but whose head is not."""
    known = next((m for m in mentions if m.span.overlaps(span)), None)
    return Mention(span, MentionKind.ACTOR, known.actor if known else None, known.place if known else None)


def limits(scened: Scene, head: int, claim: Claim) -> tuple[int, int | None]:
    """Tokens between which a speaker's noun phrase may reach: not over the cue, not into the content."""
    low, high = 0, None
    marks = [claim.cue] if claim.cue is not None else []
    for i in marks:
        low, high = (i + 1, high) if i < head else (low, i if i > head else high)
    for span in claim.content:
        inside = scened.parse.tokens_in(span)
        if inside and head < inside[0] and (high is None or inside[0] < high):
            high = inside[0]
        elif inside and head > inside[-1] and inside[-1] + 1 > low:
            low = inside[-1] + 1
    return low, high
