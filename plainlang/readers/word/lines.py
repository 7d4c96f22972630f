"""Tokens become the lines of a letter, and lines become its text, drafts, blanks and pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plainlang.letter import Blank, Kind
from plainlang.readers.anatomy import Draft
from plainlang.readers.word.fields import resolve_fields
from plainlang.readers.word.tokens import Anchor, Box, End, Mark, Start, Text, Token
from plainlang.source import Piece, WordHome
from plainlang.spans import Span


@dataclass(frozen=True, slots=True)
class CellStart(Start):
    """A paragraph of a table begins. row: the same object for all cells of a row; column: of the grid, from 1."""

    row: object
    column: int


@dataclass(slots=True)
class Line:
    """A paragraph as it is shown. `blanks` and `anchors` count within the line; `end` is the home of its mark.

    cell: the start of its paragraph, where that is one of a table.
    """

    end: WordHome
    kind: Kind | None = None
    cell: CellStart | None = None
    texts: list[tuple[Text, WordHome]] = field(default_factory=list)
    blanks: list[Span] = field(default_factory=list)
    anchors: list[tuple[Anchor, int]] = field(default_factory=list)
    length: int = 0

    def add(self, token: Text, home: WordHome) -> None:
        """Adds characters at the end of the line."""
        self.texts.append((token, home))
        self.length += len(token.text)
        self.end = WordHome(home.part, home.paragraph, home.run, home.start + len(token.text))


class LineCollector:
    """The lines of a letter, collected part by part."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._part = ""
        self._paragraph = 0
        self._line: Line | None = None
        self._boxes: list[Box] = []
        self._open_blanks = self._blank_start = 0
        self._anchors: list[Anchor] = []

    def add(self, part: str, tokens: Sequence[Token]) -> None:
        """Adds the lines of a story of `part` (the part's name)."""
        self._part = part
        for token in resolve_fields(tokens):
            match token:
                case Start():
                    self._begin(token)
                case Text():
                    self._write(token)
                case Box():
                    self._boxes.append(token)
                case Anchor():
                    self._tie(token)
                case End(shown=True):
                    self._close()
                case Mark.BLANK_START:
                    self._start_blank()
                case Mark.BLANK_END:
                    self._end_blank()
                case Mark.EDGE:
                    self._edge()
        self._tie_rest()

    def _begin(self, token: Start) -> None:
        self._paragraph = token.number
        if self._line is None:
            self._line = Line(WordHome(self._part, token.number, 0, 0))
        # A paragraph that runs on into the next one looks like that next one.
        self._line.kind = token.kind
        self._line.cell = token if isinstance(token, CellStart) else None
        self._line.anchors += [(anchor, self._line.length) for anchor in self._anchors]
        self._anchors = []

    def _write(self, token: Text) -> None:
        line = self._line
        if line is None:
            return
        for seen in token.seen():
            line.add(seen, WordHome(self._part, self._paragraph, seen.run, seen.start))

    def _tie(self, anchor: Anchor) -> None:
        """An anchor between two paragraphs belongs to the start of the second."""
        if self._line is None:
            self._anchors.append(anchor)
        else:
            self._line.anchors.append((anchor, self._line.length))

    def _tie_rest(self) -> None:
        if self.lines:
            last = self.lines[-1]
            last.anchors += [(anchor, last.length) for anchor in self._anchors]
        self._anchors = []

    def _start_blank(self) -> None:
        if not self._open_blanks:
            self._blank_start = self._line.length if self._line else 0
        self._open_blanks += 1

    def _end_blank(self) -> None:
        """A blank within a blank is no blank of its own."""
        self._open_blanks = max(0, self._open_blanks - 1)
        if not self._open_blanks:
            self._put_blank()

    def _put_blank(self) -> None:
        if self._line is not None and self._blank_start < self._line.length:
            self._line.blanks.append(Span(self._blank_start, self._line.length))

    def _edge(self) -> None:
        """Nothing runs on over an edge; what has no text and no mark of its own leaves no line."""
        if self._line is not None and not self._line.texts:
            self._anchors += [anchor for anchor, _ in self._line.anchors]
            self._line = None
        if self._line is None:
            self._put_boxes()
        self._close()

    def _close(self) -> None:
        if self._line is None:
            return
        if self._open_blanks:
            self._put_blank()
            # A blank that is still open goes on at the start of the next line.
            self._blank_start = 0
        self.lines.append(self._line)
        self._line = None
        self._put_boxes()

    def _put_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            inner = LineCollector()
            inner.add(box.part or self._part, box.tokens)
            self.lines += inner.lines


_LINE = re.compile(r"\S(?:[^\n]|\n(?=[^\S\n]*[a-z]))*(?<=\S)")


@dataclass(frozen=True, slots=True)
class Page:
    """The whole letter, laid out."""

    text: str
    pieces: tuple[Piece, ...]
    drafts: tuple[Draft, ...]
    blanks: tuple[Blank, ...]
    anchors: tuple[tuple[Anchor, int], ...]
    """Where comments are tied to the text, by code points of it."""


def lay_out(lines: Sequence[Line]) -> Page:
    """Joins the lines with `\\n`. Drafts are the lines that hold more than space, without that space."""
    texts: list[str] = []
    pieces: list[Piece] = []
    drafts: list[Draft] = []
    blanks: list[Blank] = []
    anchors: list[tuple[Anchor, int]] = []
    rows: dict[object, int] = {}
    at = 0
    for number, line in enumerate(lines):
        start = at
        for token, home in line.texts:
            pieces.append(Piece(Span(at, at + len(token.text)), home, token.literal))
            texts.append(token.text)
            at += len(token.text)
        drafts += _drafts("".join(token.text for token, _ in line.texts), start, line, rows)
        blanks += [Blank(Span(start + blank.start, start + blank.end)) for blank in line.blanks]
        anchors += [(anchor, start + offset) for anchor, offset in line.anchors]
        if number < len(lines) - 1:
            pieces.append(Piece(Span(at, at + 1), line.end, literal=False))
            texts.append("\n")
            at += 1
    return Page("".join(texts), tuple(pieces), tuple(drafts), tuple(blanks), tuple(anchors))


def _drafts(text: str, start: int, line: Line, rows: dict[object, int]) -> Iterator[Draft]:
    """A draft for each line of a paragraph; a break inside a sentence (a small letter follows) is none.

    rows: the numbers of the rows that hold words, given as they come.
    """
    for found in _LINE.finditer(text):
        if found[0].strip():
            row = None if line.cell is None else rows.setdefault(line.cell.row, len(rows) + 1)
            column = None if line.cell is None else line.cell.column
            yield Draft(Span(start + found.start(), start + found.end()), line.kind, row, column)
