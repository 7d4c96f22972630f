"""Which earlier run a person means with `--compare`, and the ledger it is in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from plainlang.errors import UsageError
from plainlang.paths import LEDGER

LAST = "LAST"


class Compared(NamedTuple):
    """A run of another audit folder: its number, and the ledger that holds it."""

    run: int
    ledger: Path


Before = int | Compared
"""The run that another one is compared with; only its number where both are in one ledger."""


def find_compared(connection: sqlite3.Connection, run: int, wanted: str) -> Before:
    """The run that `wanted` names: LAST, the number of a run, or another audit's folder or ledger.

    LAST is the newest run before `run` that is through; of another audit it is the newest of all.
    Raises UsageError when there is no such run.
    """
    if wanted.upper() == LAST:
        return _last(connection, run)
    if wanted.isascii() and wanted.isdigit():
        return _numbered(connection, run, int(wanted))
    ledger = Path(wanted) / LEDGER if Path(wanted).is_dir() else Path(wanted)
    if not ledger.is_file():
        what = "There is no audit here to compare with."
        raise UsageError(wanted, what, f"Name {LAST}, the number of a run, or the folder of another audit.")
    if _is_own(connection, ledger):
        return _last(connection, run)
    with _read(ledger) as other:
        newest = _newest(other)
    if newest is None:
        raise UsageError(wanted, "No run of this audit is through.", "Finish it first, or name another audit.")
    return Compared(newest, ledger.resolve())


def _last(connection: sqlite3.Connection, run: int) -> int:
    last = _newest(connection, before=run)
    if last is None:
        what = "There is no earlier run in this folder to compare with."
        raise UsageError(f"--compare {LAST}", what, "Leave it out this time, or name the folder of another audit.")
    return last


def _numbered(connection: sqlite3.Connection, run: int, number: int) -> int:
    ended = "select id from run where ended is not null and id != ? order by id desc"
    runs = [one for (one,) in connection.execute(ended, (run,))]
    if number in runs:
        return number
    what = "There is no such run in this folder, or it is not through."
    there = f"Name one of {', '.join(map(str, runs[:9]))}." if runs else "Leave it out this time."
    raise UsageError(f"--compare {number}", what, there)


def _newest(connection: sqlite3.Connection, *, before: int | None = None) -> int | None:
    newest: int | None = connection.execute(
        "select max(id) from run where ended is not null and (? is null or id < ?)", (before, before)
    ).fetchone()[0]
    return newest


def _is_own(connection: sqlite3.Connection, ledger: Path) -> bool:
    own = next(file for _, name, file in connection.execute("pragma database_list") if name == "main")
    return bool(own) and ledger.samefile(own)


@contextmanager
def opened(connection: sqlite3.Connection, before: Before) -> Iterator[tuple[sqlite3.Connection, int]]:
    """The ledger that holds the run, and the run's number. Another ledger is only read, whatever happens."""
    if isinstance(before, int):
        yield connection, before
        return
    with _read(before.ledger) as other:
        yield other, before.run


@contextmanager
def _read(ledger: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("select id, begun, ended, version from run limit 1")
            connection.execute("select path, digest, weight, error from row limit 1")
            yield connection
    except sqlite3.Error as error:
        what = f"The earlier audit cannot be read: {error}."
        raise UsageError(str(ledger), what, "Name the folder of another audit.") from error
