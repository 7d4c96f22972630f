"""What the commands over many letters share: the letters come in, the refusals are told, and one report goes out."""

from __future__ import annotations

import os
import re
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plainlang.errors import PlainlangError, UsageError
from plainlang.stdout import say

if TYPE_CHECKING:
    from rich.console import Console

Named = tuple[str, PlainlangError | None]
"""A letter's path, or a path and why there is no letter behind it."""
_WIDTH = 100
_REPORT = re.compile(
    rb'<meta name="generator" content="plainlang |"plainlang/report/1"|^\d+ letters? checked|^  60 Minutes test:',
    re.MULTILINE,
)
"""What a report of plainlang holds, whatever its format for people is."""


def expanded(paths: list[str]) -> Iterator[Named]:
    """Every letter; a folder without any is an error of its own beside other letters, else of the whole call."""
    from plainlang.paths import letters_in

    for path in paths:
        try:
            inside = list(letters_in([path]))
        except UsageError as error:
            if len(paths) == 1:
                raise
            yield path, error
            continue
        for letter in inside:
            yield letter, None


def opened(letters: Iterable[Named]) -> Iterator[tuple[str, bytes | PlainlangError]]:
    """The bytes of each letter, or why they cannot be had."""
    from plainlang.paths import read_bytes

    for path, error in letters:
        try:
            data = error if error is not None else read_bytes(path)
        except PlainlangError as refusal:
            data = refusal
        yield path, data


def tell(errors: Iterable[PlainlangError | None]) -> bool:
    """One line on stderr for each letter that was refused; True when there was one.

    With PLAINLANG_DEBUG=1 an error of plainlang itself is shown in full, which may show words of the letter.
    """
    refusals = [error for error in errors if error is not None]
    for refusal in refusals:
        typer.echo(str(refusal), err=True)
        if refusal.code == "internal" and os.environ.get("PLAINLANG_DEBUG") == "1":
            traceback.print_exception(refusal.__cause__)
    return bool(refusals)


def drawn(draw: Callable[[Console], None], *, to_file: bool) -> str:
    """What `draw` puts on a console: with colours and as wide as the terminal when there is one, else plain."""
    from io import StringIO

    from rich.console import Console

    live = is_live(to_file=to_file)
    page = StringIO()
    draw(Console(file=page, force_terminal=live, width=None if live else _WIDTH, highlight=False, soft_wrap=True))
    return page.getvalue()


def is_live(*, to_file: bool) -> bool:
    """True where the report goes straight to a terminal: with colours, and as wide as that is."""
    return sys.stdout.isatty() and not to_file


def width(*, live: bool) -> int:
    """The columns a report for people has."""
    return shutil.get_terminal_size().columns if live else _WIDTH


def write_report(content: str, output: Path | None, letters: Iterable[str], *, for_people: bool) -> None:
    """The report on stdout (also for `-`) or in the file `output`.

    Raises UsageError for a file that is one of the letters, and for one that may be another letter.
    """
    if output is None or str(output) == "-":
        say(content, for_people=for_people)
        return
    from plainlang.writing import write_atomically

    if any(output.resolve() == Path(letter).resolve() for letter in letters):
        raise UsageError(str(output), "This is the letter itself.", "Name another file for the report.")
    if _may_be_letter(output):
        raise UsageError(str(output), "This file is there already, and it may be a letter.", "Name another file.")
    write_atomically(output, content.encode("utf-8", "backslashreplace"))
    if sys.stderr.isatty():
        typer.echo(f"The report is in {output}.", err=True)


def _may_be_letter(path: Path) -> bool:
    """True for a file that is named like a letter and holds no report of an earlier run."""
    from plainlang.readers.table import is_letter

    return path.is_file() and is_letter(path.name) and not _REPORT.search(path.read_bytes())
