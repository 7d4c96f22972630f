"""A Word page without the tags of its template, every character still at its place in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from plainlang.letter import Blank, Remark
from plainlang.readers.anatomy import Draft
from plainlang.readers.blanks import find_blanks
from plainlang.readers.template.page import PageWriter, Role, Segment, TemplateFile, Woven
from plainlang.readers.template.restore import parted
from plainlang.readers.template.scan import scan
from plainlang.readers.template.weave import Becomes, Weaver
from plainlang.readers.word.lines import Page
from plainlang.source import Home, Piece, Place, PlaceHome, WordHome
from plainlang.spans import Lines, Span

_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
"""Word writes curly quotes into tags too; docxtpl makes them straight before it reads them."""


def without_tags(page: Page) -> tuple[Page, tuple[Remark, ...]]:
    """The page and the comments to plainlang in its tags. Raises BrokenTemplateError."""
    text = page.text.translate(_STRAIGHT)
    file = TemplateFile(text, None, Lines(text))
    writer = PageWriter("", longest=len(text) * 3)
    # Word pastes no files into a tag: what `include` would print is not known.
    Weaver(writer, file, Becomes.WORD, lambda *_: False).weave(scan(text))
    cut = _Cut(page, writer.page())
    return cut.page(), cut.remarks()


class _Cut:
    """The page cut along the segments. The new text is as long as the woven one."""

    def __init__(self, page: Page, woven: Woven) -> None:
        self._page, self._woven = page, woven
        self._starts = [piece.letter.start for piece in page.pieces]
        self._homes = [segment.home.start for segment in woven.segments]
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._edges: list[int] = []
        self._blanks: list[Blank] = []
        for segment in woven.segments:
            self._add(segment)

    def page(self) -> Page:
        """The page that is left."""
        text = "".join(self._parts)
        blanks = [Blank(self._moved(blank.span), blank.word) for blank in self._page.blanks]
        kept = [blank for blank in blanks if len(blank.span)]
        return replace(
            self._page,
            text=text,
            pieces=tuple(self._pieces),
            drafts=tuple(self._drafts(text)),
            blanks=(*kept, *self._blanks, *find_blanks(self._woven.text)),
            anchors=tuple((anchor, self._at(offset)) for anchor, offset in self._page.anchors),
        )

    def remarks(self) -> tuple[Remark, ...]:
        """The comments to plainlang, with the paragraph and run they stand in."""
        starts = [0, *(at + 1 for at, char in enumerate(self._page.text) if char == "\n")]
        return tuple(replace(remark, place=self._place(remark.place, starts)) for remark in self._woven.remarks)

    def _place(self, place: Place, starts: Sequence[int]) -> Place:
        home = self._home(starts[(place.line or 1) - 1] + (place.column or 1) - 1)
        if isinstance(home, WordHome):
            return Place(part=home.part, paragraph=home.paragraph, run=home.run)
        return home.place if isinstance(home, PlaceHome) else Place()

    def _add(self, segment: Segment) -> None:
        length = len(segment.page)
        if segment.role is Role.FIELD:
            self._blanks.append(Blank(segment.page, segment.word))
        if segment.role in (Role.TEXT, Role.FIELD):
            self._parts.append(self._page.text[segment.home.start : segment.home.end])
            self._copy(segment.home, segment.page.start)
            return
        if segment.role is Role.EDGE:
            self._edges.append(segment.page.start)
        made = "\n" if segment.role is Role.EDGE else self._woven.text[segment.page.start : segment.page.end]
        self._parts.append(made)
        home = self._home(segment.home.start)
        self._pieces.append(Piece(Span(segment.page.start, segment.page.start + length), home, literal=False))

    def _home(self, offset: int) -> Home:
        return self._page.pieces[max(0, bisect_right(self._starts, offset) - 1)].home

    def _copy(self, span: Span, at: int) -> None:
        """The pieces of a stretch of the old page, for the new text from `at` on."""
        number = bisect_right(self._starts, span.start) - 1
        while number < len(self._page.pieces) and self._starts[number] < span.end:
            piece = self._page.pieces[number]
            start, end = max(piece.letter.start, span.start), min(piece.letter.end, span.end)
            shift = start - piece.letter.start if piece.literal else 0
            home = piece.home
            if isinstance(home, WordHome) and shift:
                home = replace(home, start=home.start + shift)
            self._append(Piece(Span(at + start - span.start, at + end - span.start), home, piece.literal))
            number += 1

    def _append(self, piece: Piece) -> None:
        last = self._pieces[-1] if self._pieces else None
        if last is not None and _in_a_row(last, piece):
            self._pieces[-1] = replace(last, letter=Span(last.letter.start, piece.letter.end))
        else:
            self._pieces.append(piece)

    def _at(self, offset: int) -> int:
        """Where an offset of the old page is in the new text; within a tag that is gone: where it was."""
        number = bisect_right(self._homes, offset) - 1
        if number < 0:
            return 0
        segment = self._woven.segments[number]
        if offset >= segment.home.end:
            return segment.page.end
        return segment.page.start + offset - segment.home.start

    def _moved(self, span: Span) -> Span:
        return Span(self._at(span.start), self._at(span.end))

    def _drafts(self, text: str) -> list[Draft]:
        """The blocks that are left, cut at edges; two paragraphs that a `-` has joined are one."""
        drafts: list[Draft] = []
        for draft in self._page.drafts:
            for part in parted(self._moved(draft.span), self._edges, text):
                last = drafts[-1] if drafts else None
                if last is not None and "\n" not in text[last.span.end : part.start]:
                    drafts[-1] = Draft(Span(last.span.start, part.end), last.kind, last.row, last.column)
                else:
                    drafts.append(Draft(part, draft.kind, draft.row, draft.column))
        return drafts


def _in_a_row(last: Piece, piece: Piece) -> bool:
    """True for two literal pieces that follow each other in one run."""
    if not (last.literal and piece.literal and isinstance(last.home, WordHome) and isinstance(piece.home, WordHome)):
        return False
    return replace(last.home, start=last.home.start + len(last.letter)) == piece.home
