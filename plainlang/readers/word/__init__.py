"""Word files (.docx): whatever Word shows is read, once; whatever it does not show is not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from typing import Protocol

from plainlang.errors import UnreadableError
from plainlang.letter import Kind, Letter
from plainlang.readers.anatomy import name_blocks
from plainlang.readers.blanks import merge_blanks
from plainlang.readers.length import LONGEST_LETTER, too_long
from plainlang.readers.table import READERS, Read
from plainlang.readers.template.tags import read_tags
from plainlang.readers.word.bindings import Bindings
from plainlang.readers.word.embedded import Embedded, ReadChunk
from plainlang.readers.word.labels import Labels, has_worded_labels
from plainlang.readers.word.lines import LineCollector, lay_out
from plainlang.readers.word.package import Package
from plainlang.readers.word.remarks import find_remarks
from plainlang.readers.word.styles import Styles
from plainlang.readers.word.walk import Walk
from plainlang.readers.word.xml import RELATION_ID, Element, Numbers, switch, w
from plainlang.source import Source, SourceMap

CHUNKS_WITHIN_CHUNKS = 2
"""How deep a Word file may stand in a Word file (w:altChunk)."""


class _Walks(Protocol):
    """Makes the walk through a part of the file; `kind` is that of all its paragraphs, where it is known."""

    def __call__(self, part: str, kind: Kind | None = None) -> Walk: ...


def read(path: str, data: bytes) -> Letter:
    """Reads a Word file: the body, then its footnotes, endnotes, headers and footers; `\\n` joins paragraphs.

    The `start` of a WordHome counts as python-docx's `Run.text` does. Raises UnreadableError for what is
    no sound, unprotected .docx.
    """
    return _read(path, data, CHUNKS_WITHIN_CHUNKS)


def _read(path: str, data: bytes, chunks: int) -> Letter:
    package = Package(path, data)
    lines = _read_parts(package, partial(_read_chunk, path, chunks)).lines
    if sum(line.length for line in lines) > LONGEST_LETTER:
        raise too_long(path)
    page, remarks = read_tags(lay_out(lines))
    source = Source(path=path, data=data)
    source_map = SourceMap(page.pieces, letter=page.text, source=source)
    return Letter(
        source=source,
        text=page.text,
        blocks=name_blocks(page.text, page.drafts),
        blanks=merge_blanks(page.blanks),
        map=source_map,
        remarks=(*find_remarks(package, page, source_map), *remarks),
    )


def _read_chunk(path: str, chunks: int, reader: str, part: str, data: bytes) -> Letter:
    """A document that Word shows in this one; `reader` is a key of READERS."""
    if not chunks:
        what = f"This Word file holds files within files within files ({' '.join(part.split())})."
        raise UnreadableError(path, what, "Open it in Word and save it again.", code="too-deep")
    if reader == "word":
        return _read(path, data, chunks - 1)
    module = import_module(READERS[reader])
    read_other: Read = module.read_body if reader == "mail" else module.read
    return read_other(path, data)


def _read_parts(package: Package, read_chunk: ReadChunk) -> LineCollector:
    root = package.xml(package.main)
    walk = _walks(package, read_chunk)
    lines = LineCollector()
    body = root.find(w("body"))
    main = walk(package.main)
    if body is not None:
        lines.add(package.main, main.story(body))
    for name in ("footnote", "endnote"):
        ids = [number for tag, number in main.notes if tag == w(f"{name}Reference")]
        _add_notes(package, name, ids, lines, walk)
    for kind in (Kind.HEADER, Kind.FOOTER):
        for part in _margins_in_use(package, root, kind):
            lines.add(part, walk(part, kind).story(package.xml(part)))
    return lines


def _walks(package: Package, read_chunk: ReadChunk) -> _Walks:
    """Makes the walk through a part; what the styles, the numbering and the data say holds for all parts."""
    styles, labels, bindings = Styles(_other_part(package, "styles")), Labels(_numbering(package)), Bindings(package)

    def walk(part: str, kind: Kind | None = None) -> Walk:
        numbers, embedded = Numbers(package.xml(part)), Embedded(package, part, read_chunk)
        return Walk(numbers, styles, kind, embedded=embedded, bindings=bindings, labels=labels)

    return walk


def _numbering(package: Package) -> Element | None:
    """The lists of a file, if some label has words; most files have thousands of levels and none that does."""
    part = package.one_related(package.main, "numbering")
    return package.xml(part) if part is not None and has_worded_labels(package.data(part)) else None


def _other_part(package: Package, kind: str) -> Element | None:
    part = package.one_related(package.main, kind)
    return None if part is None else package.xml(part)


def _add_notes(package: Package, name: str, ids: list[str], lines: LineCollector, walk: _Walks) -> None:
    """Adds the notes that the text refers to, in the order it does; the separators have types of their own."""
    part = package.one_related(package.main, f"{name}s")
    if part is None or not ids:
        return
    root = package.xml(part)
    notes = {note.get(w("id")): note for note in root.findall(w(name)) if note.get(w("type")) in (None, "normal")}
    reader = walk(part, Kind.FOOTNOTE)
    for number in dict.fromkeys(ids):
        if number in notes:
            lines.add(part, reader.story(notes[number]))


def _margins_in_use(package: Package, root: Element, kind: Kind) -> Iterator[str]:
    """The header or footer parts that some section shows, each once, in the order of the sections."""
    targets = package.related(package.main, kind.value)
    even_pages = switch(_other_part(package, "settings"), "evenAndOddHeaders")
    current: dict[str, str] = {}
    seen: set[str] = set()
    for section in _sections(root):
        # A section without a reference of its own goes on with that of the section before it.
        for reference in section.findall(w(f"{kind.value}Reference")):
            current[reference.get(w("type")) or "default"] = reference.get(RELATION_ID) or ""
        shown = {"default": True, "first": switch(section, "titlePg"), "even": even_pages}
        for page, is_shown in shown.items():
            part = targets.get(current.get(page, ""))
            if is_shown and part is not None and part not in seen:
                seen.add(part)
                yield part


def _sections(root: Element) -> Iterator[Element]:
    """The section properties that hold now; a tracked change keeps the former ones inside a sectPrChange."""
    for section in root.iter(w("sectPr")):
        if next(section.iterancestors(w("sectPrChange")), None) is None:
            yield section
