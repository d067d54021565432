"""The doors as promises: every verb is in the manual, --help is quick to answer, streams and exit codes are as documented."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.cli.main import VERBS
from detente.samples import sample_paths

ROOT = Path(__file__).parents[2]
DETENTE = str(Path(sys.executable).with_name("detente"))


def run(*args: str, stdin: bytes = b"", cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([DETENTE, *args], input=stdin, capture_output=True, cwd=cwd, env={**os.environ, **env}, check=False)


def test_every_verb_is_in_the_manual_and_in_help() -> None:
    manual = (ROOT / "docs" / "commands.md").read_text("utf-8")
    told = run("--help").stdout.decode()
    assert [v for v in VERBS if f"`detente {v}" not in manual] == []
    assert [v for v in VERBS if v not in told] == []


def test_help_loads_neither_spacy_nor_numpy() -> None:
    code = "import sys; from click.testing import CliRunner; from detente.cli.main import main; CliRunner().invoke(main, ['--help']); " \
           "print([m for m in ('spacy', 'numpy', 'onnxruntime', 'lxml') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_reading_writes_lines_that_check_and_reads_them_back(tmp_path: Path) -> None:
    out = tmp_path / "readings.jsonl"
    paths = [str(p) for p in sample_paths()]
    assert run("read", *paths, "-o", str(out)).returncode == 0
    assert [json.loads(line)["report"]["id"] for line in out.read_text("utf-8").splitlines()] == [Path(p).stem for p in paths]
    checked = run("check", str(out))
    assert (checked.returncode, checked.stdout.decode().strip()) == (0, f"{len(paths)} readings hold, 0 do not")
    again = run("read", str(out))
    assert again.stdout.decode().splitlines() == out.read_text("utf-8").splitlines()


def test_a_changed_quotation_or_text_is_found(tmp_path: Path) -> None:
    line = run("read", str(sample_paths()[0])).stdout.decode()
    raw = json.loads(line)
    raw["events"][0]["trigger_text"] = "never said"
    forged = tmp_path / "forged.jsonl"
    forged.write_text(json.dumps(raw) + "\n" + line.replace("full trade", "half trade", 1) + line[: len(line) // 2], "utf-8")
    done = run("check", str(forged))
    told = done.stderr.decode()
    assert done.returncode == 1
    assert "never said" in told and "sha256" in told and "the line breaks off" in told
    assert f"{forged}:1" in told and f"{forged}:3" in told


def test_one_bad_file_among_good_ones_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "good.txt").write_text("PARIS - France condemned the coup in Niger on Thursday.", "utf-8")
    done = run("read", *(str(p) for p in sorted(tmp_path.iterdir())))
    assert done.returncode == 3
    assert [json.loads(x)["report"]["id"] for x in done.stdout.decode().splitlines()] == ["good"]
    assert "empty.txt" in done.stderr.decode() and "junk.txt" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize(("args", "stdin", "code"), [
    (("read", "no-such-file.txt"), b"", 1),
    (("read", "-"), b"", 1),
    (("read", "--threshold", "7", "x"), b"", 2),
    (("nosuchverb",), b"", 2),
    (("why", "e-000000000000", "-"), b"France condemned the coup.", 4),
    (("world", "-", "--on", "yesterday"), b"France condemned the coup.", 1),
    (("read", "--published", "31 February", "-"), b"France condemned the coup.", 1),
    (("read", "-"), "Der Präsident sagte am Montag, die Regierung werde das Abkommen nicht unterzeichnen. ".encode() * 8, 1),
])
def test_exit_codes(args: tuple[str, ...], stdin: bytes, code: int) -> None:
    done = run(*args, stdin=stdin)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stderr


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    target = tmp_path / "no" / "such" / "folder.jsonl"
    done = run("read", str(sample_paths()[0]), "-o", str(target))
    assert done.returncode == 1
    assert list(tmp_path.rglob("*")) == []


def test_each_brief_line_ends_in_its_source() -> None:
    done = run("brief", "--no-quotes", *(str(p) for p in sample_paths()))
    lines = done.stdout.decode().splitlines()
    assert len(lines) >= 10
    for line in lines:
        assert line.rstrip().endswith("]"), line
        report, span = line.rstrip("]").rsplit("[", 1)[1].rsplit(":", 1)
        start, end = map(int, span.split("-"))
        text = next(p for p in sample_paths() if p.stem == report).read_text("utf-8")
        assert 0 <= start < end <= len(text)


def test_the_page_needs_no_script_and_no_network(tmp_path: Path) -> None:
    evil = tmp_path / "evil.txt"
    evil.write_text("Kenya accused <script>alert(1)</script> Somalia of shelling <img src=x onerror=alert(1)> its posts. \u202egnol", "utf-8")
    page = tmp_path / "page.html"
    assert run("show", str(evil), "--html", str(page)).returncode == 0
    html = page.read_text("utf-8")
    assert "<script" not in html and "<img" not in html and "\u202e" not in html
    assert "http://" not in html and "https://" not in html and "src=" not in html.replace("src=x", "")


def test_the_lexicon_tells_what_a_name_means_on_a_day() -> None:
    told = run("lexicon", "find", "Moon", "--on", "2017-09-06").stdout.decode()
    assert "Q21001" in told and "president of South Korea" in told
    assert run("lexicon", "find", "Xyzzyland").returncode == 4
    assert run("lexicon", "find", "Moon", "--on", "soon").returncode == 1


EPISODE = tuple(str(p) for p in sample_paths() if p.stem.startswith("vladivostok"))


def test_what_if_shows_what_follows_and_no_change_changes_nothing() -> None:
    moved = run("what-if", *EPISODE, "--set", 'RUS:"oil cut-off"=support').stdout.decode()
    assert "not a forecast" in moved and "oppose -> support" in moved and "veto" in moved
    same = run("what-if", *EPISODE, "--set", 'RUS:"oil cut-off"=oppose').stdout.decode()
    assert "nothing else follows" in same and "->" not in same
    assert run("what-if", *EPISODE, "--set", "RUS=support").returncode == 2
    assert run("what-if", *EPISODE, "--set", "RUS:perpetual motion=support").returncode == 1


def test_outlook_refuses_below_four_actors() -> None:
    assert "No outlook" in run("outlook", "oil cut-off", *EPISODE).stdout.decode()


def test_world_tells_what_changed_and_draws(tmp_path: Path) -> None:
    done = run("world", *EPISODE, "--on", "2017-09-07", "--diff", "2017-09-05", "--svg", str(tmp_path / "w.svg"))
    assert done.returncode == 0
    assert "changes from 2017-09-05 to 2017-09-07" in done.stdout.decode()
    assert (tmp_path / "w.svg").read_text("utf-8").lstrip().startswith("<svg")
