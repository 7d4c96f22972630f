"""The bits of a letter that a stretch of Markdown shows, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from plainlang.letter import remark_text
from plainlang.readers.html.page import Paragraph
from plainlang.readers.html.tokens import Tag, tokens
from plainlang.readers.html.walk import Walk
from plainlang.readers.markdown.inline import AT, Stretch
from plainlang.readers.markdown.remarks import Comment
from plainlang.source import Quoting, TextHome
from plainlang.spans import Span

MASK = "\ue000"
"""Stands for a character of a merge field while the parser runs: to Markdown it is a letter like others."""
_CODE = "code"
"""Stands in the sentence for a code span."""
_BREAK_TAG = re.compile(r"</?br\b", re.IGNORECASE)
_COMMENT = ("<!--", "-->")


class Bit(NamedTuple):
    """A stretch of the letter to be; a bit without text is a tag that is not shown."""

    text: str
    home: Span
    literal: bool = False
    blank: bool = False
    line_end: bool = False
    quoting: Quoting = Quoting.PLAIN


class Prose:
    """Makes the bits of stretches. walk: knows what is hidden by the HTML around; it is told of every tag between."""

    def __init__(self, source: str, masked: str, walk: Walk) -> None:
        self.comments: list[Comment] = []
        self._source, self._masked, self._walk = source, masked, walk
        self._show: dict[str, Callable[[Token, Stretch], Iterator[Bit]]] = {
            "text": self._text,
            "text_special": self._special,
            "code_inline": self._code,
            "softbreak": self._soft_break,
            "hardbreak": self._hard_break,
            "image": self._image,
        }

    def bits(self, stretch: Stretch) -> list[Bit]:
        """What is shown of a stretch."""
        return list(_without_double_spaces(self._bits(stretch)))

    def of_html(self, paragraph: Paragraph) -> Iterator[Bit]:
        """The bits of a block of HTML; merge fields get their own characters back."""
        text = paragraph.text
        for piece in paragraph.pieces(0):
            assert isinstance(piece.home, TextHome)
            words = self._source[slice(*piece.home.span)] if piece.literal else text[slice(*piece.letter)]
            yield Bit(words, piece.home.span, piece.literal, quoting=piece.home.quoting)

    def _bits(self, stretch: Stretch) -> Iterator[Bit]:
        for token in stretch.tokens:
            # All others only open and close: emphasis, links.
            if token.type == "html_inline":
                yield from self._tag(token, stretch)
            elif token.type in self._show and self._walk.look.shown:
                yield from self._show[token.type](token, stretch)

    def _literal(self, text: str, at: int, stretch: Stretch) -> Iterator[Bit]:
        """The text from `at` in the stretch, once it is found there; cut where the source has more between."""
        if not text:
            # A mark of emphasis that counts for its neighbour.
            return
        places = stretch.places[at : at + len(text)]
        if len(places) < len(text) or "".join(self._masked[place : place + 1] for place in places) != text:
            # Never seen; but a map that lies is worse than words that cannot be fixed.
            yield Bit(text.replace(MASK, "_"), stretch.lines)
            return
        cuts = [at for at in range(1, len(places)) if places[at] != places[at - 1] + 1]
        for start, end in pairwise([0, *cuts, len(places)]):
            home = Span(places[start], places[end - 1] + 1)
            yield Bit(self._source[home.start : home.end], home, literal=True)

    def _text(self, token: Token, stretch: Stretch) -> Iterator[Bit]:
        return self._literal(token.content, token.meta[AT], stretch)

    def _special(self, token: Token, stretch: Stretch) -> Iterator[Bit]:
        """An escape keeps what follows its backslash; an entity is another way to write its character."""
        at = token.meta[AT]
        if token.info == "escape":
            return self._literal(token.content, at + len(token.markup) - len(token.content), stretch)
        return iter([Bit(token.content, _home(stretch, at, at + len(token.markup)))])

    def _code(self, token: Token, stretch: Stretch) -> Iterator[Bit]:
        at = token.meta[AT]
        home = _home(stretch, at, at + len(token.markup))
        close = re.compile(f"(?<!`){token.markup}(?!`)").search(self._masked, home.end)
        yield Bit(_CODE, Span(home.start, close.end() if close else home.end), blank=True)

    def _tag(self, token: Token, stretch: Stretch) -> Iterator[Bit]:
        """A tag shows nothing, or a line's end, or words in an attribute; the walk learns what it hides or shows."""
        at = token.meta[AT]
        home = _home(stretch, at, at + len(token.content))
        ends_line = self._walk.look.shown and bool(_BREAK_TAG.match(token.content))
        if token.content.startswith(_COMMENT[0]):
            said = remark_text(token.content.removeprefix(_COMMENT[0]).removesuffix(_COMMENT[1]))
            if said is not None:
                self.comments.append(Comment(home.start, said))
        elif self._masked.startswith("<", home.start) and home != stretch.lines:
            for tag in tokens(self._masked, within=home):
                if isinstance(tag, Tag):
                    self._walk.follow(tag)
            if shown := self._walk.page.take():
                yield from self.of_html(shown)
        yield Bit("\n" if ends_line else "", home, line_end=ends_line)

    def _soft_break(self, token: Token, stretch: Stretch) -> Iterator[Bit]:
        """Literal where nothing stands between the lines; over a quote mark no fix may be written."""
        at = token.meta[AT]
        home = _home(stretch, at, at + 2)
        in_a_row = len(home) == 2 and self._masked[home.start] == "\n" and self._masked[home.start + 1] not in " \t"
        yield Bit("\n", Span(home.start, home.end - 1), literal=in_a_row)

    def _hard_break(self, token: Token, stretch: Stretch) -> Iterator[Bit]:
        at = token.meta[AT]
        yield Bit("\n", _home(stretch, at, at + 1), line_end=True)

    def _image(self, token: Token, stretch: Stretch) -> Iterator[Bit]:
        """The alt text, in which tags are no tags; its tokens count from behind the `![`."""
        alt = stretch.places[token.meta[AT] + 2 :]
        inside = [child for child in token.children or [] if child.type != "html_inline"]
        return self._bits(Stretch(stretch.kind, inside, alt, stretch.lines))


def _home(stretch: Stretch, start: int, end: int) -> Span:
    """From the place of `start` to behind that of `end - 1`."""
    if not 0 <= start < end <= len(stretch.places):
        return stretch.lines
    return Span(stretch.places[start], stretch.places[end - 1] + 1)


def _without_double_spaces(bits: Iterator[Bit]) -> Iterator[Bit]:
    """The bits that have text. A tag or comment between two spaces goes with one of them, as on the page."""
    before, tag = " ", False
    for bit in bits:
        if tag and before.isspace() and bit.text.startswith(" "):
            shown = bit._replace(text=bit.text[1:], home=Span(bit.home.start + bit.literal, bit.home.end))
        else:
            shown = bit
        tag = not shown.text
        if shown.text:
            before = shown.text[-1]
            yield shown
