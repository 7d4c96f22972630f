"""Which blocks of a letter stand together: lines of an address, items of a list, cells of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

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
_CELL_TAG = re.compile(r"<t[dh]\b", re.IGNORECASE)
_ROW_TAG = re.compile(r"</?(?:tr|table)\b", re.IGNORECASE)
_T = TypeVar("_T")


class Shape(StrEnum):
    """How blocks that belong together are drawn. CELLS: cells of which nobody knows the rows (Word)."""

    ALONE = "alone"
    LINES = "lines"
    LIST = "list"
    TABLE = "table"
    CELLS = "cells"


def shape_of(letter: Letter, above: Block, below: Block) -> Shape | None:
    """What two neighbours make together; None where they have nothing to do with each other."""
    if above.kind is not below.kind:
        return None
    between = letter.text[above.span.end : below.span.start]
    if above.kind is Kind.LIST_ITEM:
        return Shape.LIST
    if above.kind is Kind.TABLE_CELL:
        known = in_one_row(letter, above.span, below.span)
        if known is None:
            return Shape.CELLS
        return Shape.TABLE if known or between.count("\n") < 2 else None
    return Shape.LINES if above.kind in _TIGHT and between.count("\n") < 2 else None


def table_rows(letter: Letter, blocks: Sequence[Block], lines: Sequence[_T]) -> tuple[tuple[_T, ...], ...]:
    """The lines of a table's cells, row by row."""
    rows = [[lines[0]]]
    for above, block, line in zip(blocks, blocks[1:], lines[1:], strict=False):
        if in_one_row(letter, above.span, block.span):
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(map(tuple, rows))


def in_one_row(letter: Letter, left: Span, right: Span) -> bool | None:
    """Whether two cells that follow each other stand side by side; None where the file does not tell."""
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
