"""What every tracked change and comment of ours carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plainlang.word.part import Element, Part

AUTHOR = "plainlang"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every tracked change and comment carries. date: UTC, as Word writes it. ids: never used in the file."""

    date: str
    ids: Iterator[int]

    def fresh(self) -> str:
        """An id that nothing else has."""
        return str(next(self.ids))

    def element(self, part: Part, kind: str, **more: str) -> Element:
        """A w:ins, w:del or w:comment of ours."""
        return part.new(kind, id=self.fresh(), author=AUTHOR, date=self.date, **more)
