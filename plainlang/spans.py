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


class Stretches:
    """Spans to be asked about many times: each answer takes a few steps, however many spans there are.

    Spans that share characters are merged into one stretch.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def add(self, span: Span) -> None:
        """Adds a span that touches none of the others."""
        at = bisect_right(self._starts, span.start)
        self._starts.insert(at, span.start)
        self._ends.insert(at, span.end)

    def overlap(self, span: Span) -> bool:
        """True when a stretch shares a character with `span`."""
        at = bisect_right(self._starts, span.end - 1) - 1
        return at >= 0 and self._ends[at] > span.start

    def cover(self, span: Span) -> bool:
        """True when one stretch holds every character of `span`."""
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and self._ends[at] >= span.end
