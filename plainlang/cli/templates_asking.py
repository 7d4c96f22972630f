"""Asks a person for the fields of a letter, one after the other, until each reply fits."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from plainlang.templates.field import Field

_HOW = {
    "lines": "Put a semicolon (;) between two lines.",
    "list": "Put a semicolon (;) between two things.",
    "yes-no": "Type yes or no.",
    "date": "March 9, 2026 or 3/9/2026 is fine too.",
}
_READ_BACK = ("date", "money", "phone")
"""Types whose replies are shown as the letter will say them."""


def can_ask() -> bool:
    """True where a person sits at the terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(fields: Mapping[str, Field], *, title: str, optional: Mapping[str, Field]) -> dict[str, object]:
    """What the person types for each field. optional: what the letter can do without, and is not asked for.

    Raises typer.Exit where the person stops.
    """
    things = "1 thing is" if len(fields) == 1 else f"{len(fields)} things are"
    _say(f"{title}\n\n{things} missing. Ctrl-C stops, and then nothing is written.")
    if optional:
        _say("\nThe letter can do without these. To give one, stop and use --set:")
        for name, field in optional.items():
            _say(f"   {name}: {field.meaning}")
    try:
        given = {
            name: _answer(name, field, f"{at} of {len(fields)}") for at, (name, field) in enumerate(fields.items(), 1)
        }
    except (KeyboardInterrupt, EOFError):
        _say("\nStopped. Nothing was written.")
        raise typer.Exit(130) from None
    _say("")
    return given


def _answer(name: str, field: Field, at: str) -> object:
    _say(f"\n{at}: {field.meaning} ({name})")
    return _rows(field) if field.type == "rows" else _reply(field)


def _rows(field: Field) -> list[dict[str, str]]:
    """Rows, column by column, until the person has no more."""
    rows: list[dict[str, str]] = []
    while not rows or _wants_more():
        row: dict[str, str] = {}
        for name, column in field.columns.items():
            _say(f"   Row {len(rows) + 1}: {column.meaning} ({name})")
            row[name] = _reply(column)
        rows.append(row)
    return rows


def _wants_more() -> bool:
    while True:
        _say("   Is there one more? Type yes or no.")
        reply = _line().strip().lower()
        if reply in ("", "n", "no"):
            return False
        if reply in ("y", "yes"):
            return True


def _reply(field: Field) -> str:
    """One reply that fits; empty only for a field that may be left out."""
    from plainlang.templates.values import WrongValueError, is_left_out, read_value

    _say("".join(f"   {hint}\n" for hint in _hints(field)).rstrip("\n"))
    while True:
        given = _line()
        if is_left_out(given) and not field.required:
            return ""
        if is_left_out(given):
            _say("   The letter needs this. Type it like the example.")
            continue
        try:
            value = read_value(field, given)
        except WrongValueError as error:
            _say(f"   {error}")
            continue
        _read_back(field, given, value)
        return given


def _hints(field: Field) -> list[str]:
    from plainlang.templates.values import example_of

    hints = [_HOW.get(field.type, ""), "" if field.required else "Press Enter to leave it out."]
    example = f"One of: {', '.join(field.choices)}" if field.choices else f"Like: {example_of(field)}"
    return [hint for hint in ("" if field.type == "yes-no" else example, *hints) if hint]


def _read_back(field: Field, given: str, value: object) -> None:
    from plainlang.templates.sandbox import printed

    said = str(printed(value))
    if field.type in _READ_BACK and said != given.strip():
        _say(f"   The letter will say {said}.")


def _line() -> str:
    """A line from the terminal. The prompt goes to stderr: stdout may be the letter's own file."""
    typer.echo("   > ", err=True, nl=False)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def _say(text: str) -> None:
    typer.echo(text, err=True)
