"""Every date exists, its weekday fits, and a deadline says its year."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.dates import WEEKDAYS, FoundDate
from plainlang.facts.facts import Facts

_DEADLINE = re.compile(
    r"\b(?:by|before|until|no later than|not later than|on or before|due(?: on| by)?|deadline(?: is| of)?)\s*:?\s+$",
    re.IGNORECASE,
)
_READER_ACTS = re.compile(
    r"\b(?:please|you (?:must|need|have|can|may|should|could|want|wish|do|call|send|pay|write|ask|reply)|must|"
    r"(?:are|is|was) due|"
    r"(?:are|is) to be|needs? to be|deadline|due(?= (?:by|on|date|no later|before)|:)|let us|make sure|be sure|"
    r"(?:^|(?<=[.;:,!?] )|(?<= and )|(?<= or )|(?<=\n))(?:then |first,? )?(?:call|send|pay|write|mail|return|reply|"
    r"respond|ask|bring|fill|sign|tell|give|"
    r"come|complete|submit|file|report|appear|contact|e-?mail|fax|visit|check|set up|use|apply|get|have|start|"
    r"choose|take|drop|"
    r"provide|show|answer|confirm|remit|open|begin))\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Words that put something to the reader: a request, a duty, a step that opens its sentence."""
_OTHERS_ACT = re.compile(
    r"\b(?:we|I|he|she|they|it (?:will|takes?|is|was|can|may|works?))\b(?! (?:must (?:have|get|receive|hear)|need|"
    r"do not (?:hear|get)))|(?<!you )\b(?:will|'ll|shall|won't)\b(?! you)|\b(?:was|were|has|had)\b|"
    r"\bgoing to\b|\bplans? to\b",
    re.IGNORECASE,
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR = 120
"""A day without a year this close to the letter's own date is surely of the year that is nearest."""

_LIST_GAP = 8
"""No more characters than these lie between two days of one list (", and ")."""


def answer(facts: Facts) -> Answer:
    """Fails for a day that no calendar has, a weekday that does not fit, or a reader's deadline that never gets a year.

    A repeat without the year is fine where the letter gives it once, and so is what we or others do by a day.
    """
    dates = facts.dates
    if not dates:
        return not_applicable("The letter holds no date.")
    unreal = [one for one in dates if one.day is None]
    if unreal:
        return failed(
            f"There is no such day as {facts.words(unreal[0].span)}. Correct the date.", *(d.span for d in unreal)
        )
    wrong = [one for one in dates if one.is_wrong_weekday or _is_off_without_year(facts, one)]
    if wrong:
        return failed(_weekday(wrong[0]), *(one.span for one in wrong))
    open_ended = [one for one in dates if _lacks_year(facts, one)]
    if open_ended:
        return failed(
            f"Say the year of this deadline: {facts.words(open_ended[0].span)}.", *(d.span for d in open_ended)
        )
    return passed(dates[0].span)


def _is_off_without_year(facts: Facts, one: FoundDate) -> bool:
    """Without a written year the nearest one is meant, or the one the letter gives elsewhere."""
    if not facts.day or one.has_year or one.weekday is None or not one.day:
        return False
    days = [twin.day for twin in facts.dates if twin.has_year and twin.day and _is_same_day(twin, one)] or [one.day]
    return abs((one.day - facts.day).days) < _NEAR and all(day.weekday() != one.weekday for day in days)


def _is_same_day(one: FoundDate, other: FoundDate) -> bool:
    return bool(one.day and other.day and (one.day.month, one.day.day) == (other.day.month, other.day.day))


def _weekday(one: FoundDate) -> str:
    assert one.day is not None
    assert one.weekday is not None
    written = next(day for day in _DAYS if day.lower().startswith(WEEKDAYS[one.weekday]))
    return (
        f"{one.day:%B} {one.day.day}, {one.day.year} is a {_DAYS[one.day.weekday()]}, not a {written}. Which is right?"
    )


def _lacks_year(facts: Facts, one: FoundDate) -> bool:
    """A deadline of the reader that never gets a year; "we will … by May 3" is ours and left alone."""
    if one.has_year or facts.is_protected(one.span):
        return False
    before = facts.text[max(0, one.span.start - 200) : one.span.start].split("\n\n")[-1]
    if (
        not _DEADLINE.search(before)
        or _year_follows(facts, one)
        or any(twin.has_year and _is_same_day(twin, one) for twin in facts.dates)
    ):
        return False
    sentence = re.split(r"(?<=[a-z)][.!?])\s+(?=[A-Z])", before)[-1]
    asked = max((found.start() for found in _READER_ACTS.finditer(sentence)), default=-1)
    others = max((found.start() for found in _OTHERS_ACT.finditer(sentence)), default=-1)
    return asked > others


def _year_follows(facts: Facts, one: FoundDate) -> bool:
    """The year stands with the last day of a list: "by June 3 or June 10, 2025", "June 3 of this year"."""
    behind = facts.text[one.span.end : one.span.end + 30]
    return bool(re.match(r"\s*(?:of |this year|,? ?(?:19|20)\d\d)", behind)) or any(
        later.has_year and 0 < later.span.start - one.span.end < _LIST_GAP for later in facts.dates
    )


CHECK = Check(
    id="real-dates",
    part=Part.ACCURATE,
    weight=Weight.MAJOR,
    question="Is every date a real one?",
    source="Rubric ACC-1; training text 002: is it accurate?",
    how="Every date is read by dateutil and looked up in the calendar.",
    strength="Every date is a real one.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(ours="I will write to you by Friday, June 20, 2025. June 20 is close.")),
        Example(letter(ours="I will write to you on 6/20/2025 (Friday).")),
        Example(letter(ours="I will write to you by June 20, 2025, about case 5518-20-0036.")),
    ),
    fails=(
        Example(letter(ours="I will write to you on [[June 31, 2025]].")),
        Example(letter(ours="I will write to you on [[Tuesday, June 20, 2025]].")),
        Example(letter(ours="I will write to you on [[2/30/2026]].")),
        Example(letter(ours="I will write to you on [[June 20, 2025, a Monday]].")),
        Example(letter(steps="Please call me by [[June 12]] about a payment plan. Write your case number on it.")),
    ),
    leaves_alone=(
        Example(letter(ours="I will write to you by June 20, 2025. The bank will mail your card by June 24.")),
        Example(letter(ours="We will write to you by June 20 or June 24, 2025.")),
        Example(letter(ours="I will write to you by June 20, 2025, weekdays permitting, Monday to Friday.")),
    ),
)
