"""What a rule says about some words of a letter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from plainlang.spans import Span


class Level(StrEnum):
    """How much a finding matters.

    must: a parent will likely not understand, or be misled. should: a plainer word exists.
    note: worth a look.
    """

    MUST = "must"
    SHOULD = "should"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """2 for must, 1 for should, 0 for note."""
        return (Level.NOTE, Level.SHOULD, Level.MUST).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Words of a letter that a reader may stumble over.

    span: the words, half-open code points of the letter, with the article or verb that changes too.
    suggestions: each can be pasted over the span as it is and leaves a grammatical sentence.
    term: the glossary entry it rests on, or None.
    """

    rule: str
    level: Level
    span: Span
    message: str
    suggestions: tuple[str, ...] = ()
    term: str | None = None
