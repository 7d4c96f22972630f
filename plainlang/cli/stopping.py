"""Ctrl-C, and the polite way to end a program, while files are written: the one in hand is finished first."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopping:
    """Turns both signals into KeyboardInterrupt, but never in the middle of what is done inside `held`."""

    def __init__(self) -> None:
        self._is_held = False
        self._was_asked = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Answers the signals until the block ends. Other threads than the main one never get any."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {sign: signal.signal(sign, self._answer) for sign in _SIGNALS}
        try:
            yield
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Lets a signal wait until the block has ended."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
        if self._was_asked:
            raise KeyboardInterrupt

    def _answer(self, *_: object) -> None:
        self._was_asked = True
        if not self._is_held:
            raise KeyboardInterrupt
