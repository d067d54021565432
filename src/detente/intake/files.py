"""Take reports in: files, folders, archives and standard input, as a stream in which a failure does not end the rest."""
from __future__ import annotations

import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

from detente.errors import InputError, UnreadableFile
from detente.intake.documents import documents, kind_of
from detente.intake.encoding import decode
from detente.intake.html import declared_charset, read_page
from detente.intake.language import check_language
from detente.intake.tables import csv_reports, jsonl_reports
from detente.intake.taken import Failed, Options, Refused, Skipped, Taken
from detente.text import Report

TEXT = frozenset((".txt", ".text", ".md"))
PAGES = frozenset((".html", ".htm", ".xhtml"))
LINES = frozenset((".jsonl", ".ndjson"))
DOCUMENTS = frozenset((".docx", ".docm", ".rtf"))
KNOWN = (*sorted(TEXT), *sorted(PAGES), *sorted(DOCUMENTS), *sorted(LINES), ".csv", ".zip")
PAGE = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*|<\?xml[^>]{0,200}>\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|div|p|article|section|meta|title|h1)\b", re.I | re.S)
OBJECT = re.compile(rb"\s*\{\s*\"")
MOST_MEMBERS = 10_000
MOST_UNPACKED = 1_000_000_000
Item = Taken | Failed | Skipped


def reports_from(paths: Iterable[str | Path], options: Options | None = None, stdin: BinaryIO | None = None) -> Iterator[Item]:
    """Each report of the files, folders and archives, in the order given, folders by name; "-" is `stdin`.

    A file that cannot be read, or a line of one, is a Failed with its path and place, and the rest goes on; bad input raises nothing.
    """
    options = options or Options()
    for path in paths:
        if str(path) == "-":
            yield from guarded("standard input", from_stdin(stdin, options))
        else:
            yield from from_path(Path(path), options, ())


def from_stdin(stdin: BinaryIO | None, options: Options) -> Iterator[Item]:
    """The reports of standard input, whichever kind it is."""
    if stdin is None:
        raise Refused(UnreadableFile("there is no standard input to read"))
    yield from from_stream("standard input", "", stdin, options)


def from_path(path: Path, options: Options, above: tuple[tuple[int, int], ...]) -> Iterator[Item]:
    """The reports of a file or folder. above: the folders it lies in, to know a link that leads back."""
    try:
        status = path.stat()
        if not stat.S_ISDIR(status.st_mode):
            with path.open("rb") as stream:
                yield from guarded(str(path), from_stream(str(path), path.suffix.lower(), stream, options))
            return
        if (status.st_dev, status.st_ino) in above:
            yield Failed(str(path), None, UnreadableFile("is a link back to a folder that it lies in; not followed"))
            return
        entries = sorted(e for e in path.iterdir() if not e.name.startswith("."))
    except OSError as e:
        yield Failed(str(path), None, UnreadableFile(f"cannot be read: {e.strerror or e}"))
        return
    except ValueError as e:  # a NUL character in the name
        yield Failed(repr(str(path)), None, UnreadableFile(f"is no file name: {e}"))
        return
    if not entries:
        yield Failed(str(path), None, UnreadableFile("is an empty folder"))
    for entry in entries:
        yield from from_entry(entry, options, (*above, (status.st_dev, status.st_ino)))


def from_entry(entry: Path, options: Options, above: tuple[tuple[int, int], ...]) -> Iterator[Item]:
    """The reports of what lies in a folder; kinds that are not read are passed over, and said so."""
    if entry.is_dir() or entry.suffix.lower() in KNOWN or not entry.exists():
        yield from from_path(entry, options, above)
    else:
        yield unread(str(entry))


def unread(path: str) -> Skipped:
    """A file passed over."""
    return Skipped(path, f"not of a kind that is read ({', '.join(KNOWN)})")


def guarded(path: str, items: Iterator[Item]) -> Iterator[Item]:
    """The items, and a Failed for what stops them."""
    try:
        yield from items
    except Refused as e:
        yield Failed(path, e.place, e.error)
    except InputError as e:
        yield Failed(path, None, e)
    except OSError as e:
        yield Failed(path, None, UnreadableFile(f"cannot be read: {e.strerror or e}"))


def from_stream(path: str, suffix: str, stream: BinaryIO, options: Options) -> Iterator[Item]:
    """The reports of an open file, by its suffix, or by how it begins where the suffix says nothing."""
    if suffix in LINES:
        yield from each(path, jsonl_reports(stream, options.max_bytes), options)
        return
    if suffix == ".zip":
        yield from from_archive(path, stream, options)
        return
    data = bounded(stream, options.max_bytes)
    kind = None if suffix in TEXT or suffix in PAGES else kind_of(data)
    if kind is not None or suffix in DOCUMENTS:
        yield from of_document(path, data, kind, options)
    elif suffix == ".csv":
        yield from each(path, csv_reports(data), options)
    elif suffix not in TEXT and suffix not in PAGES and OBJECT.match(data):
        yield from each(path, jsonl_reports(io.BytesIO(data), options.max_bytes), options)
    else:
        yield one(path, data, suffix in PAGES or (suffix not in TEXT and PAGE.match(data, 0, 2_000) is not None), options)


def bounded(stream: BinaryIO, max_bytes: int) -> bytes:
    """All of a file. Raises Refused where it is empty or larger than allowed."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise Refused(UnreadableFile(f"is larger than {max_bytes:,} bytes, the most that is read; raise the limit to read it"))
    if not data.strip():
        raise Refused(UnreadableFile("is empty"))
    return data


def one(path: str, data: bytes, page: bool, options: Options) -> Taken:
    """The report of a file that holds one. Raises Refused, or another InputError, where it holds none."""
    decoded = decode(data, declared_charset(data) if page else None)
    if not decoded.text.strip():
        raise Refused(UnreadableFile("is empty"))
    if not page:
        return accepted(Taken(Report(decoded.text, source=options.source), path, notes=decoded.notes), options)
    found = read_page(decoded.text)
    report = Report(found.text, published=found.published, source=found.source or options.source, url=found.url, title=found.title)
    digest = hashlib.sha256(data).hexdigest()
    return accepted(Taken(report, path, page_sha256=digest, notes=(*decoded.notes, *found.notes)), options)


def of_document(path: str, data: bytes, kind: str | None, options: Options) -> Iterator[Item]:
    """The reports of a Word or RTF document: one, or the articles of a delivery."""
    digest = hashlib.sha256(data).hexdigest()
    for place, report, notes in documents(data, kind, Path(path.rsplit("!", maxsplit=1)[-1]).stem, options):
        try:
            yield accepted(Taken(report, path, place, digest, notes), options)
        except InputError as e:
            yield Failed(path, place, e)


def each(path: str, rows: Iterator[tuple[str, Report | Refused]], options: Options) -> Iterator[Item]:
    """The reports of a file that holds many, and a Failed for each line that holds none."""
    count = 0
    for place, row in rows:
        count += 1
        try:
            if isinstance(row, Refused):
                raise row
            if not row.text.strip():
                raise UnreadableFile("its text is empty")
            yield accepted(Taken(row, path, place), options)
        except Refused as e:
            yield Failed(path, place if e.place is None else f"{place}, {e.place}", e.error)
        except InputError as e:
            yield Failed(path, place, e)
    if not count:
        yield Failed(path, None, UnreadableFile("is empty"))


def accepted(taken: Taken, options: Options) -> Taken:
    """The same, if it is in a language that is read. Raises WrongLanguage otherwise."""
    if options.language_check:
        check_language(taken.report.text)
    return taken


def from_archive(path: str, stream: BinaryIO, options: Options) -> Iterator[Item]:
    """The reports of an archive's members, each bounded as a file is; archives within it are not opened."""
    with opened(stream) as archive:
        members = [m for m in archive.infolist() if m.filename and not m.is_dir()]
        refuse_bomb(members)
        for member in sorted(members, key=lambda m: m.filename):
            yield from from_member(path, archive, member, options)


def opened(stream: BinaryIO) -> zipfile.ZipFile:
    """An archive's list of files. Raises Refused where it is none, of an unknown version, or names its files in broken letters."""
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, ValueError, OSError) as e:
        raise Refused(UnreadableFile(f"is not a ZIP archive that can be read: {e}")) from None


def refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    """Raises Refused for an archive without files, with too many, or too large unpacked."""
    if not members:
        raise Refused(UnreadableFile("is an archive without files"))
    if len(members) > MOST_MEMBERS:
        raise Refused(UnreadableFile(f"holds {len(members):,} files, more than {MOST_MEMBERS:,}; unpack it and give the folder"))
    if sum(m.file_size for m in members) > MOST_UNPACKED:
        raise Refused(UnreadableFile(f"unpacks to more than {MOST_UNPACKED:,} bytes; unpack it and give the folder"))


def from_member(path: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, options: Options) -> Iterator[Item]:
    """The reports of one file of an archive."""
    name, suffix = f"{path}!{member.filename}", Path(member.filename).suffix.lower()
    if suffix not in KNOWN or suffix == ".zip":
        yield unread(name)
        return
    try:
        with archive.open(member) as stream:
            yield from guarded(name, from_stream(name, suffix, io.BytesIO(bounded_member(stream, options)), options))
    except Refused as e:
        yield Failed(name, e.place, e.error)
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError) as e:
        yield Failed(name, None, UnreadableFile(f"cannot be unpacked: {e}"))


def bounded_member(stream: IO[bytes], options: Options) -> bytes:
    """All of a member, unpacked no further than allowed. Raises Refused for more."""
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        most = f"{options.max_bytes:,} bytes, the most that is read"
        raise Refused(UnreadableFile(f"unpacks to more than {most}; raise the limit to read it"))
    return data
