"""The order in which a person reads a page: rows from top to bottom, columns one after the other, tables row by row."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from plainlang.readers.anatomy import is_address
from plainlang.readers.pdf.grid import Grid
from plainlang.readers.pdf.lines import Row, Word
from plainlang.readers.pdf.page import Box

_CELL_GAP = 1.1
"""A gap between words of one row (in font sizes) from which on they may stand in different columns."""
_ALONE_GAP = 2.0
"""The same for a row that no other row agrees with."""
_FIELD_GAP = 6.0
_LABEL_GAP = 3.6
_GUTTER = 0.8
_NEAR = 2.3
"""Baselines closer than this (in font sizes) belong to one stretch of text."""
_LABEL = re.compile(r"(?:[•‣▪◦·–*o-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|[\u2610-\u2612])$")
_MAX_BANDS = 500


class Line(NamedTuple):
    """Words that are read in one go. edge: where lines of its column end (points); page: counted from 1."""

    words: list[Word]
    edge: float
    start: float
    page: int
    column: int = 0

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


class Cell(NamedTuple):
    """The lines of a cell of a table."""

    lines: list[list[Word]]
    page: int


Item = Line | Cell


class _Zone:
    """Rows one below the other that leave the same strips of the page empty."""

    def __init__(self, row: list[list[Word]]) -> None:
        self.rows = [row]
        self.taken = _taken(row)

    def gutters(self) -> list[float]:
        """The middles of the empty strips, from left to right."""
        return [(left[1] + right[0]) / 2 for left, right in pairwise(self.taken)]

    def with_row(self, row: list[list[Word]]) -> list[tuple[float, float]]:
        """What would be taken if the row belonged to this zone."""
        return _merged([*self.taken, *_taken(row)], _GUTTER * row[0][0].size)


def items_of(rows: Sequence[Row], rules: Sequence[Box], page: int) -> Iterator[Item]:
    """The lines and cells of a page, in reading order."""
    edge = max((row.words[-1].right for row in rows), default=0.0)
    start = min((row.words[0].left for row in rows), default=0.0)
    column = 0
    for stretch, cells in Grid(rules).tables(rows):
        if cells:
            yield from (Cell(lines, page) for lines in cells)
            continue
        for zone in _zones([_segments(row) for row in stretch]):
            crossed = _crossings(zone, rules)
            if len(zone.taken) == 1 or (len(zone.rows) == 1 and _loose(zone.rows[0])):
                yield from (Line(_all(row), edge, start, page) for row in zone.rows)
            elif not crossed and _reads_down(zone):
                for part in _columns(zone):
                    column += 1
                    right, left = max(line[-1].right for line in part), min(line[0].left for line in part)
                    yield from (Line(words, right, left, page, column) for words in part)
            else:
                yield from _cells(zone, crossed, page)


def _all(row: list[list[Word]]) -> list[Word]:
    return [word for part in row for word in part]


def _segments(row: Row) -> list[list[Word]]:
    """The row cut at wide gaps; a bullet stays with its words, and a form field with its label."""
    parts = [[row.words[0]]]
    for word in row.words[1:]:
        last = parts[-1][-1]
        reach = _CELL_GAP
        if word.field and not last.field:
            reach = _FIELD_GAP
        elif len(parts[-1]) == 1 and _LABEL.match(last.text):
            reach = _LABEL_GAP
        if word.left - last.right > reach * row.size:
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _taken(row: list[list[Word]]) -> list[tuple[float, float]]:
    return [(part[0].left, max(part[0].right, part[-1].right)) for part in row]


def _merged(stretches: list[tuple[float, float]], gutter: float) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if found and left - found[-1][1] < gutter:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _zones(rows: Sequence[list[list[Word]]]) -> Iterator[_Zone]:
    """The page as zones: with gutters, or a row alone."""
    zone: _Zone | None = None
    for row in rows:
        if zone is None:
            zone = _Zone(row)
            continue
        taken = zone.with_row(row)
        if _goes_on(zone, row, taken):
            zone.rows.append(row)
            zone.taken = taken
        else:
            yield zone
            zone = _Zone(row)
    if zone is not None:
        yield zone


def _goes_on(zone: _Zone, row: list[list[Word]], taken: list[tuple[float, float]]) -> bool:
    last = zone.rows[-1]
    step, size = last[0][0].baseline - row[0][0].baseline, row[0][0].size
    if len(taken) < 2:
        return False
    if len(row) > 1:
        lost = len(zone.taken) > 1 and len(taken) < min(len(zone.taken), len(row))
        return (
            step < 2 * _NEAR * size and not lost and (len(zone.taken) > 1 or len(last) > 1 or _beside(last, row, step))
        )
    if len(zone.taken) == 1:
        return _beside(last, row, step)
    return step < _NEAR * size and len(taken) >= len(zone.taken)


def _beside(last: list[list[Word]], row: list[list[Word]], step: float) -> bool:
    """True for rows that stand side by side a little out of step."""
    return step < 0.9 * min(last[0][0].size, row[0][0].size)


def _columns(zone: _Zone) -> list[list[list[Word]]]:
    """The parts of each column from top to bottom."""
    gutters = zone.gutters()
    columns: list[list[list[Word]]] = [[] for _ in range(len(gutters) + 1)]
    for row in zone.rows:
        for part in row:
            columns[bisect(gutters, part[0].left)].append(part)
    return [column for column in columns if column]


def _reads_down(zone: _Zone) -> bool:
    """True for columns of running text and for blocks of lines set side by side, False for a table."""
    columns = _columns(zone)
    alone = sum(len(row) == 1 for row in zone.rows)
    if any(len(column) > 1 and any(is_address(_text(part)) for part in column) for column in columns):
        return True
    if len(zone.rows) < 3 or any(len(column) < 3 for column in columns):
        return False
    return all(_is_prose(column) for column in columns) or alone > 0.7 * len(zone.rows)


def _is_prose(column: list[list[Word]]) -> bool:
    width = max(part[-1].right for part in column) - min(part[0].left for part in column)
    full = sum(part[-1].right - part[0].left > 0.72 * width for part in column)
    words = sum(len(part) for part in column)
    runs_on = sum(_text(part)[:1].islower() for part in column)
    return words >= 2.5 * len(column) and 2 * full >= len(column) and 4 * runs_on >= len(column)


def _text(part: list[Word]) -> str:
    return " ".join(word.text for word in part)


def _loose(row: list[list[Word]]) -> bool:
    """True for one row with gaps that are no columns yet."""
    return all(right[0].left - left[-1].right < _ALONE_GAP * left[-1].size for left, right in pairwise(row))


def _crossings(zone: _Zone, rules: Sequence[Box]) -> list[float]:
    """The heights, from the top, of the lines drawn through the gutters inside the zone: a table has them."""
    top, bottom = zone.rows[0][0][0].baseline, zone.rows[-1][0][0].baseline
    gutters = zone.gutters()
    heights: set[float] = set()
    for left, low, right, high in rules:
        if right - left > 15 and any(left - 1 <= gutter <= right + 1 for gutter in gutters):
            heights |= {float(round(edge)) for edge in (low, high) if bottom < edge < top}
    return sorted(heights)[:_MAX_BANDS]


def _cells(zone: _Zone, crossed: list[float], page: int) -> Iterator[Cell]:
    gutters = zone.gutters()
    for band in _bands(zone, crossed):
        columns: dict[int, list[list[Word]]] = {}
        for row in band:
            for part in row:
                columns.setdefault(bisect(gutters, part[0].left), []).append(part)
        yield from (Cell(columns[at], page) for at in sorted(columns))


def _bands(zone: _Zone, crossed: list[float]) -> Iterator[list[list[list[Word]]]]:
    """The rows of the table, each of one or more rows of text."""
    if crossed:
        for _, rows in groupby(zone.rows, key=lambda row: bisect(crossed, row[0][0].baseline)):
            yield list(rows)
        return
    steps = [above[0][0].baseline - below[0][0].baseline for above, below in pairwise(zone.rows)]
    close = min((step for step in steps if step > 1), default=0.0)
    gutters = zone.gutters()
    band = [zone.rows[0]]
    for step, row in zip(steps, zone.rows[1:], strict=True):
        first = bisect(gutters, row[0][0].left)
        if (step > 1.25 * close and max(steps) > 1.25 * close) or (first == 0 and not _wraps(band, row, steps, close)):
            yield band
            band = [row]
        else:
            band.append(row)
    yield band


def _wraps(band: list[list[list[Word]]], row: list[list[Word]], steps: list[float], close: float) -> bool:
    """True where a row of text goes on with the cell above: rows of the table stand further apart than rows of text."""
    apart = max(steps) > 1.25 * close
    return apart and close < 1.5 * row[0][0].size and bool(band)
