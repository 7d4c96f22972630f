"""E-mails (.eml): the subject, the message as a mail program shows it, and the letters that are sent along."""

from __future__ import annotations

import codecs
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plainlang.errors import UnreadableError
from plainlang.letter import Blank, Block, Kind, Letter, Remark
from plainlang.readers import text as plain_text
from plainlang.readers.anatomy import name_blocks
from plainlang.readers.blanks import find_blanks
from plainlang.readers.length import LONGEST_LETTER, too_long
from plainlang.readers.mail.message import PARSER_FAULTS, damaged, parse
from plainlang.readers.mail.parts import Attachment, Body, Shown, Subject, shown_parts
from plainlang.readers.mail.text import stretches, without_quotes
from plainlang.readers.table import read_letter
from plainlang.source import Piece, Place, PlaceHome, Source, SourceMap, TextHome, WordHome
from plainlang.spans import Span

MAX_ATTACHMENTS = 20
MAX_SECONDS = 5.0
"""When no further attachment is begun; a usual one takes a tenth of a second."""
MAX_WITHIN = 3
"""How deep messages may stand in messages."""
_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class _Section:
    """A text of the message with all that a letter knows of it; every span counts in `text`."""

    text: str
    blocks: tuple[Block, ...]
    blanks: tuple[Blank, ...]
    places: tuple[tuple[Span, Place], ...]
    remarks: tuple[Remark, ...] = ()


def read(path: str, data: bytes) -> Letter:
    """Reads an e-mail: subject, message, then the attachments whose suffix a reader knows.

    The words of an earlier message that this one quotes are left out. Places: `part` is "Subject", "text/plain",
    "text/html" or the name of the attachment; line and column are those of the part. Nothing is literal.
    Raises UnreadableError for what is no e-mail, for one without text, and for an attached letter that cannot be read.
    """
    return _joined(path, data, _sections(path, data, attachments=True, within=0))


def read_body(path: str, data: bytes) -> Letter:
    """The same without attachments: a web archive (.mht) is a message that holds one page."""
    return _joined(path, data, _sections(path, data, attachments=False, within=0))


def _sections(path: str, data: bytes, *, attachments: bool, within: int) -> list[_Section]:
    message = parse(path, data)
    try:
        shown = list(shown_parts(path, message))
    except PARSER_FAULTS:
        raise damaged(path) from None
    letters = [one for one in shown if isinstance(one, Attachment)] if attachments else []
    deepest = max((one.within for one in shown if not isinstance(one, Attachment)), default=0)
    if len(letters) > MAX_ATTACHMENTS or deepest + within > MAX_WITHIN:
        raise _too_much(path, f"more than {MAX_ATTACHMENTS} letters, or messages in messages in messages")
    sections = list(_of_message(path, shown))
    began = time.monotonic()
    for letter in letters:
        if time.monotonic() - began > MAX_SECONDS:
            raise _too_much(path, "letters that take too long to read")
        sections += _of_attachment(path, letter, within)
    return [section for section in sections if section.text.strip()]


def _of_message(path: str, shown: Sequence[Shown]) -> Iterator[_Section]:
    counts: dict[str, int] = {}
    for one in shown:
        if isinstance(one, Attachment):
            continue
        kind = "Subject" if isinstance(one, Subject) else "text/html" if one.is_html else "text/plain"
        name = "forwarded/" * one.within + kind
        counts[name] = counts.get(name, 0) + 1
        part = name if counts[name] == 1 else f"{name} ({counts[name]})"
        if isinstance(one, Subject):
            span = Span(0, len(one.text))
            place = Place(line=1, column=1, part=part)
            yield _Section(one.text, (Block(Kind.SUBJECT, span),), find_blanks(one.text), ((span, place),))
        elif one.is_html and one.text.strip():
            yield _of_page(path, one.text, part)
        elif not one.is_html:
            if len(one.text) > LONGEST_LETTER:
                raise too_long(path)
            yield _of_text(one, part)


def _of_page(path: str, page: str, part: str) -> _Section:
    from plainlang.readers import html  # here, so that a plain message does not wait for it

    # The charset stands in the headers of the part; the mark tells it to the reader, whatever the page says.
    data = codecs.BOM_UTF8 + without_quotes(page).encode("utf-8", errors="replace")
    return _moved(html.read(path, data), part)


def _of_text(body: Body, part: str) -> _Section:
    texts: list[str] = []
    places: list[tuple[Span, Place]] = []
    at = 0
    for stretch in stretches(body.text, flowed=body.is_flowed):
        for word in _WORD.finditer(stretch.text):
            span = Span(at + word.start(), at + word.end())
            places.append((span, Place(line=stretch.line, column=stretch.column + word.start(), part=part)))
        texts.append(stretch.text)
        at += len(stretch.text)
    text = "".join(texts).rstrip()
    kept = tuple(
        (Span(span.start, min(span.end, len(text))), place) for span, place in places if span.start < len(text)
    )
    return _Section(text, name_blocks(text, list(plain_text.drafts(text))), find_blanks(text), kept)


def _too_much(path: str, what: str) -> UnreadableError:
    return UnreadableError(path, f"This e-mail holds {what}.", "Save them and check them alone.", code="too-big")


def _of_attachment(path: str, letter: Attachment, within: int) -> list[_Section]:
    inside = f"{path}/{letter.name}"
    if letter.name.lower().endswith(".eml"):
        sections = _sections(inside, letter.data, attachments=True, within=within + 1)
        return [_renamed(section, letter.name) for section in sections]
    return [_moved(read_letter(inside, letter.data), letter.name)]


def _moved(letter: Letter, part: str) -> _Section:
    places = tuple((span, _named(place, part)) for span, place in _places(letter))
    remarks = tuple(replace(remark, place=_named(remark.place, part)) for remark in letter.remarks)
    return _Section(letter.text, letter.blocks, letter.blanks, places, remarks)


def _places(letter: Letter) -> Iterator[tuple[Span, Place]]:
    """Each stretch with its place; what stands in a text source is told word by word."""
    for piece in letter.map.pieces:
        if isinstance(piece.home, PlaceHome):
            yield piece.letter, piece.home.place
        elif isinstance(piece.home, WordHome):
            yield piece.letter, Place(part=piece.home.part, paragraph=piece.home.paragraph, run=piece.home.run)
        elif isinstance(piece.home, TextHome) and piece.literal:
            for word in _WORD.finditer(letter.text, *piece.letter):
                yield Span(*word.span()), letter.map.place(Span(*word.span()))
        else:
            yield piece.letter, letter.map.place(piece.letter)


def _named(place: Place, part: str) -> Place:
    inner = place.part is not None and not place.part.endswith("document.xml")
    return replace(place, part=f"{part}/{place.part}" if inner else part)


def _renamed(section: _Section, name: str) -> _Section:
    places = tuple((span, replace(place, part=f"{name}/{place.part}")) for span, place in section.places)
    return replace(section, places=places)


def _joined(path: str, data: bytes, sections: Sequence[_Section]) -> Letter:
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
        blocks=tuple(replace(block, span=_later(block.span, start)) for start, one in each for block in one.blocks),
        blanks=tuple(replace(blank, span=_later(blank.span, start)) for start, one in each for blank in one.blanks),
        map=SourceMap(list(_pieces(each)), letter=text, source=source),
        remarks=tuple(replace(mark, span=_later(mark.span, start)) for start, one in each for mark in one.remarks),
    )


def _pieces(each: Sequence[tuple[int, _Section]]) -> Iterator[Piece]:
    for start, section in each:
        if start:
            yield Piece(Span(start - 2, start), PlaceHome(section.places[0][1]), literal=False)
        for span, place in section.places:
            yield Piece(_later(span, start), PlaceHome(place), literal=False)


def _later(span: Span, start: int) -> Span:
    return Span(span.start + start, span.end + start)
