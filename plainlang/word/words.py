"""From a span of the letter to the characters of a Word file it stands for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from plainlang.letter import Letter
from plainlang.source import Piece, WordHome
from plainlang.spans import Span
from plainlang.word.file import WordFile
from plainlang.word.part import Element, Part


class Slice(NamedTuple):
    """Characters of one w:t: half-open code-point offsets of its text."""

    text: Element
    start: int
    end: int


class Stretch(NamedTuple):
    """The slices of a span, in order, and the part, the paragraph and the runs (by number) they stand in.

    whole: every character of the span is there, and in this one paragraph.
    """

    part: str
    paragraph: int
    runs: tuple[int, ...]
    slices: tuple[Slice, ...]
    whole: bool


class Finder:
    """Finds the characters of spans in a file; what it has counted is kept."""

    def __init__(self, file: WordFile, letter: Letter) -> None:
        self._file = file
        self._letter = letter
        self._texts: dict[Element, list[tuple[int, Element]]] = {}

    def stretch(self, span: Span) -> Stretch | None:
        """The stretch of a span; None where nothing of it stands literally in the file.

        Characters of another part than the first one are left out.
        """
        pieces = self._letter.map.touching(span)
        homes = [(piece, piece.home) for piece in pieces if piece.literal and isinstance(piece.home, WordHome)]
        if not homes:
            return None
        first = homes[0][1]
        found = [(home, self._slice(piece, home, span)) for piece, home in homes if home.part == first.part]
        slices = tuple(slice_ for _, slice_ in found if slice_ is not None)
        whole = len(slices) == len(pieces) and all(home.paragraph == first.paragraph for home, _ in found)
        runs = tuple(home.run for home, _ in found)
        return Stretch(first.part, first.paragraph, runs, slices, whole) if slices else None

    def _slice(self, piece: Piece, home: WordHome, span: Span) -> Slice | None:
        """The characters of a piece that the span holds; None where the file has others there."""
        part = self._file.part(home.part)
        run = part.run(home.paragraph, home.run)
        if run is None:
            return None
        start, end = max(span.start, piece.letter.start), min(span.end, piece.letter.end)
        at = home.start + start - piece.letter.start
        texts = self._texts_of(part, run)
        number = bisect_right(texts, at, key=_offset) - 1
        if number < 0:
            return None
        offset, element = texts[number]
        slice_ = Slice(element, at - offset, at - offset + end - start)
        there = (element.text or "")[slice_.start : slice_.end]
        return slice_ if there == self._letter.text[start:end] else None

    def _texts_of(self, part: Part, run: Element) -> list[tuple[int, Element]]:
        if run not in self._texts:
            self._texts[run] = list(part.texts(run))
        return self._texts[run]


_offset: Callable[[tuple[int, Element]], int] = lambda text: text[0]  # noqa: E731
