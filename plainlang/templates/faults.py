"""What has to be mended in a letter of the library, each thing told once, where it can be mended."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plainlang.answer import Verdict
from plainlang.errors import PlainlangError
from plainlang.finding import Finding, Level
from plainlang.report import Report
from plainlang.reporters.places import where
from plainlang.sixty_minutes import Outcome
from plainlang.templates.library import LetterTemplate

_BAD = (Outcome.NOT_READY, Outcome.NEEDS_WORK)
_FOLLOWS = "plain-words"
"""The check that rests on words alone; each of them is told anyhow."""
_GRADE = "easy-to-read"
Words = tuple[str, str]
"""A rule, and the term or the words that it marks."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend in a letter of the library. where: a file, with line and column where they are known, or the
    samples. shared: the file is not the letter's own, so that other letters may have the same fault."""

    where: str
    said: str
    shared: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.said}"


def refused(letter: LetterTemplate, error: PlainlangError) -> Fault:
    """A refusal, as a fault of the letter or of a file that it shares with others."""
    file = error.where
    shared = file.startswith(f"{letter.library.folder}{os.sep}") and not file.startswith(f"{letter.folder}{os.sep}")
    return Fault(file, error.message, shared)


def serious(report: Report) -> list[Finding]:
    """The findings that have to be mended."""
    return [finding for finding in report.findings if finding.level is not Level.NOTE]


def words_of(report: Report) -> set[Words]:
    """What is marked in a letter, to tell it again in another letter made of it."""
    return {_key(report, finding) for finding in serious(report)}


def of_source(letter: LetterTemplate, report: Report) -> Iterator[Fault]:
    """Jargon in the template itself and in its parts, with the place of the words."""
    if report.error is not None:
        yield refused(letter, report.error)
    for finding in serious(report):
        assert report.letter is not None
        place = report.letter.map.place(finding.span)
        path = Path(os.path.normpath(letter.folder / place.file)) if place.file else letter.source
        spot = where(place).removeprefix(f"{place.file}, ")
        yield Fault(f"{path}, {spot}", _words(report, finding), not path.is_relative_to(letter.folder))


def of_trial(report: Report, limit: float, known: set[Words]) -> Iterator[str]:
    """What is wrong with a letter that was filled in, apart from the words that are known from its template, and from
    what only follows from words or from another fault."""
    if report.error is not None:
        yield report.error.message
        return
    yield from (_words(report, finding) for finding in serious(report) if _key(report, finding) not in known)
    grade = report.readability.grade if report.readability else None
    hard = grade is not None and grade > limit
    if hard:
        yield f"The letter reads at grade {grade:g}; the limit for this reader is {limit:g}."
    test = report.sixty_minutes
    assert test is not None
    for checked in test.checked:
        follows = checked.check.id == _FOLLOWS or (checked.check.id == _GRADE and hard)
        if checked.answer.verdict is Verdict.FAIL and not follows:
            yield f"[{checked.check.id}] {checked.answer.message}"
    if test.outcome is Outcome.NOT_APPLICABLE:
        yield f"The 60 Minutes test says {test.outcome}. {test.reason}"


def over_samples(letter: LetterTemplate, said: Mapping[str, Iterable[str]]) -> Iterator[Fault]:
    """What is said of each sample by name; what is said of several is told once."""
    samples: dict[str, list[str]] = {}
    for name, sentences in said.items():
        for sentence in sentences:
            samples.setdefault(sentence, []).append(name)
    for sentence, names in samples.items():
        each = len(names) > 1 and len(names) == len(letter.sample_names)
        which = "every sample" if each else f"sample{'s' if len(names) > 1 else ''} {', '.join(names)}"
        yield Fault(f"{letter.name}, {which}", sentence)


def of_before(letter: LetterTemplate, report: Report, words: Iterable[str], checks: Iterable[str]) -> Iterator[Fault]:
    """What `before.txt` was written with and plainlang does not see."""
    path = str(letter.folder / "before.txt")
    if report.error is not None or report.letter is None or report.sixty_minutes is None:
        yield Fault(path, report.error.message if report.error else "It cannot be tested.")
        return
    marked = [_marked(report, finding).lower() for finding in serious(report)]
    for word in words:
        if not any(word.lower() in one for one in marked):
            yield Fault(path, f"No rule marks “{word}”, a fault it was written with.")
    failed = {one.check.id for one in report.sixty_minutes.checked if one.answer.verdict is Verdict.FAIL}
    for name in checks:
        if name not in failed:
            yield Fault(path, f"The check {name} does not fail, as it should.")
    if report.sixty_minutes.outcome not in _BAD:
        yield Fault(path, f"The 60 Minutes test says {report.sixty_minutes.outcome}, though it is full of faults.")


def _key(report: Report, finding: Finding) -> Words:
    return finding.rule, finding.term or _marked(report, finding).lower()


def _marked(report: Report, finding: Finding) -> str:
    assert report.letter is not None
    return " ".join(report.letter.text[finding.span.start : finding.span.end].split())


def _words(report: Report, finding: Finding) -> str:
    better = f" → {' | '.join(finding.suggestions)}" if finding.suggestions else ""
    return f"“{_marked(report, finding)}”{better}: {finding.message}"
