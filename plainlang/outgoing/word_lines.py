"""The lines of a paragraph in a Word file: runs with their looks, and breaks between lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plainlang.outgoing.blocks import Line

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph


def fill(paragraph: Paragraph, lines: Sequence[Line]) -> None:
    """Writes the lines into an empty paragraph."""
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        for words in line:
            run = paragraph.add_run(words.text)
            if words.bold:
                run.bold = True
            if words.italic:
                run.italic = True


def set_points(paragraph: Paragraph, *, before: float | None = None, after: float | None = None) -> None:
    """Sets the room above and below a paragraph, in points; None leaves it to the style."""
    from docx.shared import Pt

    if before is not None:
        paragraph.paragraph_format.space_before = Pt(before)
    if after is not None:
        paragraph.paragraph_format.space_after = Pt(after)
