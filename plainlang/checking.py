"""The pipeline: bytes -> letter -> reading -> findings and answers -> report. It alone knows every floor below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from plainlang.config import Settings
from plainlang.errors import PlainlangError, UnreadableError, internal_error
from plainlang.finding import Finding, Level
from plainlang.glossary.compiled import Glossary
from plainlang.language.reading import Reading
from plainlang.letter import Letter
from plainlang.readability import Readability, measure
from plainlang.readers.length import LONGEST_LETTER, too_long
from plainlang.readers.table import TEMPLATE_SUFFIXES, read_letter
from plainlang.reading_grade import find_over_limit
from plainlang.report import Report
from plainlang.rules import RULES
from plainlang.rules.found import Found
from plainlang.spans import Stretches
from plainlang.waivers import waive

if TYPE_CHECKING:
    from plainlang.facts.profile import Reader, Told
    from plainlang.sixty_answers import Answers
    from plainlang.sixty_minutes import SixtyMinutes


@dataclass(frozen=True, slots=True)
class SixtyMinutesRun:
    """How the 60 Minutes test is to run on one letter.

    reader: who gets the letter, where somebody told. adverse: whether it takes something away, where somebody told.
    answers: what a person answered on this letter before, or on an older state of it.
    """

    reader: Reader | None = None
    adverse: bool | None = None
    answers: Answers | None = None


_KINDS = ("letter", "template", "form")
_TEMPLATE_MARKS = ("{{", "{%", "«", "%{", "<<")
_FORM_BLANKS = 8
"""A document with this many lines and boxes to fill in by hand is a form."""


def check(
    path: str,
    data: bytes,
    glossary: Glossary,
    settings: Settings,
    *,
    kind: str | None = None,
    reader: str | None = None,
    today: date | None = None,
    test: SixtyMinutesRun | None = None,
) -> Report:
    """Judges one letter. `path` names it in the report; a letter that cannot be judged gives a report with `error`."""
    try:
        return _judged(path, data, glossary, settings, kind=kind, reader=reader, today=today, test=test)
    except PlainlangError as refusal:
        return Report(path=path, kind=kind or "letter", error=refusal)
    except Exception as error:  # noqa: BLE001 (a bug that one letter brings out must not cost the others their report)
        return Report(path=path, kind=kind or "letter", error=internal_error(path, error))


def _judged(
    path: str,
    data: bytes,
    glossary: Glossary,
    settings: Settings,
    *,
    kind: str | None,
    reader: str | None,
    today: date | None,
    test: SixtyMinutesRun | None,
) -> Report:
    letter = read_letter(path, data, reader=reader)
    if len(letter.text) > LONGEST_LETTER:
        raise too_long(path)
    reading = Reading(letter)
    scores = measure(reading)
    findings = [*find(reading, glossary, settings), *find_over_limit(reading, scores, settings)]
    kept, waived, stale = waive(path, letter, findings, settings, today or date.today())
    what = kind or _told_kind(letter) or guess_kind(letter)
    return Report(
        path=path,
        kind=what,
        letter=letter,
        findings=kept,
        waived=waived,
        stale=stale,
        readability=scores,
        sentences=tuple(sentence.span for sentence in reading.sentences),
        sixty_minutes=None if test is None else _tested(reading, settings, kept, scores, what, test),
    )


def _tested(
    reading: Reading,
    settings: Settings,
    findings: Sequence[Finding],
    scores: Readability,
    kind: str,
    test: SixtyMinutesRun,
) -> SixtyMinutes:
    from plainlang.facts.facts import Facts  # here, so that a check without the test does not wait for it
    from plainlang.sixty_minutes import judge

    facts = Facts(reading, settings, findings=findings, readability=scores, told=_told(reading.letter, test))
    answered = partial(test.answers.are_yes, reading.letter.source.data) if test.answers else None
    return judge(facts, kind, answered=answered)


def _told(letter: Letter, test: SixtyMinutesRun) -> Told:
    """What is known of the letter without guessing; the command line goes before the front matter.

    Raises UnreadableError for front matter that says something plainlang does not know.
    """
    from plainlang.facts.profile import Reader, Told

    reader, adverse = letter.told.get("reader"), letter.told.get("adverse")
    if reader is not None and reader not in tuple(Reader):
        what = f"The front matter says `reader: {reader}`."
        raise UnreadableError(letter.source.path, what, f"Say one of: {', '.join(Reader)}.", code="front-matter")
    if adverse is not None and not isinstance(adverse, bool):
        what = f"The front matter says `adverse: {adverse}`."
        raise UnreadableError(letter.source.path, what, "Say yes or no.", code="front-matter")
    told = Reader(str(reader)) if reader is not None else None
    return Told(test.reader or told, adverse if test.adverse is None else test.adverse)


def find(reading: Reading, glossary: Glossary, settings: Settings) -> list[Finding]:
    """The findings of all rules that are on, in the order of their place, one for each stretch of words."""
    found = Found(reading, glossary)
    findings = []
    for rule in RULES:
        if settings.level_of(rule.id, Level.NOTE) is not None:
            findings += [_levelled(finding, settings) for finding in rule.find(found)]
    return _without_overlaps(findings)


def _levelled(finding: Finding, settings: Settings) -> Finding:
    level = settings.level_of(finding.rule, finding.level)
    return finding if level in (None, finding.level) else replace(finding, level=level)


def _without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """Where two findings share words, the graver one stays, then the longer, then the earlier."""
    kept: list[Finding] = []
    taken = Stretches()
    order = sorted(findings, key=lambda finding: (-finding.level.rank, -len(finding.span), finding.span))
    for finding in order:
        if not taken.overlap(finding.span):
            kept.append(finding)
            taken.add(finding.span)
    return sorted(kept, key=lambda finding: finding.span)


def _told_kind(letter: Letter) -> str | None:
    """letter, template or form where the front matter says so. Raises UnreadableError when it says anything else."""
    kind = letter.told.get("kind")
    if kind is not None and kind not in _KINDS:
        what = f"The front matter says `kind: {kind}`."
        raise UnreadableError(letter.source.path, what, f"Say one of: {', '.join(_KINDS)}.", code="front-matter")
    return None if kind is None else str(kind)


def guess_kind(letter: Letter) -> str:
    """template where merge fields or template tags stand, form where much is filled in by hand, else letter."""
    if letter.source.path.lower().endswith(TEMPLATE_SUFFIXES):
        return "template"  # one that holds commands alone has no blanks
    if any(letter.text.startswith(_TEMPLATE_MARKS, blank.span.start) for blank in letter.blanks):
        return "template"
    return "form" if len(letter.blanks) >= _FORM_BLANKS else "letter"
