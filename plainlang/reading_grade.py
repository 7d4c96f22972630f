"""The one rule about a letter as a whole: it reads at a higher grade than the settings allow."""

from __future__ import annotations

from dataclasses import dataclass

from plainlang.config import Settings
from plainlang.finding import Finding, Level
from plainlang.language.reading import Reading
from plainlang.readability import Readability


@dataclass(frozen=True, slots=True)
class LetterRule:
    """A rule that judges a letter, not words: what it finds and what passes are said, not shown."""

    id: str
    title: str
    level: Level
    why: str
    source: str
    finds: tuple[str, ...]
    passes: tuple[str, ...]


READING_GRADE = LetterRule(
    id="reading-grade",
    title="Make the letter easier to read",
    level=Level.SHOULD,
    why="A letter of long sentences is put aside, however plain each of its words is.",
    source="the limit you set; docs/readability.md says how the grade is made",
    finds=("A letter whose grade is above `grade-limit`. Its longest sentence is marked: the one to shorten first.",),
    passes=("A letter at the limit or below it.", "Every letter, as long as your settings give no `grade-limit`."),
)


def find_over_limit(reading: Reading, scores: Readability, settings: Settings) -> list[Finding]:
    """A letter above the grade limit is one finding, on its longest sentence: the one to shorten first."""
    limit = settings.grade_limit
    level = settings.level_of(READING_GRADE.id, READING_GRADE.level)
    prose = [sentence.span for sentence in reading.sentences if reading.holds_sentences(sentence.block)]
    if limit is None or level is None or scores.grade is None or scores.grade <= limit or not prose:
        return []
    longest = max(prose, key=lambda span: len(reading.plain[span.start : span.end].split()))
    message = (
        f"The letter reads at grade {scores.grade:g}; the limit is {limit:g}. "
        "This is its longest sentence: make two of it."
    )
    return [Finding(rule=READING_GRADE.id, level=level, span=longest, message=message)]
