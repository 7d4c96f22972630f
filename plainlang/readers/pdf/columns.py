"""Columns or table: whether a zone of a page is read down, column after column, or across, row after row."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from plainlang.readers.anatomy import is_address
from plainlang.readers.pdf.page import Box
from plainlang.readers.pdf.parts import Part
from plainlang.readers.pdf.reading_on import (
    goes_on_from_above,
    has_room,
    is_open,
    is_wrapped,
    reads_on,
    text_of,
)
from plainlang.readers.pdf.zones import Zone

_APART = 1.25
"""Rows of a table stand this much further apart than the lines of a cell."""
_MAX_BANDS = 500
_SHORT_ROWS, _WIDE_STRIP = 3, 3.0


def reads_down(zone: Zone) -> bool:
    """True for columns of running text and for blocks of lines set side by side, False for a table."""
    columns = zone.columns()
    if any(len(column) > 1 and any(is_address(text_of(part)) for part in column) for column in columns):
        return True
    if any(_turns(left, right) for left, right in pairwise(columns)):
        return True
    if len(zone.rows) < 3:
        return False
    if _wraps_alone(zone) or (zone.raised and any(reads_on(*pair) for pair in pairwise(columns[0]))):
        return True
    if any(len(column) < 3 for column in columns) or _in_rows(zone):
        return False
    alone = sum(len(row) == 1 for row in zone.rows)
    return all(_is_prose(column) for column in columns) or alone > 0.7 * len(zone.rows)


def _turns(left: list[Part], right: list[Part]) -> bool:
    """True where a sentence goes on from the foot of one column of text to the head of the next."""
    if not reads_on(left[-1], right[0]) or len(left) < 2:
        return False
    words = all(sum(map(len, column)) >= 3.5 * len(column) for column in (left, right[:-1] or right))
    return words and any(reads_on(above, below) for above, below in pairwise(left))


def _wraps_alone(zone: Zone) -> bool:
    """True where most rows have nothing beside them, and yet wrap before the gutter: lines of a narrow column."""
    if sum(len(row) == 1 for row in zone.rows) < 0.6 * len(zone.rows) or len(zone.taken) != 2:
        return False
    (_, edge), (start, _) = zone.taken
    return any(
        len(above) == len(below) == 1
        and above[0][0].left < edge
        and above[0][0].text[:1].isupper()
        and start - above[0][-1].right < _WIDE_STRIP * above[0][0].size
        and is_wrapped(above[0], below[0], edge)
        for above, below in pairwise(zone.rows)
    )


def _in_rows(zone: Zone) -> bool:
    """True where all columns begin something new at the same heights, time and again: rows of a table."""
    steps = _steps(zone)
    close = min((step for step in steps if step > 1), default=0.0)
    last: dict[int, Part] = {}
    gutters = zone.gutters
    breaks = spaced = 0
    for at, row in enumerate(zone.rows):
        here = {bisect(gutters, part[0].left): part for part in row}
        if at and len(here) > 1 and all(_new(last.get(place), part) for place, part in here.items()):
            apart = steps[at - 1] > 1.15 * close
            pairs = ((last[place], part, zone.taken[place][1]) for place, part in here.items() if place in last)
            if apart or all(has_room(above, part, edge) for above, part, edge in pairs):
                breaks += 1
                spaced += apart
        last |= here
    return breaks > 0 and len(zone.rows) <= (5 if spaced == breaks else _SHORT_ROWS) * (breaks + 1)


def _new(above: Part | None, part: Part) -> bool:
    return not goes_on_from_above(part) and (above is None or not is_open(above))


def _is_prose(column: list[Part]) -> bool:
    width = max(part[-1].right for part in column) - min(part[0].left for part in column)
    full = sum(part[-1].right - part[0].left > 0.72 * width for part in column)
    words = sum(len(part) for part in column)
    runs_on = sum(text_of(part)[:1].islower() for part in column)
    return words >= 2.5 * len(column) and 2 * full >= len(column) and 4 * runs_on >= len(column)


def crossings(zone: Zone, rules: Sequence[Box]) -> list[float]:
    """The heights, from the top, of the lines drawn through the gutters inside the zone: a table has them."""
    top, bottom = zone.rows[0][0][0].baseline, zone.rows[-1][0][0].baseline
    gutters = zone.gutters
    heights: set[float] = set()
    for left, low, right, high in rules:
        if right - left > 15 and any(left - 1 <= gutter <= right + 1 for gutter in gutters):
            heights |= {float(round(edge)) for edge in (low, high) if bottom < edge < top}
    return sorted(heights)[:_MAX_BANDS]


def cells_of(zone: Zone, crossed: list[float]) -> Iterator[list[Part]]:
    """The lines of each cell, row by row. crossed: heights of lines drawn between the rows (points)."""
    gutters = zone.gutters
    for band in _bands(zone, crossed):
        columns: dict[int, list[Part]] = {}
        for row in band:
            for part in row:
                columns.setdefault(bisect(gutters, part[0].left), []).append(part)
        yield from (columns[at] for at in sorted(columns))


def _bands(zone: Zone, crossed: list[float]) -> Iterator[list[list[Part]]]:
    """The rows of the table, each of one or more rows of text."""
    if crossed:
        for _, rows in groupby(zone.rows, key=lambda row: bisect(crossed, row[0][0].baseline)):
            yield list(rows)
        return
    steps = _steps(zone)
    close = min((step for step in steps if step > 1), default=0.0)
    apart = max(steps, default=0.0) > _APART * close
    gutters = zone.gutters
    band = [zone.rows[0]]
    last = {bisect(gutters, part[0].left): part for part in zone.rows[0]}
    for step, row in zip(steps, zone.rows[1:], strict=True):
        here = {bisect(gutters, part[0].left): part for part in row}
        wraps = any(at in last and is_wrapped(last[at], part, zone.taken[at][1]) for at, part in here.items())
        # In rows that stand apart, lines as close as those of a text go on with the cell above.
        close_lines = apart and close < 1.5 * row[0][0].size
        if (step > _APART * close and apart) or (0 in here and not close_lines and not wraps):
            yield band
            band, last = [row], here
        else:
            band.append(row)
            last |= here
    yield band


def _steps(zone: Zone) -> list[float]:
    return [above[0][0].baseline - below[0][0].baseline for above, below in pairwise(zone.rows)]
