"""Candidates: each trigger word of a sentence with the parties around it, before anyone says what act it is."""
from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from detente.extract.events.acts import acts
from detente.extract.events.arguments import Roles, anything_below, contents, ends_it, is_occurring, is_passive, outside, passive_subjects, roles_of
from detente.extract.events.frames import Frames
from detente.extract.events.parties import (
    NOUNS,
    Parties,
    conjuncts,
    is_somebody,
    is_weapon,
    may_act,
    may_receive,
    nameless,
    noun_phrase,
    parties_of,
    same_party,
)
from detente.language.parse import Parse, Sentence, Token
from detente.records.kinds import MentionKind
from detente.records.reading import Actor, Mention
from detente.text import Span

LONGEST_SENTENCE = 400
NEAR = 8  # tokens from a light verb to its noun within which both are the trigger ("held a three-week joint naval exercise")
CONDITIONS = frozenset({"provided", "providing"})
STRUCK = frozenset({"into", "on", "at", "in", "near", "through"})
TRANSFER_ENDS = frozenset({"to", "from", "for", "against", "into", "on", "at", "with"})
UNNAMED = "UNK"  # PLOVER's and CAMEO's code for an actor that is not known
DIRECTED = frozenset({"to", "against", "upon", "toward", "towards"})
# Where a thing that is no known actor may stand for whoever is concerned.
CLOSE = frozenset({"dobj", "nsubjpass", "dative", "pobj"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger and its parties. head: token index of the trigger; reciprocal: both sides act ("talks between")."""

    head: int
    trigger: Span
    sentence: Sentence
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    reciprocal: bool


def candidates(parse: Parse, mentions: Sequence[Mention], frames: Frames, known: Collection[str]) -> Iterator[Candidate]:
    """Every verb, and every noun among the known triggers, that has an actor; sentences over LONGEST_SENTENCE words are passed over."""
    parties = parties_of(parse, mentions)
    inside = {i for m in mentions if m.kind is MentionKind.ACTOR for i in parse.tokens_in(m.span)}
    for sentence in parse.sentences:
        if sentence.last - sentence.first > LONGEST_SENTENCE:
            continue
        tokens = (t for t in parse.words(sentence) if may_trigger(parse, t, frames, known, inside))
        found = [c for t in tokens if (c := candidate(parse, t, sentence, parties, frames)) is not None]
        named = {parse.tokens[c.head].head for c in found if is_occurring(parse, parse.tokens[c.head], frames)}
        yield from (c for c in found if c.head not in named)


def may_trigger(parse: Parse, token: Token, frames: Frames, known: Collection[str], inside: Collection[int]) -> bool:
    """Main verbs that are more than a frame for another act, and nouns known to name acts. inside: tokens of actors' mentions."""
    if token.pos == "VERB":
        return not (token.lemma in frames.light and carries_noun(parse, token, frames, known, inside)) and not frames_another(parse, token, frames)
    if token.pos not in NOUNS or token.i in inside or token.lemma not in known or token.dep in {"compound", "amod", "appos"}:
        return False
    if token.dep == "dobj" and parse.tokens[token.head].lemma in frames.easing:    # "lifted its embargo" is no embargo
        return False
    return token.dep != "nsubj" or names_its_parties(parse, token) or is_occurring(parse, token, frames)


def names_its_parties(parse: Parse, noun: Token) -> bool:
    """Whether a noun that is itself a subject says whose deed it is and on whom ("Israel's strikes on Gaza")."""
    preps = {k.lower for k in parse.kids(noun.i, "prep", "agent")}
    owned = any(True for _ in parse.kids(noun.i, "poss", "amod", "compound"))
    return not preps.isdisjoint({"between", "by"}) or (owned and not preps.isdisjoint({"on", "against", "to", "with", "of"}))


def frames_another(parse: Parse, verb: Token, frames: Frames) -> bool:
    """Whether a verb only says, plans or tries what its complement names; verbs of saying with a plain object may be acts ("denied the charge")."""
    complement = any(k.pos in {"VERB", "AUX"} for k in parse.kids(verb.i, "ccomp", "xcomp"))
    if verb.lemma in frames.saying:
        return complement or not any(True for _ in parse.kids(verb.i, "dobj", "nsubjpass"))
    return verb.lemma in frames.carrier and any(k.pos == "VERB" and k.lower not in CONDITIONS for k in parse.kids(verb.i, "xcomp", "ccomp"))


def carries_noun(parse: Parse, verb: Token, frames: Frames, known: Collection[str], inside: Collection[int]) -> bool:
    shared = passive_subjects(parse, verb, frames) if verb.dep == "xcomp" and is_passive(parse, verb) else []
    held = (*(k.i for k in parse.kids(verb.i, "dobj", "nsubjpass", "attr")), *shared)
    objects = (parse.tokens[i] for j in held for i in contents(parse, j, frames))
    return any(t.i not in inside and t.lemma in known and t.lemma in acts().nouns and t.pos == "NOUN" for t in objects)


def candidate(parse: Parse, token: Token, sentence: Sentence, parties: Parties, frames: Frames) -> Candidate | None:
    """The trigger with its parties, or None where nobody acts."""
    roles = roles_of(parse, token.i, frames)
    tells = token.pos == "VERB" or roles.carrier is not None
    actors = parties.first(roles.agents) or (parties.worded(roles.agents, may_act) if tells else ())
    if not actors:
        return agentless(parse, token, sentence, roles, parties, frames)
    others = tuple(i for i in roles.patients if i not in roles.agents)
    recipients = find_recipients(parse, token, roles, others, actors, parties, frames)
    both = is_reciprocal(parse, token, roles, frames)
    if both and recipients and shares_level(parse, token, others, parties, recipients):
        actors, recipients = merged(actors, recipients), ()
    named = tuple(by_name(m, sentence, parties) for m in actors), tuple(by_name(m, sentence, parties) for m in recipients)
    return Candidate(token.i, trigger_span(parse, token, roles), sentence, *named, both)


def agentless(parse: Parse, verb: Token, sentence: Sentence, roles: Roles, parties: Parties, frames: Frames) -> Candidate | None:
    """A passive that names only whom it was done to ("two photographers were detained"), or a weapon that strikes somebody ("a bomb killed two
    soldiers"), its doer unnamed; None for everything else.

    Whoever promises that something will be done is its doer ("Japan promised that the boats would be delivered"), and whoever holds captives is
    the one to free them ("two hostages of the FARC will be released").
    """
    subjects = passive_subjects(parse, verb, frames) if is_passive(parse, verb) else []
    if verb.pos == "VERB" and not is_passive(parse, verb):
        return struck(parse, verb, sentence, roles, parties, frames)
    if verb.pos != "VERB" or not subjects or any(True for _ in parse.kids(verb.i, "agent")):
        return None
    above = parse.tokens[verb.head]
    bound = verb.dep == "ccomp" and above.lemma in frames.commissive
    doers = parties.first([k.i for k in parse.kids(above.i, "nsubj")]) if bound else holders(parse, verb, subjects, parties, frames)
    named = any(not nameless(m) for m in parties.first(subjects))
    moved = receivers(parties, roles.patients, doers) if verb.lemma in frames.transfer and not named else ()
    recipients = moved or parties.first(subjects, taken=doers) or parties.worded(subjects, is_somebody)
    if not recipients or all(parse.tokens[i].pos == "PRON" for m in recipients for i in parse.tokens_in(m.span)):
        return None
    return Candidate(verb.i, trigger_span(parse, verb, roles), sentence, doers or (nobody(verb),), recipients, False)


def struck(parse: Parse, verb: Token, sentence: Sentence, roles: Roles, parties: Parties, frames: Frames) -> Candidate | None:
    """A weapon or an attack that nobody is named as the author of, and whom or what it struck: persons or a known place."""
    weapon = next((parse.tokens[i] for i in roles.agents if is_weapon(parse.tokens[i])), None)
    objects = [k.i for k in parse.kids(verb.i, "dobj")] or [i for i in roles.patients if parse.tokens[parse.tokens[i].head].lower in STRUCK]
    victims = parties.first(objects) or parties.worded(objects, is_somebody) or next(filter(None, map(parties.place_at, objects)), ())
    if weapon is None or not victims:
        return None
    return Candidate(verb.i, trigger_span(parse, verb, roles), sentence, (nobody(weapon),), victims, False)


def holders(parse: Parse, verb: Token, subjects: Sequence[int], parties: Parties, frames: Frames) -> tuple[Mention, ...]:
    """Whose captives are let go, where the text says only that they are: "hostages of the FARC", "nine soldiers held by the rebels"."""
    if verb.lemma not in frames.freeing:
        return ()
    held = [k for i in subjects for k in parse.kids(i, "prep", "acl")]
    by = [b for k in held if k.lemma in frames.holding for b in parse.kids(k.i, "agent")]
    of = [k for k in held if k.lower == "of" and parse.tokens[k.head].lemma in frames.captives]
    return parties.first([p.i for k in (*by, *of) for p in parse.kids(k.i, "pobj")])


def nobody(at: Token) -> Mention:
    """The doer that the text leaves out. It stands on the participle or the weapon, which says that there was one (FrameNet's null
    instantiation)."""
    return Mention(at.span, MentionKind.ACTOR, Actor(UNNAMED, "somebody unnamed"))


def named_only(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those that somebody's words name: all but the unnamed doer of a passive."""
    return tuple(m for m in mentions if m.actor is None or m.actor.id != UNNAMED)


def by_name(m: Mention, sentence: Sentence, parties: Parties) -> Mention:
    """For a pronoun, the phrase of the same sentence that names its actor, where there is one before it; else the mention itself."""
    head = parties.parse.head_of(m.span)
    if m.actor is None or head is None or head.pos != "PRON":
        return m
    same = [x for x in parties.named.get(m.actor.id, ()) if sentence.start <= x.span.start < m.span.start]
    return same[-1] if same else m


def find_recipients(parse: Parse, token: Token, roles: Roles, others: Sequence[int], actors: Sequence[Mention], parties: Parties,
                    frames: Frames) -> tuple[Mention, ...]:
    """Whom the act is directed at, by falling certainty: known actors in the verb's places, a place, actors further down, a thing as worded."""
    objects = [i for i in others if parse.tokens[i].dep in {"dobj", "nsubjpass"} and parse.tokens[i].head == token.i]
    if found := origins(parse, token, roles, actors, parties, frames):
        return found
    if token.lemma in frames.object_control and token.lemma not in frames.means:
        found = parties.first(objects, taken=actors) or parties.worded(objects, may_receive)
        if found:
            return found
    if token.lemma in frames.means and (found := helped(parse, token, actors, parties, frames)):
        return found
    if token.lemma in frames.transfer and (found := receivers(parties, others, actors)):
        return found
    if token.lemma in frames.about and (found := parties.first(matters(parse, others), taken=actors)):
        return found
    if is_reciprocal(parse, token, roles, frames) and len(actors) > 1:
        return parties.first([i for i in others if parse.tokens[parse.tokens[i].head].lower in {"with", "and"}], taken=actors)
    below = anything_below(parse, roles.carrier if roles.carrier is not None else token.i)
    if token.lemma in frames.means:
        moved = {j for i in objects for j in parse.tokens_in(noun_phrase(parse, i))}
        others, below = [i for i in others if i not in moved], (i for i in below if i not in moved)
    return (parties.first(others, taken=actors) or place_recipients(parties, others, token, frames) or parties.first(below, taken=actors)
            or directed_places(parties, others, roles, frames) or as_worded(parse, token, others, parties))


def as_worded(parse: Parse, token: Token, others: Sequence[int], parties: Parties) -> tuple[Mention, ...]:
    """A thing or people of no known name that stand close to the verb; nobody where its object is a pronoun whose meaning is open, and never what
    it is done with ("beat them with canes")."""
    if any(k.pos == "PRON" for k in parse.kids(token.i, "dobj")):
        return ()
    close = [i for i in others if parse.tokens[i].dep in CLOSE]
    means = [i for i in close if parse.tokens[parse.tokens[i].head].lower == "with" and not is_somebody(parse, parse.tokens[i])]
    return parties.worded((i for i in close if i not in means), may_receive)


def helped(parse: Parse, token: Token, taken: Sequence[Mention], parties: Parties, frames: Frames) -> tuple[Mention, ...]:
    """Whom what is sent is to help or to face ("sent 1,600 soldiers to help the government", "to face the guerrillas")."""
    aims = [k for j in (token.i, *(o.i for o in parse.kids(token.i, "dobj"))) for k in parse.kids(j, "advcl", "xcomp", "relcl", "acl", "ccomp")]
    objects = [o.i for k in aims if k.lemma in frames.purpose and any(t.tag == "TO" for t in parse.kids(k.i, "aux")) for o in parse.kids(k.i, "dobj")]
    return parties.first(objects, taken=taken) or parties.worded(objects, may_receive)


def matters(parse: Parse, others: Sequence[int]) -> list[int]:
    """What somebody complains of, by its preposition: it comes before whom he complains to."""
    preps = {"about", "of", "over", "against", "at"}
    return [i for i in others if parse.tokens[i].dep == "pobj" and parse.tokens[parse.tokens[i].head].lower in preps]


def directed_places(parties: Parties, others: Sequence[int], roles: Roles, frames: Frames) -> tuple[Mention, ...]:
    """A place that the act goes out to ("condolences to Nepal", "imposed a curfew on North Sinai") stands for whoever is there."""
    tokens = parties.parse.tokens
    laid = roles.carrier is not None and tokens[roles.carrier].lemma in frames.transfer
    for i in others:
        prep = tokens[tokens[i].head].lower if tokens[i].dep == "pobj" else ""
        if (prep in DIRECTED or (prep == "on" and laid)) and (found := parties.place_at(i)):
            return found
    return ()


def receivers(parties: Parties, others: Sequence[int], actors: Sequence[Mention]) -> tuple[Mention, ...]:
    """To whom something is given or from whom it is taken, by a verb that moves things."""
    tokens = parties.parse.tokens
    things = [k for i in others if tokens[i].dep in {"dobj", "nsubjpass"} for k in parties.parse.kids(i, "prep") if k.lower in {"to", "into", "from"}]
    ends = [i for i in others if tokens[i].dep == "pobj" and tokens[tokens[i].head].lower in TRANSFER_ENDS]
    ends += [p.i for prep in things for p in parties.parse.kids(prep.i, "pobj")]
    return parties.first([*(i for i in others if tokens[i].dep == "dative"), *ends], taken=actors) or goals(parties, ends, actors)


def goals(parties: Parties, ends: Sequence[int], actors: Sequence[Mention]) -> tuple[Mention, ...]:
    """The country that something is sent to or taken from ("sent police to Haiti"), if it is not the doer's own."""
    own = {m.actor.country for m in actors if m.actor is not None}
    for i in ends:
        found = parties.place_at(i)
        abroad = [m for m in found if m.place is not None and m.place.country and m.place.country not in own]
        if abroad and parties.parse.tokens[parties.parse.tokens[i].head].lower in {"to", "into", "from"}:
            return tuple(abroad)
    return ()


def origins(parse: Parse, token: Token, roles: Roles, actors: Sequence[Mention], parties: Parties, frames: Frames) -> tuple[Mention, ...]:
    """The countries that goods come from which a verb of trade stops or lets in ("banned imports from Argentina", "duties on wine from")."""
    verb = parse.tokens[roles.carrier] if roles.carrier is not None else token
    if verb.lemma not in frames.trade:
        return ()
    own = {m.actor.country for m in actors if m.actor is not None}
    for i in parse.subtree(verb.i):
        t = parse.tokens[i]
        if t.dep == "pobj" and parse.tokens[t.head].lower == "from" and parse.tokens[parse.tokens[t.head].head].pos in NOUNS:
            found = parties.at(i) or tuple(m for j in conjuncts(parse, i) for m in parties.place_at(j)
                                           if m.place is not None and m.place.country and m.place.country not in own)
            if found and not outside(parse, i, verb.i):
                return found
    return ()


def place_recipients(parties: Parties, heads: Sequence[int], trigger: Token, frames: Frames) -> tuple[Mention, ...]:
    """A place that is the object itself ("shelled Goma", "the shelling of Goma"), or the goal of a visit ("flew to Baghdad"), stands for
    whoever is there."""
    for i in heads:
        token, up = parties.parse.tokens[i], parties.parse.tokens[parties.parse.tokens[i].head]
        found = parties.place_at(i)
        goal = trigger.lemma in frames.visits and token.dep == "pobj" and up.lower in {"to", "in"}
        undergone = trigger.pos in NOUNS and trigger.lemma not in frames.of_author and up.lower == "of" and up.head == trigger.i
        if found and (goal or undergone or token.dep in {"dobj", "nsubjpass"}):
            return found
    return ()


def is_reciprocal(parse: Parse, token: Token, roles: Roles, frames: Frames) -> bool:
    if token.lemma in frames.visits:
        return False
    if token.pos in NOUNS:
        return token.lemma in frames.reciprocal
    return token.lemma in frames.reciprocal_verbs and not is_passive(parse, token)


def shares_level(parse: Parse, token: Token, heads: Sequence[int], parties: Parties, recipients: Sequence[Mention]) -> bool:
    """Whether the recipients stand in a with-phrase or as the object of a reciprocal verb ("met Putin", "talks with Kyiv")."""
    for i in heads:
        if any(same_party(m, recipients) for m in parties.behind(i)):
            t = parse.tokens[i]
            return t.dep == "dobj" or parse.tokens[t.head].lower in {"with", "between", "and", "among"}
    return False


def merged(one: Sequence[Mention], two: Sequence[Mention]) -> tuple[Mention, ...]:
    return (*one, *(m for m in two if not same_party(m, one)))


def trigger_span(parse: Parse, token: Token, roles: Roles) -> Span:
    """The trigger's words: the verb with its particle; the light verb and its noun where they are near each other, in either order ("signed
    the accord", "the accord was signed"); a passive light verb alone where its noun stands far off."""
    first = last = token.i
    for k in parse.kids(token.i, "prt"):
        first, last = min(first, k.i), max(last, k.i)
    if token.dep in {"xcomp", "ccomp"} and parse.tokens[token.head].lemma == "let":  # "let go"
        first = token.head if 0 < token.i - token.head <= NEAR else first
    if roles.carrier is not None and 0 < token.i - roles.carrier <= NEAR:
        first = roles.carrier
    elif roles.carrier is not None and roles.carrier > token.i and is_passive(parse, parse.tokens[roles.carrier]):
        first, last = (token.i if roles.carrier - token.i <= NEAR else roles.carrier), roles.carrier
    elif roles.carrier is not None and ends_it(parse, roles.carrier):
        first, last = roles.carrier, max(k.i for k in parse.kids(roles.carrier, "prt"))
    elif roles.carrier is not None and token.dep == "pobj" and parse.tokens[token.head].lower == "for":  # "is expected for talks"
        first = token.head
    return parse.span_of(first, last)
