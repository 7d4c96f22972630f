"""A template and the files it includes, imports and extends, woven into one page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from plainlang.errors import UnreadableError
from plainlang.readers.decode import decode
from plainlang.readers.template.includes import Folders, included_names
from plainlang.readers.template.page import LONGEST, LONGEST_SOURCE, PageWriter, TemplateFile, Woven
from plainlang.readers.template.parts import (
    BLOCKS,
    MACROS,
    Library,
    Overrides,
    Part,
    blocks_of,
    folded,
    is_closed,
    overrides,
    parent_at,
    shown_parts,
    span_of,
)
from plainlang.readers.template.scan import MOST_TAGS, BrokenTemplateError, Mark, Tag, scan
from plainlang.readers.template.weave import Becomes, Weaver
from plainlang.source import Source
from plainlang.spans import Lines, Span

DEEPEST = 8
"""Files within files."""
MOST = 2_000
"""Further files of one letter, each counted as often as it is asked for."""
_NOTHING: Overrides = {}


class TemplateReader:
    """Weaves one template; every further file is opened once."""

    def __init__(self, path: str, becomes: Becomes) -> None:
        self._path, self._becomes = path, becomes
        self._folders = Folders(path)
        self._known: dict[Path, tuple[TemplateFile, list[Mark]]] = {}
        self._libraries: dict[Path, Library] = {}
        self._open: list[Path] = [Path(path).absolute()]
        self._count = self._tags = 0

    def page(self, source: Source) -> Woven:
        """The page of the template. Raises UnreadableError."""
        page = PageWriter(self._path, longest=LONGEST_SOURCE if self._becomes is Becomes.HTML else LONGEST)
        file = TemplateFile(source.text, None, Lines(source.text))
        self._weave(page, file, scanned(self._path, source.text, file.lines))
        return page.page()

    def _weave(self, page: PageWriter, file: TemplateFile, marks: list[Mark], over: Overrides = _NOTHING) -> None:
        """Writes a file; where it extends another one, that one with the file's blocks in it, then what is left.

        over: the blocks of the files that extend this one.
        """
        at = parent_at(marks)
        path = self._found(marks[at]) if at is not None else None
        if at is None or path is None:
            self._stretch(page, file, marks, None, over)
            return
        self._stretch(page, file, marks[:at], Span(0, marks[at].span.start), _NOTHING)
        own = blocks_of(file, rest := marks[at + 1 :], over)
        self._open.append(path)
        self._weave(page, *self._known[path], overrides(own, over))
        self._open.pop()
        done = {block.span for block in own.values() if block.done}
        for part in shown_parts(file, rest, BLOCKS | MACROS):
            if span_of(part, rest) not in done:
                self._part(page, file, rest, part, over)

    def _part(
        self, page: PageWriter, file: TemplateFile, marks: Sequence[Mark], part: Part, over: Overrides = _NOTHING
    ) -> None:
        inside, span = marks[part.first : part.last + 1], span_of(part, marks)
        self._stretch(page, file, inside, span, over, apart=is_closed(part, marks))

    def _stretch(
        self,
        page: PageWriter,
        file: TemplateFile,
        marks: Sequence[Mark],
        span: Span | None,
        over: Overrides,
        *,
        apart: bool = False,
    ) -> None:
        """Writes a stretch of a file. apart: what it holds begins a block."""
        self._count_tags(len(marks))
        weaver = Weaver(page, file, self._becomes, partial(self._brought, over), span=span)
        if apart:
            weaver.end_block()
        weaver.weave(folded(marks, over))

    def _brought(self, over: Overrides, page: PageWriter, mark: Mark) -> bool:
        """Writes what stands in other files: a block, the macros of an import, or an included file."""
        if mark.tag is Tag.FOLDED:
            self._blocks(page, mark.tokens[0].text, over)
            return True
        path = self._found(mark)
        if path is None:
            return False
        self._open.append(path)
        told = True
        if mark.name() == "include":
            self._weave(page, *self._known[path])
        else:
            told = self._imported(page, path, mark)
        self._open.pop()
        return told

    def _blocks(self, page: PageWriter, name: str, over: Overrides) -> None:
        """Writes the blocks of that name, the last file's last; each is written once."""
        for block in reversed(over[name]):
            if not block.done:
                block.done = True
                self._stretch(page, block.file, block.marks, block.span, block.over, apart=block.adds)

    def _imported(self, page: PageWriter, path: Path, mark: Mark) -> bool:
        """Writes the macros and texts that an import brings in for the first time; False where there are none."""
        if path not in self._libraries:
            self._libraries[path] = Library(*self._known[path])
        library = self._libraries[path]
        taken = library.take(mark)
        for part in taken:
            self._part(page, library.file, library.marks, part)
        return bool(taken)

    def _found(self, mark: Mark) -> Path | None:
        """The first file of the tag that is there; None for what is already open, or too deep."""
        names = included_names(mark)
        path = next((found for found in map(self._folders.find, names) if found is not None), None)
        if path is None or path in self._open or len(self._open) > DEEPEST:
            return None
        self._count += 1
        if self._count > MOST:
            what = f"This template asks for more than {MOST:,} files."
            raise UnreadableError(self._path, what, "Split it.", code="too-long")
        if path not in self._known:
            self._known[path] = self._opened(path)
        return path

    def _opened(self, path: Path) -> tuple[TemplateFile, list[Mark]]:
        data = self._folders.read(path)
        # Jinja prints nothing for an empty file, and drops the last line end of any.
        text = decode(str(path), data).text.removesuffix("\n") if data.strip() else ""
        lines = Lines(text)
        marks = scanned(str(path), text, lines)
        self._count_tags(len(marks))
        return TemplateFile(text, self._folders.name_of(path), lines), marks

    def _count_tags(self, more: int) -> None:
        """Counts tags that were found or woven. Raises UnreadableError when they are those of no letter."""
        self._tags += more
        if self._tags > 2 * MOST_TAGS:
            what = "With all its further files this template holds too many tags for a letter."
            raise UnreadableError(self._path, what, "Split it.", code="too-long")


def scanned(path: str, text: str, lines: Lines) -> list[Mark]:
    """The tags of a text. Raises UnreadableError, which names the line, for one that is broken."""
    try:
        return scan(text)
    except BrokenTemplateError as error:
        where = f"{path}:{lines.at(error.offset)[0]}"
        remedy = "Split it." if error.code == "too-long" else "Correct it there."
        raise UnreadableError(where, error.what, remedy, code=error.code) from error
