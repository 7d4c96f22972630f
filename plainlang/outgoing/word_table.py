"""Tables in a Word file: as wide as their words need, with a first row that comes again on the next page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plainlang.outgoing.blocks import Line, Table, words_of
from plainlang.outgoing.word_lines import fill

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Row

_PAGE = 9360
"""Between the margins, in twentieths of a point."""
_LETTER, _MARGINS = 120, 330
"""The room that a character and the edges of a cell take, in twentieths of a point."""
_BOLD = 1
"""Characters more that bold words take the room of."""
_SHORTEST, _LONGEST = 8, 60
"""Characters of a cell in one line; what is longer goes on in the next."""
_TOGETHER = 12
"""A table of at most so many rows stays on one page."""


def add_table(document: Document, table: Table, *, left: int) -> None:
    """Adds the table at the end of the document. left: how far it is set in, in twentieths of a point."""
    from docx.oxml import OxmlElement
    from docx.shared import Twips

    rows = (table.head, *table.rows) if any(table.head) else table.rows
    widths = _widths(table, _PAGE - left)
    made = document.add_table(rows=len(rows), cols=len(widths), style="Letter Table")
    made.autofit = False
    _set_look(made, left=left, has_head=any(table.head))
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Twips(width)
    for number, (row, cells) in enumerate(zip(made.rows, rows, strict=True)):
        is_head = cells is table.head
        kept = len(rows) <= _TOGETHER and number < len(rows) - 1
        _fill_row(row, cells, table.right, widths, style="Table Head" if is_head else "Table Text", kept=kept)
        for name in ("w:cantSplit", "w:tblHeader") if is_head else ("w:cantSplit",):
            row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set_look(made: WordTable, *, left: int, has_head: bool) -> None:
    """Sets the table in, and says whether its first row looks like a head. The order of the properties is fixed."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = made._tblPr
    for name, settings in (
        ("w:tblInd", {"w:w": str(left), "w:type": "dxa"}),
        ("w:tblLook", {"w:val": "0020" if has_head else "0000", "w:firstRow": "1" if has_head else "0"}),
    ):
        for old in properties.findall(qn(name)):
            properties.remove(old)
        made_of = OxmlElement(name, {qn(key): value for key, value in settings.items()})
        properties.insert_element_before(made_of, *(("w:tblLayout", "w:tblLook") if name == "w:tblInd" else ()))


def _fill_row(
    row: _Row, cells: Sequence[Line], right: Sequence[bool], widths: Sequence[int], *, style: str, kept: bool
) -> None:
    """kept: the row stays on the page of the next one."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Twips

    for cell, line, at_right, width in zip(row.cells, cells, right, widths, strict=True):
        cell.width = Twips(width)
        paragraph = cell.paragraphs[0]
        paragraph.style = style
        fill(paragraph, [line])
        if at_right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if kept:
            paragraph.paragraph_format.keep_with_next = True


def _widths(table: Table, room: int) -> list[int]:
    """The width of each column, in twentieths of a point: what its words need; where that is too much, heads wrap
    first, then the longest cells."""
    cells = [max((len(words_of(row[at])) for row in table.rows), default=0) for at in range(len(table.head))]
    heads = [len(words_of(head)) + _BOLD for head in table.head]
    wrapped = [
        max(length * 2 // 3, *map(len, words_of(head).split()), 0) + _BOLD
        for head, length in zip(table.head, heads, strict=True)
    ]
    for head, most in ((heads, _LONGEST), *((wrapped, most) for most in range(_LONGEST, _SHORTEST, -1))):
        wanted = [min(max(pair), most) * _LETTER + _MARGINS for pair in zip(cells, head, strict=True)]
        if sum(wanted) <= room:
            return wanted
    return [room // len(heads)] * len(heads)
