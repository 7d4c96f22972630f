"""Columns down to their totals, rows across to their rest, and the amount that leads to a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from plainlang.checks.adding.arithmetic import (
    FEW,
    Sum,
    as_sum,
    comes_out,
    holds_for_some,
    is_near_enough,
    is_slip,
    is_typing_slip,
    wrong_sum,
)
from plainlang.facts.facts import Facts
from plainlang.facts.money import Amount, Row, find_tables

_TOTAL = re.compile(
    r"\b(?:(?:sub|grand )?totals?|sum|altogether|in all|all together|combined|both|net)\b", re.IGNORECASE
)
"""What only a sum is called."""
_RESULT = re.compile(
    r"\b(?:balance|left|leaves|remain\w*|remainder|rest|still|difference|too much|amount (?:due|owed|of|to)|"
    r"past[- ]due|unpaid|owed|owe|due|"
    r"to come back|each month|new|due now|now|outstanding|overpaid|free|available|released?|reimburse\w*|refund\w*|"
    r"to you|yours|kept|take[- ]home|"
    r"after|to pay|to send|on hold|held|open|arrears|arrearage|payable|needed|shortfall|missing|short|not (?:paid|"
    r"received))\b",
    re.IGNORECASE,
)
"""What a sum or a rest may be called, but a single amount too."""
_MINUS = re.compile(
    r"\b(?:paid|payments?|received|credit\w*|less|minus|sent back|got|returned|refund\w*|adjust\w*|waived|"
    r"intercept\w*|applied|deduct\w*|taken)\b",
    re.IGNORECASE,
)
_GAPS = ("  ", "\t", "|", "...", "…", "\xa0", "___")
"""What parts the cells of a table."""
_CENTS = re.compile(r"\d\.\d\d")
_AMOUNT_LAST = re.compile(r"\$\s?\d[\d,]*(?:\.\d\d)?\)?(?:\s\([^()]*\))?[.,;*]?$")
_SHORT_LINE = 40
"""A line of fewer characters may be a bare amount below a drawn line."""
_MOST_TERMS = 12
_CLOSE = 120
"""The sentence that leads to a table, or sums it up, gives its amount within so many characters."""


def find_table_sums(facts: Facts) -> Iterator[Sum]:
    """The sums of all tables in the body."""
    body = facts.parts.body
    if not may_hold_a_table(facts.words(body)):
        return
    for table in find_tables(facts.text, body.start, body.end):
        width = max(len(row.amounts) for row in table)
        judged = [one for column in _columns(table, width) for one in _column(column, alone=width == 1)]
        some_hold = any(not message for message, _ in judged)
        yield from (one for one in judged if width == 1 or some_hold or not one[0])
        yield from _across(table, width)
        if not judged and width == 1:
            yield from _around(facts, table)


def may_hold_a_table(words: str) -> bool:
    """A quick look before a slow one: two lines are rows as far as their ends and the gaps in them tell."""
    return sum(map(_may_be_row, words.split("\n"))) > 1


def _may_be_row(line: str) -> bool:
    if len(line) < _SHORT_LINE or any(gap in line for gap in _GAPS):
        return "$" in line or bool(_CENTS.search(line))
    return "$" in line and bool(_AMOUNT_LAST.search(line.rstrip()))


def _columns(table: Sequence[Row], width: int) -> Iterator[list[tuple[Row, Amount]]]:
    """The amounts below one another: by their order in full rows, by where they end in others."""
    full = next(row for row in table if len(row.amounts) == width)
    for at in range(width):
        column = []
        for row in table:
            if len(row.amounts) == width:
                column.append((row, row.amounts[at]))
                continue
            column += [(row, a) for a, end in zip(row.amounts, row.ends, strict=True) if abs(end - full.ends[at]) <= 1]
        yield column


def _column(column: Sequence[tuple[Row, Amount]], *, alone: bool) -> Iterator[Sum]:
    """A column down to the rows that name a total, or to its last row where that names a result."""
    lined = sum(row.ruled for row, _ in column) <= 2
    named = any(_is_total(row, lined=lined) for row, _ in column[2:])
    terms: list[tuple[Row, Amount]] = []
    for at, (row, amount) in enumerate(column):
        if len(terms) >= 2 and len(terms) <= _MOST_TERMS:
            holds = comes_out([one.value for _, one in terms], amount.value)
            total = _is_total(row, lined=lined)
            result = not named and at == len(column) - 1 and bool(_RESULT.search(row.label))
            spans = (*(one.span for _, one in terms), amount.span)
            if holds and (total or _RESULT.search(row.label) or at == len(column) - 1):
                yield "", spans
                terms = [(row, amount)]
                continue
            slip = _slip_from(terms, amount.value)
            if not holds and (
                (total and ((alone and is_near_enough(*_main(terms, amount))) or slip or not alone))
                or (result and slip)
            ):
                yield _judged(terms, amount, slip), spans
                terms = [(row, amount)]
                continue
        terms.append((row, amount))
    if len(column) >= FEW and _TOTAL.search(column[0][0].label) and not named:
        first, rest = column[0][1], [amount for _, amount in column[1:]]
        if sum(amount.value for amount in rest) == first.value:
            yield "", tuple(amount.span for _, amount in column)


def _is_total(row: Row, *, lined: bool) -> bool:
    return bool(_TOTAL.search(row.label)) or (lined and row.ruled)


def _main(terms: Sequence[tuple[Row, Amount]], amount: Amount) -> tuple[Decimal, Decimal]:
    return sum(_signed(terms), Decimal(0)), amount.value


def _signed(terms: Sequence[tuple[Row, Amount]]) -> list[Decimal]:
    """The rows with their signs: what was paid or taken off counts down, from the second row on."""
    return [
        -abs(amount.value) if at and _MINUS.search(row.label) else amount.value
        for at, (row, amount) in enumerate(terms)
    ]


def _slip_from(terms: Sequence[tuple[Row, Amount]], written: Decimal) -> Decimal | None:
    """What the rows make, when the written amount is a slip of a digit away from it, or a little off."""
    values = [amount.value for _, amount in terms]
    makes = [
        sum(_signed(terms), Decimal(0)),
        sum(values, Decimal(0)),
        values[0] - sum((abs(v) for v in values[1:]), Decimal(0)),
    ]
    return next((one for one in makes if is_slip(one, written)), None)


def _judged(terms: Sequence[tuple[Row, Amount]], total: Amount, right: Decimal | None) -> str:
    signed = _signed(terms)
    values = [amount.value for _, amount in terms]
    if right is not None and sum(signed, Decimal(0)) != right:
        signed = values if sum(values, Decimal(0)) == right else [values[0], *(-abs(value) for value in values[1:])]
    return wrong_sum(as_sum(signed), sum(signed, Decimal(0)), total.value)


def _across(table: Sequence[Row], width: int) -> Iterator[Sum]:
    """Due, paid, still open: where the last cell is the difference or the sum in most rows, it has to be in all."""
    if width != FEW:
        return
    rows = [row for row in table if len(row.amounts) == width]
    for sign in (-1, 1):
        right = [row.amounts[0].value + sign * row.amounts[1].value for row in rows]
        off = [at for at, row in enumerate(rows) if right[at] != row.amounts[2].value]
        if len(rows) - len(off) < 2 or len(off) * 3 > len(rows):
            continue
        yield "", tuple(amount.span for amount in rows[0].amounts)
        for at in off:
            first, second, last = rows[at].amounts
            shown = as_sum([first.value, sign * second.value])
            yield wrong_sum(shown, right[at], last.value), (first.span, second.span, last.span)


def _around(facts: Facts, table: Sequence[Row]) -> Iterator[Sum]:
    """A table without a total: the amount of the sentence that leads to it, or of the one behind it that sums up."""
    amounts = [row.amounts[-1] for row in table]
    lead = facts.text[max(facts.parts.body.start, table[0].span.start - 200) : table[0].span.start].rstrip()
    behind = facts.text[table[-1].span.end : table[-1].span.end + 150]
    near: list[Amount] = []
    if lead.endswith(":"):
        near += [a for a in facts.amounts if 0 < table[0].span.start - a.span.end < _CLOSE][-1:]
    if re.match(r"\s*[^$\n]*\n?[^$]{0,60}\b(?:that is|that makes|in all|together|total)\b", behind, re.IGNORECASE):
        near += [a for a in facts.amounts if 0 < a.span.start - table[-1].span.end < _CLOSE][:1]
    made = sum((amount.value for amount in amounts), Decimal(0))
    values = [amount.value for amount in amounts]
    for one in near:
        spans = (*(amount.span for amount in amounts), one.span)
        if holds_for_some(values, one.value):
            yield "", spans
        elif made != one.value and is_typing_slip(made, one.value):
            yield wrong_sum(as_sum(values), made, one.value), spans
