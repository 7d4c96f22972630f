"""The results of earlier checks, in one SQLite file in the user's cache folder.

Nothing in it is needed: whatever is missing, busy, damaged or full is worked out again. So using a `Store` raises
nothing, and it waits no longer than about two seconds in all.

- Many processes: SQLite's own locks, with a journal beside the file. A write-ahead log would go wrong in a home folder
  that several machines share.
- A process killed at any moment: the next one undoes what was half written. After a power cut the file may be damaged,
  because nothing waits for the disk (`synchronous = off`).
- Damage: a value carries a digest of itself, so it comes back right or not at all. A file that SQLite finds faulty, or
  that has another layout, is deleted and made anew by whoever holds the lock alone.

A store belongs to one thread, and must not be carried over a fork.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from plainlang.cache import rows
from plainlang.cache.place import RESULTS, Lock, delete_results, own_file, own_folder, user_folder, watched

BOUND = 200_000_000
_PATIENCE = 1.5
"""Seconds a store waits in all for a busy file; from then on, whatever is busy is a miss at once."""
_BATCH = 500
_DAY = 86_400
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_FAULTY = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,  # a table or a column is not there
    sqlite3.SQLITE_CONSTRAINT,  # our statements break none in a sound file
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_FORMAT,
}
_Got = TypeVar("_Got")


class Store:
    """What is kept between runs: values by kind ("letters", "sentences") and key.

    folder: where the file stands; the user's cache folder when left out. bound: bytes the file may hold; beyond it,
    what was not asked for since longest goes first, by days, then by when it was written.
    """

    def __init__(self, folder: Path | None = None, *, bound: int = BOUND) -> None:
        self._folder = folder or user_folder()
        self._bound = bound
        self._today = int(time.time() // _DAY)
        self._patience = _PATIENCE
        self._used: set[int] = set()
        self._connection: sqlite3.Connection | None = None
        self._lock: Lock | None = None
        self._renewed = False
        if self._folder is not None and own_folder(self._folder):
            with suppress(OSError):  # on a read-only disk the store stays empty
                self._lock = Lock(self._folder)
                self._start(self._folder / RESULTS, self._lock)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def get_many(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values that are there, each as it was put."""
        found: dict[bytes, rows.Kept] = {}
        for first in range(0, len(keys), _BATCH):
            none: dict[bytes, rows.Kept] = {}
            found |= self._ask(partial(rows.read, kind=kind, keys=keys[first : first + _BATCH]), none)
        self._used.update(kept.row for kept in found.values() if kept.used != self._today)
        return {key: kept.value for key, kept in found.items()}

    def put_many(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Keeps the values, all or none; one that is there under the same key is replaced."""
        used, self._used = self._used, set()
        self._ask(partial(rows.write, kind=kind, values=values, used=used, day=self._today, bound=self._bound), None)

    def counts(self) -> dict[str, int] | None:
        """How many values of each kind are there; None where that cannot be told now."""
        return self._ask(rows.count, None)

    def close(self) -> None:
        """Notes what was used today, and lets go of the file. A closed store is empty."""
        if self._used:
            self.put_many(rows.KINDS[0], {})
        self._let_go()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _start(self, file: Path, lock: Lock) -> None:
        """Opens the file, or makes it; where it is of no use, the store stays empty. Raises OSError."""
        if not (lock.share() and own_file(file)):
            return
        with suppress(sqlite3.OperationalError):  # it cannot be opened
            where = f"{file.absolute().as_uri()}?mode=rw"
            opened = sqlite3.connect(where, uri=True, timeout=self._patience, isolation_level=None)
            opened.text_factory = bytes  # a faulty file may hold text that is none
            self._connection = opened
            if not self._ask(rows.lay_out, False) and self._connection is opened:
                self._let_go()

    def _let_go(self) -> None:
        self._used.clear()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, work: Callable[[sqlite3.Connection], _Got], otherwise: _Got) -> _Got:
        """What `work` gets from the file; `otherwise` where it is busy, full or damaged."""
        if self._connection is None:
            return otherwise
        begun = time.monotonic()
        try:
            return work(self._connection)
        except sqlite3.ProgrammingError:
            raise  # a mistake in plainlang, no matter of the file
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
            if code in _BUSY:
                self._patience = max(0.0, self._patience - (time.monotonic() - begun))
                self._connection.execute(f"pragma busy_timeout = {int(self._patience * 1000)}")
            elif code in _FAULTY or isinstance(error, rows.OtherLayout):
                self._renew()
            return otherwise

    def _renew(self) -> None:
        """Deletes the faulty file, unless another process has done so already, and starts again; only once."""
        assert self._folder is not None
        assert self._lock is not None
        file = self._folder / RESULTS
        with suppress(OSError), watched(file) as is_the_same:
            self._let_go()
            if not self._renewed and self._lock.alone():
                self._renewed = True
                if is_the_same():
                    delete_results(self._folder)
                self._start(file, self._lock)
            return
        self._let_go()
