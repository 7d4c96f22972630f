"""Dates that tell the reader what to do still lie ahead."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.dates import FoundDate
from plainlang.facts.facts import Facts

_BY = re.compile(
    r"\b(?:by|until|till|before|no later than|not later than|on or before|not after|(?<!past )(?<!past-)due(?: on|"
    r" by)?|deadline(?: of|"
    r" is|:)?|"
    r"deadline to [\w ]{3,30} is|last day to [\w ]{3,30}(?: is|:)?|close of business(?: on)?|"
    r"end of(?: the day)?(?: on)?)\s*:?\s+(?:\d{1,2}(?::\d\d)?\s*[ap]\.?m\.?,?\s+)?(?:(?:on|of)\s+)?$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:please|must|shall|will|need(?:s)? to|(?:has|have) to|should|can|may|could|(?:is|are) (?:due|to be|"
    r"required|expected)|"
    r"(?:is|are) to|deadline|last day|make sure|be sure|you have (?:until|till)|let us)\b|'ll\b|"
    r"(?:^|(?<=[.;:,!?] )|(?<= and )|(?<= or )|(?<=[-•*·‣.)] ))(?:then |first,? |kindly )?(?:call|send|pay|write|"
    r"mail|return|reply|respond|ask|bring|fill|sign|tell|give|come|"
    r"complete|submit|file|report|appear|contact|e-?mail|fax|visit|provide|show|answer|confirm|remit|apply|lodge|"
    r"have|get|"
    r"forward|deliver|object|appeal|drop|take|be|do|let)\b|"
    r"(?:^|(?<=[.;:!?] )|(?<=[-•*·‣.)] ))due\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What is put to the reader or still to be done: a request, a duty, a step that opens its sentence."""
_DONE_BY = re.compile(
    r"\b(?:\w{3,}ed|made|paid|sent|got|held|kept|built|due|owed|was|were|did|had|been|"
    r"not)\s+(?:\w+\s+)?(?:to us\s+)?(?:by|before|until|till|on or before)\s+$",
    re.IGNORECASE,
)
_TO_BE_DONE = re.compile(
    r"\b(?:be|get|is|are)\s+(?:\w+\s+){0,4}(?:to us\s+|to me\s+|to this office\s+)?(?:by|before|until|till|"
    r"on or before)\s+$",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\b(?:was|were|had|did|got|came|sent|told|asked|called|received|wrote|wanted|gave|missed|mailed|served|ordered|"
    r"agreed|"
    r"promised|stopped|ended|began|said|has (?:been|not)|have (?:been|not)|since|used to|could have|should have)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"(?<!are )(?<!is )(?<!be )\b(?:told|said|wrote|ordered|reminded|asked|agreed|promised|"
    r"wanted)\b(?: \w+){0,3}?(?: that| to)\b[^,.;]*$",
    re.IGNORECASE,
)
"""What somebody said once: "we told you that you must reply by", not "you are ordered to"."""
_PASSIVE = re.compile(r"\bbe (?:\w+ )?\w+(?= )", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)?\s*[ap]\.?m\.?,?\s+(?:on\s+)?$", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:hearing|appointment|meeting|conference|court date|test|interview|visit|trial|review)\b[^.\n]{0,40}"
    r"(?:\b(?:is|are|will be|has been|have been|be)\b[^.\n]{0,40}|:\s*)(?:\b(?:on|for|at|to)\s+)?(?:the )?$|"
    r"\b(?:come|be (?:there|here|present|in [^.\n]{3,30})|appear|report|meet (?:us|me|with)|see (?:us|me)|"
    r"bring)\b[^.\n]{0,60}\bon\s+$",
    re.IGNORECASE,
)
"""Something that the reader comes to, on the day that follows."""
_ASKED_FOR = re.compile(
    r"\b(?:asked|filed|request(?:ed)?|moved|applied|petition(?:ed)?|called|wrote|set up|scheduled)\b[^.]{0,60}$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])|\n\s*\n|\n(?=\s*(?:[-•*·‣]|\d{1,2}[.)])\s)|[;]\s")
_CLAUSE = re.compile(r",? (?:because|since|although|but|so that|which|who|that)\b|, (?:and|so|as)\b|—")
_NEAR = 60
"""A day without a year is read as the nearest one; further off than this it may be of another year."""


def answer(facts: Facts) -> Answer:
    """Fails only for a deadline, a hearing or an appointment on or before the letter's own date.

    How many days are enough is for the office to say. A deadline told as history ("it was due by May 2") is none.
    """
    if facts.day is None:
        return not_applicable("The letter has no date of its own.")
    late = [one for one in facts.dates if _is_late(facts, one)]
    if late:
        words = facts.words(late[0].span)
        return failed(
            f"This day is here or over when the letter goes out: {words}. Give a later day that the reader can meet.",
            *(d.span for d in late),
        )
    ahead = [one for one in facts.dates if one.day and one.day > facts.day]
    if not ahead:
        return not_applicable("No date of the letter lies ahead.")
    return passed(*(one.span for one in ahead[:3]))


def _is_late(facts: Facts, one: FoundDate) -> bool:
    """A day that has passed, though the words before it put it to somebody as still to come."""
    if facts.day is None or one.day is None or one.day > facts.day or facts.is_protected(one.span):
        return False
    if not one.has_year and (facts.day - one.day).days > _NEAR:
        return False
    if facts.date and one.span == facts.date.span:
        return False
    sentence = _BREAK.split(facts.text[max(0, one.span.start - 240) : one.span.start])[-1].replace("\n", " ")
    clause = _CLAUSE.split(sentence)[-1]
    if _BY.search(sentence):
        if _REPORTED.search(sentence):
            return False
        return _is_still_asked(clause if _ASKS.search(clause) or _HISTORY.search(clause) else sentence)
    return bool(_EVENT.search(sentence)) and not _ASKED_FOR.search(clause) and not _was(clause)


def _is_still_asked(clause: str) -> bool:
    """The last verb decides: "must be paid by" asks, "was due by" and "the money paid before" tell."""
    clause = _CLOCK.sub("", clause)
    if _DONE_BY.search(clause) and not _TO_BE_DONE.search(clause):
        return False
    asks = max((found.start() for found in _ASKS.finditer(clause)), default=-1)
    past = max((found.start() for found in _HISTORY.finditer(_PASSIVE.sub("be", clause))), default=-1)
    return asks > past


def _was(clause: str) -> bool:
    return bool(re.search(r"\b(?:was|were|did|missed|came|had)\b", clause, re.IGNORECASE))


CHECK = Check(
    id="deadline-ahead",
    part=Part.ACCURATE,
    weight=Weight.MAJOR,
    question="Do the dates still lie ahead?",
    source="Rubric ACC-2; training text 003",
    how="Dates behind by, until, before and the like, and days of hearings, against the letter's own date.",
    strength="Every deadline still lies ahead.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(ours="I will write to you by June 20, 2025. We paid out all we had got by May 2, 2025.")),
        Example(letter(ours="I will write to you by 6/20/2025. The form was to be here by May 2, 2025, and it came.")),
        Example(letter(ours="I will write to you by June 20, 2025. We asked for a hearing on May 2, 2025.")),
        Example(
            letter(ours="I will write by June 20, 2025. We did not get the payment of $200.00, due on May 1, 2025.")
        ),
    ),
    fails=(
        Example(letter(steps="Please call me by [[May 2, 2025]] about a payment plan. Write your case number on it.")),
        Example(letter(ours="I will write to you by June 20, 2025. Your hearing is set for [[May 5, 2025]] at 9 a.m.")),
        Example(
            letter(ours="I will write to you by June 20, 2025. Forms are to be returned on or before [[05/02/2025]].")
        ),
    ),
    leaves_alone=(
        Example(letter(numbers="Our payment record shows:\n  Past due on May 1, 2025    $400.00")),
        Example(letter(date="", ours="I will write to you by May 2, 2025."), also=("dated",)),
        Example(
            letter(ours="You may ask for the money that was paid before May 2, 2025. I will write by June 20, 2025.")
        ),
    ),
)
