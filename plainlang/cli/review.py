"""`plainlang review`: a copy of a Word letter with comments and tracked changes that a worker accepts or rejects."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli.options import AdverseOption, ConfigOption, GlossaryOption, ToOption, prepare
from plainlang.errors import UsageError

if TYPE_CHECKING:
    from plainlang.report import Report
    from plainlang.word.review import Reviewed

EXAMPLE = "Example: plainlang review draft.docx   ·   plainlang review draft.docx -o for-mara.docx"


def review(
    path: Annotated[str, typer.Argument(metavar="LETTER", help="A Word letter (.docx, .docm, .dotx, .dotm).")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the copy here; NAME.reviewed.docx when left out."),
    ] = None,
    notes: Annotated[bool, typer.Option("--notes", help="Show what is only worth a look, too.")] = False,
    to: ToOption = None,
    adverse: AdverseOption = None,
    sixty_minutes: Annotated[
        bool, typer.Option("--sixty-minutes/--no-sixty-minutes", help="Also run the 60 Minutes test.")
    ] = True,
    glossary: GlossaryOption = None,
    config: ConfigOption = None,
) -> None:
    """Writes a copy of a Word letter with a comment at each finding and tracked changes to accept or reject."""
    from plainlang.checking import SixtyMinutesRun, check
    from plainlang.facts.profile import Reader
    from plainlang.paths import read_bytes
    from plainlang.sixty_answers import load_answers
    from plainlang.word.review import review_word
    from plainlang.writing import write_atomically

    if os.path.isdir(path):
        raise UsageError(path, "This is a folder.", "Name one Word letter.")
    data = read_bytes(path)
    _refuse_other_formats(path, data)
    target = output or Path(path).with_name(f"{Path(path).stem}.reviewed{_suffix(path)}")
    _refuse_target(Path(path), target)
    settings, terms = prepare(glossary, config, beside=path)
    audience = Reader(to.value) if to else None
    test = SixtyMinutesRun(audience, adverse, load_answers(path)) if sixty_minutes else None
    report = check(path, data, terms, settings, reader="word", test=test)
    if report.error is not None:
        raise report.error
    reviewed = review_word(report, notes=notes)
    write_atomically(target, reviewed.data)
    typer.echo(_told(target, reviewed, report, notes=notes), err=True)


def _refuse_other_formats(path: str, data: bytes) -> None:
    from plainlang.readers.table import choose

    reader = choose(path, data)
    if reader != "word":
        fix = "Open it in Word and save it as .docx." if reader == "old-word" else "Use `plainlang check` or `fix`."
        raise UsageError(path, "`review` writes into Word files (.docx) only.", fix)


def _suffix(path: str) -> str:
    return Path(path).suffix or ".docx"


def _refuse_target(letter: Path, target: Path) -> None:
    if str(target) == "-":
        raise UsageError("-o -", "A Word file cannot be shown on the screen.", "Name a file with -o.")
    if target.is_dir():
        raise UsageError(str(target), "This is a folder.", "Name a file with -o.")
    if os.path.lexists(target):
        if target.exists() and target.samefile(letter):
            raise UsageError(str(target), "This is the letter itself.", "Name another file with -o.")
        raise UsageError(str(target), "This file is there already.", "Name another one with -o.")
    suffix = _suffix(str(letter))
    if target.suffix.lower() != suffix.lower():
        raise UsageError(str(target), f"The copy is a Word file, as the letter is. Its name must end in {suffix}.", "")


def _told(target: Path, reviewed: Reviewed, report: Report, *, notes: bool) -> str:
    """The line that says what was written."""
    more = (
        " The letter is protected: stop that in Word first (Review > Restrict Editing)." if reviewed.protected else ""
    )
    more += " The digital signature no longer holds." if reviewed.signed else ""
    shown = any(notes or finding.level.rank > 0 for finding in report.findings)
    if not shown and reviewed.comments == 1:
        return f"{target}: {_nothing_to_change(report)}{more}"
    changes = _counted(reviewed.changes, "tracked change")
    comments = _counted(reviewed.comments, "comment")
    todo = {0: f"read the {'comments' if reviewed.comments > 1 else 'comment'}", 1: "accept or reject the change"}
    what_to_do = todo.get(reviewed.changes, "accept or reject each change")
    return f"{target}: {changes} and {comments}. Open it in Word and {what_to_do}.{more}"


def _nothing_to_change(report: Report) -> str:
    from plainlang.sixty_minutes import Outcome

    test = report.sixty_minutes
    if test is not None and test.outcome in (Outcome.NOT_READY, Outcome.NEEDS_WORK):
        return "No words to change. One comment on the first line says what to mend first."
    if test is not None and test.outcome is Outcome.READY_FOR_QUESTIONS:
        return "Nothing to change. One comment on the first line holds the questions only you can answer."
    return "Nothing to change. One comment on the first line says so."


def _counted(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
