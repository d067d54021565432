"""What an unkind shell does to the command line: closed pipes, full disks, pipes as files, names that are none, interruptions."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

DETENTE = str(Path(sys.executable).with_name("detente"))
STORY = "PARIS - France condemned the coup in Niger on Thursday.\n"


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in a folder, `detente` being ours."""
    return subprocess.run(["bash", "-c", f'set -o pipefail; detente() {{ "{DETENTE}" "$@"; }}; {line}'], capture_output=True, text=True, cwd=folder,
                          stdin=subprocess.DEVNULL, check=False, timeout=120)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stories under unkind names, and their stored readings."""
    here = tmp_path_factory.mktemp("with space 北")
    (here / "a b.txt").write_text(STORY, "utf-8")
    Path(os.fsdecode(os.fsencode(here) + b"/\xff.txt")).write_text(STORY, "utf-8")
    (here / "odd.jsonl").write_text('{"text": "France condemned \\ud800 the coup in Niger.", "id": "\\ud801"}\n', "utf-8")
    done = shell("detente read *.txt odd.jsonl -o r.jsonl", here)
    assert (done.returncode, done.stderr) == (0, "")
    return here


def test_a_reader_that_stops_early_is_no_failure(folder: Path) -> None:
    done = shell("detente read r.jsonl r.jsonl r.jsonl r.jsonl | head -c 20 >/dev/null && detente lexicon find Seoul | true && "
                 "detente --help | true && detente read --help | true", folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_dash_is_stdout_and_never_a_file(folder: Path) -> None:
    done = shell("detente read r.jsonl -o - | head -c 10 && detente export r.jsonl --to csv -o - | head -c 8", folder)
    assert (done.returncode, done.stdout) == (0, '{"schema":event_id')
    assert shell("detente export r.jsonl --to dna -o -", folder).returncode == 2
    assert not (folder / "-").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told_in_words(folder: Path) -> None:
    done = shell("detente read r.jsonl > /dev/full", folder)
    assert done.returncode == 1
    assert "No space left" in done.stderr and "Traceback" not in done.stderr


def test_a_pipe_given_as_a_file_loses_nothing(folder: Path) -> None:
    assert '"text": "PARIS - France' in shell("detente read <(cat 'a b.txt')", folder).stdout


def test_stored_readings_come_by_standard_input(folder: Path) -> None:
    assert shell("cat r.jsonl | detente check -", folder).stdout == "3 readings hold, 0 do not\n"
    assert shell("cat r.jsonl | detente read - | cmp - r.jsonl", folder).returncode == 0


@pytest.mark.parametrize("line", [
    "detente read - <&-", "detente read r.jsonl -o ''", "detente read r.jsonl -o r.jsonl/x", "detente read r.jsonl -o no/x",
    "detente read --published 20170906 r.jsonl", "detente world r.jsonl --on 2017-W36-3",
])
def test_what_cannot_be_done_fails_in_words(folder: Path, line: str) -> None:
    before = sorted(folder.iterdir())
    done = shell(line, folder)
    assert done.returncode == 1 and done.stderr and "Traceback" not in done.stderr, done.stderr
    assert sorted(folder.iterdir()) == before


def test_lone_surrogates_are_shown_not_fatal(folder: Path) -> None:
    done = shell("detente show odd.jsonl; detente show odd.jsonl --html odd.html", folder)
    assert (done.returncode, done.stderr) == (0, "wrote odd.html\n")
    assert "\\ud800" in done.stdout
    assert "the coup in Niger" in (folder / "odd.html").read_text("utf-8")


def test_a_page_keeps_its_hash_with_several_workers(folder: Path) -> None:
    (folder / "p.html").write_text(f"<html><body><p>{STORY}</p></body></html>", "utf-8")
    one, two = (shell(f"detente read p.html 'a b.txt' --workers {n}", folder).stdout for n in (1, 2))
    assert one == two and '"page_sha256": "' in one


def test_interrupted_leaves_nothing_and_says_so(folder: Path) -> None:
    args = [DETENTE, "read", *(["r.jsonl"] * 4_000), "-o", "cut.jsonl"]
    with subprocess.Popen(args, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not list(folder.glob(".cut.jsonl*")):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        told = process.stderr.read()
    assert (process.returncode, told.strip()) == (130, "interrupted")
    assert not list(folder.glob("*cut.jsonl*")) and not list(folder.glob(".cut*"))
