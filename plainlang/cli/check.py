"""`plainlang check`: judges letters and reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli.options import (
    CacheOption,
    ConfigOption,
    Exit,
    FailOn,
    Format,
    GlossaryOption,
    Kind,
    KindOption,
    Paths,
    Reader,
    ReaderOption,
    expanded,
    prepare,
)
from plainlang.errors import PlainlangError, UsageError
from plainlang.stdout import say

if TYPE_CHECKING:
    from plainlang.config import Settings
    from plainlang.glossary.compiled import Glossary
    from plainlang.report import Report

EXAMPLE = "Example: plainlang check draft.docx   ·   plainlang check letters/ --format json -o report.json"


def check(
    paths: Paths,
    format: Annotated[Format, typer.Option("--format", help="What the report looks like.")] = Format.TERMINAL,
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
    no_cache: CacheOption = False,
) -> None:
    """Marks the words a reader would not understand, says why, and offers plain words."""
    settings, terms = prepare(glossary, config, cache=not no_cache, beside=paths[0])
    reports = _check_all(paths, terms, settings, kind, reader)
    for report in reports:
        if report.error is not None:
            typer.echo(str(report.error), err=True)
    _write(reports, format, output)
    raise typer.Exit(_exit_code(reports, fail_on.value if fail_on else settings.fail_on))


def _check_all(
    paths: list[str], terms: Glossary, settings: Settings, kind: Kind | None, reader: Reader | None
) -> list[Report]:
    from plainlang.checking import check as check_one
    from plainlang.paths import read_bytes
    from plainlang.report import Report

    what = kind.value if kind else None
    reports: list[Report] = []
    for path, error in expanded(paths):
        try:
            if error is not None:
                raise error
            data = read_bytes(path)
        except PlainlangError as refusal:
            reports.append(Report(path=path, kind=what or "letter", error=refusal))
            continue
        reports.append(check_one(path, data, terms, settings, kind=what, reader=reader.value if reader else None))
    return reports


def _write(reports: list[Report], format: Format, output: Path | None) -> None:
    content = _as_json(reports) if format is Format.JSON else _for_people(reports, to_file=output is not None)
    if output is None:
        say(content, for_people=format is Format.TERMINAL)
        return
    from plainlang.fixes import write_atomically

    if any(_is_same(output, report.path) for report in reports):
        raise UsageError(str(output), "This is the letter itself.", "Name another file for the report.")
    write_atomically(output, content.encode("utf-8", "backslashreplace"))


def _as_json(reports: list[Report]) -> str:
    from plainlang.reporters import as_json

    return as_json.render(reports) + "\n"


def _for_people(reports: list[Report], *, to_file: bool) -> str:
    from io import StringIO

    from rich.console import Console

    from plainlang.reporters import terminal

    live = sys.stdout.isatty() and not to_file
    page = StringIO()
    console = Console(file=page, force_terminal=live, width=None if live else 100, highlight=False, soft_wrap=True)
    terminal.render(reports, console)
    return page.getvalue()


def _is_same(output: Path, letter: str) -> bool:
    return output.resolve() == Path(letter).resolve()


def _exit_code(reports: list[Report], fail_on: str) -> Exit:
    from plainlang.finding import Level

    if any(report.error is not None for report in reports):
        return Exit.UNREADABLE
    if fail_on == "never":
        return Exit.CLEAN
    least = Level(fail_on).rank
    found = any(finding.level.rank >= least for report in reports for finding in report.findings)
    return Exit.FINDINGS if found else Exit.CLEAN
