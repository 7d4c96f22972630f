"""Which parts of an e-mail a mail program shows, in order, and which are sent along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath

from plainlang.errors import UnreadableError
from plainlang.readers.mail.message import MAX_PARTS, text_of
from plainlang.readers.table import SUFFIXES

_TYPES = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_UNSHOWN_TEXTS = ("text/calendar", "text/x-amp-html", "text/css", "text/vcard", "text/x-vcard", "text/csv", "text/xml")
_NAME_LENGTH = 100
_DATE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of the message, or of one that is sent along inside it (`within` counts from 0)."""

    text: str
    within: int


@dataclass(frozen=True, slots=True)
class Sent:
    """The day the message was sent, as people write it ("November 20, 2026")."""

    text: str
    within: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """A text that a mail program shows as the message. is_flowed, is_spaceless: see text.stretches."""

    text: str
    is_html: bool
    is_flowed: bool
    within: int
    is_spaceless: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A letter that is sent along."""

    name: str
    data: bytes


Shown = Subject | Sent | Body | Attachment


def shown_parts(path: str, message: EmailMessage, within: int = 0) -> Iterator[Shown]:
    """The subject, the date, the texts and the letters sent along, in the order of the message.

    Of texts that say the same (multipart/alternative) the last one that can be read: that is the one mail programs
    show. Raises UnreadableError for an encrypted message.
    """
    if within > MAX_PARTS:
        return
    subject = " ".join(str(message.get("subject") or "").split())
    if subject:
        yield Subject(subject, within)
    sent = _sent(message) if within == 0 else None
    if sent:
        yield sent
    yield from _of_part(path, message, within)


def _sent(message: EmailMessage) -> Sent | None:
    """The day of the Date header; None where it names no day."""
    # As it stands: a date that nobody writes is no reason to refuse the message.
    given = next((str(value) for name, value in message.raw_items() if name.lower() == "date"), "")
    try:
        day = parsedate_to_datetime(given[:_DATE_LENGTH])
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return Sent(f"{day:%B} {day.day}, {day.year}")


def _of_part(path: str, part: EmailMessage, within: int) -> Iterator[Shown]:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        for inner in _children(part):
            yield from shown_parts(path, inner, within + 1)
    elif kind == "multipart/encrypted" or kind.endswith(("/pkcs7-mime", "/x-pkcs7-mime")):
        what = "This e-mail is encrypted."
        raise UnreadableError(
            path, what, "Open it in the mail program and save the letter from there.", code="password"
        )
    elif part.is_multipart():
        yield from _of_parts(path, part, kind, within)
    else:
        yield from _of_leaf(path, part, kind, within)


def _of_parts(path: str, part: EmailMessage, kind: str, within: int) -> Iterator[Shown]:
    children = _children(part)
    if kind == "multipart/alternative":
        for child in reversed(children):
            shown = list(_of_part(path, child, within))
            if any(isinstance(one, Body) and one.text.strip() for one in shown):
                yield from shown
                return
        children = children[:1]
    elif kind in ("multipart/related", "multipart/signed"):
        # The rest is pictures and fonts, or the seal.
        children = [_root(part, children)] if children else []
    for child in children:
        yield from _of_part(path, child, within)


def _root(part: EmailMessage, children: list[EmailMessage]) -> EmailMessage:
    start = part.get_param("start")
    named = (child for child in children if start and str(child.get("content-id") or "").strip() == start)
    return next(named, children[0])


def _of_leaf(path: str, part: EmailMessage, kind: str, within: int) -> Iterator[Shown]:
    attached = part.get_content_disposition() == "attachment"
    if not attached and part.get_content_maintype() == "text" and kind not in (*_UNSHOWN_TEXTS, "text/rtf"):
        flowed = str(part.get_param("format") or "").lower() == "flowed"
        spaceless = str(part.get_param("delsp") or "").lower() == "yes"
        yield Body(text_of(part, path), kind == "text/html", flowed and kind == "text/plain", within, spaceless)
        return
    name = _name(part, kind)
    data = part.get_payload(decode=True)
    if PurePosixPath(name.lower()).suffix in SUFFIXES and isinstance(data, bytes):
        yield Attachment(name, data)


def _name(part: EmailMessage, kind: str) -> str:
    given = str(part.get_filename() or "").replace("\\", "/")
    name = " ".join(given.rpartition("/")[2].split())[-_NAME_LENGTH:]
    return name or (f"attachment{_TYPES[kind]}" if kind in _TYPES else "")


def _children(part: EmailMessage) -> list[EmailMessage]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, EmailMessage)] if isinstance(payload, list) else []
