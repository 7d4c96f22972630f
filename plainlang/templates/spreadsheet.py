"""A table as spreadsheets save it: CSV with commas, semicolons or tabs, in any of their encodings, read row by row."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from plainlang.errors import ConfigError, UsageError

_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_CHUNK = 1 << 20
_TWO_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]")
"""A letter with an accent in UTF-8. Read as Windows writes, it would be two wrong signs in somebody's name."""
_LARGEST_CELL = 4_000_000
"""Characters. A quotation mark that is never closed would make one cell of all that follows."""
_CLOSE = "Close every quotation mark, and write one inside a cell twice."
_SAVE = "Save it as CSV (UTF-8)."


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A CSV file that has been looked through once. header: its row, from 1. skipped: lines before the table."""

    path: Path
    encoding: str
    delimiter: str
    skipped: int
    columns: tuple[str, ...]
    count: int

    def rows(self) -> Iterator[tuple[int, dict[str, str], bool]]:
        """Number, cells by column, and whether more cells follow. Empty rows count, but are left out."""
        below_header = islice(_records(self.path, self.encoding, self.delimiter, self.skipped), 1, None)
        for number, record in below_header:
            cells = dict(zip(self.columns, record, strict=False))
            yield number, cells, any(cell.strip() for cell in record[len(self.columns) :])


def open_spreadsheet(path: Path) -> Spreadsheet:
    """Looks through the whole file, so that nothing is written where a later row is broken.

    Raises UsageError for a file that is no CSV, and ConfigError, with the row, for a broken one.
    """
    encoding = _encoding(path)
    told = _told_delimiter(path, encoding)
    skipped = int(told is not None)
    delimiter = told or max(",;\t", key=lambda sign: _width(path, encoding, sign))
    records = _records(path, encoding, delimiter, skipped)
    _, header = next(records, (1, []))
    columns = tuple(name.strip() for name in header)
    return Spreadsheet(path, encoding, delimiter, skipped, columns, sum(1 for _ in records))


def _encoding(path: Path) -> str:
    """UTF-8 where the bytes are, UTF-16 where they say so, else what Windows writes. Reads the file once or twice."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    start = next(_chunks(path), b"")
    if start.startswith(_WORKBOOK):
        raise UsageError(str(path), "This is a workbook and no CSV.", _SAVE)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        if start.startswith(codecs.BOM_UTF8) or any(map(_TWO_BYTES.search, _chunks(path))):
            raise ConfigError(str(path), "This file is UTF-8 in one place and not in another.", _SAVE) from error
        return "cp1252"
    return "utf-8-sig"


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise UsageError(str(path), f"This file cannot be read: {error.strerror}.", "Check the file.") from error


@contextmanager
def _opened(path: Path, encoding: str, skipped: int) -> Iterator[TextIO]:
    with path.open(encoding=encoding, newline="") as file:
        for _ in range(skipped):
            file.readline()
        yield file


def _told_delimiter(path: Path, encoding: str) -> str | None:
    """The sign that a first line `sep=;` names; Excel reads that line and does not show it."""
    try:
        with _opened(path, encoding, 0) as file:
            line = file.readline(10).rstrip("\r\n")
    except UnicodeError:
        return None
    return line[-1] if len(line) == 5 and line.lower().startswith("sep=") else None


def _width(path: Path, encoding: str, delimiter: str) -> int:
    """How many cells the header has, if this sign stands between them."""
    try:
        return len(next(_records(path, encoding, delimiter, 0), (1, []))[1])
    except ConfigError:
        return 0


def _reader(file: TextIO, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(file, delimiter=delimiter, strict=True, skipinitialspace=True)


def _records(path: Path, encoding: str, delimiter: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not empty, with its number. Raises ConfigError for a broken one."""
    csv.field_size_limit(_LARGEST_CELL)
    number = 0
    try:
        with _opened(path, encoding, skipped) as file:
            for number, record in enumerate(_reader(file, delimiter), 1):
                if any(cell.strip() for cell in record):
                    yield number, record
    except csv.Error as error:
        where = f"{path}, row {number + 1}"
        raise ConfigError(where, "This row has a quotation mark too many or too few.", _CLOSE) from error
    except UnicodeError as error:
        what = "This file is neither UTF-8 nor what Windows writes."
        raise ConfigError(str(path), what, _SAVE) from error
