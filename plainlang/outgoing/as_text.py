"""The letter as plain text: lines of at most 78 characters, tables as columns."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from itertools import chain

from plainlang.outgoing.blocks import Block, Heading, List, Quote, Rule, Table, words_of
from plainlang.outgoing.markdown import read

WIDTH = 78
"""Columns. Mail programs and printers take 80."""
_GAP = "   "
"""Between two columns. Two spaces may stand behind a sentence, so a reader needs three to see columns."""
_RULE = "-" * 30
_LABEL_LIKE = re.compile(r" (?=(?:[-*•‣▪◦·–]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])(?: |$))")
"""Before what would look like a list's label at the start of a line."""
_TIED = "\0"


def render(markdown: str) -> str:
    """The plain-text letter. Breaks that were meant stay; ends with one newline."""
    return "\n\n".join(_text(block, WIDTH) for block in read(markdown)) + "\n"


def _text(block: Block, width: int) -> str:
    match block:
        case List():
            return _list(block, width)
        case Table():
            return _table(block, width)
        case Quote():
            return textwrap.indent("\n\n".join(_text(inner, width - 2) for inner in block.blocks), "  ")
        case Rule():
            return _RULE
        case Heading():
            return _underlined("\n".join(_filled(words_of(line), width) for line in block.lines))
        case _:
            return "\n".join(_filled(words_of(line), width) for line in block.lines)


def _underlined(words: str) -> str:
    return f"{words}\n{'-' * max(map(len, words.splitlines()))}"


def _filled(words: str, width: int) -> str:
    """The words in lines of at most `width`; a longer word has a line of its own."""
    tied = _LABEL_LIKE.sub(_TIED, words)
    lines = textwrap.wrap(tied, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace(_TIED, " ")


def _list(block: List, width: int) -> str:
    labels = _labels(block)
    room = max(map(len, labels), default=0)
    items = [_item(item, label.rjust(room), width) for item, label in zip(block.items, labels, strict=True)]
    return ("\n" if block.close else "\n\n").join(items)


def _labels(block: List) -> Sequence[str]:
    if block.start is None:
        return ["- "] * len(block.items)
    return [f"{block.start + at}. " for at in range(len(block.items))]


def _item(blocks: Iterable[Block], label: str, width: int) -> str:
    """An item with its label before the first line and the same room before all others."""
    texts = [(block, _text(block, width - len(label))) for block in blocks]
    parted = chain.from_iterable(("\n" if isinstance(block, List) else "\n\n", text) for block, text in texts)
    body = "".join(list(parted)[1:])
    return label + textwrap.indent(body, " " * len(label))[len(label) :]


def _table(block: Table, width: int) -> str:
    rows = [[words_of(cell) for cell in row] for row in (block.head, *block.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        return "\n\n".join(_stacked(row, width) for row in rows if any(row))
    lines = [_aligned(row, widths, block.right) for row in rows]
    return "\n".join([lines[0], _GAP.join("-" * room for room in widths), *lines[1:]] if any(rows[0]) else lines[1:])


def _aligned(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = zip(row, widths, right, strict=True)
    return _GAP.join(cell.rjust(room) if at_right else cell.ljust(room) for cell, room, at_right in cells).rstrip()


def _stacked(row: Iterable[str], width: int) -> str:
    """A row of a table that is too wide: its cells below each other, each read to its end."""
    first, *rest = (cell for cell in row if cell)
    return "\n".join([_filled(first, width), *(textwrap.indent(_filled(cell, width - 2), "  ") for cell in rest)])
