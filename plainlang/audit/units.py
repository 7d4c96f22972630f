"""Units of letters go to a pool, a bounded number at a time, and none of them is lost or done twice.

When a worker dies, every unit in flight may be the cause. Each is done again alone, so that the next death tells.
A unit that kills its worker twice is taken apart; a single letter that does it becomes a row with its reason.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any, NamedTuple

from plainlang.audit.pool import Pool, WorkerDied
from plainlang.audit.workers import Item, Judged, refused
from plainlang.errors import PlainlangError, UnreadableError

_SIZE = 16
_BYTES = 4_000_000
_STRIKES = 2
_PATIENCE = 10.0
_MOST_DEATHS = 48
"""So many workers in a row that die without one finished unit: it is not the letters."""
_FATAL = "Checking this file made plainlang stop, twice. Check the file by itself, or leave it out."


class Unit(NamedTuple):
    """Letters that are judged together. strikes: how often its worker died."""

    items: tuple[Item, ...]
    strikes: int = 0


def units_of(items: Iterable[tuple[Item, int]]) -> Iterator[Unit]:
    """Letters with their size in bytes, gathered into units of about the same work."""
    held: list[Item] = []
    total = 0
    for item, size in items:
        held.append(item)
        total += size
        if len(held) == _SIZE or total >= _BYTES:
            yield Unit(tuple(held))
            held, total = [], 0
    if held:
        yield Unit(tuple(held))


def work_off(units: Iterator[Unit], pool: Pool) -> Iterator[list[Judged]]:
    """What came of each unit, in the order they are through. Raises PlainlangError when all workers keep dying."""
    waiting: dict[Future[Any], Unit] = {}
    suspects: deque[Unit] = deque()
    deaths, broken = 0, False
    while _submit(waiting, suspects, units, pool):
        done, _ = wait(waiting, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
        if not done:
            pool.look()
        died: list[Unit] = []
        for future in done:
            unit = waiting.pop(future)
            try:
                judged = pool.collect(future)
            except WorkerDied:
                died.append(unit)
            else:
                deaths = 0
                yield judged
        for unit in died:
            again, lost = _struck(unit)
            suspects.extend(again)
            if lost:
                yield lost
        broken = broken or bool(died)
        if broken and not waiting:
            deaths, broken = deaths + 1, False
            if deaths > _MOST_DEATHS:
                raise _hopeless()
            pool.renew()


def _submit(waiting: dict[Future[Any], Unit], suspects: deque[Unit], units: Iterator[Unit], pool: Pool) -> bool:
    """Fills the pool; one suspect alone where there are any. False when there is nothing left to wait for."""
    if suspects and not waiting:
        unit = suspects.popleft()
        waiting[pool.submit(unit.items)] = unit
    while not suspects and len(waiting) < pool.in_flight:
        unit_or_none = next(units, None)
        if unit_or_none is None:
            break
        waiting[pool.submit(unit_or_none.items)] = unit_or_none
    return bool(waiting)


def _struck(unit: Unit) -> tuple[list[Unit], list[Judged]]:
    """What is to be done again of a unit whose worker died, and what is given up."""
    strikes = unit.strikes + 1
    if strikes < _STRIKES:
        return [unit._replace(strikes=strikes)], []
    if len(unit.items) > 1:
        return [Unit((item,)) for item in unit.items], []
    path = unit.items[0].path
    return [], [Judged(path, refused(path, _FATAL))]


def _hopeless() -> PlainlangError:
    what = "The processes that check the letters keep being stopped; perhaps there is too little memory."
    return UnreadableError("audit", what, "Free some, or say --jobs 1. The same command then goes on.")
