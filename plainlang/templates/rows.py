"""What a file of data gives: one row or many. A CSV is read row by row, however long it is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plainlang.errors import ConfigError, UsageError
from plainlang.plain_yaml import load_yaml, text_of
from plainlang.templates.row_text import once_each
from plainlang.templates.values import is_left_out

_YAML, _JSON, _TABLES = (".yaml", ".yml"), (".json",), (".csv", ".tsv")
_MOST_BYTES = 20_000_000
"""Of a YAML or JSON file, which has to be in memory as a whole."""
_WRITE_FIELDS = "Write the fields one a line, as in `case_number: FC-2210`, or a list of such rows."


@dataclass(frozen=True, slots=True)
class Row:
    """What one letter is filled in with. number: as a spreadsheet counts, so the first below a header is row 2.

    fault: why the row cannot be used as a whole.
    """

    number: int
    cells: Mapping[str, object]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file. columns: every name that a row may have, in order. count: how many rows there are.

    one_letter: the file is no table, but the fields of a single letter. read: goes through the rows once more.
    """

    path: Path
    columns: tuple[str, ...]
    count: int
    read: Callable[[], Iterator[Row]]
    one_letter: bool = False


def open_table(path: Path) -> Table:
    """The rows of a YAML, JSON or CSV file. Raises UsageError or ConfigError for a file that holds none."""
    suffix = path.suffix.lower()
    if not path.is_file():
        raise UsageError(str(path), "There is no such file.", "Check the name and the folder.")
    if suffix in _TABLES:
        from plainlang.templates.spreadsheet import open_spreadsheet

        sheet = open_spreadsheet(path)
        table = Table(path, sheet.columns, sheet.count, lambda: _rows_of(sheet.rows()))
    elif suffix in (*_YAML, *_JSON):
        table = _of_content(path, _content(path, is_json=suffix in _JSON))
    else:
        suffixes = ", ".join((*_TABLES, *_YAML, *_JSON))
        raise UsageError(str(path), f"The data may stand in {suffixes}.", "Save it as CSV (UTF-8).")
    if not table.count:
        raise ConfigError(str(path), "There are no rows in this file.", "Fill in one row for each letter.")
    return table


def _rows_of(records: Iterator[tuple[int, dict[str, str], bool]]) -> Iterator[Row]:
    too_many = "This row has more cells than the first row. Put quotes around a cell that holds a comma."
    for number, cells, is_too_long in records:
        yield Row(number, cells, too_many if is_too_long else None)


def _content(path: Path, *, is_json: bool) -> object:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(str(path), "This file is larger than 20 MB.", "Save it as CSV (UTF-8).")
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(str(path), f"This file cannot be read: {error.strerror}.", "Check the file.") from error
    return _of_json(path, text_of(path, data)) if is_json else load_yaml(path, data, what="file of fields")


def _of_json(path: Path, text: str) -> object:
    """Numbers stay text, as people wrote them."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=once_each)
    except json.JSONDecodeError as error:
        said = f"This is not valid JSON: {error.msg[0].lower()}{error.msg[1:]}."
        raise ConfigError(f"{path}:{error.lineno}", said, "Correct it there.") from error
    except ValueError as error:
        raise ConfigError(str(path), f"This is not valid JSON: {error}.", "Keep one of the two.") from error
    except RecursionError as error:
        raise ConfigError(str(path), "This JSON is too deep.", _WRITE_FIELDS) from error


def _of_content(path: Path, content: object) -> Table:
    items = content if isinstance(content, list) else [content]
    rows: list[Row] = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or not all(isinstance(name, str) for name in item):
            where = f"{path}, row {number}" if isinstance(content, list) else str(path)
            raise ConfigError(where, "There are no fields here.", _WRITE_FIELDS)
        rows.append(Row(number, item))
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    return Table(path, columns, len(rows), lambda: iter(rows), one_letter=not isinstance(content, list))


def twice(columns: tuple[str, ...]) -> list[str]:
    """The names that stand over more than one column."""
    return [name for name, times in Counter(columns).items() if name and times > 1]


def filled(cells: Mapping[str, object]) -> dict[str, object]:
    """The cells that hold something."""
    return {name: cell for name, cell in cells.items() if not is_left_out(cell)}
