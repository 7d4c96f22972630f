"""Every place of an e-mail that a mail program shows, and what it does not show."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Mapping

from tests.torture import HIDDEN, JARGON, Torture
from tests.word_files import p, word_file

HEAD = "From: Ann Lee <ann@example.org>\r\nTo: Bo Ray <bo@example.org>\r\nMIME-Version: 1.0\r\n"
SECOND = "The custodial parent shall furnish an affidavit."
PLAIN = {"part": "message", "line": 1, "column": 1}
PAGE = {"part": "message"}


def mail(content_type: str, body: str | bytes, *headers: str, subject: str = "Your case") -> bytes:
    """A message of one part; `headers` without line ends."""
    lines = f"{HEAD}Subject: {subject}\r\nContent-Type: {content_type}\r\n" + "".join(f"{one}\r\n" for one in headers)
    return f"{lines}\r\n".encode() + (body if isinstance(body, bytes) else body.encode())


def part(content_type: str, body: str | bytes, *headers: str) -> bytes:
    lines = "".join(f"{one}\r\n" for one in (f"Content-Type: {content_type}", *headers))
    return f"{lines}\r\n".encode() + (body if isinstance(body, bytes) else body.encode())


def joined(kind: str, *parts: bytes, edge: str = "edge") -> bytes:
    """A part of parts."""
    inner = b"".join(b"--" + edge.encode() + b"\r\n" + one + b"\r\n" for one in parts)
    return part(f'multipart/{kind}; boundary="{edge}"', inner + b"--" + edge.encode() + b"--\r\n")


def whole(content: bytes, subject: str = "Your case") -> bytes:
    return f"{HEAD}Subject: {subject}\r\n".encode() + content


def attached(name: str, data: bytes, content_type: str = "application/octet-stream") -> bytes:
    coded = base64.encodebytes(data).decode()
    return part(content_type, coded, f'Content-Disposition: attachment; filename="{name}"',
                "Content-Transfer-Encoding: base64")  # fmt: skip


def text(words: str) -> bytes:
    return part("text/plain; charset=utf-8", words)


def page(words: str) -> bytes:
    return part("text/html; charset=utf-8", f"<html><body><p>{words}</p></body></html>")


def shown(name: str, data: bytes, place: Mapping[str, object] = PLAIN) -> Torture:
    hides = (HIDDEN,) if HIDDEN.encode() in data else ()
    return Torture(name, "letter.eml", lambda: data, {JARGON: place}, hides)


def both(name: str, data: bytes, place: Mapping[str, object], other: Mapping[str, object]) -> Torture:
    return Torture(name, "letter.eml", lambda: data, {JARGON: place, SECOND: other})


_CODED = base64.b64encode(JARGON.encode()).decode()
_QUOTABLE = quopri.encodestring((JARGON + " It is 5 §.").encode("cp1252"))
_FORWARDED = part("message/rfc822", mail("text/plain", JARGON + "\r\n", subject=SECOND))
_PICTURE = part("image/png", "iVBORw0KGgo=", "Content-Transfer-Encoding: base64", "Content-ID: <a>")

PLACES: list[Torture] = [
    shown("plain text", mail("text/plain", JARGON + "\r\n")),
    shown("the subject", mail("text/plain", SECOND, subject=JARGON), {"part": "subject"}),
    shown("a subject in base64", mail("text/plain", SECOND, subject=f"=?utf-8?B?{_CODED}?="), {"part": "subject"}),
    shown("a subject in two coded words", mail("text/plain", SECOND, subject=(
        "=?iso-8859-1?Q?The_obligor_must?=\r\n =?utf-8?Q?_remit_the_arrears=2E?=")), {"part": "subject"}),
    shown("a subject over two lines", mail("text/plain", SECOND, subject="The obligor must\r\n remit the arrears."),
          {"part": "subject"}),
    shown("the third line", mail("text/plain", f"One.\r\n\r\nTwo. {JARGON}"), {"line": 3, "column": 6}),
    shown("base64", mail("text/plain", _CODED, "Content-Transfer-Encoding: base64")),
    shown("quoted-printable", mail("text/plain; charset=windows-1252", _QUOTABLE,
                                   "Content-Transfer-Encoding: quoted-printable")),
    shown("quoted-printable with a soft line end", mail("text/plain", "The obligor must re=\r\nmit the arrears.",
                                                        "Content-Transfer-Encoding: quoted-printable")),
    shown("UTF-16", mail("text/plain; charset=utf-16", base64.b64encode(JARGON.encode("utf-16")),
                         "Content-Transfer-Encoding: base64")),
    shown("a charset nobody knows", mail("text/plain; charset=x-odd", f"{JARGON} §")),
    shown("bytes that are not of their charset", mail("text/plain; charset=utf-8", f"{JARGON} §".encode("cp1252"))),
    shown("lines that flow", mail("text/plain; format=flowed", "The obligor must \r\nremit the \r\narrears.\r\n")),
    shown("lines that flow within words", mail(
        "text/plain; format=flowed; DelSp=Yes", "The ob \r\nligor must  \r\nremit the arrears.\r\n")),
    shown("beside a file that is broken", whole(joined("mixed", text(JARGON), attached("notice.pdf", b"%PDF-1.4 x")))),
    shown("below a date", mail("text/plain", JARGON, "Date: Fri, 20 Nov 2026 09:00:00 +0000")),
    shown("a web page", mail("text/html", f"<html><body>\n<p>{JARGON}</p></body></html>"), {**PAGE, "line": 2}),
    shown("a web page with parted words", mail("text/html", "<p>The ob<b>ligor</b> must remit the arrears.</p>"), PAGE),
    shown("a web page and its plain twin", whole(joined("alternative", text(JARGON), page(JARGON))), PAGE),
    shown("plain text beside a calendar", whole(joined(
        "alternative", text(JARGON), part("text/calendar", f"SUMMARY:{HIDDEN}")))),
    shown("plain text beside a page that is a picture", whole(joined(
        "alternative", text(JARGON), part("text/html", "  \r\n")))),
    shown("a page with its pictures", whole(joined("related", page(JARGON), _PICTURE)), PAGE),
    shown("a page with pictures beside a plain twin", whole(joined(
        "alternative", text(JARGON), joined("related", page(JARGON), _PICTURE, edge="in"))), PAGE),
    shown("a message with a seal", whole(joined("signed", text(JARGON), part("application/pgp-signature", HIDDEN)))),
    both("two texts one after the other", whole(joined("mixed", text(JARGON), text(SECOND))), PLAIN,
         {"part": "message (2)"}),
    both("a forwarded message and its subject", whole(joined("mixed", text("See below."), _FORWARDED)),
         {"part": "forwarded message", "line": 1}, {"part": "subject of the forwarded message"}),
    shown("a forwarded message in a digest", whole(joined("digest", b"\r\n" + mail("text/plain", JARGON))),
          {"part": "forwarded message"}),
    shown("words above a quoted message", mail("text/plain", f"{JARGON}\r\n\r\nOn May 2, Bo wrote:\r\n> {HIDDEN}\r\n")),
    shown("words below a quoted message", mail("text/plain", f"> {HIDDEN}\r\n>> {HIDDEN}\r\n{JARGON}"), {"line": 3}),
    shown("words above a quote in a page", mail(
        "text/html", f'<p>{JARGON}</p><blockquote type="cite" dir="ltr"><p>{HIDDEN}</p></blockquote>'), PAGE),
    shown("words above a signature", mail("text/plain", f"{JARGON}\r\n\r\n-- \r\nAnn Lee\r\nLinden Office\r\n")),
    shown("hidden words of a page", mail("text/html", f'<p style="display:none">{HIDDEN}</p><p>{JARGON}</p>'), PAGE),
    both("a Word file sent along", whole(joined("mixed", text(JARGON), attached("notice.docx", word_file(p(SECOND))))),
         PLAIN, {"part": "notice.docx", "paragraph": 1, "run": 1}),
    both("a text file sent along", whole(joined("mixed", text(JARGON), attached(
        "notice.txt", f"\n{SECOND}".encode()))), PLAIN, {"part": "notice.txt", "line": 2, "column": 1}),
    both("a message sent along as a file", whole(joined("mixed", text(JARGON), attached(
        "old.eml", mail("text/plain", SECOND)))), PLAIN, {"part": "old.eml/message", "line": 1}),
    shown("a web page sent along", whole(joined("mixed", text(" "), attached(
        "notice.html", f"<p>{JARGON}</p>".encode()))), {"part": "notice.html", "line": 1}),
    shown("a file under a coded name", whole(joined("mixed", text(SECOND), attached("x", JARGON.encode()).replace(
        b'filename="x"', b"filename*=utf-8''n%C3%B3tice.txt"))), {"part": "nótice.txt"}),
    shown("a file whose name climbs out", whole(joined("mixed", text(SECOND), attached(
        "../../etc/notice.txt", JARGON.encode()))), {"part": "notice.txt"}),
    shown("beside a file that is no letter", whole(joined("mixed", text(JARGON), attached("a.csv", HIDDEN.encode())))),
    shown("with names in the headers", mail("text/plain", JARGON).replace(b"Ann Lee", HIDDEN.encode())),
    shown("with other headers", mail("text/plain", JARGON, f"Comments: {HIDDEN}", f"X-Note: {HIDDEN}")),
    shown("above the first edge stands what no one sees", whole(joined("mixed", text(JARGON)).replace(
        b"\r\n\r\n--edge", f"\r\n\r\n{HIDDEN}\r\n--edge".encode(), 1))),
    shown("line ends of Unix", mail("text/plain", JARGON).replace(b"\r\n", b"\n")),
    shown("without a type", f"{HEAD}Subject: x\r\n\r\n{JARGON}".encode()),
    shown("the last edge is missing", whole(joined("mixed", text(JARGON))).removesuffix(b"--edge--\r\n")),
]  # fmt: skip
