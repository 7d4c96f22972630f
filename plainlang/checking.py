"""The pipeline: bytes -> letter -> reading -> findings -> report. The only room that knows every floor below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from plainlang.config import Settings
from plainlang.errors import PlainlangError, UnreadableError
from plainlang.finding import Finding, Level
from plainlang.glossary.compiled import Glossary
from plainlang.language.reading import Reading
from plainlang.letter import Letter
from plainlang.readability import Readability, measure
from plainlang.readers.table import read_letter
from plainlang.report import Report, Waived
from plainlang.rules import RULES
from plainlang.rules.found import Found
from plainlang.spans import Stretches

_TEMPLATE_MARKS = ("{{", "{%", "«", "%{", "<<")
LONGEST_LETTER = 500_000
"""Characters; about 80,000 words, or 250 pages. A longer file is no letter but a heap of them."""
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
) -> Report:
    """Judges one letter. `path` names it in the report; a letter that cannot be read gives a report with `error`."""
    try:
        letter = read_letter(path, data, reader=reader)
    except PlainlangError as error:
        return Report(path=path, kind=kind or "letter", error=error)
    if len(letter.text) > LONGEST_LETTER:
        return Report(path=path, kind=kind or "letter", error=_too_long(path, len(letter.text)))
    reading = Reading(letter)
    scores = measure(reading)
    findings = [*find(reading, glossary, settings), *_over_limit(reading, scores, settings)]
    kept, waived = _waive(path, letter, findings, settings, today or date.today())
    return Report(
        path=path,
        kind=kind or guess_kind(letter),
        letter=letter,
        findings=kept,
        waived=waived,
        readability=scores,
    )


def _too_long(path: str, length: int) -> UnreadableError:
    what = f"This document holds {length:,} characters; {LONGEST_LETTER:,} are the most that is checked at once."
    return UnreadableError(path, what, "Split it into letters.", code="too-long")


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


def _over_limit(reading: Reading, scores: Readability, settings: Settings) -> list[Finding]:
    """A letter above the grade limit is one finding, on its longest sentence: the one to shorten first."""
    limit = settings.grade_limit
    level = settings.level_of("reading-grade", Level.SHOULD)
    prose = [sentence.span for sentence in reading.sentences if reading.holds_sentences(sentence.block)]
    if limit is None or level is None or scores.grade is None or scores.grade <= limit or not prose:
        return []
    longest = max(prose, key=lambda span: len(reading.plain[span.start : span.end].split()))
    message = (
        f"The letter reads at grade {scores.grade:g}; the limit is {limit:g}. "
        "This is its longest sentence: make two of it."
    )
    return [Finding(rule="reading-grade", level=level, span=longest, message=message)]


def _waive(
    path: str, letter: Letter, findings: Sequence[Finding], settings: Settings, today: date
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    kept, waived = [], []
    for finding in findings:
        words = letter.text[finding.span.start : finding.span.end]
        waiver = next((w for w in settings.waivers if w.covers(path, words, finding, today)), None)
        if waiver is None:
            kept.append(finding)
        else:
            waived.append(Waived(finding, waiver.reason))
    return tuple(sorted(kept, key=lambda finding: finding.span)), tuple(waived)


def guess_kind(letter: Letter) -> str:
    """template where merge fields or template tags stand, form where much is filled in by hand, else letter."""
    if any(letter.text.startswith(_TEMPLATE_MARKS, blank.span.start) for blank in letter.blanks):
        return "template"
    return "form" if len(letter.blanks) >= _FORM_BLANKS else "letter"
