"""The words that Word draws before a list item ("Notice 1:"); labels that are only a number or a sign are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plainlang.readers.numerals import numeral
from plainlang.readers.word.xml import Element, value, w

_WORDS = re.compile(r"[^\W\d_]{2}")
_WORDED = re.compile(rb"lvlText\s[^<>]{0,40}?=\s*(?:\"[^\"<>]{0,500}?[A-Za-z]{2}|'[^'<>]{0,500}?[A-Za-z]{2})")
_NUMBER = re.compile(r"%([1-9])")
_LEVELS = 9
_LONGEST = 500
"""Characters of a label; longer ones are no letter's, and each item would repeat them."""
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "none": ""}
_DIGITS = 6


def has_worded_labels(data: bytes) -> bool:
    """True for a numbering part with a label that holds more than numbers and signs."""
    return bool(_WORDED.search(data))


@dataclass(frozen=True, slots=True)
class _Level:
    text: str
    style: str
    start: int
    gap: str

    @property
    def has_words(self) -> bool:
        return len(self.text) <= _LONGEST and bool(_WORDS.search(_NUMBER.sub(" ", self.text)))


class Labels:
    """The labels of one part's list items, counted as they come. `root` is that of the numbering part."""

    def __init__(self, root: Element | None) -> None:
        lists = [] if root is None else root.findall(w("abstractNum"))
        self._lists = {found.get(w("abstractNumId")) or "": _levels(found) for found in lists}
        numbers = [] if root is None else root.findall(w("num"))
        self._numbers = {found.get(w("numId")) or "": found for found in numbers}
        self._speaking = {name for name, levels in self._lists.items() if any(at.has_words for at in levels.values())}
        self._counts: dict[str, list[int]] = {}

    def label(self, number: str, level: int) -> str:
        """The label of the next item of a list (w:numId) at a level from 0, with its gap; empty without words."""
        found = self._numbers.get(number)
        name = "" if found is None else value(found, w("abstractNumId")) or ""
        levels = self._lists.get(name, {})
        if name not in self._speaking or level not in levels:
            return ""
        counts = self._counts.setdefault(name, [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if not levels[level].has_words:
            return ""
        return _NUMBER.sub(lambda at: _shown(levels, counts, int(at[1]) - 1), levels[level].text) + levels[level].gap


def _shown(levels: dict[int, _Level], counts: list[int], at: int) -> str:
    if at not in levels:
        return ""
    return numeral(counts[at] or levels[at].start, levels[at].style)


def _levels(found: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in found.findall(w("lvl")):
        number = _number(level.get(w("ilvl")), 0)
        form = value(level, w("numFmt")) or "decimal"
        # The letters of a bullet are pictures of its font.
        if number < _LEVELS and form != "bullet":
            gap = "" if value(level, w("suff")) == "nothing" else " "
            text, start = value(level, w("lvlText")) or "", _number(value(level, w("start")), 1)
            levels[number] = _Level(text, _STYLES.get(form, "1"), start, gap)
    return levels


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) <= _DIGITS else otherwise
