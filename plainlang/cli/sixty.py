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
    Kind,
    KindOption,
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
    path: Annotated[str, typer.Argument(metavar="LETTER", help="A finished letter.")],
    answer: Annotated[
        bool, typer.Option("--answer", help="Ask you the questions, and keep your answers beside the letter.")
    ] = False,
    who: Annotated[str, typer.Option("--who", help="Your name, kept with the answers; leave it out if you like.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Show every check and every question.")] = False,
    to: ToOption = None,
    adverse: AdverseOption = None,
    format: Annotated[Format, typer.Option("--format", help="What the report looks like.")] = Format.TERMINAL,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the report to this file.")
    ] = None,
    kind: KindOption = None,
    reader: ReaderOption = None,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
) -> None:
    """Tests a letter as if it were read aloud on "60 Minutes": is it accurate, informative, empathetic, plain?"""
    from plainlang.paths import read_bytes

    data = read_bytes(path)
    run = partial(_test, path, data, glossary, config, kind, reader, to, adverse)
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
    kind: Kind | None,
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
    test = partial(check, path, data, terms, settings, reader=reader.value if reader else None, test=run)
    report = test(kind=kind.value if kind else None)
    # Merge fields make a guess say template. Whoever tests a letter wants to know of a field that was left open.
    return test(kind="letter") if kind is None and report.kind == "template" else report


def _ask(path: str, data: bytes, report: Report, who: str) -> None:
    """Puts each question, and keeps the answers beside the letter."""
    from plainlang.reporters.sixty import words_asked_about
    from plainlang.sixty_answers import Answers, digest_of, now, save_answers
    from plainlang.sixty_minutes import Outcome

    test = report.sixty_minutes
    if test is None or report.letter is None or not test.questions:
        raise UsageError(path, "There is nothing to ask about this letter.", test.reason if test else "")
    if test.outcome in (Outcome.NOT_READY, Outcome.NEEDS_WORK):
        typer.echo(
            "There is still something to mend. Once the letter changes, the questions are asked again.", err=True
        )
    try:
        replies = {
            question: _reply(
                f"{at} of {len(test.questions)}: {question}", words_asked_about(report.letter, test, question)
            )
            for at, question in enumerate(test.questions, 1)
        }
    except typer.Abort:
        typer.echo("\nStopped. No answer was kept.", err=True)
        raise typer.Exit(Exit.USAGE) from None
    kept = save_answers(path, Answers(digest_of(data), replies, who, now()))
    still = [str(at) for at, reply in enumerate(replies.values(), 1) if reply != "yes"]
    if still:
        typer.echo(f"\nStill open: {', '.join(still)}. Settle what is open, then answer again.", err=True)
    typer.echo(f"\nYour answers are in {kept}. The file holds no words of the letter.\n", err=True)


def _reply(question: str, about: str) -> str:
    """What the person answers, as it is kept. Asks again until it is one of the replies."""
    from plainlang.sixty_answers import REPLIES

    short = {"y": "yes", "n": "no", "s": "not sure", "?": "not sure"}
    typer.echo(f"\n{question}" + (f"\n   {about}" if about else ""), err=True)
    reply = ""
    while reply not in REPLIES:
        given = typer.prompt("Type y (yes), n (no) or s (not sure)", err=True).strip().lower()
        reply = short.get(given, given)
    return reply


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
