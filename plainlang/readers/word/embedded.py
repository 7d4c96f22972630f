"""What a Word part shows of other parts: diagrams (SmartArt), charts, and whole documents that are put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from plainlang.letter import Kind, Letter
from plainlang.readers.word.package import Package
from plainlang.readers.word.shapes import NEW_CHART, drawn_lines
from plainlang.readers.word.tokens import Box, End, Start, Text, Token
from plainlang.readers.word.xml import CHART, DIAGRAM, Element

_SHAPES = "{http://schemas.microsoft.com/office/drawing/2008/diagram}"
_UNSHOWN_POINTS = ("pres", "parTrans", "sibTrans", "asst-pres")
_CHUNKS = {"htm": "html", "html": "html", "xhtml": "html", "rtf": "rtf", "txt": "text", "mht": "mail", "mhtml": "mail"}
_SURE = (Kind.HEADING, Kind.LIST_ITEM, Kind.TABLE_CELL, Kind.HEADER, Kind.FOOTER, Kind.FOOTNOTE)
"""Kinds that a document put in knows for itself; the others depend on what stands around it in the letter."""

ReadChunk = Callable[[str, str, bytes], Letter]
"""Reads a document by the name of its reader ("html"), its part's name and its bytes."""


class Embedded:
    """The other parts that `part` of a package shows. Each is given once, however often it is named.

    The tokens count the lines of the other part from 1 as its paragraphs, each with one run; none of it is literal.
    """

    def __init__(self, package: Package, part: str, read_chunk: ReadChunk) -> None:
        self._package, self._part, self._read_chunk = package, part, read_chunk
        self._given: set[str] = set()

    def diagram(self, relation: str, kind: Kind | None) -> Box | None:
        """The text of a SmartArt by the relation of its data: of the picture that Word draws, else of the data."""
        data = self._targets.get(relation)
        if data is None or not self._first_time(data):
            return None
        root = self._package.xml(data)
        for extension in root.iter(f"{_SHAPES}dataModelExt"):
            drawing = self._targets.get(extension.get("relId") or "")
            lines = _of_shapes(self._package.xml(drawing)) if drawing else []
            if drawing and lines:
                return _box(drawing, lines, kind)
        return _box(data, _of_points(root), kind)

    def chart(self, relation: str) -> Box | None:
        """The words of a chart: its titles, the names of its rows and columns, its labels; numbers are left out."""
        part = self._targets.get(relation)
        if part is None or not self._first_time(part):
            return None
        root = self._package.xml(part)
        return _box(part, list(dict.fromkeys(line for line in _of_chart(root) if line.strip())), Kind.TABLE_CELL)

    def chunk(self, relation: str) -> Box | None:
        """A document of another format (w:altChunk), which Word shows in this place.

        Raises UnreadableError where it cannot be read.
        """
        part = self._targets.get(relation)
        if part is None or not self._first_time(part):
            return None
        reader = _CHUNKS.get(part.rpartition(".")[2].lower(), "word")
        letter = self._read_chunk(reader, part, self._package.data(part))
        tokens: list[Token] = []
        for number, block in enumerate(letter.blocks, 1):
            text = letter.text[block.span.start : block.span.end]
            kind = block.kind if block.kind in _SURE else None
            tokens += [Start(number, kind), Text(text, 1, 0, literal=False), End(shown=True)]
        return Box(tuple(tokens), part)

    @cached_property
    def _targets(self) -> dict[str, str]:
        kinds = ("diagramData", "diagramDrawing", "chart", "chartEx", "aFChunk")
        return {name: part for kind in kinds for name, part in self._package.related(self._part, kind).items()}

    def _first_time(self, part: str) -> bool:
        first = part not in self._given
        self._given.add(part)
        return first


def _of_shapes(root: Element) -> list[str]:
    shapes = (shape for shape in root.iter(f"{_SHAPES}sp") if not _is_hidden(shape))
    return [line for shape in shapes for line in drawn_lines(shape)]


def _is_hidden(shape: Element) -> bool:
    named = shape.find(f"{_SHAPES}nvSpPr/{_SHAPES}cNvPr")
    return named is not None and named.get("hidden") in ("1", "true")


def _of_points(root: Element) -> list[str]:
    points = (point for point in root.iter(f"{DIAGRAM}pt") if point.get("type") not in _UNSHOWN_POINTS)
    return [line for point in points for line in drawn_lines(point)]


def _of_chart(root: Element) -> Iterator[str]:
    """Text in the order of the file; a name that several rows share is named again for each of them."""
    for child in root:
        if child.tag in (f"{CHART}rich", f"{NEW_CHART}rich", f"{NEW_CHART}v"):
            yield from drawn_lines(child) or [child.text or ""]
        elif child.tag in (f"{CHART}strCache", f"{CHART}multiLvlStrCache"):
            yield from (point.text or "" for point in child.iter(f"{CHART}v"))
        elif child.tag == f"{NEW_CHART}strDim":
            yield from (point.text or "" for point in child.iter(f"{NEW_CHART}pt"))
        elif child.tag != f"{CHART}extLst" and not _is_deleted(child):
            yield from _of_chart(child)


def _is_deleted(element: Element) -> bool:
    """True for an axis or a label that was taken off the chart."""
    switched = element.find(f"{CHART}delete")
    return switched is not None and switched.get("val") not in ("0", "false")


def _box(part: str, lines: list[str], kind: Kind | None) -> Box | None:
    tokens: list[Token] = []
    for number, line in enumerate(lines, 1):
        tokens += [Start(number, kind), Text(line, 1, 0, literal=False), End(shown=True)]
    return Box(tuple(tokens), part) if lines else None
