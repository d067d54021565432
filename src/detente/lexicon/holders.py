"""Offices with dates: who held which office when, from offices.tsv (one row per tenure), and persons put together from the rows."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from detente.errors import KnowledgeError
from detente.lexicon.actors import How, Person, Sense, Tenure
from detente.lexicon.names import WORD, plain

COLUMNS = 8
UMLAUTS = frozenset("äöüÄÖÜ")
SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
ARTICLES = frozenset({"al", "el", "an", "as", "ash"})
# Where the family name is written first at home and newspapers may turn it round.
TURNED = frozenset({"JPN", "HUN", "KOR", "PRK", "CHN", "TWN", "KHM"})


class Row(NamedTuple):
    """One line of offices.tsv. place: a country, or a country and a body ("UNO/UNO-HCR"); end: with "?" where the source ends there."""

    place: str
    office: str
    person: str
    surname: str
    wikidata: str
    start: str
    end: str
    source: str

    def holds(self, on: str | None) -> bool:
        return on is None or (self.start <= on and (not self.end or on <= self.end.rstrip("?")))


@dataclass(frozen=True, slots=True)
class Register(Mapping[str, Person]):
    """Persons by id, put together when asked for; and rows by state or body and kind of office."""

    rows: Mapping[str, Sequence[Row]]
    offices: Mapping[tuple[str, str], Sequence[Row]]

    def __getitem__(self, id: str) -> Person:
        return person_of(id, self.rows[id])

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def holders(self, of: str, office: str, on: date | None) -> tuple[Person, ...]:
        """Who held an office of a state or body on a day; everyone who ever did where the day is None."""
        day = None if on is None else on.isoformat()
        ids = dict.fromkeys(row_id(r) for r in self.offices.get((of, office), ()) if r.holds(day))
        return tuple(self[id] for id in ids)


def read_rows(path: Traversable | Path) -> Iterator[Row]:
    """Yield the rows of offices.tsv; raises KnowledgeError with file and line for one that is none."""
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != COLUMNS or not all(cells[:4]):
            raise KnowledgeError(f"{path.name}:{n}: a row has {COLUMNS} cells, the first four filled; not so: {line[:80]}")
        row = Row._make(cells)
        if row.start and row.end and row.end.rstrip("?") < row.start:
            raise KnowledgeError(f"{path.name}:{n}: {row.person} leaves on {row.end}, before coming on {row.start}")
        yield row


def register(all_rows: Iterable[Row]) -> Register:
    """The persons and offices of the rows."""
    rows: dict[str, list[Row]] = {}
    offices: dict[tuple[str, str], list[Row]] = {}
    for row in all_rows:
        rows.setdefault(row_id(row), []).append(row)
        offices.setdefault((row.place.rpartition("/")[2], row.office), []).append(row)
    return Register(rows, offices)


def row_id(row: Row) -> str:
    """The person's id: the Wikidata number, or made of the name."""
    return row.wikidata or person_id(row.person)


def person_of(id: str, rows: Sequence[Row]) -> Person:
    """The person with all tenures, earliest first; the name is the first row's."""
    first = rows[0]
    tenures = sorted((tenure_of(r) for r in rows), key=lambda t: (t.start or "", t.office))
    return Person(id, first.person, keys(first.person), " ".join(keys(first.surname)), first.wikidata or None, tuple(tenures))


def tenure_of(row: Row) -> Tenure:
    """One row as a tenure."""
    country, _, body = row.place.partition("/")
    return Tenure(row.office, country, row.start or None, row.end.rstrip("?") or None, row.source, body or None, not row.end.endswith("?"))


def keys(name: str) -> tuple[str, ...]:
    return tuple(plain(w) for w in WORD.findall(name))


def person_id(name: str) -> str:
    """The id of somebody without a Wikidata number: "per-kim-yong-nam"."""
    return "per-" + "-".join(keys(name))


def register_senses(register: Register) -> Iterator[Sense]:
    """Yield the names persons go by: in full, turned round where that is usual, without middle names, and the surname alone."""
    for id, rows in register.rows.items():
        name, surname = rows[0].person, rows[0].surname
        yield Sense(id, How.FULL, name)
        if not UMLAUTS.isdisjoint(name):
            yield Sense(id, How.FULL, name.translate(SPELT))
            yield Sense(id, How.SURNAME, surname.translate(SPELT))
        if name.endswith(surname) and name.count(" ") == 1 and name != surname and rows[0].place[:3] not in TURNED:
            yield Sense(id, How.SURNAME, surname)
        elif name != surname:
            yield from variants(id, WORD.findall(name), WORD.findall(surname), any(r.place[:3] in TURNED for r in rows))


def variants(id: str, name: list[str], family: list[str], turned: bool) -> Iterator[Sense]:
    """Yield the other names of somebody called `name` with the surname `family`."""
    at = next((i for i in range(len(name) - len(family) + 1) if name[i:i + len(family)] == family), None)
    if at is None:
        return
    given = name[:at] + name[at + len(family):]
    if given and turned:
        yield Sense(id, How.FULL, " ".join([*given, *family] if at == 0 else [*family, *given]))
    elif len(given) > 1 and at > 0:
        yield Sense(id, How.FULL, " ".join([given[0], *family]))
    yield Sense(id, How.SURNAME, " ".join(family))
    if at > 0 and name[at - 1].lower() in ARTICLES:
        yield Sense(id, How.SURNAME, " ".join(name[at - 1:at + len(family)]))
