"""What the page shows of each letter, ready to be drawn: no template has to work anything out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from plainlang.config import Settings
from plainlang.finding import Finding, Level
from plainlang.letter import Letter
from plainlang.report import Report, Waived
from plainlang.reporters.as_html_letter import Group, Marks, lay_out
from plainlang.reporters.as_html_sixty import Tested, tested
from plainlang.reporters.as_html_words import LEVELS, counted, on_one_line, seen
from plainlang.reporters.places import where

_SCALE = 16.0
"""The highest grade the scale shows; a letter above it stands at its end."""
_COMMON_GRADE = 8.0
"""Half of all adults read at this grade or below (checks/easy_to_read.py); shown where no limit is set."""


class Card(NamedTuple):
    """One finding. number: from 1. drawn: its words are marked in the letter. reason: why it is waived."""

    number: int
    level: Level
    words: str
    choices: tuple[str, ...]
    why: str
    rule: str
    term: str | None
    place: str
    drawn: bool
    reason: str = ""


class Grade(NamedTuple):
    """The reading grade, and where it and its limit stand on the scale (0 to 100)."""

    grade: float
    limit: float
    is_set: bool
    at: float
    limit_at: float
    size: str


class View(NamedTuple):
    """One letter of the page. stale: place and message of comments to plainlang that waive nothing."""

    number: int
    path: str
    kind: str
    error: str
    groups: Sequence[Group]
    cards: Sequence[Card]
    waived: Sequence[Card]
    stale: Sequence[tuple[str, str]]
    counts: dict[Level, int]
    grade: Grade | None
    test: Tested | None


def view(report: Report, number: int, settings: Settings) -> View:
    """What is shown of one letter; of one that could not be read, the reason alone."""
    letter, marks = report.letter, Marks(report.findings)
    groups = lay_out(letter, marks) if letter else []
    tally = Counter(finding.level for finding in report.findings)
    return View(
        number=number,
        path=seen(report.path),
        kind=report.kind,
        error=seen(report.error.message) if report.error else "",
        groups=groups,
        cards=[_card(letter, at, one, marks) for at, one in enumerate(report.findings, 1) if letter],
        waived=[_card(letter, 0, one.finding, marks, _reason(one)) for one in report.waived if letter],
        stale=[(where(one.place), seen(one.message)) for one in report.stale],
        counts={level: tally[level] for level in LEVELS},
        grade=_grade(report, settings),
        test=tested(report, groups, settings.sixty_minutes.threshold),
    )


def _reason(waived: Waived) -> str:
    return f"{waived.reason} (the {'document says' if waived.in_document else 'settings say'} so)"


def summary(views: Sequence[View]) -> str:
    """All letters in one line, as the terminal says it."""
    read = [one for one in views if not one.error]
    total = sum((Counter(one.counts) for one in read), Counter[Level]())
    letters = counted(len(read), "letter")
    if not read:
        return "No letter was checked."
    said = ", ".join(f"{total[level]:,} {words}" for level, words in LEVELS.items() if total[level])
    failed = f" {len(views) - len(read)} could not be checked." if len(read) < len(views) else ""
    return f"{letters} checked: {said or 'nothing to change'}.{failed}"


def _card(letter: Letter, number: int, finding: Finding, marks: Marks, reason: str = "") -> Card:
    words = letter.text[finding.span.start : finding.span.end]
    return Card(
        number=number,
        level=finding.level,
        words=on_one_line(words),
        choices=tuple(" ".join(seen(choice).split()) for choice in finding.suggestions),
        why=seen(finding.message),
        rule=finding.rule,
        term=finding.term,
        place=where(letter.map.place(finding.span)),
        drawn=number in marks.drawn,
        reason=seen(reason),
    )


def _grade(report: Report, settings: Settings) -> Grade | None:
    scores = report.readability
    if scores is None or scores.grade is None:
        return None
    limit = float(_COMMON_GRADE if settings.grade_limit is None else settings.grade_limit)
    size = f"{counted(scores.words, 'word')}, {counted(scores.sentences, 'sentence')}"
    return Grade(scores.grade, limit, settings.grade_limit is not None, _on(scores.grade), _on(limit), size)


def _on(grade: float) -> float:
    return round(100 * min(max(grade, 0.0), _SCALE) / _SCALE, 1)
