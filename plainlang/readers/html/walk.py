"""Goes through a page from its first tag to its last, and puts on paper what a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from plainlang.errors import UnreadableError
from plainlang.letter import Remark, remark_text
from plainlang.readers.html import names
from plainlang.readers.html.element import Elements, sheet_in
from plainlang.readers.html.page import Page
from plainlang.readers.html.text import Bit, bits
from plainlang.readers.html.tokens import Comment, Tag, Words, attributes, tokens
from plainlang.readers.html.tree import Element, Look, Tree
from plainlang.readers.length import LONGEST_LETTER, too_long
from plainlang.source import Source, SourceMap
from plainlang.spans import Span

MOST = 420_000
"""Tags, comments and texts between them."""
_BUTTONS = frozenset(("submit", "button", "reset"))
_NO_WORDS = frozenset("checkbox color date datetime-local file hidden month password radio range time week".split())
"""Types of input whose value is not shown in words."""
_LINE_END = re.compile(r"[ \t]*+(?:\n|\Z)")
_TAG_BEHIND = re.compile(r"[ \t\n\f\r]*+(?:<|\Z)")
_MARK_OF_NOTE = "sup"


class Note(NamedTuple):
    """A remark whose place in the letter is known once the page is laid out: the number of a block, and its offset.

    start: where the comment begins in the file.
    """

    text: str
    start: int
    here: tuple[int, int]
    alone: bool


class Walk:
    """Goes through the HTML of a file once, from its first tag to its last.

    text: what stands for the source's own text, character for character. spans: the parts of it that are HTML (all).
    """

    def __init__(self, source: Source, *, text: str | None = None, spans: Sequence[Span] | None = None) -> None:
        self._source, self._text = source, source.text if text is None else text
        self._xml = ".xhtml" in [suffix.lower() for suffix in PurePath(source.path).suffixes]
        self._tree, self.page = Tree(), Page()
        self._spans = [Span(0, len(self._text))] if spans is None else spans
        self._sheet = sheet_in(self._text, self._spans, xml=self._xml)
        self._elements = Elements(self._text, self.page, self._sheet)
        self._tree.root = self._elements.root()
        self._begun: set[str] = set()
        self.notes: list[Note] = []
        self._behind_pre = -1
        self._count = 0

    @property
    def look(self) -> Look:
        """How text looks where the walk has come to."""
        return self._tree.look

    def read_all(self) -> None:
        """Reads every span."""
        for span in self._spans:
            self.read(span)

    def read(self, span: Span) -> None:
        """Reads HTML up to the end of a block."""
        for token in tokens(self._text, xml=self._xml, within=span):
            match token:
                case Words():
                    self._counts()
                    self._words(token)
                case Comment():
                    self._counts()
                    self._comment(token)
                case Tag():
                    self.follow(token)
        self.page.end_block()

    def follow(self, tag: Tag) -> None:
        """Goes past one tag; what it shows itself (alt text) is put on the page."""
        self._counts()
        if tag.end:
            self._end(tag)
        else:
            self._start(tag)

    def _counts(self) -> None:
        self._count += 1
        if self._count > MOST:
            raise self._too_long(f"This page is made of more than {MOST:,} pieces, far more than a letter needs.")
        if self._sheet.is_too_much:
            raise self._too_long("The style sheets of this page have more rules than a letter needs.")

    def remarks(self, starts: Sequence[int], mapped: SourceMap) -> Iterator[Remark]:
        """The comments to plainlang; `starts` are the offsets of the paragraphs and the end of the letter."""
        for note in self.notes:
            paragraph, offset = note.here
            at = min(starts[paragraph] + offset, starts[-1])
            yield Remark(note.text, mapped.place_in_source(note.start), Span(at, at), alone=note.alone)

    def _words(self, words: Words) -> None:
        if not self._tree.look.shown:
            return
        start, end = words.span
        # A line end right behind <pre> is not shown.
        start += start == self._behind_pre and self._text[start] == "\n"
        self._show(bits(self._text, Span(start, end), raw=words.raw), self._tree.look)

    def _show(self, shown: Iterable[Bit], look: Look) -> None:
        for bit in shown:
            self.page.add(bit, look)
            if self.page.length > LONGEST_LETTER:
                raise too_long(self._source.path)

    def _too_long(self, what: str) -> UnreadableError:
        return UnreadableError(self._source.path, what, "Split it into letters.", code="too-long")

    def _comment(self, comment: Comment) -> None:
        text = remark_text(self._text[comment.inside.start : comment.inside.end])
        if text is not None:
            here = self.page.here
            between = here[1] == 0 and bool(_TAG_BEHIND.match(self._text, comment.span.end))
            alone = between or self._is_line(comment.span)
            self.notes.append(Note(text, comment.span.start, here, alone))

    def _is_line(self, span: Span) -> bool:
        start = span.start
        while start and self._text[start - 1] in " \t":
            start -= 1
        return (start == 0 or self._text[start - 1] == "\n") and bool(_LINE_END.match(self._text, span.end))

    def _end(self, tag: Tag) -> None:
        if tag.name in names.ONCE:
            # What stands behind is shown all the same.
            self.page.end_block()
        elif tag.name == "br":
            self._start(tag)
        elif tag.name == "p" and not self._tree.is_open("p"):
            for element in self._tree.implied_ends("p"):
                self._close(element, tag.span.start)
            self.page.end_block()
        for element in self._tree.end(tag.name):
            self._close(element, tag.span.start)

    def _close(self, element: Element, at: int) -> None:
        if element.look.gone:
            return
        if element.block:
            self.page.end_block()
        elif element.name in names.APART:
            self.page.set_apart(at)
        elif element.name == "q" and element.look.shown:
            self.page.add(Bit("”", Span(at, at), literal=False), element.look)

    def _start(self, tag: Tag) -> None:
        for element in self._tree.implied_ends(tag.name):
            self._close(element, tag.span.start)
        again = tag.name in self._begun and (
            tag.name in names.ONCE or (tag.name == "form" and self._tree.is_open("form"))
        )
        if again or (tag.name in names.PARTS_OF_TABLE and not self._tree.is_open("table")):
            self.page.end_block()
            return
        self._begun.add(tag.name)
        where = attributes(self._text, tag)
        element = self._elements.begin(tag, where, self._tree.look)
        if not element.look.gone:
            self._open(tag, element, where)
        if tag.name in names.VOID or (tag.closed and (self._xml or element.look.drawing)):
            self._close(element, tag.span.end)
        else:
            self._tree.push(element)
        if tag.name in names.KEEPS_SPACE:
            self._behind_pre = tag.span.end

    def _open(self, tag: Tag, element: Element, where: Mapping[str, Span]) -> None:
        """What an element shows before its text: the end of a line, words that stand in an attribute."""
        if element.block:
            self.page.end_block()
        elif tag.name in names.APART or tag.name == _MARK_OF_NOTE:
            self.page.set_apart(tag.span.start, mark=tag.name == _MARK_OF_NOTE)
        if not element.look._replace(mute=False).shown:
            return
        if tag.name == "br":
            self.page.end_line(tag.span)
        elif tag.name == "q":
            self.page.add(Bit("“", tag.span, literal=False), element.look)
        said = self._said(tag, where) if where else ""
        if said in where:
            self.page.set_apart(tag.span.start)
            self._show(bits(self._text, where[said], attribute=True), element.look)
            self.page.set_apart(tag.span.end)

    def _said(self, tag: Tag, where: Mapping[str, Span]) -> str:
        """The attribute whose words the page shows; empty where it shows none."""
        if tag.name in {"img", "area"}:
            return "alt"
        if tag.name in {"option", "optgroup"}:
            return "label"
        if tag.name == "textarea":
            return "placeholder" if self._text.startswith("</", tag.span.end) else ""
        if tag.name != "input":
            return ""
        sort = self._text[slice(*where.get("type", Span(0, 0)))].strip().lower()
        if sort == "image":
            return "alt"
        if sort in _NO_WORDS:
            return ""
        return "value" if where.get("value") or sort in _BUTTONS else "placeholder"
