"""Amounts of money, the tables they stand in, and the sums they should make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from price_parser import Price

from plainlang.spans import Span

_AMOUNT = re.compile(r"(?P<minus>[-–−(]\s?)?\$\s?(?P<minus2>[-–−]\s?)?\d[\d,]*(?:\.\d{2})?(?!\d)(?:\s?[-–−]\s?$)?")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in dollars, as the letter writes it; negative where a minus sign or bracket says so."""

    span: Span
    value: Decimal


def find_amounts(text: str, start: int = 0, end: int | None = None) -> list[Amount]:
    """The amounts in text[start:end], in order; spans count from the start of the text."""
    found = []
    for match in _AMOUNT.finditer(text, start, len(text) if end is None else end):
        value = Price.fromstring(match[0][match[0].index("$") :].replace(" ", "")).amount
        if value is not None:
            negative = bool(match["minus"] or match["minus2"])
            at = text.index("$", match.start())
            found.append(Amount(Span(at, match.end()), -value if negative else value))
    return found
