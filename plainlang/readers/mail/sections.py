"""The texts of an e-mail, each with its places, and the one letter they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plainlang.errors import UnreadableError
from plainlang.letter import Blank, Block, Letter, Remark
from plainlang.readers.length import LONGEST_LETTER, too_long
from plainlang.source import Piece, Place, PlaceHome, Source, SourceMap, TextHome, WordHome
from plainlang.spans import Span

WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Section:
    """A text of the message with all that a letter knows of it; every span counts in `text`."""

    text: str
    blocks: tuple[Block, ...]
    blanks: tuple[Blank, ...]
    places: tuple[tuple[Span, Place], ...]
    remarks: tuple[Remark, ...] = ()
    is_head: bool = False
    """The subject or the date."""


@dataclass(frozen=True, slots=True)
class Found:
    """The texts of a message; left_out: a line for each attached file that could not be read, or not wholly."""

    sections: list[Section]
    left_out: list[str]


def moved(letter: Letter, part: str) -> Section:
    """A letter that was read alone, as a text of the part."""
    places = tuple((span, _named(place, part)) for span, place in _places(letter))
    remarks = tuple(replace(remark, place=_named(remark.place, part)) for remark in letter.remarks)
    return Section(letter.text, letter.blocks, letter.blanks, places, remarks)


def _places(letter: Letter) -> Iterator[tuple[Span, Place]]:
    """Each stretch with its place; what stands in a text source is told word by word."""
    for piece in letter.map.pieces:
        if isinstance(piece.home, PlaceHome):
            yield piece.letter, piece.home.place
        elif isinstance(piece.home, WordHome):
            yield piece.letter, Place(part=piece.home.part, paragraph=piece.home.paragraph, run=piece.home.run)
        elif isinstance(piece.home, TextHome) and piece.literal:
            for word in WORD.finditer(letter.text, *piece.letter):
                yield Span(*word.span()), letter.map.place(Span(*word.span()))
        else:
            yield piece.letter, letter.map.place(piece.letter)


def _named(place: Place, part: str) -> Place:
    inner = place.part is not None and not place.part.endswith("document.xml")
    return replace(place, part=f"{part}/{place.part}" if inner else part)


def renamed(section: Section, name: str) -> Section:
    """A text of a message that is sent along under this name."""
    places = tuple((span, replace(place, part=f"{name}/{place.part}")) for span, place in section.places)
    return replace(section, places=places)


def joined(path: str, data: bytes, found: Found) -> Letter:
    """The letter of all the texts. Raises UnreadableError where there are none, or too much."""
    sections = found.sections
    if not sections:
        what = "This e-mail shows no text."
        raise UnreadableError(path, what, "If its letter is a picture, write the words out.", code="empty")
    if sum(len(section.text) for section in sections) > LONGEST_LETTER:
        raise too_long(path)
    source = Source(path=path, data=data)
    text = "\n\n".join(section.text for section in sections)
    starts, at = [], 0
    for section in sections:
        starts.append(at)
        at += len(section.text) + 2
    each = list(zip(starts, sections, strict=True))
    return Letter(
        source=source,
        text=text,
        blocks=tuple(_blocks(each)),
        blanks=tuple(replace(blank, span=_later(blank.span, start)) for start, one in each for blank in one.blanks),
        map=SourceMap(list(_pieces(each)), letter=text, source=source),
        remarks=tuple(replace(mark, span=_later(mark.span, start)) for start, one in each for mark in one.remarks),
        left_out=tuple(found.left_out),
    )


def _blocks(each: Sequence[tuple[int, Section]]) -> Iterator[Block]:
    """The blocks of all the texts; the rows of tables are counted on."""
    rows = 0
    for start, section in each:
        before = rows
        for block in section.blocks:
            row = None if block.row is None else before + block.row
            rows = max(rows, row or 0)
            yield replace(block, span=_later(block.span, start), row=row)


def _pieces(each: Sequence[tuple[int, Section]]) -> Iterator[Piece]:
    for start, section in each:
        if start:
            yield Piece(Span(start - 2, start), PlaceHome(section.places[0][1]), literal=False)
        for span, place in section.places:
            yield Piece(_later(span, start), PlaceHome(place), literal=False)


def _later(span: Span, start: int) -> Span:
    return Span(span.start + start, span.end + start)
