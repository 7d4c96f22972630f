"""What an OpenDocument text shows of the documents within it: the words of charts, and formulas that hold words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from plainlang.readers.odt.package import Element, Package, q

_TITLES = frozenset(map(q, ("chart:title", "chart:subtitle", "chart:footer")))
_CELL = q("table:table-cell")
_PARAGRAPH = q("text:p")
_MATH = "{http://www.w3.org/1998/Math/MathML}"
_SIGNS = frozenset(f"{_MATH}{name}" for name in ("mi", "mn", "mo", "mtext", "ms"))
_WORD = re.compile(r"[^\W\d_]{3}")


class Objects:
    """The objects of a package. Each is given once, however often it is named."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._given: set[str] = set()

    def lines(self, link: str) -> tuple[str, list[str]]:
        """The part that a link ("./Object 1") leads to, and the lines it shows; none for other kinds of objects.

        A chart gives its titles, and the names of its rows and columns; numbers are left out.
        """
        part = posixpath.normpath(posixpath.join(link, "content.xml"))
        root = None if part in self._given or part == "content.xml" else self._package.xml(part)
        self._given.add(part)
        if root is None:
            return part, []
        if root.tag == f"{_MATH}math":
            formula = "".join(_of_formula(root))
            return part, [formula] if _WORD.search(formula) else []
        chart = root.find(f"{q('office:body')}/{q('office:chart')}")
        lines = [] if chart is None else [line.strip() for line in _of_chart(chart)]
        return part, list(dict.fromkeys(line for line in lines if line))


def _of_chart(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _TITLES or (child.tag == _CELL and child.get(q("office:value-type")) == "string"):
            yield from ("".join(_shown(paragraph)) for paragraph in child.iter(_PARAGRAPH))
        else:
            yield from _of_chart(child)


def _shown(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _shown(child)
        yield child.tail or ""


def _of_formula(element: Element) -> Iterator[str]:
    """The signs of a formula; its source in the language of LibreOffice (an annotation) is not shown."""
    for at, child in enumerate(element):
        if child.tag in _SIGNS:
            yield child.text or ""
        elif not child.tag.startswith(f"{_MATH}annotation"):
            yield "/" if at and element.tag == f"{_MATH}mfrac" else ""
            yield from _of_formula(child)
