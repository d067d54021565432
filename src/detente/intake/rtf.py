"""An RTF document to its paragraphs (Rich Text Format 1.9.1): what is shown is taken, code pages by font, no recursion, time linear in the size."""
from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from detente.errors import UnreadableFile
from detente.intake.taken import Refused

TOKEN = re.compile(rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.S)
DEEPEST = 500
# Groups whose words are not part of the text shown; a group that begins with \* is passed over too.
UNSEEN = frozenset("""annotation atnauthor atndate atnicn atnid author bkmkend bkmkstart buptim colorschememapping colortbl comment company creatim
    datafield datastore deleted doccomm docvar fldinst filetbl fonttbl footer footerf footerl footerr footnote ftncn ftnsep ftnsepc generator
    header headerf headerl headerr info keywords latentstyles listoverridetable listtable manager mmathPr nonshppict objdata object operator
    pgptbl pict pntext pntxta pntxtb printim private result revtbl revtim rsidtbl rxe shpinst stylesheet subject tc template themedata title
    txe userprops xe xmlnstbl""".split())
SIGNS = {
    "par": "\n", "sect": "\n\n", "page": "\n\n", "row": "\n", "line": "\v", "tab": "\t", "cell": "\t", "nestcell": "\t", "nestrow": "\n",
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
    "qmspace": " ",
}
SINGLE = {"~": "\xa0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n"}
CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}
WESTERN = "cp1252"
# Lines longer than this were not cut by hand.
CUT = 100


@dataclass(slots=True)
class State:
    """What a group inherits: whether it is shown, the font, how many characters stand in for one of Unicode, whether hidden."""

    shown: bool = True
    hidden: bool = False
    font: int = -1
    skip: int = 1
    fonts: bool = False     # within the table of fonts


@dataclass(slots=True)
class Walk:
    """Where the walk stands. odd: bytes of a code page not yet decoded; skip: characters left to pass over after one of Unicode."""

    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    odd: bytearray = field(default_factory=bytearray)
    skip: int = 0
    page: str = WESTERN
    plain: int = -1
    charsets: dict[int, str] = field(default_factory=dict)
    starred: bool = False

    def say(self, words: str) -> None:
        self.settle()
        if self.state.shown and not self.state.hidden:
            self.out.append(words)

    def settle(self) -> None:
        """Decode the bytes gathered, in the code page of their font."""
        if self.odd:
            page = self.charsets.get(self.state.font, self.page)
            self.out.append(self.odd.decode(page, "replace"))
            self.odd.clear()

    def open(self) -> None:
        if len(self.stack) >= DEEPEST:
            raise Refused(UnreadableFile(f"is an RTF document with more than {DEEPEST} groups in each other; open it in Word and save it anew"))
        self.starred = False
        self.stack.append(self.state)
        self.state = replace(self.state)

    def close(self) -> bool:
        """False where the document ends."""
        self.settle()
        if self.stack:
            self.state = self.stack.pop()
        return bool(self.stack)

    def control(self, word: str, number: int | None) -> None:
        """Act on a control word."""
        if self.starred or word in UNSEEN:
            self.settle()
            self.state.shown, self.state.fonts = False, self.state.fonts or word == "fonttbl"
            self.starred = False
        if word in SIGNS:
            self.say(SIGNS[word])
        elif word == "u" and number is not None:
            self.say(chr(number % 0x10000))
            self.skip = self.state.skip
        elif word in {"f", "plain", "deff", "fcharset", "ansicpg"}:
            self.write(word, number or 0)
        elif word == "uc":
            self.state.skip = min(9, max(0, 1 if number is None else number))
        elif word == "v":
            self.settle()
            self.state.hidden = number != 0

    def write(self, word: str, number: int) -> None:
        """Control words about fonts and their code pages."""
        self.settle()
        if word == "f":
            self.state.font = number
        elif word == "plain":
            self.state.font, self.state.hidden = self.plain, False
        elif word == "deff":
            self.plain = self.state.font = number
        elif word == "fcharset" and self.state.fonts:
            self.charsets.update({self.state.font: CHARSETS[number]} if number in CHARSETS else {})
        elif word == "ansicpg":
            self.page = known(f"cp{number}")

    def byte(self, value: int) -> None:
        if self.skip:
            self.skip -= 1
        elif self.state.shown and not self.state.hidden:
            self.odd.append(value)

    def bare(self, words: bytes) -> None:
        passed = min(self.skip, len(words))
        self.skip -= passed
        for value in words[passed:] if self.odd else b"":       # the second byte of a character may be a bare letter
            self.odd.append(value)
        if passed < len(words) and not self.odd:
            self.say(words[passed:].decode(self.page if not words.isascii() else "ascii", "replace"))


def known(page: str) -> str:
    """Python's name of a code page of text, Windows-1252 for one that it does not know."""
    try:
        found = codecs.lookup(page).name
        "".encode(found)
    except LookupError:
        return WESTERN
    return found


def read_rtf(data: bytes) -> list[str]:
    """The paragraphs of a document; lines that were cut by hand, apart by blank ones, are kept within theirs. Raises Refused for none."""
    whole = "".join(pieces(data))
    joined = whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")     # characters beyond U+FFFF come in two halves
    lines = [line.strip(" \t") for line in joined.replace("\x00", "").split("\n")]
    full = [line for line in lines if line]
    if not full:
        raise Refused(UnreadableFile("is an RTF document without any text"))
    if "" in lines[lines.index(full[0]):] and max(map(len, full)) <= CUT and len(full) > 3:
        found = [p.strip("\n") for p in re.split(r"\n\n+", "\n".join(lines)) if p.strip("\n")]
    else:
        found = full
    return [p.replace("\v", "\n").strip() for p in found if p.replace("\v", "\n").strip()]


def pieces(data: bytes) -> Iterator[str]:
    """The text shown, in pieces."""
    walk, at = Walk(), data.find(b"{\\rtf")
    if at < 0:
        raise Refused(UnreadableFile("is no RTF document: it does not begin with {\\rtf; open it in Word and save it anew"))
    while at < len(data) and (m := TOKEN.match(data, at)) is not None:
        at = m.end()
        word, number, odd, single, brace, bare = m.groups()
        if word is not None:
            walk.skip = 0
            if word == b"bin" and number is not None:
                at += max(0, int(number))
            else:
                walk.control(word.decode("ascii"), None if number is None else int(number))
        elif odd is not None:
            walk.byte(int(odd, 16))
        elif single is not None:
            one(walk, single.decode("latin-1"))
        elif brace is not None:
            walk.skip = 0
            if brace == b"{":
                walk.settle()
                walk.open()
            elif not walk.close():
                break
        elif bare is not None:
            walk.bare(bare)
    walk.settle()
    yield from walk.out


def one(walk: Walk, sign: str) -> None:
    """A control symbol."""
    walk.skip = 0
    if sign == "*":
        walk.starred = True
    elif sign in SINGLE:
        walk.say(SINGLE[sign])
