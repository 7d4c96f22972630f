"""What a drawing or a formula of a Word file shows: the elements that hold its text, however deep they are."""

from __future__ import annotations

from collections.abc import Iterator

from plainlang.readers.word.xml import CHART, COMPATIBLE, DIAGRAM, DRAWING, MATH, Element, chosen, switch, w

NEW_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
BOX = w("txbxContent")
"""A text box, made of Word's own paragraphs."""
DIAGRAM_DATA = f"{DIAGRAM}relIds"
CHARTS = (f"{CHART}chart", f"{NEW_CHART}chart")
WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
DRAWN_TEXT = f"{DRAWING}txBody"
_SHOWN = frozenset({BOX, DIAGRAM_DATA, WORD_ART, DRAWN_TEXT, *CHARTS})


def shown_in(drawing: Element) -> Iterator[Element]:
    """The elements of a drawing that show text, in order, each once; their tag is one of the names above."""
    if _is_hidden(drawing):
        return
    for child in drawing:
        if child.tag in _SHOWN:
            yield child
        elif child.tag == COMPATIBLE + "AlternateContent":
            choice = chosen(child)
            if choice is not None:
                yield from shown_in(choice)
        else:
            yield from shown_in(child)


def _is_hidden(element: Element) -> bool:
    named = (child for name in ("docPr", "cNvPr") for child in element.findall(f"{{*}}{name}"))
    style = (element.get("style") or "").replace(" ", "").lower()
    return "visibility:hidden" in style or any(child.get("hidden") in ("1", "true") for child in named)


def drawn_lines(root: Element) -> list[str]:
    """The paragraphs of a drawing (a:p) that show text."""
    lines = ("".join(_of_paragraph(paragraph)) for paragraph in root.iter(f"{DRAWING}p"))
    return [line for line in lines if line.strip()]


def _of_paragraph(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter(f"{DRAWING}t", f"{DRAWING}br"):
        yield "\n" if element.tag == f"{DRAWING}br" else element.text or ""


def formula_texts(formula: Element) -> Iterator[str]:
    """The characters of a formula, as they stand in the file: without deleted and hidden ones."""
    for text in formula.iter(f"{MATH}t", w("t")):
        run = next(text.iterancestors(f"{MATH}r", w("r")), None)
        properties = None if run is None else run.find(w("rPr"))
        if not switch(properties, "vanish") and next(text.iterancestors(w("del"), w("moveFrom")), None) is None:
            yield text.text or ""
