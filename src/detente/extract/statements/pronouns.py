"""Who pronouns are around quotations: nobody speaks of himself by name, so "he" said is not whom his quotation names; "we" is who speaks."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.language.parse import Parse
from detente.records.kinds import Manner, MentionKind
from detente.records.reading import Mention, Statement
from detente.text import Span

PRONOUNS = frozenset({"he", "she"})
FIRST = frozenset({"i", "we", "us"})
# How far back, in characters, the speaker of an earlier statement may stand.
REACH = 900


def not_themselves(text: str, statements: Sequence[Statement], mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """The statements with such speakers put right: the last other speaker before, or nobody known.

    '..., said Dr Lim. "What the president wants is time," he said.' is Dr Lim's, whomever "he" was taken for.
    """
    named = [m for m in mentions if m.actor is not None and text[m.span.start:m.span.end].lower() not in PRONOUNS]
    out: list[Statement] = []
    for s in statements:
        out.append(replace(s, speaker=other_speaker(text, s, out)) if names_its_speaker(text, s, named) else s)
    return tuple(out)


def names_its_speaker(text: str, s: Statement, named: Sequence[Mention]) -> bool:
    """Whether a quotation with a pronoun for its speaker names the very person the pronoun was taken for."""
    if s.speaker is None or s.speaker.actor is None or s.manner is not Manner.DIRECT or s.cue is None:
        return False
    if text[s.speaker.span.start:s.speaker.span.end].lower() not in PRONOUNS:
        return False
    return any(m.actor is not None and m.actor.id == s.speaker.actor.id and any(c.covers(m.span) for c in s.content) for m in named)


def other_speaker(text: str, s: Statement, before: Sequence[Statement]) -> Mention | None:
    """The pronoun, meaning the last named speaker before it who is not the one ruled out; meaning nobody known where there is none."""
    if s.speaker is None:
        return None
    ruled_out = s.speaker.actor.id if s.speaker.actor else None
    for earlier in reversed(before):
        who = earlier.speaker
        if who is None or who.actor is None or text[who.span.start:who.span.end].lower() in PRONOUNS:
            continue
        if 0 < s.speaker.span.start - who.span.start <= REACH and who.actor.id != ruled_out:
            return replace(s.speaker, actor=who.actor)
    return replace(s.speaker, actor=None)


def with_speakers(text: str, mentions: Sequence[Mention], statements: Sequence[Statement]) -> tuple[Mention, ...]:
    """The mentions, a speaker's pronoun meaning whom its statement says."""
    speakers = [s.speaker for s in statements if s.speaker is not None and s.manner is Manner.DIRECT]
    told = {m.span: m.actor for m in speakers if text[m.span.start:m.span.end].lower() in PRONOUNS}
    return tuple(replace(m, actor=told[m.span]) if m.span in told and m.actor != told[m.span] else m for m in mentions)


def first_persons(parse: Parse, statements: Sequence[Statement], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """"I" and "we" in a quotation, meaning who speaks; only where the speaker is known and no mention stands there yet."""
    taken = {m.span for m in mentions}
    found: dict[Span, Mention] = {}
    for s in statements:
        if s.speaker is None or s.speaker.actor is None or s.manner is Manner.INDIRECT:
            continue
        for content in s.content:
            for i in parse.tokens_in(content):
                token = parse.tokens[i]
                if token.lower in FIRST and token.span not in taken:
                    found[token.span] = Mention(token.span, MentionKind.ACTOR, s.speaker.actor)
    return tuple(found[span] for span in sorted(found))
