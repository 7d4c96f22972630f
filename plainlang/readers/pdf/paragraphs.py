"""Lines joined to paragraphs, over the edges of columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plainlang.letter import Kind
from plainlang.readers.anatomy import is_address, is_list_item
from plainlang.readers.pdf.lines import Word
from plainlang.readers.pdf.order import Cell, Item, Line
from plainlang.readers.pdf.parts import LABEL
from plainlang.readers.pdf.reading_on import ENDS

_HYPHEN = re.compile(r"[^\W\d_][-\u00ad]$")
_PITCH = 1.2
_LARGE = 1.15
_HEADING_WORDS = 15


class Paragraph(NamedTuple):
    """Lines that are one block; page: where it begins."""

    lines: list[list[Word]]
    kind: Kind | None
    page: int

    @property
    def label_alone(self) -> bool:
        """True where the block has a mark of a list and nothing else."""
        return len(self.lines) == 1 and len(self.lines[0]) == 1 and bool(LABEL.match(self.lines[0][0].text))


def paragraphs_of(items: Sequence[Item]) -> Iterator[Paragraph]:
    """The blocks of a document in reading order."""
    pitch = _pitches(items)
    body = _body_size(items)
    block: list[Line] = []
    for item in items:
        if isinstance(item, Line) and block and _goes_on(block, item, pitch):
            block.append(item)
            continue
        if block:
            yield _paragraph(block, body)
            block = []
        if isinstance(item, Cell):
            yield Paragraph(item.lines, Kind.TABLE_CELL, item.page)
        else:
            block = [item]
    if block:
        yield _paragraph(block, body)


def _paragraph(lines: list[Line], body: float) -> Paragraph:
    words = [line.words for line in lines]
    text = " ".join(line.text for line in lines)
    count = len(text.split())
    stands_out = min(word.size for word in words[0]) > _LARGE * body or _is_bold(lines[0])
    # Short lines without a full stop are headings for the anatomy, too; this is for those that end like a sentence.
    heading = stands_out and count <= _HEADING_WORDS and text.endswith(("?", "!")) and not is_list_item(text)
    return Paragraph(words, Kind.HEADING if heading else None, lines[0].page)


def _is_bold(line: Line) -> bool:
    return all(word.bold for word in line.words)


def _size(line: Line) -> float:
    return max(line.words, key=lambda word: len(word.text)).size


def _body_size(items: Sequence[Item]) -> float:
    sizes: Counter[float] = Counter()
    for item in items:
        if isinstance(item, Line):
            sizes[round(_size(item) * 2) / 2] += len(item.text)
    return sizes.most_common(1)[0][0] if sizes else 11.0


def _pitches(items: Sequence[Item]) -> dict[int, float]:
    """The usual step from line to line, in font sizes, for each size."""
    steps: dict[int, Counter[float]] = {}
    for above, below in pairwise(items):
        if not (isinstance(above, Line) and isinstance(below, Line)) or _place(above) != _place(below):
            continue
        step = (above.words[0].baseline - below.words[0].baseline) / (_size(below) or 1)
        if 0.8 < step < 2.8:
            steps.setdefault(round(_size(below)), Counter())[round(step, 1)] += 1
    return {size: _usual(found) for size, found in steps.items()}


def _usual(steps: Counter[float]) -> float:
    """The smallest step that is common: short paragraphs have as many steps between them as within."""
    most = max(steps.values())
    return min(step for step, count in steps.items() if 3 * count >= most)


def _place(line: Line) -> tuple[int, int]:
    return line.page, line.column


def _goes_on(block: list[Line], line: Line, pitch: dict[int, float]) -> bool:
    """True when the line is one more line of the paragraph."""
    last = block[-1]
    if not _alike(last, line) or _opens(line.text):
        return False
    if is_address(line.text) or is_address(last.text):
        return False
    hyphen = bool(_HYPHEN.search(last.text)) and line.text[:1].islower()
    if _place(last) != _place(line):
        indented = line.words[0].left - line.start > 0.9 * _size(line)
        return hyphen or (
            not ENDS.search(last.text) and not indented and (line.text[:1].islower() or _is_full(last, line))
        )
    size = _size(line)
    step = last.words[0].baseline - line.words[0].baseline
    if not 0 < step <= 1.25 * max(_PITCH, pitch.get(round(size), _PITCH)) * size:
        return False
    if _indents(block, line):
        return False
    unfinished = line.text[:1].islower() and not ENDS.search(last.text)
    return hyphen or unfinished or _is_full(last, line)


def _alike(last: Line, line: Line) -> bool:
    one, other = _size(last), _size(line)
    return max(one, other) <= 1.12 * min(one, other) and _is_bold(last) == _is_bold(line)


def _opens(text: str) -> bool:
    return is_list_item(text) or text[0] in "☐☑☒•‣▪◦" or bool(LABEL.match(text))


def _is_full(last: Line, line: Line) -> bool:
    """True when the next word would not have fitted on the line."""
    word = line.words[0]
    return last.words[-1].right + 0.25 * word.size + (word.right - word.left) > last.edge - 0.3 * word.size


def _indents(block: list[Line], line: Line) -> bool:
    """True for a line set in, as the first of a new paragraph, or set out from the item of a list."""
    size = _size(line)
    left, above = line.words[0].left, block[-1].words[0].left
    if len(block) == 1 and _opens(block[0].text):
        return not above - 0.5 * size <= left <= above + 4.5 * size
    if len(block) == 1:
        # The first line of a paragraph may be set in, never the second.
        return left > above + 0.8 * size and not _centred(block[-1], line)
    return abs(left - above) > 0.8 * size and not _centred(block[-1], line)


def _centred(last: Line, line: Line) -> bool:
    middle, other = ((words[0].left + words[-1].right) / 2 for words in (last.words, line.words))
    return abs(middle - other) < 0.5 * _size(line)
