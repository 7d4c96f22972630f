"""The parts of an OpenDocument text: a zip and its XML, read without trusting either."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Protocol, cast

from plainlang.errors import UnreadableError
from plainlang.readers.safe_xml import DoctypeError, UnsoundError, parse_safely

MAX_BYTES = 30_000_000
"""The most that one part may unpack to; a letter of 250 pages stays under 10 million."""
_MOST_UNPACKED = 100_000_000
"""The most that all parts together may unpack to; each chart is a part of its own."""
MAX_RATIO = 400
"""How many times larger a part may become; the XML of LibreOffice shrinks 10 to 40 times."""
MAX_MARKS = 2_000_000
"""Tags and attributes in a part: each costs a hundred bytes of memory and more, however short it is."""
_SMALL = 5_000_000
"""Up to this size (bytes) the ratio does not matter: letters repeat themselves."""
_MIMETYPE = b"application/vnd.oasis.opendocument.text"
_KINDS = (b"", b"-template", b"-master", b"-web")
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)
_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "chart": "urn:oasis:names:tc:opendocument:xmlns:chart:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
    # What LibreOffice adds to the standard.
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "drawooo": "http://openoffice.org/2010/draw",
}


class Element(Protocol):
    """The few things that are asked of an lxml element."""

    @property
    def tag(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str | None: ...  # noqa: D102
    @property
    def tail(self) -> str | None: ...  # noqa: D102
    def get(self, key: str) -> str | None: ...  # noqa: D102
    def find(self, path: str) -> Element | None: ...  # noqa: D102
    def findall(self, path: str) -> list[Element]: ...  # noqa: D102
    def iter(self, *tags: str) -> Iterator[Element]: ...  # noqa: D102
    def itertext(self) -> Iterator[str]: ...  # noqa: D102
    def __iter__(self) -> Iterator[Element]: ...


def q(name: str) -> str:
    """The full name of an element or attribute, from its usual short one ("text:p")."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


class Package:
    """An .odt: its content and styles. Nothing is ever unpacked to disk.

    Raises UnreadableError for anything but a sound, unprotected OpenDocument text.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        if not data:
            raise UnreadableError(
                path, "The file is empty.", "Write the letter into it, or leave it out.", code="empty"
            )
        if not data.startswith(b"PK"):
            raise _not_odt(path)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS:
            raise damaged(path, "its list of parts") from None
        self._unpacked = 0
        self._parts = {info.filename: info for info in self._zip.infolist()}
        self._refuse_climbing()
        self._refuse_other_kinds()
        self._refuse_protected()

    def xml(self, part: str) -> Element | None:
        """The root element of a part; None where the file has no such part."""
        info = self._parts.get(part)
        return None if info is None else _parse(self._path, part, self._read(info))

    def _refuse_climbing(self) -> None:
        if any(".." in name.replace("\\", "/").split("/") for name in self._parts):
            what = "This file names a part outside itself, which no OpenDocument file does."
            raise UnreadableError(self._path, what, "Ask the sender for a copy saved by LibreOffice.", code="unsafe")

    def _refuse_other_kinds(self) -> None:
        said = self._parts.get("mimetype")
        if said is not None and self._read(said).strip() not in [_MIMETYPE + kind for kind in _KINDS]:
            raise _not_odt(self._path)
        if said is None and "content.xml" not in self._parts:
            raise _not_odt(self._path)

    def _refuse_protected(self) -> None:
        manifest = self.xml("META-INF/manifest.xml")
        if manifest is not None and next(manifest.iter(q("manifest:encryption-data")), None) is not None:
            raise _protected(self._path)

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & 1:
            raise _protected(self._path)
        bomb = info.file_size > _SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size)
        if bomb or info.file_size > MAX_BYTES:
            raise _too_big(self._path, f"{info.filename} alone would be {info.file_size:,} bytes")
        self._unpacked += info.file_size
        if self._unpacked > _MOST_UNPACKED:
            raise _too_big(self._path, f"more than {_MOST_UNPACKED:,} bytes")
        try:
            # Without a number, zipfile unpacks the whole stream, however small the file says it is.
            with self._zip.open(info) as stream:
                return stream.read(info.file_size + 1)
        except _FAULTS:
            raise damaged(self._path, info.filename) from None


def _parse(path: str, part: str, data: bytes) -> Element:
    if data.count(b"<") + data.count(b"=") > MAX_MARKS:
        raise _too_big(path, f"{part} holds more than {MAX_MARKS:,} marks")
    try:
        return cast(Element, parse_safely(data))
    except DoctypeError:
        raise _unsafe(path, part) from None
    except UnsoundError:
        raise damaged(path, part) from None


def damaged(path: str, part: str) -> UnreadableError:
    """The refusal of a part that holds no sound XML or cannot be unpacked."""
    what = f"This OpenDocument file is damaged ({' '.join(part.split())} cannot be read)."
    return UnreadableError(path, what, "Open it in LibreOffice and save it again.", code="damaged")


def _unsafe(path: str, part: str) -> UnreadableError:
    what = f"This file declares a DOCTYPE in {part}, which no OpenDocument file does."
    return UnreadableError(path, what, "Ask the sender for a copy saved by LibreOffice.", code="unsafe")


def _too_big(path: str, why: str) -> UnreadableError:
    what = f"This OpenDocument file unpacks to too much ({' '.join(why.split())})."
    return UnreadableError(path, what, "Ask the sender for a smaller copy.", code="too-big")


def _protected(path: str) -> UnreadableError:
    what = "This OpenDocument file is protected by a password."
    fix = "Open it in LibreOffice and save it again without the password."
    return UnreadableError(path, what, fix, code="password")


def _not_odt(path: str) -> UnreadableError:
    what = "This is not an OpenDocument text."
    return UnreadableError(path, what, "Open the letter in LibreOffice and save it as .odt.", code="not-odt")
