"""The words that stand before a list item ("Notice 1:"); labels that are only a number or a sign are left out."""

from __future__ import annotations

import re

from plainlang.readers.numerals import numeral
from plainlang.readers.odt.package import Element, q

_WORDS = re.compile(r"[^\W\d_]{2}")
_NUMBER = re.compile(r"%(\d{1,2})%")
_LEVELS = 10
OUTLINE = "text:outline-style"
"""Stands for the numbering of the headings, which has no name of its own."""


class Labels:
    """The list styles that a part may name, and how far each list has been counted. Later groups go before earlier."""

    def __init__(self, *groups: Element | None) -> None:
        self._levels: dict[tuple[str, int], Element] = {}
        for group in groups:
            for style in () if group is None else group.findall(q("text:list-style")):
                self._keep(style.get(q("style:name")) or "", style.findall(q("text:list-level-style-number")))
            for style in () if group is None else group.findall(q(OUTLINE)):
                self._keep(OUTLINE, style.findall(q("text:outline-level-style")))
        self._counts: dict[str, list[int]] = {}

    def restart(self, style: str) -> None:
        """A new list begins, which does not go on with the one before it."""
        self._counts.pop(style, None)

    def label(self, style: str, level: int, start: str | None) -> str:
        """The label of the next item at a level from 1, with its gap; empty without words. start: as the item says."""
        found = self._levels.get((style, level))
        if found is None:
            return ""
        counts = self._counts.setdefault(style, [0] * _LEVELS)
        counts[level - 1] = self._next(counts[level - 1], start, found)
        counts[level:] = [0] * (_LEVELS - level)
        before, after = found.get(q("style:num-prefix")) or "", found.get(q("style:num-suffix")) or ""
        form = found.get(q("loext:num-list-format"))
        if not _WORDS.search(_NUMBER.sub(" ", f"{before} {after}" if form is None else form)):
            return ""
        shown = numeral(counts[level - 1], found.get(q("style:num-format")) or "")
        if form is None:
            return f"{before}{shown}{after} "
        return _NUMBER.sub(lambda at: self._shown(style, counts, int(at[1])), form) + " "

    def _shown(self, style: str, counts: list[int], level: int) -> str:
        found = self._levels.get((style, level))
        return "" if found is None else numeral(counts[level - 1] or 1, found.get(q("style:num-format")) or "")

    def _next(self, last: int, start: str | None, level: Element) -> int:
        said = start or ("" if last else level.get(q("text:start-value"))) or ""
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else last + 1

    def _keep(self, name: str, levels: list[Element]) -> None:
        for level in levels:
            number = level.get(q("text:level")) or ""
            if number in [str(known) for known in range(1, _LEVELS + 1)]:
                self._levels[name, int(number)] = level
