"""Whether a letter of the library is as good as it has to be: its words, each sample, each branch, and its before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plainlang.answer import Verdict
from plainlang.checking import SixtyMinutesRun, check
from plainlang.config import Settings
from plainlang.errors import PlainlangError
from plainlang.facts.profile import Reader
from plainlang.finding import Finding, Level
from plainlang.glossary.compiled import Glossary
from plainlang.report import Report
from plainlang.reporters.places import where
from plainlang.sixty_minutes import Outcome
from plainlang.templates.branches import Tracer
from plainlang.templates.field import Sample
from plainlang.templates.library import LetterTemplate
from plainlang.templates.limits import render_within, set_limits
from plainlang.templates.rendering import Form, open_form

GRADES = {Reader.EMPLOYER: 8.9}
"""The highest reading grade for a reader; the rubric of the 60 Minutes test sets both."""
PARENTS_GRADE = 6.9
_BAD = (Outcome.NOT_READY, Outcome.NEEDS_WORK)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend in a letter of the library. where: a file, with line and column where they are known, or a
    sample."""

    where: str
    said: str

    def __str__(self) -> str:
        return f"{self.where}: {self.said}"


@dataclass(frozen=True, slots=True)
class Trial:
    """A letter filled in with one of its samples. text: as Markdown. report: with the 60 Minutes test."""

    sample: str
    about: str
    text: str
    report: Report
    reader: Reader

    @property
    def limit(self) -> float:
        """The highest reading grade this reader is to be asked for."""
        return GRADES.get(self.reader, PARENTS_GRADE)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found out about a letter. before: the report on `before.txt`, where there is one."""

    letter: LetterTemplate
    trials: tuple[Trial, ...]
    before: Report | None
    faults: tuple[Fault, ...]


def prove(letter: LetterTemplate, terms: Glossary, settings: Settings, tracer: Tracer | None = None) -> Proof:
    """Tries a letter in every way. `tracer` keeps the branches of shared parts over several letters.

    A fault that keeps the letter from being filled in at all is its only one.
    """
    tracer = tracer or set_limits(Tracer(letter.library.folder))
    try:
        form = open_form(letter, tracer)
        source = check(str(letter.source), letter.source.read_bytes(), terms, settings, kind="template")
        faults = [*_unused(letter, form), *_of_source(source)]
        tried = [_try(form, name, terms, settings) for name in letter.sample_names]
        before = _before(letter, terms, settings)
        expected = letter.before
    except PlainlangError as error:
        return Proof(letter, (), None, (Fault(error.where, error.message),))
    trials = tuple(one for one in tried if isinstance(one, Trial))
    faults += [fault for one in tried if isinstance(one, list) for fault in one]
    faults += [fault for trial in trials for fault in _of_trial(letter, trial)]
    faults += [*_of_samples(letter), *_of_branches(letter, tracer)]
    faults += [] if before is None or expected is None else _of_before(letter, before, expected.words, expected.checks)
    return Proof(letter, trials, before, tuple(faults))


def shared_branches(letters: Iterable[LetterTemplate], tracer: Tracer) -> list[Fault]:
    """The branches of shared parts that no sample of any letter reaches."""
    own = {letter.name for letter in letters}
    return [Fault(f"{one.file}:{one.line}", str(one)) for one in tracer.missed if one.file.split("/")[0] not in own]


def audience(letter: LetterTemplate, sample: Sample) -> Reader:
    """Who reads this sample of the letter."""
    return Reader(sample.reader or letter.about.reader[0])


def _try(form: Form, name: str, terms: Glossary, settings: Settings) -> Trial | list[Fault]:
    letter, sample = form.letter, form.letter.sample(name)
    path = str(letter.folder / "samples" / f"{name}.yaml")
    values, wrong = form.read(sample.fields)
    if wrong:
        return [Fault(path, str(fault)) for fault in wrong]
    text = render_within(form, values)
    reader = audience(letter, sample)
    adverse = letter.about.adverse if sample.adverse is None else sample.adverse
    run = SixtyMinutesRun(reader=reader, adverse=adverse)
    report = check(f"{letter.name} ({name}).md", text.encode(), terms, settings, kind="letter", test=run)
    return Trial(name, sample.about, text, report, reader)


def _before(letter: LetterTemplate, terms: Glossary, settings: Settings) -> Report | None:
    path = letter.folder / "before.txt"
    if not path.is_file():
        return None
    return check(str(path), path.read_bytes(), terms, settings, kind="letter", test=SixtyMinutesRun())


def _unused(letter: LetterTemplate, form: Form) -> Iterator[Fault]:
    for name in letter.about.fields:
        if name not in form.fields:
            yield Fault(str(letter.folder / "fields.yaml"), f"The template never uses the field {name}. Take it out.")


def _of_source(report: Report) -> Iterator[Fault]:
    """Jargon in the template itself, with the place of the words."""
    if report.error is not None:
        yield Fault(report.error.where, report.error.message)
    for finding in _serious(report):
        assert report.letter is not None
        place = report.letter.map.place(finding.span)
        yield Fault(f"{report.path}, {where(place)}", _words(report, finding))


def _of_trial(letter: LetterTemplate, trial: Trial) -> Iterator[Fault]:
    at, report = f"{letter.name}, sample {trial.sample}", trial.report
    if report.error is not None:
        yield Fault(at, report.error.message)
        return
    yield from (Fault(at, _words(report, finding)) for finding in _serious(report))
    grade = report.readability.grade if report.readability else None
    if grade is not None and grade > trial.limit:
        yield Fault(at, f"The letter reads at grade {grade:g}; the limit for this reader is {trial.limit:g}.")
    test = report.sixty_minutes
    assert test is not None
    for checked in test.checked:
        if checked.answer.verdict is Verdict.FAIL:
            yield Fault(at, f"[{checked.check.id}] {checked.answer.message}")
    if test.outcome in (*_BAD, Outcome.NOT_APPLICABLE):
        yield Fault(at, f"The 60 Minutes test says {test.outcome}. {test.reason}")


def _of_samples(letter: LetterTemplate) -> Iterator[Fault]:
    if len(letter.sample_names) < 2:
        yield Fault(
            f"{letter.folder}/samples", "A letter needs two samples or more: an ordinary case and an awkward one."
        )


def _of_branches(letter: LetterTemplate, tracer: Tracer) -> Iterator[Fault]:
    for branch in tracer.missed:
        if branch.file.split("/")[0] == letter.name:
            yield Fault(f"{letter.library.folder / branch.file}, line {branch.line}", str(branch))


def _of_before(letter: LetterTemplate, report: Report, words: Iterable[str], checks: Iterable[str]) -> Iterator[Fault]:
    """What `before.txt` was written with and plainlang does not see."""
    path = str(letter.folder / "before.txt")
    if report.error is not None or report.letter is None or report.sixty_minutes is None:
        yield Fault(path, report.error.message if report.error else "It cannot be tested.")
        return
    marked = [_marked(report, finding).lower() for finding in _serious(report)]
    for word in words:
        if not any(word.lower() in one for one in marked):
            yield Fault(path, f"No rule marks “{word}”, a fault it was written with.")
    failed = {one.check.id for one in report.sixty_minutes.checked if one.answer.verdict is Verdict.FAIL}
    for name in checks:
        if name not in failed:
            yield Fault(path, f"The check {name} does not fail, as it should.")
    if report.sixty_minutes.outcome not in _BAD:
        yield Fault(path, f"The 60 Minutes test says {report.sixty_minutes.outcome}, though it is full of faults.")


def _serious(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.level is not Level.NOTE]


def _marked(report: Report, finding: Finding) -> str:
    assert report.letter is not None
    return " ".join(report.letter.text[finding.span.start : finding.span.end].split())


def _words(report: Report, finding: Finding) -> str:
    return f"“{_marked(report, finding)}”: {finding.message}"
