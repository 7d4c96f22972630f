"""Which blocks of a letter stand together: lines of an address, items of a list, cells of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from plainlang.letter import Block, Kind, Letter
from plainlang.source import Piece, Place, PlaceHome, TextHome
from plainlang.spans import Span

_TIGHT = frozenset(
    (
        Kind.LETTERHEAD,
        Kind.DATE,
        Kind.ADDRESS,
        Kind.SIGNATURE,
        Kind.ENCLOSURES,
        Kind.COPIES,
        Kind.HEADER,
        Kind.FOOTER,
    )
)
"""Kinds whose lines stand close under each other."""
_MARGINS = frozenset((Kind.HEADER, Kind.FOOTER, Kind.FOOTNOTE))
"""Kinds that stand apart from the text, also where all of them are cells."""
_CELL_TAG = re.compile(r"<t[dh]\b", re.IGNORECASE)
_ROW_TAG = re.compile(r"</?(?:tr|table)\b", re.IGNORECASE)
_T = TypeVar("_T")


class Shape(StrEnum):
    """How blocks that belong together are drawn. CELLS: cells of which nobody knows the rows."""

    ALONE = "alone"
    LINES = "lines"
    LIST = "list"
    TABLE = "table"
    CELLS = "cells"


class Cell(NamedTuple, Generic[_T]):
    """The lines of a cell, none in an empty one; `width` counts the columns it goes over."""

    lines: tuple[_T, ...]
    width: int = 1


def shape_of(letter: Letter, above: Block, below: Block) -> Shape | None:
    """What two neighbours make together; None where they have nothing to do with each other."""
    if above.row is not None and below.row is not None:
        # Whatever its words are (a date, an address), a cell stands in its row.
        return Shape.TABLE if above.kind is below.kind or not {above.kind, below.kind} & _MARGINS else None
    if above.row is not None or below.row is not None:
        return None
    if above.kind is not below.kind:
        return None
    between = letter.text[above.span.end : below.span.start]
    if above.kind is Kind.LIST_ITEM:
        return Shape.LIST
    if above.kind is Kind.TABLE_CELL:
        known = in_one_row(letter, above, below)
        if known is None:
            return Shape.CELLS
        return Shape.TABLE if known or between.count("\n") < 2 else None
    return Shape.LINES if above.kind in _TIGHT and between.count("\n") < 2 else None


def table_rows(letter: Letter, blocks: Sequence[Block], lines: Sequence[_T]) -> tuple[tuple[Cell[_T], ...], ...]:
    """The cells of a table, row by row, each under the cells of its own column where the file tells the columns."""
    rows: list[list[tuple[int, list[_T]]]] = []
    above: Block | None = None
    for block, line in zip(blocks, lines, strict=True):
        if above is None or not in_one_row(letter, above, block):
            rows.append([(block.column or 1, [line])])
        elif block.column is not None and block.column == above.column:
            rows[-1][-1][1].append(line)
        else:
            rows[-1].append((max(block.column or 1, rows[-1][-1][0] + 1), [line]))
        above = block
    width = max((row[-1][0] for row in rows), default=1)
    return tuple(_filled(row, width) for row in rows)


def _filled(row: Sequence[tuple[int, Sequence[_T]]], width: int) -> tuple[Cell[_T], ...]:
    """The row with empty cells where columns hold no words; a cell alone in the first column goes over all."""
    if len(row) == 1 and row[0][0] == 1:
        return (Cell(tuple(row[0][1]), width),)
    cells: list[Cell[_T]] = []
    after = 1
    for column, lines in row:
        if column > after:
            cells.append(Cell((), column - after))
        cells.append(Cell(tuple(lines)))
        after = column + 1
    if after <= width:
        cells.append(Cell((), width + 1 - after))
    return tuple(cells)


def in_one_row(letter: Letter, above: Block, below: Block) -> bool | None:
    """Whether two cells that follow each other stand side by side; None where the file does not tell."""
    if above.row is not None or below.row is not None:
        return above.row == below.row
    left, right = above.span, below.span
    if "\n" not in letter.text[left.end : right.start]:
        return True
    last, first = letter.map.touching(left)[-1], letter.map.touching(right)[0]
    if isinstance(last.home, TextHome) and isinstance(first.home, TextHome):
        between = letter.source.text[_end(last, left, last.home) : _start(first, right, first.home)]
        if _CELL_TAG.search(between):
            return not _ROW_TAG.search(between)
        return "\n" not in between
    if isinstance(last.home, PlaceHome) and isinstance(first.home, PlaceHome):
        return _level(last.home.place, first.home.place)
    return None


def _end(piece: Piece, span: Span, home: TextHome) -> int:
    """Where the span ends in its source, as near as the piece tells."""
    return home.span.start + span.end - piece.letter.start if piece.literal else home.span.end


def _start(piece: Piece, span: Span, home: TextHome) -> int:
    return home.span.start + span.start - piece.letter.start if piece.literal else home.span.start


def _level(left: Place, right: Place) -> bool | None:
    if left.box is None or right.box is None:
        return None
    return left.page == right.page and left.box[1] < right.box[3] and right.box[1] < left.box[3]
