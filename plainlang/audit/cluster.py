"""Units on a Dask cluster: a scheduler and workers on the office's own machines (optional extra `cluster`)."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from typing import Any

from plainlang.audit.pool import WorkerDied
from plainlang.audit.workers import Item, Judged, Setup, judge_items, judge_of
from plainlang.errors import UsageError

_CONNECTING = 15
"""Seconds to wait for the scheduler."""
_NOBODY = 60.0
"""Seconds to wait for workers when there are none."""


class Cluster:
    """Units are worked on by the workers of the cluster; the scheduler gives those of a dead worker to others."""

    def __init__(self, address: str, setup: Setup) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            what = "Working on a cluster needs one more package."
            raise UsageError("--cluster", what, "Install it: pip install 'plainlang[cluster]'") from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # one line of ours says it in plain words
        self._address, self._setup = address, setup
        try:
            connect: Any = Client
            self._client = connect(address, timeout=_CONNECTING, set_as_default=False, name="plainlang")
        except (OSError, ValueError, TypeError) as error:
            what = "No Dask scheduler answers at this address."
            raise UsageError(address, what, "Check the address, and start `dask scheduler`.") from error
        self._executor = self._client.get_executor(pure=False)
        # A task and no scattered data: the scheduler can make it again when the worker that holds it dies.
        self._judge = self._client.submit(judge_of, setup, pure=False)
        self._alone_since: float | None = None
        threads = sum(self._client.nthreads().values())
        self.in_flight = max(16, threads * 4)

    def submit(self, items: Sequence[Item]) -> Future[Any]:
        """Hands the unit to the scheduler."""
        future: Future[Any] = self._executor.submit(judge_items, self._judge, items)
        return future

    def collect(self, future: Future[Any]) -> list[Judged]:
        """What came of the unit. Raises WorkerDied when several workers died over it."""
        from distributed import KilledWorker

        try:
            judged: list[Judged] = future.result()
        except KilledWorker as killed:
            raise WorkerDied from killed
        except (CancelledError, ImportError, AttributeError, OSError) as error:
            raise self._lost() from error
        return judged

    def look(self) -> None:
        """Raises UsageError when there is no worker for a minute, or no scheduler."""
        try:
            workers = self._client.scheduler_info(n_workers=-1)["workers"]
        except (OSError, KeyError) as error:
            raise self._lost() from error
        now = time.monotonic()
        self._alone_since = None if workers else self._alone_since or now
        if self._alone_since is not None and now - self._alone_since > _NOBODY:
            raise self._lost()

    def renew(self) -> None:
        """Makes the judge anew: the workers that held it may have died too often for the scheduler's taste."""
        self._judge = self._client.submit(judge_of, self._setup, pure=False)

    def close(self) -> None:
        """Lets go of the cluster; the scheduler and its workers go on."""
        self._executor.shutdown(wait=False)
        self._client.close(timeout=5)

    def _lost(self) -> UsageError:
        what = "The cluster cannot finish this: no worker is left, or plainlang is not installed on it."
        return UsageError(self._address, what, "Start workers (see docs/audit.md). The same command then goes on.")
