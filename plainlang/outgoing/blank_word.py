"""The Word letter before anything is written into it: its page, its styles, its lists; and how its parts are packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_PARTS = (
    ("[Content_Types].xml", "content_types.xml"),
    ("_rels/.rels", "relations.xml"),
    ("word/document.xml", "document.xml"),
    ("word/_rels/document.xml.rels", "document_relations.xml"),
    ("word/styles.xml", "styles.xml"),
    ("word/numbering.xml", "numbering.xml"),
    ("word/settings.xml", "settings.xml"),
    ("word/fontTable.xml", "font_table.xml"),
    ("docProps/core.xml", "core.xml"),
)
"""Each part of the Word file, and the file beside this module that it is made of."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@cache
def blank_letter() -> bytes:
    """A Word file with an empty page."""
    folder = files("plainlang.outgoing") / "blank_letter"
    return _packed((part, (folder / name).read_bytes()) for part, name in _PARTS)


def timeless(word_file: bytes) -> bytes:
    """The same Word file without the hour it was packed at, so that the same letter is the same bytes."""
    with zipfile.ZipFile(io.BytesIO(word_file)) as packed:
        return _packed((name, packed.read(name)) for name in packed.namelist())


def _packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in parts:
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            packed.writestr(info, data)
    return out.getvalue()
