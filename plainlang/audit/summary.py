"""What the dashboard tells of a run, asked of the ledger: counts over the library, the heaviest letters, what failed.

Only what is shown is held in memory; all counting is done in SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plainlang.audit.row import cost_of

READY = ("ready-for-questions", "passes")
"""Verdicts of letters that a machine finds nothing grave in."""
_READY = f"verdict in {READY}"
_COST = " ".join(f"when '{level}' then {cost_of(level)}" for level in ("must", "should", "note"))
FIRST = 50
"""Letters to rewrite first."""
_EASIEST, _HARDEST = 4, 14
"""Grades at or below the first, and at or above the second, stand in one column of the chart."""
_MOST_PLACES = 2_000


class Totals(NamedTuple):
    """A run in numbers. letters: those judged; unread: those that could not be. ready, tested: by the 60 Minutes test.

    weight: of all letters together; first: of the FIRST heaviest. grade: the median, None where no letter has one.
    """

    begun: str
    version: str
    letters: int
    unread: int
    words: int
    must: int
    should: int
    note: int
    ready: int
    tested: int
    clean: int
    weight: float
    first: float
    grade: float | None


class Heavy(NamedTuple):
    """A letter in the table, with the finding that costs it most: `instead` is empty where no plain word is known."""

    path: str
    folder: str
    kind: str
    grade: float | None
    must: int
    should: int
    note: int
    verdict: str
    weight: float
    failed: str
    page: str
    term: str
    instead: str
    level: str
    times: int


class Place(NamedTuple):
    """Letters of one folder or kind. share: of the weight of the whole library, 0 to 1. mean: weight of one letter."""

    name: str
    letters: int
    unread: int
    ready: int
    tested: int
    must: float
    grade: float | None
    mean: float
    share: float


def totals(connection: sqlite3.Connection, run: int) -> Totals:
    """The run in numbers. Raises LookupError for a run the ledger does not hold."""
    about = connection.execute("select begun, version from run where id = ?", (run,)).fetchone()
    if about is None:
        raise LookupError(f"run {run}")
    counts = connection.execute(
        "select count(*) filter (where error is null), count(*) filter (where error is not null), "  # noqa: S608 (our own names)
        "coalesce(sum(words), 0), coalesce(sum(must), 0), coalesce(sum(should), 0), coalesce(sum(note), 0), "
        f"count(*) filter (where {_READY}), count(*) filter (where verdict <> 'not-applicable'), "
        "count(*) filter (where error is null and must + should + note = 0), coalesce(sum(weight), 0.0) "
        "from row where run = ?",
        (run,),
    ).fetchone()
    first = connection.execute(
        "select coalesce(sum(weight), 0.0) from (select weight from row where run = ? order by weight desc limit ?)",
        (run, FIRST),
    ).fetchone()[0]
    return Totals._make((*about, *counts, first, _median(connection, run)))


def _median(connection: sqlite3.Connection, run: int) -> float | None:
    graded = "from row where run = ? and error is null and grade is not null"
    (count,) = connection.execute(f"select count(*) {graded}", (run,)).fetchone()
    middle = connection.execute(
        f"select grade {graded} order by grade limit ? offset ?",
        (run, 2 - count % 2, (count - 1) // 2),
    ).fetchall()
    return round(sum(grade for (grade,) in middle) / len(middle), 1) if count else None


def verdicts(connection: sqlite3.Connection, run: int) -> dict[str, int]:
    """Verdict -> letters; those that could not be read are left out."""
    told = "select verdict, count(*) from row where run = ? and error is null group by verdict"
    return dict(connection.execute(told, (run,)))


def grades(connection: sqlite3.Connection, run: int) -> list[tuple[int, int]]:
    """Grade -> letters, for each grade of the chart; 8 holds what reads from 7.5 to below 8.5."""
    told = (
        f"select min(max(cast(round(grade) as integer), {_EASIEST}), {_HARDEST}) as at, count(*) from row "  # noqa: S608
        "where run = ? and error is null and grade is not null group by at"
    )
    found = dict(connection.execute(told, (run,)))
    return [(grade, found.get(grade, 0)) for grade in range(_EASIEST, _HARDEST + 1)] if found else []


def heaviest(connection: sqlite3.Connection, run: int) -> Iterator[Heavy]:
    """All letters that could be read, the heaviest first."""
    told = (
        "select row.path, folder, kind, grade, must, should, note, verdict, weight, failed, page, "  # noqa: S608 (our own names)
        "coalesce(worst.words, ''), coalesce(worst.plain, ''), coalesce(worst.level, ''), coalesce(worst.count, 0) "
        "from row left join ("
        "  select path, words, plain, level, count,"
        f"    max(count * case level {_COST} end + case plain when '' then 0 else 0.5 end)"
        "  from costly where run = ? group by path"
        ") as worst on worst.path = row.path "
        "where run = ? and error is null order by weight desc, row.path"
    )
    for row in connection.execute(told, (run, run)):
        yield Heavy(*row)


def failing(connection: sqlite3.Connection, run: int) -> list[tuple[str, int]]:
    """Check -> letters that fail it, the most first."""
    told = "select value, count(*) from row, json_each(row.failed) where run = ? group by value order by 2 desc, 1"
    return list(connection.execute(told, (run,)))


def by_folder(connection: sqlite3.Connection, run: int) -> list[Place]:
    """The folders, those with the most weight first; at most two thousand."""
    return _places(connection, run, "folder")


def by_kind(connection: sqlite3.Connection, run: int) -> list[Place]:
    """Letters, templates and forms."""
    return _places(connection, run, "kind")


def _places(connection: sqlite3.Connection, run: int, column: str) -> list[Place]:
    told = (
        f"select {column}, count(*) filter (where error is null), count(*) filter (where error is not null), "  # noqa: S608
        f"count(*) filter (where {_READY}), count(*) filter (where verdict <> 'not-applicable'), "
        "1000.0 * sum(must) / max(sum(words), 1), avg(grade) filter (where error is null), "
        "coalesce(avg(weight) filter (where error is null), 0.0), "
        "sum(weight) / max((select sum(weight) from row where run = ?), 0.01) "
        f"from row where run = ? group by {column} order by sum(weight) desc, 1 limit ?"
    )
    return [Place(*row) for row in connection.execute(told, (run, run, _MOST_PLACES))]


def unread(connection: sqlite3.Connection, run: int, *, most: int) -> list[tuple[str, str]]:
    """Path and reason of letters that could not be read."""
    told = "select path, error from row where run = ? and error is not null order by path limit ?"
    return list(connection.execute(told, (run, most)))


def pages(connection: sqlite3.Connection, run: int, paths: Sequence[str]) -> dict[str, str]:
    """The file name of the page of each of these letters that has one."""
    told = "select page from row where run = ? and path = ?"
    found = ((path, connection.execute(told, (run, path)).fetchone()) for path in dict.fromkeys(paths))
    return {path: row[0] for path, row in found if row and row[0]}
