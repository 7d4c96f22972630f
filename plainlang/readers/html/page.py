"""The blocks of a page as they grow, and the letter they make in the end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from plainlang.letter import Kind
from plainlang.readers import text as plain_text
from plainlang.readers.anatomy import Draft
from plainlang.readers.html.text import Bit
from plainlang.readers.html.tree import Cell, Look
from plainlang.source import Piece, Quoting, TextHome
from plainlang.spans import Span

_CLOSE_TOGETHER = (Kind.LIST_ITEM, Kind.TABLE_CELL)
_CLOSING_SIGNS = ".,;:!?)]’”"
_GOES_ON = re.compile(r"\s*[a-z]")


class _Part(NamedTuple):
    start: int
    home: TextHome
    literal: bool


@dataclass(slots=True)
class Paragraph:
    """A block as it grows: `parts` say where each stretch of its text stands, `line_ends` where its lines end."""

    kind: Kind | None
    cell: Cell | None
    texts: list[str] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)
    line_ends: list[int] = field(default_factory=list)
    length: int = 0
    typed: bool = False
    """Its lines end where somebody typed it so (`pre`)."""

    @property
    def text(self) -> str:
        """Its text so far."""
        return "".join(self.texts)

    def pieces(self, start: int) -> Iterator[Piece]:
        """The homes of its text, in a letter where it begins at `start`."""
        ends = [*(part.start for part in self.parts[1:]), self.length]
        for part, end in zip(self.parts, ends, strict=True):
            yield Piece(Span(start + part.start, start + end), part.home, part.literal)

    def drafts(self, kind: Kind | None) -> Iterator[Draft]:
        """Its blocks, counted from its beginning: its lines, where `br` or somebody's typing ends them.

        A line ends no block where the sentence runs on.
        """
        text = self.text
        if self.typed and kind is None:
            yield from plain_text.drafts(text)
            return
        ends = [at for at in self.line_ends if kind is None and not _GOES_ON.match(text, at)]
        for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
            words = text[start:end].strip()
            if words:
                at = text.index(words, start)
                yield Draft(Span(at, at + len(words)), kind)

    def add(self, text: str, home: Span, *, literal: bool, quoting: Quoting = Quoting.HTML) -> None:
        """Adds text; what stands in one row in the file is one part, since a fix is written into one."""
        last = self.parts[-1] if self.parts else None
        if last and last.literal and literal and (last.home.span.end, last.home.quoting) == (home.start, quoting):
            self.parts[-1] = last._replace(home=TextHome(Span(last.home.span.start, home.end), quoting))
        else:
            self.parts.append(_Part(self.length, TextHome(home, quoting), literal))
        self.texts.append(text)
        self.length += len(text)


class Page:
    """Takes what is shown, in order."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.length = 0
        self.data_tables: set[int] = set()
        self.layout_tables: set[int] = set()
        self._now: Paragraph | None = None
        self._gap: Bit | None = None
        self._apart: int | None = None
        self._mark = False
        self._last = ""

    def hold(self, look: Look) -> None:
        """Keeps the place of a block whose words are not HTML."""
        self.end_block()
        self.paragraphs.append(Paragraph(look.kind, look.cell))

    def take(self) -> Paragraph | None:
        """The block that has begun, if any; it is no longer on the page."""
        begun = self._now
        self._now, self._gap, self._apart, self._last = None, None, None, ""
        return begun

    @property
    def here(self) -> tuple[int, int]:
        """Where the next text will stand: the number of its block, and the offset in it."""
        return len(self.paragraphs), self._now.length if self._now else 0

    def add(self, bit: Bit, look: Look) -> None:
        """Adds characters; white space collapses as the look says."""
        if not bit.space:
            self._write(bit.text, bit.home, look, literal=bit.literal, quoting=bit.quoting)
        elif look.space in {"normal", "nowrap"}:
            self._gap = self._gap or _collapsed(bit)
        else:
            self._keep_space(bit, look)

    def _keep_space(self, bit: Bit, look: Look) -> None:
        if look.space != "pre-line":
            self._write(bit.text, bit.home, look, literal=bit.literal)
        elif "\n" in bit.text:
            at = bit.home.start + bit.text.index("\n")
            self._write("\n", Span(at, at + 1) if bit.literal else bit.home, look, literal=bit.literal)
        else:
            self._gap = self._gap or _collapsed(bit)
            return
        if self._now and "\n" in bit.text:
            self._now.typed = True

    def _write(self, text: str, home: Span, look: Look, *, literal: bool, quoting: Quoting = Quoting.HTML) -> None:
        if self._now is None:
            self._now = Paragraph(look.kind, look.cell)
        if self._last not in {"", "\n"}:
            if self._gap:
                self._now.add(self._gap.text, self._gap.home, literal=self._gap.literal, quoting=quoting)
            elif self._apart is not None and self._is_apart(text):
                self._now.add(" ", Span(self._apart, self._apart), literal=False)
        self._gap, self._apart, self._mark = None, None, False
        self._now.add(text, home, literal=literal, quoting=quoting)
        self._last = text[-1]
        self.length += len(text)

    def end_line(self, home: Span) -> None:
        """A line ends here (`br`)."""
        self._gap = None
        if self._now:
            self._now.line_ends.append(self._now.length)
            self._now.add("\n", home, literal=False)
            self._last = "\n"

    def set_apart(self, at: int, *, mark: bool = False) -> None:
        """What comes next is another word than what was before. mark: only if it is the mark of a note (`sup`)."""
        self._apart, self._mark = at, mark

    def _is_apart(self, text: str) -> bool:
        if self._mark:
            return self._last.isalpha() and not text[0].isalpha()
        return not self._last.isspace() and text[0] not in _CLOSING_SIGNS

    def end_block(self) -> None:
        """A block ends here."""
        if (ended := self.take()) and ended.text.strip():
            self.paragraphs.append(ended)


def _collapsed(bit: Bit) -> Bit:
    """One space for many; a single one stays what it is, so that a fix may be written over it."""
    if bit.literal and bit.text in {" ", "\n"}:
        return bit
    return Bit(" ", bit.home, literal=False, space=True)


class Sheet(NamedTuple):
    """The whole page, laid out. starts: where each paragraph begins, and where the text ends."""

    text: str
    pieces: list[Piece]
    drafts: list[Draft]
    starts: list[int]


def lay_out(page: Page) -> Sheet:
    """Joins the paragraphs."""
    sheet = Sheet("", [], [], [])
    texts: list[str] = []
    at, above = 0, None
    for paragraph, kind, place in zip(page.paragraphs, kinds(page), rows_of(page.paragraphs), strict=True):
        if texts:
            joint = "\n" if kind == above and kind in _CLOSE_TOGETHER else "\n\n"
            end = sheet.pieces[-1].home
            assert isinstance(end, TextHome)
            home = TextHome(Span(end.span.end, end.span.end), Quoting.HTML)
            sheet.pieces.append(Piece(Span(at, at + len(joint)), home, literal=False))
            texts.append(joint)
            at += len(joint)
        sheet.starts.append(at)
        sheet.pieces.extend(paragraph.pieces(at))
        sheet.drafts.extend(in_row(moved(draft, at), place) for draft in paragraph.drafts(kind))
        texts.append(paragraph.text)
        at, above = at + paragraph.length, kind
    sheet.starts.append(at)
    return sheet._replace(text="".join(texts))


def moved(draft: Draft, by: int) -> Draft:
    """The same block in a text with `by` characters before it."""
    return replace(draft, span=Span(draft.span.start + by, draft.span.end + by))


def rows_of(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int] | None]:
    """For each paragraph that is in a cell its row, counted from 1 in the letter, and its column in that row."""
    rows: dict[tuple[int, int], tuple[int, int]] = {}
    for paragraph in paragraphs:
        if paragraph.cell is None:
            yield None
            continue
        row, first = rows.setdefault(paragraph.cell[:2], (len(rows) + 1, paragraph.cell.cell))
        yield row, paragraph.cell.cell - first + 1


def in_row(draft: Draft, place: tuple[int, int] | None) -> Draft:
    """The same block with its row and column, where it is a cell."""
    if place is None or draft.kind is not Kind.TABLE_CELL:
        return draft
    return replace(draft, row=place[0], column=place[1])


def kinds(page: Page) -> Iterator[Kind | None]:
    """What each paragraph is; a cell of a table that only arranges the page is a paragraph like others."""
    tables = (page.data_tables | _with_columns(page.paragraphs)) - page.layout_tables
    for paragraph in page.paragraphs:
        arranged = paragraph.cell is not None and paragraph.cell.table not in tables
        yield None if arranged and paragraph.kind is Kind.TABLE_CELL else paragraph.kind


def _with_columns(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The tables with a row in which two cells say something."""
    rows: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for paragraph in paragraphs:
        if paragraph.cell:
            rows[paragraph.cell[:2]].add(paragraph.cell.cell)
    return {table for (table, _), cells in rows.items() if len(cells) > 1}
