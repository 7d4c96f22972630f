"""A mail merge: each row of a table is read, filled in and named. What is wrong is told by row and field, never by
value, since letters are private."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from plainlang.templates.limits import render_within
from plainlang.templates.offices import office_file
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
    """A letter, the rows for it, and what was told for all rows. name_by: the field or column that names the files."""

    form: Form
    table: Table
    told: Mapping[str, object] = field(default_factory=dict)
    name_by: str | None = None

    def where(self, row: int) -> str:
        """The place of a row, for people."""
        return str(self.table.path) if self.table.one_letter else f"{self.table.path}, row {row}"

    def given(self, row: Row) -> dict[str, object]:
        """What a row and the command give; the office fills in the rest."""
        return {**filled(row.cells), **self.told}

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
            return self.form.letter.name if self.table.one_letter else f"letter-{number}"
        value = self.given(row).get(self.name_by, self.form.letter.library.office.get(self.name_by))
        name = file_name("" if value is None else str(value)) or f"letter-{number}"
        taken = set() if taken is None else taken
        while name.casefold() in taken:
            name = f"{name}-{number}"
        taken.add(name.casefold())
        return name

    def faults_of_all(self) -> dict[str, str]:
        """By field, a line for each thing that would be wrong in every row, but for fields that are missing."""
        library, columns = self.form.letter.library, self.table.columns
        if columns and not {*columns} & self.form.letter.declared.keys():
            first = "" if self.table.one_letter else " The first row has to name them."
            fix = f"`plainlang templates show {self.form.letter.name}` lists them."
            return {"": f"{self.table.path}: No field of the letter is named here.{first} {fix}"}
        lines = {
            name: f"{self.table.path}: {name}: This column stands there twice. Keep one."
            for name in twice(columns)
            if name in self.form.letter.declared
        }
        for fault in self.form.read(self.told)[1]:
            if fault.field in self.told:
                lines[fault.field] = f"--set {fault}"
            elif fault.field not in columns and not is_left_out(library.office.get(fault.field)):
                lines[fault.field] = f"{office_file(library)}: {fault}"
        return lines

    def missing(self, cells: Iterable[str] | None = None) -> list[str]:
        """The required fields that nothing gives: no column (or none of these cells), no option, no office."""
        office = self.form.letter.library.office
        given = {*self.told, *(self.table.columns if cells is None else cells)}
        required = (name for name, field in self.form.fields.items() if field.required)
        return [name for name in required if name not in given and is_left_out(office.get(name))]

    def misspelt(self, names: list[str]) -> dict[str, str]:
        """For each of these fields, the column that is nearly its name."""
        unknown = {_alike(column): column for column in self.table.columns if column not in self.form.letter.declared}
        near = {name: get_close_matches(_alike(name), unknown, n=1, cutoff=0.8) for name in names}
        return {name: unknown[found[0]] for name, found in near.items() if found}

    def left_alone(self) -> dict[str, str]:
        """The same for fields that may be left out: a letter without them would look right, and be another letter."""
        columns = {*self.table.columns, *self.told, *self.form.letter.library.office}
        return self.misspelt(
            [name for name, field in self.form.fields.items() if not field.required and name not in columns]
        )


def _alike(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.casefold())


def file_name(value: str) -> str:
    """A value as the name of a file on any system; empty where nothing of it can stand there."""
    name = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", value)).strip("-._")
    short = name.encode("utf-8", "ignore")[:_LONGEST_NAME].decode("utf-8", "ignore").strip("-._")
    return f"letter-{short}" if _TAKEN_BY_WINDOWS.match(short) else short
