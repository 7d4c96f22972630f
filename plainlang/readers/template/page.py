"""A template without its tags: the text the reader of its format is given, and the home of each stretch of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from plainlang.errors import UnreadableError
from plainlang.letter import Remark
from plainlang.source import Place, Quoting
from plainlang.spans import Lines, Span

FIELD = "\ue000"
"""Stands for a character of a field: to the readers it is a letter like others."""
EDGE = "\ue001"
"""Stands where a block ends within a line, and is taken out again."""
LONGEST = 1_000_000
"""Characters of a page with all its included files; checking refuses letters of 500,000."""
LONGEST_SOURCE = 6_000_000
"""The same for a page of HTML, which is longer than what it shows."""
_SEEN = 200
"""Characters before a tag that are looked at."""


class Role(Enum):
    """What a stretch of the page is."""

    TEXT = "text"
    """The same characters stand in the template."""
    FIELD = "field"
    """Masked; the letter gets the template's own characters."""
    MADE = "made"
    """Space between words, or words that are written in another way in the template."""
    EDGE = "edge"


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A file of template text. name: None for the letter's own, else the path to be shown."""

    text: str
    name: str | None
    lines: Lines

    def place(self, offset: int) -> Place:
        """Where an offset of the text is, for people."""
        line, column = self.lines.at(offset)
        return Place(line=line, column=column, file=self.name)


class Segment(NamedTuple):
    """A stretch of the page: where, in which role, and its home in a file. word: see Blank."""

    page: Span
    role: Role
    home: Span
    file: TemplateFile
    quoting: Quoting | None = None
    word: bool = True


@dataclass(frozen=True, slots=True)
class Woven:
    """The page. remarks: with their offset in the page as an empty span."""

    text: str
    segments: tuple[Segment, ...]
    remarks: tuple[Remark, ...]


class PageWriter:
    """The page as it grows; `before` are its last characters, `line` the beginning of its last line."""

    def __init__(self, path: str, *, longest: int = LONGEST) -> None:
        self.path = path
        self._longest = longest
        self.length = 0
        self.before = self.line = ""
        self.remarks: list[Remark] = []
        self._parts: list[str] = []
        self._segments: list[Segment] = []

    def write(
        self,
        text: str,
        role: Role,
        home: Span,
        file: TemplateFile,
        *,
        quoting: Quoting | None = None,
        word: bool = True,
    ) -> None:
        """Adds a stretch. Raises UnreadableError when the page grows beyond any letter."""
        if not text:
            return
        span = Span(self.length, self.length + len(text))
        if span.end > self._longest:
            what = "With all its included files this template is too long for a letter."
            raise UnreadableError(self.path, what, "Split it.", code="too-long")
        self._parts.append(text)
        self._segments.append(Segment(span, role, home, file, quoting, word))
        self.length = span.end
        self.before = (self.before + text[-_SEEN:])[-_SEEN:]
        _, newline, last = text.rpartition("\n")
        self.line = last[:_SEEN] if newline else (self.line + text[:_SEEN])[:_SEEN]

    def copy(self, file: TemplateFile, start: int, end: int) -> None:
        """Adds characters as they stand in the template."""
        self.write(file.text[start:end], Role.TEXT, Span(start, end), file)

    def remark(self, text: str, place: Place, *, alone: bool) -> None:
        """Notes a comment to plainlang where the page has come to."""
        self.remarks.append(Remark(text, place, Span(self.length, self.length), alone))

    def page(self) -> Woven:
        """What was written."""
        return Woven("".join(self._parts), tuple(self._segments), tuple(self.remarks))
