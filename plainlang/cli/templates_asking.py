"""Asks a person for the fields of a letter, one after the other, until each reply fits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

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


_Reply = TypeVar("_Reply")


class _BackError(Exception):
    """The person wants the question before."""


def can_ask() -> bool:
    """True where a person sits at the terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(
    asked: Mapping[str, Field], *, title: str, fields: Mapping[str, Field], known: Mapping[str, object]
) -> dict[str, object]:
    """What the person types for each field that is asked for, but for those left out.

    fields: all of the letter. known: the values of those that are filled in already. Raises typer.Exit where the
    person stops.
    """
    optional = sum(not field.required for field in asked.values())
    _say(f"{title}\n\n{_count(len(asked) - optional, optional)}")
    _say("Type back to go to the question before. Ctrl-C stops, and then nothing is written.")
    places = {name: f"{at} of {len(asked)}" for at, name in enumerate(asked, 1)}
    try:
        while True:
            try:
                given = _in_turn(asked, lambda name, so_far: _answer(name, places[name], fields, {**known, **so_far}))
                break
            except _BackError:
                _say("\n   This is the first question.")
    except (KeyboardInterrupt, EOFError):
        _say("\nStopped. Nothing was written.")
        raise typer.Exit(130) from None
    _say("")
    return {name: reply for name, reply in given.items() if reply not in ("", [])}


def _count(missing: int, optional: int) -> str:
    things = "1 thing is missing" if missing == 1 else f"{missing} things are missing"
    return f"{things}." if not optional else f"{things}, and {optional} more may be left out."


def _in_turn(names: Iterable[str], question: Callable[[str, dict[str, object]], _Reply]) -> dict[str, _Reply]:
    """The reply to each question. Who types back is asked the one before again; raises _BackError at the first."""
    given: dict[str, _Reply] = {}
    for_each = list(names)
    while len(given) < len(for_each):
        name = for_each[len(given)]
        try:
            given[name] = question(name, {**given})
        except _BackError:
            if not given:
                raise
            given.popitem()
    return given


def _answer(name: str, at: str, fields: Mapping[str, Field], given: Mapping[str, object]) -> object:
    field = fields[name]
    _say(f"\n{at}: {field.meaning} ({name}){_skip(field)}")
    others = _values(fields, {other: value for other, value in given.items() if other != name})
    if field.type == "rows":
        return _rows(field, others)
    return _reply(field, lambda value: _breach(name, fields, {**others, name: value}))


def _values(fields: Mapping[str, Field], given: Mapping[str, object]) -> dict[str, object]:
    """What was typed, as values; what was filled in before is one already."""
    from plainlang.templates.values import is_left_out, read_value

    typed = {name: isinstance(value, str) and fields[name].type == "date" for name, value in given.items()}
    filled = {name: value for name, value in given.items() if not is_left_out(value)}
    return {name: read_value(fields[name], value) if typed[name] else value for name, value in filled.items()}


def _breach(name: str, fields: Mapping[str, Field], values: Mapping[str, object]) -> str | None:
    from plainlang.templates.agreement import breaches

    said = [said if other == name else f"{other}: {said}" for other, said in breaches(fields, values)]
    return next(iter(said), None)


def _rows(field: Field, values: Mapping[str, object]) -> list[dict[str, str]]:
    """Rows, column by column, until the person has no more."""
    rows: list[dict[str, str]] = []
    if not field.required and not _is_wanted("Is there one? Type yes, or press Enter to leave it out."):
        return rows
    while True:
        try:
            rows.append(_row(field, len(rows) + 1, values))
            if not _is_wanted("Is there one more? Type yes or no."):
                return rows
        except _BackError:
            if not rows:
                raise
            rows.pop()


def _row(field: Field, number: int, values: Mapping[str, object]) -> dict[str, str]:
    from plainlang.templates.agreement import misfit

    def cell(name: str, _: object) -> str:
        column = field.columns[name]
        _say(f"   Row {number}: {column.meaning} ({name}){_skip(column)}")
        return _reply(column, lambda value: misfit(column, value, values))

    return _in_turn(field.columns, cell)


def _skip(field: Field) -> str:
    return "" if field.required else " (press Enter to leave it out)"


def _is_wanted(question: str) -> bool:
    while True:
        _say(f"   {question}")
        reply = _line().strip().lower()
        if reply in ("", "n", "no"):
            return False
        if reply in ("y", "yes"):
            return True


def _reply(field: Field, misfit: Callable[[object], str | None]) -> str:
    """One reply that fits; empty only for a field that may be left out. misfit: why a value does not fit others."""
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
        fault = misfit(value)
        if fault is not None:
            _say(f"   {fault}")
            continue
        _read_back(field, given, value)
        return given


def _hints(field: Field) -> list[str]:
    from plainlang.templates.values import example_of

    example = f"One of: {', '.join(field.choices)}" if field.choices else f"Like: {example_of(field)}"
    return [hint for hint in ("" if field.type == "yes-no" else example, _HOW.get(field.type, "")) if hint]


def _read_back(field: Field, given: str, value: object) -> None:
    from plainlang.templates.sandbox import printed

    said = str(printed(value))
    if field.type in _READ_BACK and said != given.strip():
        _say(f"   The letter will say {said}.")


def _line() -> str:
    """A line from the terminal. The prompt goes to stderr: stdout may be the letter's own file.

    Raises EOFError at the end, and _BackError for who wants the question before.
    """
    typer.echo("   > ", err=True, nl=False)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    if line.strip().lower() == "back":
        raise _BackError
    return line.rstrip("\r\n")


def _say(text: str) -> None:
    typer.echo(text, err=True)
