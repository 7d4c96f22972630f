"""The encoding a page says it is in, as browsers look for it: in the first bytes, in a meta tag."""

from __future__ import annotations

import re

HEAD = 4096
"""How many bytes are looked at."""
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta[\s/][^>]*?charset\s*=\s*[\"']?\s*(?P<label>[\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"'](?P<label>[\w.:-]+)", re.IGNORECASE)
_LATIN = "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 ascii us-ascii ansi_x3.4-1968 cp1252 x-cp1252 windows-1252"
_PYTHON = {
    **dict.fromkeys(_LATIN.split(), "cp1252"),
    **dict.fromkeys("utf-8 utf8 unicode-1-1-utf-8 utf-16 utf-16le utf-16be unicode".split(), "utf-8"),
    **{f"windows-{number}": f"cp{number}" for number in (874, *range(1250, 1259))},
    **{f"iso-8859-{number}": f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso-8859-9": "cp1254",
    "latin9": "iso8859-15",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "euc-jp": "euc-jp",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}
"""What a page calls an encoding -> what Python does, after the table of labels in the WHATWG's Encoding standard."""


def declared_encoding(data: bytes) -> str | None:
    """Python's name of the encoding that the page declares; None where it declares none that is known."""
    head = data[:HEAD]
    found = _META.search(_COMMENT.sub(b"", head)) or _XML.match(head)
    return _PYTHON.get(found["label"].decode("ascii", "replace").lower()) if found else None
