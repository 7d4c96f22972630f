"""The characters a browser makes of the text of a page: character references and white space, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

from plainlang.source import Quoting
from plainlang.spans import Span

_SPACE = " \t\n\f\r"
_UNSEEN = "\u00ad\u034f\u200b\u200c\u2060\ufeff"
"""Says where a line may break, or fills the preview of an e-mail; the eye sees nothing of it."""
MARGIN = "\r"
"""Stands for what is no part of the page (the quote marks of Markdown): space in a tag, nothing in a text.

No text of a source holds it: its line ends are all `\\n`.
"""
_GAP = _SPACE.replace(MARGIN, "")
_BIT = re.compile(
    rf"(?P<space>[{_GAP}]++)|(?P<unseen>[{_UNSEEN}{MARGIN}]++)|"
    rf"(?P<words>(?:[^&{_SPACE}{_UNSEEN}]|&(?!#|[a-zA-Z]))++(?: (?:[^&{_SPACE}{_UNSEEN}]|&(?!#|[a-zA-Z]))++)*+)|"
    r"(?P<number>&\#(?:[xX](?P<hex>[0-9a-fA-F]++)|(?P<decimal>[0-9]++));?)|&(?P<name>[a-zA-Z][a-zA-Z0-9]{0,31}+;?)?"
)
_RAW_BIT = re.compile(rf"(?P<space>[{_GAP}]++)|(?P<unseen>[{_UNSEEN}{MARGIN}]++)|(?P<words>[^{_SPACE}{_UNSEEN}]++)")
_LONGEST_LEGACY = 6
"""Characters of the longest name that needs no semicolon (`Aacute`)."""
_LONGEST_NUMBER = 7
"""Digits of the highest code point."""


class Bit(NamedTuple):
    """Characters of the page and where they stand. literal: as they are. space: white space that may collapse."""

    text: str
    home: Span
    literal: bool
    space: bool = False
    quoting: Quoting = Quoting.HTML


def bits(text: str, span: Span, *, raw: bool = False, attribute: bool = False) -> Iterator[Bit]:
    """What a browser shows of `text[span]`, before white space collapses.

    raw: `&` is a letter like others. attribute: the span is the value of one, where old references need more care.
    """
    at, pattern = span.start, _RAW_BIT if raw else _BIT
    quoting = Quoting.ATTRIBUTE if attribute else Quoting.HTML
    while at < span.end:
        found = pattern.match(text, at, span.end)
        assert found is not None
        kind, home = found.lastgroup, Span(*found.span())
        if kind in {"space", "words"}:
            yield Bit(found[0], home, literal=True, space=kind == "space", quoting=quoting)
        elif kind != "unseen":
            shown, home = _referred(found, attribute=attribute)
            if shown and shown not in _UNSEEN:
                literal = shown == text[home.start : home.end]
                yield Bit(shown, home, literal=literal, space=shown in _SPACE, quoting=quoting)
        at = home.end


def _referred(found: re.Match[str], *, attribute: bool) -> tuple[str, Span]:
    """What a reference stands for, and how much of the text it is; `&` alone is one."""
    start, end = found.span()
    if found["number"]:
        return _numbered(found["hex"], found["decimal"]), Span(start, end)
    name = found["name"] or ""
    if name in html5 and (name.endswith(";") or not (attribute and _goes_on(found.string, end))):
        return html5[name], Span(start, end)
    for length in range(min(_LONGEST_LEGACY, len(name) - 1), 1, -1):
        if name[:length] in html5 and not (attribute and _goes_on(found.string, start + 1 + length)):
            return html5[name[:length]], Span(start, start + 1 + length)
    return "&", Span(start, start + 1)


def _goes_on(text: str, at: int) -> bool:
    """True in `?a=1&copy=2`: an address, not a sign."""
    behind = text[at : at + 1]
    return behind == "=" or (behind.isascii() and behind.isalnum())


def _numbered(hexadecimal: str | None, decimal: str | None) -> str:
    digits = (hexadecimal or decimal or "").lstrip("0")
    if len(digits) > _LONGEST_NUMBER:
        return "\ufffd"
    return unescape(f"&#{'x' if hexadecimal else ''}{digits or '0'};")
