"""A letter: its text, the blocks it is made of, and the blanks that are filled in later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plainlang.source import Source, SourceMap
from plainlang.spans import Span


class Kind(StrEnum):
    """What a block is in a letter."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    LETTERHEAD = "letterhead"
    DATE = "date"
    ADDRESS = "address"
    SUBJECT = "subject"
    SALUTATION = "salutation"
    CLOSING = "closing"
    SIGNATURE = "signature"
    ENCLOSURES = "enclosures"
    COPIES = "copies"
    LANGUAGE = "language-line"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"


PROSE = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.FOOTNOTE})
"""Blocks made of sentences: the ones readability is counted over."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, cell, …; sentences never cross its edge."""

    kind: Kind
    span: Span


@dataclass(frozen=True, slots=True)
class Blank:
    """A merge field, a template expression or a line to write on: not words, never flagged.

    `word` is True where the blank will hold words (a name, a date); False for template commands, which
    leave nothing behind.
    """

    span: Span
    word: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """What the rules see. Every offset of every output is a code point of `text`.

    told: what the file's front matter says of the letter (reader, adverse, kind), as it stands there.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    blanks: tuple[Blank, ...]
    map: SourceMap
    told: Mapping[str, object] = field(default_factory=dict)
