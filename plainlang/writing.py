"""Files written whole: beside the target first, then put in its place, so that nobody ever sees half a file."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from plainlang.errors import UsageError

UNFINISHED = ".part"
"""How a file ends that is still being written."""


def write_atomically(path: Path, data: bytes) -> None:
    """Puts a file with these bytes at `path`; one that is there keeps its mode, a new one is its owner's alone.

    A link is followed. Raises UsageError when the file cannot be written; then nothing has changed.
    """
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            # a pipe or a device is written to as it is: putting a file in its place would destroy it
            path.write_bytes(data)
        else:
            _replace(path, data)
    except OSError as error:
        what = f"This file cannot be written: {error.strerror}."
        raise UsageError(str(path), what, "Name another file or folder.") from error


def _replace(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        with suppress(FileNotFoundError):  # a stop right behind os.replace finds it in its place already
            os.unlink(name)
        raise
