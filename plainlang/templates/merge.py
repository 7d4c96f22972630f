"""A mail merge: each row of a table is read, filled in and named. What is wrong is told by row and field, never by
value, since letters are private."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from plainlang.templates.library import OFFICE
from plainlang.templates.limits import render_within
from plainlang.templates.rendering import Form
from plainlang.templates.rows import Row, Table, filled, twice
from plainlang.templates.values import is_left_out

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
    told: Mapping[str, str] = field(default_factory=dict)
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
                yield [BadRow(row.number, fault.field, fault.said) for fault in faults]
                continue
            yield Filled(row.number, self._name(row.number, given, taken), render_within(self.form, values))

    def _name(self, row: int, given: Mapping[str, object], taken: set[str]) -> str:
        number = f"{row:05d}"
        if self.name_by is None:
            return self.form.letter.name if self.table.one_letter else f"letter-{number}"
        value = given.get(self.name_by, self.form.letter.library.office.get(self.name_by))
        name = file_name("" if value is None else str(value)) or f"letter-{number}"
        while name.casefold() in taken:
            name = f"{name}-{number}"
        taken.add(name.casefold())
        return name

    def faults_of_all(self) -> list[str]:
        """A line for each thing that would be wrong in every row, but for fields that are missing."""
        office = self.form.letter.library.folder / OFFICE
        lines = [
            f"{self.table.path}: The column {name} stands there twice. Keep one."
            for name in twice(self.table.columns)
            if name in self.form.letter.declared
        ]
        for fault in self.form.read(self.told)[1]:
            if fault.field in self.told:
                lines.append(f"--set {fault}")
            elif fault.field not in self.table.columns and fault.field not in self.missing():
                lines.append(f"{office}: {fault}")
        return lines

    def missing(self) -> list[str]:
        """The required fields that no column, no option and no office gives."""
        office = self.form.letter.library.office
        return [
            name
            for name, field in self.form.fields.items()
            if field.required
            and name not in self.told
            and name not in self.table.columns
            and is_left_out(office.get(name))
        ]

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
