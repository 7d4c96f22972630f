"""One audit from end to end: letters are found, judged by a pool of workers, and kept in the ledger.

The process that runs this reads no words: it compares digests, hands out units and writes what comes back.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from plainlang.audit import ledger
from plainlang.audit.folder import Folder, open_folder, page_name, seal_of
from plainlang.audit.ledger import Run
from plainlang.audit.places import find_letters, identity, is_only_here, is_url, local_path, read_letter_bytes
from plainlang.audit.pool import OwnProcess, Pool, Processes
from plainlang.audit.row import Row
from plainlang.audit.todo import Todo, drop_absent, fill, page_names, portions
from plainlang.audit.units import units_of, work_off
from plainlang.audit.workers import Item, Judged, Setup, digest_of, refused, stands_alone
from plainlang.errors import PlainlangError, UsageError

Progress = Callable[[int], AbstractContextManager[Callable[[], None]]]
"""Given the number of letters: something that is entered and gives a function to call after each of them."""
Finish = Callable[[Folder], None]
"""What is made of the ledger once all rows are there."""
Plan = Callable[[sqlite3.Connection, Run], Finish]
"""Says what is to be made at the end; it may refuse before the work begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be audited, and how.

    names: files, folders, patterns and URLs. folder: where the results go, a path or a URL. jobs: processes on this
    machine; with 1 it all happens in this one. reuse: take over what an earlier run said of unchanged letters.
    cluster: address of a Dask scheduler. warm: load the model once for all workers.
    """

    names: tuple[str, ...]
    folder: str
    setup: Setup
    jobs: int = 1
    reuse: bool = True
    cluster: str | None = None
    warm: bool = True


class Stopped(Exception):  # noqa: N818 (nobody did anything wrong)
    """Somebody stopped the audit. done, letters: how many letters are in the ledger, and how many there are."""

    def __init__(self, done: int, letters: int) -> None:
        super().__init__(f"{done} of {letters}")
        self.done = done
        self.letters = letters


class _Audit(NamedTuple):
    """What the steps of one run share. advance: called after each letter."""

    job: Job
    folder: Folder
    connection: sqlite3.Connection
    run: Run
    advance: Callable[[], None]


def audit(job: Job, *, progress: Progress, plan: Plan) -> None:
    """Judges every letter and keeps its row; what was done before a stop is not done again.

    Raises UsageError for what cannot work, and Stopped after Ctrl-C; then the same call goes on from there.
    """
    _refuse_own_folder(job)
    with open_folder(job.folder) as folder, ledger.open_ledger(folder.ledger) as connection:
        run = ledger.begin(connection, settings=job.setup.digest, names=job.names, now=datetime.now())
        finish = plan(connection, run)
        letters = fill(connection, find_letters(job.names))
        _refuse_nothing(job, connection, letters)
        try:
            with progress(letters) as advance:
                _judge_all(_Audit(job, folder, connection, run, advance))
        except KeyboardInterrupt:
            raise Stopped(ledger.count(connection, run.id), letters) from None
        drop_absent(connection, run.id)
        folder.drop_pages(page_names(connection, run.id))
        ledger.end(connection, run.id, datetime.now())
        finish(folder)


def _refuse_own_folder(job: Job) -> None:
    """Letters in the folder of the results would be left out; nobody should wonder why."""
    own = identity(job.folder if is_url(job.folder) else local_path(job.folder)).rstrip("/")
    for name in job.names:
        place = identity(name if is_url(name) else local_path(name)).rstrip("/")
        if place == own or place.startswith(own + os.sep):
            what = "The results cannot go into the folder of the letters."
            raise UsageError(job.folder, what, "Name another folder with -o.")


def _refuse_nothing(job: Job, connection: sqlite3.Connection, letters: int) -> None:
    """A single name without letters is a mistake of the call, not a letter that cannot be read."""
    only = connection.execute("select path, error from temp.todo limit 1").fetchone()
    if letters == 1 and len(job.names) == 1 and only[1] is not None:
        raise UsageError(only[0], only[1], "")


def _judge_all(run: _Audit) -> None:
    """Workers are started when the first letter needs one, and let go at the end, however it comes."""
    units = units_of(_open_items(run))
    first = next(units, None)
    if first is None:
        return
    setup = replace(run.job.setup, today=run.run.day)
    with closing(_pool(run.job, setup, run.folder)) as pool:
        for judged in work_off(chain([first], units), pool):
            _keep(run, judged)


def _pool(job: Job, setup: Setup, folder: Folder) -> Pool:
    if job.cluster is not None:
        from plainlang.audit.cluster import Cluster

        return Cluster(job.cluster, setup)
    if job.jobs == 1 or any(is_only_here(name) for name in job.names):
        return OwnProcess(setup)
    return Processes(setup, jobs=job.jobs, spool=folder.spool, warm=job.warm)


def _open_items(run: _Audit) -> Iterator[tuple[Item, int]]:
    """The letters that have to be judged, with their size in bytes; the others are settled on the way."""
    for portion in portions(run.connection, run.run):
        refusals: list[Judged] = []
        unchanged: list[str] = []
        for todo in portion:
            if todo.error is not None:
                refusals.append(Judged(todo.path, refused(todo.path, todo.error, run.job.setup.kind)))
            elif (item := _open_item(run, todo, unchanged)) is not None:
                yield item
        _keep(run, refusals)
        ledger.take_over(run.connection, run.run, unchanged)
        for _ in unchanged:
            run.advance()


def _open_item(run: _Audit, todo: Todo, unchanged: list[str]) -> tuple[Item, int] | None:
    """The letter, if it has to be judged. One whose row can be taken over is put on the list `unchanged` instead."""
    known = todo.here or (todo.earlier if run.job.reuse else None)
    if is_url(todo.path):
        return Item(todo.path, known if todo.here or _has_page(run, todo) else None), 0
    if not known:
        return Item(todo.path), _size(todo.path)
    try:
        data = read_letter_bytes(todo.path)
    except PlainlangError:
        return Item(todo.path), 0  # the worker finds the same, and its row says so
    digest = digest_of(data)
    if todo.here and digest == todo.here:
        run.advance()
        return None
    if run.job.reuse and digest == todo.earlier and stands_alone(todo.path, data) and _has_page(run, todo):
        unchanged.append(todo.path)
        return None
    return Item(todo.path), len(data)


def _has_page(run: _Audit, todo: Todo) -> bool:
    """True where the earlier row's page is there as it was drawn for it, or none is wanted."""
    if not run.job.setup.pages:
        return not todo.page
    return bool(todo.page) and run.folder.holds_page(str(todo.page), seal_of(run.run.key, str(todo.earlier)))


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _keep(run: _Audit, judged: Sequence[Judged]) -> None:
    """Pages first, then the rows in one step: a row's page is always there."""
    rows: list[tuple[Row, str]] = []
    same: list[str] = []
    for one in judged:
        if one.row is None:
            if not ledger.has_row(run.connection, run.run.id, one.path):
                same.append(one.path)
            continue
        name = page_name(one.path) if one.page else ""
        if name:
            run.folder.write_page(name, one.page, seal_of(run.run.key, one.row.digest))
        rows.append((one.row, name))
    ledger.write(run.connection, run.run.id, rows)
    ledger.take_over(run.connection, run.run, same)
    for _ in judged:
        run.advance()
