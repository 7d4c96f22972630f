"""From the report on one letter to its row."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

from plainlang.audit.row import Costly, Paragraph, Row, cost_of
from plainlang.finding import Finding
from plainlang.glossary.compiled import Glossary
from plainlang.letter import Letter
from plainlang.report import Report
from plainlang.sixty_minutes import SixtyMinutes

_READING_GRADE = "reading-grade"


def plain_words(glossary: Glossary) -> dict[tuple[str, str], str]:
    """What to say instead of each term, in its plain form: (kind, name in small letters) -> words."""
    return {(term.kind, term.name.lower()): term.says[0].one for term in reversed(glossary.terms) if term.says}


def row_of(report: Report, digest: str, plain: Mapping[tuple[str, str], str]) -> Row:
    """The row of one letter. digest: of the file's bytes. plain: from `plain_words`."""
    if report.error is not None or report.letter is None:
        error = report.error.message if report.error is not None else "There is no letter. Check the file."
        return Row(report.path, report.kind, digest, error=error)
    levels = Counter(finding.level.value for finding in report.findings)
    scores, test = report.readability, report.sixty_minutes
    return Row(
        path=report.path,
        kind=report.kind,
        digest=digest,
        words=scores.words if scores else 0,
        sentences=scores.sentences if scores else 0,
        grade=scores.grade if scores else None,
        must=levels["must"],
        should=levels["should"],
        note=levels["note"],
        verdict=test.outcome.value if test else "not-applicable",
        scores={part.value: score for part, score in test.scores.items()} if test and test.scores else None,
        failed=_failed(test),
        costly=_costly(report.letter, report.findings, plain),
        paragraphs=_paragraphs(report.letter, report.findings),
    )


def _failed(test: SixtyMinutes | None) -> tuple[str, ...]:
    return tuple(one.check.id for one in test.checked if one.answer.verdict.value == "fail") if test else ()


def _costly(letter: Letter, findings: tuple[Finding, ...], plain: Mapping[tuple[str, str], str]) -> tuple[Costly, ...]:
    """Each thing that was found, once, with its count; those found more often first."""
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for finding in findings:
        if finding.rule == _READING_GRADE:
            continue  # it is about the whole letter; its grade has a column of its own
        words = finding.term or _found(letter, finding).lower()
        instead = plain.get((finding.rule, words.lower())) or (finding.suggestions[0] if finding.suggestions else "")
        counted[finding.rule, finding.level.value, words, instead] += 1
    return tuple(Costly(*key, count) for key, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _found(letter: Letter, finding: Finding) -> str:
    return _even(letter.text[finding.span.start : finding.span.end])


def _even(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(letter: Letter, findings: tuple[Finding, ...]) -> tuple[Paragraph, ...]:
    """The blocks that hold findings, in their order."""
    starts = [block.span.start for block in letter.blocks]
    held: dict[int, list[Finding]] = {}
    for finding in findings:
        number = bisect_right(starts, finding.span.start) - 1
        if number >= 0 and finding.rule != _READING_GRADE:
            held.setdefault(number, []).append(finding)
    return tuple(_paragraph(letter, number, inside) for number, inside in held.items())


def _paragraph(letter: Letter, number: int, inside: list[Finding]) -> Paragraph:
    span = letter.blocks[number].span
    words = tuple(_found(letter, finding) for finding in inside)
    weight = sum(cost_of(finding.level.value) for finding in inside)
    return Paragraph(_even(letter.text[span.start : span.end]), words, weight)
