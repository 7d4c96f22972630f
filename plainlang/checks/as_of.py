"""A balance says of which day it is."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.money import Amount
from plainlang.facts.remembered import remembered, spans_in
from plainlang.spans import Span

_BALANCE = re.compile(
    r"\b(?:past[- ]due|(?:you|he|she|they|who|parent|employee) (?:still |now |currently )?owes?|owed|unpaid|balance|"
    r"arrears|arrearages?|overdue|"
    r"behind|backlog|still (?:to come|to pay|due|open|unpaid|missing)|delinquen\w+|outstanding|amount of levy|debt|"
    r"back support|has not reached|"
    r"shortfall|deficit|deficiency|certified amount|(?:liability|obligation|indebtedness)|"
    r"not (?:yet )?(?:been )?(?:paid|received)|left to (?:pay|send)|in default|"
    r"remain(?:s|ing)? (?:due|unpaid|open|to be paid)|amount (?:now )?due|due now|total due|payoff)\b",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    # What the law or an order sets, a rate, a part taken each month, a guess, a fee: no balance of today.
    r"\b(?:over|more than|at least|less than|under|above|exceeds?|reach(?:es)?|up to|no more than|or more|once|"
    r"a month|per month|monthly|"
    r"(?:each|every|per|a) (?:month|week|paycheck|payday|pay period|year)|the law|toward|would|if|could|had|until|"
    r"till|unless|fee|"
    r"(?:you|we|he|she|they) (?:have )?(?:paid|sent))\b",
    re.IGNORECASE,
)
_RATES = re.compile(
    # The line above a table of what is taken out or charged each time.
    r"\b(?:each|every|per|monthly|weekly|a month|a week|deduct\w*|withh[eo]ld\w*|take out|charges?|new amount|keep|"
    r"fees?|costs?)\b",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|"
    r"dec(?:ember)?)\.?"
)
_ON_A_DAY = re.compile(
    # Before a date: "as of", "through", "our record of", "the record showed the following on", "statement date".
    r"\b(?:as (?:of|at|on)|through|thru|up to|to date,?|current to|correct on|(?:payment )?(?:records?|statement|"
    r"ledger)(?: (?:of|from|for|dated|date))?|balance date|date of (?:the )?(?:balance|record|statement)|"
    r"in the account on|"
    r"(?:show(?:s|ed|n)?|stood|was|were|balance|owed|due|unpaid|arrears|behind|debt|records?)(?: (?:at|the following|"
    r"this|us|you|this much))?,? (?:on|at)|"
    r"(?:at|by|since|until) the (?:end|close|start) of|(?:printed|drawn|figured|checked|counted|looked at)(?: (?:it|"
    r"this|these|them|your \w+|your payment record))? on) ?[:(,]?\s*(?:the )?(?:close of business on )?(?:(?:on|"
    r"of) )?(?:\w+day,? )?$",
    re.IGNORECASE,
)
_AS_OF_WORDS = re.compile(
    rf"\bas of (?:the (?:date|day) of this letter|that (?:date|day)|today|this (?:letter|notice|date|week|month)|"
    rf"(?:the )?(?:end|start|"
    rf"close) of {_MONTH}|{_MONTH}\b)|"
    rf"\b(?:at|by|through) the end of (?:last month|{_MONTH})|\b(?:through|thru) {_MONTH}(?! ?\d?\d?,? ?\d?\d? \$)|"
    rf"\b(?:today,? you(?:r)?|on the date of this letter)\b",
    re.IGNORECASE,
)


_MOST = 300
"""So many amounts are looked at; a letter holds fewer, and a ledger pasted into one need not take a minute."""


def answer(facts: Facts) -> Answer:
    """An amount that is owed or left needs a day: "as of May 1, 2025" near one, or a date in its own row.

    One dated balance is enough; a reader carries the day over to the others. Rates, shares, fees and the limits a law
    sets are no balances.
    """
    if not facts.amounts:
        return not_applicable("The letter states no balance.")
    balances = [amount for amount in facts.amounts[:_MOST] if _is_balance(facts, amount)]
    days = [*_days(facts)]
    if balances and days:
        return passed(days[0])
    dated = [span for amount in balances if (span := _own_day(facts, amount))]
    if dated:
        return passed(dated[0])
    if balances:
        return failed(
            "Amounts change. Say the day this one is from, such as “as of May 1, 2025”.",
            *(amount.span for amount in balances[:3]),
        )
    days = [*days, *_held(facts)]
    if days:
        return passed(days[0])
    return not_applicable("The letter states no balance.")


def _is_balance(facts: Facts, amount: Amount) -> bool:
    """The words of its line or clause call it owed, and nothing calls it a rate, a limit or a guess."""
    if not facts.parts.body.start <= amount.span.start < facts.parts.body.end or amount.value == 0:
        return False
    row = next((row for row in facts.rows if row.start <= amount.span.start < row.end), None)
    words = facts.words(row or _clause(facts, amount))
    if not _calls_it_owed(words):
        return False
    return (
        row is None
        or bool(re.search(r"\bbalance|owed|total past\b", words, re.I))
        or not _RATES.search(_above(facts, row))
    )


@remembered
def _calls_it_owed(words: str) -> bool:
    return bool(_BALANCE.search(words)) and not _NOT_NOW.search(words)


def _clause(facts: Facts, amount: Amount) -> Span:
    """The part of the sentence around the amount, between semicolons, or a comma with "and" or "but"."""
    sentence = facts.reading.sentence_at(amount.span.start).span
    cuts = [found.end() + sentence.start for found in re.finditer(r"; |, (?:and|but|so) ", facts.words(sentence))]
    low = max((cut for cut in cuts if cut <= amount.span.start), default=sentence.start)
    high = min((cut for cut in cuts if cut > amount.span.start), default=sentence.end)
    return Span(low, max(high, amount.span.end))


def _above(facts: Facts, row: Span) -> str:
    """The line with a colon that leads to the table of this row; empty without one."""
    rows = [other for other in facts.rows if other.start <= row.start]
    first = row
    for other in reversed(rows):
        if re.search(r"\n[^\n]*[a-z]{3}[^\n]*\n", facts.text[other.end : first.start], re.IGNORECASE):
            break
        first = other
    lead = facts.text[max(facts.parts.body.start, first.start - 200) : first.start].strip()
    return re.split(r"\n\n|[.!?]\s", lead)[-1] if lead.endswith(":") else ""


def _days(facts: Facts) -> list[Span]:
    """The places that say of which day the figures are, in the subject line or the body."""
    low = facts.parts.subject[0].start if facts.parts.subject else facts.parts.body.start
    high = facts.parts.body.end
    found = [
        one.span
        for one in facts.dates
        if low <= one.span.start < high and _leads_to_a_day(facts.lead_in(one.span.start, most=60, start=low))
    ]
    return [*found, *spans_in(_as_of_words_in, facts.text, low, high)]


@remembered
def _leads_to_a_day(words: str) -> bool:
    return bool(_ON_A_DAY.search(words))


@remembered
def _as_of_words_in(words: str) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in _AS_OF_WORDS.finditer(words))


def _own_day(facts: Facts, amount: Amount) -> Span | None:
    """A date in the same row ("Past due, August 31, 2025"), or "on May 1 you owed" in the same clause."""
    row = next((row for row in facts.rows if row.start <= amount.span.start < row.end), None)
    if row:
        return next((one.span for one in facts.dates_in(row)), None)
    clause = _clause(facts, amount)
    if not re.search(r"\b(?:owed|was|were|stood|had|came)\b", facts.words(clause)):
        return None
    for one in facts.dates_in(clause):
        if re.search(
            r"(?:^|\W)(?:on|at|by)\s+$", facts.text[max(0, one.span.start - 4) : one.span.start], re.IGNORECASE
        ):
            return one.span
    return None


def _held(facts: Facts) -> list[Span]:
    """The dates of a table that tells what is on hold or left, row by row."""
    rows = [
        row
        for row in facts.rows
        if re.search(r"\b(?:on hold|held|left|remaining|balance)\b", facts.words(row), re.IGNORECASE)
    ]
    return [
        one.span
        for row in rows
        for other in facts.rows
        for one in facts.dates_in(other)
        if abs(row.start - other.start) < 300
    ]


CHECK = Check(
    id="as-of",
    part=Part.ACCURATE,
    weight=Weight.MINOR,
    question="Does each balance say of which day it is?",
    source="Rubric ACC-7; training text 002: payment records",
    how="Amounts called owed, past due or left; dates behind “as of” and the like, or in the same row.",
    strength="Your balance says of which day it is.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(numbers="On May 1, 2025, you owed $400.00 in past-due support.")),
        Example(
            letter(
                numbers="On May 1, 2025, we looked at our payment record. It shows $400.00 in past-due support as of "
                "that day."
            )
        ),
        Example(letter(numbers="Through April 30, 2025:\n  Past-due support    $400.00")),
    ),
    fails=(
        Example(letter(numbers="You owe [[$400.00]] in past-due support.")),
        Example(letter(numbers="The record shows arrearages in the amount of [[$400.00]]."), also=("plain-words",)),
        Example(letter(numbers="  Unpaid support      [[$400.00]]")),
        Example(letter(numbers="You are [[$400.00]] behind. We sent you a letter about it on April 3.")),
    ),
    leaves_alone=(
        Example(letter(numbers="The law lets us act once past-due support is more than $500.00.")),
        Example(letter(numbers="You pay $200.00 a month, and $25.00 a month of it goes toward past-due support.")),
    ),
)
