"""Amounts add up: tables to their totals, so many months at so much, old balance and new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise, product

from rapidfuzz.distance import OSA

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.money import CENT, Amount, Row, find_tables
from plainlang.facts.remembered import each_stretch, remembered
from plainlang.spans import Span

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
_GAPS = ("  ", "\t", "|", "...", "…", "\xa0", "___")
"""What parts the cells of a table."""
_CENTS = re.compile(r"\d\.\d\d")
_AMOUNT_LAST = re.compile(r"\$\s?\d[\d,]*(?:\.\d\d)?\)?(?:\s\([^()]*\))?[.,;*]?$")
_SHORT_LINE = 40
"""A line of fewer characters may be a bare amount below a drawn line."""
_TOTAL_BEFORE = re.compile(
    r"\b(?:totals?|totall?ing|totall?ed|total (?:is|of|comes to)|sum of|altogether|together|combined|adds? up to|"
    r"comes? to|makes?|made|leaves?|leaving|left|in all|"
    r"(?:new |remaining )?balance (?:of|is|was)|(?:now|still) owe|that is|you owe now)\b[^$.;]{0,25}$",
    re.IGNORECASE,
)
_TOTAL_BEHIND = re.compile(
    r"\s*(?:in all|altogether|in total|total|together|combined|left|remains?|in sum|all told)\b", re.IGNORECASE
)
_RATE_BEHIND = re.compile(
    r"\s*(?:(?:a|per|each|every)\s+(?:month|week|paycheck|payday)\b|monthly\b|/mo)", re.IGNORECASE
)
_TAKES_OFF = re.compile(r"\b(?:leaves?|leaving|left|remain\w*|balance|still owe|now owe)\b", re.IGNORECASE)
_MOST_TERMS = 12
_MOST_SIGNED = 8
_FEW = 3
_FACTOR = 2
_SLIGHT = Decimal("0.1")
_CLOSE = 120
"""The sentence that leads to a table, or sums it up, gives its amount within so many characters."""
_HALF_AGAIN = Decimal("1.5")


def answer(facts: Facts) -> Answer:
    """Does every sum of the letter again, to the cent. Fewer than three amounts that belong together are no sum.

    An amount that is called a total must be the sum of the rows above it. One that may be a rest or something else
    ("past due", "to you") fails only when it is a slip away from what the rows make.
    """
    sums = [*_products(facts), *_tables(facts), *_sentences(facts)]
    wrong = [(message, spans) for message, spans in sums if message]
    if wrong:
        message, spans = wrong[0]
        return failed(message, *spans)
    if sums:
        return passed(*sums[0][1])
    chance = _any_sum(facts)
    return passed(*chance) if chance else not_applicable("The letter shows no sum.")


_Sum = tuple[str, tuple[Span, ...]]
"""What is wrong with a sum (empty when it is right), and the amounts it is made of."""


def _products(facts: Facts) -> Iterator[_Sum]:
    """Five payments of $310 are $1,550."""
    start = facts.parts.body.start
    if facts.text.count("$", start) < 2:
        return
    found = [(at, one) for at, some in each_stretch(_products_in, facts.text, start) for one in some]
    for at, one in sorted(found, key=lambda pair: _PRODUCTS.index(pair[1].re)):
        yield from _product(at, one)
    if _may_hold_a_table(facts.text[start:]):
        for one in _RATE_ROWS.finditer(facts.text, start):
            yield from _product(0, one)


@remembered
def _products_in(words: str) -> tuple[re.Match[str], ...]:
    return tuple(found for pattern in _PRODUCTS for found in pattern.finditer(words)) if "$" in words else ()


def _product(at: int, found: re.Match[str]) -> Iterator[_Sum]:
    """The sum that a match says, which counts its places from `at`."""
    count = _NUMBERS.get(found["count"].lower()) or int(found["count"])
    each, result = _value(found["each"]), _value(found["result"])
    start, end = min(found.start("count"), found.start("each")), max(found.end("count"), found.end("each"))
    spans = (Span(at + start, at + end), Span(at + found.start("result"), at + found.end("result")))
    if count * each == result:
        yield "", spans
    elif result and _is_near_enough(count * each, result):
        yield _off(f"{count} times {_money(each)}", count * each, result), spans


def _value(words: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", words).rstrip("."))


def _tables(facts: Facts) -> Iterator[_Sum]:
    body = facts.parts.body
    if not _may_hold_a_table(facts.words(body)):
        return
    for table in find_tables(facts.text, body.start, body.end):
        width = max(len(row.amounts) for row in table)
        judged = [one for column in _columns(table, width) for one in _column(column, alone=width == 1)]
        some_hold = any(not message for message, _ in judged)
        yield from (one for one in judged if width == 1 or some_hold or not one[0])
        yield from _across(table, width)
        if not judged and width == 1:
            yield from _around(facts, table)


def _may_hold_a_table(words: str) -> bool:
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


def _column(column: Sequence[tuple[Row, Amount]], *, alone: bool) -> Iterator[_Sum]:
    """A column down to the rows that name a total, or to its last row where that names a result."""
    lined = sum(row.ruled for row, _ in column) <= 2
    named = any(_is_total(row, lined=lined) for row, _ in column[2:])
    terms: list[tuple[Row, Amount]] = []
    for at, (row, amount) in enumerate(column):
        if len(terms) >= 2 and len(terms) <= _MOST_TERMS:
            holds = _comes_out([one.value for _, one in terms], amount.value)
            total = _is_total(row, lined=lined)
            result = not named and at == len(column) - 1 and bool(_RESULT.search(row.label))
            spans = (*(one.span for _, one in terms), amount.span)
            if holds and (total or _RESULT.search(row.label) or at == len(column) - 1):
                yield "", spans
                terms = [(row, amount)]
                continue
            slip = _slip_from(terms, amount.value)
            if not holds and (
                (total and ((alone and _is_near_enough(*_main(terms, amount))) or slip or not alone))
                or (result and slip)
            ):
                yield _judged(terms, amount, slip), spans
                terms = [(row, amount)]
                continue
        terms.append((row, amount))
    if len(column) >= _FEW and _TOTAL.search(column[0][0].label) and not named:
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
    return next((one for one in makes if _is_slip(one, written)), None)


def _is_slip(right: Decimal, written: Decimal) -> bool:
    """Two digits swapped, one digit wrong, or no more than a tenth off."""
    right, written = abs(right), abs(written)
    if right == written or not right:
        return False
    return _is_typing_slip(right, written) or abs(right - written) <= _SLIGHT * right


def _is_typing_slip(right: Decimal, written: Decimal) -> bool:
    """Two digits swapped or one digit wrong; a slip that makes it half again as much is rather another amount."""
    near = max(right, written) <= _HALF_AGAIN * min(right, written)
    return near and OSA.distance(f"{right:.2f}", f"{written:.2f}") <= 1


def _is_near_enough(right: Decimal, written: Decimal) -> bool:
    """False where the two cannot mean the same thing: one is more than twice the other."""
    right, written = abs(right), abs(written)
    return max(right, written) <= _FACTOR * min(right, written)


def _judged(terms: Sequence[tuple[Row, Amount]], total: Amount, right: Decimal | None) -> str:
    signed = _signed(terms)
    values = [amount.value for _, amount in terms]
    if right is not None and sum(signed, Decimal(0)) != right:
        signed = values if sum(values, Decimal(0)) == right else [values[0], *(-abs(value) for value in values[1:])]
    return _off(_shown(signed), sum(signed, Decimal(0)), total.value)


def _shown(signed: Sequence[Decimal]) -> str:
    return " ".join(f"{'-' if value < 0 else '+'} {_money(abs(value))}" for value in signed).removeprefix("+ ")


def _comes_out(values: Sequence[Decimal], total: Decimal) -> bool:
    """True when the total is the sum, or what is left when some of the amounts are taken off."""
    if abs(sum(values, Decimal(0)) - total) < CENT or abs(sum(map(abs, values), Decimal(0)) - abs(total)) < CENT:
        return True
    if len(values) > _MOST_SIGNED:
        return False
    choices = [(abs(value), -abs(value)) for value in values]
    return any(abs(sum(signs) - abs(total)) < CENT for signs in product(*choices))


def _across(table: Sequence[Row], width: int) -> Iterator[_Sum]:
    """Due, paid, still open: where the last cell is the difference or the sum in most rows, it has to be in all."""
    if width != _FEW:
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
            shown = _shown([first.value, sign * second.value])
            yield _off(shown, right[at], last.value), (first.span, second.span, last.span)


def _around(facts: Facts, table: Sequence[Row]) -> Iterator[_Sum]:
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
        if _holds_for_some(values, one.value):
            yield "", spans
        elif made != one.value and _is_typing_slip(made, one.value):
            yield _off(_shown(values), made, one.value), spans


def _holds_for_some(values: Sequence[Decimal], total: Decimal) -> bool:
    """True when all the amounts, some of them, or one alone make the total."""
    sizes = range(1, len(values) + 1) if len(values) <= _MOST_SIGNED else (len(values),)
    return any(_comes_out(list(some), total) for size in sizes for some in combinations(values, size))


def _sentences(facts: Facts) -> Iterator[_Sum]:
    """Amounts of one sentence that says what they make together."""
    for sentence in facts.sentences:
        amounts = facts.amounts_in(sentence.span)
        if not _FEW <= len(amounts) <= _MOST_SIGNED:
            continue
        if "\n" in facts.words(sentence.span).strip() and _in_table(facts, sentence.span):
            continue
        total = next((amount for amount in reversed(amounts) if _is_called_total(facts, sentence.span, amount)), None)
        if total is None:
            continue
        terms = [amount for amount in amounts if amount is not total]
        values = [amount.value for amount in terms]
        spans = tuple(amount.span for amount in amounts)
        before = facts.text[sentence.span.start : total.span.start]
        if _holds_for_some(values, total.value):
            yield "", spans
            continue
        rates = [amount.value for amount in terms if _is_rate(facts, amount)]
        values = rates if len(rates) > 1 else values
        signed = [values[0], *(-value for value in values[1:])] if _TAKES_OFF.search(before[-40:]) else values
        right = sum(signed, Decimal(0))
        if _is_slip(right, total.value) or (
            len(amounts) == _FEW and _is_list(facts, terms) and _is_near_enough(right, total.value)
        ):
            yield _off(_shown(signed), right, total.value), spans


def _in_table(facts: Facts, span: Span) -> bool:
    return any(row.start < span.end and span.start < row.end for row in facts.rows)


def _is_called_total(facts: Facts, sentence: Span, amount: Amount) -> bool:
    before = facts.text[max(sentence.start, amount.span.start - 60) : amount.span.start]
    return bool(_TOTAL_BEFORE.search(before) or _TOTAL_BEHIND.match(facts.text, amount.span.end))


def _is_rate(facts: Facts, amount: Amount) -> bool:
    """$35 a month toward a debt of $770: the debt is no part of what is paid a month in all."""
    return bool(_RATE_BEHIND.match(facts.text, amount.span.end))


def _is_list(facts: Facts, terms: Sequence[Amount]) -> bool:
    """ "$180.00 and $95.50", "$180.00 for March and $95.50 for April": nothing but a few words in between."""
    return all(
        re.fullmatch(
            r"[^.;$]{0,30}(?:,|\band\b|\bplus\b|\+|&)[^.;$]{0,20}", facts.text[one.span.end : other.span.start]
        )
        for one, other in pairwise(terms)
    )


def _any_sum(facts: Facts) -> tuple[Span, ...]:
    """Three amounts close together of which one is the sum of the others: the letter sums up, and rightly."""
    body = facts.parts.body
    amounts = [amount for amount in facts.amounts_in(body) if amount.value][:20]
    for at in range(len(amounts) - 2):
        for three in combinations(amounts[at : at + 5], _FEW):
            low, middle, high = sorted(abs(amount.value) for amount in three)
            if low + middle == high:
                return tuple(amount.span for amount in three)
    return ()


def _off(shown: str, right: Decimal, written: Decimal) -> str:
    off = abs(abs(right) - abs(written))
    return f"This sum is {_money(off)} off: {shown} is {_money(right)}, but the letter says {_money(written)}."


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
        Example(
            letter(
                numbers=(
                    "As of May 1, 2025:\n  Support due (3 x $200)    $600.00\n  You paid     $150.00\n"
                    "  Still unpaid   $450.00"
                )
            )
        ),
        Example(letter(numbers="As of May 1, 2025, $100.00 for March and $300.00 for April are open, $400.00 in all.")),
        Example(
            letter(
                numbers=(
                    "As of May 1, 2025:\n  Support each month ....... $200\n  Months not paid .......... 2\n"
                    "  Past due ................. $400"
                )
            )
        ),
    ),
    fails=(
        Example(
            letter(
                numbers=(
                    "As of May 1, 2025:\n  March    [[$200.00]]\n  April    [[$200.00]]\n"
                    "  Total past due    [[$410.00]]"
                )
            )
        ),
        Example(
            letter(
                numbers="As of May 1, 2025, you pay [[$385.00]] a month, and [[$35.00]] a month toward the $770.00 "
                "that is past due, for a total of [[$430.00]]."
            )
        ),
        Example(letter(numbers="As of May 1, 2025, you owe [[3 months at $275]] each, or [[$875]].")),
        Example(
            letter(
                numbers=(
                    "As of May 1, 2025:\n  In the account ..... [[$2,415.00]]\n  On hold ..... [[$1,860.00]]\n"
                    "  Free for you to use ..... [[$565.00]]"
                )
            )
        ),
        Example(
            letter(
                numbers=(
                    "As of May 1, 2025:\n  Month      Due       Paid      Open\n"
                    "  March    $240.00   $200.00    $40.00\n  April    $240.00   $150.00    $90.00\n"
                    "  ------------------------------\n  Total    $480.00   $350.00   [[$120.00]]"
                )
            )
        ),
        Example(
            letter(
                numbers="As of May 1, 2025, [[$180.00]], [[$95.50]] and [[$212.00]] are open, or [[$478.50]] in all."
            )
        ),
    ),
    leaves_alone=(
        Example(
            letter(
                numbers=(
                    "As of May 1, 2025:\n  Support a month   $300.00\n  Toward past-due support   $50.00\n"
                    "  Past due   $2,300.00"
                )
            )
        ),
        Example(
            letter(numbers="We paid out $100.00 on May 1, 2025, $150.00 on May 2, 2025, and $180.00 on May 5, 2025.")
        ),
    ),
)
