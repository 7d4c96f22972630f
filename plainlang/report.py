"""What is known about one letter when all rules have spoken."""

from __future__ import annotations

from dataclasses import dataclass

from plainlang.errors import PlainlangError
from plainlang.finding import Finding
from plainlang.letter import Letter
from plainlang.readability import Readability


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that the configuration waives, with the reason it gives."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """One letter judged, or the error that kept it from being read.

    path: as the user gave it. kind: letter, template or form. findings: in the order of their place.
    """

    path: str
    kind: str
    letter: Letter | None = None
    error: PlainlangError | None = None
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    readability: Readability | None = None
