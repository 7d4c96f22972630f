"""The plain text of an e-mail: lines that flow, lines that quote an earlier message, the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTED = ">"
_ATTRIBUTION = re.compile(r"On\b.{4,200}\bwrote:\s*$|-+ ?Original Message ?-+\s*$", re.IGNORECASE)
"""What a mail program writes above the words it quotes."""
_SEPARATOR = "--"
"""The line above a signature; in mails it ends with a space (RFC 3676, 4.3)."""
_CITE = re.compile(r"<blockquote\b[^<>]{0,2000}>", re.IGNORECASE)
_CITE_MARK = re.compile(r"type\s*=\s*[\"']?cite[\"']?|class\s*=\s*[\"']gmail_quote[\"']", re.IGNORECASE)


class Stretch(NamedTuple):
    """Characters of a line; `line` and `column` count from 1 in the text of the part. Lines end with `\\n`."""

    text: str
    line: int
    column: int


def stretches(text: str, *, flowed: bool, spaceless: bool = False) -> Iterator[Stretch]:
    """What a mail program shows as the sender's own words: quoted lines are another person's, and left out.

    flowed: a line that ends with a space goes on in the next one (RFC 3676). spaceless: that space is not part of the
    text (its DelSp=yes).
    """
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith(_QUOTED) or _introduces_quote(lines, number - 1) or line.rstrip() == _SEPARATOR:
            continue
        stuffed = flowed and line.startswith(" ")
        own = line[stuffed:]
        goes_on = flowed and own.endswith(" ") and lines[number : number + 1] != [""]
        text = own if goes_on else own + "\n"
        yield Stretch(text[:-1] if goes_on and spaceless else text, number, 1 + stuffed)


def _introduces_quote(lines: list[str], at: int) -> bool:
    """True for "On Monday, Ann wrote:" where the next line that is not empty is a quoted one."""
    if not _ATTRIBUTION.match(lines[at]):
        return False
    below = next((line for line in lines[at + 1 : at + 3] if line.strip()), "")
    return below.startswith(_QUOTED)


def without_quotes(page: str) -> str:
    """A page with the quotes of an earlier message marked as hidden; of the same length, so that places hold."""
    return _CITE.sub(lambda tag: _CITE_MARK.sub(_hidden, tag[0]), page)


def _hidden(mark: re.Match[str]) -> str:
    return "hidden".ljust(len(mark[0]))
