"""The walk through one part of a Word file: what Word shows of it, as tokens in document order."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from plainlang.letter import PROTECTS, Kind
from plainlang.readers.word.bindings import Bindings, bound
from plainlang.readers.word.embedded import Embedded
from plainlang.readers.word.labels import Labels
from plainlang.readers.word.lines import CellStart
from plainlang.readers.word.shapes import (
    BOX,
    DIAGRAM_DATA,
    DRAWN_TEXT,
    WORD_ART,
    drawn_lines,
    formula_texts,
    shown_in,
)
from plainlang.readers.word.styles import Styles
from plainlang.readers.word.symbols import form_field, symbol
from plainlang.readers.word.tokens import Anchor, Box, Edge, End, Instruction, Mark, Start, Text, Token
from plainlang.readers.word.xml import (
    COMPATIBLE,
    MATH,
    RELATION,
    RELATION_ID,
    Element,
    Numbers,
    chosen,
    switch,
    value,
    w,
)

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_DIGITS = 2
"""Of the columns that one cell takes: Word has 63 at most."""
_LINES = re.compile(r"[\r\n]|[^\r\n]+")
_FIELD_MARKS = {"begin": Mark.FIELD_BEGIN, "separate": Mark.FIELD_SEPARATE, "end": Mark.FIELD_END}
# What only wraps text. What is neither named here nor among the handlers is not shown: deletions, the
# old places of moved text, properties, comments.
_WRAPPERS = [
    w(name) for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo", "ruby", "rubyBase")
]
_SHAPES = [w(name) for name in ("drawing", "pict", "object")]
_MATH = [MATH + "oMath", MATH + "oMathPara"]
_ANCHORS = {"commentRangeStart": Edge.START, "commentRangeEnd": Edge.END, "commentReference": Edge.REFERENCE}


class Walk:
    """Walks through a part and collects tokens; `notes` gathers (reference's tag, id) of the notes shown.

    `kind` is given to every paragraph (headers, footers, notes); None asks the tables and the styles. `embedded`
    knows the other parts that are shown in this one; without it they are left out. `bindings` knows the data that
    content controls show, `labels` the words before list items.
    """

    def __init__(
        self,
        numbers: Numbers,
        styles: Styles,
        kind: Kind | None = None,
        *,
        embedded: Embedded | None = None,
        bindings: Bindings | None = None,
        labels: Labels | None = None,
    ) -> None:
        self.notes: list[tuple[str, str]] = []
        self._numbers, self._styles, self._kind, self._embedded = numbers, styles, kind, embedded
        self._bindings, self._labels = bindings, labels
        self._tokens: list[Token] = []
        self._paragraph: Element | None = None
        self._run = self._start = self._tables = self._column = 0
        self._in_row: object | None = None
        self._hidden = False
        self._handlers: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(_WRAPPERS, self._children),
            **dict.fromkeys(_SHAPES, self._shapes),
            **dict.fromkeys(_MATH, self._math),
            **dict.fromkeys([w("footnoteReference"), w("endnoteReference")], self._note),
            **{w(name): partial(self._sign, sign) for name, sign in (("tab", "\t"), ("ptab", "\t"), ("cr", "\n"))},
            w("noBreakHyphen"): partial(self._sign, "-"),
            **{w(name): partial(self._anchor, edge) for name, edge in _ANCHORS.items()},
            w("br"): self._break,
            w("sym"): self._symbol,
            w("altChunk"): self._chunk,
            w("t"): self._text,
            w("r"): self._a_run,
            w("p"): self._a_paragraph,
            w("tbl"): self._table,
            w("tr"): self._row,
            w("tc"): self._cell,
            w("sdt"): self._control,
            w("fldSimple"): self._simple_field,
            w("fldChar"): self._field_mark,
            w("instrText"): self._instruction,
            COMPATIBLE + "AlternateContent": self._alternate,
        }

    def story(self, root: Element) -> list[Token]:
        """The tokens of everything below `root`."""
        self._tokens = []
        self._children(root)
        self._tokens.append(Mark.EDGE)
        return self._tokens

    def _children(self, element: Element) -> None:
        for child in element:
            handle = self._handlers.get(child.tag)
            if handle is not None:
                handle(child)

    def _a_paragraph(self, paragraph: Element) -> None:
        in_cell = Kind.TABLE_CELL if self._tables else None
        kind = self._kind or in_cell or self._styles.kind(paragraph)
        self._paragraph, self._run, self._start = paragraph, 0, 0
        self._tokens.append(self._begin(self._numbers.paragraph(paragraph), kind))
        mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        gone = mark is not None and any(mark.find(w(name)) is not None for name in ("del", "moveFrom"))
        gone = gone or bool(switch(mark, "specVanish")) or _is_drop_cap(paragraph)
        gone = gone or self._styles.hides(mark, paragraph)
        if not gone:
            self._label(paragraph)
        self._children(paragraph)
        self._tokens.append(End(shown=not gone))
        self._paragraph = None

    def _label(self, paragraph: Element) -> None:
        """The words that Word draws before a list item; their home is the item's first run."""
        label = self._labels.label(*self._styles.numbering(paragraph)) if self._labels else ""
        self._tokens += [Text(label, 1, 0, literal=False)] if label else []

    def _begin(self, number: int, kind: Kind | None) -> Start:
        return Start(number, kind) if self._in_row is None else CellStart(number, kind, self._in_row, self._column)

    def _table(self, table: Element) -> None:
        """A table; the rows of one in a cell are rows of their own, and the cell goes on behind them."""
        outer = self._in_row, self._column
        self._tokens.append(Mark.EDGE)
        self._tables += 1
        self._children(table)
        self._tables -= 1
        self._in_row, self._column = outer

    def _row(self, row: Element) -> None:
        properties = row.find(w("trPr"))
        deleted = properties is not None and properties.find(w("del")) is not None
        if not deleted and not switch(properties, "hidden"):
            self._in_row, self._column = object(), 1 + _columns(properties, "gridBefore", least=0)
            self._children(row)

    def _cell(self, cell: Element) -> None:
        if not _is_swallowed(cell):
            self._children(cell)
            self._tokens.append(Mark.EDGE)
        self._column += _columns(cell.find(w("tcPr")), "gridSpan", least=1)

    def _control(self, control: Element) -> None:
        """A content control; its prompt ("Click to enter text") is a blank that is still to be filled."""
        content = control.find(w("sdtContent"))
        if content is None:
            return
        properties = control.find(w("sdtPr"))
        words = self._bindings.words(properties) if self._bindings else ""
        first, last = _edges(control, properties, prompt=not words and bool(switch(properties, "showingPlcHdr")))
        self._tokens += first
        start = len(self._tokens)
        self._children(content)
        if words:
            self._tokens[start:] = bound(self._tokens[start:], words, self._run)
        self._tokens += last

    def _alternate(self, element: Element) -> None:
        """The same thing for newer and for older programs: only one of the two is shown."""
        choice = chosen(element)
        if choice is not None:
            self._children(choice)

    def _a_run(self, run: Element) -> None:
        # A ruby holds runs within a run, so what was known about the outer one comes back afterwards.
        outer = self._run, self._start, self._hidden
        if self._paragraph is not None:
            self._run, self._start = self._numbers.run(run), 0
            self._hidden = self._styles.hides(run.find(w("rPr")), self._paragraph)
            self._children(run)
        self._run, self._start, self._hidden = outer

    def _text(self, element: Element) -> None:
        text = element.text or ""
        first, last = _shown(element, text)
        for line in _LINES.finditer(text, first, last):
            # A line end inside the XML text is a space on the page.
            literal = line[0] not in ("\r", "\n")
            self._emit(line[0] if literal else " ", self._start + line.start(), literal=literal)
        self._start += len(text)

    def _sign(self, sign: str, _: Element) -> None:
        self._emit(sign, self._start, literal=False)
        self._start += 1

    def _break(self, element: Element) -> None:
        self._emit("\n", self._start, literal=False)
        # python-docx's Run.text leaves page and column breaks out.
        self._start += element.get(w("type")) in (None, "textWrapping")

    def _math(self, element: Element) -> None:
        for text in formula_texts(element):
            self._emit(text, self._start, literal=False)

    def _symbol(self, element: Element) -> None:
        self._emit(symbol(element), self._start, literal=False)

    def _emit(self, text: str, start: int, *, literal: bool) -> None:
        if text and not self._hidden:
            self._tokens.append(Text(text, self._run, start, literal))

    def _field_mark(self, element: Element) -> None:
        # Also in hidden text: a field whose end is not seen would swallow what follows.
        mark = _FIELD_MARKS.get(element.get(w("fldCharType")) or "")
        if mark is Mark.FIELD_BEGIN:
            self._emit(form_field(element), self._start, literal=False)
        self._tokens += [] if mark is None else [mark]

    def _instruction(self, element: Element) -> None:
        self._tokens.append(Instruction(element.text or "", self._run))

    def _simple_field(self, element: Element) -> None:
        self._tokens += [Mark.FIELD_BEGIN, Instruction(element.get(w("instr")) or "", self._run), Mark.FIELD_SEPARATE]
        self._children(element)
        self._tokens.append(Mark.FIELD_END)

    def _note(self, element: Element) -> None:
        if not self._hidden:
            self.notes.append((element.tag, element.get(w("id")) or ""))

    def _anchor(self, edge: Edge, element: Element) -> None:
        self._tokens.append(Anchor(element.get(w("id")) or "", edge))

    def _chunk(self, element: Element) -> None:
        """Another document that Word shows in this place."""
        box = self._embedded.chunk(element.get(RELATION_ID) or "") if self._embedded else None
        self._tokens += [] if box is None else [Mark.EDGE, box, Mark.EDGE]

    def _shapes(self, drawing: Element) -> None:
        for shown in () if self._hidden else shown_in(drawing):
            box = self._boxed(shown)
            self._tokens += [] if box is None else [box]

    def _boxed(self, shown: Element) -> Box | None:
        if shown.tag == BOX:
            return self._box(shown)
        if shown.tag == WORD_ART:
            return self._here([shown.get("string") or ""])
        if shown.tag == DRAWN_TEXT:
            return self._here(drawn_lines(shown))
        if self._embedded is None:
            return None
        if shown.tag == DIAGRAM_DATA:
            return self._embedded.diagram(shown.get(f"{RELATION}dm") or "", self._kind)
        return self._embedded.chart(shown.get(f"{RELATION}id") or "")

    def _here(self, lines: list[str]) -> Box | None:
        """Lines that have no paragraph and run of their own: their home is the run that holds the drawing."""
        number = 0 if self._paragraph is None else self._numbers.paragraph(self._paragraph)
        shown = [line for line in lines if line.strip()]
        tokens = [
            token
            for line in shown
            for token in (Start(number, self._kind), Text(line, self._run, self._start, literal=False), End(shown=True))
        ]
        return Box(tuple(tokens)) if shown else None

    def _box(self, content: Element) -> Box:
        outer = self._tokens, self._paragraph, self._run, self._start, self._tables, self._in_row
        self._tables, self._in_row = 0, None
        box = Box(tuple(self.story(content)))
        self._tokens, self._paragraph, self._run, self._start, self._tables, self._in_row = outer
        return box


def _edges(control: Element, properties: Element | None, *, prompt: bool) -> tuple[list[Token], list[Token]]:
    """What stands around the words of a content control that shows its prompt, or holds required wording."""
    if prompt:
        return [Mark.BLANK_START], [Mark.BLANK_END]
    if properties is not None and value(properties, w("tag")) == PROTECTS:
        return [Anchor(control, Edge.START)], [Anchor(control, Edge.END)]
    return [], []


def _is_drop_cap(paragraph: Element) -> bool:
    """True for a big first letter that stands in a paragraph of its own, before the rest of its word."""
    frame = paragraph.find(f"{w('pPr')}/{w('framePr')}")
    return frame is not None and frame.get(w("dropCap")) in ("drop", "margin")


def _columns(properties: Element | None, name: str, *, least: int) -> int:
    """How many columns of the grid a cell or a gap takes; what is no such number is the least."""
    found = None if properties is None else properties.find(w(name))
    said = "" if found is None else found.get(w("val")) or ""
    return max(least, int(said)) if said.isdecimal() and len(said) <= _DIGITS else least


def _is_swallowed(cell: Element) -> bool:
    """True for a cell that was deleted, or that a merged cell before or above it covers."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        return False
    merges = (properties.find(w(name)) for name in ("vMerge", "hMerge"))
    covered = any(merge is not None and merge.get(w("val")) in (None, "continue") for merge in merges)
    return covered or properties.find(w("cellDel")) is not None


def _shown(element: Element, text: str) -> tuple[int, int]:
    """The first and last offset of the w:t text that Word shows: outer space only where it is preserved."""
    if text.strip(_BLANKS) == text or _keeps_space(element):
        return 0, len(text)
    first = len(text) - len(text.lstrip(_BLANKS))
    return first, max(first, len(text.rstrip(_BLANKS)))


def _keeps_space(element: Element) -> bool:
    settings = (at.get(_SPACE) for at in (element, *element.iterancestors()))
    return next((setting for setting in settings if setting is not None), "") == "preserve"
