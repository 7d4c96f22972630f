"""Writes the letters of `plainlang templates render`, and tells people what could not be written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import typer

from plainlang.cli.options import Exit
from plainlang.cli.progress import progress
from plainlang.cli.stopping import Stopping
from plainlang.cli.templates_asking import ask, can_ask
from plainlang.cli.templates_output import Place
from plainlang.errors import UsageError
from plainlang.stdout import say
from plainlang.templates.merge import BadRow, Filled, Merge
from plainlang.templates.outbox import Format, Outbox, finished
from plainlang.writing import write_atomically

_TOLD = 20
"""Lines about bad rows; the list in the folder holds them all."""


def write_one(merge: Merge, place: Place) -> None:
    """One letter: asks for what is missing where there is somebody to ask. Raises typer.Exit."""
    title = merge.form.letter.about.title
    outbox = Outbox(place.folder, place.formats, title) if place.folder is not None else None
    if outbox is not None:  # before anybody answers a question in vain
        outbox.look([merge.name(next(merge.table.read()))], force=place.force)
    letter = _only_letter(merge)
    files = finished([letter.markdown], place.formats, title=title)[0]
    data = files[place.formats[0]]
    if outbox is not None:
        outbox.look([letter.name], force=place.force)
        outbox.open()
        outbox.write(letter, files)
    elif place.file is not None:
        write_atomically(place.file, data)
    else:
        say(data.decode(), for_people=sys.stdout.isatty())
        return
    _tell_people(f"The letter is in {place.file or place.folder}.")


def _only_letter(merge: Merge) -> Filled:
    """The letter. Raises typer.Exit with a line for each fault, and where the person who is asked stops."""
    row, letter = next(merge.table.read()), next(merge.results())
    faults = merge.faults_of_all()
    if isinstance(letter, Filled) and not faults:
        _tell_left_alone(merge)
        return letter
    if "" in faults:
        _refuse([faults[""]])
    missing = merge.missing(merge.given(row))
    near = merge.misspelt(missing)
    known = {**faults, **{name: _near(merge, name, column) for name, column in near.items()}}
    bad = [one for one in letter if one.field not in known] if isinstance(letter, list) else []
    if not known and missing and can_ask() and {one.field for one in bad} <= {*missing}:
        return _only_letter(replace(merge, told={**merge.told, **_asked(merge, missing)}))
    return _refuse([*known.values(), *(_line(merge, one) for one in bad)])


def _asked(merge: Merge, missing: list[str]) -> dict[str, object]:
    given = {*merge.given(next(merge.table.read())), *merge.form.letter.library.office}
    fields = merge.form.fields
    return ask(
        {name: fields[name] for name in missing},
        title=merge.form.letter.about.title,
        optional={name: field for name, field in fields.items() if not field.required and name not in given},
    )


def write_many(merge: Merge, place: Place) -> None:
    """A letter for each row: those that can be filled in are written, the others told. Raises typer.Exit."""
    assert place.folder is not None
    faults = merge.faults_of_all()
    missing = [] if "" in faults else merge.missing()
    near = merge.misspelt(missing)
    absent = [_near(merge, name, near[name]) if name in near else _absent(merge, name) for name in missing]
    if faults or missing:
        _refuse([*faults.values(), *absent])
    _tell_left_alone(merge)
    outbox = Outbox(place.folder, place.formats, merge.form.letter.about.title)
    if Format.PDF in place.formats:
        from plainlang.outgoing import as_pdf

        as_pdf.render([])  # raises where there is no LibreOffice, before anything is written
    try:
        with Stopping().watched(), progress(merge.table.count, what="Looking at rows") as done:
            outbox.look(_names(merge, done), force=place.force)
    except KeyboardInterrupt:
        typer.echo("Stopped. Nothing was written.", err=True)
        raise typer.Exit(130) from None
    outbox.open()
    _write(merge, outbox)


def _write(merge: Merge, outbox: Outbox) -> None:
    bad: list[BadRow] = []
    written, stopping = 0, Stopping()
    try:
        with stopping.watched(), progress(merge.table.count, what="Writing letters") as done:
            for letter, files in outbox.made(_good(merge, bad, done)):
                if isinstance(files, UsageError):
                    bad.append(BadRow(letter.row, "", files.message))
                else:
                    with stopping.held():
                        outbox.write(letter, files)
                        written += 1
                done()
    except (KeyboardInterrupt, UsageError) as error:
        said = "Stopped." if isinstance(error, KeyboardInterrupt) else str(error)
        typer.echo(f"{said} {_counted(written)} in {outbox.folder}, each of them whole.", err=True)
        raise typer.Exit(130 if isinstance(error, KeyboardInterrupt) else Exit.USAGE) from None
    bad.sort(key=lambda one: one.row)
    path = outbox.tell(bad)
    _tell_bad(merge, bad, path)
    _tell_people(f"{_counted(written)} in {outbox.folder}.")
    raise typer.Exit(Exit.UNREADABLE if bad else Exit.CLEAN)


def _names(merge: Merge, done: Callable[[], None]) -> Iterator[str]:
    for letter in _good(merge, [], done):
        done()
        yield letter.name


def _good(merge: Merge, bad: list[BadRow], done: Callable[[], None]) -> Iterator[Filled]:
    """The letters that can be filled in; what is wrong with the others is put into `bad`."""
    for result in merge.results():
        if isinstance(result, Filled):
            yield result
        else:
            bad += result
            done()


def _tell_bad(merge: Merge, bad: list[BadRow], path: Path) -> None:
    for one in bad[:_TOLD]:
        typer.echo(_line(merge, one), err=True)
    if len(bad) > _TOLD:
        typer.echo(f"And {len(bad) - _TOLD:,} more. All of them are in {path}.", err=True)


def _tell_left_alone(merge: Merge) -> None:
    for name, column in merge.left_alone().items():
        typer.echo(f"{merge.table.path}: {column}: This column is left alone. Did you mean {name}?", err=True)


def _line(merge: Merge, one: BadRow) -> str:
    return ": ".join(part for part in (merge.where(one.row), one.field, one.problem) if part)


def _near(merge: Merge, name: str, column: str) -> str:
    return f"{merge.table.path}: {column}: The letter has no such field. Did you mean {name}?"


def _absent(merge: Merge, name: str) -> str:
    return f"{merge.table.path}: {name}: There is no such column, and the letter needs it. Add it, or use --set."


def _refuse(lines: list[str]) -> NoReturn:
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(Exit.USAGE)


def _counted(number: int) -> str:
    return "1 letter is" if number == 1 else f"{number:,} letters are"


def _tell_people(line: str) -> None:
    if sys.stderr.isatty():
        typer.echo(line, err=True)
