"""Amounts of one sentence that says what they make together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from plainlang.checks.adding.arithmetic import (
    FEW,
    MOST_SIGNED,
    Sum,
    as_sum,
    holds_for_some,
    is_near_enough,
    is_slip,
    wrong_sum,
)
from plainlang.facts.facts import Facts
from plainlang.facts.money import Amount
from plainlang.spans import Span

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


def find_sentence_sums(facts: Facts) -> Iterator[Sum]:
    """Amounts of one sentence that says what they make together."""
    for sentence in facts.sentences:
        amounts = facts.amounts_in(sentence.span)
        if not FEW <= len(amounts) <= MOST_SIGNED:
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
        if holds_for_some(values, total.value):
            yield "", spans
            continue
        rates = [amount.value for amount in terms if _is_rate(facts, amount)]
        values = rates if len(rates) > 1 else values
        signed = [values[0], *(-value for value in values[1:])] if _TAKES_OFF.search(before[-40:]) else values
        right = sum(signed, Decimal(0))
        if is_slip(right, total.value) or (
            len(amounts) == FEW and _is_list(facts, terms) and is_near_enough(right, total.value)
        ):
            yield wrong_sum(as_sum(signed), right, total.value), spans


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
