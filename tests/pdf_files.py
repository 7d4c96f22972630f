"""PDFs made in code, for the tests: pages drawn with reportlab, and small files written by hand."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

LEFT, TOP, STEP = 72.0, 700.0, 14.0
Draw = Callable[[Canvas], object]


def pdf(*pages: Draw, **options: object) -> bytes:
    """A document with a page for each function that draws one."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, invariant=1, **options)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(canvas: Canvas, *texts: str, x: float = LEFT, y: float = TOP, step: float = STEP) -> None:
    """Lines of text, one below the other."""
    for at, text in enumerate(texts):
        canvas.drawString(x, y - at * step, text)


def page(*texts: str, **place: float) -> bytes:
    """A document of one page of lines."""
    return pdf(lambda canvas: lines(canvas, *texts, **place))


def raw_pdf(
    content: bytes, *, page: bytes = b"", resources: bytes = b"", more: Sequence[bytes] = (), catalog: bytes = b""
) -> bytes:
    """A file of one page: objects 1 catalog, 2 pages, 3 page, 4 content, 5 Helvetica, from 6 on `more`."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "
        + resources
        + b" >> "
        + page
        + b" >>",
        stream(content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *more,
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object's body."""
    if packed:
        content, entries = zlib.compress(content, 9), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def show(text: str, *, x: float = LEFT, y: float = TOP, size: float = 11, before: str = "") -> bytes:
    """Operators that show one string."""
    return f"BT {before} /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n".encode("latin-1")
