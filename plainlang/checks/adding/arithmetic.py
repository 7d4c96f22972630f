"""When amounts make a total, and when the total is only a slip away."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, product

from rapidfuzz.distance import OSA

from plainlang.facts.money import CENT
from plainlang.spans import Span

MOST_SIGNED = 8
"""So many amounts are tried with either sign, and no more."""
FEW = 3
"""Fewer amounts than this make no sum."""
_FACTOR = 2
_SLIGHT = Decimal("0.1")
_HALF_AGAIN = Decimal("1.5")
Sum = tuple[str, tuple[Span, ...]]
"""What is wrong with a sum (empty when it is right), and the amounts it is made of."""


def is_slip(right: Decimal, written: Decimal) -> bool:
    """Two digits swapped, one digit wrong, or no more than a tenth off."""
    right, written = abs(right), abs(written)
    if right == written or not right:
        return False
    return is_typing_slip(right, written) or abs(right - written) <= _SLIGHT * right


def is_typing_slip(right: Decimal, written: Decimal) -> bool:
    """Two digits swapped or one digit wrong; a slip that makes it half again as much is rather another amount."""
    near = max(right, written) <= _HALF_AGAIN * min(right, written)
    return near and OSA.distance(f"{right:.2f}", f"{written:.2f}") <= 1


def is_near_enough(right: Decimal, written: Decimal) -> bool:
    """False where the two cannot mean the same thing: one is more than twice the other."""
    right, written = abs(right), abs(written)
    return max(right, written) <= _FACTOR * min(right, written)


def as_sum(signed: Sequence[Decimal]) -> str:
    """`$310.00 + $40.00 - $20.00`."""
    return " ".join(f"{'-' if value < 0 else '+'} {dollars(abs(value))}" for value in signed).removeprefix("+ ")


def comes_out(values: Sequence[Decimal], total: Decimal) -> bool:
    """True when the total is the sum, or what is left when some of the amounts are taken off."""
    if abs(sum(values, Decimal(0)) - total) < CENT or abs(sum(map(abs, values), Decimal(0)) - abs(total)) < CENT:
        return True
    if len(values) > MOST_SIGNED:
        return False
    choices = [(abs(value), -abs(value)) for value in values]
    return any(abs(sum(signs) - abs(total)) < CENT for signs in product(*choices))


def holds_for_some(values: Sequence[Decimal], total: Decimal) -> bool:
    """True when all the amounts, some of them, or one alone make the total."""
    sizes = range(1, len(values) + 1) if len(values) <= MOST_SIGNED else (len(values),)
    return any(comes_out(list(some), total) for size in sizes for some in combinations(values, size))


def wrong_sum(shown: str, right: Decimal, written: Decimal) -> str:
    """What a person is told of a sum that is off. shown: the sum as it was done again."""
    off = abs(abs(right) - abs(written))
    return f"This sum is {dollars(off)} off: {shown} is {dollars(right)}, but the letter says {dollars(written)}."


def dollars(value: Decimal) -> str:
    """`$1,240.00`."""
    return f"{'-' if value < 0 else ''}${abs(value):,.2f}"
