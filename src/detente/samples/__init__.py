"""The shipped sample reports, written for this project: facts of public record in our own words."""
from __future__ import annotations

from importlib import resources
from pathlib import Path


def sample_paths() -> list[Path]:
    """The sample reports as files, by name."""
    folder = Path(str(resources.files("detente.samples").joinpath("data")))
    return sorted(folder.glob("*.txt"))
