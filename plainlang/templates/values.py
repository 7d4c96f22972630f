"""From what a person or a table gives to the value that a letter prints. Wrong values are never guessed right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

import phonenumbers

from plainlang.templates.field import Field

_DAYS = ("%Y-%m-%d", "%B %d, %Y", "%b %d, %Y", "%m/%d/%Y")
"""How a day may be written; what spreadsheets in the United States export comes last."""
_MONEY = re.compile(r"\$?\s?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{2})?)")
_YES = {"yes": True, "true": True, "y": True, "1": True, "no": False, "false": False, "n": False, "0": False, "": False}
_MARKS = re.compile(r"([\\`*_\[\]<>|~&#])")
_LINE_START = re.compile(r"^(\s*(?:[-+=]|\d+(?=[.)])))", re.MULTILINE)
_LONGEST = 2_000
"""Characters of one value."""


class WrongValueError(ValueError):
    """A value that does not fit its field. The message says what is wrong and what fits, never the value."""


def read_value(field: Field, given: object) -> object:
    """The value of a field: text (with the marks of Markdown escaped), a list of texts, a date, a Decimal of dollars,
    a whole number, True or False, or a list of rows. Raises WrongValueError."""
    return _READ[field.type](field, given)


def is_left_out(given: object) -> bool:
    """True for nothing: no value, an empty cell, an empty list."""
    return given is None or (isinstance(given, str) and not given.strip()) or given in ([], {})


def escaped(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    marked = _MARKS.sub(r"\\\1", text)
    return _LINE_START.sub(
        lambda found: f"{found[1][:-1]}\\{found[1][-1]}" if not found[1][-1].isdigit() else found[1], marked
    )


def _text(field: Field, given: object) -> str:
    if isinstance(given, list | dict | bool):
        raise WrongValueError(f"This is no plain text. Write it like {_example(field)}.")
    text = str(given).strip()
    if "\n" in text or "\r" in text:
        raise WrongValueError("This has more than one line. Write it on one.")
    if len(text) > _LONGEST or not text.isprintable():
        raise WrongValueError(
            f"This is too long, or holds signs that cannot be printed. Write it like {_example(field)}."
        )
    return escaped(text)


def _lines(field: Field, given: object) -> list[str]:
    items = given if isinstance(given, list) else re.split(r"[\n;]", str(given))
    return [_text(field, item) for item in items if not is_left_out(item)]


def _list(field: Field, given: object) -> list[str]:
    items = given if isinstance(given, list) else str(given).split(";")
    return [_text(field, item) for item in items if not is_left_out(item)]


def _date(_: Field, given: object) -> date:
    if isinstance(given, date):
        return given
    text = str(given).strip()
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise WrongValueError("This is no date. Write it like 2026-03-09.")


def _money(_: Field, given: object) -> Decimal:
    found = _MONEY.fullmatch(str(given).strip())
    if found is None or isinstance(given, bool):
        raise WrongValueError("This is no amount of money. Write it like $310.00.")
    return Decimal(found[1].replace(",", ""))


def _number(_: Field, given: object) -> int:
    text = str(given).strip()
    if not re.fullmatch(r"\d{1,9}", text):
        raise WrongValueError("This is no whole number. Write it like 12.")
    return int(text)


def _phone(_: Field, given: object) -> str:
    try:
        number = phonenumbers.parse(str(given), "US")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number) or number.country_code != 1:
        raise WrongValueError("This is no phone number. Write it like 614-555-0188.")
    digits = str(number.national_number)
    if len(digits) != 10:
        raise WrongValueError("This phone number has no area code. Write it like 614-555-0188.")
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" + (f", ext. {number.extension}" if number.extension else "")


def _yes_no(_: Field, given: object) -> bool:
    if isinstance(given, bool):
        return given
    answer = _YES.get(str(given).strip().lower())
    if answer is None:
        raise WrongValueError("This is neither yes nor no. Write one of the two.")
    return answer


def _choice(field: Field, given: object) -> str:
    text = str(given).strip().lower()
    fitting = next((choice for choice in field.choices if choice.lower() == text), None)
    if fitting is None:
        raise WrongValueError(f"This is none of the choices. Write one of: {', '.join(field.choices)}.")
    return fitting


def _rows(field: Field, given: object) -> list[Mapping[str, object]]:
    items = _parsed(given)
    if not isinstance(items, Sequence) or isinstance(items, str) or not all(isinstance(item, dict) for item in items):
        raise WrongValueError(f"This is no list of rows. Each row has: {', '.join(field.columns)}.")
    return [_row(field, at, item) for at, item in enumerate(items, 1)]


def _parsed(given: object) -> object:
    """A cell of a table holds rows as JSON."""
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except (ValueError, RecursionError):
        return None


def _row(field: Field, at: int, item: Mapping[str, object]) -> Mapping[str, object]:
    unknown = next((name for name in item if name not in field.columns), None)
    if unknown is not None:
        raise WrongValueError(f"Row {at} has a column that is not known. It can have: {', '.join(field.columns)}.")
    row: dict[str, object] = {}
    for name, column in field.columns.items():
        if is_left_out(item.get(name)):
            if column.required:
                raise WrongValueError(f"Row {at} has no {name}. Fill it in.")
            row[name] = None
            continue
        try:
            row[name] = read_value(column, item[name])
        except WrongValueError as error:
            raise WrongValueError(f"Row {at}, {name}: {error}") from None
    return row


def _example(field: Field) -> str:
    return str(field.example)


_READ: Mapping[str, Callable[[Field, object], object]] = {
    "text": _text,
    "lines": _lines,
    "list": _list,
    "date": _date,
    "money": _money,
    "number": _number,
    "phone": _phone,
    "yes-no": _yes_no,
    "choice": _choice,
    "rows": _rows,
}
