"""Where each character of a letter came from, and whether a fix may be written there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from plainlang.spans import Lines, Span


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was given.

    `text` is the decoded text with every line end turned into `\\n`; `raw` is the decoded text as it
    stands. Formats that are not text (Word) leave both empty.
    """

    path: str
    data: bytes
    raw: str = ""
    text: str = ""
    encoding: str = "utf-8"
    bom: bytes = b""


@dataclass(frozen=True, slots=True)
class TextHome:
    """A stretch of a text source: a span of `Source.text`."""

    span: Span


@dataclass(frozen=True, slots=True)
class WordHome:
    """A stretch of one run of a Word file.

    `part` is the part's name in the package (`word/document.xml`), `paragraph` and `run` count from 1 in
    that part, `start` is the code-point offset in the text of the run.
    """

    part: str
    paragraph: int
    run: int
    start: int


Home = TextHome | WordHome


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the letter and its home. `literal`: the same characters stand in the source."""

    letter: Span
    home: Home
    literal: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands, for people: line and column, or part, paragraph and run (all from 1)."""

    line: int | None = None
    column: int | None = None
    part: str | None = None
    paragraph: int | None = None
    run: int | None = None

    def as_dict(self) -> dict[str, int | str]:
        """The known fields alone, in the order they are declared."""
        names = ("line", "column", "part", "paragraph", "run")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


class SourceMap:
    """The one map, from spans of the letter to places in its file.

    The pieces follow each other without a gap and cover the whole letter; a literal piece of a text
    source holds the very characters of that source. Anything else raises ValueError: a map that lies
    would send a fix to the wrong words.
    """

    def __init__(self, pieces: Sequence[Piece], *, letter: str, source: Source) -> None:
        self.pieces = tuple(pieces)
        self._source = source
        self._letter = letter
        self._starts = [piece.letter.start for piece in self.pieces]
        self._source_lines: Lines | None = None
        self._letter_lines: Lines | None = None
        self._refuse_lies()

    def _refuse_lies(self) -> None:
        at = 0
        for piece in self.pieces:
            if piece.letter.start != at or piece.letter.end <= at:
                raise ValueError(f"piece {piece.letter} leaves a gap at {at}")
            at = piece.letter.end
            if piece.literal and isinstance(piece.home, TextHome):
                there = self._source.text[piece.home.span.start : piece.home.span.end]
                if there != self._letter[piece.letter.start : piece.letter.end]:
                    raise ValueError(f"piece {piece.letter} differs from its source")
        if at != len(self._letter):
            raise ValueError(f"the pieces end at {at}, the letter at {len(self._letter)}")

    def touching(self, span: Span) -> tuple[Piece, ...]:
        """The pieces that share a character with `span`, in order (for an empty span: the one it is in)."""
        if not self.pieces:
            return ()
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = max(first, bisect_right(self._starts, span.end - 1) - 1)
        return self.pieces[first : last + 1]

    def is_literal(self, span: Span) -> bool:
        """True when every character of the span stands in the source: a fix may be written here."""
        return len(span) > 0 and all(piece.literal for piece in self.touching(span))

    def place(self, span: Span) -> Place:
        """Where the span begins, for people. For Word the line and column are those of the letter's text."""
        pieces = self.touching(span)
        if not pieces:
            return Place(line=1, column=1)
        piece = pieces[0]
        into = span.start - piece.letter.start if piece.literal else 0
        if isinstance(piece.home, TextHome):
            if self._source_lines is None:
                self._source_lines = Lines(self._source.text)
            line, column = self._source_lines.at(piece.home.span.start + into)
            return Place(line=line, column=column)
        if self._letter_lines is None:
            self._letter_lines = Lines(self._letter)
        line, column = self._letter_lines.at(span.start)
        home = piece.home
        return Place(line=line, column=column, part=home.part, paragraph=home.paragraph, run=home.run)
