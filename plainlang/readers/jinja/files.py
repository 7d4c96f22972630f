"""A template and the files it includes, woven into one page."""

from __future__ import annotations

from pathlib import Path

from plainlang.errors import UnreadableError
from plainlang.readers.decode import decode
from plainlang.readers.template.includes import Folders, included_names
from plainlang.readers.template.page import LONGEST, LONGEST_SOURCE, PageWriter, TemplateFile, Woven
from plainlang.readers.template.scan import BrokenTemplateError, Mark, scan
from plainlang.readers.template.weave import Becomes, Weaver
from plainlang.source import Source
from plainlang.spans import Lines

DEEPEST = 8
"""Included files within included files."""
MOST = 2_000
"""Included files in one letter, each counted as often as it is included."""


class TemplateReader:
    """Weaves one template; every included file is opened once."""

    def __init__(self, path: str, becomes: Becomes) -> None:
        self._path, self._becomes = path, becomes
        self._folders = Folders(path)
        self._known: dict[Path, tuple[TemplateFile, list[Mark]]] = {}
        self._open: list[Path] = [Path(path).absolute()]
        self._count = 0

    def page(self, source: Source) -> Woven:
        """The page of the template. Raises UnreadableError."""
        page = PageWriter(self._path, longest=LONGEST_SOURCE if self._becomes is Becomes.HTML else LONGEST)
        file = TemplateFile(source.text, None, Lines(source.text))
        self._weave(page, file, scanned(self._path, source.text, file.lines))
        return page.page()

    def _weave(self, page: PageWriter, file: TemplateFile, marks: list[Mark]) -> None:
        Weaver(page, file, self._becomes, self._include).weave(marks)

    def _include(self, page: PageWriter, mark: Mark) -> bool:
        """Writes the first file of the tag that is there; what is already open, or too deep, is left a blank."""
        names = included_names(mark)
        path = next((found for found in map(self._folders.find, names) if found is not None), None)
        if path is None or path in self._open or len(self._open) > DEEPEST:
            return False
        self._count += 1
        if self._count > MOST:
            what = f"This template includes more than {MOST:,} files."
            raise UnreadableError(self._path, what, "Split it.", code="too-long")
        if path not in self._known:
            self._known[path] = self._opened(path)
        self._open.append(path)
        self._weave(page, *self._known[path])
        self._open.pop()
        return True

    def _opened(self, path: Path) -> tuple[TemplateFile, list[Mark]]:
        data = self._folders.read(path)
        # Jinja prints nothing for an empty file, and drops the last line end of any.
        text = decode(str(path), data).text.removesuffix("\n") if data.strip() else ""
        lines = Lines(text)
        return TemplateFile(text, self._folders.name_of(path), lines), scanned(str(path), text, lines)


def scanned(path: str, text: str, lines: Lines) -> list[Mark]:
    """The tags of a text. Raises UnreadableError, which names the line, for one that is broken."""
    try:
        return scan(text)
    except BrokenTemplateError as error:
        where = f"{path}:{lines.at(error.offset)[0]}"
        remedy = "Split it." if error.code == "too-long" else "Correct it there."
        raise UnreadableError(where, error.what, remedy, code=error.code) from error
