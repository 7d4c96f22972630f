"""What `plainlang templates render` tells people about a table, its rows, and the office."""

from __future__ import annotations

from pathlib import Path

import typer

from plainlang.templates.library import built_in
from plainlang.templates.merge import BadRow, Merge
from plainlang.templates.offices import office_file
from plainlang.templates.outbox import ERRORS, Outbox

_TOLD = 20
"""Lines about bad rows; the list in the folder holds them all."""
_NAMED = 8
"""Columns that the letter does not use, named on one line."""


def tell_invented(merge: Merge) -> None:
    """Says which fields are not the office's own. No letter should go out in the name of an invented one."""
    names = merge.invented()
    if names:
        fix = f"Mend {office_file(merge.form.letter.library)}, or name your own office with --office."
        if merge.form.letter.library == built_in():
            fix = "Copy all letters with `plainlang templates copy`, or name your own office with --office."
        typer.echo(f"This letter still speaks for an invented office, in {', '.join(names)}. {fix}", err=True)


def tell_bad(merge: Merge, bad: list[BadRow], path: Path) -> None:
    """Says what is wrong with the first of the bad rows. path: the list of all."""
    for one in bad[:_TOLD]:
        typer.echo(line_of(merge, one), err=True)
    if len(bad) > _TOLD:
        typer.echo(f"And {len(bad) - _TOLD:,} more. All of them are in {path}.", err=True)


def tell_end(merge: Merge, outbox: Outbox, written: int, bad: list[BadRow]) -> None:
    """Says how many letters there are, what was left out, and how to go on."""
    rows = sorted({one.row for one in bad})
    left_out = "1 row was" if len(rows) == 1 else f"{len(rows):,} rows were"
    rest = f" {left_out} left out; {ERRORS} there says why." if rows else ""
    typer.echo(f"{counted(written)} in {outbox.folder}.{rest}", err=True)
    for name in outbox.of_earlier_runs(rows) if merge.name_by is None else []:
        typer.echo(f"{name}: This letter is of an earlier run. Its row has a fault now.", err=True)
    if rows:
        by = "" if merge.name_by else f", or only them with --name-by {_name_for_files(merge)}"
        typer.echo(f"Mend these rows. Then run the same table again with --force{by}.", err=True)


def _name_for_files(merge: Merge) -> str:
    fields = [name for name, field in merge.form.fields.items() if field.type == "text" and name in merge.columns]
    return next((name for name in fields if "number" in name), fields[0] if fields else "FIELD")


def tell_left_alone(merge: Merge) -> None:
    """Says which columns the letter does not use, and which field was meant by one."""
    unused = merge.left_alone()
    for column, name in unused.items():
        if name:
            typer.echo(f"{merge.table.path}: {column}: This column is left alone. Did you mean {name}?", err=True)
    others = [" ".join(column.split()) for column, name in unused.items() if not name]
    if others:
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        said = f"The letter does not use these columns: {', '.join(others[:_NAMED])}{more}."
        typer.echo(f"{merge.table.path}: {said}", err=True)


def line_of(merge: Merge, one: BadRow) -> str:
    """What is wrong with one row."""
    return ": ".join(part for part in (merge.where(one.row), one.field, one.problem) if part)


def near_column(merge: Merge, name: str, column: str) -> str:
    """A field that is missing, and a column that is nearly its name."""
    return f"{merge.table.path}: {column}: The letter has no such field. Did you mean {name}?"


def absent_column(merge: Merge, name: str) -> str:
    """A field that is missing."""
    return f"{merge.table.path}: {name}: There is no such column, and the letter needs it. Add it, or use --set."


def counted(number: int) -> str:
    """So many letters, as the start of a sentence."""
    return "1 letter is" if number == 1 else f"{number:,} letters are"
