"""A page as zones: rows one below the other that leave the same strips of the page empty."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plainlang.readers.pdf.lines import Row
from plainlang.readers.pdf.parts import NEAR, SAME_EDGE, Part, cut_rows
from plainlang.readers.pdf.reading_on import goes_on_from_above, is_open, reads_on

_GUTTER, _THIN_GUTTER = 0.8, 0.15
"""The least width of an empty strip (in font sizes), and of one before a straight edge of words."""
_MAX_ABOVE = 40
_LINE, _APART = 1.4, 1.6
_FEW = 3
Stretch = tuple[float, float]


class Zone:
    """Rows, each of one or more parts.

    taken: the strips that hold words, from left to right (points). raised: the second column begins above the first.
    """

    def __init__(self, row: list[Part], edges: Sequence[float]) -> None:
        self.rows = [row]
        self._edges = edges
        self.taken = _taken(row)
        self.raised = False

    @property
    def gutters(self) -> list[float]:
        """The middles of the empty strips, from left to right."""
        return [(left[1] + right[0]) / 2 for left, right in pairwise(self.taken)]

    def with_row(self, row: list[Part]) -> list[Stretch]:
        """What would be taken if the row belonged to this zone."""
        return self._merged([*self.taken, *_taken(row)], row[0][0].size)

    def columns(self) -> list[list[Part]]:
        """The parts of each column from top to bottom."""
        gutters = self.gutters
        columns: list[list[Part]] = [[] for _ in range(len(gutters) + 1)]
        for row in self.rows:
            for part in row:
                columns[bisect(gutters, part[0].left)].append(part)
        return [column for column in columns if column]

    def _merged(self, stretches: list[Stretch], size: float) -> list[Stretch]:
        found: list[Stretch] = []
        for left, right in sorted(stretches):
            gutter = (_THIN_GUTTER if self._is_edge(left) else _GUTTER) * size
            if found and left - found[-1][1] < gutter:
                found[-1] = (found[-1][0], max(found[-1][1], right))
            else:
                found.append((left, right))
        return found

    def _is_edge(self, left: float) -> bool:
        at = bisect_left(self._edges, left - SAME_EDGE)
        return at < len(self._edges) and self._edges[at] <= left + SAME_EDGE


def _taken(row: list[Part]) -> list[Stretch]:
    return [(part[0].left, max(part[0].right, part[-1].right)) for part in row]


def zones_of(rows: Sequence[Row]) -> list[Zone]:
    """The zones of rows that stand one below the other, from top to bottom: with gutters, or a row alone."""
    cut = cut_rows(rows)
    found: list[Zone] = []
    for zone in _grown(cut.rows, cut.edges):
        if len(zone.taken) > 1:
            _take_rows_above(found, zone)
            found += _without_tail(zone, cut.edges)
        else:
            found.append(zone)
    return found


def _grown(rows: Sequence[list[Part]], edges: Sequence[float]) -> Iterator[Zone]:
    zone: Zone | None = None
    for row in rows:
        if zone is not None:
            taken = zone.with_row(row)
            if _goes_on(zone, row, taken):
                zone.rows.append(row)
                zone.taken = taken
                continue
            yield zone
        zone = Zone(row, edges)
    if zone is not None:
        yield zone


def _goes_on(zone: Zone, row: list[Part], taken: list[Stretch]) -> bool:
    last = zone.rows[-1]
    step, size = _step(last, row), row[0][0].size
    if len(taken) < 2:
        return False
    if len(row) > 1:
        lost = len(zone.taken) > 1 and len(taken) < min(len(zone.taken), len(row))
        return (
            step < 2 * NEAR * size and not lost and (len(zone.taken) > 1 or len(last) > 1 or _beside(last, row, step))
        )
    if len(zone.taken) == 1:
        return _beside(last, row, step)
    return step < NEAR * size and len(taken) >= len(zone.taken)


def _step(above: list[Part], below: list[Part]) -> float:
    return above[0][0].baseline - below[0][0].baseline


def _beside(last: list[Part], row: list[Part], step: float) -> bool:
    """True for rows that stand side by side a little out of step."""
    return step < 0.9 * min(last[0][0].size, row[0][0].size)


def _take_rows_above(found: list[Zone], zone: Zone) -> None:
    """Adds the rows above the first one with gutters that belong to a column: the right column may begin higher."""
    rows, keep = list(zone.rows), 0
    for count, above in enumerate(reversed(found[-_MAX_ABOVE:]), start=1):
        row = above.rows[0]
        grown = zone.with_row(row)
        if len(above.taken) > 1 or _step(row, rows[0]) > NEAR * row[0][0].size or len(grown) != len(zone.taken):
            break
        at = bisect(zone.gutters, row[0][0].left)
        below = next((p for other in rows for p in other if bisect(zone.gutters, p[0].left) == at), None)
        rows.insert(0, row)
        if at and (goes_on_from_above(row[0]) or (below is not None and _heads(row[0], below, zone, at))):
            keep = count
    if keep:
        zone.raised = True
        zone.rows = [above.rows[0] for above in found[-keep:]] + zone.rows
        for row in zone.rows[:keep]:
            zone.taken = zone.with_row(row)
        del found[-keep:]


def _heads(row: Part, below: Part, zone: Zone, at: int) -> bool:
    """True for a line right above the running text of a column, with no words at its left."""
    if reads_on(row, below):
        return True
    close = row[0].baseline - below[0].baseline < _LINE * row[0].size and abs(row[0].left - below[0].left) <= SAME_EDGE
    column = zone.columns()[at]
    return close and ((is_open(row) and len(row) > _FEW) or any(reads_on(*pair) for pair in pairwise(column)))


def _without_tail(zone: Zone, edges: Sequence[float]) -> Iterator[Zone]:
    """The zone and, apart from it, rows at its foot that stand below all columns rather than in the first."""
    gutters = zone.gutters
    tail = len(zone.rows)
    while tail > 1 and len(zone.rows[tail - 1]) == 1 and bisect(gutters, zone.rows[tail - 1][0][0].left) == 0:
        tail -= 1
    cut = _tail_out_of_line(zone, tail)
    cut = min(cut, _tail_after_the_turn(zone, tail))
    rest = zone.rows[cut:]
    if rest:
        zone.rows = zone.rows[:cut]
    yield zone
    yield from (Zone(row, edges) for row in rest)


def _tail_out_of_line(zone: Zone, tail: int) -> int:
    """Where rows at the foot begin that do not start below a column's other lines, if those are straight."""
    rows, gutters = zone.rows, zone.gutters
    last = len(rows) - 1
    if len(rows[last]) == 1 and bisect(gutters, rows[last][0][0].left):
        # A line with nothing at its left, far below: it may be the first of what stands beside the next text.
        apart = _step(rows[last - 1], rows[last]) > _APART * rows[last][0][0].size
        tail = last if apart else len(rows)
    if tail == len(rows):
        return tail
    at = bisect(gutters, rows[tail][0][0].left)
    lefts = [part[0].left for row in rows[:tail] for part in row if bisect(gutters, part[0].left) == at]
    if len(lefts) < 2 or max(lefts) - min(lefts) > SAME_EDGE:
        return len(rows)
    return next((row for row in range(tail, len(rows)) if abs(rows[row][0][0].left - lefts[0]) > 1.5), len(rows))


def _tail_after_the_turn(zone: Zone, tail: int) -> int:
    """Where rows begin that part the foot of the first column from the head of the second, in which it goes on."""
    columns = zone.columns()
    if len(columns) < 2 or not goes_on_from_above(columns[1][0]):
        return len(zone.rows)
    first = columns[0]
    for cut in range(len(zone.rows), max(tail, 1) - 1, -1):
        last = first[len(first) - 1 - (len(zone.rows) - cut)] if len(first) > len(zone.rows) - cut else None
        if last is None:
            break
        if is_open(last):
            return cut
    return len(zone.rows)
