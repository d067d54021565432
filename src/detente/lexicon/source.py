"""Knowledge files: TOML with an owner, read once, and every complaint about them says file and line."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from detente.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Source:
    """One TOML file: its name for messages, its raw text, and its tables."""

    name: str
    text: str
    tables: Mapping[str, Any]

    def where(self, value: str, key: str | None = None) -> str:
        """"file:line" of the first line that holds `value` in quotation marks (after `key =`, if given); else the file name."""
        quoted = re.escape(value.replace("\\", "\\\\").replace('"', '\\"'))
        find = re.compile((rf"^\s*{re.escape(key)}\s*=.*" if key else "") + rf"[\"']{quoted}[\"']", re.M)
        found = find.search(self.text)
        return f"{self.name}:{self.text.count(chr(10), 0, found.start()) + 1}" if found else self.name

    def error(self, message: str, value: str, key: str | None = None) -> KnowledgeError:
        """An error that names the line where `value` stands."""
        return KnowledgeError(f"{self.where(value, key)}: {message}")


def read_source(path: Path | Traversable) -> Source:
    """Read one TOML file. Raises KnowledgeError with file and line where it cannot be read or is not TOML."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # a BOM is no part of TOML, and editors write one
        return Source(path.name if not isinstance(path, Path) else str(path), text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as e:
        line = re.search(r"line (\d+)", str(e))
        raise KnowledgeError(f"{path}:{line[1] if line else 1}: not TOML: {e}") from None
    except (OSError, ValueError, RecursionError) as e:  # ValueError: no UTF-8, a NUL in the name, or a number of thousands of digits
        raise KnowledgeError(f"{path}: cannot be read: {e}") from None
