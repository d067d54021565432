"""Every error the package raises on purpose; nothing else leaves the public API.

DetenteError
├── InputError          something handed in cannot be used
│   ├── BadSpan         start and end do not mark characters
│   ├── BadDate         not an ISO date
│   ├── UnreadableFile  a file that is missing, locked, binary, broken
│   ├── WrongLanguage   a report in a language that is not read
│   └── BadRecord       stored records that fail their schema, hash or quotation
├── KnowledgeError      a lexicon, codebook or rule file is wrong (file and line in the message)
│   └── UnknownCode     a code, unit or type that does not exist; the message names the nearest
└── ModelError          a model is missing or not the one that was tested (the message has the command that mends it)
"""


class DetenteError(Exception):
    """Base of all errors below; the message says what, where and what to do."""


class InputError(DetenteError):
    """Something handed in cannot be used."""


class BadSpan(InputError):
    """Start and end do not mark characters of the text."""


class BadDate(InputError):
    """Not an ISO date or datetime."""


class UnreadableFile(InputError):
    """A file that is missing, locked, binary or broken."""


class WrongLanguage(InputError):
    """A report in a language that is not read; `language` is its ISO 639-1 code."""

    def __init__(self, message: str, language: str) -> None:
        super().__init__(message)
        self.language = language


class BadRecord(InputError):
    """Stored records that fail their schema, hash or quotation."""


class KnowledgeError(DetenteError):
    """A lexicon, codebook or rule file is wrong; the message has file and line."""


class UnknownCode(KnowledgeError):
    """A code, unit or type that does not exist; the message names the nearest."""


class ModelError(DetenteError):
    """A model is missing, or not the one that was tested."""
