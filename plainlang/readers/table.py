"""Which reader reads which file: content first, the suffix is only a hint."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from plainlang.letter import Letter

Read = Callable[[str, bytes], Letter]

READERS = {
    "text": "plainlang.readers.text",
    "markdown": "plainlang.readers.markdown",
    "html": "plainlang.readers.html",
    "jinja": "plainlang.readers.jinja",
    "word": "plainlang.readers.word",
    "old-word": "plainlang.readers.old_word",
    "pdf": "plainlang.readers.pdf",
    "rtf": "plainlang.readers.rtf",
    "odt": "plainlang.readers.odt",
    "mail": "plainlang.readers.mail",
}
"""Name -> module; a module is imported when its first file comes."""

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "word",
    ".docm": "word",
    ".dotx": "word",
    ".dotm": "word",
    ".doc": "old-word",
    ".dot": "old-word",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".odt": "odt",
    ".ott": "odt",
    ".eml": "mail",
}
"""Suffix -> reader; the files with these suffixes are the letters of a folder."""

TEMPLATE_SUFFIXES = (".j2", ".jinja", ".jinja2")
"""A template; the suffix before it says what it becomes (`notice.html.j2`)."""
_TEMPLATES_OF = ("text", "markdown", "html")

_BORROWS = re.compile(rb"\{%[-+]?\s*(?:include|import|extends|from)\b")

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_HEAD = 1024
"""A PDF may begin a little late (ISO 32000-1, note to 7.5.2)."""


def read_letter(path: str, data: bytes, *, reader: str | None = None) -> Letter:
    """Reads `data`, which came from `path`, with the reader that its content and suffix ask for.

    `reader` (a key of READERS) overrides both. Raises UnreadableError.
    """
    read: Read = import_module(READERS[reader or choose(path, data)]).read
    return read(path, data)


def takes_words_from_elsewhere(data: bytes) -> bool:
    """True for a template that includes, imports or extends another file: what it says may change when it does not."""
    return _BORROWS.search(data) is not None


def is_letter(name: str) -> bool:
    """True for a file name that ends like a letter or a template of one."""
    path = PurePath(name.lower())
    if path.suffix not in TEMPLATE_SUFFIXES:
        return path.suffix in SUFFIXES
    return template_of(name) is not None


def template_of(name: str) -> str | None:
    """The reader of what a template becomes; text where its name does not say, None for other things than letters."""
    inner = PurePath(PurePath(name.lower()).stem).suffix
    becomes = SUFFIXES.get(inner) if inner else "text"
    return becomes if becomes in _TEMPLATES_OF else None


def choose(path: str, data: bytes) -> str:
    """The name of the reader: by the first bytes where they tell, else by the suffix."""
    suffix = PurePath(path).suffix.lower()
    if data.startswith(_ZIP):
        loose = suffix in (".odt", ".ott") and b"[Content_Types].xml" not in data
        return "odt" if loose or _ODT in data[:_HEAD] else "word"
    if data.startswith(_OLE):
        return "word" if _ENCRYPTED in data else "old-word"
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if suffix in TEMPLATE_SUFFIXES:
        return "jinja"
    if _HTML.match(data[:_HEAD]):
        return "html"
    return SUFFIXES.get(suffix, "text")
