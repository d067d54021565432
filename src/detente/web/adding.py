"""Reports handed in by form: a pasted text, or files, read on a thread of their own; bounded in number, size and depth."""
from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from detente.errors import DetenteError
from detente.intake.files import Item, from_stream, guarded
from detente.intake.taken import Failed, Options, Skipped, Taken
from detente.records.reading import Reading
from detente.text import Report, iso
from detente.web.http import MOST_FILES, Refused, Upload
from detente.web.shelf import Job, Shelf

MOST_FILE = 5_000_000          # bytes of one file, or of one in an archive; archives within archives are not opened
ReadOne = Callable[[Report, str | None], Reading]


def start(shelf: Shelf, fields: dict[str, str], files: Sequence[Upload], read: ReadOne) -> Job:
    """Begin to read what a form holds. Raises Refused where another reading is going on, nothing is there to read, or the date is none."""
    day = fields.get("published", "").strip() or None
    try:
        day = None if day is None else iso(day)
    except DetenteError as e:
        raise Refused(400, str(e)) from None
    uploads = [*([Upload("pasted.txt", fields["text"].encode("utf-8", "surrogatepass"))] if fields.get("text", "").strip() else []), *files]
    if not uploads:
        raise Refused(400, "there is nothing to read: paste a text or choose files")
    job = Job()
    if not shelf.begin(job):
        raise Refused(409, "other reports are being read; wait until they are done")
    threading.Thread(target=work, args=(shelf, job, uploads, day, read), daemon=True).start()
    return job


def work(shelf: Shelf, job: Job, uploads: Sequence[Upload], day: str | None, read: ReadOne) -> None:
    """Read everything, then put it on the shelf; what fails is noted on the job, and the rest goes on."""
    try:
        made: list[Reading] = []
        for taken in reports(uploads, job):
            made.append(read(named(taken, day, {*shelf.view.readings, *(m.report.id for m in made)}), taken.page_sha256))
            job.done += 1
        shelf.put(made, job)
    except DetenteError as e:
        job.faults.append(str(e))
    finally:
        job.finished = True


def reports(uploads: Sequence[Upload], job: Job) -> Iterator[Taken]:
    """At most MOST_FILES reports of the uploads, and no more files that cannot be read."""
    found = 0
    for upload in uploads:
        for item in items(upload):
            if isinstance(item, (Failed, Skipped)):
                job.faults.append(str(item))
                if len(job.faults) > MOST_FILES:
                    job.faults.append(f"{upload.name}: more than {MOST_FILES} files that cannot be read; the rest was left out")
                    return
            elif found >= MOST_FILES:
                job.faults.append(f"{upload.name}: more than {MOST_FILES} reports; the rest was left out")
                return
            else:
                found += 1
                yield item


def items(upload: Upload) -> Iterator[Item]:
    """The reports of one upload, read from memory: nothing is written to disk, no path of the sender is used."""
    options = Options(max_bytes=MOST_FILE)
    return guarded(upload.name, from_stream(upload.name, PurePath(upload.name).suffix.lower(), io.BytesIO(upload.data), options))


def named(taken: Taken, day: str | None, known: set[str]) -> Report:
    """The report under its file's name where that is free, else with a part of its hash behind it."""
    r = taken.report
    name = PurePath(taken.path.split("!")[-1]).stem if taken.place is None else r.id
    name = name.strip() or r.id
    if name in known or name == "pasted":
        name = f"{name}-{Report(r.text).id[:6]}"
    return Report(r.text, name, r.published or day, r.source, r.url, r.title)
