"""Which findings a baseline knows: a best assignment between its entries and those of the letter today."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

from plainlang.baseline.entry import Entry

Side = tuple[str, str, str, str]


def match(known: Sequence[Entry], found: Sequence[Entry]) -> list[int | None]:
    """For each entry of `found`, the place in `known` of the one it is; None for a new one.

    An entry is used once. First come those with the same words and the same words on both sides. Then come those that
    share one side, as many as can be; for them the same term is enough, since the words of a finding hold the article
    or the verb that goes with it (`arrears`, `arrears are`). Where neither side is the same, a finding is new.
    """
    matched = _same(known, found)
    taken = set(matched)
    sides = _sides(known, [at for at in range(len(known)) if at not in taken])
    choices = {}
    for at, entry in enumerate(found):
        if matched[at] is None:
            options = tuple(sides[side] for side in _sides_of(entry) if side in sides)
            if options:
                choices[at] = options
    for at, one in _most_pairs(choices).items():
        matched[at] = one
    return matched


def _same(known: Sequence[Entry], found: Sequence[Entry]) -> list[int | None]:
    places: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for at, entry in enumerate(known):
        places[entry.same].append(at)
    return [places[entry.same].popleft() if places.get(entry.same) else None for entry in found]


def _sides_of(entry: Entry) -> list[Side]:
    """An empty side is no sign: every paragraph begins and ends with one."""
    what = (f"words {entry.words}", *([f"term {entry.term}"] if entry.term else []))
    sides = (("before", entry.before), ("behind", entry.behind))
    return [(entry.rule, one, name, side) for one in what for name, side in sides if side]


def _sides(known: Sequence[Entry], places: Sequence[int]) -> dict[Side, list[int]]:
    sides: dict[Side, list[int]] = defaultdict(list)
    for at in places:
        for side in _sides_of(known[at]):
            sides[side].append(at)
    return sides


def _most_pairs(choices: Mapping[int, Sequence[Sequence[int]]]) -> dict[int, int]:
    """A pair for as many as possible, by augmenting paths: found -> known."""
    held: dict[int, int] = {}
    holder: dict[int, int] = {}
    hopeless: set[int] = set()
    for start in choices:
        reached: dict[int, int] = {}
        free = _free_one(start, choices, holder, hopeless, reached)
        if free is None:
            hopeless.update(reached)  # no path leads on from these, now or later
        while free is not None:
            one = reached[free]
            given_up = held.get(one)
            held[one], holder[free] = free, one
            free = given_up
    return held


def _free_one(
    start: int,
    choices: Mapping[int, Sequence[Sequence[int]]],
    holder: Mapping[int, int],
    hopeless: set[int],
    reached: dict[int, int],
) -> int | None:
    """A known entry nobody holds, reached from `start` over entries that others could give up for another."""
    queue = deque([start])
    while queue:
        one = queue.popleft()
        for options in choices[one]:
            for option in options:
                if option in reached or option in hopeless:
                    continue
                reached[option] = one
                if option not in holder:
                    return option
                queue.append(holder[option])
    return None
