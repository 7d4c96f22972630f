"""The lines of a paragraph in a Word file: runs with their looks, and breaks between lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from plainlang.outgoing.blocks import Line, Run
from plainlang.outgoing.word_lock import lock

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as WordRun


_WITHIN_NUMBER = re.compile(r"(?<=[0-9])-(?=[0-9]{3,4}(?![0-9]))")
"""In a phone number, which stays on one line."""


def fill(paragraph: Paragraph, lines: Sequence[Line]) -> None:
    """Writes the lines into an empty paragraph."""
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        for required, alike in groupby(line, lambda words: words.required):
            runs = [_add_run(paragraph, words) for words in alike]
            if required:
                lock([run._r for run in runs])


def _add_run(paragraph: Paragraph, words: Run) -> WordRun:
    from docx.oxml import OxmlElement

    first, *others = _WITHIN_NUMBER.split(words.text)
    run = paragraph.add_run(first)
    for part in others:
        run._r.append(OxmlElement("w:noBreakHyphen"))
        run.add_text(part)
    if words.bold:
        run.bold = True
    if words.italic:
        run.italic = True
    return run


def runs_in(paragraph: Paragraph) -> list[WordRun]:
    """The runs of a paragraph in order, also those in content controls."""
    from docx.oxml.ns import qn
    from docx.text.run import Run

    return [Run(run, paragraph) for run in paragraph._p.iter(qn("w:r"))]


def set_points(paragraph: Paragraph, *, before: float | None = None, after: float | None = None) -> None:
    """Sets the room above and below a paragraph, in points; None leaves it to the style."""
    from docx.shared import Pt

    if before is not None:
        paragraph.paragraph_format.space_before = Pt(before)
    if after is not None:
        paragraph.paragraph_format.space_after = Pt(after)
