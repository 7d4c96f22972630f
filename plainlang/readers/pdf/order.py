"""The order in which a person reads a page: rows from top to bottom, columns one after the other, tables row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from typing import NamedTuple

from plainlang.readers.pdf.asides import Aside, asides_of
from plainlang.readers.pdf.columns import cells_of, crossings, reads_down
from plainlang.readers.pdf.grid import Grid
from plainlang.readers.pdf.lines import Row, Word
from plainlang.readers.pdf.page import Box
from plainlang.readers.pdf.parts import Part
from plainlang.readers.pdf.reading_on import has_room, is_open, reads_on, text_of
from plainlang.readers.pdf.zones import Zone, zones_of

_ALONE_GAP = 2.0
"""A gap (in font sizes) that cuts a row with which no other row agrees."""
_NEW_PARAGRAPH = 1.6
"""A step between baselines (in font sizes) that parts paragraphs."""
_MAX_LINES = 60
"""So many lines of a paragraph, at most, are read before what stands beside it."""


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
        return text_of(self.words)


class Cell(NamedTuple):
    """The lines of a cell of a table."""

    lines: list[list[Word]]
    page: int


Item = Line | Cell


def items_of(rows: Sequence[Row], rules: Sequence[Box], page: int) -> Iterator[Item]:
    """The lines and cells of a page, in reading order."""
    rows, rules, asides = asides_of(rows, rules)
    columns = count(1)
    flow = _Flow(rows, page, columns, base=0, asides=asides)
    flow.read(rules)
    for aside in asides:
        inside = _Flow(aside.rows, page, columns, base=next(columns))
        inside.read(())
        flow.put_aside(inside.items, [row.words[0] for row in aside.beside])
    yield from flow.items


class _Flow:
    """The items of rows that belong together. base: the number of the column that spans all others."""

    def __init__(
        self, rows: Sequence[Row], page: int, columns: Iterator[int], *, base: int, asides: Sequence[Aside] = ()
    ) -> None:
        self.items: list[Item] = []
        self._kept: list[tuple[list[Item], Word]] = []
        self._rows, self._page, self._columns, self._base = rows, page, columns, base
        self._edge = max((row.words[-1].right for row in rows), default=0.0)
        self._start = min((row.words[0].left for row in rows), default=0.0)
        self._narrow = {id(row.words[0]): aside.edge for aside in asides for row in aside.beside}

    def read(self, rules: Sequence[Box]) -> None:
        """Puts all rows in order."""
        for stretch, cells in Grid(rules).tables(self._rows):
            if cells:
                self.items += [Cell(lines, self._page) for lines in cells]
                continue
            zones = zones_of(stretch)
            for at, zone in enumerate(zones):
                self._zone(zone, rules, zones[at + 1] if at + 1 < len(zones) else None)
        places = {id(_first(item)): at for at, item in enumerate(self.items)} if self._kept else {}
        for items, word in reversed(self._kept):
            self._insert(items, places[id(word)] + 1)

    def put_aside(self, items: Sequence[Item], beside: Sequence[Word]) -> None:
        """Puts items after the paragraph whose lines, beside them, begin with these words."""
        known = {id(word) for word in beside}
        self._insert(
            items, 1 + max((at for at, item in enumerate(self.items) if id(_first(item)) in known), default=-1)
        )

    def _insert(self, items: Sequence[Item], at: int) -> None:
        last = min(len(self.items), at + _MAX_LINES)
        while 0 < at < last and not _is_break(self.items[at - 1], self.items[at]):
            at += 1
        self.items[at:at] = items

    def _zone(self, zone: Zone, rules: Sequence[Box], below: Zone | None) -> None:
        if len(zone.taken) == 1 or (len(zone.rows) == 1 and _loose(zone.rows[0])):
            self._lines([[word for part in row for word in part] for row in zone.rows])
            return
        crossed = crossings(zone, rules)
        main = None if crossed else self._main_column(zone, below)
        if main is not None:
            self._beside(zone.columns(), main)
        elif not crossed and reads_down(zone):
            for part in zone.columns():
                self._lines(part, column=next(self._columns), edge=max(line[-1].right for line in part))
        else:
            self.items += [Cell(lines, self._page) for lines in cells_of(zone, crossed)]

    def _beside(self, columns: list[list[Part]], main: int) -> None:
        """Reads the main column on, and keeps the other one until its paragraph has ended."""
        text, other = columns[main], columns[1 - main]
        if main:
            # Its lines begin further right only because something stands there.
            text = [[line[0]._replace(left=self._start), *line[1:]] for line in text]
        self._lines(text, edge=max(line[-1].right for line in text))
        kept = len(self.items)
        self._lines(other, column=next(self._columns), edge=max(line[-1].right for line in other))
        self._kept.append((self.items[kept:], text[-1][0]))
        del self.items[kept:]

    def _lines(self, lines: Sequence[Part], *, column: int | None = None, edge: float | None = None) -> None:
        own = self._base if column is None else column
        start = self._start if column is None else min(line[0].left for line in lines)
        for words in lines:
            right = self._narrow.get(id(words[0]), self._edge) if edge is None else edge
            self.items.append(Line(words, right, start, self._page, own))

    def _main_column(self, zone: Zone, below: Zone | None) -> int | None:
        """Which of two columns is the text that goes on over or under both; the other one stands beside it."""
        columns = zone.columns()
        if len(columns) != 2 or below is None or len(below.taken) > 1:
            return None
        last, (next_part, *_) = zone.rows[-1], below.rows[0]
        near = last[0][0].baseline - next_part[0].baseline < _NEW_PARAGRAPH * next_part[0].size
        on = [at for at, part in enumerate(columns) if part[-1] in last and reads_on(part[-1], next_part)]
        prose = all(any(reads_on(*pair) for pair in pairwise(column)) for column in columns)
        return on[0] if near and len(on) == 1 and prose else None


def _loose(row: list[Part]) -> bool:
    """True for one row with gaps that are no columns yet."""
    return all(right[0].left - left[-1].right < _ALONE_GAP * left[-1].size for left, right in pairwise(row))


def _first(item: Item) -> Word:
    return item.words[0] if isinstance(item, Line) else item.lines[0][0]


def _is_break(above: Item, below: Item) -> bool:
    """True where a paragraph ends."""
    if not (isinstance(above, Line) and isinstance(below, Line)) or above.column != below.column:
        return True
    step = above.words[0].baseline - below.words[0].baseline
    apart = not 0 < step < _NEW_PARAGRAPH * below.words[0].size
    return apart or (not is_open(above.words) and has_room(above.words, below.words, above.edge))
