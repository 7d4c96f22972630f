"""Web pages: whatever the page shows is read, once, and every word at its very place in the file."""

from __future__ import annotations

from plainlang.letter import Letter
from plainlang.readers.anatomy import name_blocks
from plainlang.readers.blanks import find_blanks
from plainlang.readers.decode import decode
from plainlang.readers.html.encoding import declared_encoding
from plainlang.readers.html.page import lay_out
from plainlang.readers.html.walk import Walk
from plainlang.source import Source, SourceMap


def read(path: str, data: bytes) -> Letter:
    """Reads a web page. The letter's text is what a browser with scripts switched on shows of it.

    Raises UnreadableError when the bytes are no text, and for more than 500,000 characters.
    """
    return read_source(decode(path, data, declared=declared_encoding(data)))


def read_source(source: Source) -> Letter:
    """Reads a decoded page. Private-use characters that stand for template marks are letters like others."""
    walk = Walk(source)
    walk.read_all()
    sheet = lay_out(walk.page)
    mapped = SourceMap(sheet.pieces, letter=sheet.text, source=source)
    return Letter(
        source=source,
        text=sheet.text,
        blocks=name_blocks(sheet.text, sheet.drafts),
        blanks=find_blanks(sheet.text),
        map=mapped,
        remarks=tuple(walk.remarks(sheet.starts, mapped)),
    )
