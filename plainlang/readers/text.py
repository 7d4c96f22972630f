"""Plain text: what the file says, cut into the blocks a reader would see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.letter import Kind, Letter
from plainlang.readers.anatomy import Draft, is_address, is_closing, is_list_item, may_be_heading, name_blocks
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
_DRAWN = frozenset("-=+:| \t")
_DASHES = re.compile(r"-{3,}|={3,}")
_ABOUT = 2
"""Characters by which the line under a heading may be longer or shorter than the heading."""
_SPACED = re.compile(r"\S\s{2,}\S")


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
    """The blocks of plain text: lines joined where an editor wrapped them, table rows cut into cells.

    The dashes under a heading and under the heads of a table are no words, and in no block.
    """
    masked = _without_blanks(text)
    above = ""
    for lines in _paragraphs(masked):
        at = 0
        while at + 1 < len(lines) and _is_underlined(masked, lines[at], lines[at + 1]):
            # At the top it may be the letterhead, behind the closing a name: what stands around it tells.
            yield Draft(lines[at], Kind.HEADING if above and not is_closing(above) else None)
            above, at = masked[lines[at].start : lines[at].end], at + 2
        if at < len(lines):
            yield from _blocks_of(masked, lines[at:])
            above = masked[lines[-1].start : lines[-1].end]


def _is_underlined(text: str, line: Span, below: Span) -> bool:
    """True for a heading with a line of dashes of about its length under it."""
    if abs(len(line) - len(below)) > _ABOUT or not _DASHES.fullmatch(text, below.start, below.end):
        return False
    words = text[line.start : line.end]
    if words.endswith(":") and len(line) != len(below):
        return False
    return may_be_heading(words) and not _SPACED.search(words) and not _COLUMNS.search(words)


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
            yield from () if _is_drawn(text[line.start : line.end]) else _cells(text, line)
            continue
        if open_at is None:
            open_at = line.start
        follower = lines[at + 1] if at + 1 < len(lines) else None
        if follower is None or not _wraps(text, line, follower, width):
            yield Draft(Span(open_at, line.end))
            open_at = None


def _is_drawn(line: str) -> bool:
    """True for the row of dashes under the heads of a table."""
    return set(line) <= _DRAWN and ("---" in line or "===" in line)


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
