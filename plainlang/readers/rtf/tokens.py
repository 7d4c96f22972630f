"""The tokens of an RTF file: groups, control words, bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plainlang.errors import UnreadableError

MAX_TOKENS = 1_000_000
"""A letter of 250 pages has 300,000 at most; what is not shown (pictures) is skipped and counts once."""
MAX_DEPTH = 1_000
"""Groups within groups; Word writes 30 at most."""

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?\d* ?|"
    rb"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<text>[^\\{}\r\n\0]+)|(?P<nothing>[\r\n\0]+|\\\Z)",
    re.DOTALL,
)
_EDGE = re.compile(rb"[{}]|\\bin(\d{1,10})\d* ?|\\[^a-zA-Z]", re.DOTALL)


class Token(NamedTuple):
    """One token. kind: open, close, word, sign, byte or text. `data`: its word, sign or bytes."""

    kind: str
    data: bytes = b""
    number: int | None = None


_BYTES = [Token("byte", bytes([code])) for code in range(256)]
_OPEN, _CLOSE = Token("open"), Token("close")


class Tokens:
    """Goes through a file once, up to the end of its outermost group; what follows that is not shown.

    Raises UnreadableError where the file ends before its groups do, and where it is absurdly deep or full.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self._path, self._data = path, data
        self._at = self._depth = 0

    def __iter__(self) -> Iterator[Token]:
        for _ in range(MAX_TOKENS):
            found = _TOKEN.match(self._data, self._at)
            if found is None:
                raise _damaged(self._path)
            self._at = found.end()
            token = self._token(found)
            if token is not None:
                yield token
            if self._depth == 0:
                return
        raise _too_full(self._path)

    def skip_group(self) -> None:
        """Goes on behind the group that is open; its end is not told."""
        depth = 1
        while depth:
            found = _EDGE.search(self._data, self._at)
            if found is None:
                raise _damaged(self._path)
            self._at = found.end() + int(found[1] or 0)
            depth += {b"{": 1, b"}": -1}.get(found[0], 0)
        self._depth -= 1

    def _token(self, found: re.Match[bytes]) -> Token | None:
        match found.lastgroup:
            case "open":
                self._open()
                return _OPEN
            case "close":
                self._depth -= 1
                return _CLOSE
            case "byte":
                return _BYTES[int(found["byte"], 16)]
            case "text" | "sign" as kind:
                return Token(kind, found[kind])
            case "word" | "number":
                return self._word(found["word"], found["number"])
        return None

    def _word(self, word: bytes, digits: bytes | None) -> Token | None:
        number = None if digits is None else int(digits)
        if word == b"bin":
            # The bytes that follow are no RTF; a length that lies ends in the refusal of a file cut short.
            self._at += max(0, number or 0)
            return None
        return Token("word", word, number)

    def _open(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _damaged(self._path)


def _damaged(path: str) -> UnreadableError:
    what = "This RTF file is cut short or damaged."
    return UnreadableError(path, what, "Get a fresh copy of it and try again.", code="damaged")


def _too_full(path: str) -> UnreadableError:
    what = f"This RTF file holds more than {MAX_TOKENS:,} marks and words, which no letter does."
    return UnreadableError(path, what, "Ask the sender for a smaller copy.", code="too-big")
