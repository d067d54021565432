"""Offices with dates: who held which office when, from offices.tsv (one row per tenure), and persons put together from the rows."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from detente.errors import KnowledgeError
from detente.lexicon.actors import How, Person, Sense, Tenure
from detente.lexicon.names import WORD, plain

COLUMNS = 8
# Where the family name is written first at home and newspapers may turn it round.
TURNED = frozenset({"JPN", "HUN", "KOR", "PRK", "CHN", "TWN", "KHM"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of offices.tsv: country, office, person, surname, wikidata, start, end, source."""

    country: str
    office: str
    person: str
    surname: str
    wikidata: str
    start: str
    end: str
    source: str


def read_rows(path: Traversable | Path) -> Iterator[Row]:
    """Yield the rows; raises KnowledgeError with file and line for a row that is none."""
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != COLUMNS or not all(cells[:4]):
            raise KnowledgeError(f"{path.name}:{n}: a row has {COLUMNS} cells, the first four filled; not so: {line[:80]}")
        if cells[5] and cells[6] and cells[6] < cells[5]:
            raise KnowledgeError(f"{path.name}:{n}: {cells[2]} leaves on {cells[6]}, before coming on {cells[5]}")
        yield Row(*cells)


def persons_of(rows: Iterable[Row]) -> dict[str, Person]:
    """Persons by id: the Wikidata number, or the name where there is none."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.wikidata or person_id(row.person), []).append(row)
    return {id: person_of(id, rows) for id, rows in grouped.items()}


def person_of(id: str, rows: list[Row]) -> Person:
    """The person with all tenures, earliest first; the name is the first row's."""
    first = rows[0]
    tenures = sorted((tenure_of(r) for r in rows), key=lambda t: (t.start or "", t.office))
    return Person(id, first.person, keys(first.person), " ".join(keys(first.surname)), first.wikidata or None, tuple(tenures))


def tenure_of(row: Row) -> Tenure:
    """One row; "UNO/UNO-SG" in its first cell is the country code and the body."""
    country, _, body = row.country.partition("/")
    return Tenure(row.office, country, row.start or None, row.end or None, row.source, body or None)


def keys(name: str) -> tuple[str, ...]:
    return tuple(plain(w) for w in WORD.findall(name))


def person_id(name: str) -> str:
    """The id of somebody without a Wikidata number: "per-kim-yong-nam"."""
    return "per-" + "-".join(keys(name))


def person_senses(person: Person) -> Iterator[Sense]:
    """Yield the names a person goes by: in full, turned round where that is usual, without middle names, and the surname alone."""
    yield Sense(person.id, How.FULL, person.name)
    written = WORD.findall(person.name)
    surname = person.surname.split(" ")
    at = position(person.words, surname)
    if at is not None:
        family, given = written[at:at + len(surname)], written[:at] + written[at + len(surname):]
        if given and any(t.country in TURNED for t in person.tenures):
            yield Sense(person.id, How.FULL, " ".join([*given, *family] if at == 0 else [*family, *given]))
        elif len(given) > 1 and at > 0:
            yield Sense(person.id, How.FULL, " ".join([given[0], *family]))
        yield Sense(person.id, How.SURNAME, " ".join(family))


def position(words: tuple[str, ...], part: list[str]) -> int | None:
    """Where `part` begins in `words`, or None."""
    return next((i for i in range(len(words) - len(part) + 1) if list(words[i:i + len(part)]) == part), None)
