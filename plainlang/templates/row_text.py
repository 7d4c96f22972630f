"""Rows as people type them into one cell: `3/1/2026 | $310.00; 4/1/2026 | $310.00`. JSON does as well."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from plainlang.templates.field import Field

_BETWEEN_ROWS = re.compile(r"[;\n\r]")
_BETWEEN_COLUMNS = "|"
_MOST_WORDS = 16
"""In a row without signs between its columns; each way to split it is tried."""
_PLAIN = ("date", "money", "number", "phone", "yes-no")
"""Types that can be told apart without a sign between them: no text fits two ways by chance."""
Fits = Callable[[Field, str], bool]


def rows_in(field: Field, text: str, fits: Fits) -> object:
    """The rows that a text holds, each cell as it was typed; None where they cannot be told for sure.

    fits: whether a text can be read as the value of a column.
    """
    if text.lstrip().startswith(("[", "{")):
        return _of_json(text)
    rows = [_row(field.columns, part.strip(), fits) for part in _BETWEEN_ROWS.split(text) if part.strip()]
    return None if None in rows else rows


def once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """What a mapping of JSON holds. Raises ValueError for a name that stands twice, of which JSON keeps the last."""
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def as_typed(field: Field) -> str:
    """The example of a field, as a person would type it."""
    if not isinstance(field.example, list | tuple):
        return _typed(field.example)
    if field.type != "rows":
        return "; ".join(map(_typed, field.example))
    rows = [[_typed(row.get(name, "")) for name in field.columns] for row in field.example]
    if any(sign in cell for row in rows for cell in row for sign in ";|"):
        return json.dumps(field.example, ensure_ascii=False)
    return "; ".join(f" {_BETWEEN_COLUMNS} ".join(row).rstrip(f" {_BETWEEN_COLUMNS}") for row in rows)


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _of_json(text: str) -> object:
    """Its numbers stay text, so that no cent is lost."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=once_each)
    except (ValueError, RecursionError):
        return None


def _row(columns: Mapping[str, Field], text: str, fits: Fits) -> Mapping[str, str] | None:
    if len(columns) == 1 and _BETWEEN_COLUMNS not in text:
        return dict(zip(columns, [text], strict=True))
    if _BETWEEN_COLUMNS in text:
        cells = [cell.strip() for cell in text.split(_BETWEEN_COLUMNS)]
        return dict(zip(columns, cells, strict=False)) if len(cells) <= len(columns) else None
    ways = [row for row in _ways(columns, text.split()) if all(fits(columns[name], row[name]) for name in row)]
    return ways[0] if len(ways) == 1 else None


def _ways(columns: Mapping[str, Field], words: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Every way to give these words, in order, to the columns; the last columns may stay empty where they may be."""
    if len(words) > _MOST_WORDS or any(column.type not in _PLAIN for column in columns.values()):
        return
    names = list(columns)
    for count in range(1, min(len(names), len(words)) + 1):
        if any(columns[name].required for name in names[count:]):
            continue
        for cuts in combinations(range(1, len(words)), count - 1):
            edges = (0, *cuts, len(words))
            cells = [" ".join(words[start:end]) for start, end in pairwise(edges)]
            yield dict(zip(names, cells, strict=False))
