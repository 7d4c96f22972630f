"""Positions: half-open spans of code points, and lines and columns for people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open: the characters `start` … `end - 1`, counted in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True when every character of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end


class Lines:
    """Turns an offset of a text into a line and a column, both counted from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        self._starts += [at + 1 for at, char in enumerate(text) if char == "\n"]

    def at(self, offset: int) -> tuple[int, int]:
        """The line and the column of a code-point offset (the end of the text is allowed)."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def find_covering(spans: Iterable[Span], wanted: Span) -> Span | None:
    """The first of `spans` that covers `wanted`, or None."""
    return next((span for span in spans if span.covers(wanted)), None)
