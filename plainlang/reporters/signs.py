"""Signs that a letter may hold and a report may not: each format's own way to stay whole."""

from __future__ import annotations

import re

_NOT_IN_JSON_LINES = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def json_safe(text: str) -> str:
    """JSON text with escapes for what some readers take for a line end, and for halves of surrogate pairs."""
    return _NOT_IN_JSON_LINES.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def xml_safe(text: str) -> str:
    """Text with the replacement character (U+FFFD) where XML 1.0 knows no way to write a sign."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Text on one line, without the signs that could drive a terminal; a space stands for each run of them."""
    whole = text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(whole.split())
