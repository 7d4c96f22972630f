"""The report as JUnit XML, for build servers: a test case for each letter.

Written with junitparser: it is kept up (5.0.3, September 2026; Apache-2.0), counts for itself, and writes what
Jenkins, GitLab and Azure read. junit-xml had its last release in January 2023. The import takes up to 0.1 s, in this
report alone.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from plainlang.finding import Finding, Level
from plainlang.report import Report
from plainlang.reporters.places import where
from plainlang.reporters.regions import path_from_here
from plainlang.reporters.signs import one_line, xml_safe

_LABEL = {Level.MUST: "must change", Level.SHOULD: "should change", Level.NOTE: "worth a look"}


def render(reports: Iterable[Report]) -> str:
    """One suite. A letter fails with findings of level must or should; notes and the verdict are its output."""
    suite = TestSuite("plainlang")
    suite.add_testcases([_case(report) for report in reports])
    root = JUnitXml("plainlang")
    root.add_testsuite(suite)
    root.tests, root.failures, root.errors = suite.tests, suite.failures, suite.errors
    page = BytesIO()
    root.write(page)
    return page.getvalue().decode() + "\n"


def _case(report: Report) -> TestCase:
    folder, name = posixpath.split(path_from_here(report.path))
    case = TestCase(xml_safe(name), xml_safe(folder or "."))
    if report.error is not None:
        case.result = _result(Error, report.error.message, report.error.code, [str(report.error)])
    grave = [finding for finding in report.findings if finding.level is not Level.NOTE]
    if grave:
        graver = max(finding.level.rank for finding in grave)
        kind = next(level for level in Level if level.rank == graver)
        case.result = _result(Failure, _counted(grave), str(kind), _lines(report, grave))
    output = list(_output(report))
    if output:
        case.system_out = xml_safe("\n".join(output))
    return case


def _result(kind: type[Error | Failure], message: str, name: str, lines: Iterable[str]) -> Error | Failure:
    result = kind(xml_safe(one_line(message)), name)
    result.text = xml_safe("\n".join(lines))
    return result


def _counted(findings: Sequence[Finding]) -> str:
    counts = {level: sum(finding.level is level for finding in findings) for level in Level}
    return ", ".join(f"{count} {_LABEL[level]}" for level, count in counts.items() if count)


def _lines(report: Report, findings: Iterable[Finding]) -> Iterator[str]:
    """A line for each finding, as at the terminal: the place, the words, what to say instead, and why."""
    assert report.letter is not None
    for finding in findings:
        words = one_line(report.letter.text[finding.span.start : finding.span.end])
        better = " | ".join(one_line(words) or "leave it out" for words in finding.suggestions)
        swap = f"{words} → {better}" if better else words
        place = where(report.letter.map.place(finding.span))
        yield f"{place}: {_LABEL[finding.level]}: {swap}. {one_line(finding.message)} [{finding.rule}]"


def _output(report: Report) -> Iterator[str]:
    if report.letter is None:
        return
    yield from _lines(report, (finding for finding in report.findings if finding.level is Level.NOTE))
    test = report.sixty_minutes
    if test is not None:
        yield f"60 Minutes test: {test.outcome}. {one_line(test.reason)}"
        for one in test.fixes:
            yield f"{one_line(one.answer.message)} [{one.check.id}]"
    if report.waived:
        yield f"Waived: {len(report.waived)}"
    for stale in report.stale:
        yield f"{where(stale.place)}: {one_line(stale.message)}"
