"""A letter that asks for something gives a way to answer, and the number to write on it."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.reader_next_step import NO_ACTION
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.numbers import find_case_numbers

_WAY = re.compile(
    r"\b(?:(?:call|phone|text|reach|ring|e-?mail|fax) (?:me|us|our|\w+ at|the (?:number|line|office))|(?:call|phone|text|reach|dial|ask for)\b.{0,40}\d{3}|write to|mail (?:it|them|both|a|the|your)|"
    r"by (?:mail|phone|fax|e-?mail|text)|online|in person|at (?:the|our) (?:counter|office|window)|come (?:by|in|to)|send (?:it|them|us|me|the \w+|your) .{0,30}\bto (?:us|me|\d)|send us|"
    r"cut off the slip|(?:take|bring) (?:it|them|or mail)|drop (?:it|them)|return (?:it|them|the)|\d{2,5} [A-Z]\w+ (?:Street|Road|Avenue|Drive|Lane|Square)|"
    r"pay .{0,25}(?:at|online|by)|here\b.{0,30}\bby\b)",
    re.IGNORECASE | re.DOTALL,
)
_ASKS = re.compile(r"\b(?:please|you (?:need to|must|should|have to)|we need|send us|return|call (?:me|us)|reply|respond|complete|is to (?:be|report|complete)|have it|bring it|tell us|ask for)\b", re.IGNORECASE)


def answer(facts: Facts) -> Answer:
    """A way (address, phone, online, in person) and a case or file number somewhere in the letter."""
    if not _asks(facts):
        return not_applicable("The letter asks for nothing.")
    numbers = find_case_numbers(facts.text)
    good = [contact for contact in facts.contacts if not contact.fault]
    way = next((s.span for s in facts.sentences if _WAY.search(facts.words(s.span)) or facts.contacts_in(s.span)), None)
    if numbers and way is not None and (good or re.search(r"\d+ [A-Z]", facts.text[: facts.parts.body.start])):
        return passed(way, numbers[0])
    lacking = "the case number to write on the answer" if way else "a way to answer: an address, a phone number, a web page"
    return failed(f"Give the reader {lacking}.")


def _asks(facts: Facts) -> bool:
    for sentence in facts.sentences:
        words = facts.words(sentence.span)
        if not NO_ACTION.search(words) and (_ASKS.search(words) or facts.acts(sentence).does("reader_step")):
            return True
    return False


CHECK = Check(
    id="how-to-respond",
    part=Part.INFORMATIVE,
    weight=Weight.MINOR,
    question="Does the reader learn how to answer or pay?",
    source="Rubric INF-14; ISO 24495-1, principle 4",
    how="A way to answer in the body, and a case or file number anywhere.",
    strength="The reader learns how to answer.",
    answer=answer,
    passes=(Example(letter()),),
    fails=(Example(letter(subject="Subject: Your child support payments")),),
)
