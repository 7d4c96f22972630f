"""What a check is: one question of the 60 Minutes test, why it is asked, and letters that are its tests and page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from plainlang.answer import Answer
from plainlang.config import SixtyMinutesSettings
from plainlang.facts.facts import Facts


class Part(StrEnum):
    """The four parts of the 60 Minutes test."""

    ACCURATE = "accurate"
    INFORMATIVE = "informative"
    EMPATHETIC = "empathetic"
    PLAIN = "plain"


class Weight(StrEnum):
    """How much a fail counts. A failed gate means that the letter is not ready, whatever else is good."""

    GATE = "gate"
    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Example:
    """A letter and how the check answers it. The [[marked]] words are the evidence, where there is some.

    also: other checks that fail on this letter too, since the same words are at fault on both counts.
    settings: what the project has set for the letter.
    """

    text: str
    also: tuple[str, ...] = ()
    settings: SixtyMinutesSettings = field(default_factory=SixtyMinutesSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One question. `answer` never raises; it says `ask` where only a person can tell.

    how: what the answer is found by, in a few plain words. strength: what is said of a letter that is good at this.
    leaves_alone: near misses that do not fail. known_misses: letters that should fail and do not yet; they fail
    strictly as tests, so that a lucky mending is noticed.
    """

    id: str
    part: Part
    weight: Weight
    question: str
    source: str
    how: str
    strength: str
    answer: Callable[[Facts], Answer]
    passes: tuple[Example, ...]
    fails: tuple[Example, ...]
    leaves_alone: tuple[Example, ...] = ()
    known_misses: tuple[Example, ...] = ()
