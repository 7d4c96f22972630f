"""The ledger of an audit folder: one SQLite file with every run and every row.

A row is written in one transaction and named by run and path, so nothing is lost or counted twice when a run is
stopped, killed or done again. It is also the history: earlier runs stay, so that the trend can be drawn.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from plainlang import __version__
from plainlang.audit.row import Row
from plainlang.errors import UsageError

SCHEMA = """
create table if not exists run (
    id integer primary key,
    begun text not null,          -- date and time, ISO 8601 with zone
    ended text,                   -- null while a run is not through
    version text not null,        -- of plainlang
    key text not null,            -- digest of settings, glossary, options: a run is only resumed with the same
    paths text not null           -- JSON list of the paths as they were named
);
create table if not exists row (
    run integer not null references run(id),
    path text not null,
    folder text not null,
    kind text not null,
    digest text not null,
    error text,
    words integer not null,
    sentences integer not null,
    grade real,
    must integer not null,
    should integer not null,
    note integer not null,
    verdict text not null,
    accurate integer, informative integer, empathetic integer, plain integer,
    weight real not null,
    failed text not null,         -- JSON list of check ids
    page text not null,           -- file name of the letter's page under pages/, empty for none
    primary key (run, path)
) without rowid;
create table if not exists costly (
    run integer not null, path text not null,
    rule text not null, level text not null, words text not null, plain text not null, count integer not null,
    primary key (run, path, rule, words, level, plain)
) without rowid;
create table if not exists paragraph (
    run integer not null, path text not null, number integer not null,
    text text not null, words text not null, weight real not null,
    primary key (run, path, number)
) without rowid;
"""

_STALE = timedelta(days=1)
"""A run that was stopped is gone on with up to the next day, and judged by the day it began."""
_PATIENCE = 10.0
"""Seconds to wait for somebody who reads the ledger at this moment."""
_TABLES = ("row", "costly", "paragraph")
_INSERT_ROW = "insert into row values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_COLUMNS = {
    "row": "path, folder, kind, digest, error, words, sentences, grade, must, should, note, verdict, "
    "accurate, informative, empathetic, plain, weight, failed, page",
    "costly": "path, rule, level, words, plain, count",
    "paragraph": "path, number, text, words, weight",
}


class Run(NamedTuple):
    """A run that is under way. day: the date its letters are judged by. before: an earlier run with the same key."""

    id: int
    key: str
    day: date
    before: int | None
    resumed: bool


@contextmanager
def open_ledger(path: Path) -> Iterator[sqlite3.Connection]:
    """The ledger, made where there is none, readable by its owner alone.

    Raises UsageError for a file that is no ledger, or that cannot be written.
    """
    try:
        _make(path)
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
            # With a log beside it a row costs no wait for the disk; on closing the log is folded in again.
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = normal")
            connection.executescript(SCHEMA)
            yield connection
            with suppress(sqlite3.OperationalError):  # somebody looks at it right now; then the log stays
                connection.execute("pragma journal_mode = delete")
    except sqlite3.Error as error:
        what = f"The list of the audit cannot be used: {error}."
        raise UsageError(str(path), what, "Check the disk, or name another folder with -o.") from error


def _make(path: Path) -> None:
    """SQLite would make it readable by others; the files it puts beside it get the same rights as this one."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        what = f"The list of the audit cannot be written: {error.strerror}."
        raise UsageError(str(path), what, "Name another folder with -o.") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside is kept, or nothing of it."""
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def begin(connection: sqlite3.Connection, *, settings: str, names: Sequence[str], now: datetime) -> Run:
    """Goes on with the newest run where it was stopped and asked the same; else begins a new one.

    settings: digest of everything that decides what is said of a letter, the date apart.
    """
    today, paths = now.date(), json.dumps(list(names), ensure_ascii=False)
    newest = connection.execute("select id, key, paths, ended from run order by id desc limit 1").fetchone()
    if newest and newest[3] is None and newest[2] == paths and newest[1].startswith(f"{settings} "):
        day = date.fromisoformat(newest[1].rpartition(" ")[2])
        if timedelta() <= today - day <= _STALE:
            return Run(newest[0], newest[1], day, _before(connection, newest[1], newest[0]), resumed=True)
    key = f"{settings} {today.isoformat()}"
    begun = now.astimezone().isoformat(timespec="seconds")
    made = connection.execute(
        "insert into run (begun, version, key, paths) values (?, ?, ?, ?)", (begun, __version__, key, paths)
    )
    number = int(made.lastrowid or 0)
    return Run(number, key, today, _before(connection, key, number), resumed=False)


def _before(connection: sqlite3.Connection, key: str, run: int) -> int | None:
    found: int | None = connection.execute("select max(id) from run where key = ? and id < ?", (key, run)).fetchone()[0]
    return found


def write(connection: sqlite3.Connection, run: int, rows: Iterable[tuple[Row, str]]) -> None:
    """Keeps rows with the file names of their pages, all or none; a row that is there is replaced."""
    with transaction(connection):
        for row, page in rows:
            _remove(connection, run, row.path)
            connection.execute(_INSERT_ROW, _values(run, row, page))
            connection.executemany(
                "insert into costly values (?, ?, ?, ?, ?, ?, ?)",
                [(run, row.path, one.rule, one.level, one.words, one.plain, one.count) for one in row.costly],
            )
            connection.executemany(
                "insert into paragraph values (?, ?, ?, ?, ?, ?)",
                [
                    (run, row.path, number, one.text, json.dumps(one.words, ensure_ascii=False), one.weight)
                    for number, one in enumerate(row.paragraphs)
                ],
            )


def _remove(connection: sqlite3.Connection, run: int, path: str) -> None:
    for table in _TABLES:
        connection.execute(f"delete from {table} where run = ? and path = ?", (run, path))  # noqa: S608 (our names)


def _values(run: int, row: Row, page: str) -> tuple[object, ...]:
    scores = row.scores or {}
    parts = [scores.get(part) for part in ("accurate", "informative", "empathetic", "plain")]
    counts = (row.words, row.sentences, row.grade, row.must, row.should, row.note)
    about = (run, row.path, row.folder, row.kind, row.digest, row.error)
    return (*about, *counts, row.verdict, *parts, row.weight, json.dumps(row.failed), page)


def take_over(connection: sqlite3.Connection, run: Run, paths: Iterable[str]) -> None:
    """Copies what the earlier run with the same key says of these letters, which have not changed since."""
    with transaction(connection):
        for path in paths:
            _remove(connection, run.id, path)
            for table in _TABLES:
                columns = _COLUMNS[table]
                connection.execute(
                    f"insert into {table} (run, {columns}) "  # noqa: S608 (our own names)
                    f"select ?, {columns} from {table} where run = ? and path = ?",
                    (run.id, run.before, path),
                )


def has_row(connection: sqlite3.Connection, run: int, path: str) -> bool:
    """True when the run holds a row of this letter."""
    return connection.execute("select 1 from row where run = ? and path = ?", (run, path)).fetchone() is not None


def count(connection: sqlite3.Connection, run: int) -> int:
    """How many letters of the run are through."""
    found: int = connection.execute("select count(*) from row where run = ?", (run,)).fetchone()[0]
    return found


def end(connection: sqlite3.Connection, run: int, now: datetime) -> None:
    """Closes the run. What stopped runs before it left behind goes; nobody can go on with them any more."""
    with transaction(connection):
        for table in _TABLES:
            connection.execute(
                f"delete from {table} where run in (select id from run where ended is null and id < ?)",  # noqa: S608
                (run,),
            )
        connection.execute("delete from run where ended is null and id < ?", (run,))
        ended = now.astimezone().isoformat(timespec="seconds")
        connection.execute("update run set ended = ? where id = ?", (ended, run))
