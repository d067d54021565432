"""Verbs that report, in the frames their cue allows: "said that", "promised to", "urged X to", "condemned the test"."""
from __future__ import annotations

from collections.abc import Iterator

from detente.extract.statements.claims import Claim, Scene, cue_of, lemma_of, second_word
from detente.extract.statements.contents import clause, spans_of
from detente.extract.statements.objects import EMPTY, Filled, object_frames
from detente.extract.statements.phrases import RELATIVES, passive, subject, trailing
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
WH = frozenset({"what", "who", "whom", "whose", "which", "when", "where", "why", "how", "whether", "if"})


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
    cue = cue_of(scene, kid)
    if cue is not None and not (subjects and subjects[0].pos == "PRON" and cue.act in HELD):
        return False
    if kid.dep == "advcl":
        return bool(subjects) and not any(k.lower in MATRIX for k in parse.kids(kid.i, "mark", "advmod"))
    return bool(subjects) or any(k.tag == "MD" for k in parse.kids(kid.i, "aux"))


def tail(scene: Scene, verb: Token, kid: Token) -> set[int]:
    """Tokens at the end of a clause that go on telling what the speaker did: ", adding that", ", and accused", ", while Moscow said"."""
    parse = scene.parse
    later = [k for k in parse.kids(kid.i, "advcl", "conj") if k.i > kid.i and reports_on(scene, verb, k)]
    return {i for k in later for i in parse.subtree(k.i)} | trailing(parse, parse.subtree(kid.i), kid.i)


def after_comma(parse: Parse, kid: Token) -> bool:
    first = min(parse.subtree(kid.i))
    before = [t.text for t in parse.tokens[max(0, first - 2):first]]
    return "," in before or ";" in before


def reports_on(scene: Scene, verb: Token, below: Token) -> bool:
    """Whether a clause at the end of a content is a cue's own: a participle, or a finite verb of the cue's tense without a subject."""
    if cue_of(scene, below) is None:
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
