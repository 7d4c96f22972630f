"""Plain text: what the file says, cut into the blocks a reader would see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.letter import Kind, Letter
from plainlang.readers.anatomy import Draft, is_address, is_list_item, name_blocks
from plainlang.readers.blanks import find_blanks
from plainlang.readers.decode import decode
from plainlang.readers.front_matter import find_front_matter
from plainlang.readers.length import LONGEST_LETTER, too_long
from plainlang.source import Piece, SourceMap, TextHome
from plainlang.spans import Span

_GAP = re.compile(r"[^\S\n]*(?:\||\t)[\s|]*|[^\S\n]{3,}")
_COLUMNS = re.compile(r"(?<=\S)(?:[^\S\n]*[|\t]|[^\S\n]{3,})\s*\S|^\|.*\S")
NARROW = 45
"""A paragraph whose longest line is shorter than this (in characters) was not wrapped by an editor."""
WIDE = 130
"""Lines longer than this stand for whole paragraphs: the editor wrapped on screen only."""


def read(path: str, data: bytes) -> Letter:
    """Reads a text file. The letter's text is the file's with `\\n` line ends, without BOM and front matter.

    Raises UnreadableError when the bytes are no text.
    """
    source = decode(path, data)
    if len(source.text) > LONGEST_LETTER:
        raise too_long(path)
    told, start = find_front_matter(source.text)
    text = source.text[start:]
    home = TextHome(Span(start, len(source.text)))
    pieces = [Piece(Span(0, len(text)), home, literal=True)] if text else []
    return Letter(
        source=source,
        text=text,
        blocks=name_blocks(text, list(drafts(text))),
        blanks=find_blanks(text),
        map=SourceMap(pieces, letter=text, source=source),
        told=told,
    )


def drafts(text: str) -> Iterator[Draft]:
    """The blocks of plain text: lines joined where an editor wrapped them, table rows cut into cells."""
    masked = _without_blanks(text)
    for paragraph in _paragraphs(masked):
        yield from _blocks_of(masked, paragraph)


def _without_blanks(text: str) -> str:
    """The text with template tags masked at the same length: a filter's `|` is no column of a table."""
    blanks = find_blanks(text)
    if not blanks:
        return text
    chars = list(text)
    for blank in blanks:
        for at in range(*blank.span):
            if chars[at] in "|\t":
                chars[at] = "_"
    return "".join(chars)


def _paragraphs(text: str) -> Iterator[list[Span]]:
    """Runs of lines without a blank line between them, as spans without surrounding space."""
    lines: list[Span] = []
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            lines.append(Span(start, start + len(stripped)))
        elif lines:
            yield lines
            lines = []
        at += len(line) + 1
    if lines:
        yield lines


def _blocks_of(text: str, lines: list[Span]) -> Iterator[Draft]:
    width = max(len(line) for line in lines)
    open_at: int | None = None
    for at, line in enumerate(lines):
        if _COLUMNS.search(text[line.start : line.end]):
            yield from _cells(text, line)
            continue
        if open_at is None:
            open_at = line.start
        follower = lines[at + 1] if at + 1 < len(lines) else None
        if follower is None or not _wraps(text, line, follower, width):
            yield Draft(Span(open_at, line.end))
            open_at = None


def _wraps(text: str, line: Span, follower: Span, width: int) -> bool:
    """True when an editor broke the paragraph here: the next word would not have fitted.

    A line that opens a list item, or that ends far short of the width, is a break somebody meant.
    """
    below = text[follower.start : follower.end]
    if is_address(below) or is_address(text[line.start : line.end]):
        return False
    if not NARROW <= width <= WIDE or is_list_item(below) or _COLUMNS.search(below):
        return False
    first_word = len(below.split(maxsplit=1)[0])
    return len(line) + 1 + first_word > width - 8


def _cells(text: str, line: Span) -> Iterator[Draft]:
    at = line.start
    for gap in [*_GAP.finditer(text, line.start, line.end), None]:
        end = gap.start() if gap else line.end
        if end > at:
            yield Draft(Span(at, end), Kind.TABLE_CELL)
        at = gap.end() if gap else end
