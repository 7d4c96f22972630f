"""E-mails (.eml): the subject, the message as a mail program shows it, and the letters that are sent along."""

from __future__ import annotations

import codecs
import time
from collections.abc import Iterator, Sequence

from plainlang.errors import UnreadableError
from plainlang.letter import Block, Kind, Letter
from plainlang.readers import text as plain_text
from plainlang.readers.anatomy import name_blocks
from plainlang.readers.blanks import find_blanks
from plainlang.readers.length import LONGEST_LETTER, too_long
from plainlang.readers.mail.message import PARSER_FAULTS, damaged, parse
from plainlang.readers.mail.parts import Attachment, Body, Sent, Shown, Subject, shown_parts
from plainlang.readers.mail.sections import WORD, Found, Section, joined, moved, renamed
from plainlang.readers.mail.text import stretches, without_quotes
from plainlang.readers.table import read_letter
from plainlang.source import Place
from plainlang.spans import Span

MAX_ATTACHMENTS = 20
MAX_SECONDS = 5.0
"""When no further attachment is begun; a usual one takes a tenth of a second."""
MAX_WITHIN = 3
"""How deep messages may stand in messages."""


def read(path: str, data: bytes) -> Letter:
    """Reads an e-mail: subject, date, message, then the attachments whose suffix a reader knows.

    The words of an earlier message that this one quotes are left out. Places: `part` is "subject", "Date", "message",
    "forwarded message" or the name of the attachment; line and column are those of the part. Nothing is literal.
    An attached letter that cannot be read is told in `left_out`.
    Raises UnreadableError for what is no e-mail, for one without text, and for an attached letter that cannot be read
    where the message itself has no words.
    """
    return joined(path, data, _sections(path, data, attachments=True, within=0))


def read_body(path: str, data: bytes) -> Letter:
    """The same without attachments: a web archive (.mht) is a message that holds one page."""
    return joined(path, data, _sections(path, data, attachments=False, within=0))


def _sections(path: str, data: bytes, *, attachments: bool, within: int) -> Found:
    message = parse(path, data)
    try:
        shown = list(shown_parts(path, message))
    except PARSER_FAULTS:
        raise damaged(path) from None
    letters = [one for one in shown if isinstance(one, Attachment)] if attachments else []
    deepest = max((one.within for one in shown if not isinstance(one, Attachment)), default=0)
    if len(letters) > MAX_ATTACHMENTS or deepest + within > MAX_WITHIN:
        raise _too_much(path, f"more than {MAX_ATTACHMENTS} letters, or messages in messages in messages")
    dated = attachments and not within
    found = Found(list(_of_message(path, [one for one in shown if dated or not isinstance(one, Sent)])), [])
    _add_letters(path, letters, found, within)
    return Found([section for section in found.sections if section.text.strip()], found.left_out)


def _add_letters(path: str, letters: Sequence[Attachment], found: Found, within: int) -> None:
    """Reads the letters sent along. Raises the first refusal where nothing else has words."""
    began = time.monotonic()
    refusal: UnreadableError | None = None
    for letter in letters:
        if time.monotonic() - began > MAX_SECONDS:
            raise _too_much(path, "letters that take too long to read")
        try:
            one = _of_attachment(path, letter, within)
        except UnreadableError as error:
            refusal = refusal or error
            found.left_out.append(f"The attached file {letter.name} was not read: {error.what}")
        else:
            found.sections.extend(one.sections)
            found.left_out.extend(f"In the attached file {letter.name}: {line}" for line in one.left_out)
    if refusal and not any(section.text.strip() for section in found.sections if not section.is_head):
        raise refusal


def _of_message(path: str, shown: Sequence[Shown]) -> Iterator[Section]:
    counts: dict[str, int] = {}
    for one in shown:
        if isinstance(one, Attachment):
            continue
        name = _part_name(one)
        counts[name] = counts.get(name, 0) + 1
        part = name if counts[name] == 1 else f"{name} ({counts[name]})"
        if isinstance(one, (Subject, Sent)):
            yield _of_head(one, part)
        elif one.is_html and one.text.strip():
            yield _of_page(path, one.text, part)
        elif not one.is_html:
            if len(one.text) > LONGEST_LETTER:
                raise too_long(path)
            yield _of_text(one, part)


def _part_name(one: Subject | Sent | Body) -> str:
    """The part, as people call it."""
    if isinstance(one, Sent):
        return "Date"
    if isinstance(one, Subject):
        return "subject of the forwarded message" if one.within else "subject"
    return "forwarded message" if one.within else "message"


def _of_head(one: Subject | Sent, part: str) -> Section:
    span = Span(0, len(one.text))
    blocks = (Block(Kind.SUBJECT if isinstance(one, Subject) else Kind.DATE, span),)
    place = Place(line=1, column=1, part=part)
    return Section(one.text, blocks, find_blanks(one.text), ((span, place),), is_head=True)


def _of_page(path: str, page: str, part: str) -> Section:
    from plainlang.readers import html  # here, so that a plain message does not wait for it

    # The charset stands in the headers of the part; the mark tells it to the reader, whatever the page says.
    data = codecs.BOM_UTF8 + without_quotes(page).encode("utf-8", errors="replace")
    return moved(html.read(path, data), part)


def _of_text(body: Body, part: str) -> Section:
    texts: list[str] = []
    places: list[tuple[Span, Place]] = []
    at = 0
    for stretch in stretches(body.text, flowed=body.is_flowed, spaceless=body.is_spaceless):
        for word in WORD.finditer(stretch.text):
            span = Span(at + word.start(), at + word.end())
            places.append((span, Place(line=stretch.line, column=stretch.column + word.start(), part=part)))
        texts.append(stretch.text)
        at += len(stretch.text)
    text = "".join(texts).rstrip()
    kept = tuple(
        (Span(span.start, min(span.end, len(text))), place) for span, place in places if span.start < len(text)
    )
    return Section(text, name_blocks(text, list(plain_text.drafts(text))), find_blanks(text), kept)


def _too_much(path: str, what: str) -> UnreadableError:
    return UnreadableError(path, f"This e-mail holds {what}.", "Save them and check them alone.", code="too-big")


def _of_attachment(path: str, letter: Attachment, within: int) -> Found:
    inside = f"{path}/{letter.name}"
    if letter.name.lower().endswith(".eml"):
        found = _sections(inside, letter.data, attachments=True, within=within + 1)
        return Found([renamed(section, letter.name) for section in found.sections], found.left_out)
    read_alone = read_letter(inside, letter.data)
    return Found([moved(read_alone, letter.name)], list(read_alone.left_out))
