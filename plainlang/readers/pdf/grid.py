"""Tables with lines drawn around their cells: the lines say what stands in which cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from plainlang.readers.pdf.lines import Row, Word
from plainlang.readers.pdf.page import Box

_THIN = 3.0
"""A box up to this wide (points) is a line."""
_LONG = 6.0
_SAME = 4.0
_MAX_LINES = 1_500


class _Edge(NamedTuple):
    """A line drawn: where it stands on one axis, and from where to where it runs on the other (points)."""

    at: float
    start: float
    end: float


class Grid:
    """The lines of a page that can be the edges of cells."""

    def __init__(self, rules: Sequence[Box]) -> None:
        boxes = rules[:_MAX_LINES]
        self._upright = [edge for box in boxes for edge in _edges(box[0], box[2], box[1], box[3])]
        self._level = [edge for box in boxes for edge in _edges(box[1], box[3], box[0], box[2])]

    def tables(self, rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[list[list[Word]]]]]:
        """Stretches of rows, each with its cells (lists of lines); no cells where the rows are not inside a table."""
        known = [(row, self._walls(row)) for row in rows]
        for inside, stretch in groupby(known, key=lambda pair: len(pair[1]) > 1):
            found = list(stretch)
            cells = self._cells(found) if inside else []
            yield [row for row, _ in found], cells if len(cells) > 1 else []

    def _walls(self, row: Row) -> list[float]:
        """The upright lines that pass the row, if its words stand among them."""
        height = row.baseline + 0.3 * row.size
        walls: list[float] = []
        for at in sorted(edge.at for edge in self._upright if edge.start <= height <= edge.end):
            if not walls or at - walls[-1] > _SAME:
                walls.append(at)
        return walls

    def _cells(self, rows: list[tuple[Row, list[float]]]) -> list[list[list[Word]]]:
        found: dict[tuple[float, float], list[list[Word]]] = {}
        columns = set()
        for row, walls in rows:
            places = [bisect_left(walls, word.left + 1) for word in row.words]
            for at, pairs in groupby(zip(places, row.words, strict=True), key=lambda pair: pair[0]):
                line = [word for _, word in pairs]
                left = walls[at - 1] if at else 0.0
                columns.add(at)
                found.setdefault((-self._ceiling(line[0]), round(left / _SAME)), []).append(line)
        if len(columns) < 2:
            # One box around running text is a frame, not a table.
            return []
        return [found[key] for key in sorted(found)]

    def _ceiling(self, word: Word) -> float:
        """The height of the line above a word, in steps of a few points."""
        middle = (word.left + word.right) / 2
        over = (edge.at for edge in self._level if edge.start <= middle <= edge.end and edge.at > word.baseline)
        return round(min(over, default=9_999.0) / _SAME)


def _edges(low: float, high: float, start: float, end: float) -> Iterator[_Edge]:
    """The edges of a box that run along one axis: one for a line, two for an area."""
    if end - start < _LONG:
        return
    if high - low <= _THIN:
        yield _Edge((low + high) / 2, start - 2, end + 2)
    elif high - low > _LONG:
        yield _Edge(low, start - 2, end + 2)
        yield _Edge(high, start - 2, end + 2)
