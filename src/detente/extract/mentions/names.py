"""The proper names of a report: lexicon names, and runs of capitalised words that no lexicon knows."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.extract.mentions.words import Words
from detente.language.parse import Parse, Sentence
from detente.lexicon.actors import How, Sense
from detente.lexicon.lexicon import Lexicon
from detente.lexicon.names import Match, words_of
from detente.text import Span

# Names that weigh less than the longer name they stand in: "Kim" in "Kim Byung Ki", "Washington" in "George Washington".
LIGHT = frozenset({How.SURNAME, How.LOCATION, How.CAPITAL, How.NAME, How.WEAK})


# A title may begin this many words into a run: "Fisheries Minister Olav Brattli".
LATEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens first..last (last excluded) that read as a proper name. senses: what the lexicon says it may mean; label: the model's guess."""

    first: int
    last: int
    span: Span
    senses: tuple[Sense, ...]
    label: str

    def has(self, *ways: How) -> bool:
        return any(s.how in ways for s in self.senses)

    def ids(self, *ways: How) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.id for s in self.senses if not ways or s.how in ways))


def find_names(parse: Parse, lexicon: Lexicon, words: Words) -> list[Name]:
    """The names of the whole text in order; none overlaps another."""
    labels = labels_of(parse)
    found: list[Name] = []
    for sentence in parse.sentences:
        found.extend(names_in(parse, sentence, lexicon, words, labels))
    return found


def labels_of(parse: Parse) -> dict[int, tuple[int, str]]:
    """For each token the model takes for part of a name: which name, and of which kind."""
    return {i: (n, e.label) for n, e in enumerate(parse.entities) for i in range(e.first, e.last)}


def names_in(parse: Parse, sentence: Sentence, lexicon: Lexicon, words: Words, labels: dict[int, tuple[int, str]]) -> Iterator[Name]:
    """Yield the names of one sentence: lexicon matches first, then what capitalised words are left, joined where they make one name."""
    matches = lexicon.matches_in(words_of(parse.text, sentence.start, sentence.end))
    pieces = [p for m in matches if (p := piece_of(parse, m, labels))]
    taken = {i for p in pieces for i in range(p.first, p.last)}
    shouting = is_shouting(parse, sentence)
    if not shouting:
        pieces.extend(loose_runs(parse, sentence, taken, words, lexicon, labels))
    pieces.sort(key=lambda p: p.first)
    yield from joined(parse, pieces, words, lexicon, labels)


def piece_of(parse: Parse, match: Match, labels: dict[int, tuple[int, str]]) -> Name | None:
    """A lexicon match as a name over whole tokens; None where it touches none."""
    inside = parse.tokens_in(match.span)
    end = match.span.end
    if not inside or (all(s.how is How.SURNAME for s in match.senses) and is_hyphened(parse.text, match.span)):
        return None
    if parse.text[end:end + 1] == "." and parse.tokens[inside[-1]].end == end + 1 and match.senses[0].name.endswith("."):
        end += 1
    label = labels.get(inside[0], (0, ""))[1]
    return Name(inside[0], inside[-1] + 1, Span(match.span.start, end), match.senses, label)


def is_hyphened(text: str, span: Span) -> bool:
    """Whether a hyphen ties the word to another: "Dong" in "Baek Dong-su" is no surname."""
    after = text[span.end:span.end + 2]
    return text[max(0, span.start - 1):span.start] == "-" or (after[:1] == "-" and after[1:].isalpha())


def is_shouting(parse: Parse, sentence: Sentence) -> bool:
    """Whether a sentence is in capitals throughout, so that capitals tell nothing."""
    letters = [t.text for t in parse.words(sentence) if t.text.isalpha() and len(t.text) > 2]
    return len(letters) > 3 and sum(w.isupper() for w in letters) > 0.7 * len(letters)


def loose_runs(parse: Parse, sentence: Sentence, taken: set[int], words: Words, lexicon: Lexicon,
               labels: dict[int, tuple[int, str]]) -> Iterator[Name]:
    """Yield runs of capitalised tokens outside `taken`, titles left off at the front."""
    run: list[int] = []
    for i in range(sentence.first, sentence.last + 1):
        if i < sentence.last and i not in taken and belongs(parse, i, run, sentence, words, labels):
            run.append(i)
            continue
        if run:
            yield from name_of_run(parse, trimmed(parse, run, words, lexicon), labels, lexicon)
        run = []


def belongs(parse: Parse, i: int, run: list[int], sentence: Sentence, words: Words, labels: dict[int, tuple[int, str]]) -> bool:
    """Whether token i begins or goes on a name."""
    t = parse.tokens[i]
    if run and (t.text in {"-", "'"} or t.lower in words.particles):
        return i + 1 < sentence.last and goes_on(parse, i, run, words)
    if run and parse.tokens[i - 1].text == "-" and run[-1] == i - 1:
        return True
    if not t.text[:1].isupper() or t.lower in words.never_names or t.pos in {"PUNCT", "SYM", "NUM"}:
        return False
    if i in labels and labels[i][1] in {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE"}:
        return False
    opening = i == sentence.first or parse.tokens[i - 1].text in {'"', "``", "''", ":", "“", "‘"}
    return t.pos == "PROPN" or (not opening and (i in labels or t.pos in {"NOUN", "ADJ", "X"}))


def goes_on(parse: Parse, i: int, run: Sequence[int], words: Words) -> bool:
    """Whether a hyphen, apostrophe or particle inside a name is followed by more of it: "Young-chan", "al-Assad", "von der Leyen"."""
    mark, after = parse.tokens[i], parse.tokens[i + 1]
    if mark.text == "-" and not tight(parse, i):
        return False
    if after.text[:1].isupper():
        return True
    given = mark.text == "-" and after.text.isalpha() and len(after.text) <= 6 and after.lower not in words.suffixes
    inside = len(run) > 1 or (run[0] > 0 and parse.tokens[run[0] - 1].text[:1].isupper() and parse.tokens[run[0] - 1].pos == "PROPN")
    return (given and inside) or (mark.lower in words.particles and after.lower in words.particles - {"of", "e", "y"} and i + 2 < len(parse.tokens)
                                  and parse.tokens[i + 2].text[:1].isupper())


def tight(parse: Parse, i: int) -> bool:
    """Whether a hyphen stands without spaces between two words."""
    return 0 < i < len(parse.tokens) - 1 and parse.tokens[i - 1].end == parse.tokens[i].start and parse.tokens[i].end == parse.tokens[i + 1].start


def trimmed(parse: Parse, run: list[int], words: Words, lexicon: Lexicon) -> list[int]:
    """The run without titles at its front, and without particles and hyphens at its ends."""
    start = 0
    for at in range(min(len(run), LATEST_TITLE)):
        if at >= start and (length := title_length(parse, run, at, lexicon)):
            start = at + length
    run = run[start:]
    while run and (parse.tokens[run[0]].text in {"-", "'"} or parse.tokens[run[0]].lower in words.particles - words.opening):
        run = run[1:]
    while run and (parse.tokens[run[-1]].text in {"-", "'"} or parse.tokens[run[-1]].lower in words.particles):
        run = run[:-1]
    return run


def title_length(parse: Parse, run: Sequence[int], start: int, lexicon: Lexicon) -> int:
    """How many tokens of the run at `start` make the longest title; 0 where none."""
    for n in range(min(6, len(run) - start), 0, -1):
        key = " ".join(parse.tokens[i].lower.strip(".") for i in run[start:start + n])
        if key in lexicon.titles:
            return n
    return 0


def name_of_run(parse: Parse, run: list[int], labels: dict[int, tuple[int, str]], lexicon: Lexicon) -> Iterator[Name]:
    """Yield the run as one name, labelled as the model labels most of it; none where it is a common noun in capitals ("Foreign Ministry")."""
    if run and not is_common(parse, run, lexicon):
        kinds = [labels[i][1] for i in run if i in labels]
        label = max(sorted(set(kinds)), key=kinds.count) if kinds else ""
        yield Name(run[0], run[-1] + 1, parse.span_of(run[0], run[-1]), (), label)


def is_common(parse: Parse, run: Sequence[int], lexicon: Lexicon) -> bool:
    """Whether capitalised words are a common noun; one word after a name may end it ("Sofia University")."""
    if " ".join(parse.tokens[i].lower for i in run) not in lexicon.roles:
        return False
    before = parse.tokens[run[0] - 1] if run[0] else None
    return len(run) > 1 or before is None or before.pos != "PROPN" or not before.text[:1].isupper()


def joined(parse: Parse, pieces: Sequence[Name], words: Words, lexicon: Lexicon, labels: dict[int, tuple[int, str]]) -> Iterator[Name]:
    """Yield names with neighbours made one where they are: "Kim" + "Byung Ki", "Korea" + "University"."""
    held: Name | None = None
    for piece in pieces:
        if held is not None and held.last <= piece.first and makes_one(parse, held, piece, words, labels):
            held = replace(held, last=piece.last, span=Span(held.span.start, piece.span.end), senses=(),
                           label=whole_label(parse, held, piece, words))
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def makes_one(parse: Parse, left: Name, right: Name, words: Words, labels: dict[int, tuple[int, str]]) -> bool:
    """Whether two neighbouring names are parts of one."""
    between = [parse.tokens[i] for i in range(left.last, right.first)]
    if len(between) > 1 or (between and not (between[0].text == "-" and tight(parse, between[0].i))):
        return False
    if is_heavy(left) or is_heavy(right):
        return False
    if parse.tokens[right.last - 1].lower in words.body_words and not right.senses and not left.has(How.PEOPLE):
        return True
    if between:
        return not left.senses and not right.senses
    same = labels.get(left.last - 1), labels.get(right.first)
    person = same[0] is not None and same[0] == same[1] and same[0][1] == "PERSON"
    light = left.has(How.SURNAME) or right.has(How.SURNAME) or (not left.senses and not right.senses)
    return person or (light and not left.has(How.ADJECTIVE) and not right.has(How.ADJECTIVE) and not (left.senses and right.senses))


def is_heavy(name: Name) -> bool:
    """Whether the lexicon knows this name as a whole, so that it is no part of an unknown one."""
    long = name.last - name.first > 1
    return bool(name.senses) and (name.has(How.FULL) or (long and not name.has(How.ADJECTIVE) and name.has(How.NAME, How.SEAT)) or
                                  not any(s.how in LIGHT | {How.ADJECTIVE} for s in name.senses))


def whole_label(parse: Parse, left: Name, right: Name, words: Words) -> str:
    """The label of a joined name: by its last word, else a person."""
    last = parse.tokens[right.last - 1].lower
    if last in words.place_words:
        return "FAC"
    return "ORG" if last in words.body_words else "PERSON"
