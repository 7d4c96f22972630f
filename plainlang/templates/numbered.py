"""Rows in columns of a table: `missed_1_due`, `missed_1_amount`, `missed_2_due`, as an office can fill them in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from plainlang.templates.field import Field
from plainlang.templates.values import is_left_out

_NUMBERED = re.compile(r"(?P<field>[a-z][a-z0-9_]*?)_(?P<number>[1-9][0-9]{0,2})_(?P<column>[a-z][a-z0-9_]*)")


class Numbered(NamedTuple):
    """What a numbered column holds: one column of one row of a field."""

    field: str
    number: int
    column: str


def numbered_in(columns: Iterable[str], fields: Mapping[str, Field]) -> dict[str, Numbered]:
    """By its name, each column that holds a part of a field of rows. A field of that very name goes before."""
    found: dict[str, Numbered] = {}
    for name in columns:
        match = _NUMBERED.fullmatch(name)
        if match is None or name in fields or match["field"] not in fields:
            continue
        if match["column"] in fields[match["field"]].columns:
            found[name] = Numbered(match["field"], int(match["number"]), match["column"])
    return found


def gathered(cells: Mapping[str, object], numbered: Mapping[str, Numbered]) -> dict[str, object]:
    """The cells, with those of numbered columns put into rows; a number without any cell is no row."""
    rows: dict[str, dict[int, dict[str, object]]] = {}
    for name, part in numbered.items():
        if not is_left_out(cells.get(name)):
            rows.setdefault(part.field, {}).setdefault(part.number, {})[part.column] = cells[name]
    others = {name: cell for name, cell in cells.items() if name not in numbered}
    return {**others, **{field: [row for _, row in sorted(found.items())] for field, found in rows.items()}}
