"""Where finished letters go: what each format makes of the Markdown, and a folder that gets whole files alone."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from itertools import islice
from pathlib import Path

from plainlang.errors import UsageError
from plainlang.templates.merge import BadRow, Filled, name_of_row
from plainlang.writing import write_atomically

ERRORS = "errors.csv"
"""The list of rows that became no letter, in the folder of the letters."""
_HEADER = ("row", "field", "problem")
_BY_ROW = re.compile(r"letter-([0-9]{5,9})")
_TOGETHER = 50
"""Letters for one run of LibreOffice."""


class Format(StrEnum):
    """What a letter is written as; the suffix of its file."""

    MARKDOWN = "md"
    TEXT = "txt"
    HTML = "html"
    WORD = "docx"
    PDF = "pdf"


def finished(markdowns: Sequence[str], formats: Sequence[Format], *, title: str) -> list[dict[Format, bytes]]:
    """The bytes of each letter in each format. Raises UsageError where LibreOffice cannot make the PDF."""
    simple: list[Format] = [format for format in formats if format != Format.PDF]
    made: list[dict[Format, bytes]] = [
        {format: _made(markdown, format, title) for format in simple} for markdown in markdowns
    ]
    if Format.PDF in formats:
        from plainlang.outgoing import as_pdf

        pairs = zip(made, markdowns, strict=True)
        words = [one.get(Format.WORD) or _made(markdown, Format.WORD, title) for one, markdown in pairs]
        for one, pdf in zip(made, as_pdf.render(words), strict=True):
            one[Format.PDF] = pdf
    return made


def _made(markdown: str, format: Format, title: str) -> bytes:
    if format is Format.MARKDOWN:
        return markdown.encode()
    if format is Format.TEXT:
        from plainlang.outgoing import as_text

        return as_text.render(markdown).encode()
    if format is Format.HTML:
        from plainlang.outgoing import as_html

        return as_html.render(markdown, title=title).encode()
    from plainlang.outgoing import as_word

    return as_word.render(markdown, title=title)


@dataclass(frozen=True, slots=True)
class Outbox:
    """A folder for letters. title: what HTML and Word show as the title of each."""

    folder: Path
    formats: tuple[Format, ...]
    title: str

    def look(self, names: Iterable[str], *, force: bool) -> None:
        """Raises UsageError where a file would be overwritten, unless forced. A link is never written through."""
        there = _files_in(self.folder)
        letters = (f"{name}.{format}" for name in names for format in self.formats)
        for name in letters:
            if name.casefold() in there:
                self._look_at(self.folder / there[name.casefold()], force=force)

    def look_at_list(self, *, force: bool) -> None:
        """The same for the list of errors; that of an earlier run is always replaced."""
        name = _files_in(self.folder).get(ERRORS)
        if name is not None:
            self._look_at(self.folder / name, force=force or rows_listed(self.folder / name) is not None)

    def look_for_others(self, rows: Collection[int]) -> None:
        """Raises UsageError where letters named by row are of another table, and one of these rows would take the
        place of somebody else's letter."""
        known = {f".{format}" for format in self.formats}
        files = (Path(name) for name in _files_in(self.folder))
        numbers = (_BY_ROW.fullmatch(file.stem) for file in files if file.suffix in known)
        there = {int(found[1]) for found in numbers if found}
        listed = rows_listed(self.folder / ERRORS) or set()
        others = (there | listed).difference(rows)
        if others and not there.isdisjoint(rows):
            what = f"The letters here are of another table: it had a row {min(others)}, and this one has none."
            fix = "Run that whole table again, name another folder, or use --name-by case_number."
            raise UsageError(str(self.folder), what, fix)

    def of_earlier_runs(self, rows: Iterable[int]) -> list[Path]:
        """The letters that are there, named by one of these rows."""
        files = (self.folder / f"{name_of_row(row)}.{format}" for row in rows for format in self.formats)
        return [file for file in files if file.exists()]

    def _look_at(self, file: Path, *, force: bool) -> None:
        if file.is_symlink() or not file.is_file():
            raise UsageError(str(file), "This is no ordinary file.", "Name another folder.")
        if not force:
            raise UsageError(str(file), "This is there already.", "Name an empty folder, or use --force.")

    def open(self) -> None:
        """Makes the folder, for its owner alone. Raises UsageError where there can be none."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            what = f"There can be no folder here: {error.strerror}."
            raise UsageError(str(self.folder), what, "Name another one.") from error

    def made(self, letters: Iterable[Filled]) -> Iterator[tuple[Filled, dict[Format, bytes] | UsageError]]:
        """Each letter with what its files are to hold, or why there are none."""
        waiting = iter(letters)
        size = _TOGETHER if Format.PDF in self.formats else 1
        while batch := list(islice(waiting, size)):
            try:
                files = finished([letter.markdown for letter in batch], self.formats, title=self.title)
            except UsageError as error:
                yield from ((letter, error) for letter in batch)
            else:
                yield from zip(batch, files, strict=True)

    def write(self, letter: Filled, files: Mapping[Format, bytes]) -> None:
        """Writes the files of one letter. Raises UsageError."""
        for format, data in files.items():
            write_atomically(self.folder / f"{letter.name}.{format}", data)

    def tell(self, bad: Sequence[BadRow]) -> Path:
        """Writes the list of bad rows; takes away one of an earlier run where all went well."""
        path = self.folder / ERRORS
        if not bad:
            path.unlink(missing_ok=True)
            return path
        page = StringIO()
        table = csv.writer(page, lineterminator="\r\n")
        table.writerow(_HEADER)
        table.writerows((one.row, one.field, one.problem) for one in bad)
        write_atomically(path, page.getvalue().encode())
        return path


def rows_listed(path: Path) -> set[int] | None:
    """The rows in a list of errors; None for a file that is no such list, or is not there."""
    if not path.is_file():
        return None
    try:
        header, *lines = csv.reader(path.read_text("utf-8").splitlines())
        return {int(line[0]) for line in lines} if tuple(header) == _HEADER else None
    except (OSError, ValueError, IndexError, csv.Error):
        return None


def _files_in(folder: Path) -> dict[str, str]:
    """The names in a folder, by how a system sees them that knows no capital letters."""
    try:
        return {name.casefold(): name for name in os.listdir(folder)}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UsageError(str(folder), f"This is no folder: {error.strerror}.", "Name another one.") from error
