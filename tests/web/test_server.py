"""The socket, and reports handed in by form: bounded, on loopback, never on disk."""
from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from detente.records.reading import Reading
from detente.store.codec import reading_to_dict
from detente.web.app import App
from detente.web.guard import is_loopback
from detente.web.http import MOST_BYTES, Refused, multipart
from detente.web.server import serve
from detente.web.shelf import Shelf
from tests.intake.test_documents import word
from tests.web.browse import Visit, ask, empty_reading

BOUNDARY = "----cut"


def form(*parts: tuple[str, str | None, bytes]) -> bytes:
    out = b""
    for name, filename, data in parts:
        file = f'; filename="{filename}"' if filename else ""
        out += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + data + b"\r\n"
    return out + f"--{BOUNDARY}--\r\n".encode()


KIND = f"multipart/form-data; boundary={BOUNDARY}"


@pytest.fixture
def reading_app(episode: list[Reading]) -> App:
    return App(Shelf(episode), empty_reading)


def add(app: App, *parts: tuple[str, str | None, bytes]) -> Visit:
    answer = ask(app, "/add", "POST", form(*parts), content_type=KIND)
    assert answer.status == 303, answer.body
    for _ in range(200):
        if app.shelf.job is not None and app.shelf.job.finished:
            break
        time.sleep(0.02)
    return Visit(app, "/reading")


def test_a_pasted_text_and_files_are_read_and_named(reading_app: App) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as z:
        z.writestr("folder/third.txt", "The third report tells of talks.")
        z.writestr("folder/nested.zip", packed.getvalue())
    visit = add(reading_app, ("text", None, b"Kenya accused Somalia of shelling its posts."), ("published", None, b"2017-09-08"),
                ("files", "../../etc/second.txt", b"The second report tells of talks."), ("files", "many.zip", packed.getvalue()),
                ("files", "bad.txt", b""), ("files", "junk.txt", bytes(range(256)) * 40))
    held = reading_app.shelf.view.readings
    assert "Read 3 reports" in visit.words() and {"second", "third"} <= set(held)
    assert held["second"].report.published == "2017-09-08"
    assert any(i.startswith("pasted-") for i in held)
    assert "nested.zip" in visit.words() and "junk.txt" in visit.words()


def test_the_same_name_twice_keeps_both(reading_app: App) -> None:
    add(reading_app, ("files", "courier.txt", b"Another courier with another text."))
    assert len(reading_app.shelf.view.readings) == 3


def test_a_word_document_is_read_and_files_that_cannot_be_are_bounded(reading_app: App) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as z:
        for n in range(400):
            z.writestr(f"{n}.docx", b"PK\x03\x04")
    document = word("Envoys fail to agree", "Nothing was agreed.")
    visit = add(reading_app, ("files", "letter.docx", document), ("files", "plain.rtf", rb"{\rtf1 The envoy met the president.}"),
                ("files", "bombs.zip", packed.getvalue()))
    held = reading_app.shelf.view.readings
    assert held["letter"].report.text == "Envoys fail to agree\n\nNothing was agreed." and "plain" in held
    assert reading_app.shelf.job is not None and len(reading_app.shelf.job.faults) < 250 and "save it anew" in visit.words()


@pytest.mark.parametrize(("parts", "status"), [
    ((("text", None, b"  "),), 400),
    ((("text", None, b"Talks."), ("published", None, b"31 February")), 400),
    (tuple(("files", f"{n}.txt", b"x") for n in range(201)), 413),
])
def test_what_cannot_be_read_is_refused(reading_app: App, parts: tuple[tuple[str, str | None, bytes], ...], status: int) -> None:
    assert ask(reading_app, "/add", "POST", form(*parts), content_type=KIND).status == status


def test_a_server_that_takes_nothing_has_no_form(app: App) -> None:
    assert ask(app, "/add", "POST", b"text=x").status == 404


def test_multipart_keeps_every_byte() -> None:
    data = bytes(range(256)) + b"\r\n\r\n--" + b"\n\r" * 3
    _, files = multipart(KIND, form(("files", "a.bin", data)))
    assert files[0].data == data
    with pytest.raises(Refused):
        multipart("multipart/form-data", b"")


@pytest.mark.parametrize(("host", "local"), [("127.0.0.1", True), ("::1", True), ("[::1]", True), ("localhost", True), ("0.0.0.0", False),
                                             ("192.168.1.5", False), ("example.org", False)])
def test_loopback(host: str, local: bool) -> None:
    assert is_loopback(host) is local


@pytest.fixture
def port(app: App) -> Iterator[int]:
    server = serve(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield int(server.server_address[1])
    server.shutdown()
    server.server_close()


def test_over_the_socket(port: int) -> None:
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    for method, path, status in (("GET", "/", 200), ("HEAD", "/records", 200), ("GET", "/no%20such", 404), ("GET", "//x/records", 404)):
        line.request(method, path)
        answer = line.getresponse()
        body = answer.read()
        assert answer.status == status
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert (body == b"") is (method == "HEAD")
    line.request("GET", "/", headers={"Host": "rebound.example"})
    assert line.getresponse().status == 421


def test_a_body_too_large_or_of_no_length_is_not_taken(port: int) -> None:
    for headers, status in (({"Content-Length": str(MOST_BYTES + 1)}, 413), ({"Transfer-Encoding": "chunked"}, 411), ({"Content-Length": "x"}, 411)):
        line = HTTPConnection("127.0.0.1", port, timeout=5)
        line.putrequest("POST", "/add")
        for k, v in headers.items():
            line.putheader(k, v)
        line.endheaders()
        assert line.getresponse().status == status


def test_the_command_serves_stored_readings(tmp_path: Path, episode: list[Reading]) -> None:
    stored = tmp_path / "readings.jsonl"
    stored.write_text("".join(json.dumps(reading_to_dict(r), ensure_ascii=False) + "\n" for r in episode), "utf-8")
    command = [str(Path(sys.executable).with_name("detente")), "web", str(stored), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        line = HTTPConnection("127.0.0.1", int(address.rstrip("/").rpartition(":")[2]), timeout=5)
        line.request("GET", "/")
        assert b"<b>2</b> reports" in line.getresponse().read()
        process.terminate()
