"""Which reader reads which file: content first, the suffix is only a hint."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from plainlang.errors import UnreadableError
from plainlang.letter import Letter

Read = Callable[[str, bytes], Letter]

READERS = {"text": "plainlang.readers.text", "markdown": "plainlang.readers.markdown", "word": "plainlang.readers.word"}
"""Name -> module; a module is imported when its first file comes."""

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "word",
}
"""Suffix -> reader; the files with these suffixes are the letters of a folder."""

_OTHER_FORMATS = {
    ".pdf": "PDF",
    ".rtf": "RTF",
    ".odt": "OpenDocument",
    ".doc": "old Word",
    ".html": "HTML",
    ".htm": "HTML",
    ".eml": "e-mail",
}
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = (_ZIP, _OLE, b"PK\x05\x06")


def read_letter(path: str, data: bytes, *, reader: str | None = None) -> Letter:
    """Reads `data`, which came from `path`, with the reader that its content and suffix ask for.

    `reader` (a key of READERS) overrides both. Raises UnreadableError.
    """
    name = reader or _choose(path, data)
    read: Read = import_module(READERS[name]).read
    return read(path, data)


def _choose(path: str, data: bytes) -> str:
    suffix = PurePath(path).suffix.lower()
    if data.startswith(_OFFICE) or suffix == ".docx":
        return "word"
    if data.startswith(b"%PDF-") or suffix in _OTHER_FORMATS:
        name = _OTHER_FORMATS.get(suffix, "PDF")
        raise UnreadableError(
            path, f"plainlang does not read {name} files yet.", "Save the letter as .docx, .txt or .md.", code="format"
        )
    return SUFFIXES.get(suffix, "text")
