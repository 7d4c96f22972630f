"""Amounts add up: tables to their totals, so many months at so much, old balance and new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.money import CENT, Amount
from plainlang.spans import Span

_TOTAL = re.compile(
    r"\b(?:totals?|sum|balance|altogether|in all|left|leaves|remain\w*|still|difference|net|too much|amount (?:due|owed|of)|past[- ]due|"
    r"unpaid|owed|you owe|to come back|each month|new amount|grand|due now|outstanding|overpaid)\b",
    re.IGNORECASE,
)
_MINUS = re.compile(
    r"\b(?:paid|payments?|received|credit\w*|less|minus|sent back|got|returned|refund\w*|adjust\w*|waived|intercept\w*|applied)\b", re.IGNORECASE
)
_TIMES = re.compile(
    r"\b(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*(?:(?:months?|weeks?|payments?|paychecks?|paydays?|"
    r"installments?|times|years?)(?:\s+(?:at|of|x|times|=))|[x×*@])\s*\$([\d,]+(?:\.\d\d)?)",
    re.IGNORECASE,
)
_NUMBERS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))
_EACH_THEN = re.compile(r"^\s*(?:each|apiece|a (?:month|week)|per (?:month|week))?[^\n$.]{0,25}?(?:,\s*or|=|is|comes to|makes|,|for|—|–|-|:|\))[^\n$.]{0,25}\$")
_MOST_ROWS = 10


def answer(facts: Facts) -> Answer:
    """Every sum the letter shows is done again, to the cent. Fewer than three amounts that belong together are no sum."""
    sums = [*_products(facts), *_columns(facts), *_sentences(facts)]
    if not sums:
        return not_applicable("The letter shows no sum.")
    wrong = [(message, spans) for message, spans in sums if message]
    if wrong:
        message, spans = wrong[0]
        return failed(message, *spans)
    return passed(*sums[0][1])


_Sum = tuple[str, tuple[Span, ...]]
"""What is wrong with a sum (empty when it is right), and the amounts it is made of."""


def _products(facts: Facts) -> Iterator[_Sum]:
    """Five payments of $310 are $1,550: the number, the amount, and the next amount behind."""
    for found in _TIMES.finditer(facts.text):
        end = facts.text.find("\n\n", found.end())
        rest = facts.text[found.end() : min(found.end() + 80, end if end >= 0 else len(facts.text))]
        if not _EACH_THEN.match(rest):
            continue
        result = next((amount for amount in facts.amounts if amount.span.start >= found.end()), None)
        if result is None:
            continue
        count = _NUMBERS.get(found[1].lower()) or int(found[1])
        each = Decimal(found[2].replace(",", ""))
        spans = (Span(*found.span()), result.span)
        wrong = "" if count * each == result.value else _off(f"{count} times {_money(each)}", count * each, result.value)
        yield wrong, spans


def _columns(facts: Facts) -> Iterator[_Sum]:
    """Each column of a table, down to a row that names a total."""
    for table in _tables(facts):
        rows = [(facts.words(row), facts.amounts_in(row)) for row in table]
        width = max((len(amounts) for _, amounts in rows), default=0)
        for column in range(width):
            yield from _column(rows, column, width)


def _tables(facts: Facts) -> Iterator[list[Span]]:
    """Rows of one table: nothing but a line end, or a heading line, stands between them."""
    table: list[Span] = []
    for row in facts.rows:
        if table and facts.text[table[-1].end : row.start].count("\n") > 1:
            yield table
            table = []
        table.append(row)
    if table:
        yield table


def _column(rows: Sequence[tuple[str, list[Amount]]], column: int, width: int) -> Iterator[_Sum]:
    terms: list[tuple[str, Amount]] = []
    for label, amounts in rows:
        if len(amounts) != width and not (width > 1 and column < len(amounts)):
            continue
        if len(amounts) <= column:
            continue
        amount = amounts[column]
        if len(terms) >= 2 and _TOTAL.search(label) and len(terms) <= _MOST_ROWS:
            yield _judged(terms, amount)
            terms = [(label, amount)]
        else:
            terms.append((label, amount))


def _judged(terms: Sequence[tuple[str, Amount]], total: Amount) -> _Sum:
    spans = (*(amount.span for _, amount in terms), total.span)
    if _comes_out([amount.value for _, amount in terms], total.value):
        return "", spans
    signed = [-abs(a.value) if _MINUS.search(label) and at else a.value for at, (label, a) in enumerate(terms)]
    shown = " ".join(f"{'-' if value < 0 else '+'} {_money(abs(value))}" for value in signed).removeprefix("+ ")
    return _off(shown, sum(signed, Decimal(0)), total.value), spans


def _comes_out(values: Sequence[Decimal], total: Decimal) -> bool:
    """True when the total is the sum, or what is left when some of the amounts behind the first are taken off."""
    rest = [(abs(value), -abs(value)) for value in values[1:]]
    return any(abs(abs(values[0]) + sum(signs) - abs(total)) < CENT for signs in product(*rest)) or any(
        abs(sum(signs) - abs(total)) < CENT for signs in product(*[(abs(v), -abs(v)) for v in values])
    )


def _sentences(facts: Facts) -> Iterator[_Sum]:
    """Amounts of one sentence that says what they make together."""
    for sentence in facts.sentences:
        amounts = facts.amounts_in(sentence.span)
        words = facts.words(sentence.span)
        if len(amounts) < 3 or not re.search(r"\b(?:total|altogether|in all|together|comes? to|makes?|leaves?|left|adds? up|that is)\b", words, re.I):
            continue
        if facts.rows and any(row.start < sentence.span.end and sentence.span.start < row.end for row in facts.rows):
            continue
        values = [amount.value for amount in amounts]
        if any(_comes_out(values[:at] + values[at + 1 :], total) for at, total in enumerate(values)):
            yield "", tuple(amount.span for amount in amounts)
        elif len(amounts) == 3:
            yield _off(f"{_money(values[0])} + {_money(values[1])}", values[0] + values[1], values[2]), tuple(a.span for a in amounts)


def _off(shown: str, right: Decimal, written: Decimal) -> str:
    off = abs(abs(right) - abs(written))
    return f"The total is {_money(off)} off: {shown} is {_money(right)}, the letter says {_money(written)}."


def _money(value: Decimal) -> str:
    return f"{'-' if value < 0 else ''}${abs(value):,.2f}"


CHECK = Check(
    id="sums",
    part=Part.ACCURATE,
    weight=Weight.MAJOR,
    question="Do the amounts add up?",
    source="Rubric ACC-3; training text 002; CDC Clear Communication Index on numbers",
    how="Sums of tables and sentences are done again, to the cent.",
    strength="The amounts add up.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(numbers="As of May 1, 2025:\n  Support due (3 x $200)    $600.00\n  You paid     $150.00\n  Still unpaid   $450.00")),
    ),
    fails=(
        Example(letter(numbers="As of May 1, 2025:\n  March    [[$200.00]]\n  April    [[$200.00]]\n  Total past due    [[$410.00]]")),
        Example(letter(numbers="As of May 1, 2025, you owe [[3 months at $275]] each, or [[$875]].")),
    ),
)
