"""Where each character of a letter came from, and whether a fix may be written there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

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


class Quoting(StrEnum):
    """How new words have to be written at a place of a text source, so that they read as words there."""

    PLAIN = "plain"
    HTML = "html"
    ATTRIBUTE = "html-attribute"
    SINGLE = "single-quoted"
    DOUBLE = "double-quoted"


@dataclass(frozen=True, slots=True)
class TextHome:
    """A stretch of a text source: a span of `Source.text`.

    quoting: PLAIN, HTML (in a page: `&`, `<` and `>` are written as entities), ATTRIBUTE (of a page's tag: quotes
    too), or SINGLE and DOUBLE (inside a quoted text of a template expression).
    """

    span: Span
    quoting: Quoting = Quoting.PLAIN


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its file, for people; everything counted from 1.

    Text: line and column. Word and OpenDocument: part, paragraph and run. PDF: page and box (left, bottom, right and
    top in points, from the lower left corner of the page). E-mail: part. file: where it is another file than the
    letter's own (an included template).
    """

    line: int | None = None
    column: int | None = None
    part: str | None = None
    paragraph: int | None = None
    run: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    file: str | None = None

    def as_dict(self) -> dict[str, object]:
        """The known fields alone, in the order they are declared; a box is a list."""
        known = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in known.items()}


@dataclass(frozen=True, slots=True)
class PlaceHome:
    """A stretch that no fix can be written to (PDF, RTF, an included file): its place is all that is known."""

    place: Place


Home = TextHome | WordHome | PlaceHome


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the letter and its home. `literal`: the same characters stand in the source."""

    letter: Span
    home: Home
    literal: bool


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

    def is_writable(self, span: Span) -> bool:
        """True where a fix may be written: every character stands in the source.

        A line end with its indent may stand there for a space. Pages of a PDF and the like cannot be written to.
        """
        return len(span) > 0 and all(self._can_be_written(piece) for piece in self.touching(span))

    def _can_be_written(self, piece: Piece) -> bool:
        if isinstance(piece.home, PlaceHome):
            return False
        if piece.literal or isinstance(piece.home, WordHome):
            return piece.literal
        there = self._source.text[piece.home.span.start : piece.home.span.end]
        return self._letter[piece.letter.start : piece.letter.end] == " " and there.isspace()

    def place(self, span: Span) -> Place:
        """Where the span begins, for people. Formats without lines get the line and column of the letter's text."""
        pieces = self.touching(span)
        if not pieces:
            return Place(line=1, column=1)
        piece = pieces[0]
        if isinstance(piece.home, TextHome):
            into = span.start - piece.letter.start if piece.literal else 0
            return self.place_in_source(piece.home.span.start + into)
        place = piece.home.place if isinstance(piece.home, PlaceHome) else _word_place(piece.home)
        if place.line is None:
            line, column = self._letter_lines.at(span.start)
            place = replace(place, line=line, column=column)
        return replace(place, box=_around(place, pieces)) if place.box else place

    def place_in_source(self, offset: int) -> Place:
        """The line and column of an offset of `Source.text`."""
        line, column = self._source_lines.at(offset)
        return Place(line=line, column=column)

    @cached_property
    def _source_lines(self) -> Lines:
        return Lines(self._source.text)

    @cached_property
    def _letter_lines(self) -> Lines:
        return Lines(self._letter)


def _word_place(home: WordHome) -> Place:
    return Place(part=home.part, paragraph=home.paragraph, run=home.run)


def _around(first: Place, pieces: Sequence[Piece]) -> tuple[float, float, float, float]:
    """The box around all pieces that stand on the page, and on the line, of the first."""
    places = [piece.home.place for piece in pieces if isinstance(piece.home, PlaceHome)]
    boxes = [place.box for place in places if place.box and place.page == first.page and _beside(first, place)]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _beside(first: Place, other: Place) -> bool:
    return bool(first.box and other.box and other.box[1] < first.box[3] and first.box[1] < other.box[3])
