"""From the paths a user names to the letters behind them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from plainlang.errors import UnreadableError, UsageError
from plainlang.readers.table import SUFFIXES, TEMPLATE_SUFFIXES, is_letter

_MOST_BYTES = 100_000_000
LEDGER = "audit.sqlite"
"""The file by which the folder of an audit is known; its pages show letters and are none."""
LETTER_OF_LIBRARY = "letter.md.j2"
BEFORE_OF_LIBRARY = "before.txt"
"""Beside a letter of a library: the letter as it should not be, full of faults, for comparison."""


def letters_in(paths: Iterable[str]) -> Iterator[str]:
    """Every letter: a file as named, a folder read through in the order of names. Hidden places, audits and
    the bad examples beside the letters of a library are left out.

    Raises UsageError for a folder that holds no letter.
    """
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        inside = list(_below(path))
        if not inside:
            suffixes = ", ".join([*SUFFIXES, *TEMPLATE_SUFFIXES])
            raise UsageError(
                path, "There are no letters in this folder.", f"plainlang reads files that end in {suffixes}."
            )
        yield from inside


def _below(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder, onerror=_refuse):
        if LEDGER in files:
            folders[:] = []
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        bad = BEFORE_OF_LIBRARY if LETTER_OF_LIBRARY in files else None
        for name in sorted(files):
            if is_letter(name) and not name.startswith((".", "~$")) and name != bad:
                yield os.path.join(here, name)


def _refuse(error: OSError) -> None:
    raise UnreadableError(
        str(error.filename), f"This folder cannot be read: {error.strerror}.", "Ask its owner.", code="permission"
    )


def read_bytes(path: str) -> bytes:
    """The bytes of a letter. Raises UnreadableError that says what is wrong and what to do."""
    try:
        state = os.stat(path)
        if not stat.S_ISREG(state.st_mode):
            raise UnreadableError(path, "This is no ordinary file.", "Name a letter file.", code="not-a-file")
        if state.st_size > _MOST_BYTES:
            raise UnreadableError(
                path, "The file is larger than 100 MB.", "A letter is smaller; check the file.", code="too-large"
            )
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise UnreadableError(
            path, "There is no such file.", "Check the name and the folder.", code="missing"
        ) from None
    except PermissionError:
        raise UnreadableError(
            path, "You may not read this file.", "Ask its owner, or copy it.", code="permission"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(
            path, f"The file cannot be read: {reason}.", "Check the file.", code="unreadable"
        ) from None
