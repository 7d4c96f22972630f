"""The one table of the cache: what is read from it, written to it, and dropped when it grows too large.

Each function is one transaction, and raises sqlite3.Error where the file is busy, full or faulty.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

KINDS = ("letters", "sentences")
LAYOUT = 1
_SCHEMA = (
    "create table result (id integer primary key, used integer not null, size integer not null,"
    " kind text not null, key blob not null, value blob not null)",
    "create unique index result_key on result (kind, key)",
    "create index result_used on result (used)",
    f"pragma user_version = {LAYOUT}",
)
_ROW = 100
"""Bytes a row takes besides its value, roughly."""
_DIGEST = 8


class OtherLayout(sqlite3.DatabaseError):
    """The file is of another version of plainlang, or of another program."""


class Kept(NamedTuple):
    """A value with the number of its row, and the day it was last used: days since 1970."""

    row: int
    used: int
    value: bytes


def lay_out(connection: sqlite3.Connection) -> bool:
    """Makes the table in an empty file; True when it is there. Raises OtherLayout for any other file."""
    connection.execute("pragma synchronous = off")
    if _layout(connection) == LAYOUT:
        return True
    with connection:
        connection.execute("begin immediate")
        if _layout(connection) == LAYOUT:  # another process was quicker
            return True
        if connection.execute("select 1 from sqlite_master").fetchone():
            raise OtherLayout
        for statement in _SCHEMA:
            connection.execute(statement)
    return True


def read(connection: sqlite3.Connection, kind: str, keys: Sequence[bytes]) -> dict[bytes, Kept]:
    """The values under these keys; one that does not fit its digest is left out. At most some hundred keys at once."""
    places = ",".join("?" * len(keys))
    rows = connection.execute(
        f"select key, id, used, value from result where kind = ? and key in ({places})",  # noqa: S608 (only ?)
        [kind, *keys],
    )
    return {
        key: Kept(row, used, value[_DIGEST:])
        for key, row, used, value in rows
        if isinstance(value, bytes) and value[:_DIGEST] == _digest(kind, key, value[_DIGEST:])
    }


def write(
    connection: sqlite3.Connection,
    kind: str,
    values: Mapping[bytes, bytes],
    *,
    used: Iterable[int],
    day: int,
    bound: int,
) -> None:
    """Keeps the values, marks the rows `used` as used on this day, drops the oldest while the file is over bound."""
    rows = [(day, len(value), kind, key, _digest(kind, key, value) + value) for key, value in values.items()]
    with connection:
        connection.execute("begin immediate")
        connection.executemany("update result set used = ? where id = ?", [(day, row) for row in used])
        connection.executemany(
            "insert or replace into result (used, size, kind, key, value) values (?, ?, ?, ?, ?)", rows
        )
        while (excess := _bytes_used(connection) - bound) > 0 and _drop_oldest(connection, excess + bound // 10):
            pass


def count(connection: sqlite3.Connection) -> dict[str, int]:
    """How many values of each kind there are."""
    ask = "select count(*) from result where kind = ?"
    return {kind: connection.execute(ask, [kind]).fetchone()[0] for kind in KINDS}


def _drop_oldest(connection: sqlite3.Connection, enough: int) -> bool:
    """Drops rows of about so many bytes, those first that were not used for longest; False when there are none."""
    oldest, dropped = [], 0
    for row, size in connection.execute("select id, ifnull(cast(size as integer), 0) from result order by used, id"):
        oldest.append((row,))
        dropped += size + _ROW
        if dropped >= enough:
            break
    connection.executemany("delete from result where id = ?", oldest)
    return bool(oldest)


def _bytes_used(connection: sqlite3.Connection) -> int:
    """The pages that hold something; all three numbers stand in the file's head."""
    pages, free, size = (
        connection.execute(f"pragma {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _layout(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])


def _digest(kind: str, key: bytes, value: bytes) -> bytes:
    return blake2b(value, key=blake2b(key, digest_size=32).digest(), digest_size=_DIGEST, person=kind.encode()).digest()
