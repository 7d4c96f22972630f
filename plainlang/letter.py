"""A letter: its text, the blocks it is made of, and the blanks that are filled in later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plainlang.source import Place, Source, SourceMap
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
    """One paragraph, heading, cell, …; sentences never cross its edge.

    row: cells of one table row share it; rows count from 1 in the letter. column: where in its row the cell stands,
    from 1; the paragraphs of one cell share both. None outside of tables, and where the file does not tell.
    """

    kind: Kind
    span: Span
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """A merge field, a template expression or a line to write on: not words, never flagged.

    `word` is True where the blank will hold words (a name, a date); False for template commands, which
    leave nothing behind.
    """

    span: Span
    word: bool = True


REMARK = "plainlang:"
"""How a comment of the document begins that speaks to plainlang; small and capital letters are the same."""

PROTECTS, PROTECTS_NO_MORE = "required", "/required"
"""What a comment says at both ends of wording that is not the writer's to change."""
_PROTECTED = {
    "required": PROTECTS,
    "protected": PROTECTS,
    "/required": PROTECTS_NO_MORE,
    "/protected": PROTECTS_NO_MORE,
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of the document (HTML, Markdown, template, Word) that begins with REMARK, or marks required wording.

    text: what follows REMARK, trimmed; PROTECTS or PROTECTS_NO_MORE for a mark. place: where the comment stands in the
    file. span: the words of the letter it is tied to (a Word comment); empty where it stands between words: then it is
    the offset of the letter it stands at. alone: nothing else stands on its line, so that it speaks of what follows.
    """

    text: str
    place: Place
    span: Span
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """What the rules see. Every offset of every output is a code point of `text`.

    told: what the file's front matter says of the letter (reader, adverse, kind), as it stands there.
    remarks: the document's comments to plainlang, in the order of their place.
    left_out: what of the file could not be read, a line each.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    blanks: tuple[Blank, ...]
    map: SourceMap
    told: Mapping[str, object] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[str, ...] = ()


def remark_text(comment: str) -> str | None:
    """What a comment says to plainlang; None for a comment that is not for it."""
    said = " ".join(comment.split())
    if said.lower().startswith(REMARK):
        return said[len(REMARK) :].strip()
    return _PROTECTED.get(said.lower().replace("/ ", "/"))
