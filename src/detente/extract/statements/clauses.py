"""Verbs that report, in the frames their cue allows: "said that", "promised to", "urged X to", "condemned the test"."""
from __future__ import annotations

from collections.abc import Iterator

from detente.extract.statements.claims import Claim, Scene, lemma_of
from detente.extract.statements.contents import clause, spans_of
from detente.extract.statements.phrases import RELATIVES, passive, subject
from detente.extract.statements.relays import quoted_by
from detente.language.parse import Parse, Token
from detente.lexicon.cues import Act, Cue, Frame
from detente.text import Span

OBJECT = ("dobj", "obj")
PLAIN = frozenset({Act.SAY, Act.TELL, Act.REPORT, Act.CONFIRM, Act.HINT})
HELD = frozenset({Act.BELIEVE, Act.WANT, Act.FEAR, Act.PRAISE, Act.REJECT, Act.PREDICT})
MODALS = frozenset({"would", "could", "can", "should", "might", "may", "must"})
DOUBTS = frozenset({"if", "unless", "whether", "lest"})
# Conjunctions of clauses that tell when or how somebody spoke, not what was said.
MATRIX = frozenset({"as", "after", "before", "when", "while", "until"})
Filled = tuple[Frame, tuple[Span, ...], int | None]
WH = frozenset({"what", "who", "whom", "whose", "which", "when", "where", "why", "how", "whether", "if"})
EMPTY = frozenset({"it", "this", "that", "so", "something", "anything", "nothing", "everything", "much", "what", "which", "who", "whom"})
# Adjuncts of the cue that belong to what is said: "criticised him for", "dismissed it as".
BELONGS = frozenset({"as", "for", "of", "over", "from", "against", "to", "on", "with", "about"})


def verb_claims(scene: Scene) -> Iterator[Claim]:
    """One claim for each cue verb outside quotations whose frame is filled."""
    for token in scene.parse.tokens:
        reports = lemma_of(scene.cues, token) in scene.cues.verbs and token.tag.startswith("VB") and scene.inside[token.i] < 0
        if reports and not hindered(scene.parse, token):
            claim = first_frame(scene, token)
            if claim is not None:
                yield claim


def hindered(parse: Parse, verb: Token) -> bool:
    """Whether the verb is not told as a fact: under a modal or "if", or a bare form within a content."""
    if any(kid.lower in MODALS for kid in parse.kids(verb.i, "aux")) or any(kid.lower in DOUBTS for kid in parse.kids(verb.i, "mark")):
        return True
    return verb.dep == "ccomp" and verb.tag in ("VB", "VBN") and not any(True for _ in parse.kids(verb.i, "nsubj", "nsubjpass"))


def first_frame(scene: Scene, token: Token) -> Claim | None:
    """The first frame of the verb's cues that is filled."""
    for cue in scene.cues.verbs[lemma_of(scene.cues, token)]:
        second = None if cue.second is None else second_word(scene.parse, token.i, cue.second)
        if cue.second is not None and second is None:
            continue
        claim = fill(scene, token, cue, second)
        if claim is not None:
            return claim
    return None


def second_word(parse: Parse, verb: int, word: str) -> Token | None:
    """The particle or preposition of a verb of two words; of three ("lash out at") the last."""
    parts = word.split()
    at = verb
    found: Token | None = None
    for part in parts:
        found = next((k for k in parse.kids(verb, "prt", "prep", "advmod") if k.lower == part and k.i > at), None) or next(
            (k for k in parse.kids(at, "prep") if k.lower == part), None)
        if found is None:
            return None
        at = found.i
    return found


def fill(scene: Scene, token: Token, cue: Cue, second: Token | None) -> Claim | None:
    """A claim where the verb has a speaker and a content in one of the cue's frames."""
    parse = scene.parse
    if passive(parse, token.i):
        return fill_passive(scene, token, cue, second)
    who, via = quoted_by(scene, token)
    who = who if who is not None else speaker_of(scene, token)
    if who is None or unfit(scene, token, who, cue) or parse.tokens[who].lower == "there":
        return None
    found = content_of(scene, token, cue, second)
    if found is None:
        return None
    frame, content, addressee = found
    if frame in cue.weak and not any(scene.quotations_in(s) for s in content):
        return None
    return Claim(token.i, cue_span(parse, token, second), frame, content, who, via=via, addressee=addressee, word=cue)


def unfit(scene: Scene, verb: Token, who: int, cue: Cue) -> bool:
    """Whether a subject is no speaker to report: "you", a relative that is a thing, or "they" who are only said to believe."""
    parse = scene.parse
    token, governor = parse.tokens[who], parse.tokens[verb.head]
    if verb.dep == "acl" and cue.act not in PLAIN and governor.lemma not in scene.cues.documents:
        return True
    if token.lower == "you" or (token.lower in ("that", "which") and cue.act not in PLAIN):
        return True
    same = verb.dep == "ccomp" and token.lower in ("he", "she", "they", "it", "we", "i")
    return same and governor.lemma in scene.cues.verbs


def cue_span(parse: Parse, token: Token, second: Token | None) -> Span:
    """The verb, and its second word where that stands right after."""
    if second is not None and token.i < second.i <= token.i + 3:
        return parse.span_of(token.i, second.i)
    return token.span


def content_of(scene: Scene, token: Token, cue: Cue, second: Token | None) -> Filled | None:
    """Frame, content and addressee of an active verb."""
    parse = scene.parse
    objects = [k for k in parse.kids(token.i, *OBJECT) if k.i > token.i or k.lower in WH]
    addressee = told(parse, token, cue, objects)
    for kid in parse.kids(token.i, "ccomp", "xcomp", "advcl"):
        close = second is not None and kid.i == second.i + 1 and kid.tag == "VBG"
        frame = Frame.ING if close else clause_frame(parse, token, kid, bool(objects), cue)
        if frame in cue.frames or (frame is Frame.WH and Frame.THAT in cue.frames):
            content = complement(scene, token, kid, objects, frame, cue.act is Act.TELL)
            if content:
                return frame, content, addressee
    return object_frames(scene, token, cue, second, objects) or rest_of_sentence(scene, token, cue, objects)


def rest_of_sentence(scene: Scene, verb: Token, cue: Cue, objects: list[Token]) -> Filled | None:
    """Where the parser lost the clause after a verb of plain saying: everything after the verb, if that holds a subject and a finite verb."""
    parse = scene.parse
    if cue.act is not Act.SAY or Frame.THAT not in cue.frames or verb.tag not in ("VBD", "VBZ", "VBP") or verb.dep not in ("ROOT", "conj"):
        return None
    sentence = parse.sentences[verb.sent]
    rest = list(range(verb.i + 1, sentence.last))
    starts = rest and (parse.tokens[rest[0]].lower == "that" or parse.tokens[rest[0]].pos in ("DET", "PROPN", "NOUN", "PRON", "VERB", "ADJ"))
    finite = [i for i in rest if parse.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD")]
    if not starts or len(rest) < 4 or not finite or parse.tokens[rest[0]].lower in EMPTY - {"that"} or cue.word not in ("say", "argue", "note"):
        return None
    content = spans_of(scene, rest)
    return (Frame.THAT, content, None) if content else None


def told(parse: Parse, token: Token, cue: Cue, objects: list[Token]) -> int | None:
    """Head token of whoever is spoken to."""
    for kid in parse.kids(token.i, "dative"):
        return next((k.i for k in parse.kids(kid.i, "pobj")), kid.i)
    for kid in parse.kids(token.i, "prep"):
        if kid.lower == "to" and Frame.PREP not in cue.frames:
            return next((k.i for k in parse.kids(kid.i, "pobj") if k.pos in ("PROPN", "NOUN", "PRON")), None)
    return objects[0].i if cue.told and objects else None


def clause_frame(parse: Parse, verb: Token, kid: Token, has_object: bool, cue: Cue) -> Frame | None:
    """Which frame a clausal dependent would fill."""
    if kid.dep == "advcl":
        return None
    subjects = list(parse.kids(kid.i, "nsubj", "nsubjpass", "csubj", "expl"))
    to = any(k.lower == "to" and k.tag == "TO" for k in parse.kids(kid.i, "aux"))
    if to:
        return Frame.OBJ_TO if subjects or has_object else Frame.TO
    if kid.dep == "ccomp" and kid.tag == "VBG" and not subjects and not any(True for _ in parse.kids(kid.i, "aux")):
        return Frame.ING
    if kid.dep == "xcomp" and kid.tag == "VBG":
        return Frame.ING
    marked = any(k.lower == "that" for k in parse.kids(kid.i, "mark"))
    if kid.dep == "ccomp" and (marked or subjects or kid.tag in ("VBD", "VBZ", "VBP", "VB", "MD")):
        first = parse.tokens[min(parse.subtree(kid.i))]
        return Frame.WH if first.lower in WH and first.i > verb.i else Frame.THAT
    if kid.dep == "ccomp" and kid.pos in ("NOUN", "ADJ", "PROPN", "ADP") and Frame.NAME in cue.frames:
        return Frame.NAME
    return None


def complement(scene: Scene, verb: Token, kid: Token, objects: list[Token], frame: Frame, told_only: bool) -> tuple[Span, ...]:
    """The characters of a clausal complement; with the object before it for "urged Moscow to"."""
    parse = scene.parse
    others = [k for k in parse.kids(verb.i) if k.i != kid.i and k not in objects and k.dep != "punct"]
    more = [k for k in others if k.i > kid.i > verb.i and goes_with(scene, k)] if frame in (Frame.THAT, Frame.WH) else []
    own = {verb.i, *(i for k in others if k not in more for i in parse.subtree(k.i))}
    tokens = {i for k in (kid, *more) for i in parse.subtree(k.i)} - own - tail(scene, verb, kid)
    if frame is Frame.OBJ_TO and objects and not told_only:
        tokens |= set(parse.subtree(objects[0].i))
    tokens -= early_time(parse, verb, kid)
    that = next((k.i for k in parse.kids(kid.i, "mark") if k.lower == "that" and k.i > verb.i), 0)
    return spans_of(scene, sorted(i for i in tokens if i >= that), own)


def early_time(parse: Parse, verb: Token, kid: Token) -> set[int]:
    """Tokens of a time that opens a clause without "that": it tells when somebody spoke ("said this weekend he would go")."""
    first = next((k.i for k in parse.kids(kid.i, "nsubj", "nsubjpass", "expl")), verb.i)
    times = (k for k in parse.kids(kid.i, "npadvmod") if verb.i < k.i < first and k.entity in ("DATE", "TIME"))
    return {i for k in times for i in parse.subtree(k.i)}


def goes_with(scene: Scene, kid: Token) -> bool:
    """Whether a clause that the parser hangs on the cue belongs to what is said: "he said he would serve, should they ask"."""
    parse = scene.parse
    if kid.dep not in ("conj", "advcl", "ccomp", "parataxis", "dep") or kid.pos not in ("VERB", "AUX") or kid.tag == "VBG":
        return False
    subjects = [*parse.kids(kid.i, "nsubj", "nsubjpass", "expl")]
    cues = scene.cues.verbs.get(lemma_of(scene.cues, kid), ())
    if cues and not (subjects and subjects[0].pos == "PRON" and cues[-1].act in HELD):
        return False
    if kid.dep == "advcl":
        return bool(subjects) and not any(k.lower in MATRIX for k in parse.kids(kid.i, "mark", "advmod"))
    return bool(subjects) or any(k.tag == "MD" for k in parse.kids(kid.i, "aux"))


def tail(scene: Scene, verb: Token, kid: Token) -> set[int]:
    """Tokens at the end of a clause that go on telling what the speaker did: ", adding that", ", and accused", ", while Moscow said"."""
    parse = scene.parse
    later = [k for k in parse.kids(kid.i, "advcl", "conj") if k.i > kid.i and reports_on(scene, verb, k)]
    return {i for k in later for i in parse.subtree(k.i)} | trailing(parse, parse.subtree(kid.i), kid.i)


def trailing(parse: Parse, below: list[int], after: int) -> set[int]:
    """Tokens of a relative clause that ends a content and comes after a comma: there it is the reporter's."""
    for i in below:
        if parse.tokens[i].dep == "relcl" and i > after:
            clause = parse.subtree(i)
            starts = parse.tokens[clause[0]].lower in ("who", "which", "whom", "whose") and parse.tokens[clause[0] - 1].text == ","
            if starts and clause[-1] >= below[-1] - 1:
                return set(clause)
    return set()


def after_comma(parse: Parse, kid: Token) -> bool:
    first = min(parse.subtree(kid.i))
    before = [t.text for t in parse.tokens[max(0, first - 2):first]]
    return "," in before or ";" in before


def reports_on(scene: Scene, verb: Token, below: Token) -> bool:
    """Whether a clause at the end of a content is a cue's own: a participle, or a finite verb of the cue's tense without a subject."""
    if below.lemma not in scene.cues.verbs:
        return False
    if below.tag == "VBG":
        return below.dep == "advcl" and after_comma(scene.parse, below)
    if below.dep == "conj":
        subjects = [*scene.parse.kids(below.i, "nsubj", "nsubjpass")]
        other = bool(subjects) and subjects[0].pos in ("NOUN", "PROPN") and below.tag == verb.tag and after_comma(scene.parse, below)
        return other or (below.tag == verb.tag and not subjects and not any(True for _ in scene.parse.kids(below.i, "aux")))
    marks = {k.lower for k in scene.parse.kids(below.i, "mark")}
    return bool(marks & {"while", "though", "although", "but"}) and after_comma(scene.parse, below)


def speaker_of(scene: Scene, verb: Token) -> int | None:
    """Head token of the speaker; for a verb cut off from a content (", adding that") that content's own speaker."""
    parse = scene.parse
    governor = parse.tokens[verb.head]
    outer = parse.tokens[governor.head]
    own = next((k.i for k in parse.kids(verb.i, "nsubj")), None)
    if own is None and verb.dep == "acl" and governor.lemma in scene.cues.documents and governor.dep in OBJECT:
        issuer = subject(parse, outer.i)
        return governor.i if issuer is None else issuer
    continued = verb.dep in ("advcl", "conj") and governor.dep == "ccomp" and outer.lemma in scene.cues.verbs
    if own is None and continued and reports_on(scene, outer, verb):
        return subject(parse, outer.i)
    found = subject(parse, verb.i)
    return noun_before(parse, verb) if found is None else found


def noun_before(parse: Parse, verb: Token) -> int | None:
    """The noun right before a finite root verb whose subject the parser lost: "..., former minister Ana Reyes said talks had failed"."""
    if verb.tag not in ("VBD", "VBZ", "VBP") or verb.dep not in ("ROOT", "ccomp", "conj", "parataxis", "dep") or verb.i == 0:
        return None
    if any(True for _ in parse.kids(verb.i, "nsubj", "nsubjpass", "csubj", "expl")):
        return None
    before = parse.tokens[verb.i - 1]
    return before.i if before.sent == verb.sent and before.pos == "PROPN" else None


def object_frames(scene: Scene, token: Token, cue: Cue, second: Token | None, objects: list[Token]) -> Filled | None:
    """Content that is an object: "condemned the test", "called for restraint", "described it as useless", "accused X of"."""
    parse = scene.parse
    called = called_on(scene, token, second, objects) if second is not None and Frame.OBJ_TO in cue.frames else None
    if called is not None:
        return called
    if second is not None and second.dep == "prep" and cue.frames & {Frame.PREP, Frame.ING}:
        kids = list(parse.kids(second.i, "pobj", "pcomp"))
        if kids and kids[0].lower not in EMPTY:
            return Frame.PREP, spans_of(scene, parse.subtree(kids[0].i)), None
        return None
    if not objects:
        predicate = next(parse.kids(token.i, "oprd"), None)
        return (Frame.NAME, spans_of(scene, parse.subtree(predicate.i)), None) if predicate and Frame.NAME in cue.frames else None
    thing = objects[0]
    extra = [k for k in parse.kids(token.i, "prep", "oprd", "xcomp", "ccomp", "advcl") if k.i > thing.i]
    if Frame.NAME in cue.frames and not extra:
        content = spans_of(scene, parse.subtree(thing.i))
        return (Frame.NAME, content, None) if any(scene.quotations_in(s) for s in content) else None
    if cue.word in scene.cues.relays and any(p.lemma in scene.cues.verbs for k in extra if k.lower == "as" for p in parse.kids(k.i, "pcomp")):
        return None
    tails = {
        Frame.NAME: [k for k in extra if k.dep in ("oprd", "xcomp", "ccomp")],
        Frame.AS: [k for k in extra if k.lower == "as" and k.dep == "prep"],
        Frame.OF: [k for k in extra if k.dep == "prep" and k.lower in ("of", "for")],
    }
    if Frame.OF in cue.frames and not tails[Frame.OF] and any(k.lower in ("of", "for") for k in parse.kids(thing.i, "prep")):
        return Frame.OF, spans_of(scene, parse.subtree(thing.i)), None
    for frame, tail in tails.items():
        if frame in cue.frames and tail:
            own = {token.i, *(i for k in parse.kids(token.i, "nsubj") for i in parse.subtree(k.i))} if thing.i < token.i else set()
            tokens = sorted({*parse.subtree(thing.i), *parse.subtree(tail[0].i)} - next_cue(scene, parse.subtree(tail[0].i)))
            return frame, spans_of(scene, [*tokens, *quoted_on(scene, tokens[-1])], own), None
    if cue.act is Act.REGRET and thing.lemma in scene.cues.nouns:
        return None
    if Frame.NP in cue.frames and thing.lower not in EMPTY and not cue.told:
        return Frame.NP, spans_of(scene, drawn_out(parse, token, thing)), None
    return None


def next_cue(scene: Scene, below: list[int]) -> set[int]:
    """Tokens below a predicate that belong to a next cue: "as useless and adding that"."""
    later = (scene.token(i) for i in below if scene.token(i).dep in ("conj", "advcl") and scene.token(i).tag == "VBG" and scene.inside[i] < 0)
    return {i for t in later if t.lemma in scene.cues.verbs for i in scene.parse.subtree(t.i)}


def quoted_on(scene: Scene, last: int) -> range:
    """Tokens after a predicate that carry it on to a quotation before the next comma: "as “provocative” and a “grave threat” to peace"."""
    tokens, sentence = scene.parse.tokens, scene.parse.sentences[scene.parse.tokens[last].sent]
    stop = last + 1
    while stop < sentence.last and (scene.inside[stop] >= 0 or tokens[stop].text not in (",", ".", ";", ":", "-", "—", "–")):
        stop += 1
    if any(tokens[i].lemma in scene.cues.verbs and tokens[i].tag == "VBG" and scene.inside[i] < 0 for i in range(last + 1, stop)):
        return range(0)
    on = stop > last + 1 and tokens[last + 1].lower in ("and", "or", "of", "to", "that", "who")
    return range(last + 1, stop) if on and any(scene.inside[i] >= 0 for i in range(last + 1, stop)) else range(0)


def called_on(scene: Scene, verb: Token, second: Token, objects: list[Token]) -> Filled | None:
    """ "called on Moscow to withdraw": the object of the preposition and the infinitive."""
    parse = scene.parse
    below = next(parse.kids(second.i, "pobj"), objects[0] if objects else None)
    act = next((k for k in parse.kids(verb.i, "xcomp", "advcl", "ccomp") if any(a.tag == "TO" for a in parse.kids(k.i, "aux"))), None)
    if below is None:
        return None
    inner = [] if act is None else parse.subtree(act.i)
    tokens = sorted({*parse.subtree(below.i), *inner})
    has_act = act is not None or any(parse.tokens[i].tag == "TO" for i in tokens)
    return (Frame.OBJ_TO, spans_of(scene, tokens), None) if has_act else None


def drawn_out(parse: Parse, verb: Token, thing: Token) -> list[int]:
    """The object's tokens and what follows it in the verb's clause up to a comma: "announced his candidacy at the party's congress"."""
    tokens = parse.subtree(thing.i)
    for kid in parse.kids(verb.i):
        if kid.i > thing.i:
            if kid.dep not in ("prep", "npadvmod", "advmod"):
                break
            tokens.extend(parse.subtree(kid.i))
    out = trailing(parse, sorted(tokens), thing.i)
    return sorted(i for i in tokens if i not in out)


def fill_passive(scene: Scene, token: Token, cue: Cue, second: Token | None) -> Claim | None:
    """Passives: "the plan was rejected by X", "X is said to have fled", "it was announced that"."""
    parse = scene.parse
    who = subject(parse, token.i)
    subjects = list(parse.kids(token.i, "nsubjpass", "nsubj"))
    span = cue_span(parse, token, second)
    for kid in parse.kids(token.i, "ccomp", "xcomp"):
        to = any(k.tag == "TO" for k in parse.kids(kid.i, "aux"))
        if to and subjects and subjects[0].lower not in RELATIVES and cue.word in scene.cues.raising:
            content = (*spans_of(scene, parse.subtree(subjects[0].i)), *spans_of(scene, parse.subtree(kid.i)))
            return Claim(token.i, span, Frame.TO, content, who, word=cue)
        if kid.dep == "ccomp" and not to and Frame.THAT in cue.frames and (not subjects or subjects[0].lower == "it" or cue.told):
            told_to = subjects[0].i if cue.told and subjects else None
            return Claim(token.i, span, Frame.THAT, clause(scene, kid.i), who, addressee=told_to, word=cue)
    if who is not None and subjects and (Frame.NP in cue.frames) and subjects[0].lower not in EMPTY:
        return Claim(token.i, span, Frame.NP, spans_of(scene, parse.subtree(subjects[0].i)), who, word=cue)
    return None
