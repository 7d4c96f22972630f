"""What the styles of a Word file say about a paragraph: heading, list item, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainlang.letter import Kind
from plainlang.readers.word.xml import Element, switch, value, w

_HEADING = re.compile(r"(?:heading \d|title|subtitle)$", re.IGNORECASE)
_BODY_LEVEL = 9
"""The outline level (w:outlineLvl) that stands for body text; 0 to 8 are headings."""


class Styles:
    """The styles part of a file, asked about paragraphs and runs. `root` is None where a file has none."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(w("style"))
        self._styles = {style.get(w("styleId")) or "": style for style in styles}
        self._default = next((name for name, style in self._styles.items() if _is_default(style)), "")
        defaults = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._all_hidden = bool(switch(defaults, "vanish"))
        self._hidden: dict[Element, bool] = {}

    def kind(self, paragraph: Element) -> Kind | None:
        """HEADING or LIST_ITEM where the paragraph or its style says so; otherwise None."""
        properties = paragraph.find(w("pPr"))
        chain = list(self._chain(self._style_of(properties)))
        if _has_outline([properties, *(style.find(w("pPr")) for style in chain)]):
            return Kind.HEADING
        if any(_HEADING.match((value(style, w("name")) or "").strip()) for style in chain):
            return Kind.HEADING
        if _is_numbered([properties, *(style.find(w("pPr")) for style in chain)]):
            return Kind.LIST_ITEM
        return None

    def numbering(self, paragraph: Element) -> tuple[str, int]:
        """The list (w:numId) of a paragraph and its level from 0; ("", 0) where it is in none."""
        properties = paragraph.find(w("pPr"))
        number, level = "", ""
        for found in self._each_properties(properties):
            number = number or value(found, f"{w('numPr')}/{w('numId')}") or ""
            level = level or value(found, f"{w('numPr')}/{w('ilvl')}") or ""
            if number:
                break
        return number, int(level) if level.isascii() and level.isdecimal() and len(level) == 1 else 0

    def _each_properties(self, properties: Element | None) -> Iterator[Element]:
        """The paragraph properties that hold for a paragraph: its own, then those of its styles, nearest first."""
        yield from () if properties is None else (properties,)
        for style in self._chain(self._style_of(properties)):
            found = style.find(w("pPr"))
            yield from () if found is None else (found,)

    def hides(self, properties: Element | None, paragraph: Element) -> bool:
        """True for text that Word does not show, by the run properties (w:rPr) of a run or a paragraph mark."""
        direct = switch(properties, "vanish")
        if direct is not None:
            return direct
        character = None if properties is None else value(properties, w("rStyle"))
        # A toggle property: set in both styles it cancels itself out (ISO/IEC 29500-1, 17.7.3).
        by_style = self._style_hides(character or "") != self._paragraph_style_hides(paragraph)
        return self._all_hidden or by_style

    def _paragraph_style_hides(self, paragraph: Element) -> bool:
        # Kept for the next run: looking for properties takes as long as the paragraph has children.
        if paragraph not in self._hidden:
            self._hidden[paragraph] = self._style_hides(self._style_of(paragraph.find(w("pPr"))))
        return self._hidden[paragraph]

    def _style_of(self, properties: Element | None) -> str:
        named = None if properties is None else value(properties, w("pStyle"))
        return named if named in self._styles else self._default

    def _style_hides(self, name: str) -> bool:
        settings = (switch(style.find(w("rPr")), "vanish") for style in self._chain(name))
        return next((setting for setting in settings if setting is not None), False)

    def _chain(self, name: str) -> Iterator[Element]:
        """A style and the styles it is based on, nearest first (a file may hold a ring of them)."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], w("basedOn")) or ""


def _is_default(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")


def _has_outline(properties: list[Element | None]) -> bool:
    levels = (value(found, w("outlineLvl")) for found in properties if found is not None)
    level = next((level for level in levels if level is not None), "")
    return level.isdecimal() and int(level) < _BODY_LEVEL


def _is_numbered(properties: list[Element | None]) -> bool:
    """The nearest numbering counts; number 0 takes a list away that a style gives."""
    lists = (value(found, f"{w('numPr')}/{w('numId')}") for found in properties if found is not None)
    return next((number for number in lists if number is not None), "0") != "0"
