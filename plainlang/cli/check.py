"""`plainlang check`: judges letters and reports."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli.letters import drawn, expanded, opened, tell, write_report
from plainlang.cli.options import (
    AdverseOption,
    CacheOption,
    ConfigOption,
    Exit,
    FailOn,
    GlossaryOption,
    Kind,
    KindOption,
    Paths,
    Reader,
    ReaderOption,
    ReportFormat,
    To,
    ToOption,
    prepare,
)
from plainlang.cli.progress import progress
from plainlang.errors import PlainlangError

if TYPE_CHECKING:
    from plainlang.checking import SixtyMinutesRun
    from plainlang.config import Settings
    from plainlang.glossary.compiled import Glossary
    from plainlang.report import Report

EXAMPLE = "Example: plainlang check draft.docx   ·   plainlang check letters/ --format json -o report.json"


def check(
    paths: Paths,
    format: Annotated[
        ReportFormat, typer.Option("--format", help="What the report looks like.")
    ] = ReportFormat.TERMINAL,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the report to this file.")
    ] = None,
    kind: KindOption = None,
    reader: ReaderOption = None,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", help="Exit with 1 from this level on; should, when nothing says otherwise."),
    ] = None,
    sixty_minutes: Annotated[
        bool, typer.Option("--sixty-minutes/--no-sixty-minutes", help="Also run the 60 Minutes test on letters.")
    ] = True,
    to: ToOption = None,
    adverse: AdverseOption = None,
    no_cache: CacheOption = False,
) -> None:
    """Marks the words a reader would not understand, says why, and offers plain words."""
    settings, terms = prepare(glossary, config, cache=not no_cache, beside=paths[0])
    test = (to, adverse) if sixty_minutes else None
    reports = _check_all(paths, terms, settings, kind, reader, test)
    tell(report.error for report in reports)
    content = _rendered(reports, format, settings, to_file=output is not None)
    write_report(content, output, (report.path for report in reports), for_people=format is ReportFormat.TERMINAL)
    raise typer.Exit(_exit_code(reports, fail_on.value if fail_on else settings.fail_on))


def _check_all(
    paths: list[str],
    terms: Glossary,
    settings: Settings,
    kind: Kind | None,
    reader: Reader | None,
    test: tuple[To | None, bool | None] | None,
) -> list[Report]:
    from plainlang.checking import check as check_one
    from plainlang.report import Report

    what = kind.value if kind else None
    how = reader.value if reader else None
    reports: list[Report] = []
    letters = list(expanded(paths))
    with progress(len(letters)) as advance:
        for path, data in opened(letters):
            if isinstance(data, PlainlangError):
                reports.append(Report(path=path, kind=what or "letter", error=data))
            else:
                run = _test_of(path, *test) if test else None
                reports.append(check_one(path, data, terms, settings, kind=what, reader=how, test=run))
            advance()
    return reports


def _test_of(path: str, to: To | None, adverse: bool | None) -> SixtyMinutesRun:
    from plainlang.checking import SixtyMinutesRun
    from plainlang.facts.profile import Reader as Audience
    from plainlang.sixty_answers import load_answers

    return SixtyMinutesRun(Audience(to.value) if to else None, adverse, load_answers(path))


def _rendered(reports: list[Report], format: ReportFormat, settings: Settings, *, to_file: bool) -> str:
    if format is ReportFormat.HTML:
        from plainlang.reporters import as_html

        return as_html.render(reports, settings=settings)
    if format is not ReportFormat.TERMINAL:
        from plainlang.reporters.table import render

        return render(format.value, reports)
    from plainlang.reporters import terminal

    return drawn(partial(terminal.render, reports), to_file=to_file)


def _exit_code(reports: list[Report], fail_on: str) -> Exit:
    from plainlang.finding import Level

    if any(report.error is not None for report in reports):
        return Exit.UNREADABLE
    if fail_on == "never":
        return Exit.CLEAN
    least = Level(fail_on).rank
    found = any(finding.level.rank >= least for report in reports for finding in report.findings)
    return Exit.FINDINGS if found else Exit.CLEAN
