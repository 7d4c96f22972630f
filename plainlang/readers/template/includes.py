"""The files a template includes, imports or extends: from its folder and the folders above, never from elsewhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from plainlang.errors import UnreadableError
from plainlang.readers.template.scan import Mark, Token

LARGEST = 2_000_000
"""Bytes of an included file; a letter holds fewer."""
LIBRARY_MARK = "office.yaml"
"""The folder that holds this file is a library of letters: its templates bring in what lies anywhere in it."""
_DEEPEST_LETTER = 3
"""Folders between a letter and the library it belongs to, at most."""
_TAIL = ("ignore", "with", "without", "as", "import")


class Folders:
    """Where a template may include from: its own folder, then those above it up to the working directory, and up to
    the library of letters it belongs to.

    A template that lies in neither includes from its own folder alone.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        own = Path(os.path.abspath(path)).parent
        here = Path.cwd()
        above = [folder for folder in own.parents if folder.is_relative_to(here)] if own.is_relative_to(here) else []
        above = max(above, _up_to_library(own), key=len)
        self._folders = [own, *above]

    def find(self, name: str) -> Path | None:
        """The file of that name; None where there is none. Raises UnreadableError for one outside the folders."""
        if "\0" in name or not name.strip():
            return None
        root = self._folders[-1]
        first = os.path.normpath(self._folders[0] / name)
        if os.path.isabs(name) or "\\" in name or ":" in name or not Path(first).is_relative_to(root):
            raise self._unsafe()
        for folder in self._folders:
            file = Path(os.path.normpath(folder / name))
            if file.is_relative_to(root) and _is_file(file):
                if not file.resolve().is_relative_to(root.resolve()):
                    raise self._unsafe()
                return file
        return None

    def read(self, file: Path) -> bytes:
        """The bytes of an included file. Raises UnreadableError for one that is too large or cannot be opened."""
        try:
            with file.open("rb") as stream:
                data = stream.read(LARGEST + 1)
        except OSError as error:
            what = "A file that this template needs cannot be opened."
            raise UnreadableError(str(file), what, "Ask for the right to read it.", code="include") from error
        if len(data) > LARGEST:
            what = "A file that this template needs is too large for a part of a letter."
            raise UnreadableError(str(file), what, "Use a smaller file.", code="too-long")
        return data

    def name_of(self, file: Path) -> str:
        """The file's path from the template's own folder, with `/`."""
        return Path(os.path.relpath(file, self._folders[0])).as_posix()

    def _unsafe(self) -> UnreadableError:
        what = (
            "This template asks for a file that plainlang does not open. plainlang opens files only in the folder of "
            "the template and, when you start it in a folder above, below that one."
        )
        return UnreadableError(self._path, what, "Move the file there.", code="unsafe")


def _up_to_library(own: Path) -> list[Path]:
    """The folders above, up to the one that is a library of letters; none where there is none."""
    above = list(own.parents)[:_DEEPEST_LETTER]
    at = next((at for at, folder in enumerate(above) if _is_file(folder / LIBRARY_MARK)), None)
    return [] if at is None else above[: at + 1]


def _is_file(file: Path) -> bool:
    """False for what is not there, cannot be reached, or is no plain file (a pipe would wait for ever)."""
    try:
        return stat.S_ISREG(file.stat().st_mode)
    except (OSError, ValueError):
        return False


def included_names(mark: Mark) -> list[str]:
    """The names of files in a tag (include, import, from, extends), in order; none where a name is computed."""
    words = [*mark.words()[1:]]
    end = next((at for at, token in enumerate(words) if token.kind == "name" and token.text in _TAIL), len(words))
    names = words[:end]
    if len(names) > 2 and (names[0].text, names[-1].text) in (("[", "]"), ("(", ")")):
        return _listed(names[1:-1])
    return _listed(names[:1]) if len(names) == 1 else []


def _listed(tokens: Sequence[Token]) -> list[str]:
    """The strings of a row of strings and commas; none when something else stands there."""
    if any(token.kind != "string" and token.text != "," for token in tokens):
        return []
    return [token.text[1:-1] for token in tokens if token.kind == "string"]
