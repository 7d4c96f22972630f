"""How far a long run has come: a bar on stderr, for people only."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_MANY = 20
"""More letters than this take long enough for a bar from the start."""
_SOON = 1.0
"""Seconds; a run that has taken longer gets a bar too."""


@contextmanager
def progress(total: int, *, what: str = "Reading letters") -> Iterator[Callable[[], None]]:
    """Gives a function to call after each of `total` letters. what: what is done with them, as the bar says it.

    The bar counts and tells the time left; no file name is shown. It is drawn on stderr when that is a terminal,
    for more than 20 letters or once a second has gone by, and it is wiped when the run ends.
    """
    # pre-commit gives its hooks a terminal of their own, and prints afterwards all that was drawn there
    if not sys.stderr.isatty() or os.environ.get("PRE_COMMIT") == "1":
        yield _say_nothing
        return
    bar = _Bar(total, what)
    try:
        yield bar.advance
    finally:
        bar.stop()


def _say_nothing() -> None:
    pass


class _Bar:
    def __init__(self, total: int, what: str) -> None:
        self._total = total
        self._what = what
        self._done = 0
        self._begun = time.monotonic()
        self._drawn: Progress | None = None
        if total > _MANY:
            self._draw()

    def advance(self) -> None:
        self._done += 1
        if self._drawn is not None:
            self._drawn.update(self._drawn.task_ids[0], completed=self._done)
        elif self._done < self._total and time.monotonic() - self._begun > _SOON:
            self._draw()

    def stop(self) -> None:
        if self._drawn is not None:
            self._drawn.stop()

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._drawn = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            refresh_per_second=4,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._drawn.add_task(self._what, total=self._total, completed=self._done)
        self._drawn.start()
