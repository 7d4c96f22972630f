"""`plainlang check`: judges letters and reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli.letters import drawn, expanded, is_live, opened, tell, write_report
from plainlang.cli.options import (
    AdverseOption,
    CacheOption,
    ConfigOption,
    Exit,
    FailOn,
    GlossaryOption,
    KindOption,
    Paths,
    ReaderOption,
    ReportFormat,
    ToOption,
)
from plainlang.cli.progress import progress
from plainlang.errors import PlainlangError, UsageError
from plainlang.reporters.pieces import Piece, as_github, as_json, as_jsonl, left_out

if TYPE_CHECKING:
    from plainlang.cache.buffered import Buffered
    from plainlang.cli.judging import Judge
    from plainlang.report import Report

EXAMPLE = "Example: plainlang check draft.docx   ·   plainlang check letters/ --format json -o report.json"
_WHOLE = (ReportFormat.HTML, ReportFormat.SARIF, ReportFormat.JUNIT)
"""Reports that are not made of a piece for each letter."""
_RANK = {"note": 0, "should": 1, "must": 2}


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
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Leave out the findings this file knows."),
    ] = None,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="Show the known findings too.")] = False,
    no_cache: CacheOption = False,
) -> None:
    """Marks the words a reader would not understand, says why, and offers plain words."""
    from plainlang.cli.judging import Judge

    if baseline is not None and no_baseline:
        raise UsageError("check", "--baseline and --no-baseline exclude each other.", "Use one of them.")
    with _results(no_cache) as store:
        judge = Judge(
            store,
            beside=paths[0],
            config=config,
            layers=glossary or [],
            kind=kind.value if kind else None,
            reader=reader.value if reader else None,
            test=(to.value if to else None, adverse) if sixty_minutes else None,
            baseline=baseline,
            no_baseline=no_baseline,
        )
        level = fail_on.value if fail_on else judge.fail_on
        letters = list(expanded(paths))
        if format in _WHOLE:
            pieces, content = _whole(judge, letters, format)
        else:
            pieces, content = _in_pieces(judge, letters, format, live=is_live(to_file=output is not None))
    if format not in (ReportFormat.TERMINAL, ReportFormat.HTML) and any(piece.known for piece in pieces):
        typer.echo(left_out(sum(piece.known for piece in pieces)), err=True)
    write_report(content, output, (path for path, _ in letters), for_people=format is ReportFormat.TERMINAL)
    raise typer.Exit(_exit_code(pieces, level))


@contextmanager
def _results(no_cache: bool) -> Iterator[Buffered | None]:
    """Where results of earlier runs are; None where nothing is to be kept."""
    if no_cache:
        yield None
        return
    from plainlang.cache.buffered import Buffered
    from plainlang.cache.store import Store

    with Buffered(Store()) as store:
        yield store


def _whole(
    judge: Judge, letters: list[tuple[str, PlainlangError | None]], format: ReportFormat
) -> tuple[list[Piece], str]:
    from plainlang.reporters.table import piece_of, render

    reports: list[Report] = []
    with progress(len(letters)) as advance:
        for path, data in opened(letters):
            reports.append(judge.report(path, data))
            advance()
    tell(report.error for report in reports)
    pieces = [piece_of(report) for report in reports]
    if format is ReportFormat.HTML:
        from plainlang.reporters import as_html

        return pieces, as_html.render(reports, settings=judge.settings)
    return pieces, render(format.value, reports)


def _in_pieces(
    judge: Judge, letters: list[tuple[str, PlainlangError | None]], format: ReportFormat, *, live: bool
) -> tuple[list[Piece], str]:
    pieces: list[Piece] = []
    refusals: list[PlainlangError] = []
    with progress(len(letters)) as advance:
        for path, data in opened(letters):
            piece, refusal = judge.piece(path, data, format.value, live=live)
            pieces.append(piece)
            refusals += [refusal] if refusal else []
            advance()
    tell(refusals)
    return pieces, _put_together(pieces, format, live=live)


def _put_together(pieces: list[Piece], format: ReportFormat, *, live: bool) -> str:
    from plainlang import __version__

    if format is ReportFormat.JSON:
        return as_json(pieces, __version__)
    if format is ReportFormat.JSONL:
        return as_jsonl(pieces)
    if format is ReportFormat.GITHUB:
        return as_github(pieces)
    letters = "".join(piece.text for piece in pieces)
    if not live:
        from plainlang.reporters.pieces import summary

        said, missing = summary(pieces)
        lines = (said, left_out(sum(piece.known for piece in pieces)), missing)
        return letters + "".join(f"{line}\n" for line in lines if line)
    from plainlang.reporters.terminal import draw_summary

    return letters + drawn(partial(draw_summary, pieces), to_file=False)


def _exit_code(pieces: list[Piece], fail_on: str) -> Exit:
    if any(piece.failed for piece in pieces):
        return Exit.UNREADABLE
    if fail_on == "never":
        return Exit.CLEAN
    least = _RANK[fail_on]
    counts = ((piece.note, piece.should, piece.must) for piece in pieces)
    return Exit.FINDINGS if any(any(levels[least:]) for levels in counts) else Exit.CLEAN
