"""`plainlang sixty`: would this letter stand being read aloud on television?"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli.letters import drawn, write_report
from plainlang.cli.options import (
    AdverseOption,
    ConfigOption,
    Exit,
    Format,
    GlossaryOption,
    Reader,
    ReaderOption,
    To,
    ToOption,
    prepare,
)
from plainlang.errors import UsageError

if TYPE_CHECKING:
    from plainlang.report import Report

EXAMPLE = (
    "Example: plainlang sixty draft.docx   ·   plainlang sixty draft.txt --answer   ·   plainlang sixty draft.txt --all"
)


def sixty(
    path: Annotated[str, typer.Argument(metavar="LETTER", help="A finished letter (.txt, .md, .docx).")],
    answer: Annotated[
        bool, typer.Option("--answer", help="Ask the questions, and keep your answers beside the letter.")
    ] = False,
    who: Annotated[str, typer.Option("--who", help="Your name, kept with the answers; leave it out if you like.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Show every check with its answer.")] = False,
    to: ToOption = None,
    adverse: AdverseOption = None,
    format: Annotated[Format, typer.Option("--format", help="What the report looks like.")] = Format.TERMINAL,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the report to this file.")
    ] = None,
    reader: ReaderOption = None,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
) -> None:
    """Tests a letter as if it were read aloud on "60 Minutes": is it accurate, informative, empathetic, plain?"""
    from plainlang.paths import read_bytes

    data = read_bytes(path)
    run = partial(_test, path, data, glossary, config, reader, to, adverse)
    report = run()
    if report.error is not None:
        raise report.error
    if answer:
        _ask(path, data, report, who)
        report = run()
    content = _as_json(report) if format is Format.JSON else _for_people(report, everything, to_file=output is not None)
    write_report(content, output, [path], for_people=format is Format.TERMINAL)
    raise typer.Exit(_exit_code(report))


def _test(
    path: str,
    data: bytes,
    glossary: list[Path] | None,
    config: Path | None,
    reader: Reader | None,
    to: To | None,
    adverse: bool | None,
) -> Report:
    from plainlang.checking import SixtyMinutesRun, check
    from plainlang.facts.profile import Reader as Audience
    from plainlang.sixty_answers import load_answers

    settings, terms = prepare(glossary, config, beside=path)
    answers = load_answers(path)
    audience = Audience(to.value) if to else None
    run = SixtyMinutesRun(audience, adverse, answers)
    return check(path, data, terms, settings, kind="letter", reader=reader.value if reader else None, test=run)


def _ask(path: str, data: bytes, report: Report, who: str) -> None:
    """Puts each question, and keeps the answers beside the letter."""
    from plainlang.sixty_answers import REPLIES, Answers, digest_of, now, save_answers

    test = report.sixty_minutes
    if test is None or not test.questions:
        raise UsageError(path, "There is nothing to ask about this letter.", test.reason if test else "")
    short = {reply[0]: reply for reply in REPLIES}
    replies = {}
    for at, question in enumerate(test.questions, 1):
        typer.echo(f"{at} of {len(test.questions)}: {question}", err=True)
        reply = ""
        while reply not in REPLIES:
            given = typer.prompt("yes, no or s (not sure)", err=True).strip().lower()
            reply = {"y": "yes", "n": "no", "s": "not sure", "?": "not sure"}.get(given, short.get(given, given))
        replies[question] = reply
    kept = save_answers(path, Answers(digest_of(data), replies, who, now()))
    typer.echo(f"Kept in {kept}. The file holds no words of the letter.", err=True)


def _as_json(report: Report) -> str:
    from plainlang.reporters.as_json import sixty_minutes_dict

    return json.dumps({"path": report.path, **sixty_minutes_dict(report)}, indent=2, ensure_ascii=False) + "\n"


def _for_people(report: Report, everything: bool, *, to_file: bool) -> str:
    from plainlang.reporters import sixty as pages

    return drawn(partial(pages.render, report, everything=everything), to_file=to_file)


def _exit_code(report: Report) -> Exit:
    from plainlang.sixty_minutes import Outcome

    test = report.sixty_minutes
    bad = test is not None and test.outcome in (Outcome.NOT_READY, Outcome.NEEDS_WORK)
    return Exit.FINDINGS if bad else Exit.CLEAN
