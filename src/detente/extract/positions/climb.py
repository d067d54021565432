"""From a measure up the sentence: what the words above it make of it, and whose stance that is.

"rejected calls to end sanctions": sanctions (+1), end (-1), calls (+1: whoever calls opposes sanctions), rejected (-1: the subject
supports them).
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.extract.positions.hits import Hit
from detente.extract.positions.judge import judgement, object_judgement
from detente.extract.positions.moods import DOUBTED, UNSURE, Moods
from detente.extract.positions.operators import Take
from detente.extract.positions.states import By, Level, Stand, State
from detente.language.parse import SUBJECTS, Token

MOST_STEPS = 14
RELATIVES = frozenset({"which", "that", "who"})
ASIDE = frozenset({"provided", "providing", "until", "once", "as", "because", "since", "while", "after", "before", "though"})
WISHES = frozenset({"will", "'ll", "wo", "would", "shall"})
NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
ASKING = frozenset({"ask", "order"})
ABOUT = frozenset({"of", "for", "on", "to", "about", "over", "against", "from", "with", "in", "at", "around"})
ARGUMENTS = frozenset({"nsubjpass", "dobj", "nsubj"})
AHEAD = frozenset({"ahead", "forward", "away", "back", "out", "up"})


@dataclass(slots=True)
class Climber(Moods):
    """Climbs from one measure. acts: verbs that name an event, with the stance its type takes; heads: tokens that name measures themselves;
    said: tokens of statements.

    operands: for each measure met, what is done to it where the first stance to it is taken.
    """

    verbs: Mapping[str, Take]
    acts: Mapping[int, int]
    heads: frozenset[int]
    said: frozenset[int]
    operands: dict[int, int] = field(default_factory=dict)
    stands: list[Stand] = field(default_factory=list)

    def climb(self, hit: Hit) -> list[Stand]:
        """Every stance that the words above a measure take to it."""
        self.stands = []
        self.climb_relative(hit)
        state: State | None = State(hit, hit.at, self.at_start(hit), Level.ACT if hit.verbal else Level.PHRASE, (hit.at,))
        for _ in range(MOST_STEPS):
            if state is None:
                break
            state = self.step(state)
        return self.stands

    def at_start(self, hit: Hit) -> int:
        """The value of a measure as it stands: turned round by "no", "lower", or a participle before it ("easing sanctions")."""
        kids = list(self.parse.kids(hit.at))
        arguments = (k.i for k in kids if hit.verbal and k.dep in ARGUMENTS)
        value = -hit.value if any(self.barred(i) for i in (hit.at, *arguments)) else hit.value
        for k in kids:
            if not hit.verbal and k.dep == "amod" and (k.lower in self.words.less or (k.tag == "VBG" and k.lemma in self.words.stop)):
                value = -value or 1
        return value

    def climb_relative(self, hit: Hit) -> None:
        """ "intervention, which Mali opposes", "the shield that Seoul has agreed to host": object of its own relative clause."""
        for verb in self.relatives(hit):
            subjects = list(self.parse.kids(verb.i, "nsubj"))
            other = any(k.lower not in RELATIVES for k in self.parse.kids(verb.i, "dobj"))
            if not subjects or subjects[0].lower in RELATIVES or other:
                continue
            s = State(hit, verb.i, hit.value, Level.PHRASE, (hit.at, verb.i))
            inner = next(self.parse.kids(verb.i, "xcomp"), None)
            if inner is not None and verb.lemma in self.verbs:
                done = self.operated(s, inner, inner.lemma)
                if done is not None:
                    self.taken(done, verb, self.verbs[verb.lemma])
            elif verb.lemma in self.verbs:
                self.taken(s, verb, self.verbs[verb.lemma])

    def relatives(self, hit: Hit) -> list[Token]:
        """Relative clauses of the measure's noun, and of the last noun of its phrase where a comma comes before them."""
        if hit.verbal:
            return []
        own = list(self.parse.kids(hit.at, "relcl"))
        low = [k for i in self.parse.subtree(hit.at) if i > hit.at for k in self.parse.kids(i, "relcl")]
        return own + [k for k in low if k not in own and self.parse.tokens[max(0, min(self.parse.subtree(k.i)) - 1)].text == ","]

    def step(self, s: State) -> State | None:
        if s.level is Level.ACT:
            moved = self.settle(s)
            if moved is None:
                return None
            s = moved
        t = self.parse.tokens[s.at]
        lost = self.lost_subject(s)
        if lost is not None:
            return self.over_subject(s, lost)
        if t.head == t.i or (s.at != s.hit.at and s.at in self.heads and s.level is Level.PHRASE):
            return None
        head = self.parse.tokens[t.head]
        if t.dep == "conj":
            return self.joined(s, t, head)
        if t.dep in {"pobj", "pcomp"}:
            return self.over_prep(s, head, self.governor(head)) if head.head != head.i else None
        if t.dep in {"dobj", "obj", "nsubjpass", "oprd"}:
            return self.over_object(s, head)
        if t.dep in {"nsubj", "csubj", "csubjpass"}:
            return self.over_subject(s, head)
        if t.dep in {"compound", "amod", "nmod", "poss", "npadvmod"} and s.level is Level.PHRASE:
            return self.over_noun(s, head)
        if t.dep == "attr" and head.lemma == "be":
            return self.predicated(s, head)
        if t.dep in {"xcomp", "ccomp", "advcl", "acl", "relcl", "dep"}:
            return self.over_clause(s, t, head)
        return None

    def lost_subject(self, s: State) -> Token | None:
        """The verb right after the measure's phrase that has no subject: the parser hung the phrase elsewhere."""
        p, after = self.parse, max(s.hit.used) + 1
        if s.level is not Level.PHRASE or s.at != s.hit.at or s.hit.at != after - 1 or after >= len(p.tokens):
            return None
        nxt = p.tokens[after]
        if nxt.sent != p.tokens[s.at].sent or nxt.tag not in {"MD", "VBZ", "VBP"} or p.tokens[s.at].dep in SUBJECTS:
            return None
        verb = nxt if nxt.dep not in {"aux", "auxpass"} else p.tokens[nxt.head]
        return None if any(True for _ in p.kids(verb.i, *SUBJECTS)) or verb.dep in {"relcl", "acl"} else verb

    # ---- one step ------------------------------------------------------------------------------------------------------------------

    def settle(self, s: State) -> State | None:
        """What the verb phrase itself adds: negation, duty ("must be lifted"), an order ("Lift the embargo!"), a wish of its subject."""
        p, t = self.parse, self.parse.tokens[s.at]
        if t.pos not in VERBS:
            return s
        negated = any(True for _ in p.kids(t.i, "neg"))
        value = -s.value if negated else s.value
        aux = {k.lower for k in p.kids(t.i, "aux")}
        if aux & self.words.duty and not self.asked(t) and s.at not in {x.at for x in self.stands}:
            self.stand(s, value, t.i, By.SPEAKER)
            return None
        if self.ordered(t):
            self.stand(s, value, t.i, By.SPEAKER)
            return None
        supposed = any(k.lower in DOUBTED for k in p.kids(t.i, "mark"))
        if aux & WISHES and t.lemma not in self.words.weighing and t.i in self.said and not supposed:
            denied = t.dep == "ccomp" and p.tokens[t.head].lemma in self.words.denying
            self.stand(s, -value if denied else value, t.i, By.SPEAKER if any(True for _ in p.kids(t.i, "nsubjpass")) else By.SUBJECT)
        return replace(s, value=value)

    def joined(self, s: State, t: Token, head: Token) -> State | None:
        if s.level is Level.PHRASE and head.pos in {*NOUNS, "ADJ", "VERB", "PRON", "ADP"} and head.pos != "VERB":
            return s.up(head.i)
        own = any(True for _ in self.parse.kids(t.i, "nsubj", "nsubjpass"))
        if s.level is Level.ACT and not own and head.pos in VERBS and (t.tag == head.tag or (t.tag == "VB" and head.tag == "VBP")):
            return s.up(head.i, level=Level.PHRASE if head.dep in {"pcomp", "pobj"} else None)
        return None

    def over_prep(self, s: State, prep: Token, gov: Token) -> State | None:
        if prep.lower == "as" and gov.lemma == "be" and not any(True for _ in self.parse.kids(gov.i, *SUBJECTS)):
            return self.over_subject(s, gov)
        such = prep.lower == "as" and prep.i > 0 and self.parse.tokens[prep.i - 1].lower == "such"
        if such or prep.lower in self.words.through_preps:
            return self.included(s, gov)
        if gov.pos in VERBS and not (gov.lower in self.words.adjectives and gov.tag in {"VBN", "JJ"}):
            return self.over_verb_prep(s, prep, gov)
        if gov.pos == "ADJ" or gov.lower in self.words.adjectives:
            return self.over_adjective(s, gov)
        if gov.pos == "ADP" and gov.head != gov.i and prep.lower in {"of", "for", "to"}:
            return self.over_verb_prep(s, prep, self.parse.tokens[gov.head], gov.lower)
        return self.over_noun(s, gov) if gov.pos in NOUNS and prep.lower in ABOUT else None

    def included(self, s: State, gov: Token) -> State | None:
        """ "measures including a ban": as the measures; "block its income, including cutting off oil": as what is done to the income."""
        if gov.pos in NOUNS and gov.dep in {"dobj", "pobj"} and gov.lemma not in self.words.keep_nouns | self.words.through_nouns:
            above = self.parse.tokens[gov.head]
            return s.up(above.i, level=Level.ACT) if above.pos in VERBS else None
        return s.up(gov.i, level=Level.ACT if gov.pos in VERBS else Level.PHRASE)

    def over_verb_prep(self, s: State, prep: Token, verb: Token, first: str | None = None) -> State | None:
        """ "calls for X", "voted against X", "is against X", "withdrew from X", "came out in favour of X"."""
        thing = next((k for k in self.parse.kids(verb.i, "dobj", "nsubjpass") if k.lemma in self.words.nouns), None)
        if thing is not None and prep.lower in ABOUT and prep.i > thing.i:
            return self.over_noun(s, thing)
        particle = next((k.lower for k in self.parse.kids(verb.i, "prt", "advmod") if k.dep == "prt" or k.lower in AHEAD), first)
        if verb.lemma in self.words.blaming and prep.lower in {"for", "over", "of"} and verb.lemma in self.verbs:
            return self.taken(s, verb, self.verbs[verb.lemma])
        keys = [f"{verb.lemma} {particle} {prep.lower}", f"{verb.lemma} {prep.lower}"] if particle else [f"{verb.lemma} {prep.lower}"]
        noun = next((k.lemma for k in self.parse.kids(verb.i, "dobj")), None)
        if noun and f"{verb.lemma} {noun} {prep.lower}" in self.verbs:
            keys.insert(0, f"{verb.lemma} {noun} {prep.lower}")
        for key in keys:
            if key in self.verbs and key not in self.words.clause_only:
                return self.taken(s, verb, self.verbs[key])
        if verb.lemma in self.words.standing and prep.lower in {"against", "for"}:
            return self.taken(s, verb, Take(1 if prep.lower == "for" else -1, True))
        for key in keys:
            done = self.operated(s, verb, key)
            if done is not None:
                return done
        return None

    def over_object(self, s: State, verb: Token) -> State | None:
        """ "rejected X", "lift X", "calls X illegal", "X was vetoed by"."""
        particle = next((k.lower for k in self.parse.kids(verb.i, "prt")), None)
        keys = ([f"{verb.lemma} {particle}"] if particle else []) + [verb.lemma]
        if verb.lemma in self.words.judging:
            pol = object_judgement(self.parse, self.words, verb)
            if pol:
                return self.taken(s, verb, Take(pol, True))
        if verb.lemma in {"need", "require"} and s.value:
            other = verb.i in self.said and not any(k.lower in {"we", "i"} for k in self.parse.kids(verb.i, "nsubj"))
            self.stand(s, s.value * (-1 if self.negated(verb) else 1), verb.i, By.SPEAKER if other else By.SUBJECT)
            return None
        made = object_judgement(self.parse, self.words, verb, self.words.more_predicates) if verb.lemma == "make" else 0
        if made:
            return s.up(verb.i, level=Level.ACT, more=True)
        if particle is None or keys[0] in self.verbs or keys[0] not in self.words.keep | self.words.stop | self.words.more:
            for key in keys:
                if key in self.verbs and (key not in self.words.clause_only or (verb.lemma in ASKING and s.level is not Level.PHRASE)):
                    return self.taken(s, verb, self.verbs[key])
        for key in keys:
            done = self.operated(s, verb, key)
            if done is not None:
                return done
        if verb.i in self.acts:
            return self.taken(s, verb, Take(self.acts[verb.i], False))
        return s.up(verb.i, level=Level.ACT) if verb.lemma in self.words.through else None

    def operated(self, s: State, verb: Token, key: str) -> State | None:
        """A verb that acts on the measure: keeps it, stops it, wants more of it."""
        if key in self.words.more:
            return s.up(verb.i, -1 if s.value == 0 else s.value, Level.ACT, more=True)
        if key in self.words.stop:
            return s.up(verb.i, 1 if s.value == 0 else -s.value, Level.ACT)
        if key in self.words.keep:
            return s.up(verb.i, -1 if s.value == 0 else s.value, Level.ACT)
        return None

    def over_noun(self, s: State, noun: Token) -> State | None:
        """ "the lifting of X", "opposition to X", "a round of X"."""
        if noun.i in self.heads:
            return None
        if s.value and self.exists(noun):
            return self.needed(s, noun)
        if noun.lemma in self.words.nouns:
            return self.noun_taken(s, noun, self.words.nouns[noun.lemma])
        more = noun.lemma in self.words.more_nouns
        if noun.lemma in self.words.stop_nouns:
            return s.up(noun.i, self.absent(noun, 1 if s.value == 0 else -s.value), more=more)
        if noun.lemma in self.words.keep_nouns | self.words.through_nouns or more:
            value = -1 if s.value == 0 and noun.lemma in self.words.resuming else s.value
            return s.up(noun.i, self.absent(noun, value), Level.PHRASE, more=more)
        return None

    def exists(self, noun: Token) -> bool:
        """Whether a judging noun is what there is or is not, or what somebody sees: "there is no need for", "sees no alternative to"."""
        verb = self.parse.tokens[noun.head]
        if noun.lemma not in self.words.good | self.words.bad or verb.lemma not in {"be", "see"}:
            return False
        return verb.lemma == "see" or any(k.lower in {"there", "it"} for k in self.parse.kids(verb.i, "expl", "nsubj"))

    def absent(self, noun: Token, value: int) -> int:
        return -value if self.barred(noun.i) else value

    def needed(self, s: State, noun: Token) -> State | None:
        """ "there is no alternative to talks", "no need for sanctions", as what there is or is not."""
        verb = self.parse.tokens[noun.head]
        good = noun.lemma in self.words.good and noun.lemma not in self.words.stop_nouns
        sign = (1 if good else -1) * (-1 if self.barred(noun.i) or self.negated(verb) else 1)
        self.stand(s, s.value * sign, noun.i, By.SPEAKER if verb.lemma == "be" else By.SUBJECT)
        return None

    def noun_taken(self, s: State, noun: Token, take: Take) -> State | None:
        """A noun of stance: its owner holds it; then on to what takes the noun."""
        base = s.value or (-1 if take.sign else 0)
        value = base * take.sign
        above = self.parse.tokens[noun.head]
        sign = -1 if self.barred(noun.i) else 1
        if sign < 0 and not take.flips:
            return None
        ends = noun.dep in {"dobj", "nsubjpass"} and self.key_of(above) in self.words.light_ends
        if ends:
            self.stand(s.up(noun.i), -value * sign, above.i, By.SUBJECT)
            return None
        negated = noun.dep in {"dobj", "nsubjpass"} and self.negated(above) and above.lemma in self.words.light
        if negated:
            sign = -sign
        voiced = noun.dep == "dobj" and above.lemma in self.words.light and not any(True for _ in self.parse.kids(noun.i, "poss"))
        if not self.wanted(noun, above) and (not voiced or self.asserted(above)):
            self.stand(s.up(noun.i), value * sign, noun.i, By.OWNER)
        return s.up(noun.i, value * sign, Level.PHRASE)

    def over_adjective(self, s: State, adjective: Token) -> State | None:
        """ "open to X", "opposed to X"; and judgements with an infinitive ("it is wrong to lift X")."""
        take = self.words.adjectives.get(adjective.lower)
        verb = self.parse.tokens[adjective.head]
        if take is not None:
            flipped = self.negated(verb) or self.negated(adjective)
            value = (s.value or -1) * take.sign * (-1 if flipped else 1)
            self.stand(s, value, adjective.i, By.BEARER)
        return None

    def over_subject(self, s: State, verb: Token) -> State | None:
        """ "X is useless", "X would hurt civilians", "X must continue", "X need to be lifted"."""
        if self.wanted_done(verb) or (verb.tag == "VBN" and not any(True for _ in self.parse.kids(verb.i, "aux"))):
            return self.over_object(s, verb)
        if any(True for _ in self.parse.kids(verb.i, "auxpass")):
            return self.over_object(s, verb)
        above = self.parse.tokens[verb.head]
        if verb.dep in {"ccomp", "xcomp"} and above.lemma in self.words.letting and s.value:
            return s.up(verb.i, level=Level.PHRASE).up(above.i, level=Level.ACT)
        if verb.lemma == "go" and s.value and any(k.lower in {"must", "should"} for k in self.parse.kids(verb.i, "aux")) and (
                not any(True for _ in self.parse.kids(verb.i, "advmod", "prt", "prep"))):
            return s.up(verb.i, -s.value, Level.ACT)
        if verb.lemma in self.words.duty_verbs:
            below = next(self.parse.kids(verb.i, "xcomp"), None)
            inner = None if below is None else self.over_object(s.up(verb.i), below)
            if inner is not None and below is not None:
                self.stand(inner, inner.value * (-1 if self.negated(verb) else 1), verb.i, By.SPEAKER)
            return None
        pol = 0 if self.asked(verb) else judgement(self.parse, self.words, verb)
        only = any(k.lower == "only" for k in self.parse.kids(s.at))
        if only and any(k.lower in {"will", "can"} for k in self.parse.kids(verb.i, "aux")):
            pol = 1
        if pol:
            return self.claimed(s, s.value * pol * (-1 if self.negated(verb) else 1), verb) if s.value else None
        key = self.key_of(verb)
        if s.value and key in self.words.keep | {"remain", "stay", "stand", "go on", "go ahead", "occur", "prevail"}:
            return s.up(verb.i, level=Level.ACT)
        if s.value and key in self.words.stop:
            return s.up(verb.i, -s.value, Level.ACT)
        if s.value and verb.lemma == "take" and any(k.lemma == "place" for k in self.parse.kids(verb.i, "dobj")):
            return s.up(verb.i, level=Level.ACT)
        return None

    def predicated(self, s: State, verb: Token) -> State | None:
        """ "the only way out is talks", "what we want is a ceasefire"."""
        subject = next(self.parse.kids(verb.i, "nsubj", "csubj"), None)
        if subject is None or not s.value or self.asked(verb):
            return None
        about = {subject.lemma, *(k.lemma for k in self.parse.kids(subject.i, "amod"))}
        if about & {"solution", "answer", "way", "priority", "option", "path", "remedy", "only", "need", "goal", "aim"}:
            self.stand(s, s.value * (-1 if self.negated(verb) else 1), verb.i, By.SPEAKER)
        return None

    def claimed(self, s: State, value: int, verb: Token) -> State | None:
        """A judgement: its speaker holds it, turned round by what denies it."""
        below = verb
        for above in self.parse.ancestors(verb.i):
            if below.dep not in {"ccomp", "acl"}:
                break
            denied = above.lemma in self.words.denying or (above.lemma in self.words.thinking and self.negated(above))
            value = -value if denied else value
            below = above
        if any(k.lower in DOUBTED for k in self.parse.kids(verb.i, "mark")):
            return None
        self.stand(s, value, verb.i, By.SPEAKER)
        return None

    def over_clause(self, s: State, t: Token, head: Token) -> State | None:
        """ "urged Moscow to lift X", "the call to lift X", "ready to lift X", "demanded that X be lifted"."""
        marks = {k.lower for k in self.parse.kids(t.i, "mark")}
        if head.lemma == "matter" or any(k.lower == "however" for k in self.parse.kids(t.i, "advmod")):
            return self.conceded(s, head if head.lemma == "matter" else t)
        if s.level is Level.CLAIM or marks & (DOUBTED | ASIDE):
            return None
        if self.told_as_fact(t):
            return None
        if head.pos in NOUNS:
            return self.over_noun(s, head) if t.dep in {"acl", "relcl", "ccomp"} else None
        if head.pos == "ADJ" or (head.lower in self.words.adjectives and head.dep in {"acomp", "oprd", "ROOT"}):
            return self.adjective_clause(s, head)
        if head.lemma == "be":
            return self.predicate_clause(s, head)
        return self.verb_clause(s, t, head)

    def conceded(self, s: State, clause: Token) -> State | None:
        """ "no matter how much pressure is applied, they will not give up": the measure is said not to help."""
        main = self.parse.tokens[clause.head]
        if main.i != clause.i and self.negated(main):
            self.stand(s, -s.value, main.i, By.SPEAKER)
        return None

    def adjective_clause(self, s: State, adjective: Token) -> State | None:
        take = self.words.adjectives.get(adjective.lower)
        verb = self.parse.tokens[adjective.head]
        flipped = self.negated(verb) or self.negated(adjective)
        if take is not None:
            self.stand(s, s.value * take.sign * (-1 if flipped else 1), adjective.i, By.BEARER)
        elif adjective.lower in self.words.good | self.words.bad and not self.asked(adjective):
            sign = 1 if adjective.lower in self.words.good else -1
            return self.claimed(s, s.value * sign * (-1 if flipped else 1), verb)
        return None

    def predicate_clause(self, s: State, verb: Token) -> State | None:
        """ "it would be a mistake to lift X" """
        pol = 0 if self.asked(verb) else judgement(self.parse, self.words, verb)
        return self.claimed(s, s.value * pol * (-1 if self.negated(verb) else 1), verb) if pol and s.value else None

    def verb_clause(self, s: State, t: Token, verb: Token) -> State | None:
        kids = list(self.parse.kids(verb.i, "prt", "prep"))
        keys = [f"{verb.lemma} {k.lower}" for k in kids] + [verb.lemma]
        finite = t.dep == "ccomp" and any(k.tag == "MD" for k in self.parse.kids(t.i, "aux"))
        if finite:
            return None
        to = any(k.tag == "TO" for k in self.parse.kids(t.i, "aux"))
        if t.dep == "advcl" and not (kids or (to and verb.lemma in self.words.clause_only | self.words.through)):
            return None
        if verb.lemma in self.words.warning and to:
            return self.taken(s, verb, Take(1, False))
        for key in keys:
            if key in self.verbs:
                return self.taken(s, verb, self.verbs[key])
        if verb.lemma in self.words.duty_verbs and not self.asked(verb):
            self.stand(s, s.value * (-1 if self.negated(verb) else 1), verb.i, By.SPEAKER)
            return None
        for key in keys:
            if key in self.words.stop and t.tag == "VBG":
                return s.up(verb.i, -s.value, Level.ACT)
        if verb.lemma in self.words.through | {"continue", "start", "begin"} or verb.lemma in self.words.keep:
            return s.up(verb.i, level=Level.ACT)
        if verb.i in self.acts and t.dep != "advcl":
            return self.taken(s, verb, Take(self.acts[verb.i], False))
        return None

    # ---- stances -------------------------------------------------------------------------------------------------------------------

    def taken(self, s: State, verb: Token, take: Take) -> State | None:
        """A verb of stance: asserted, its subject holds it; else it only turns what is below for the word above ("vowed to oppose X")."""
        negated = self.negated(verb)
        inert = take.sign < 0 and self.parse.tokens[s.at].lemma in self.words.inert and s.level is Level.PHRASE
        if inert or (negated and not take.flips):
            return None
        value = (s.value or -1) * take.sign * (-1 if negated else 1)
        above = self.parse.tokens[verb.head]
        if verb.dep == "ccomp" and above.lemma in self.words.denying:
            return None
        if self.asserted(verb):
            self.stand(s, value, verb.i, By.SUBJECT)
            return None
        aux = {k.lower for k in self.parse.kids(verb.i, "aux")}
        if aux & UNSURE or (aux & self.words.duty and self.asked(verb)):
            return None
        if negated:
            # settle() turns the act round again for its negation
            value = -value
        return s.up(verb.i, value, Level.ACT)

    def stand(self, s: State, value: int, at: int, by: By) -> None:
        if value and not self.supposed(at):
            self.operands.setdefault(s.hit.at, s.value)
            self.stands.append(Stand(s.hit, value, at, by, s.path, s.more))



def climbs(climber: Climber, hits: Sequence[Hit]) -> Iterator[Stand]:
    """The stances of all measures of a text."""
    for hit in hits:
        yield from climber.climb(hit)
