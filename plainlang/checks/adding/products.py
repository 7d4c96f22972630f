"""So many months at so much: five payments of $310 are $1,550."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from plainlang.checks.adding.arithmetic import Sum, dollars, is_near_enough, wrong_sum
from plainlang.checks.adding.tables import may_hold_a_table
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import each_stretch, remembered
from plainlang.spans import Span

_NUMBERS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_UNIT = (
    r"(?:(?:equal|monthly|weekly|missed|unpaid|late|more)\s+)?(?:months?|weeks?|payments?|paychecks?|paydays?|"
    r"pay periods?|installments?|times|years?|days?|kits?|tests?|children)"
)
_EACH = r"(?P<each>\$\s?\d[\d,]*(?:\.\d\d)?)"
_RATE = (
    r"(?:\s*(?:each|apiece|monthly|weekly|/mo|"
    r"(?:a|per|each|every|/)\s?(?:month|week|payday|paycheck|pay period|year|child|payment)))?"
)
# What may stand between the product and its result: a gap of a table, an equal sign, "or", "a total of"
_TO_RESULT = (
    r"\)?\s*(?:[.\s|…]{2,}|\t|,?\s*(?:a|the) (?:total|sum) of\s*|,?\s*(?:or|=|is|are|comes? to|makes?|equals|"
    r"totals?|totall?ing|totall?ed|that is|for a total of|which (?:is|comes to|makes)|so|[–—:-])\s*"
    r"(?:(?:a|the) (?:total|sum) of\s*|to\s*|you owe\s*|about\s*)?)(?P<result>\$\s?\d[\d,]*(?:\.\d\d)?)(?!\d)"
)
_PRODUCTS = (
    # "3 months at $275 each, or $825", "Support due (3 x $200)    $600.00"
    re.compile(
        rf"\b{_COUNT}\s*(?:{_UNIT}(?:\s+(?:at|of|x|×|times|@|=))?|[x×*@])\s*{_EACH}{_RATE}{_TO_RESULT}", re.IGNORECASE
    ),
    # "$275 x 3 = $825", "$275 a month for 3 months, or $825"
    re.compile(rf"{_EACH}{_RATE}\s*(?:[x×*]|times|for)\s*{_COUNT}(?:\s+{_UNIT})?{_TO_RESULT}", re.IGNORECASE),
)
# "Support each month  $350 / Months not paid  4 / Past due  $1,400"
_RATE_ROWS = re.compile(
    rf"^[^\n]*?[\s.|]{_EACH}\s*\|?\s*\n[^\n$]*?\b(?:months?|weeks?|payments?|paydays?|number|times|"
    rf"children)\b[^\n$]*?[\s.|:]{{1,}}(?P<count>\d{{1,2}})\s*\|?\s*\n"
    r"[^\n]*?[\s.|](?P<result>\$\s?\d[\d,]*(?:\.\d\d)?)\s*\|?\s*$",
    re.MULTILINE | re.IGNORECASE,
)


def find_products(facts: Facts) -> Iterator[Sum]:
    """Five payments of $310 are $1,550."""
    start = facts.parts.body.start
    if facts.text.count("$", start) < 2:
        return
    found = [(at, one) for at, some in each_stretch(_products_in, facts.text, start) for one in some]
    for at, one in sorted(found, key=lambda pair: _PRODUCTS.index(pair[1].re)):
        yield from _product(at, one)
    if may_hold_a_table(facts.text[start:]):
        for one in _RATE_ROWS.finditer(facts.text, start):
            yield from _product(0, one)


@remembered
def _products_in(words: str) -> tuple[re.Match[str], ...]:
    return tuple(found for pattern in _PRODUCTS for found in pattern.finditer(words)) if "$" in words else ()


def _product(at: int, found: re.Match[str]) -> Iterator[Sum]:
    """The sum that a match says, which counts its places from `at`."""
    count = _NUMBERS.get(found["count"].lower()) or int(found["count"])
    each, result = _value(found["each"]), _value(found["result"])
    start, end = min(found.start("count"), found.start("each")), max(found.end("count"), found.end("each"))
    spans = (Span(at + start, at + end), Span(at + found.start("result"), at + found.end("result")))
    if count * each == result:
        yield "", spans
    elif result and is_near_enough(count * each, result):
        yield wrong_sum(f"{count} times {dollars(each)}", count * each, result), spans


def _value(words: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", words).rstrip("."))
