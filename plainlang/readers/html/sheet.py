"""The style sheets of a page: what their rules say of each element, from where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from plainlang.readers.html.selectors import Selector, Step, selectors
from plainlang.readers.html.style import Declared, declarations, weigh, without_hiding

_COMMENT = re.compile(r"/\*(?:.*?\*/|.*)|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*$")
_WIDE = re.compile(r"@(?:supports|layer|container)\b|@media\b(?!.*(?:max-|print|not\b|<)).*min-width", re.DOTALL)
_NO, _PERHAPS, _YES = range(3)
_BITS_AT_ONCE, _CHARACTERS_AT_ONCE = 64, 512
_MOST_WORK = 2_000_000
_MOST_BITS = 10_000
_MOST_STEPS = 50
"""Browsers follow longer selectors; no page has them."""


class Path(NamedTuple):
    """Which steps of the sheet's selectors the elements around a place fit: all of them, and the innermost alone.

    Each is a set of bits, numbered by the sheet. in_table: the innermost is a table.
    """

    above: int = 0
    parent: int = 0
    in_table: bool = False


class _Node:
    """A step behind certain others; `declared` is what the rules say that end here."""

    __slots__ = ("bit", "declared", "outer", "step")

    def __init__(self, step: Step, outer: _Node | None) -> None:
        self.step, self.outer = step, outer
        self.bit = 0
        """Zero as long as no other step is behind it."""
        self.declared: Declared = {}


class Sheet:
    """The rules of all style sheets.

    is_too_much: no letter has so many rules, or needs so many comparisons; what the sheet says then is not to be used.
    """

    def __init__(self) -> None:
        self._nodes: dict[tuple[_Node | None, Step], _Node] = {}
        self._found_by: defaultdict[str, list[_Node]] = defaultdict(list)
        self._order = self._bits = 0
        self._work = 0
        self.is_too_much = False

    def __bool__(self) -> bool:
        return bool(self._nodes)

    def add(self, css: str) -> None:
        """Adds the rules of a style element; those for print, for small screens and the like are left out.

        Where it is not known whether a rule counts, it may show things and hides none.
        """
        css = _COMMENT.sub(" ", css)
        opened: list[tuple[str, int]] = [("", _YES)]  # what stands before each open brace, and whether it counts
        at = 0
        for brace in _BRACE.finditer(css):
            before, at = css[at : brace.start()], brace.end()
            if brace[0] == "{":
                outer, counts = opened[-1]
                opened.append((before.rpartition(";")[2].strip(), min(counts, _counts(outer))))
            elif len(opened) > 1:
                prelude, counts = opened.pop()
                if counts and not prelude.startswith("@"):
                    self._add_rule(prelude, before, perhaps=counts == _PERHAPS)

    def _add_rule(self, prelude: str, css: str, *, perhaps: bool) -> None:
        self._order += 1
        if not declarations(css, weight=0):
            return
        for selector in selectors(prelude):
            if len(selector.steps) > _MOST_STEPS or self._bits > _MOST_BITS:
                self.is_too_much = True
                return
            declared = declarations(css, weight=selector.weight, order=self._order)
            if perhaps or selector.perhaps:
                declared = without_hiding(declared)
            if declared:
                weigh(self._node(selector).declared, declared)

    def _node(self, selector: Selector) -> _Node:
        node: _Node | None = None
        for step in selector.steps:
            if node and not node.bit:
                node.bit, self._bits = 1 << self._bits, self._bits + 1
            key = (node, step)
            if key not in self._nodes:
                self._nodes[key] = _Node(step, node)
                self._found_by[step.key].append(self._nodes[key])
            node = self._nodes[key]
        assert node is not None
        return node

    def of(self, tag: str, values: Mapping[str, str], outer: Path) -> tuple[Declared, Path]:
        """What the rules say of an element inside of `outer`, and the path to what is in it.

        values: its attributes.
        """
        if tag == "tr" and outer.in_table:
            # A browser puts a body around the rows.
            outer = self.of("tbody", {}, outer)[1]
        marks = {f".{each}" for each in values.get("class", "").split()}
        if "id" in values:
            marks.add(f"#{values['id']}")
        found: Declared = {}
        bits = 0
        for key in ("*", tag, *marks):
            nodes = self._found_by.get(key, ())
            self._work += len(nodes)
            for node in nodes:
                if self._fits(node, tag, marks, values, outer):
                    bits |= node.bit
                    weigh(found, node.declared)
        self._work += self._bits // _BITS_AT_ONCE if bits else 0
        self.is_too_much = self.is_too_much or self._work > _MOST_WORK
        above = outer.above if bits & ~outer.above == 0 else outer.above | bits
        return found, Path(above, bits, tag == "table")

    def _fits(self, node: _Node, tag: str, marks: set[str], values: Mapping[str, str], outer: Path) -> bool:
        step = node.step
        if node.outer and not node.outer.bit & (outer.parent if step.close else outer.above):
            return False
        if (step.tag and step.tag != tag) or not marks.issuperset(step.marks):
            return False
        for test in step.tests:
            self._work += len(values.get(test.name, "")) // _CHARACTERS_AT_ONCE
            if not test.fits(values.get(test.name)):
                return False
        return True


def _counts(prelude: str) -> int:
    prelude = prelude.lower()
    if not prelude or _SCREEN.match(prelude):
        return _YES
    return _PERHAPS if _WIDE.match(prelude) else _NO
