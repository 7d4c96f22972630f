"""Amounts add up: tables to their totals, so many months at so much, old balance and new."""

from __future__ import annotations

from itertools import combinations

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.adding.arithmetic import FEW
from plainlang.checks.adding.products import find_products
from plainlang.checks.adding.sentences import find_sentence_sums
from plainlang.checks.adding.tables import find_table_sums
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.spans import Span


def answer(facts: Facts) -> Answer:
    """Does every sum of the letter again, to the cent. Fewer than three amounts that belong together are no sum.

    An amount that is called a total must be the sum of the rows above it. One that may be a rest or something else
    ("past due", "to you") fails only when it is a slip away from what the rows make.
    """
    sums = [*find_products(facts), *find_table_sums(facts), *find_sentence_sums(facts)]
    wrong = [(message, spans) for message, spans in sums if message]
    if wrong:
        message, spans = wrong[0]
        return failed(message, *spans)
    if sums:
        return passed(*sums[0][1])
    chance = _any_sum(facts)
    return passed(*chance) if chance else not_applicable("The letter shows no sum.")


def _any_sum(facts: Facts) -> tuple[Span, ...]:
    """Three amounts close together of which one is the sum of the others: the letter sums up, and rightly."""
    body = facts.parts.body
    amounts = [amount for amount in facts.amounts_in(body) if amount.value][:20]
    for at in range(len(amounts) - 2):
        for three in combinations(amounts[at : at + 5], FEW):
            low, middle, high = sorted(abs(amount.value) for amount in three)
            if low + middle == high:
                return tuple(amount.span for amount in three)
    return ()


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
