"""Whether the dates of a letter can all be true, and whether rows stand in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from plainlang.errors import ConfigError
from plainlang.templates.field import Field


def check_names(where: str, fields: Mapping[str, Field], declared: Mapping[str, Field]) -> None:
    """Raises ConfigError for a field that is compared with what is no date of the letter."""
    for name, field in fields.items():
        for one in (field, *field.columns.values()):
            for key, other in (("after", one.after), ("not_after", one.not_after)):
                if other is not None and (other not in declared or declared[other].type != "date"):
                    what = f"{name}: `{key}` names {other}, which is no date of this letter."
                    raise ConfigError(where, what, "Name another field.")


def breaches(fields: Mapping[str, Field], values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each field whose date does not fit another of the letter, and what to do. What is not filled in fits."""
    for name, field in fields.items():
        said = misfit(field, values.get(name), values)
        if said is not None:
            yield name, said


def misfit(field: Field, value: object, values: Mapping[str, object]) -> str | None:
    """Why one value does not fit the others, never showing any; None where it does."""
    if isinstance(value, list):
        rows = ((at, row) for at, row in enumerate(value, 1) if isinstance(row, Mapping))
        found = (
            f"Row {at}, {name}: {said}"
            for at, row in rows
            for name, column in field.columns.items()
            if (said := misfit(column, row.get(name), values)) is not None
        )
        return next(found, None)
    if not isinstance(value, date):
        return None
    earlier, last = values.get(field.after or ""), values.get(field.not_after or "")
    if isinstance(earlier, date) and value <= earlier:
        return f"This is not after {field.after}. Give a later day."
    if isinstance(last, date) and value > last:
        return f"This is after {field.not_after}. Give that day or an earlier one."
    return None


def in_order(field: Field, value: object) -> object:
    """Rows with the oldest first where the field asks for that; those without a date come last."""
    if not field.oldest_first or not isinstance(value, list):
        return value
    return sorted(value, key=lambda row: row[field.date_column] or date.max)
