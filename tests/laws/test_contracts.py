"""The import contracts fail on a planted breach, so that they are known to bite."""
from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("module", "breach", "contract"), [
    ("text.py", "import detente.pipeline", "imports point down BROKEN"),
    ("study/planted.py", "from detente.link import collate", "imports point down BROKEN"),
    ("extract/planted.py", "import spacy", "only the language floor knows spaCy and onnxruntime BROKEN"),
])
def test_a_planted_breach_is_seen(tmp_path: Path, module: str, breach: str, contract: str) -> None:
    shutil.copytree(ROOT / "src" / "detente", tmp_path / "detente", ignore=shutil.ignore_patterns("*.onnx", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "detente" / module
    planted.write_text((planted.read_text("utf-8") if planted.exists() else "") + f"\n{breach}\n", "utf-8")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path), "PATH": ""}, check=False)
    assert done.returncode != 0
    assert contract in done.stdout
