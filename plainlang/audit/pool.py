"""Where units are worked on: in this process, or in processes beside it. `cluster` has the third way.

All of them are a `concurrent.futures.Executor` underneath.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from plainlang.audit.workers import Item, Judge, Judged, Setup, judge_of
from plainlang.errors import UsageError

_WARM = "plainlang.audit.warm"
_setup: Setup | None = None


class WorkerDied(Exception):  # noqa: N818 (said of a worker, to be handled)
    """Whoever worked on a unit is gone, and it may be the unit's fault."""


class Pool(Protocol):
    """Takes units and gives back what came of them. in_flight: how many units it should hold at a time."""

    in_flight: int

    def submit(self, items: Sequence[Item]) -> Future[Any]:
        """Begins on a unit."""

    def collect(self, future: Future[Any]) -> list[Judged]:
        """What came of a unit that is through. Raises WorkerDied."""

    def look(self) -> None:
        """Called when nothing has come back for a while. Raises PlainlangError when nothing will any more."""

    def renew(self) -> None:
        """Called after WorkerDied, when no unit is in flight."""

    def close(self) -> None:
        """Lets go of all workers; units in flight are dropped."""


class _Here(Executor):
    """Runs each call at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class OwnProcess:
    """Units are worked on right here, one after the other."""

    in_flight = 1

    def __init__(self, setup: Setup) -> None:
        self._judge = Judge(setup)
        self._executor = _Here()

    def submit(self, items: Sequence[Item]) -> Future[Any]:
        """Works on the unit; it is through when this returns."""
        return self._executor.submit(self._judge.judge, items)

    def collect(self, future: Future[Any]) -> list[Judged]:
        """What came of it."""
        judged: list[Judged] = future.result()
        return judged

    def look(self) -> None:
        """Nothing can hang."""

    def renew(self) -> None:
        """Nothing can break."""

    def close(self) -> None:
        """There is nothing to let go of."""


class Processes:
    """Units are worked on by processes of this machine; one that dies takes nothing with it.

    What comes of a unit goes through a file in the folder `spool`, since all workers of a ProcessPoolExecutor share one
    pipe: a worker killed while it writes more than fits there at once would leave everybody waiting.
    """

    def __init__(self, setup: Setup, *, jobs: int, spool: Path, warm: bool = True) -> None:
        self.in_flight = jobs * 2
        self._setup, self._jobs, self._spool = setup, jobs, spool
        self._context = _context(warm=warm)
        self._executor = self._started()

    def submit(self, items: Sequence[Item]) -> Future[Any]:
        """Hands the unit to the next worker that is free."""
        try:
            return self._executor.submit(_into_file, items, self._spool)
        except BrokenProcessPool as broken:
            future: Future[Any] = Future()
            future.set_exception(broken)
            return future

    def collect(self, future: Future[Any]) -> list[Judged]:
        """What the worker left in its file."""
        try:
            file = self._spool / future.result()
        except BrokenProcessPool as broken:
            raise WorkerDied from broken
        except OSError as error:
            what = f"What a worker found cannot be written: {error.strerror}."
            raise UsageError(str(self._spool), what, "Make room. The same command then goes on.") from error
        judged: list[Judged] = pickle.loads(file.read_bytes())  # noqa: S301 (our own worker wrote it)
        file.unlink()
        return judged

    def look(self) -> None:
        """A worker that dies is noticed by the executor."""

    def renew(self) -> None:
        """Starts new workers; the executor has ended the old ones."""
        self._executor.shutdown()
        self._executor = self._started()

    def close(self) -> None:
        """Ends the workers when they are through with their units."""
        self._executor.shutdown(cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, mp_context=self._context, initializer=_prepare, initargs=(self._setup,))


def warm_up() -> None:
    """Begins to load what all workers share, in a process beside this one, while this one still prepares."""
    context = _context(warm=True)
    if context.get_start_method() == "forkserver":
        forkserver.ensure_running()


def _context(*, warm: bool) -> Any:
    """Workers are forked from a process that has loaded the model; where there is no fork each loads its own."""
    if "forkserver" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin":
        return multiprocessing.get_context("spawn")  # macOS: its libraries may crash after a fork
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_WARM] if warm else [])
    return context


def _prepare(setup: Setup) -> None:
    """The first thing a worker does."""
    global _setup  # noqa: PLW0603 (this is what an initializer is for)
    _setup = setup
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word; the main process speaks
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A main process that is killed cannot end its workers, and they would wait for units for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _into_file(items: Sequence[Item], spool: Path) -> str:
    """Judges a unit. Returns the name of the file with what came of it."""
    assert _setup is not None
    judged = judge_of(_setup).judge(items)
    name = uuid4().hex
    descriptor = os.open(spool / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        pickle.dump(judged, out, protocol=pickle.HIGHEST_PROTOCOL)
    return name
