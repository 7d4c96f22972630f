"""Where the comments of a review stand: the words of a span in the body, or a whole line of it."""

from __future__ import annotations

from functools import cached_property

from plainlang.letter import Letter, Remark
from plainlang.source import WordHome
from plainlang.spans import Span
from plainlang.word.file import WordFile
from plainlang.word.part import local
from plainlang.word.words import Finder, Slice


class Anchors:
    """Finds the characters a comment is tied to: the first and the last slice; none where Word keeps no comments."""

    def __init__(self, letter: Letter, file: WordFile, finder: Finder) -> None:
        self._letter, self._file, self._finder = letter, file, finder

    def of(self, span: Span) -> tuple[Slice, ...]:
        """The ends of a span in the body; none in a text box or another part."""
        stretch = self._finder.stretch(span)
        if stretch is None or stretch.part != self._file.main:
            return ()
        ends = (stretch.slices[0], stretch.slices[-1])
        boxed = any(local(above) == "txbxContent" for slice_ in ends for above in slice_.text.iterancestors())
        return () if boxed else tuple(dict.fromkeys(ends))

    def at(self, remark: Remark) -> tuple[Slice, ...]:
        """The ends of the words a remark is tied to, or, where there are none, of its paragraph."""
        if len(remark.span) > 0:
            return self.of(remark.span)
        home = remark.place.part, remark.place.paragraph
        return self.of(self._paragraphs[home]) if home in self._paragraphs else ()

    @cached_property
    def _paragraphs(self) -> dict[tuple[str | None, int | None], Span]:
        """Each paragraph that shows text, by its part and its number there."""
        found: dict[tuple[str | None, int | None], Span] = {}
        for piece in self._letter.map.pieces:
            if piece.literal and isinstance(piece.home, WordHome):
                home = piece.home.part, piece.home.paragraph
                found[home] = Span(found.get(home, piece.letter).start, piece.letter.end)
        return found

    def first_line(self) -> tuple[Slice, ...]:
        """The ends of the first paragraph of the body that shows text."""
        found: tuple[Slice, ...] = ()
        paragraph = 0
        for piece in self._letter.map.pieces:
            home = piece.home
            if not isinstance(home, WordHome) or (found and home.paragraph != paragraph):
                break
            words = self._letter.text[piece.letter.start : piece.letter.end]
            ends = self.of(piece.letter) if piece.literal and words.strip() else ()
            if ends:
                found, paragraph = (*found[:1], *ends), home.paragraph
        return tuple(dict.fromkeys((found[0], found[-1]))) if found else ()
