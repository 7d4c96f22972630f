"""The characters of an RTF file: code pages, fonts with signs for letters, and words that stand for one character."""

from __future__ import annotations

import codecs

from striprtf.striprtf import charset_map, specialchars

ANSI = "cp1252"
SYMBOLS = "symbols"
"""Stands for the code page of a font whose characters are signs (Symbol, Wingdings)."""
SETS = {b"ansi": ANSI, b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
_SYMBOL_CHARSET = 2
_PAGES = {10000: "mac_roman", 10001: "shift_jis", 10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2"}
_SIGNS = {0x6F: "☐", 0x71: "☐", 0xA8: "☐", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xA3: "☐", 0x78: "☒", 0x54: "☒", 0x52: "☑"}
"""The boxes of Wingdings; what else is beyond ASCII in such a font is drawn as a bullet."""
_BULLET = "•"
WORDS = {
    **{word.encode(): text for word, text in specialchars.items() if word.isalpha() and len(text) == 1 and text != "|"},
    b"line": "\n",
    b"lbr": "\n",
    b"page": "\n",
    b"column": "\n",
    b"softline": "",
}
"""Control word -> what it shows, without those that end a paragraph or a cell."""
for _word in (b"par", b"sect", b"row", b"cell", b"nestcell"):
    WORDS.pop(_word, None)
SIGNS = {b"~": "\xa0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
"""Control symbol -> what it shows."""


def page(number: int | None) -> str:
    """The codec of a Windows code page; that of Western Europe where Python has none."""
    return _known(_PAGES.get(number or 0, f"cp{number}"))


def page_of_charset(number: int | None, document: str) -> str:
    """The codec of a font's \\fcharset; 1 means that of the document."""
    if number == _SYMBOL_CHARSET:
        return SYMBOLS
    return _known(charset_map[number]) if number in charset_map else document


def decode(data: bytes, encoding: str) -> str:
    """The text of bytes; what is no character of the code page becomes U+FFFD."""
    if encoding == SYMBOLS:
        return "".join(sign(code) if code > 127 else chr(code) for code in data)
    return data.decode(encoding, "replace")


def sign(code: int) -> str:
    """What a sign font draws for a code (0 to 255), as far as letters use it."""
    return _SIGNS.get(code, _BULLET)


def character(code: int) -> str:
    """The character of a \\u; U+FFFD for a number that is none, the sign for one of a sign font (F000 to F0FF)."""
    code = code + 0x10000 if code < 0 else code
    if 0xF020 <= code <= 0xF0FF:
        return sign(code - 0xF000)
    return chr(code) if 0 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ANSI
