"""PDF files: the text of the pages in the order a person reads it, with the page and the box of every word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plainlang.errors import UnreadableError
from plainlang.letter import Kind, Letter, Remark, remark_text
from plainlang.readers.anatomy import Draft, name_blocks
from plainlang.readers.blanks import find_blanks
from plainlang.readers.pdf.fields import rows_of
from plainlang.readers.pdf.hyphens import Hyphens
from plainlang.readers.pdf.lines import Row, Word, rows_from
from plainlang.readers.pdf.margins import split_margins
from plainlang.readers.pdf.order import items_of
from plainlang.readers.pdf.page import Box, Note, Page, read_pages
from plainlang.readers.pdf.paragraphs import Paragraph, paragraphs_of
from plainlang.source import Piece, Place, PlaceHome, Source, SourceMap
from plainlang.spans import Span

_CLOSE_TOGETHER = (Kind.LIST_ITEM, Kind.TABLE_CELL)
_NAMED_PAGES = 8
_CUT = re.compile(r"[^\W_][-\u00ad]$")
"""A word that goes on in the next line, or that has its own hyphen there."""
_GET_TEXT = "Ask for the file it was made from, or run text recognition (OCR) on it."


def read(path: str, data: bytes) -> Letter:
    """Reads a PDF: its pages, then text that runs in other directions, then running heads and feet once.

    Nothing is literal: no fix can be written into a PDF. Raises UnreadableError.
    """
    pages = read_pages(path, data)
    _refuse_pictures(path, pages)
    margins = split_margins(pages, [rows_of(page) for page in pages])
    body = [
        item for page, rows in zip(pages, margins.rows, strict=True) for item in items_of(rows, page.rules, page.number)
    ]
    blocks = [*paragraphs_of(body), *_turned(pages)]
    blocks += [Paragraph([row.words], kind, page) for row, kind, page in margins.running]
    text = _Text(Hyphens(_inner_words(blocks)))
    for block in _with_labels(blocks):
        text.add(block)
    return text.letter(Source(path=path, data=data), pages)


def _refuse_pictures(path: str, pages: Sequence[Page]) -> None:
    """Raises UnreadableError where most of the pages, or all that hold something, are pictures."""
    pictures = _pictures(pages)
    if not pictures and all(map(_is_empty, pages)):
        what = "No words can be found in this PDF."
        raise UnreadableError(path, what, _GET_TEXT, code="no-text")
    if len(pictures) == len(pages):
        what = "This PDF is a picture of a letter; it holds no words."
        raise UnreadableError(path, what, _GET_TEXT, code="picture")
    if 2 * len(pictures) > len(pages):
        shown = ", ".join(map(str, pictures[:_NAMED_PAGES])) + (" …" if len(pictures) > _NAMED_PAGES else "")
        what = f"Most pages of this PDF are pictures without words (pages {shown})."
        raise UnreadableError(path, what, _GET_TEXT, code="picture")


def _is_empty(page: Page) -> bool:
    return not (page.fields or page.turned or any(glyph.char != " " for glyph in page.glyphs))


def _pictures(pages: Sequence[Page]) -> list[int]:
    """The numbers of the pages that are pictures without words."""
    return [page.number for page in pages if page.has_image and _is_empty(page)]


def _left_out(pages: Sequence[Page]) -> tuple[str, ...]:
    pictures = _pictures(pages)
    if len(pictures) < 2:
        return tuple(f"Page {page} is a picture. Its words were not read." for page in pictures)
    *first, last = map(str, pictures)
    return (f"Pages {', '.join(first)} and {last} are pictures. Their words were not read.",)


def _turned(pages: Sequence[Page]) -> Iterator[Paragraph]:
    """Words that run up, down or aslant: a stamp at the side."""
    for page in pages:
        for glyphs in page.turned:
            rows: list[Row] = rows_from(glyphs, page=page.number)
            yield from paragraphs_of(list(items_of(rows, (), page.number)))


def _with_labels(blocks: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """A bullet that came to stand alone goes to the words after it."""
    label: Paragraph | None = None
    for block in blocks:
        if label is not None and block.page == label.page and block.kind in (None, Kind.TABLE_CELL):
            yield block._replace(lines=[[*label.lines[0], *block.lines[0]], *block.lines[1:]], kind=None)
            label = None
            continue
        if label is not None:
            yield label
        label = block if block.label_alone and block.kind is not Kind.FOOTER else None
        if label is None:
            yield block
    if label is not None:
        yield label


def _inner_words(blocks: Sequence[Paragraph]) -> Iterator[str]:
    return (word.text for block in blocks for line in block.lines for word in line[:-1])


class _Text:
    """The letter as it grows."""

    def __init__(self, hyphens: Hyphens) -> None:
        self._hyphens = hyphens
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._drafts: list[Draft] = []
        self._length = 0
        self._last_kind: Kind | None = None

    def add(self, block: Paragraph) -> None:
        """Adds a block: its lines joined with spaces, words cut at a line's end made whole."""
        if self._pieces:
            near = block.kind in _CLOSE_TOGETHER and block.kind is self._last_kind
            self._lengthen("\n" if near else "\n\n")
        start = self._length
        for text, word in self._words(block):
            home = PlaceHome(Place(page=word.page, box=_rounded(word.box)))
            self._pieces.append(Piece(Span(self._length, self._length + len(text)), home, literal=False))
            self._parts.append(text)
            self._length += len(text)
        self._drafts.append(Draft(Span(start, self._length), block.kind))
        self._last_kind = block.kind

    def _words(self, block: Paragraph) -> Iterator[tuple[str, Word]]:
        """Each word with what stands between it and the next one."""
        for line, below in zip(block.lines, [*block.lines[1:], None], strict=True):
            yield from ((word.text + " ", word) for word in line[:-1])
            last = line[-1]
            if below is None:
                yield last.text, last
            elif _CUT.search(last.text):
                yield self._hyphens.join(last.text, below[0].text), last
            else:
                yield last.text + " ", last

    def _lengthen(self, more: str) -> None:
        """Puts a gap behind the last word, as part of its piece."""
        last = self._pieces[-1]
        self._length += len(more)
        self._pieces[-1] = Piece(Span(last.letter.start, self._length), last.home, literal=False)
        self._parts.append(more)

    def letter(self, source: Source, pages: Sequence[Page]) -> Letter:
        """The letter, with the comments of the pages that speak to plainlang."""
        text = "".join(self._parts)
        return Letter(
            source=source,
            text=text,
            blocks=name_blocks(text, self._drafts),
            blanks=find_blanks(text),
            map=SourceMap(self._pieces, letter=text, source=source),
            remarks=tuple(self._remarks(pages)),
            left_out=_left_out(pages),
        )

    def _remarks(self, pages: Sequence[Page]) -> Iterator[Remark]:
        for page in pages:
            for note in page.notes:
                said = remark_text(note.text)
                if said is not None:
                    place = Place(page=page.number, box=_rounded(note.box))
                    yield Remark(said, place, self._spoken_of(note, page.number))

    def _spoken_of(self, note: Note, page: int) -> Span:
        """The words that a comment marks; for one that stands by itself, where the first words below it begin."""
        here = [(piece.letter, box) for piece in self._pieces if (box := _box_on(piece, page))]
        if note.marks:
            marked = [span for span, box in here if _touch(note.box, box)]
            if marked:
                return Span(marked[0].start, marked[-1].end)
        below = next((span.start for span, box in here if box[1] < note.box[3]), self._length)
        return Span(below, below)


def _box_on(piece: Piece, page: int) -> Box | None:
    home = piece.home
    return home.place.box if isinstance(home, PlaceHome) and home.place.page == page else None


def _touch(mark: Box, word: Box) -> bool:
    """True where the middle of the word lies under the mark."""
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return mark[0] - 1 <= x <= mark[2] + 1 and mark[1] - 1 <= y <= mark[3] + 1


def _rounded(box: Box) -> Box:
    left, bottom, right, top = (round(edge, 1) for edge in box)
    return left, bottom, right, top
