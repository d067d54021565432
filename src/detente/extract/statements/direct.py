"""Quotations given to whoever says them, from the words that stand around the marks."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from detente.extract.quotations import Quotation
from detente.extract.statements.claims import Claim, Scene
from detente.extract.statements.phrases import is_edge, subject
from detente.extract.statements.relays import quoted_by
from detente.language.parse import Token
from detente.lexicon.cues import Act, Cue, Frame
from detente.text import Span

FARTHEST = 60
STOPS = frozenset(".?!")


@dataclass(frozen=True, slots=True)
class Block:
    """The quotations of one block that may be speech, and the tokens outside them."""

    index: int
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...]


def direct_claims(scene: Scene) -> list[Claim]:
    """One claim for each quotation, or run of quotations, whose speaker is named beside it."""
    claims: list[Claim] = []
    carrier: Claim | None = None
    for block in blocks(scene):
        found = list(block_claims(scene, block, carrier))
        if carrier is not None and found and found[0].cue == carrier.cue and found[0].cue_span == carrier.cue_span:
            claims[-1] = found.pop(0)
            carrier = claims[-1]
        claims.extend(found)
        carrier = carried(scene, block, claims[-1] if claims else None)
    return claims


def blocks(scene: Scene) -> Iterator[Block]:
    """The blocks of the report, in order."""
    for index, sentences in groupby(scene.parse.sentences, key=lambda s: s.block):
        many = list(sentences)
        tokens = scene.parse.tokens[many[0].first:many[-1].last]
        span = Span(tokens[0].start, tokens[-1].end)
        yield Block(index, tokens, tuple(q for q in scene.quotations_in(span) if q.outer.start >= span.start))


def carried(scene: Scene, block: Block, last: Claim | None) -> Claim | None:
    """The claim that a next block of nothing but quotation goes on: the block ends with it, or with its cue."""
    if last is None or not block.quotations or last.content[-1].end < block.tokens[0].start:
        return None
    end = block.quotations[-1].outer
    after = [t for t in block.tokens if t.start >= end.end and not is_edge(t)]
    if last.content[-1].end >= end.end and (not after or (last.cue is not None and scene.token(last.cue).start >= end.end)):
        return last
    return None


def block_claims(scene: Scene, block: Block, carrier: Claim | None) -> Iterator[Claim]:
    """The claims of one block; a first claim with the carrier's cue is the carrier, grown."""
    claim: Claim | None = None
    if carrier is not None and all_quotation(scene, block):
        yield replace(carrier, content=(*carrier.content, *(q.outer for q in block.quotations)))
        return
    for k, quotation in enumerate(block.quotations):
        after = outside_after(scene, block, k)
        before = outside_before(scene, block, k)
        if claim is not None and split_by(scene, claim, before):
            claim = replace(claim, content=(*claim.content, quotation.outer))
            continue
        new = attributed_after(scene, quotation, before, after) or attributed_before(scene, quotation, before, after)
        if new is not None:
            if claim is not None and new.cue == claim.cue:
                claim = replace(claim, content=(*claim.content, quotation.outer))
                continue
            if claim is not None:
                yield claim
            claim = new
        elif claim is not None and goes_on(scene, claim, quotation, before):
            claim = replace(claim, content=(*claim.content, quotation.outer))
    if claim is not None:
        yield claim


def split_by(scene: Scene, claim: Claim, before: list[Token]) -> bool:
    """Whether the words before a quotation are the claim's attribution and a comma, so that it splits one quotation."""
    return claim.cue is not None and bool(before) and before[-1].text == "," and before[0].i <= claim.cue <= before[-1].i


def all_quotation(scene: Scene, block: Block) -> bool:
    """Whether every word of the block stands in a quotation that is a whole sentence."""
    return bool(block.quotations) and all(scene.inside[t.i] >= 0 or is_edge(t) for t in block.tokens) and len(block.tokens) > 4


def outside_after(scene: Scene, block: Block, k: int) -> list[Token]:
    """Tokens between a quotation and the next one or the end of the sentence; a nickname in marks is passed over."""
    end = block.quotations[k].outer.end
    later = (q.outer.start for q in block.quotations[k + 1:k + 4] if not nickname(scene, q))
    stop = next(later, block.tokens[-1].end)
    found: list[Token] = []
    for i in scene.parse.tokens_in(Span(end, stop)) if end < stop else ():
        token = scene.token(i)
        if token.text in STOPS or len(found) >= FARTHEST:
            break
        if token.start >= end:
            found.append(token)
    return found


def nickname(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation is a word or two within a name: Radovan “the Wolf” Petrov."""
    inside = scene.parse.tokens_in(quotation.outer)
    if not inside or len(inside) > 5 or inside[0] == 0 or inside[-1] + 1 >= len(scene.parse.tokens):
        return False
    return scene.token(inside[0] - 1).pos == "PROPN" and scene.token(inside[-1] + 1).pos == "PROPN"


def outside_before(scene: Scene, block: Block, k: int) -> list[Token]:
    """Tokens between the previous quotation or the start of the sentence and a quotation."""
    start = block.quotations[k].outer.start
    low = block.quotations[k - 1].outer.end if k else block.tokens[0].start
    found: list[Token] = []
    for i in reversed(scene.parse.tokens_in(Span(low, start))) if low < start else ():
        token = scene.token(i)
        if token.start < low or token.text in STOPS or len(found) >= FARTHEST:
            break
        found.append(token)
    return found[::-1] if found or k else line_before(scene, block)


def line_before(scene: Scene, block: Block) -> list[Token]:
    """The last sentence of the block before, where it ends with a colon and this block begins with a quotation."""
    parse = scene.parse
    first = block.tokens[0]
    last = parse.tokens[first.i - 1] if first.i else None
    if last is None or last.text != ":" or block.quotations[0].outer.start > first.start:
        return []
    sentence = parse.sentences[last.sent]
    return list(parse.tokens[max(sentence.first, sentence.last - FARTHEST):sentence.last])


def speech_end(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation ends as speech does before "he said"."""
    text = scene.parse.text
    inner = text[quotation.inner.start:quotation.inner.end].rstrip("\"'”’ ")
    marked = inner[-1:] in ",?!…-–—." or text[quotation.outer.end:quotation.outer.end + 1] == ","
    return marked or (begins(scene, quotation) and inner.count(" ") > 2)


def titled(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation looks like a title or a nickname: a few words, all with capitals, and no end of a sentence."""
    inner = scene.parse.text[quotation.inner.start:quotation.inner.end]
    words = inner.split()
    return len(words) < 8 and inner.rstrip()[-1:] not in "!?." and len(words) > 1 and all(w[:1].isupper() or len(w) < 4 for w in words)


def own_clause(scene: Scene, verb: Token) -> bool:
    """Whether the verb has a content of its own after it, outside all quotations, so that the quotation before it is not what it reports."""
    return any(scene.inside[k.i] < 0 and k.i > verb.i and scene.parse.text[verb.end:k.start].count(",") == 0
               and any(True for _ in scene.parse.kids(k.i, "nsubj", "nsubjpass")) for k in scene.parse.kids(verb.i, "ccomp"))


def quote_cue(scene: Scene, token: Token) -> Cue | None:
    """The cue of a finite verb or participle that takes quotations."""
    lemma = token.lemma if token.tag.startswith("VB") else {"said": "say", "says": "say"}.get(token.lower, "")
    return next((c for c in scene.cues.verbs.get(lemma, ()) if Frame.QUOTE in c.frames and c.second is None), None)


def begins(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation begins as a sentence does."""
    text = scene.parse.text
    first = text[quotation.inner.start:quotation.inner.end].lstrip("[(\"'“‘.… ")[:1]
    return not first.islower()


def attributed_after(scene: Scene, quotation: Quotation, before: list[Token], after: list[Token]) -> Claim | None:
    """"...," said X / X said, in the words right after a quotation; words of the same sentence before it belong to what is said."""
    words = [t for t in after if not is_edge(t)]
    if not words or words[0].pos in ("ADP", "SCONJ", "CCONJ") or titled(scene, quotation) or not speech_end(scene, quotation):
        return None
    relayed = quoted_as(scene, quotation, words)
    if relayed is not None:
        return relayed
    for n, token in enumerate(words):
        cue = quote_cue(scene, token)
        if cue is None or token.dep == "relcl" or (token.tag in ("VBG", "VB") and n):
            continue
        who = speaker_near(scene, words, n)
        if who is not None and not own_clause(scene, token):
            return Claim(token.i, token.span, Frame.QUOTE, opened(scene, quotation, before), who, word=cue)
        return None
    return None


def opened(scene: Scene, quotation: Quotation, before: list[Token]) -> tuple[Span, ...]:
    """The quotation with the words of its sentence that lead into it ("The talks are “going well,” he said"), unless a cue stands there."""
    if begins(scene, quotation) or any(said(quote_cue(scene, t)) for t in before):
        return (quotation.outer,)
    words = [t for t in sentence_before(scene, quotation) if not is_edge(t)]
    return (Span(words[0].start, quotation.outer.end),) if len(words) > 1 else (quotation.outer,)


def said(cue: Cue | None) -> bool:
    """Whether a cue reports plain saying."""
    return cue is not None and cue.act in (Act.SAY, Act.TELL, Act.CONFIRM)


def sentence_before(scene: Scene, quotation: Quotation) -> list[Token]:
    """Tokens from the start of the sentence to a quotation, over quoted fragments, but not over a quotation that is speech itself."""
    parse = scene.parse
    first = parse.tokens_in(quotation.outer)[0]
    block = parse.sentences[parse.tokens[first].sent].block
    found: list[Token] = []
    for i in range(first - 1, max(-1, first - FARTHEST), -1):
        token = parse.tokens[i]
        k = scene.inside[i]
        if parse.sentences[token.sent].block != block or (k < 0 and token.text in STOPS) or (k >= 0 and begins(scene, scene.outer[k])):
            break
        found.append(token)
    return found[::-1]


def quoted_as(scene: Scene, quotation: Quotation, words: list[Token]) -> Claim | None:
    """"...," X was quoted as saying by Y: speaker X, relay Y."""
    parse = scene.parse
    saying = next((t for t in words if t.tag == "VBG" and quote_cue(scene, t) and parse.tokens[t.i - 1].lower == "as"), None)
    if saying is None:
        return None
    speaker, via = quoted_by(scene, saying)
    if speaker is None or scene.inside[speaker] >= 0:
        return None
    quoting = parse.tokens[parse.tokens[saying.head].head]
    span = parse.span_of(min(quoting.i, saying.i), max(quoting.i, saying.i))
    return Claim(saying.i, span, Frame.QUOTE, (quotation.outer,), speaker, via=via, word=quote_cue(scene, saying))


def speaker_near(scene: Scene, words: list[Token], n: int) -> int | None:
    """Head of the speaker of words[n]: the parser's subject if it stands in the same words, else the noun phrase before or after the verb."""
    parse = scene.parse
    held = {t.i for t in words}
    who = subject(parse, words[n].i)
    if who is not None and who in held and (who < words[n].i or who > words[n].i):
        return who
    before = [t for t in words[:n] if t.pos in ("NOUN", "PROPN", "PRON")]
    if before:
        nearest = before[0] if words[0].i == before[0].i else before[-1]
        return top(scene, nearest.i, before[0].i, words[n].i)
    after = [t for t in words[n + 1:] if t.pos in ("NOUN", "PROPN", "PRON")]
    return top(scene, after[0].i, words[n].i + 1, words[-1].i + 1) if after else None


def top(scene: Scene, i: int, low: int, high: int) -> int:
    """The highest noun above token i within tokens low..high."""
    for governor in scene.parse.ancestors(i):
        if not low <= governor.i < high or governor.pos not in ("NOUN", "PROPN", "PRON", "ADP"):
            break
        i = governor.i if governor.pos != "ADP" else i
    return i


def closing(scene: Scene, quotation: Quotation, after: list[Token]) -> Span:
    """The quotation, drawn out to the end of its sentence where it ends without a stop and words follow: "“We will go” to the talks"."""
    text = scene.parse.text
    words = [t for t in after if not is_edge(t)]
    stopped = text[quotation.inner.start:quotation.inner.end].rstrip("\"'”’ ")[-1:] in ",.?!…-–—;:"
    if stopped or not words or (after and after[0].text in (",", ";")) or any(quote_cue(scene, t) for t in words):
        return quotation.outer
    return Span(quotation.outer.start, words[-1].end)


def attributed_before(scene: Scene, quotation: Quotation, before: list[Token], after: list[Token]) -> Claim | None:
    """X said, "..." / X added: "..." in the words right before a quotation; "Sooner or later, X said, “it ends”" brings its first words."""
    words = [t for t in before if not is_edge(t)]
    for n in range(len(words) - 1, -1, -1):
        token = words[n]
        cue = quote_cue(scene, token)
        if cue is None or (token.tag == "VBN" and token.lemma != "say"):
            continue
        led = leads(scene, quotation, before, words, n)
        if led is None:
            return None
        who = subject(scene.parse, token.i)
        if who is None or scene.inside[who] >= 0:
            who = speaker_near(scene, words, n) if n else None
        if who is not None and who <= token.i:
            return Claim(token.i, token.span, Frame.QUOTE, (*led, closing(scene, quotation, after)), who, word=cue)
        return None
    return None


def leads(scene: Scene, quotation: Quotation, before: list[Token], words: list[Token], n: int) -> tuple[Span, ...] | None:
    """What the cue words[n] leads to besides the quotation: nothing, the sentence's first words, or None where it leads elsewhere."""
    last = before[-1].text
    if last == ":" or (begins(scene, quotation) and (last == "," or n == len(words) - 1)):
        return ()
    led = any(t.text == "," and t.i < words[n].i for t in before)
    if n == len(words) - 1 and not (last == "," and led) and said(quote_cue(scene, words[n])) and len(scene.parse.tokens_in(quotation.inner)) > 2:
        return ()
    if last != "," or own_clause(scene, words[n]):
        return None
    commas = [t for t in before if t.text == "," and t.i < words[n].i]
    if not commas or words[n].i - commas[-1].i > 6:
        return None
    return (Span(words[0].start, commas[-1].start),) if words[0].i < commas[-1].i else None


def goes_on(scene: Scene, claim: Claim, quotation: Quotation, before: list[Token]) -> bool:
    """Whether a quotation without a cue of its own carries on the claim: only the claim's own attribution stands between."""
    last = claim.content[-1]
    if claim.cue is None:
        return False
    cue = scene.token(claim.cue)
    text = scene.parse.text
    if before and before[-1].text not in (",", ":"):
        return False
    if cue.start < last.end or (before and before[0].i > cue.i):
        return not before and not text[last.end:quotation.outer.start].strip(" ,.…-–—\n")
    return bool(before) or begins(scene, quotation)
