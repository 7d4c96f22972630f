"""Files that mean harm or are broken, for every format: what people find at the bottom of a shared drive."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.word_files import p, word_file

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = b"urn:oasis:names:tc:opendocument:xmlns:"
FIVE_MEGABYTES = 5_000_000
NESTED = 200_000


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts, in order; a part called mimetype is stored, as ODF wants it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name), data, how)
    return held.getvalue()


def word(document: bytes, **more: bytes) -> bytes:
    """A Word file around the XML of a document."""
    return zipped({"word/document.xml": document, **more})


def word_body(inner: bytes) -> bytes:
    """The XML of a Word document with this body."""
    return b'<w:document xmlns:w="' + WORD + b'"><w:body>' + inner + b"</w:body></w:document>"


def odt(inner: bytes, *, head: bytes = b"", **more: bytes) -> bytes:
    """An OpenDocument text around the XML of its body."""
    names = b" ".join(b'xmlns:%s="%s%s:1.0"' % (name, ODF, name) for name in (b"office", b"text", b"table"))
    content = head + b"<office:document-content " + names + b"><office:body><office:text>" + inner
    content += b"</office:text></office:body></office:document-content>"
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content, **more})


def pdf(draw: str = "", *, password: str = "", pages: int = 1) -> bytes:
    """A PDF with a line of text on each page, or without any."""
    held = io.BytesIO()
    canvas = Canvas(held, encrypt=StandardEncryption(password) if password else None)
    for _ in range(pages):
        if draw:
            canvas.drawString(72, 700, draw)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def picture_pdf() -> bytes:
    """A PDF whose one page is a picture, as scanners make them."""
    pixels = zlib.compress(bytes(100 * 100))
    return b"".join(
        [
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
            b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R",
            b"/Resources<</XObject<</P 5 0 R>>>>>>endobj\n",
            b"4 0 obj<</Length 31>>stream\nq 612 0 0 792 0 0 cm /P Do Q  \nendstream endobj\n",
            b"5 0 obj<</Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceGray",
            b"/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n" % len(pixels) + pixels,
            b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
        ]
    )


def mail(body: str) -> bytes:
    """An e-mail with this body."""
    message = EmailMessage()
    message["Subject"] = "Your case"
    message.set_content(body)
    return bytes(message)


def bomb() -> bytes:
    """A Word file of some kilobytes that unpacks to 300 megabytes."""
    return word(word_body(b"<w:p><w:r><w:t>" + b"a" * 300_000_000 + b"</w:t></w:r></w:p>"))


def lying_zip() -> bytes:
    """A Word file whose directory says that its part is small."""
    data = bytearray(word(word_body(b" " * 30_000_000)))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def _letter() -> bytes:
    return word_file(p("Dear Ms. Ito:") + p("Please call us."))


REFUSED = {
    "bomb.docx": bomb,
    "lying.docx": lying_zip,
    "cut.docx": lambda: _letter()[:300],
    "half.docx": lambda: _letter()[: len(_letter()) // 2],
    "entities.docx": lambda: word(LAUGHS + word_body(b"<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")),
    "climbing.docx": lambda: word(word_body(b""), **{"../../evil.xml": b"<a/>"}),
    "locked.docx": lambda: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
    "nested.docx": lambda: word(word_body(b"<w:sdt><w:sdtContent>" * NESTED)),
    "picture.docx": lambda: PNG,
    "text.docx": lambda: b"Dear Ms. Ito:",
    "capitals.docx": lambda: word(word_body(b"<w:p><w:r><w:t>" + b"A" * 1_000_000 + b"</w:t></w:r></w:p>")),
    "picture.doc": lambda: PNG,
    "empty.doc": lambda: OLE + bytes(504),
    "nothing.pdf": lambda: b"",
    "picture.pdf": lambda: PNG,
    "text.pdf": lambda: b"Dear Ms. Ito:",
    "cut.pdf": lambda: pdf("Dear Ms. Ito:")[:200],
    "locked.pdf": lambda: pdf("Dear Ms. Ito:", password="river"),
    "scanned.pdf": picture_pdf,
    "header.pdf": lambda: b"%PDF-1.7\n",
    "loop.pdf": lambda: (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]"
        b"/Count 9>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    ),
    "picture.rtf": lambda: PNG,
    "text.rtf": lambda: b"Dear Ms. Ito:",
    "nested.rtf": lambda: rb"{\rtf1 " + b"{" * NESTED,
    "line.rtf": lambda: rb"{\rtf1 " + b"arrears " * (FIVE_MEGABYTES // 8) + b"}",
    "picture.odt": lambda: PNG,
    "cut.odt": lambda: odt(b"<text:p>Dear</text:p>")[:200],
    "entities.odt": lambda: odt(b"<text:p>&b;</text:p>", head=LAUGHS),
    "bomb.odt": lambda: odt(b"<text:p>" + b"a" * 300_000_000 + b"</text:p>"),
    "nested.odt": lambda: odt(b"<text:section>" * NESTED),
    "picture.eml": lambda: PNG,
    "picture.html": lambda: PNG,
    "line.html": lambda: b"<p>" + b"arrears " * (FIVE_MEGABYTES // 8),
    "picture.txt": lambda: PNG,
    "line.txt": lambda: b"arrears " * (FIVE_MEGABYTES // 8),
    "capitals.txt": lambda: b"A" * 1_000_000,
    "line.md": lambda: b"*arrears* " * (FIVE_MEGABYTES // 10),
    "line.eml": lambda: b"Subject: a\n\n" + b"arrears " * (FIVE_MEGABYTES // 8),
    "open.txt.j2": lambda: b"Dear {{ name",
    "command.txt.j2": lambda: b"Dear {% if x",
    "climbing.txt.j2": lambda: b"{% include '../../etc/passwd' %}",
    "absolute.txt.j2": lambda: b"{% include '/etc/passwd' %}",
    "line.txt.j2": lambda: b"{{ a }} arrears " * (FIVE_MEGABYTES // 16),
    "binary.rtf": lambda: rb"{\rtf1 Your arrears.\bin999999999 abc}",
    "parts.eml": lambda: (
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nYour arrears.\n" + b"--x\n\na\n" * 10_000
    ),
    "brackets-for-ever.md": lambda: b"Your arrears. " + b"[" * NESTED,
    "picture.html.j2": lambda: PNG,
}
"""File -> its bytes; each must be refused with one line, quickly."""

ENDURED = {
    "nested.html": lambda: b"<div>" * NESTED + b"Your arrears.",
    "closed.html": lambda: b"<b>" * NESTED + b"Your arrears." + b"</b>" * NESTED,
    "tags.html": lambda: b"Your arrears." + b"<" * NESTED,
    "comment.html": lambda: b"Your arrears." + b"<!--" * NESTED,
    "declared.html": lambda: b"Your arrears." + b"<!" * NESTED + b"</" * NESTED + b"<?" * NESTED,
    "attributes.html": lambda: b"Your arrears.<p " + b"a='" * NESTED,
    "script.html": lambda: b"<p>Your arrears.</p><script>alert('obligor')</script>",
    "script.txt": lambda: b"Your arrears. <script>alert(1)</script>\n",
    "class.txt.j2": lambda: b"Your arrears. {{ ''.__class__.__mro__[1].__subclasses__() }}",
    "range.txt.j2": lambda: b"Your arrears. {% for i in range(10**9) %}{{ i }}{% endfor %}",
    "nested.txt.j2": lambda: b"Your arrears.\n" + b"{% if a %}" * (NESTED // 10) + b"{% endif %}" * (NESTED // 10),
    "itself.txt.j2": lambda: b"Your arrears. {% include 'itself.txt.j2' %}",
    "nested.md": lambda: b"> " * 50 + b"Your arrears.",
    "brackets.md": lambda: b"Your arrears. " + b"[" * (NESTED // 10),
    "braces.rtf": lambda: rb"{\rtf1 Your arrears." + b"}" * NESTED,
    "codes.rtf": lambda: rb"{\rtf1 Your arrears.\u-99999?\u99999?\uc99\'zz\'}",
    "nested.eml": lambda: (
        b"Subject: Your arrears\n\nPay.\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n) for n in range(2_000))
    ),
    "charset.eml": lambda: b"Subject: Your arrears\nContent-Type: text/plain; charset=none\n\nYour debt.\n",
}
"""File -> its bytes; each is read, however odd it is, and "arrears" is found in it once."""
