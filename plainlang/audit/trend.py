"""What got better and worse: one run of an audit against an earlier one, and all runs in a row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from plainlang.audit.compared import Before, Compared, find_compared, opened
from plainlang.audit.summary import READY

__all__ = ["Before", "Change", "Changes", "Compared", "Point", "changes", "find_compared", "points"]

_NO_TEST = "not-applicable"


class Change(NamedTuple):
    """A letter whose weight changed. before, now: its weight; None where the letter was not there."""

    path: str
    before: float | None
    now: float | None


class Changes(NamedTuple):
    """What changed in the letters since another run, the biggest change first.

    since: when that run began, date and time in ISO 8601. version: of plainlang, in that run. same: how many letters
    weigh what they did. A letter that could not be read in one of the runs is in none of these.
    """

    since: str
    version: str
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    new: tuple[Change, ...]
    gone: tuple[Change, ...]
    same: int


class Point(NamedTuple):
    """One run in the history.

    begun: date and time in ISO 8601. letters: those that could be read. must, should: findings per 1,000 words. grade:
    the median, in years of school. ready: the share, 0 to 1, of the letters with a verdict that are ready to send.
    """

    run: int
    begun: str
    letters: int
    words: int
    must: float
    should: float
    grade: float | None
    ready: float


class _Letter(NamedTuple):
    path: str
    digest: str
    weight: float
    unread: bool


def points(connection: sqlite3.Connection) -> list[Point]:
    """All runs that are through, the oldest first."""
    runs = connection.execute(
        """select run.id, begun, count(row.path), ifnull(sum(words), 0), ifnull(sum(must), 0), ifnull(sum(should), 0),
            ifnull(sum(verdict in (?, ?)), 0), ifnull(sum(verdict != ?), 0)
        from run left join row on row.run = run.id and row.error is null
        where ended is not null group by run.id order by run.id""",
        (*READY, _NO_TEST),
    ).fetchall()
    return [
        Point(
            run=run,
            begun=begun,
            letters=letters,
            words=words,
            must=_per_thousand(must, words),
            should=_per_thousand(should, words),
            grade=_median_grade(connection, run),
            ready=round(good / judged, 4) if judged else 0.0,
        )
        for run, begun, letters, words, must, should, good, judged in runs
    ]


def _per_thousand(count: int, words: int) -> float:
    return round(1000 * count / words, 2) if words else 0.0


def _median_grade(connection: sqlite3.Connection, run: int) -> float | None:
    grades = [
        grade
        for (grade,) in connection.execute(
            "select grade from row where run = ? and error is null and grade is not null", (run,)
        )
    ]
    return round(median(grades), 1) if grades else None


def changes(connection: sqlite3.Connection, run: int, before: Before) -> Changes:
    """What changed in the letters of `run` since `before`.

    A letter is known again by its path, else by its bytes, so one that was moved or renamed is no new one.
    Raises UsageError when the ledger of `before` cannot be read.
    """
    with opened(connection, before) as (earlier, number):
        since, version = earlier.execute("select begun, version from run where id = ?", (number,)).fetchone()
        same = 0
        found: dict[str, list[Change]] = {"better": [], "worse": [], "new": [], "gone": []}
        for change in _paired(_letters(earlier, number), _letters(connection, run)):
            if change.before == change.now:
                same += 1
            else:
                found[_kind(change)].append(change)
    biggest_first = {kind: tuple(sorted(group, key=_size)) for kind, group in found.items()}
    return Changes(since, version, **biggest_first, same=same)


def _kind(change: Change) -> str:
    if change.before is None:
        return "new"
    if change.now is None:
        return "gone"
    return "better" if change.now < change.before else "worse"


def _size(change: Change) -> tuple[float, str]:
    return -abs((change.now or 0.0) - (change.before or 0.0)), change.path


def _letters(connection: sqlite3.Connection, run: int) -> Iterator[_Letter]:
    rows = connection.execute(
        "select path, digest, weight, error is not null from row where run = ? order by path", (run,)
    )
    return (_Letter(path, digest, weight, bool(unread)) for path, digest, weight, unread in rows)


def _paired(before: Iterator[_Letter], now: Iterator[_Letter]) -> Iterator[Change]:
    """Both runs, each in the order of paths, walked side by side; only letters without a partner are kept in memory."""
    gone: list[_Letter] = []
    new: list[_Letter] = []
    was, letter = next(before, None), next(now, None)
    while was is not None or letter is not None:
        if letter is None or (was is not None and was.path < letter.path):
            gone.append(was)  # type: ignore[arg-type]
            was = next(before, None)
        elif was is None or letter.path < was.path:
            new.append(letter)
            letter = next(now, None)
        else:
            if not (was.unread or letter.unread):
                yield Change(letter.path, was.weight, letter.weight)
            was, letter = next(before, None), next(now, None)
    yield from _moved(gone, new)


def _moved(gone: list[_Letter], new: list[_Letter]) -> Iterator[Change]:
    """Letters with the same bytes under another path are the same letter; the rest is gone, or new."""
    by_digest: dict[str, list[_Letter]] = {}
    for letter in gone:
        if not letter.unread:
            by_digest.setdefault(letter.digest, []).append(letter)
    for letter in new:
        if letter.unread:
            continue
        twins = by_digest.get(letter.digest)
        yield Change(letter.path, twins.pop(0).weight if twins else None, letter.weight)
    for letters in by_digest.values():
        yield from (Change(letter.path, letter.weight, None) for letter in letters)
