"""`plainlang review`: a copy of a Word letter with comments and tracked changes that a worker accepts or rejects."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plainlang.cli.options import AdverseOption, ConfigOption, GlossaryOption, ToOption, prepare
from plainlang.errors import UsageError

if TYPE_CHECKING:
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

    target = output or Path(path).with_name(f"{Path(path).stem}.reviewed{Path(path).suffix}")
    data = read_bytes(path)
    _refuse_other_formats(path, data)
    _refuse_target(Path(path), target)
    settings, terms = prepare(glossary, config, beside=path)
    audience = Reader(to.value) if to else None
    test = SixtyMinutesRun(audience, adverse, load_answers(path)) if sixty_minutes else None
    report = check(path, data, terms, settings, reader="word", test=test)
    if report.error is not None:
        raise report.error
    reviewed = review_word(report, notes=notes)
    write_atomically(target, reviewed.data)
    typer.echo(_told(target, reviewed), err=True)


def _refuse_other_formats(path: str, data: bytes) -> None:
    from plainlang.readers.table import choose

    reader = choose(path, data)
    if reader != "word":
        fix = "Open it in Word and save it as .docx." if reader == "old-word" else "Use `plainlang check` or `fix`."
        raise UsageError(path, "`review` writes into Word files (.docx) only.", fix)


def _refuse_target(letter: Path, target: Path) -> None:
    if os.path.lexists(target):
        if target.exists() and target.samefile(letter):
            raise UsageError(str(target), "This is the letter itself.", "Name another file with -o.")
        raise UsageError(str(target), "This file is there already.", "Name another one with -o.")


def _told(target: Path, reviewed: Reviewed) -> str:
    changes = "1 tracked change" if reviewed.changes == 1 else f"{reviewed.changes} tracked changes"
    comments = "1 comment" if reviewed.comments == 1 else f"{reviewed.comments} comments"
    stop = (
        " The letter is protected: stop that in Word first (Review > Restrict Editing)." if reviewed.protected else ""
    )
    return f"{target}: {changes} and {comments}. Open it in Word and accept or reject each change.{stop}"
