"""A part of a Word file as it is written: nothing of its XML is dropped; its paragraphs and runs are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from lxml import etree

Element = Any
"""An element of lxml, which has no types of its own."""
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>\s*")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BLANKS = " \t\r\n"
"""The white space of XML, which is not shown around a text unless it is preserved."""
_SIGNS = ("tab", "ptab", "cr", "noBreakHyphen")


class Part:
    """The XML of one part. data: bytes that the reader has read without a fault (`readers.word_xml.parse`)."""

    def __init__(self, data: bytes) -> None:
        self._before = data
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        self.root: Element = etree.fromstring(data, parser)
        self.space: str = etree.QName(self.root).namespace or ""

    def name(self, local: str) -> str:
        """The full name of an element or attribute in the file's own WordprocessingML namespace."""
        return f"{{{self.space}}}{local}"

    def new(self, local: str, **attributes: str) -> Element:
        """An element of the file's own namespace; attributes are of that namespace, too."""
        named = {self.name(key): value for key, value in attributes.items()}
        return etree.Element(self.name(local), named, nsmap={"w": self.space})

    def run(self, paragraph: int, run: int) -> Element | None:
        """The w:r that a WordHome names (`readers.word_xml.Numbers`), or None."""
        return self._runs.get((paragraph, run))

    @cached_property
    def _runs(self) -> dict[tuple[int, int], Element]:
        numbers = {paragraph: at for at, paragraph in enumerate(self.root.iter(self.name("p")), 1)}
        runs: dict[tuple[int, int], Element] = {}
        counts: dict[int, int] = {}
        for run in self.root.iter(self.name("r")):
            owner = numbers.get(next(run.iterancestors(self.name("p")), None))
            if owner is not None:
                counts[owner] = counts.get(owner, 0) + 1
                runs[owner, counts[owner]] = run
        return runs

    def texts(self, run: Element) -> Iterator[tuple[int, Element]]:
        """Each w:t of a run and its code-point offset in python-docx's `Run.text`."""
        at = 0
        signs = [self.name(sign) for sign in _SIGNS]
        for child in run:
            if child.tag == self.name("t"):
                yield at, child
                at += len(child.text or "")
            elif child.tag == self.name("br"):
                at += child.get(self.name("type")) in (None, "textWrapping")
            else:
                at += child.tag in signs

    def data(self) -> bytes:
        """The part as bytes, with the declaration it had."""
        tree = self.root.getroottree()
        encoding = tree.docinfo.encoding or "UTF-8"
        if encoding.upper().startswith(("UTF-16", "UCS")):
            return bytes(
                etree.tostring(tree, encoding=encoding, xml_declaration=True, standalone=tree.docinfo.standalone)
            )
        declaration = _DECLARATION.match(self._before)
        head = declaration[0] if declaration else b""
        return head + bytes(etree.tostring(tree, encoding=encoding, xml_declaration=False))


def paragraph_of(element: Element) -> Element | None:
    """The nearest w:p around an element, in whichever namespace."""
    return next((above for above in element.iterancestors() if local(above) == "p"), None)


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def shown(text_element: Element) -> tuple[int, int]:
    """The first and last offset of the text of a w:t that Word shows: outer space only where it is preserved."""
    text = text_element.text or ""
    if keeps_space(text_element):
        return 0, len(text)
    first = len(text) - len(text.lstrip(BLANKS))
    return first, max(first, len(text.rstrip(BLANKS)))


def keeps_space(element: Element) -> bool:
    """True where xml:space="preserve" holds."""
    settings = (at.get(_XML_SPACE) for at in (element, *element.iterancestors()))
    return next((setting for setting in settings if setting is not None), "") == "preserve"


def set_text(element: Element, text: str) -> None:
    """Writes the text of a w:t or w:delText so that all of it is shown."""
    element.text = text
    if text != text.strip(BLANKS):
        element.set(_XML_SPACE, "preserve")
