"""A mail merge: each row of a table is read, filled in and named. What is wrong is told by row and field, never by
value, since letters are private."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from plainlang.templates.limits import render_within
from plainlang.templates.numbered import Numbered, gathered, numbered_in
from plainlang.templates.offices import office_file, still_invented
from plainlang.templates.rendering import FieldFault, Form
from plainlang.templates.rows import Row, Table, filled, twice
from plainlang.templates.values import example_of, is_left_out

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 120
"""Bytes of a file's name without its suffix."""
_TAKEN_BY_WINDOWS = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)\d)(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter that is filled in. name: of its files, without a suffix."""

    row: int
    name: str
    markdown: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """Why a row became no letter. field: empty where it is the row as a whole."""

    row: int
    field: str
    problem: str


@dataclass(frozen=True)
class Merge:
    """A letter, the rows for it, and what was told for all rows. name_by: the field or column that names the files.

    is_sample: nothing of it is true, and no letter goes out.
    """

    form: Form
    table: Table
    told: Mapping[str, object] = field(default_factory=dict)
    name_by: str | None = None
    is_sample: bool = False

    def where(self, row: int) -> str:
        """The place of a row, for people."""
        return str(self.table.path) if self.table.one_letter else f"{self.table.path}, row {row}"

    def given(self, row: Row) -> dict[str, object]:
        """What a row and the command give; the office fills in the rest."""
        return {**filled(gathered(row.cells, self._numbered)), **self.told}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names that a row may give. A field of rows that stands in numbered columns is there once."""
        parts = {name: part.field for name, part in self._numbered.items()}
        return tuple(dict.fromkeys(parts.get(name, name) for name in self.table.columns))

    @cached_property
    def _numbered(self) -> dict[str, Numbered]:
        return numbered_in(self.table.columns, self.form.letter.declared)

    def results(self) -> Iterator[Filled | list[BadRow]]:
        """For each row the letter, or what is wrong. Goes through the table anew each time, with the same names.

        Raises UsageError for a template that is broken.
        """
        taken: set[str] = set()
        for row in self.table.read():
            if row.fault is not None:
                yield [BadRow(row.number, "", row.fault)]
                continue
            given = self.given(row)
            values, faults = self.form.read(given, strict=False)
            if faults:
                empty = self.missing(given)
                yield [BadRow(row.number, one.field, self._said(one, one.field in empty)) for one in faults]
                continue
            yield Filled(row.number, self.name(row, taken), render_within(self.form, values))

    def _said(self, fault: FieldFault, is_empty: bool) -> str:
        like = example_of(self.form.fields[fault.field]) if is_empty else ""
        return f"This field is empty. Fill it in, like {like}." if is_empty else fault.said

    def name(self, row: Row, taken: set[str] | None = None) -> str:
        """The name of its files, and of no other's in `taken`, which grows by it."""
        number = f"{row.number:05d}"
        if self.name_by is None:
            return self.form.letter.name if self.table.one_letter else name_of_row(row.number)
        known = {**self.form.letter.library.office, **row.cells, **self.given(row)}
        value = known.get(self.name_by)
        name = file_name("" if value is None else str(value)) or name_of_row(row.number)
        taken = set() if taken is None else taken
        while name.casefold() in taken:
            name = f"{name}-{number}"
        taken.add(name.casefold())
        return name

    def faults_of_all(self) -> dict[str, str]:
        """By field, a line for each thing that would be wrong in every row, but for fields that are missing."""
        library, columns = self.form.letter.library, self.columns
        if columns and not {*columns} & self.form.letter.declared.keys():
            first = "" if self.table.one_letter else " The first row has to name them."
            fix = f"`plainlang templates show {self.form.letter.name}` lists them."
            return {"": f"{self.table.path}: No field of the letter is named here.{first} {fix}"}
        lines = {
            name: f"{self.table.path}: {name}: This column stands there twice. Keep one."
            for name in twice(self.table.columns)
            if name in self.form.letter.declared or name in self._numbered
        }
        for name, part in self._numbered.items():
            if part.field in self.table.columns:
                said = f"These rows stand there twice, in {part.field} and in {name}. Keep one."
                lines.setdefault(part.field, f"{self.table.path}: {part.field}: {said}")
        for fault in self.form.read(self.told)[1]:
            if fault.field in self.told:
                lines[fault.field] = f"--set {fault}"
            elif fault.field not in columns and not is_left_out(library.office.get(fault.field)):
                lines[fault.field] = f"{office_file(library)}: {fault}"
        return lines

    def missing(self, cells: Iterable[str] | None = None) -> list[str]:
        """The required fields that nothing gives: no column (or none of these cells), no option, no office."""
        office = self.form.letter.library.office
        given = {*self.told, *(self.columns if cells is None else cells)}
        required = (name for name, field in self.form.fields.items() if field.required)
        return [name for name in required if name not in given and is_left_out(office.get(name))]

    def invented(self) -> list[str]:
        """The fields in which a letter would speak for the invented office that comes with plainlang."""
        given = {*self.columns, *self.told}
        kept = [] if self.is_sample else still_invented(self.form.letter.library)
        return [name for name in kept if name in self.form.fields and name not in given]

    def misspelt(self, names: list[str], *, with_parts: bool = False) -> dict[str, str]:
        """For each of these fields, the column that is nearly its name, or has some of its words."""
        unknown = {_alike(column): column for column in self.columns if column not in self.form.letter.declared}
        near = {name: _nearest(_alike(name), unknown, with_parts) for name in names}
        return {name: unknown[found] for name, found in near.items() if found}

    def left_alone(self) -> dict[str, str]:
        """The columns that the letter does not use, each with the field that may have been meant, or nothing: a letter
        without it would look right, and be another letter."""
        given = {*self.columns, *self.told, *self.form.letter.library.office}
        free = [name for name, field in self.form.fields.items() if not field.required and name not in given]
        meant = {column: name for name, column in self.misspelt(free, with_parts=True).items()}
        used = {*self.form.fields, self.name_by, ""}
        return {column: meant.get(column, "") for column in self.columns if column not in used}


def _nearest(name: str, columns: Iterable[str], with_parts: bool) -> str | None:
    close = get_close_matches(name, columns, n=1, cutoff=0.8)
    words = {*name.split("_")} if with_parts else set()
    parts = (column for column in columns if column and words >= {*column.split("_")})
    return close[0] if close else next(parts, None)


def _alike(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.casefold())


def name_of_row(number: int) -> str:
    """The name of a letter's files where no field names them."""
    return f"letter-{number:05d}"


def file_name(value: str) -> str:
    """A value as the name of a file on any system; empty where nothing of it can stand there."""
    name = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", value)).strip("-._")
    short = name.encode("utf-8", "ignore")[:_LONGEST_NAME].decode("utf-8", "ignore").strip("-._")
    return f"letter-{short}" if _TAKEN_BY_WINDOWS.match(short) else short
