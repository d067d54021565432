"""Verbs whose content is an object: "condemned the test", "called for restraint", "described it as useless", "accused X of", "called on X to"."""
from __future__ import annotations

from detente.extract.statements.claims import Scene, cue_of
from detente.extract.statements.contents import spans_of
from detente.extract.statements.phrases import trailing
from detente.language.parse import Parse, Token
from detente.lexicon.cues import Act, Cue, Frame
from detente.text import Span

# Frame, content, and the head token of whoever is spoken to.
Filled = tuple[Frame, tuple[Span, ...], int | None]
# Pronouns that hold no content by themselves.
EMPTY = frozenset({"it", "this", "that", "so", "something", "anything", "nothing", "everything", "much", "what", "which", "who", "whom"})


def object_frames(scene: Scene, token: Token, cue: Cue, second: Token | None, objects: list[Token]) -> Filled | None:
    """Frame and content of a verb whose content is no clause; None where its cue's frames are not filled."""
    if second is not None and Frame.OBJ_TO in cue.frames:
        called = called_on(scene, token, second, objects)
        if called is not None:
            return called
    if second is not None and second.dep == "prep" and cue.frames & {Frame.PREP, Frame.ING}:
        return after_preposition(scene, second)
    if not objects:
        return bare_predicate(scene, token, cue)
    return predicated(scene, token, cue, objects[0]) or bare_object(scene, token, cue, objects[0])


def after_preposition(scene: Scene, second: Token) -> Filled | None:
    """ "called for restraint": the object of the cue's preposition."""
    below = next(scene.parse.kids(second.i, "pobj", "pcomp"), None)
    return None if below is None or below.lower in EMPTY else (Frame.PREP, spans_of(scene, scene.parse.subtree(below.i)), None)


def bare_predicate(scene: Scene, token: Token, cue: Cue) -> Filled | None:
    """ "calls the vote a farce" where the parser made one phrase of object and predicate."""
    predicate = next(scene.parse.kids(token.i, "oprd"), None) if Frame.NAME in cue.frames else None
    return None if predicate is None else (Frame.NAME, spans_of(scene, scene.parse.subtree(predicate.i)), None)


def predicated(scene: Scene, token: Token, cue: Cue, thing: Token) -> Filled | None:
    """An object with what is said of it: "called it useless", "described it as useless", "accused the fleet of firing"."""
    parse = scene.parse
    extra = [k for k in parse.kids(token.i, "prep", "oprd", "xcomp", "ccomp") if k.i > thing.i]
    tails = {
        Frame.NAME: [k for k in extra if k.dep in ("oprd", "xcomp", "ccomp")],
        Frame.AS: [k for k in extra if k.lower == "as" and not relays(scene, cue, k)],
        Frame.OF: [k for k in extra if k.dep == "prep" and k.lower in ("of", "for")],
    }
    for frame, tail in tails.items():
        if frame in cue.frames and tail:
            own = {token.i, *(i for k in parse.kids(token.i, "nsubj") for i in parse.subtree(k.i))} if thing.i < token.i else set()
            tokens = sorted({*parse.subtree(thing.i), *parse.subtree(tail[0].i)} - next_cue(scene, parse.subtree(tail[0].i)))
            return frame, spans_of(scene, [*tokens, *quoted_on(scene, tokens[-1])], own), None
    return None


def relays(scene: Scene, cue: Cue, kid: Token) -> bool:
    """Whether "as" goes with a verb of saying: "quoted the minister as saying" passes words on and describes nobody."""
    return cue.word in scene.cues.relays and any(cue_of(scene, p) is not None for p in scene.parse.kids(kid.i, "pcomp"))


def bare_object(scene: Scene, token: Token, cue: Cue, thing: Token) -> Filled | None:
    """An object alone: "condemned the test"; for verbs of naming only with a quotation in it, for "accused" only with "of" below it."""
    parse = scene.parse
    content = spans_of(scene, parse.subtree(thing.i))
    if Frame.NAME in cue.frames:
        return (Frame.NAME, content, None) if any(scene.quotations_in(s) for s in content) else None
    if Frame.OF in cue.frames and any(k.lower in ("of", "for") for k in parse.kids(thing.i, "prep")):
        return Frame.OF, content, None
    voiced = cue.act is Act.REGRET and thing.lemma in scene.cues.nouns  # "voiced fears that": the noun's own claim
    if Frame.NP in cue.frames and thing.lower not in EMPTY and not cue.told and not voiced:
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
