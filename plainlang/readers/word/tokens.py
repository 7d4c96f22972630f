"""What a walk through a Word part meets, in order: the words between the walk and the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from plainlang.letter import Kind
from plainlang.readers.word.xml import Element

_SEEN = re.compile("[^\u00ad\u034f\u200b\u200c\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Start:
    """A paragraph begins; `number` is that of its WordHome."""

    number: int
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class End:
    """A paragraph ends. Where its mark is not `shown` (hidden, deleted), the next one runs on from it."""

    shown: bool


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of a run; `start` is their code-point offset in python-docx's `Run.text`."""

    text: str
    run: int
    start: int
    literal: bool

    def seen(self) -> Iterator[Text]:
        """The stretches between characters that only say where a line may end: they would part a word in two."""
        for part in _SEEN.finditer(self.text):
            start = self.start + part.start() if self.literal else self.start
            yield Text(part[0], self.run, start, self.literal)


@dataclass(frozen=True, slots=True)
class Instruction:
    """A stretch of a field's instruction, which Word does not show; `run` is that of its WordHome."""

    text: str
    run: int


@dataclass(frozen=True, slots=True)
class Box:
    """What stands beside the line: a text box, a diagram. `part`: where it is another part than the walk's own."""

    tokens: tuple[Token, ...]
    part: str | None = None


class Edge(Enum):
    """Where a remark is tied to the text: its words lie between START and END; REFERENCE is a comment's sign."""

    START = auto()
    END = auto()
    REFERENCE = auto()


@dataclass(frozen=True, slots=True)
class Anchor:
    """An edge of the words that a comment speaks of, or of a control that holds required wording.

    by: the w:id of the comment, or the control itself.
    """

    by: str | Element
    edge: Edge


class Mark(Enum):
    """The tokens that carry nothing but themselves."""

    FIELD_BEGIN = auto()
    FIELD_SEPARATE = auto()
    FIELD_END = auto()
    BLANK_START = auto()
    BLANK_END = auto()
    EDGE = auto()
    """Of a cell, a table or a part: no paragraph runs on across it."""


Token = Start | End | Text | Instruction | Box | Anchor | Mark
