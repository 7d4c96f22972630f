"""The elements that are open at a place of a page: which tag ends which, what is shown in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plainlang.letter import Kind
from plainlang.readers.html.names import BREAKS_OUT, EDGES, END_EDGES, ENDS_P, FORMATTING, HEADINGS, IMPLIED, WHOLE
from plainlang.readers.html.sheet import Path


class Cell(NamedTuple):
    """A cell of a table; each number counts through the page."""

    table: int
    row: int
    cell: int


class Look(NamedTuple):
    """How the text of an element looks.

    gone: not shown, whatever is inside says. visible, tiny, mute: an inner element may say otherwise. space: what
    becomes of white space (the CSS property). kind: of its blocks, where it is known. drawing: inside SVG.
    path: what the style sheets have to know of the elements around.
    """

    gone: bool = False
    visible: bool = True
    tiny: bool = False
    mute: bool = False
    drawing: bool = False
    space: str = "normal"
    kind: Kind | None = None
    table: int = 0
    cell: Cell | None = None
    path: Path = Path()

    @property
    def shown(self) -> bool:
        """True when a reader sees the text."""
        return self.visible and not (self.gone or self.tiny or self.mute)


class Element(NamedTuple):
    """An open element."""

    name: str
    look: Look
    block: bool


class Tree:
    """The open elements, the innermost last. No step depends on how many there are."""

    def __init__(self) -> None:
        self.root = Look()
        self._open: list[Element] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._blocks: list[int] = []
        self._edges: list[int] = []

    @property
    def look(self) -> Look:
        """How text looks here."""
        return self._open[-1].look if self._open else self.root

    def is_open(self, name: str) -> bool:
        """True inside an element of this name."""
        return bool(self._places.get(name))

    def push(self, element: Element) -> None:
        """Opens an element."""
        self._places[element.name].append(len(self._open))
        if element.block:
            self._blocks.append(len(self._open))
        if element.name in EDGES:
            self._edges.append(len(self._open))
        self._open.append(element)

    def implied_ends(self, name: str) -> Iterator[Element]:
        """Closes and yields what the start tag `name` ends."""
        if self.look.drawing and name in BREAKS_OUT and self._last(("foreignobject",)) < self._last(("svg",)):
            yield from self._close_from(self._last(("svg",)))
        if name in IMPLIED:
            names, edges = IMPLIED[name]
            while (at := self._last(names)) >= 0 and at > self._last(edges):
                yield from self._close_from(at)
        if name in ENDS_P and self._places["p"] and (at := self._places["p"][-1]) > self._last(EDGES):
            yield from self._close_from(at)
        if name in HEADINGS and self._open and self._open[-1].name in HEADINGS:
            yield from self._close_from(len(self._open) - 1)

    def end(self, name: str) -> Iterator[Element]:
        """Closes and yields what the end tag `name` ends: nothing where no such element is open here."""
        at = self._places[name][-1] if self._places.get(name) else -1
        if at < 0 or at <= self._last(END_EDGES.get(name, EDGES - {name})):
            return
        element = self._open[at]
        if element.block or name in WHOLE or self._blocks[-1:] <= [at]:
            yield from self._close_from(at)
        elif name in FORMATTING:
            self._places[name].pop()
            self._open[at] = element._replace(name="")
            yield element

    def _last(self, names: Iterable[str]) -> int:
        if names is EDGES:
            return self._edges[-1] if self._edges else -1
        return max((self._places[name][-1] for name in names if self._places.get(name)), default=-1)

    def _close_from(self, at: int) -> Iterator[Element]:
        while len(self._open) > at:
            element = self._open.pop()
            if element.name:
                self._places[element.name].pop()
            if element.name in EDGES:
                self._edges.pop()
            if element.block:
                self._blocks.pop()
            yield element
