"""From what a person or a table gives to the value that a letter prints. Wrong values are never guessed right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from plainlang.templates.days import read_day
from plainlang.templates.field import Field
from plainlang.templates.plain_text import escaped, one_spaced, why_unfit
from plainlang.templates.row_text import as_typed, rows_in

_MONEY = re.compile(r"\$?\s*((?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}|[0-9]{1,9})(?:\.[0-9]{1,2})?)")
_PHONE = re.compile(
    r"(?:\+?1[\s.-]*)?(?:\(([2-9][0-9]{2})\)|([2-9][0-9]{2}))[\s./\u2010-\u2013-]*"
    r"([2-9][0-9]{2})[\s.\u2010-\u2013-]*([0-9]{4})(?:\s*[,;]?\s*(?:ext|x|extension)\.?\s*([0-9]{1,6}))?",
    re.IGNORECASE,
)
_LOCAL_PHONE = re.compile(r"[2-9][0-9]{2}[\s.-]*[0-9]{4}")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([/-])[0-9]{1,2}\1[0-9]{2}")
_YES = {"yes": True, "true": True, "y": True, "1": True, "no": False, "false": False, "n": False, "0": False, "": False}
_MOST_ITEMS = 200
"""Lines, items or rows in one field."""
_NO_ROWS = "This is no list of rows. Put ; between two rows and | between two columns ({}). Write it like {}."


class WrongValueError(ValueError):
    """A value that does not fit its field. The message says what is wrong and what fits, never the value."""


def read_value(field: Field, given: object) -> object:
    """The value of a field: text (with the marks of Markdown escaped), a list of texts, a date, a Decimal of dollars,
    a whole number, True or False, or a list of rows. Raises WrongValueError."""
    value = _READ[field.type](field, given)
    if field.above_zero and value == 0:
        raise WrongValueError(
            f"This has to be more than {'$0.00' if field.type == 'money' else '0'}. Give another number."
        )
    return value


def is_left_out(given: object) -> bool:
    """True for nothing: no value, an empty cell, an empty list."""
    return given is None or (isinstance(given, str) and not given.strip()) or given in ([], {})


def example_of(field: Field) -> str:
    """The example of a field, as a person would type it."""
    return as_typed(field)


def _text(field: Field, given: object) -> str:
    if isinstance(given, list | dict | bool):
        raise WrongValueError(f"This is no plain text. Write it like {example_of(field)}.")
    text = str(given).strip()
    fault = why_unfit(text)
    if fault is not None:
        raise WrongValueError(fault)
    return escaped(one_spaced(text))


def _lines(field: Field, given: object) -> list[str]:
    return _texts(field, given, r"[\n\r;]")


def _list(field: Field, given: object) -> list[str]:
    return _texts(field, given, ";")


def _texts(field: Field, given: object, between: str) -> list[str]:
    if isinstance(given, dict | bool):
        raise WrongValueError(f"This is no list. Write it like {example_of(field)}.")
    items = given if isinstance(given, list) else re.split(between, str(given))
    texts = [item for item in items if not is_left_out(item)]
    _count(field, texts)
    return [_text(field, item) for item in texts]


def _count(field: Field, items: list[object]) -> None:
    if len(items) > _MOST_ITEMS:
        raise WrongValueError(f"This holds more than {_MOST_ITEMS} things. Write fewer.")
    if field.required and not items:
        raise WrongValueError(f"There is nothing in this list. Write it like {example_of(field)}.")


def _date(_: Field, given: object) -> date:
    day = read_day(str(given).strip())
    if day is None:
        year = ", with four digits for the year" if _SHORT_YEAR.fullmatch(str(given).strip()) else ""
        raise WrongValueError(f"This is no date. Write it like 2026-03-09{year}.")
    return day


def _money(_: Field, given: object) -> Decimal:
    found = _MONEY.fullmatch(str(given).strip())
    if found is None:
        raise WrongValueError("This is no amount of money. Write it like $310.00.")
    return Decimal(found[1].replace(",", ""))


def _number(_: Field, given: object) -> int:
    text = str(given).strip()
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise WrongValueError("This is no whole number. Write it like 12.")
    return int(text)


def _phone(_: Field, given: object) -> str:
    """Only what is one number from end to end; whatever else stands there would be lost."""
    text = str(given).strip()
    found = _PHONE.fullmatch(text)
    if found is None:
        area = " has no area code" if _LOCAL_PHONE.fullmatch(text) else ""
        what = f"This phone number{area}." if area else "This is no phone number."
        raise WrongValueError(f"{what} Write it like 614-555-0188.")
    bracketed, area, first, last, extension = found.groups()
    return f"{bracketed or area}-{first}-{last}" + (f", ext. {extension}" if extension else "")


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
    items = rows_in(field, given, _fits) if isinstance(given, str) else given
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise WrongValueError(_NO_ROWS.format(" | ".join(field.columns), example_of(field)))
    _count(field, items)
    return [_row(field, at, item) for at, item in enumerate(items, 1)]


def _fits(column: Field, text: str) -> bool:
    try:
        read_value(column, text)
    except WrongValueError:
        return False
    return True


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
