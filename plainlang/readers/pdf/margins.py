"""What stands at the head and the foot of every page: running heads and page numbers, told apart from the letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from plainlang.letter import Kind
from plainlang.readers.pdf.lines import Row
from plainlang.readers.pdf.page import Page

_MARGIN = 0.1
"""The share of the page's height at each end where such lines stand."""
_ROWS = 4
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b")
_PAGE = re.compile(r"(?:[-–—] ?)?(?:page )?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?(?: ?[-–—])?$", re.IGNORECASE)


class Margins(NamedTuple):
    """The rows of each page without running ones, and those once: the row, its kind and its page."""

    rows: list[list[Row]]
    running: list[tuple[Row, Kind, int]]


def split_margins(pages: Sequence[Page], rows: Sequence[list[Row]]) -> Margins:
    """Takes from each page what repeats at the same height of others, and the page number."""
    seen: Counter[tuple[str, Kind, int]] = Counter()
    for page, lines in zip(pages, rows, strict=True):
        seen.update({(_key(row), kind, near) for row, kind in _outer(page, lines) for near in _heights(row)})
    kept: list[list[Row]] = []
    running: dict[tuple[str, Kind], tuple[Row, Kind, int]] = {}
    for page, lines in zip(pages, rows, strict=True):
        taken: set[int] = set()
        for row, kind in _outer(page, lines):
            if _PAGE.match(row.text) or any(seen[_key(row), kind, near] > 1 for near in _heights(row)):
                running.setdefault((_key(row), kind), (row, kind, page.number))
                taken.add(id(row))
        kept.append([row for row in lines if id(row) not in taken])
    return Margins(kept, list(running.values()))


def _key(row: Row) -> str:
    return _NUMBER.sub("#", row.text.lower())


def _heights(row: Row) -> tuple[int, int]:
    """The height of a row, so that rows a few points apart share one of the two."""
    return round(row.baseline / 8), -1 - int(row.baseline // 8)


def _outer(page: Page, rows: list[Row]) -> list[tuple[Row, Kind]]:
    top, foot = (1 - _MARGIN) * page.height, _MARGIN * page.height
    head = [(row, Kind.HEADER) for row in rows[:_ROWS] if row.baseline > top]
    return head + [(row, Kind.FOOTER) for row in rows[-_ROWS:] if row.baseline < foot]
