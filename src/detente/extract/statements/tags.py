"""Speech given to its speaker by layout: a transcript's tags ("MR. SMITH: ...") and a name behind a dash under a quotation."""
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from detente.extract.quotations import Quotation
from detente.extract.statements.claims import Claim, Scene
from detente.extract.statements.contents import spans_of
from detente.language.parse import Token
from detente.text import Span

TAG = re.compile(r"((?:[A-Z][A-Z.'’-]+|[A-Z])(?: (?:[A-Z][A-Z.'’-]+|[A-Z]\.?|of|de|van|von|al|bin)){0,6})(?: ?\([^)\n]{1,60}\))?: +(?=\S)")
LABELS = re.compile(r"(?:UPDATE|CORRECTION|CLARIFICATION|NOTE|EDITOR|EXCLUSIVE|BREAKING|PHOTO|VIDEO|WATCH|READ|BYLINE|LIVE|SOURCE|Q|A|BOX|FACT|KEY|"
                    r"DATE|TIME|PLACE|SUBJECT|FROM|TO|RE|TEL|FAX|WHO|WHAT|WHERE|WHEN|WHY|HOW)\b")
DASH = re.compile(r"\s?[―—–]\s?(?=[A-Z])")
LONGEST_NAME = 90
# One tag may be a label; a transcript has more.
FEWEST = 2


def tag_claims(scene: Scene) -> Iterator[Claim]:
    """One claim for each tagged block of a transcript, and one for each quotation signed with a dash and a name."""
    yield from transcript(scene)
    for quotation in scene.outer:
        claim = signed(scene, quotation)
        if claim is not None:
            yield claim


def transcript(scene: Scene) -> Iterator[Claim]:
    """The claims of blocks that begin with a name in capitals and a colon, where at least two do."""
    tagged: list[tuple[Span, list[Token]]] = []
    for _, group in groupby(scene.parse.sentences, key=lambda s: s.block):
        sentences = list(group)
        tokens = scene.parse.tokens[sentences[0].first:sentences[-1].last]
        found = TAG.match(scene.parse.text, tokens[0].start, tokens[-1].end)
        if found and not LABELS.match(found[1]):
            tagged.append((Span(found.start(1), found.end(1)), [t for t in tokens if t.start >= found.end()]))
    if len(tagged) >= FEWEST:
        for name, words in tagged:
            content = spans_of(scene, [t.i for t in words])
            if content:
                yield Claim(None, Span(name.end, name.end + 1), None, content, speaker_span=name)


def signed(scene: Scene, quotation: Quotation) -> Claim | None:
    """ "The talks were a farce.” ― Ana Reyes, delegate": the name runs to the end of its line."""
    text = scene.parse.text
    dash = DASH.match(text, quotation.outer.end, quotation.outer.end + 4)
    if dash is None or not quotation.closed or len(quotation.inner) < 20:
        return None
    line = text.find("\n", dash.end(), dash.end() + LONGEST_NAME)
    name = text[dash.end():line if line >= 0 else dash.end() + LONGEST_NAME].split(",")[0].rstrip(" .\u00a0")
    whole_line = line >= 0 or len(text) <= dash.end() + LONGEST_NAME
    starts = not text[text.rfind("\n", 0, quotation.outer.start) + 1:quotation.outer.start].strip()
    if not whole_line or not starts or not 2 <= len(name.split()) <= 8:
        return None
    dash_at = dash.start() + next(i for i, c in enumerate(dash[0]) if not c.isspace())
    return Claim(None, Span(dash_at, dash_at + 1), None, (quotation.outer,), speaker_span=Span(dash.end(), dash.end() + len(name)))
