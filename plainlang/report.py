"""What is known about one letter when all rules have spoken."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plainlang.errors import PlainlangError
from plainlang.finding import Finding
from plainlang.letter import Letter
from plainlang.readability import Readability
from plainlang.spans import Span

if TYPE_CHECKING:
    from plainlang.sixty_minutes import SixtyMinutes


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that the configuration waives, with the reason it gives."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """One letter judged, or the error that kept it from being read.

    path: as the user gave it. kind: letter, template or form. findings: in the order of their place.
    sentences: where each one stands, so that nobody has to cut them again.
    sixty_minutes: None where the test was left out.
    """

    path: str
    kind: str
    letter: Letter | None = None
    error: PlainlangError | None = None
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    readability: Readability | None = None
    sentences: tuple[Span, ...] = ()
    sixty_minutes: SixtyMinutes | None = None

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the offset, or the last one before it."""
        return self.sentences[max(0, bisect_right(self.sentences, offset, key=lambda span: span.start) - 1)]
