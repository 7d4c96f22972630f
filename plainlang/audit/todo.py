"""The letters of one run, each once: a table that SQLite keeps on disk, so that memory does not grow with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from plainlang.audit.ledger import Run, transaction
from plainlang.audit.places import Found, identity

_PORTION = 256
_MADE = """
create temp table todo (
    number integer primary key,
    path text not null,
    place text not null unique,   -- the same for every way to name the file
    error text
);
create index temp.todo_path on todo (path);
"""
_OPEN = """
select todo.number, todo.path, todo.error, here.digest, earlier.digest, earlier.page
from temp.todo as todo
left join main.row as here on here.run = ? and here.path = todo.path
left join main.row as earlier on earlier.run = ? and earlier.path = todo.path
where todo.number > ? order by todo.number limit ?
"""


class Todo(NamedTuple):
    """A letter to be judged.

    error: why there is none. here: digest of the bytes it was judged by in this run already. earlier, page: the same
    in an earlier run with the same key, and the file name of its page. None where there is no such row.
    """

    path: str
    error: str | None
    here: str | None
    earlier: str | None
    page: str | None


def fill(connection: sqlite3.Connection, found: Iterable[Found]) -> int:
    """Keeps each place once, under the name it was found by first. Returns how many there are."""
    connection.execute("drop table if exists temp.todo")
    connection.executescript(_MADE)
    with transaction(connection):
        connection.executemany(
            "insert or ignore into temp.todo (path, place, error) values (?, ?, ?)",
            ((path, identity(path), error) for path, error in found),
        )
    count: int = connection.execute("select count(*) from temp.todo").fetchone()[0]
    return count


def portions(connection: sqlite3.Connection, run: Run) -> Iterator[list[Todo]]:
    """The letters of the run in the order they were found, a portion at a time."""
    last = 0
    while rows := connection.execute(_OPEN, (run.id, run.before, last, _PORTION)).fetchall():
        last = rows[-1][0]
        yield [Todo(*row[1:]) for row in rows]


def page_names(connection: sqlite3.Connection, run: int) -> Callable[[str], bool]:
    """Tells whether a file name is that of a page of the run."""
    connection.execute("drop table if exists temp.named")
    connection.execute("create temp table named (page text primary key) without rowid")
    with transaction(connection):
        connection.execute("insert or ignore into temp.named select page from row where run = ?", (run,))
    return lambda name: bool(connection.execute("select 1 from temp.named where page = ?", (name,)).fetchone())


def drop_absent(connection: sqlite3.Connection, run: int) -> None:
    """Removes rows of letters that are no longer there: they went between a stop and the going on."""
    with transaction(connection):
        for table in ("row", "costly", "paragraph"):
            connection.execute(
                f"delete from {table} where run = ? and path not in (select path from temp.todo)",  # noqa: S608
                (run,),
            )
