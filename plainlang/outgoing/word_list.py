"""Lists in a Word file: Word itself draws the bullets and counts the items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plainlang.outgoing.blocks import List

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_BULLETS = 1
"""The list of `numbering.xml` that has bullets (w:num)."""
_COUNTED = 1
"""What numbered lists there are made of (w:abstractNum); each letter's list counts for itself."""
_DEEPEST = 8
_STEP, _QUOTE_STEP = 400, 480
"""How far each level of a list and each quote is set in, in twentieths of a point."""
_HANGING = 340
"""The room of a label, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands. level: of its list, from 0; -1 outside of lists. number: of the list (w:num).

    label: Word draws a bullet or a number before it. quotes: how many quotes it stands in.
    """

    level: int = -1
    number: int = 0
    label: bool = False
    close: bool = False
    quotes: int = 0

    @property
    def style(self) -> str:
        """The name of the style of paragraphs there; empty where their part of the letter decides."""
        if self.level < 0:
            return "Quote" if self.quotes else ""
        return "List Close" if self.close else "List Paragraph"

    @property
    def left(self) -> int:
        """How far it is set in, in twentieths of a point."""
        return (self.level + 1) * _STEP + self.quotes * _QUOTE_STEP

    def unlabelled(self) -> Place:
        """The place of the next block of the same item."""
        return replace(self, label=False)

    def quoted(self) -> Place:
        """The place of the blocks of a quote that stands here."""
        return replace(self, quotes=self.quotes + 1, label=False)


def add_list(document: Document, block: List, place: Place) -> Iterator[Place]:
    """The place of each item's first block."""
    level = min(place.level + 1, _DEEPEST)
    number = _BULLETS if block.start is None else _counted(document, level, block.start)
    for _ in block.items:
        yield replace(place, level=level, number=number, label=True, close=block.close)


def _counted(document: Document, level: int, start: int) -> int:
    """The number of a new list that counts from `start`."""
    numbering = document.part.numbering_part.element
    added = numbering.add_num(_COUNTED)
    added.add_lvlOverride(ilvl=level).add_startOverride(start)
    return int(added.numId)


def set_in(paragraph: Paragraph, place: Place) -> None:
    """Sets a paragraph in as its list and quotes have it, and gives it its label."""
    from docx.shared import Twips

    if place.label:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = place.level
        properties.get_or_add_numId().val = place.number
    if place.left:
        paragraph.paragraph_format.left_indent = Twips(place.left)
        paragraph.paragraph_format.first_line_indent = Twips(-_HANGING if place.label else 0)
