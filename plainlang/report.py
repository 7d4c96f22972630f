"""What is known about one letter when all rules have spoken."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from plainlang.errors import PlainlangError
from plainlang.finding import Finding
from plainlang.letter import Letter
from plainlang.readability import Readability
from plainlang.source import Place
from plainlang.spans import Span

if TYPE_CHECKING:
    from plainlang.sixty_minutes import SixtyMinutes


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that the settings, or a comment in the document, waive, with the reason given there."""

    finding: Finding
    reason: str
    in_document: bool = False


class State(StrEnum):
    """Why a comment to plainlang does nothing."""

    UNUSED = "unused"
    EXPIRED = "expired"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Stale:
    """A comment to plainlang that waives nothing: what a person is told of it, and where it stands in the file."""

    state: State
    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Report:
    """One letter judged, or the error that kept it from being read.

    path: as the user gave it. kind: letter, template or form. findings: in the order of their place.
    known: how many findings are left out because a baseline knows them.
    stale: the document's comments to plainlang that waive nothing.
    sentences: where each one stands, so that nobody has to cut them again.
    sixty_minutes: None where the test was left out.
    """

    path: str
    kind: str
    letter: Letter | None = None
    error: PlainlangError | None = None
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    stale: tuple[Stale, ...] = ()
    readability: Readability | None = None
    sentences: tuple[Span, ...] = ()
    sixty_minutes: SixtyMinutes | None = None
    known: int = 0

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the offset, or the last one before it."""
        return self.sentences[max(0, bisect_right(self.sentences, offset, key=lambda span: span.start) - 1)]
