"""The package of a Word file: a zip opened with care, its parts and the relations between them."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

from plainlang.errors import UnreadableError
from plainlang.readers.word.xml import Element, damaged, parse

MAX_BYTES = 200_000_000
"""The most that the parts of one letter may unpack to, together."""
MAX_RATIO = 200
"""How many times larger a part may become; text in XML shrinks 10 to 30 times."""
_SMALL = 20_000_000
"""Up to this size (bytes) the ratio does not matter: a finished mail merge repeats itself, too."""
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)


class Package:
    """A .docx as parts by name. Reading is bounded, and nothing is ever unpacked to disk.

    Raises UnreadableError for anything but a sound, unprotected Word file.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        _refuse_other_formats(path, data)
        self._zip = _open(path, data)
        # Part names are compared without regard to case (OPC, part 2 of ISO/IEC 29500, 6.2.2.3).
        self._parts = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}
        for info in self._zip.infolist():
            self._refuse_climbing(info.filename)
        self._unpacked = 0
        self._roots: dict[str, Element] = {}
        self.main = self._main_part()

    def has(self, part: str) -> bool:
        """True when the package holds a part of this name."""
        return part.lower() in self._parts

    def xml(self, part: str) -> Element:
        """The root element of a part, parsed once."""
        name = part.lower()
        if name not in self._roots:
            self._roots[name] = parse(self._path, part, self._read(self._parts[name]))
        return self._roots[name]

    def data(self, part: str) -> bytes:
        """The bytes of a part that is no XML (a document put in)."""
        return self._read(self._parts[part.lower()])

    def related(self, part: str, kind: str) -> dict[str, str]:
        """The parts that `part` points to with relations of a kind ("header", "styles", …): id to name."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(relations):
            return {}
        found: dict[str, str] = {}
        for relation in self.xml(relations):
            wanted = (relation.get("Type") or "").rpartition("/")[2] == kind
            if wanted and relation.get("TargetMode") != "External":
                target = self._resolve(folder, relation.get("Target") or "")
                if self.has(target):
                    found[relation.get("Id") or ""] = target
        return found

    def one_related(self, part: str, kind: str) -> str | None:
        """The one part of a kind that `part` points to, or None."""
        return next(iter(self.related(part, kind).values()), None)

    def _resolve(self, folder: str, target: str) -> str:
        # A target with a leading slash counts from the root of the package, any other from its folder.
        relative = posixpath.join("/" + folder, unquote(target)).lstrip("/")
        name = posixpath.normpath(relative)
        self._refuse_climbing(name)
        info = self._parts.get(name.lower())
        return info.filename.lstrip("/") if info else name

    def _main_part(self) -> str:
        main = self.one_related("", "officeDocument") or "word/document.xml"
        if not self.has(main):
            raise _not_word(self._path, "This zip holds no word/document.xml, so it is not a Word file.")
        if self.xml(main).tag.rpartition("}")[2] != "document":
            raise _not_word(self._path)
        return main

    def _refuse_climbing(self, name: str) -> None:
        if ".." in name.replace("\\", "/").split("/"):
            what = "This file names a part outside itself, which no Word file does."
            raise UnreadableError(self._path, what, "Ask the sender for a copy saved by Word.", code="unsafe")

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & 1:
            raise _protected(self._path)
        bomb = info.file_size > _SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size)
        if bomb or self._unpacked + info.file_size > MAX_BYTES:
            what = f"This Word file unpacks to too much ({info.filename} alone would be {info.file_size:,} bytes)."
            raise UnreadableError(self._path, what, "Ask the sender for a smaller copy.", code="too-big")
        try:
            # Without a number, zipfile unpacks the whole stream, however small the file says it is.
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except _FAULTS:
            raise damaged(self._path, info.filename) from None
        self._unpacked += len(data)
        return data


def _open(path: str, data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS:
        what = "This Word file is cut short or damaged."
        raise UnreadableError(path, what, "Get a fresh copy of it and try again.", code="damaged") from None


def _refuse_other_formats(path: str, data: bytes) -> None:
    if not data:
        raise UnreadableError(path, "The file is empty.", "Write the letter into it, or leave it out.", code="empty")
    if data.startswith(_OLE):
        raise _protected(path) if _ENCRYPTED in data else _old(path)
    if not data.startswith(b"PK"):
        raise _not_word(path)


def _protected(path: str) -> UnreadableError:
    what = "This Word file is protected by a password."
    return UnreadableError(path, what, "Open it in Word, remove the password, and save it again.", code="password")


def _old(path: str) -> UnreadableError:
    what = "This is a Word file of the old kind (.doc)."
    return UnreadableError(path, what, "Open it in Word and save it as .docx.", code="old-word")


def _not_word(path: str, what: str = "This is not a Word file.") -> UnreadableError:
    return UnreadableError(path, what, "Open the letter in Word and save it as .docx.", code="not-word")
