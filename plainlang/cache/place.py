"""Where the cache stands, whose it is, and who may use or delete its files at the moment."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plainlang.errors import UsageError
from plainlang.writing import UNFINISHED

RESULTS = "results.sqlite"
_LOCK = "results.lock"
_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite may have left beside the file."""
_WAIT = 0.5
"""Seconds; others hold the lock alone for no longer than a file takes to be deleted."""
_PAUSE = 0.01


def user_folder() -> Path | None:
    """The user's cache folder of plainlang, which need not be there; None for a user without a home."""
    import platformdirs

    folder = Path(platformdirs.user_cache_dir("plainlang"))
    return folder if folder.is_absolute() else None


def own_folder(folder: Path) -> bool:
    """Makes the folder, for its owner alone; False where that cannot be, or where it is somebody else's."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder.is_dir() and _is_private(folder, folder.stat())
    except OSError:
        return False


def own_file(file: Path) -> bool:
    """Makes an empty file where there is none. False where that cannot be, for a link, and for somebody else's file."""
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    state = os.lstat(file)
    return stat.S_ISREG(state.st_mode) and _is_private(file, state)


def _is_private(path: Path, state: os.stat_result) -> bool:
    if sys.platform == "win32":
        return True  # a profile there is its user's alone
    if state.st_uid != os.geteuid():
        return False
    if state.st_mode & 0o077:
        path.chmod(state.st_mode & 0o700)
    return True


class Lock:
    """Whoever uses the results holds it together with others; whoever deletes the file holds it alone.

    SQLite finds its journal by name. Where a file is deleted that another process has open, and a new one takes its
    name, each of the two may undo what the other wrote (sqlite.org/howtocorrupt.html). The lock ends with the process.
    Windows does not delete a file that is open; there it holds nothing.
    """

    def __init__(self, folder: Path) -> None:
        """Raises OSError where no file can be made."""
        self._handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)

    def share(self) -> bool:
        """Holds the lock together with others; False when somebody goes on holding it alone."""
        return self._take(alone=False)

    def alone(self) -> bool:
        """Gives up the share and holds the lock alone; False, holding nothing, when others go on using the file."""
        return self._take(alone=True)

    def close(self) -> None:
        """Lets go."""
        os.close(self._handle)

    def _take(self, *, alone: bool) -> bool:
        if sys.platform == "win32":
            return True
        import fcntl

        fcntl.flock(self._handle, fcntl.LOCK_UN)
        end = time.monotonic() + _WAIT
        while True:
            try:
                fcntl.flock(self._handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                if time.monotonic() > end:
                    return False
                time.sleep(_PAUSE)


@contextmanager
def watched(file: Path) -> Iterator[Callable[[], bool]]:
    """Gives a function that tells whether the file that stands there now is still the one at the beginning.

    It is kept open meanwhile, so that no new file gets its number; but not on Windows, where it could not be deleted.
    """
    if sys.platform == "win32":
        yield lambda: True
        return
    handle = os.open(file, os.O_RDONLY)
    try:
        yield lambda: file.exists() and os.path.samestat(os.fstat(handle), os.lstat(file))
    finally:
        os.close(handle)


def delete_results(folder: Path) -> None:
    """Deletes the file and what belongs to it; only for whoever holds the lock alone. Raises OSError."""
    for name in (RESULTS, *(RESULTS + end for end in _BESIDE)):
        (folder / name).unlink(missing_ok=True)


def kept_files(folder: Path) -> dict[Path, int]:
    """The files plainlang keeps there with their bytes: results, glossaries, and what a stopped run left unfinished."""
    names = (f"{RESULTS}*", "glossary-*.json", f".glossary-*{UNFINISHED}")
    kept = {}
    for file in sorted(file for name in names for file in folder.glob(name)):
        with suppress(FileNotFoundError):  # a journal goes when another run is through
            state = file.lstat()
            if not stat.S_ISDIR(state.st_mode):
                kept[file] = state.st_size
    return kept


def clear(folder: Path) -> tuple[int, int]:
    """Deletes what plainlang keeps in the folder, and nothing else; how many files and how many bytes that was.

    Raises UsageError when another run is using the results, and where a file cannot be deleted.
    """
    if not folder.is_dir():
        return 0, 0
    try:
        lock = Lock(folder)
        try:
            if not lock.alone():
                raise UsageError(
                    str(folder), "Another run is using these files.", "Wait until it ends, then try again."
                )
            return _delete(folder)
        finally:
            lock.close()
    except OSError as error:
        what = f"The files here cannot be deleted: {error.strerror}."
        raise UsageError(str(folder), what, "Delete the folder yourself.") from error


def _delete(folder: Path) -> tuple[int, int]:
    files = kept_files(folder)
    for file in files:
        file.unlink(missing_ok=True)
    return len(files), sum(files.values())
