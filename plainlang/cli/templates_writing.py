"""Writes the letters of `plainlang templates render`, and tells people what could not be written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NoReturn

import typer

from plainlang.cli.options import Exit
from plainlang.cli.progress import progress
from plainlang.cli.stopping import Stopping
from plainlang.cli.templates_asking import ask, can_ask
from plainlang.cli.templates_output import Place
from plainlang.cli.templates_telling import (
    absent_column,
    counted,
    line_of,
    near_column,
    tell_bad,
    tell_end,
    tell_invented,
    tell_left_alone,
)
from plainlang.errors import UsageError
from plainlang.stdout import say
from plainlang.templates.merge import BadRow, Filled, Merge
from plainlang.templates.outbox import Format, Outbox, finished
from plainlang.writing import write_atomically


def write_one(merge: Merge, place: Place) -> Exit:
    """One letter: asks for what is missing where there is somebody to ask. Raises typer.Exit."""
    title = merge.form.letter.about.title
    outbox = Outbox(place.folder, place.formats, title) if place.folder is not None else None
    if outbox is not None:  # before anybody answers a question in vain
        _look_for_others(merge, outbox)
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
        return Exit.CLEAN
    _tell_people(f"The letter is in {place.file or place.folder}.")
    return Exit.CLEAN


def _only_letter(merge: Merge) -> Filled:
    """The letter. Raises typer.Exit with a line for each fault, and where the person who is asked stops."""
    row, letter = next(merge.table.read()), next(merge.results())
    faults = merge.faults_of_all()
    if isinstance(letter, Filled) and not faults:
        tell_left_alone(merge)
        return letter
    if "" in faults:
        _refuse([faults[""]])
    missing = merge.missing(merge.given(row))
    near = merge.misspelt(missing)
    known = {**faults, **{name: near_column(merge, name, column) for name, column in near.items()}}
    bad = [one for one in letter if one.field not in known] if isinstance(letter, list) else []
    if not known and missing and can_ask() and {one.field for one in bad} <= {*missing}:
        return _only_letter(replace(merge, told={**merge.told, **_asked(merge, missing)}))
    return _refuse([*known.values(), *(line_of(merge, one) for one in bad)])


def _asked(merge: Merge, missing: list[str]) -> dict[str, object]:
    tell_invented(merge)
    given = merge.given(next(merge.table.read()))
    there = {*given, *merge.form.letter.library.office}
    fields = merge.form.fields
    optional = [name for name, field in fields.items() if not field.required and name not in there]
    values = merge.form.read(given, strict=False)[0]
    return ask(
        {name: fields[name] for name in (*missing, *optional)},
        title=merge.form.letter.about.title,
        fields=fields,
        known={name: value for name, value in values.items() if name in there},
    )


def write_many(merge: Merge, place: Place) -> Exit:
    """A letter for each row: those that can be filled in are written, the others told. Raises typer.Exit."""
    assert place.folder is not None
    faults = merge.faults_of_all()
    missing = [] if "" in faults else merge.missing()
    near = merge.misspelt(missing)
    absent = [near_column(merge, name, near[name]) if name in near else absent_column(merge, name) for name in missing]
    if faults or missing:
        _refuse([*faults.values(), *absent])
    outbox = Outbox(place.folder, place.formats, merge.form.letter.about.title)
    _look_for_others(merge, outbox)
    outbox.look_at_list(force=place.force)
    if Format.PDF in place.formats:
        from plainlang.outgoing import as_pdf

        as_pdf.render([])  # raises where there is no LibreOffice, before anything is written
    try:
        with Stopping().watched(), progress(merge.table.count, what="Looking at rows") as done:
            outbox.look(_names(merge, done), force=place.force)
    except KeyboardInterrupt:
        typer.echo("Stopped. Nothing was written.", err=True)
        raise typer.Exit(130) from None
    tell_left_alone(merge)
    outbox.open()
    return _write(merge, outbox)


def _write(merge: Merge, outbox: Outbox) -> Exit:
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
        typer.echo(f"{said} {counted(written)} in {outbox.folder}, each of them whole.", err=True)
        raise typer.Exit(130 if isinstance(error, KeyboardInterrupt) else Exit.USAGE) from None
    bad.sort(key=lambda one: one.row)
    path = outbox.tell(bad)
    tell_bad(merge, bad, path)
    tell_end(merge, outbox, written, bad)
    return Exit.UNREADABLE if bad else Exit.CLEAN


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


def _look_for_others(merge: Merge, outbox: Outbox) -> None:
    if merge.name_by is None and not merge.table.one_letter:
        outbox.look_for_others({row.number for row in merge.table.read()})


def _refuse(lines: list[str]) -> NoReturn:
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(Exit.USAGE)


def _tell_people(line: str) -> None:
    if sys.stderr.isatty():
        typer.echo(line, err=True)
