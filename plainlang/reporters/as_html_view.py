"""What the page shows of each letter, ready to be drawn: no template has to work anything out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plainlang.config import Settings
from plainlang.finding import Level
from plainlang.report import Report
from plainlang.reporters.as_html_cards import Card, Kept, cards, kept
from plainlang.reporters.as_html_letter import Group, Marks, lay_out
from plainlang.reporters.as_html_places import in_words
from plainlang.reporters.as_html_sixty import Tested, tested
from plainlang.reporters.as_html_words import LEVELS, counted, seen

_SCALE = 16.0
"""The highest grade the scale shows; a letter above it stands at its end."""
_COMMON_GRADE = 8.0
"""Half of all adults read at this grade or below (checks/easy_to_read.py); shown where no limit is set."""


class Grade(NamedTuple):
    """The reading grade, and where it and its limit stand on the scale (0 to 100)."""

    grade: float
    limit: float
    is_set: bool
    at: float
    limit_at: float
    size: str


class View(NamedTuple):
    """One letter of the page. by_mark: the card of each mark. stale: place and message of comments to plainlang that
    waive nothing.
    """

    number: int
    path: str
    kind: str
    error: str
    groups: Sequence[Group]
    cards: Sequence[Card]
    by_mark: Mapping[int, Card]
    waived: Sequence[Kept]
    stale: Sequence[tuple[str, str]]
    counts: dict[Level, int]
    grade: Grade | None
    test: Tested | None
    known: int


def view(report: Report, number: int, settings: Settings) -> View:
    """What is shown of one letter; of one that could not be read, the reason alone."""
    letter, marks = report.letter, Marks(report.findings)
    groups = lay_out(letter, marks) if letter else []
    made, by_mark = cards(letter, report.findings, marks) if letter else ([], {})
    tally = Counter(finding.level for finding in report.findings)
    return View(
        number=number,
        path=seen(report.path),
        kind=report.kind,
        error=seen(report.error.message) if report.error else "",
        groups=groups,
        cards=made,
        by_mark=by_mark,
        waived=list(kept(letter, report.waived)) if letter else [],
        stale=[(in_words(one.place), seen(one.message)) for one in report.stale],
        counts={level: tally[level] for level in LEVELS},
        grade=_grade(report, settings),
        test=tested(report, groups, settings.sixty_minutes.threshold),
        known=report.known,
    )


def summary(views: Sequence[View]) -> str:
    """All letters in one line, as the terminal says it."""
    read = [one for one in views if not one.error]
    total = sum((Counter(one.counts) for one in read), Counter[Level]())
    letters = counted(len(read), "letter")
    if not read:
        return "No letter was checked."
    said = ", ".join(f"{total[level]:,} {words}" for level, words in LEVELS.items() if total[level])
    failed = f" {len(views) - len(read)} could not be checked." if len(read) < len(views) else ""
    known = sum(one.known for one in read)
    left_out = f" Left out, as the baseline says: {counted(known, 'known finding')}." if known else ""
    return f"{letters} checked: {said or 'nothing to change'}.{left_out}{failed}"


def _grade(report: Report, settings: Settings) -> Grade | None:
    scores = report.readability
    if scores is None or scores.grade is None:
        return None
    limit = float(_COMMON_GRADE if settings.grade_limit is None else settings.grade_limit)
    size = f"{counted(scores.words, 'word')}, {counted(scores.sentences, 'sentence')}"
    return Grade(scores.grade, limit, settings.grade_limit is not None, _on(scores.grade), _on(limit), size)


def _on(grade: float) -> float:
    return round(100 * min(max(grade, 0.0), _SCALE) / _SCALE, 1)
