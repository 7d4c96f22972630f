"""A Word file that is being written to: its parts are opened once, and put back together at the end."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

from plainlang.readers.word.package import Package
from plainlang.readers.word.xml import damaged
from plainlang.word.package import rewritten
from plainlang.word.part import Element, Part

_TYPES = "[Content_Types].xml"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPED = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class WordFile:
    """The parts of a Word file. path, data: what the reader has read already.

    A part that cannot be read raises UnreadableError.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        self._data = data
        self._package = Package(path, data)
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}
        self._parts: dict[str, Part] = {}
        self._touched: set[str] = set()
        self._added: dict[str, bytes] = {}
        self.main = self._package.main

    def part(self, name: str) -> Part:
        """A part by its name, opened once."""
        if name not in self._parts:
            if name.lower() not in self._names:
                raise damaged(self._path, name)
            self._package.xml(name)  # refuses what is too large, unsound or unsafe, before it is parsed again here
            try:
                self._parts[name] = Part(self._read(self._names[name.lower()]))
            except etree.XMLSyntaxError:
                raise damaged(self._path, name) from None
        return self._parts[name]

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        # As the reader does it: without a number the whole stream is unpacked, however small the file says it is.
        with self._zip.open(info) as stream:
            return stream.read(info.file_size + 1)

    def related(self, kind: str) -> Part | None:
        """The part of a kind ("settings", "comments") that the main part points to, or None."""
        name = self._package.one_related(self.main, kind)
        return None if name is None else self.part(name)

    def stories(self) -> list[str]:
        """The names of the parts that hold the letter's words: the main one, headers, footers and notes."""
        kinds = ("header", "footer", "footnotes", "endnotes")
        found = [name for kind in kinds for name in self._package.related(self.main, kind).values()]
        return list(dict.fromkeys([self.main, *found]))

    def holds(self, name: str, word: str) -> bool:
        """True when the bytes of a part hold this word somewhere."""
        data = self._package.data(name)
        return any(word.encode(encoding) in data for encoding in ("ascii", "utf-16-le", "utf-16-be"))

    def is_signed(self) -> bool:
        """True when the file carries a digital signature."""
        return any(name.startswith("_xmlsignatures/") for name in self._names)

    def touch(self, name: str) -> None:
        """Says that a part has changed."""
        self._touched.add(name)

    def name_related(self, kind: str) -> str | None:
        """The name of the part that `related` opens."""
        return self._package.one_related(self.main, kind)

    def add(self, kind: str, content: bytes, content_type: str) -> None:
        """Adds a part beside the main one, with its content type and the relation that leads to it."""
        folder = posixpath.dirname(self.main)
        free = (posixpath.join(folder, f"{kind}{number or ''}.xml") for number in range(len(self._names) + 1))
        name = next(name for name in free if name.lower() not in self._names)
        self._added[name] = content
        self._set_type("Override", "PartName", f"/{name}", content_type)
        self._relate(kind, posixpath.basename(name))

    def _set_type(self, tag: str, key: str, name: str, content_type: str) -> None:
        types = self.part(_TYPES).root
        known = (item.get(key, "").lower() for item in types.iter(f"{{{_TYPED}}}{tag}"))
        if name.lower() not in known:
            types.append(_item(_TYPED, tag, {key: name, "ContentType": content_type}))
            self.touch(_TYPES)

    def _relate(self, kind: str, target: str) -> None:
        folder, name = posixpath.split(self.main)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations.lower() not in self._names:
            self._added[relations] = f'<Relationships xmlns="{_RELATED}"/>'.encode()
            self._parts[relations] = Part(self._added[relations])
            self._set_type("Default", "Extension", "rels", _RELS_TYPE)
        root = self.part(relations).root
        taken = {relation.get("Id") for relation in root}
        number = next(number for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        strict = "purl.oclc.org" in self.part(self.main).space
        kinds = _STRICT_KINDS if strict else _KINDS
        item = {"Id": f"rId{number}", "Type": f"{kinds}/{kind}", "Target": target}
        root.append(_item(_RELATED, "Relationship", item))
        self.touch(relations)

    def data(self) -> bytes:
        """The whole file; the very bytes that were given where nothing has changed."""
        changed = {name: self._parts[name].data() for name in sorted(self._touched)}
        parts = {**self._added, **changed}
        return rewritten(self._data, parts) if parts else self._data


def _item(space: str, tag: str, attributes: dict[str, str]) -> Element:
    return etree.Element(f"{{{space}}}{tag}", attributes, nsmap={None: space})
