"""What an RTF file is made of while it is read: stories, fields, shapes, and the state of a group."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from plainlang.letter import Kind
from plainlang.readers.paragraphs import Paragraph

_MERGE = re.compile(r"\s*MERGEFIELD\b", re.IGNORECASE)
_BUTTON = re.compile(r"\s*MACROBUTTON\s+\S+\s(?P<prompt>.*\S)", re.IGNORECASE | re.DOTALL)
"""A field without a result that shows its own last words: `MACROBUTTON NoMacro [Type the name]`."""
_NO_CHOICE = 25
"""The \\ffres of a list in which nobody has chosen yet (RTF 1.9.1, form fields)."""
_DEEPEST = 10
"""Tables within tables that are told apart."""


@dataclass(slots=True, eq=False)
class Row:
    """A row of a table as it comes; `column` is that of the cell that is being read, from 1."""

    column: int = 1


class Story:
    """A flow of paragraphs: the body, a header, a note, a text box; or words that are caught and not shown."""

    def __init__(self, kind: Kind | None = None, *, is_shown: bool = True) -> None:
        self.kind, self.is_shown = kind, is_shown
        self.is_endnote = self.is_listed = False
        self.boxes: list[Story] = []
        self.now = Paragraph()
        self._paragraphs: list[Paragraph] = []
        self._covered: list[bool] = []
        self._covers_next = False
        self._cell = self._cell_start = 0
        self._rows: list[Row] = []

    def end_paragraph(self, kind: Kind | None, *, depth: int = 1) -> None:
        """The paragraph is done; what is anchored in it follows. A known kind of the story goes before `kind`.

        depth: of the table it stands in, 2 for a table within a table.
        """
        listed = Kind.LIST_ITEM if self.is_listed and kind is None else kind
        row = self._row(depth) if kind is Kind.TABLE_CELL else None
        if self.now.texts or self.now.edges:
            self.now.kind = self.kind or listed
            self.now.row, self.now.column = row, None if row is None else row.column
            self._paragraphs.append(self.now)
            self.now = Paragraph()
        boxes, self.boxes = self.boxes, []
        self.is_listed = False
        for box in boxes:
            self._paragraphs += box.finish()
        if kind is not Kind.TABLE_CELL:
            self._cell_start, self._cell = len(self._paragraphs), 0
            self._rows = []

    def _row(self, depth: int) -> Row:
        deep = min(max(depth, 1), _DEEPEST)
        self._rows += [Row() for _ in range(len(self._rows), deep)]
        return self._rows[deep - 1]

    def end_cell(self) -> None:
        """The cell is done; one that a merged cell before or above it covers is not shown."""
        self.end_paragraph(Kind.TABLE_CELL)
        if self._cell < len(self._covered) and self._covered[self._cell]:
            del self._paragraphs[self._cell_start :]
        self._cell, self._cell_start = self._cell + 1, len(self._paragraphs)
        self._row(1).column += 1
        del self._rows[1:]

    def end_nested_cell(self, depth: int) -> None:
        """The cell of a table within a table is done."""
        self.end_paragraph(Kind.TABLE_CELL, depth=max(depth, 2))
        self._row(max(depth, 2)).column += 1

    def end_nested_row(self) -> None:
        """The row of the innermost table within a table is done."""
        del self._rows[max(1, len(self._rows) - 1) :]

    def begin_row(self) -> None:
        """New definitions of cells follow."""
        self._covered, self._covers_next = [], False

    def cover_cell(self) -> None:
        """The cell that is being defined goes on a merged one."""
        self._covers_next = True

    def define_cell(self) -> None:
        """The definition of a cell is done."""
        self._covered.append(self._covers_next)
        self._covers_next = False

    def end_row(self) -> None:
        """The row is done."""
        self._cell = 0
        self._rows = []

    def finish(self) -> list[Paragraph]:
        """All paragraphs, the last of which may lack its mark."""
        if self.now.texts or self.now.edges or self.boxes:
            self.end_paragraph(None)
        return self._paragraphs

    @property
    def words(self) -> str:
        """What was caught, on one line."""
        return " ".join(" ".join(paragraph.text for paragraph in self.finish()).split())


class Margin(NamedTuple):
    """A header or footer. word: its control word (\\headerf …); `section` counts from 0."""

    word: bytes
    story: Story
    section: int


@dataclass(slots=True, eq=False)
class Field:
    """A field: its instruction, where its result starts, and the items of a drop-down list."""

    instruction: Story = field(default_factory=lambda: Story(is_shown=False))
    start: tuple[Paragraph, int] | None = None
    choices: list[Story] = field(default_factory=list)
    chosen: int = _NO_CHOICE
    chosen_first: int = 0

    @property
    def is_merged(self) -> bool:
        """True where the result is filled in for each reader."""
        return bool(_MERGE.match(self.instruction.words))

    @property
    def prompt(self) -> str:
        """The words that a field without a result shows for somebody to type over."""
        button = _BUTTON.match(self.instruction.words)
        return button["prompt"].lstrip() if button else ""

    @property
    def choice(self) -> str:
        """The chosen item of a drop-down list, which is shown instead of a result."""
        at = self.chosen_first if self.chosen == _NO_CHOICE else self.chosen
        return self.choices[at].words if 0 <= at < len(self.choices) else ""


@dataclass(slots=True, eq=False)
class Shape:
    """A drawing with its text boxes; `name` is that of the property that is being read, `art` the words of WordArt."""

    boxes: list[Story] = field(default_factory=list)
    name: str = ""
    art: str = ""
    is_hidden: bool = False


@dataclass(slots=True, eq=False)
class Comment:
    """A comment of the document; `name` ties it to the words it speaks of."""

    name: str
    story: Story = field(default_factory=lambda: Story(is_shown=False))


@dataclass(slots=True, eq=False)
class State:
    """What a group inherits from the one around it, and may change for itself.

    opened: the destination that this very group is. table: what is being defined ("fonts" or "styles").
    outer: the story around an alternative that is not read. in_table: how many tables it stands in.
    """

    story: Story
    font: int | None = None
    skips: int = 1
    hidden: bool = False
    deleted: bool = False
    moved: bool = False
    in_table: int = 0
    listed: bool = False
    outline: bool = False
    style: int = 0
    table: str = ""
    field: Field | None = None
    shape: Shape | None = None
    comment: Comment | None = None
    outer: Story | None = None
    opened: bytes = b""

    def inner(self) -> State:
        """The state at the start of a group in this one."""
        return State(
            self.story,
            self.font,
            self.skips,
            self.hidden,
            self.deleted,
            self.moved,
            self.in_table,
            self.listed,
            self.outline,
            self.style,
            self.table,
            self.field,
            self.shape,
            self.comment,
            self.outer,
        )

    def enter(self, story: Story) -> None:
        """The group holds another story, which looks as if nothing came before it."""
        self.story = story
        self.hidden = self.deleted = self.moved = self.listed = self.outline = False
        self.style = self.in_table = 0

    def catch(self) -> Story:
        """The words of the group are caught and not shown."""
        self.enter(Story(is_shown=False))
        return self.story
