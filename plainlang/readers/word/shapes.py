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
_FORMULA_TEXTS = (f"{MATH}t", w("t"))
_FORMULA_RUNS = (f"{MATH}r", w("r"))
_DELETED = (w("del"), w("moveFrom"))
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


def formula_texts(formula: Element) -> list[str]:
    """The characters of a formula, as they stand in the file: without deleted and hidden ones; fractions get a `/`."""
    texts: list[str] = []
    for child in formula:
        if child.tag in _FORMULA_TEXTS:
            texts.append(child.text or "")
        elif child.tag == f"{MATH}f":
            texts += _fraction(child)
        elif child.tag not in _DELETED and not (child.tag in _FORMULA_RUNS and switch(child.find(w("rPr")), "vanish")):
            texts += formula_texts(child)
    return texts


def _fraction(fraction: Element) -> list[str]:
    kind = fraction.find(f"{MATH}fPr/{MATH}type")
    bar = "" if kind is not None and kind.get(f"{MATH}val") == "noBar" else "/"
    parts = (fraction.find(f"{MATH}{name}") for name in ("num", "den"))
    over, under = ([] if part is None else formula_texts(part) for part in parts)
    return [*over, bar, *under] if over and under else over + under
