"""The XML of a Word part: read without trusting it, and its paragraphs and runs counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

from lxml import etree

from plainlang.errors import UnreadableError
from plainlang.readers.safe_xml import DoctypeError, UnsoundError, parse_safely

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": _WORD,
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}": RELATION,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    **{
        f"{{http://purl.oclc.org/ooxml/drawingml/{name}}}": f"{{http://schemas.openxmlformats.org/drawingml/2006/{name}}}"
        for name in ("main", "chart", "diagram", "lockedCanvas", "wordprocessingDrawing")
    },
}
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = _STRICT["{http://purl.oclc.org/ooxml/officeDocument/math}"]
RELATION_ID = f"{RELATION}id"
DRAWING = _STRICT["{http://purl.oclc.org/ooxml/drawingml/main}"]
CHART = _STRICT["{http://purl.oclc.org/ooxml/drawingml/chart}"]
DIAGRAM = _STRICT["{http://purl.oclc.org/ooxml/drawingml/diagram}"]
_MAX_TAGS = 500_000
"""Opening and closing tags in one part. 250 pages stay under it; an empty paragraph costs as much as a full one."""
_MAX_PARAGRAPHS = 100_000
_KNOWN = re.compile(
    r"http://schemas\.microsoft\.com/office/(?:word|drawing)/20(?:0\d|1\d|2[0-6])(?:/.*)?$|"
    r"http://schemas\.microsoft\.com/office/(?:2006/|2019/extlst$)|urn:schemas-microsoft-com:|"
    r"http://schemas\.openxmlformats\.org/|http://purl\.oclc\.org/ooxml/"
)
"""The namespaces that Word itself writes: it shows the first choice (mc:Choice) that asks for no others."""


class Element(Protocol):
    """The few things that are asked of an lxml element."""

    @property
    def tag(self) -> str: ...
    @property
    def text(self) -> str | None: ...
    @property
    def nsmap(self) -> Mapping[str | None, str]: ...
    def get(self, key: str) -> str | None: ...
    def find(self, path: str) -> Element | None: ...
    def findall(self, path: str) -> list[Element]: ...
    def iter(self, *tags: str) -> Iterator[Element]: ...
    def iterancestors(self, *tags: str) -> Iterator[Element]: ...
    def __iter__(self) -> Iterator[Element]: ...


def w(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return _WORD + name


def value(element: Element, path: str) -> str | None:
    """The w:val of the element at `path`, or None where there is no such element or value."""
    found = element.find(path)
    return None if found is None else found.get(w("val"))


def switch(element: Element | None, name: str) -> bool | None:
    """An on/off property among the children of `element`: None where it is not set."""
    found = None if element is None else element.find(w(name))
    return None if found is None else found.get(w("val")) not in ("0", "false", "off")


def chosen(alternate: Element) -> Element | None:
    """What Word shows of an mc:AlternateContent: the first choice it understands, else the fallback."""
    for choice in alternate.findall(f"{COMPATIBLE}Choice"):
        needs = (choice.get("Requires") or "").split()
        if all(_KNOWN.match(choice.nsmap.get(prefix) or "") for prefix in needs):
            return choice
    return alternate.find(f"{COMPATIBLE}Fallback")


def parse(path: str, part: str, data: bytes) -> Element:
    """The root element of a part; names of strict OOXML become the usual (transitional) ones.

    Raises UnreadableError for XML that is broken, declares a DOCTYPE, or is nested absurdly deep.
    """
    if data.count(b"<") > _MAX_TAGS:
        raise _too_big(path, part, f"{_MAX_TAGS:,} tags")
    try:
        root = parse_safely(data)
    except DoctypeError:
        raise _unsafe(path, part) from None
    except UnsoundError:
        raise damaged(path, part) from None
    if sum(1 for _ in root.iter("{*}p")) > _MAX_PARAGRAPHS:
        raise _too_big(path, part, f"{_MAX_PARAGRAPHS:,} paragraphs")
    if root.tag.startswith("{http://purl.oclc.org/ooxml/"):
        _loosen(root)
    return cast(Element, root)


def damaged(path: str, part: str) -> UnreadableError:
    """The refusal of a part that holds no sound XML or cannot be unpacked."""
    what = f"This Word file is damaged ({' '.join(part.split())} cannot be read)."
    return UnreadableError(path, what, "Open it in Word, let Word repair it, and save it again.", code="damaged")


def _too_big(path: str, part: str, most: str) -> UnreadableError:
    what = f"This Word file is too big ({' '.join(part.split())} holds more than {most})."
    return UnreadableError(path, what, "Split it into letters.", code="too-big")


def _unsafe(path: str, part: str) -> UnreadableError:
    what = f"This file declares a DOCTYPE in {' '.join(part.split())}, which no Word file does."
    return UnreadableError(path, what, "Ask the sender for a copy saved by Word.", code="unsafe")


def _loosen(root: Any) -> None:
    for element in root.iter(etree.Element):
        element.tag = _loose(element.tag)
        for name in element.keys():  # noqa: SIM118 - an lxml element iterates over its children
            if name != _loose(name):
                element.set(_loose(name), element.attrib.pop(name))


def _loose(name: str) -> str:
    space, brace, local = name.rpartition("}")
    return _STRICT.get(space + brace, space + brace) + local


class Numbers:
    """The numbers that a WordHome gives: w:p in the part, and w:r in its own paragraph, both from 1.

    Every paragraph and run counts, also those that Word does not show, so that anybody can count along
    in the XML.
    """

    def __init__(self, root: Element) -> None:
        self._paragraphs = _numbered(root.iter(w("p")))
        self._runs: dict[Element, int] = {}
        counts: dict[Element, int] = {}
        for run in root.iter(w("r")):
            owner = next(run.iterancestors(w("p")), None)
            if owner is not None:
                self._runs[run] = counts[owner] = counts.get(owner, 0) + 1

    def paragraph(self, paragraph: Element) -> int:
        """The number of a w:p in its part."""
        return self._paragraphs[paragraph]

    def run(self, run: Element) -> int:
        """The number of a w:r in its paragraph."""
        return self._runs[run]


def _numbered(elements: Iterable[Element]) -> dict[Element, int]:
    return {element: number for number, element in enumerate(elements, 1)}
