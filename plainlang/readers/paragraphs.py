"""The shown paragraphs of a document that no fix is written to (RTF, OpenDocument), laid out as a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from plainlang.letter import Blank, Kind, Letter, Remark, remark_text
from plainlang.readers.anatomy import Draft, name_blocks
from plainlang.readers.blanks import find_blanks, merge_blanks
from plainlang.readers.length import MOST_PARAGRAPHS, too_long
from plainlang.source import Piece, Place, PlaceHome, Source, SourceMap
from plainlang.spans import Span

_SHOWN = {code: None for code in range(32) if chr(code) not in "\t\n"} | {
    0xAD: None,  # a soft hyphen would part a word in two
    0x200B: None,
    0x2060: None,
    0xFEFF: None,
    0x2011: "-",
}
_LINE = re.compile(r"\S(?:[^\n]|\n(?=\s*[a-z]))*(?<=\S)")
_CLOSE_TOGETHER = (Kind.LIST_ITEM, Kind.TABLE_CELL)
_NOWHERE = Place()


class Edge(NamedTuple):
    """Where a comment begins or ends to speak of words: an offset in the paragraph, and the comment's name."""

    at: int
    comment: str
    is_end: bool = False


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph as it grows; `blanks` and `edges` count in its own text. row: the same object for a whole row."""

    place: Place = _NOWHERE
    kind: Kind | None = None
    row: object | None = None
    column: int | None = None
    length: int = 0
    texts: list[str] = field(default_factory=list)
    blanks: list[Span] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.texts)

    def write(self, text: str) -> int:
        """Adds what is shown of `text`; returns how many characters that is."""
        shown = text.translate(_SHOWN)
        self.texts.append(shown)
        self.length += len(shown)
        return len(shown)

    def end_blank(self, start: int) -> None:
        """What was written since `start` is filled in later."""
        if start < self.length:
            self.blanks.append(Span(start, self.length))

    def cut(self, length: int) -> None:
        """Takes back what was written behind the first `length` characters."""
        self.texts, self.length = [self.text[:length]], min(length, self.length)
        self.blanks = [blank for blank in self.blanks if blank.end <= length]

    def edge(self, comment: str, *, is_end: bool = False) -> None:
        """A comment begins or ends to speak of words here."""
        self.edges.append(Edge(self.length, comment, is_end))


def lay_out(path: str, data: bytes, paragraphs: Iterable[Paragraph], comments: Mapping[str, str]) -> Letter:
    """The letter: paragraphs that hold more than space, joined by an empty line (cells and list items by a line end).

    comments: name -> text; those that speak to plainlang become remarks where their edges stand.
    """
    page = _Page()
    for paragraph in paragraphs:
        page.add(paragraph)
        if len(page.drafts) > MOST_PARAGRAPHS:
            raise too_long(path)
    text, source = "".join(page.texts), Source(path=path, data=data)
    return Letter(
        source=source,
        text=text,
        blocks=name_blocks(text, page.drafts),
        blanks=merge_blanks([*page.blanks, *find_blanks(text)]),
        map=SourceMap(page.pieces, letter=text, source=source),
        remarks=tuple(_remarks(page, comments)),
    )


class _Page:
    """The letter as it grows."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pieces: list[Piece] = []
        self.drafts: list[Draft] = []
        self.blanks: list[Blank] = []
        self.starts: dict[str, tuple[int, Place]] = {}
        self.ends: dict[str, int] = {}
        self._rows: dict[object, int] = {}
        self._length = 0
        self._last: Paragraph | None = None

    def add(self, paragraph: Paragraph) -> None:
        """Adds a paragraph; one that shows nothing leaves only the edges of comments."""
        text = paragraph.text
        is_shown = bool(text.strip())
        if is_shown:
            self._part_from_last(paragraph.kind)
        start = self._length
        for edge in paragraph.edges:
            at = start + (edge.at if is_shown else 0)
            if edge.is_end:
                self.ends[edge.comment] = at
            else:
                self.starts.setdefault(edge.comment, (at, paragraph.place))
        if is_shown:
            self._append(text, paragraph.place)
            self.drafts += _drafts(text, start, self._draft_of(paragraph))
            self.blanks += [Blank(Span(start + blank.start, start + blank.end)) for blank in paragraph.blanks]
            self._last = paragraph

    def _draft_of(self, paragraph: Paragraph) -> Draft:
        """What is known of the paragraph; its rows are counted as they come."""
        row = None if paragraph.row is None else self._rows.setdefault(paragraph.row, len(self._rows) + 1)
        return Draft(Span(self._length, self._length), paragraph.kind, row, paragraph.column)

    def _part_from_last(self, kind: Kind | None) -> None:
        if self._last is not None:
            near = kind in _CLOSE_TOGETHER and kind == self._last.kind
            self._append("\n" if near else "\n\n", self._last.place)

    def _append(self, text: str, place: Place) -> None:
        end = self._length + len(text)
        self.pieces.append(Piece(Span(self._length, end), PlaceHome(place), literal=False))
        self.texts.append(text)
        self._length = end


def _drafts(text: str, start: int, whole: Draft) -> Iterator[Draft]:
    """A draft for each line of a paragraph; a break inside a sentence (a small letter follows) is none."""
    for found in _LINE.finditer(text):
        yield replace(whole, span=Span(start + found.start(), start + found.end()))


def _remarks(page: _Page, comments: Mapping[str, str]) -> Iterator[Remark]:
    for name, (start, place) in page.starts.items():
        said = remark_text(comments.get(name, ""))
        if said is not None:
            yield Remark(text=said, place=place, span=Span(start, max(start, page.ends.get(name, start))))
