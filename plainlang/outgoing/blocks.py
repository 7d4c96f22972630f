"""The blocks of a finished letter: what its text, its page and its Word file are all made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Part(StrEnum):
    """What a paragraph is in a letter, where that changes how it looks."""

    BODY = "body"
    LETTERHEAD = "letterhead"
    DATE = "date"
    SUBJECT = "subject"
    CLOSING = "closing"
    SIGNATURE = "signature"
    FOOT = "foot"


class Run(NamedTuple):
    """Words in a row that are alike; no line ends. required: the letter marks them as wording that the law fixes."""

    text: str
    bold: bool = False
    italic: bool = False
    required: bool = False


Line = tuple[Run, ...]
"""What stands between two line breaks that were meant; it may be empty."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. part: known for the paragraphs that stand in no list, quote or table."""

    lines: tuple[Line, ...]
    part: Part = Part.BODY


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading. level: 1 to 6, from the greatest."""

    level: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list. start: the first number; None for bullets. close: no empty lines between the items."""

    start: int | None
    close: bool
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. right: for each column, whether it is set against its right edge, as amounts are."""

    right: tuple[bool, ...]
    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Blocks that are set in, as a quoted order is."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


Block = Paragraph | Heading | List | Table | Quote | Rule


def words_of(line: Line) -> str:
    """The line without its looks."""
    return "".join(run.text for run in line)


def is_required(block: Block) -> bool:
    """True where all words of the block are marked as required."""
    runs = list(_runs(block))
    return bool(runs) and all(run.required for run in runs)


def _runs(block: Block) -> Iterator[Run]:
    match block:
        case Paragraph() | Heading():
            for line in block.lines:
                yield from line
        case Table():
            for row in (block.head, *block.rows):
                for cell in row:
                    yield from cell
        case List():
            for item in block.items:
                for inner in item:
                    yield from _runs(inner)
        case Quote():
            for inner in block.blocks:
                yield from _runs(inner)
