"""Required wording in a Word file: a content control holds it, so that nobody changes it by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_SETTINGS = (("w:alias", "Required wording"), ("w:tag", "required"), ("w:lock", "sdtContentLocked"))
"""What Word shows above the control, what our reader knows it by, and that nobody takes it out or writes in it. The
order is fixed."""


def lock(elements: Sequence[BaseOxmlElement]) -> None:
    """Puts neighbours into a content control: blocks (paragraphs, tables) or runs of a paragraph.

    A control that stands right before them takes them in; controls within them are dissolved.
    """
    from docx.oxml.ns import qn

    control = elements[0].getprevious()
    if control is None or control.tag != qn("w:sdt"):
        control = _control()
        elements[0].addprevious(control)
    content = control.find(qn("w:sdtContent"))
    for element in elements:
        for inner in list(element.iter(qn("w:sdt"))):
            for run in list(inner.find(qn("w:sdtContent"))):
                inner.addprevious(run)
            inner.getparent().remove(inner)
        content.append(element)


def _control() -> BaseOxmlElement:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    control, settings = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
    for name, value in _SETTINGS:
        settings.append(OxmlElement(name, {qn("w:val"): value}))
    control.append(settings)
    control.append(OxmlElement("w:sdtContent"))
    return control
