"""Bytes to text: the encodings and line ends that offices really use."""

from __future__ import annotations

import codecs

from plainlang.errors import UnreadableError
from plainlang.source import Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = frozenset(chr(code) for code in range(32)) - set("\t\n\r\f\v\x1b")


def decode(path: str, data: bytes, *, declared: str | None = None) -> Source:
    """The text of a file: by its byte-order mark, else UTF-8, else UTF-16 by its zeros, else cp1252.

    declared: Python's name of the encoding that the file says it is in; it goes before the guesses, unless the bytes
    are not in it, or would not come back as they were. Raises UnreadableError for an empty file and for bytes that
    are no text in any of these.
    """
    if not data.strip():
        raise _empty(path)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _source(path, data, data[len(bom) :], encoding, bom)
    guesses = (*_guesses(data), "cp1252")
    if declared and guesses[0] == "utf-8" and _holds(data, declared):
        guesses = (declared,)
    for encoding in guesses:
        try:
            return _source(path, data, data, encoding, b"")
        except UnicodeDecodeError:
            continue
    raise _not_text(path)


def _holds(data: bytes, encoding: str) -> bool:
    try:
        return data.decode(encoding).encode(encoding) == data
    except UnicodeError:
        return False


def _guesses(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows itself by a zero in every other byte of plain English."""
    head = data[:400]
    if head[1::2].count(0) > len(head) // 4:
        return ("utf-16-le",)
    if head[0::2].count(0) > len(head) // 4:
        return ("utf-16-be",)
    return ("utf-8",)


def _source(path: str, data: bytes, body: bytes, encoding: str, bom: bytes) -> Source:
    try:
        raw = body.decode(encoding)
    except UnicodeDecodeError:
        if bom:
            raise _not_text(path) from None
        raise
    if not _CONTROL.isdisjoint(raw):
        raise _not_text(path)
    if not raw.strip():
        raise _empty(path)
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    return Source(path=path, data=data, raw=raw, text=text, encoding=encoding, bom=bom)


def _empty(path: str) -> UnreadableError:
    return UnreadableError(path, "The file is empty.", "Write the letter into it, or leave it out.", code="empty")


def _not_text(path: str) -> UnreadableError:
    return UnreadableError(
        path,
        "These bytes are not text in UTF-8, UTF-16 or Windows-1252.",
        "Open the letter in the program that made it and save it as plain text.",
        code="not-text",
    )
