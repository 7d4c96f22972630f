"""An e-mail parsed with care: headers that are not endless, parts that are not nested without end."""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Sequence
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import cast

from plainlang.errors import UnreadableError

MAX_PARTS = 300
"""Parts of one e-mail, pictures and all."""
_MAX_WORK = 20_000_000
"""Lines times levels: Python's parser holds every line against the edges of every level it is in."""
_MAX_HEADER = 4_000
"""Characters of a header that is taken apart; a subject of 500 words is no subject."""
_READ_HEADERS = ("content-type", "content-disposition", "content-transfer-encoding", "mime-version", "subject")
_OF_MAIL = ("from", "to", "subject", "date", "mime-version", "content-type", "received", "message-id", "return-path")
_NO_TEXT = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined")
"""Codecs of Python that are no charsets of letters; some of them take endless time."""
_CONTROL = {code: " " for code in range(32) if chr(code) not in "\t\n\r\f"}
_LEVEL = re.compile(rb"multipart/|message/", re.IGNORECASE)
PARSER_FAULTS = (
    MessageError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
)
"""What Python's parser of headers raises on headers that nobody writes (it is known for IndexError and others)."""


class _LimitError(Exception):
    """The message is larger than any that is read; the argument says how."""


class _Policy(EmailPolicy):
    """The usual policy, with an end to long headers."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(list(sourcelines))
        if name.lower() in _READ_HEADERS and len(value) > _MAX_HEADER:
            raise _LimitError(f"a header {name[:30]} of {len(value):,} characters")
        return name, value


def parse(path: str, data: bytes) -> EmailMessage:
    """The message in `data`. Raises UnreadableError for what is no e-mail, and for one without end."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        raise UnreadableError(path, "The file is empty.", "Write the letter into it, or leave it out.", code="empty")
    if (data.count(b"\n") + data.count(b"\r")) * len(_LEVEL.findall(data)) > _MAX_WORK:
        raise _too_big(path, "parts within parts without end")
    made = 0

    def make(policy: EmailPolicy | None = None) -> EmailMessage:
        nonlocal made
        made += 1
        if made > MAX_PARTS:
            raise _LimitError(f"more than {MAX_PARTS} parts")
        return EmailMessage(policy)

    try:
        message = email.message_from_bytes(data, policy=_Policy(message_factory=make))  # type: ignore[call-overload]
    except _LimitError as limit:
        raise _too_big(path, str(limit)) from None
    except PARSER_FAULTS:
        raise damaged(path) from None
    if not any(name.lower() in _OF_MAIL for name, _ in message.raw_items()):
        what = "This is not an e-mail: it has no From, To or Subject."
        raise UnreadableError(path, what, "Save the message again as .eml.", code="not-mail")
    return cast(EmailMessage, message)


def text_of(part: EmailMessage, path: str) -> str:
    """The text of a part: in its charset where Python knows it, else in UTF-8, else in Windows-1252.

    Line ends are `\\n`. Raises UnreadableError where the bytes are no text.
    """
    data = part.get_payload(decode=True)
    text = _decoded(data if isinstance(data, bytes) else b"", part.get_content_charset())
    if "\0" in text:
        what = "A text part of this e-mail holds bytes that are no text."
        raise UnreadableError(path, what, "Open the message and save it again as .eml.", code="not-text")
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL)


def _decoded(data: bytes, charset: str | None) -> str:
    for name in (charset, "utf-8"):
        try:
            if name and codecs.lookup(name).name not in _NO_TEXT:
                return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", errors="replace")


def damaged(path: str) -> UnreadableError:
    """The refusal of a message whose headers cannot be taken apart."""
    what = "This e-mail is damaged: its headers cannot be read."
    return UnreadableError(path, what, "Open the message and save it again as .eml.", code="damaged")


def _too_big(path: str, how: str) -> UnreadableError:
    return UnreadableError(path, f"This e-mail holds {how}.", "Save the letter alone and check that.", code="too-big")
