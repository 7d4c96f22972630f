"""What an element is where it begins: whether it is shown, how, and what its blocks are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plainlang.letter import Kind
from plainlang.readers.html import names
from plainlang.readers.html.page import Page
from plainlang.readers.html.sheet import Path, Sheet
from plainlang.readers.html.style import PLAIN, Style, style
from plainlang.readers.html.text import bits
from plainlang.readers.html.tokens import Tag, Words, attributes, tokens
from plainlang.readers.html.tree import Cell, Element, Look
from plainlang.spans import Span


class Elements:
    """Makes the elements of a page, in order; tells `page` what its tables are for."""

    def __init__(self, text: str, page: Page, sheet: Sheet) -> None:
        self._text, self._page, self._sheet = text, page, sheet
        self._table = self._row = self._cell = 0

    def begin(self, tag: Tag, where: Mapping[str, Span], outer: Look) -> Element:
        """The element that a start tag begins inside of `outer`; `where` are the attributes and their places."""
        name = tag.name
        styled, path = self._style(name, where, outer.path)
        look = _inherited(outer, styled)
        if path is not outer.path:
            look = look._replace(path=path)
        if not look.gone and self._is_gone(name, where, look, styled):
            look = look._replace(gone=True)
        if name in names.KINDS or name in names.CELLS or name == "tr":
            look = self._in_place(name, where, look)
        look = _drawn(name, look)
        if name == "option" and where.get("label"):
            look = look._replace(mute=True)
        if name in names.KEEPS_SPACE and styled.space is None:
            look = look._replace(space="pre")
        block = name in (names.SVG_BLOCK if look.drawing or name == "foreignobject" else names.BLOCK)
        # A picture's hidden map of links and the like stand in no line.
        block = (block or name == "area") if styled.block is None else styled.block
        return Element(name, look, block)

    def root(self) -> Look:
        """The look of a page in which nothing has begun: a browser begins `html` and `body` without their tags."""
        if not self._sheet:
            return Look()
        path = Path()
        for name in ("html", "body"):
            _, path = self._sheet.of(name, {}, path)
        return Look(path=path)

    def _style(self, name: str, where: Mapping[str, Span], outer: Path) -> tuple[Style, Path]:
        if not self._sheet:
            return (style({}, self._value(where, "style")) if "style" in where else PLAIN), outer
        values = {attribute: self._value(where, attribute) for attribute in where}
        declared, path = self._sheet.of(name, values, outer)
        return style(declared, self._value(where, "style")), path

    def _value(self, where: Mapping[str, Span], name: str) -> str:
        return "".join(bit.text for bit in bits(self._text, where[name], attribute=True)) if name in where else ""

    def _is_gone(self, name: str, where: Mapping[str, Span], look: Look, styled: Style) -> bool:
        """Whether a browser leaves an element out, where no style says so."""
        if name in (names.SVG_GONE if look.drawing else names.GONE):
            return True
        if name == "object" and "data" in where:
            return True
        folded = "hidden" in where or "popover" in where or (name == "dialog" and "open" not in where)
        return folded and not styled.shows

    def _in_place(self, name: str, where: Mapping[str, Span], look: Look) -> Look:
        """The look of the blocks in a heading, a list or a table."""
        if name == "table":
            if look.table:
                self._page.layout_tables.add(look.table)
            self._table, self._row = self._table + 1, self._row + 1
            if self._value(where, "role") in {"presentation", "none"}:
                self._page.layout_tables.add(self._table)
            return look._replace(kind=None, cell=None, table=self._table)
        if name == "tr":
            self._row += 1
            return look
        if name in names.CELLS:
            self._cell += 1
            if name == "th":
                self._page.data_tables.add(look.table)
            return look._replace(kind=Kind.TABLE_CELL, cell=Cell(look.table, self._row, self._cell))
        return look._replace(kind=names.KINDS[name])


def _inherited(outer: Look, styled: Style) -> Look:
    if styled is PLAIN:
        return outer
    return outer._replace(
        gone=outer.gone or styled.gone,
        visible=outer.visible if styled.visible is None else styled.visible,
        tiny=outer.tiny if styled.tiny is None else styled.tiny,
        space=styled.space or outer.space,
    )


def _drawn(name: str, look: Look) -> Look:
    """SVG shows the words of some elements only, so does a formula, and a list to choose from those of its options."""
    if name == "foreignobject":
        return look._replace(drawing=False, mute=False)
    if name in names.MUTE:
        return look._replace(drawing=look.drawing or name == "svg", mute=True)
    if look.mute and name in names.SPEAKING:
        return look._replace(mute=False)
    return look


def sheet_in(text: str, spans: Sequence[Span], *, xml: bool) -> Sheet:
    """The style sheets that stand in some parts of a page; they count for all of it, wherever they stand."""
    sheet = Sheet()
    if "<style" not in text.lower():
        return sheet
    open_style: Tag | None = None
    for token in (token for span in spans for token in tokens(text, xml=xml, within=span)):
        if open_style and isinstance(token, Words):
            medium = attributes(text, open_style).get("media", Span(0, 0))
            if text[slice(*medium)].strip().lower() in {"", "all", "screen"}:
                sheet.add(text[slice(*token.span)])
        open_style = token if isinstance(token, Tag) and token.name == "style" and not token.end else None
    return sheet
