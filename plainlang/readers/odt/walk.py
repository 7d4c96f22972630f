"""The walk through one part of an OpenDocument text: what it shows, as paragraphs in document order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from plainlang.letter import Kind
from plainlang.readers.length import LONGEST_LETTER, too_long
from plainlang.readers.odt.forms import Controls, legacy_field
from plainlang.readers.odt.labels import OUTLINE, Labels
from plainlang.readers.odt.objects import Objects
from plainlang.readers.odt.package import Element, q
from plainlang.readers.odt.styles import Styles
from plainlang.readers.paragraphs import Paragraph
from plainlang.source import Place

_SPACES = re.compile(r"[ \t\r\n]+")
_PARAGRAPHS = (q("text:p"), q("text:h"))
_SHAPES = """
    draw:frame draw:text-box draw:g draw:a draw:custom-shape draw:rect draw:ellipse draw:circle draw:line draw:polyline
    draw:polygon draw:path draw:regular-polygon draw:connector draw:caption draw:measure draw:control
""".split()
_BLANKS = """
    text:placeholder text:database-display text:user-field-get text:user-field-input text:variable-get
    text:variable-input
""".split()
# Not on the page: deleted text, what describes or steers, and marks that are no words (a note's number).
_NOT_SHOWN = """
    text:tracked-changes text:note-citation text:ruby-text text:number text:script
    text:sequence-decls text:variable-decls text:user-field-decls text:dde-connection-decls
    text:alphabetical-index-auto-mark-file text:table-of-content-source text:illustration-index-source
    text:table-index-source text:object-index-source text:user-index-source text:alphabetical-index-source
    text:bibliography-source office:annotation-end office:forms office:scripts office:event-listeners
    office:binary-data table:title table:desc svg:title svg:desc draw:image
    draw:plugin draw:applet draw:floating-frame draw:object-ole field:param
""".split()
_OFF = frozenset((q("text:display"), q("draw:display"), q("drawooo:display")))
_LEVELS = tuple(map(str, range(1, 11)))
_MOST_COLUMNS = 1024
"""More of them (table:number-columns-repeated) are no letter's."""
_MOST_SPACES = 200
"""More of them in a row (text:c) are no letter's."""


class Walk:
    """Walks through a part and collects `footnotes`, `endnotes`, `comments` (name -> text) and `pages` on the way.

    A place names the part and the number of the text:p or text:h in it, both kinds counted from 1 in document order,
    also those that are not shown, so that anybody can count along in the XML.
    """

    def __init__(self, path: str, part: str, root: Element, styles: Styles, labels: Labels, objects: Objects) -> None:
        self.footnotes: list[Paragraph] = []
        self.endnotes: list[Paragraph] = []
        self.comments: dict[str, str] = {}
        self.pages: list[str] = []
        self._path, self._part, self._styles = path, part, styles
        self._labels, self._objects = labels, objects
        self._numbers = {element: number for number, element in enumerate(root.iter(*_PARAGRAPHS), 1)}
        self._controls = Controls(root)
        self._out: list[Paragraph] = []
        self._paragraph: Paragraph | None = None
        self._place = Place(part=part, paragraph=1)
        self._shapes: list[Element] = []
        self._kind: Kind | None = None
        self._tables = self._lists = self._length = self._command = self._column = 0
        self._in_row: object | None = None
        self._list_style = ""
        self._item_begins: Element | None = None
        self._hidden = self._gone = self._after_space = False
        self._handlers: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(map(q, _NOT_SHOWN), lambda _: None),
            **dict.fromkeys(map(q, _SHAPES), self._shape),
            **dict.fromkeys(map(q, _BLANKS), self._blank),
            **dict.fromkeys(_PARAGRAPHS, self._a_paragraph),
            q("text:span"): self._span,
            q("text:s"): self._spaces,
            q("text:tab"): partial(self._sign, "\t"),
            q("text:line-break"): partial(self._sign, "\n"),
            q("text:note"): self._note,
            q("text:hidden-paragraph"): self._hidden_paragraph,
            q("text:hidden-text"): self._hidden_text,
            q("text:section"): self._conditional,
            q("text:list"): self._list,
            q("text:numbered-paragraph"): self._list,
            q("text:list-item"): self._item,
            q("draw:object"): self._object,
            q("field:fieldmark"): self._legacy_field,
            q("table:table"): self._table,
            q("table:table-row"): self._row,
            q("table:table-cell"): self._cell,
            q("table:covered-table-cell"): self._covered_cell,
            q("office:annotation"): self._comment,
            q("office:annotation-end"): self._comment_end,
            q("loext:content-control"): self._content_control,
            q("field:fieldmark-start"): self._field_start,
            q("field:fieldmark-separator"): self._field_separator,
        }

    def story(self, root: Element, kind: Kind | None = None) -> list[Paragraph]:
        """The paragraphs of everything below `root`; `kind` is given to all of them where it is known."""
        out: list[Paragraph] = []
        self._aside(root, out, kind)
        return out

    def _aside(self, element: Element, out: list[Paragraph], kind: Kind | None) -> None:
        """Reads what stands by itself (a note, a text box) while the text around it waits."""
        with self._elsewhere():
            self._out, self._kind = out, kind
            self._children(element)

    @contextmanager
    def _elsewhere(self) -> Iterator[None]:
        flow = self._out, self._kind, self._paragraph, self._place, self._shapes
        state = self._tables, self._lists, self._hidden, self._gone, self._after_space, self._in_row
        self._paragraph, self._shapes = None, []
        self._tables, self._lists, self._in_row, self._item_begins = 0, 0, None, None
        self._hidden = self._gone = False
        yield
        self._out, self._kind, self._paragraph, self._place, self._shapes = flow
        self._tables, self._lists, self._hidden, self._gone, self._after_space, self._in_row = state

    def _children(self, element: Element) -> None:
        self._text(element.text)
        for child in element:
            if not any(child.get(name) == "none" for name in _OFF):
                self._handlers.get(child.tag, self._children)(child)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        """White space collapses over the edges of elements, and is not shown at the start (ODF 1.3, part 3, 6.1.2)."""
        if not text or self._paragraph is None or self._hidden:
            return
        shown = _SPACES.sub(" ", text)
        if self._after_space and shown.startswith(" "):
            shown = shown[1:]
        if shown:
            self._after_space = shown.endswith(" ")
            self._write(shown)

    def _write(self, text: str) -> None:
        if self._paragraph is not None and not self._hidden:
            self._length += self._paragraph.write(text)
            if self._length > LONGEST_LETTER:
                raise too_long(self._path)

    def _sign(self, sign: str, _: Element) -> None:
        self._write(sign)
        self._after_space = False

    def _spaces(self, element: Element) -> None:
        count = element.get(q("text:c")) or "1"
        # A number of more digits would be slow to read, and is a lie.
        number = int(count) if count.isdecimal() and len(count) < 6 else 1
        self._write(" " * min(number, _MOST_SPACES))
        self._after_space = False

    def _a_paragraph(self, element: Element) -> None:
        name = element.get(q("text:style-name"))
        self.pages.append(self._styles.page("paragraph", name))
        outer = self._paragraph, self._shapes, self._hidden, self._gone
        self._place = Place(part=self._part, paragraph=self._numbers[element])
        column = None if self._in_row is None else self._column
        paragraph = self._paragraph = Paragraph(self._place, self._kind_of(element, name), self._in_row, column)
        self._shapes, self._gone, self._after_space = [], False, True
        self._hidden = self._hidden or bool(self._styles.hides("paragraph", name))
        self._label(element)
        self._children(element)
        shapes, gone = self._shapes, self._gone
        self._paragraph, self._shapes, self._hidden, self._gone = outer
        if not gone:
            self._out.append(paragraph)
            for shape in shapes:
                self._put_shape(shape)

    def _kind_of(self, element: Element, style: str | None) -> Kind | None:
        if self._kind or self._tables:
            return self._kind or Kind.TABLE_CELL
        if element.tag == q("text:h") or self._styles.is_heading(style):
            return Kind.HEADING
        return Kind.LIST_ITEM if self._lists else None

    def _span(self, element: Element) -> None:
        outer = self._hidden
        hides = self._styles.hides("text", element.get(q("text:style-name")))
        self._hidden = outer if hides is None else hides
        self._children(element)
        self._hidden = outer

    def _blank(self, element: Element) -> None:
        paragraph = self._paragraph
        start = paragraph.length if paragraph else 0
        self._children(element)
        if paragraph:
            paragraph.end_blank(start)

    def _content_control(self, element: Element) -> None:
        is_prompt = element.get(q("loext:showing-place-holder")) == "true"
        (self._blank if is_prompt else self._children)(element)

    def _conditional(self, element: Element) -> None:
        if element.get(q("text:is-hidden")) != "true":
            self._children(element)

    def _hidden_text(self, element: Element) -> None:
        """Words under a condition. LibreOffice draws those it keeps beside the field, even where the field is empty."""
        if element.get(q("text:is-hidden")) != "true":
            start = self._paragraph.length if self._paragraph else 0
            self._children(element)
            if self._paragraph and self._paragraph.length == start:
                self._write(element.get(q("text:string-value")) or "")

    def _legacy_field(self, field: Element) -> None:
        self._write(legacy_field(field))
        self._children(field)

    def _hidden_paragraph(self, element: Element) -> None:
        self._gone = self._gone or element.get(q("text:is-hidden")) == "true"

    def _list(self, element: Element) -> None:
        outer = self._list_style
        self._list_style = element.get(q("text:style-name")) or outer
        goes_on = element.get(q("text:continue-numbering")) == "true" or element.get(q("text:continue-list"))
        if not self._lists and not goes_on:
            self._labels.restart(self._list_style)
        self._lists += 1
        self._children(element)
        self._lists -= 1
        self._list_style = outer

    def _item(self, item: Element) -> None:
        # An item that only holds a list of the next level has no label of its own.
        self._item_begins = item
        self._children(item)
        self._item_begins = None

    def _label(self, paragraph: Element) -> None:
        """The words before a list item, and before a numbered heading that stands in no list."""
        item, self._item_begins = self._item_begins, None
        if item is not None:
            self._write(self._labels.label(self._list_style, self._lists, item.get(q("text:start-value"))))
        elif paragraph.tag == q("text:h") and not self._lists:
            level = paragraph.get(q("text:outline-level")) or ""
            self._write(self._labels.label(OUTLINE, int(level) if level in _LEVELS else 0, None))

    def _table(self, table: Element) -> None:
        """A table; the rows of one in a cell are rows of their own, and the cell goes on behind them."""
        name = table.get(q("table:style-name"))
        if self._styles.hides_table(name):
            return
        self.pages.append(self._styles.page("table", name))
        outer = self._in_row, self._column
        self._tables += 1
        self._children(table)
        self._tables -= 1
        self._in_row, self._column = outer

    def _row(self, row: Element) -> None:
        if row.get(q("table:visibility")) != "collapse":
            self._in_row, self._column = object(), 1
            self._children(row)

    def _cell(self, cell: Element) -> None:
        self._children(cell)
        self._covered_cell(cell)

    def _covered_cell(self, cell: Element) -> None:
        """What a wide cell covers is a column too, and not shown."""
        said = cell.get(q("table:number-columns-repeated")) or ""
        self._column += min(int(said), _MOST_COLUMNS) if said.isdecimal() and len(said) < 6 else 1

    def _shape(self, shape: Element) -> None:
        """What is anchored in a paragraph is read behind it."""
        if self._paragraph is None:
            self._put_shape(shape)
        elif not self._hidden:
            self._shapes.append(shape)

    def _put_shape(self, shape: Element) -> None:
        label = self._controls.shown(shape.get(q("draw:control"))) if shape.tag == q("draw:control") else ""
        if label:
            control = Paragraph(self._place, self._kind)
            self._length += control.write(label)
            self._out.append(control)
        self._aside(shape, self._out, self._kind)

    def _object(self, element: Element) -> None:
        """A chart or a formula, which is a document of its own."""
        part, lines = self._objects.lines(element.get(q("xlink:href")) or "")
        for line in lines:
            shown = Paragraph(Place(part=part), Kind.TABLE_CELL)
            self._length += shown.write(line)
            self._out.append(shown)

    def _note(self, note: Element) -> None:
        body = note.find(q("text:note-body"))
        if body is not None and not self._hidden:
            is_endnote = note.get(q("text:note-class")) == "endnote"
            self._aside(body, self.endnotes if is_endnote else self.footnotes, Kind.FOOTNOTE)

    def _comment(self, comment: Element) -> None:
        name = comment.get(q("office:name")) or f"#{len(self.comments)}"
        self.comments[name] = " ".join("".join(line.itertext()) for line in comment.iter(*_PARAGRAPHS))
        if self._paragraph is not None:
            self._paragraph.edge(name)

    def _comment_end(self, element: Element) -> None:
        if self._paragraph is not None:
            self._paragraph.edge(element.get(q("office:name")) or "", is_end=True)

    def _field_start(self, _: Element) -> None:
        self._command = self._paragraph.length if self._paragraph else 0

    def _field_separator(self, _: Element) -> None:
        """What stands between the start of a field and here is its command, not its result."""
        if self._paragraph is not None:
            self._paragraph.cut(self._command)
