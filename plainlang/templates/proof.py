"""Whether a letter of the library is as good as it has to be: its words, each sample, each branch, and its before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from plainlang.checking import SixtyMinutesRun, check
from plainlang.config import Settings
from plainlang.errors import PlainlangError
from plainlang.facts.profile import Reader
from plainlang.glossary.compiled import Glossary
from plainlang.plain_yaml import Outline
from plainlang.report import Report
from plainlang.templates.asked import asked_for, unknown
from plainlang.templates.branches import Tracer
from plainlang.templates.faults import Fault, of_before, of_source, of_trial, over_samples, refused, words_of
from plainlang.templates.field import Sample
from plainlang.templates.library import LetterTemplate
from plainlang.templates.limits import render_within, set_limits
from plainlang.templates.office_faults import from_office, office_faults
from plainlang.templates.rendering import FieldFault, Form, open_form

GRADES = {Reader.EMPLOYER: 8.9}
"""The highest reading grade for a reader; the rubric of the 60 Minutes test sets both."""
PARENTS_GRADE = 6.9


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

    @property
    def whole(self) -> bool:
        """True where every sample could be tried."""
        return len(self.trials) == len(self.letter.sample_names)


def prove(letter: LetterTemplate, terms: Glossary, settings: Settings, tracer: Tracer | None = None) -> Proof:
    """Tries a letter in every way. `tracer` keeps the branches of shared parts over several letters.

    A fault that keeps the letter from being filled in at all is its only one. What only follows from another fault is
    left out: the branches that are not reached because a sample could not be tried, and the template's words met again.
    """
    tracer = tracer or set_limits(Tracer(letter.library.folder))
    try:
        wrong = [refused(letter, one) for one in unknown(letter, asked_for(letter, tracer))]
        if wrong:
            return Proof(letter, (), None, tuple(wrong))
        form = open_form(letter, tracer)
        source = check(str(letter.source), letter.source.read_bytes(), terms, settings, kind="template")
        before, expected = _before(letter, terms, settings), letter.before
        office = list(office_faults(form, _left_to_office(letter)))
    except PlainlangError as error:
        return Proof(letter, (), None, (refused(letter, error),))
    tried = [_try(form, name, terms, settings) for name in letter.sample_names]
    trials = tuple(one for one in tried if isinstance(one, Trial))
    faults = [*office, *_unused(letter, form), *of_source(letter, source)]
    faults += [fault for one in tried if isinstance(one, list) for fault in one]
    known = words_of(source)
    faults += over_samples(letter, {one.sample: of_trial(one.report, one.limit, known) for one in trials})
    faults += _of_samples(letter)
    faults += [] if before is None or expected is None else of_before(letter, before, expected.words, expected.checks)
    proof = Proof(letter, trials, before, tuple(dict.fromkeys(faults)))
    return replace(proof, faults=(*proof.faults, *_of_branches(letter, tracer))) if proof.whole else proof


def shared_branches(letters: Iterable[LetterTemplate], tracer: Tracer) -> list[Fault]:
    """The branches of shared parts that no sample of any letter reaches."""
    own = {letter.name for letter in letters}
    missed = [one for one in tracer.missed if one.file.split("/")[0] not in own]
    return [Fault(f"{tracer.folder / one.file}:{one.line}", str(one), shared=True) for one in missed]


def audience(letter: LetterTemplate, sample: Sample) -> Reader:
    """Who reads this sample of the letter."""
    return Reader(sample.reader or letter.about.reader[0])


def _left_to_office(letter: LetterTemplate) -> set[str]:
    """The fields that some sample does not fill in. A sample that cannot be read is told later."""
    left: set[str] = set()
    for name in letter.sample_names:
        with suppress(PlainlangError):
            left |= letter.declared.keys() - letter.sample(name).fields.keys()
    return left


def _try(form: Form, name: str, terms: Glossary, settings: Settings) -> Trial | list[Fault]:
    letter = form.letter
    try:
        sample = letter.sample(name)
        values, wrong = form.read(sample.fields)
        if wrong:
            return list(_of_values(letter, name, sample, wrong))
        text = render_within(form, values)
    except PlainlangError as error:
        return [refused(letter, error)]
    reader = audience(letter, sample)
    adverse = letter.about.adverse if sample.adverse is None else sample.adverse
    run = SixtyMinutesRun(reader=reader, adverse=adverse)
    report = check(f"{letter.name} ({name}).md", text.encode(), terms, settings, kind="letter", test=run)
    return Trial(name, sample.about, text, report, reader)


def _of_values(letter: LetterTemplate, name: str, sample: Sample, wrong: Iterable[FieldFault]) -> Iterator[Fault]:
    """The wrong values of a sample, by line; those that come from the office are told for `office.yaml`."""
    path = letter.folder / "samples" / f"{name}.yaml"
    outline = Outline(path.read_text("utf-8-sig"))
    for fault in wrong:
        if fault.field in sample.fields or fault.field not in from_office(letter.library):
            yield Fault(f"{path}:{outline.line(['fields', fault.field])}", str(fault))


def _before(letter: LetterTemplate, terms: Glossary, settings: Settings) -> Report | None:
    path = letter.folder / "before.txt"
    if not path.is_file():
        return None
    return check(str(path), path.read_bytes(), terms, settings, kind="letter", test=SixtyMinutesRun())


def _unused(letter: LetterTemplate, form: Form) -> Iterator[Fault]:
    path = letter.folder / "fields.yaml"
    spare = [name for name in letter.about.fields if name not in form.fields]
    outline = Outline(path.read_text("utf-8-sig"))
    for name in spare:
        yield Fault(
            f"{path}:{outline.line(['fields', name])}", f"The template never uses the field {name}. Take it out."
        )


def _of_samples(letter: LetterTemplate) -> Iterator[Fault]:
    if len(letter.sample_names) < 2:
        yield Fault(
            f"{letter.folder}/samples", "A letter needs two samples or more: an ordinary case and an awkward one."
        )


def _of_branches(letter: LetterTemplate, tracer: Tracer) -> Iterator[Fault]:
    for branch in tracer.missed:
        if branch.file.split("/")[0] == letter.name:
            yield Fault(f"{letter.library.folder / branch.file}:{branch.line}", str(branch))
