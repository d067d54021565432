"""Whose stance it is: subjects, owners and speakers as actors, and who relayed it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.extract.positions.moods import FINITE
from detente.extract.positions.states import By, Stand
from detente.extract.statements.phrases import any_subject, subject
from detente.language.parse import Parse, Token
from detente.lexicon.lexicon import Lexicon
from detente.records.kinds import Manner, MentionKind, Precision
from detente.records.reading import Actor, Event, Mention, Statement
from detente.text import Span

OURS = frozenset({"we", "our", "us", "ours"})
MINE = frozenset({"i", "my", "me", "mine"})
# Unresolved, the subject of what somebody is told to have said is whoever said it.
THEY = frozenset({"he", "she", "it", "they"})
# "his country", "our government": the speaker's state.
LANDS = frozenset({"country", "government", "nation", "administration", "cabinet"})
POINTING = frozenset({"his", "her", "its", "our", "their", "my"})
STATELY = frozenset({"GOV", "MIL", "JUD", "LEG", "SPY", "COP"})
NOBODY = frozenset({"role-analyst", "role-expert", "role-observer", "role-critic", "role-source", "role-diplomat", "role-journalist"})
OWNERS = ("by", "from", "of", "among", "within", "in")
STATE_ID = 3
NOT_OWNER = frozenset({By.SUBJECT, By.BEARER})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a stance; via: whoever relayed it; said: the statement it stands in."""

    actor: Actor
    via: Mention | None = None
    said: Statement | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """The people of a report by the tokens that head their mentions, and what they say."""

    parse: Parse
    lexicon: Lexicon
    actors: Mapping[int, tuple[Mention, ...]]
    statements: Sequence[Statement]
    by_cue: Mapping[int, Statement]
    events: Sequence[Event]
    light: frozenset[str]
    judging: frozenset[str]

    def holders(self, stand: Stand) -> list[Holder]:
        """Everyone who holds a stance, empty where the words name nobody known."""
        token = self.parse.tokens[stand.at]
        if stand.by is By.SPEAKER:
            said = self.statement_at(self.parse.tokens[stand.hit.at].span) or self.statement_at(token.span)
            return [] if said is None else self.speaker(said)
        cued = self.by_cue.get(stand.at)
        if cued is not None and cued.speaker is not None and cued.speaker.actor is not None and not self.is_ours(cued.speaker):
            found = self.subjects(token, stand.by) if stand.by in NOT_OWNER else []
            many = found if cued.speaker.actor.id in {a.id for a in found} else [cued.speaker.actor]
            return [Holder(a, cued.via or self.relayed(token, a), cued) for a in many]
        found = self.subjects(token, stand.by) if stand.by in NOT_OWNER else self.owners(token)
        return [Holder(a, self.relayed(token, a), self.statement_at(token.span)) for a in found]

    def is_ours(self, m: Mention) -> bool:
        """Who "we" are is told by the statement around, not by the word."""
        return self.parse.text[m.span.start:m.span.end].lower() in OURS | MINE

    def speaker(self, said: Statement) -> list[Holder]:
        """The speaker of a statement; a spokesman's "we" is whom he speaks for."""
        if said.speaker is None or said.speaker.actor is None or said.speaker.actor.id in NOBODY:
            return []
        return [Holder(self.voice(said, said.speaker.actor), said.via, said)]

    def voice(self, said: Statement, actor: Actor) -> Actor:
        """The state for an official who says "we" in his own words, else himself."""
        words = {self.parse.tokens[i].lower for span in said.content for i in self.parse.tokens_in(span)}
        return self.state_of(actor) if said.manner is not Manner.INDIRECT and words & OURS else actor

    def state_of(self, actor: Actor) -> Actor:
        """The state that an official of it speaks for; anybody else is himself."""
        if actor.country is None or len(actor.id) == STATE_ID or not (set(actor.sectors) | {actor.sector}) & STATELY:
            return actor
        return self.lexicon.actor(actor.country) or actor

    def subjects(self, token: Token, by: By) -> list[Actor]:
        """The actors that do what a word says: the subject, the agent of a passive, whom a participle or adjective is said of."""
        head = self.bearer(token) if by is By.BEARER else self.subject_head(token)
        return [] if head is None else self.named(head)

    def subject_head(self, token: Token) -> int | None:
        """Head token of whoever does a verb."""
        p = self.parse
        if token.pos not in {"VERB", "AUX"}:
            return self.bearer(token)
        return first_of(subject(p, token.i), relative(p, token), headline(p, token))

    def bearer(self, token: Token) -> int | None:
        """Head token of whom a word is said of: "Japan is opposed"."""
        p = self.parse
        for kid in p.kids(token.i, "nsubj", "nsubjpass"):
            return kid.i
        if token.dep == "conj":
            return self.bearer(p.tokens[token.head])
        above = p.tokens[token.head]
        if above.pos in {"VERB", "AUX"} and above.i != token.i:
            return first_of(any_subject(p, above.i, 4), relative(p, above))
        return above.i if token.dep in {"amod", "acl"} and above.i != token.i else None

    def owners(self, noun: Token) -> list[Actor]:
        """Whose a stance is: a possessor, "by" or "from" somebody, an adjective of nationality, or the subject that voices it."""
        p = self.parse
        for kid in p.kids(noun.i, "poss"):
            found = self.named(kid.i)
            if found or kid.pos != "PRON":
                return found
        for kid in p.kids(noun.i, "prep", "agent"):
            if kid.lower in OWNERS[:3]:
                found = [a for below in p.kids(kid.i, "pobj") for a in self.named(below.i)]
                if found:
                    return found
        for kid in p.kids(noun.i, "amod", "compound", "nmod"):
            found = self.named(kid.i)
            if found:
                return found
        return self.voicing(noun)

    def voicing(self, noun: Token) -> list[Actor]:
        """The subject of a light verb whose object the noun is, or of "is in favour of"."""
        p = self.parse
        above = p.tokens[noun.head]
        if noun.dep == "dobj" and above.pos == "VERB" and above.lemma in self.light:
            head = self.subject_head(above)
            return [] if head is None else self.named(head)
        if noun.dep == "pobj" and above.lower in {"in", "with"}:
            verb = p.tokens[above.head]
            if verb.pos in {"VERB", "AUX"}:
                head = self.subject_head(verb)
                return [] if head is None else self.named(head)
        return []

    def named(self, head: int) -> list[Actor]:
        """The actors that a phrase names, conjuncts included; "we" is whoever speaks."""
        p = self.parse
        token = p.tokens[head]
        if token.lower in OURS | MINE:
            speaker = self.speaking(token)
            return [] if speaker is None else [self.state_of(speaker) if token.lower in OURS else speaker]
        if token.lemma in LANDS and not self.actors.get(head) and any(k.lower in POINTING for k in p.kids(head)):
            speaker = self.speaking(token)
            return [] if speaker is None else [self.state_of(speaker)]
        if token.lower in {"who", "which", "that"}:
            above = p.tokens[token.head]
            return self.named(above.head) if above.dep == "relcl" and above.head != head else []
        found = [m.actor for m in self.actors.get(head, ()) if m.actor is not None]
        if not found and token.lower in THEY:
            speaker = self.speaking(token)
            return [] if speaker is None else [speaker]
        for kid in p.kids(head, "conj", "appos") if token.pos != "PRON" else ():
            if kid.dep == "conj" or not found:
                found.extend(a for a in self.named(kid.i))
        return [a for a in dict.fromkeys(found) if a.id not in NOBODY]

    def speaking(self, token: Token) -> Actor | None:
        """Whose words a token stands in."""
        said = self.statement_at(token.span)
        return said.speaker.actor if said is not None and said.speaker is not None else None

    def statement_at(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds the span."""
        around = [s for s in self.statements if any(c.covers(span) for c in s.content)]
        return min(around, key=lambda s: (sum(len(c) for c in s.content), s.content[0].start), default=None)

    def judges(self, said: Statement) -> bool:
        """Whether a statement judges its content rather than tells it ("rejected Moon's suggestion")."""
        return said.cue is not None and any(self.parse.tokens[i].lemma in self.judging for i in self.parse.tokens_in(said.cue))

    def relayed(self, token: Token, actor: Actor) -> Mention | None:
        """Whoever tells of somebody else's stance: the speaker of the innermost statement around it."""
        said = self.statement_at(token.span)
        if said is None or said.speaker is None or said.speaker.actor is None or self.judges(said):
            return None
        if said.speaker.actor.id == actor.id or self.state_of(said.speaker.actor).id == actor.id:
            return said.via
        return said.speaker


def first_of(*heads: int | None) -> int | None:
    """The first that is there; token 0 counts."""
    return next((h for h in heads if h is not None), None)


def relative(parse: Parse, verb: Token) -> int | None:
    """The noun that a relative clause or participle belongs to."""
    above = parse.tokens[verb.head]
    if verb.dep in {"relcl", "acl"} and above.i != verb.i and verb.tag != "VBN":
        return above.i
    lent = verb.dep in {"xcomp", "advcl", "conj"} or (verb.dep == "ccomp" and verb.tag not in FINITE)
    if lent and above.i != verb.i and above.pos in {"VERB", "AUX"}:
        return any_subject(parse, above.i, 4)
    return None


def headline(parse: Parse, verb: Token) -> int | None:
    """The name right before a finite verb whose subject the parser lost."""
    before = parse.tokens[verb.i - 1] if verb.i else verb
    ok = verb.tag in {"VBZ", "VBD", "VBP"} and before.sent == verb.sent and before.pos == "PROPN" and verb.dep in {"ROOT", "conj", "ccomp"}
    return before.i if ok and not any(True for _ in parse.kids(verb.i, "nsubj", "nsubjpass")) else None


def who(parse: Parse, lexicon: Lexicon, mentions: Sequence[Mention], statements: Sequence[Statement], events: Sequence[Event],
        light: frozenset[str], judging: frozenset[str]) -> Who:
    """Index the people of a report."""
    by_head: dict[int, tuple[Mention, ...]] = {}
    for m in mentions:
        head = parse.head_of(m.span)
        if head is not None and m.kind is MentionKind.ACTOR and m.actor is not None:
            by_head[head.i] = (*by_head.get(head.i, ()), m)
    by_cue: dict[int, Statement] = {}
    for s in statements:
        if s.cue is not None:
            for i in parse.tokens_in(s.cue):
                by_cue.setdefault(i, s)
    return Who(parse, lexicon, by_head, statements, by_cue, events, light, judging)


def country_of(m: Mention) -> str | None:
    """The state that a country named as a place stands for."""
    place = m.place
    return place.country if place is not None and place.precision is not Precision.REGION else None
