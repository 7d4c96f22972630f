"""The letter as a Word file (.docx): real lists, tables and headings, in the styles of `blank_letter/styles.xml`."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from plainlang.outgoing.blank_word import blank_letter, timeless
from plainlang.outgoing.blocks import Block, Heading, List, Paragraph, Part, Quote, Rule, Table, is_required
from plainlang.outgoing.markdown import printable, read
from plainlang.outgoing.word_lines import fill, runs_in, set_points
from plainlang.outgoing.word_list import Place, add_list, set_in
from plainlang.outgoing.word_lock import lock
from plainlang.outgoing.word_table import add_table

if TYPE_CHECKING:
    from docx.document import Document

_LAST = -2
"""Where the last block stands in the body: what follows it is the size of the page and its margins."""
_LONGEST_TITLE = 255
"""Characters that Word keeps of a title."""
_STYLES = {
    Part.BODY: "Normal",
    Part.LETTERHEAD: "Letterhead",
    Part.DATE: "Date",
    Part.SUBJECT: "Subject",
    Part.CLOSING: "Closing",
    Part.SIGNATURE: "Signature",
    Part.FOOT: "Letter Foot",
}
_TOGETHER = 5
"""A list of at most so many items stays on one page."""
_ROOM_TO_SIGN = 28
"""Points between the closing and the name below it."""
_BELOW = ((Table, 10.0), (List, 5.5))
"""Points above a paragraph that stands below such a block, which has no room of its own there."""


def render(markdown: str, *, title: str) -> bytes:
    """The Word file. title: kept in the file's properties (255 characters of it), not shown on the page."""
    import docx  # here, since a check needs none

    document = docx.Document(io.BytesIO(blank_letter()))
    document.core_properties.title = printable(title)[:_LONGEST_TITLE]
    _write(document, read(markdown), Place())
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def _write(document: Document, blocks: Iterable[Block], place: Place, above: Block | None = None) -> None:
    """Adds the blocks at the end of the document, in order. above: the block that stands before the first."""
    body = document.element.body
    for block, below in pairwise((*blocks, None)):
        if block is not None:
            before = len(body)
            _add(document, block, place, above, below)
            if is_required(block) and not isinstance(block, List | Quote):
                lock(body[before + _LAST + 1 : _LAST + 1])
            place, above = place.unlabelled(), block


def _add(document: Document, block: Block, place: Place, above: Block | None, below: Block | None) -> None:
    match block:
        case Paragraph():
            _add_paragraph(document, block, place, above, below)
        case Heading():
            fill(document.add_paragraph(style=f"Heading {block.level}"), block.lines)
        case List():
            for number, inner in enumerate(add_list(document, block, place)):
                _write(document, block.items[number], inner, above)
                above = None
                if len(block.items) <= _TOGETHER and number < len(block.items) - 1:
                    _keep_last_with_next(document)
        case Table():
            add_table(document, block, left=place.left)
            if below is None or isinstance(below, Table):
                # Word joins tables that touch, and wants a paragraph at the end.
                document.add_paragraph(style="Table Text")
        case Quote():
            _write(document, block.blocks, place.quoted(), above)
        case Rule():
            document.add_paragraph(style="Rule")


def _add_paragraph(
    document: Document, block: Paragraph, place: Place, above: Block | None, below: Block | None
) -> None:
    paragraph = document.add_paragraph(style=place.style or _style(block, above, below))
    fill(paragraph, block.lines)
    set_in(paragraph, place)
    if block.part is Part.LETTERHEAD and not _is_part(above, Part.LETTERHEAD):
        for run in runs_in(paragraph)[: len(block.lines[0])]:
            run.style = "Office Name"
    if block.part is Part.CLOSING and _is_part(below, Part.SIGNATURE):
        set_points(paragraph, after=_ROOM_TO_SIGN)
    if block.part is Part.BODY:
        set_points(paragraph, before=next((room for kind, room in _BELOW if isinstance(above, kind)), None))
    # No page begins with "Sincerely," or holds the foot alone.
    if isinstance(below, List | Table | Quote) or any(_is_part(below, part) for part in (Part.CLOSING, Part.FOOT)):
        paragraph.paragraph_format.keep_with_next = True


def _keep_last_with_next(document: Document) -> None:
    from docx.oxml.ns import qn

    *_, last = document.element.body[_LAST].iter(qn("w:p"))
    last.get_or_add_pPr().get_or_add_keepNext()


def _style(block: Paragraph, above: Block | None, below: Block | None) -> str:
    """The name of the style; the last lines of the letterhead and the first of the foot have a rule."""
    if block.part is Part.LETTERHEAD and not _is_part(below, Part.LETTERHEAD):
        return "Letterhead End"
    if block.part is Part.FOOT and not _is_part(above, Part.FOOT):
        return "Letter Foot Start"
    return _STYLES[block.part]


def _is_part(block: Block | None, part: Part) -> bool:
    return isinstance(block, Paragraph) and block.part is part
