"""A letter that asks for something gives a way to answer, and the number to write on it."""

from __future__ import annotations

import re
from itertools import chain

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.reader_next_step import NO_ACTION, asks_reader
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence
from plainlang.spans import Span

# Ways that need no phone number or web address: a street or a box to write to, a room or a counter to come to.
_PLACE = re.compile(
    r"\bp\.? ?o\.? ?box \w+|\block ?box \d+|\bbox \d+\b|\brural route\b|"
    r"\b\d{1,5} (?:[NSEW]\.? )?(?:[A-Z][\w'’.]+ ){1,3}(?:street|st|road|rd|avenue|ave|drive|dr|lane|ln|square|sq|"
    r"boulevard|blvd|court|ct|plaza|way|walk|place|pl|parkway|pkwy|highway|hwy|loop|circle|terrace)\b|"
    r"\bin person\b|\b(?:at|to|in|by) (?:the|our|my|this) (?:\w+ )?(?:counter|office|window|front desk|building|"
    r"address)\b|\b(?:room|suite|courtroom|division) \w{1,4}\b|\b(?:the|our) (?:address|(?:p\.?o\.? )?box|number|"
    r"phone number|web ?site|web page) (?:above|below|at the top|on)|"
    r"\b(?:return|reply|prepaid|stamped|enclosed) envelope\b|\benvelope (?:that is )?enclosed\b",
    re.IGNORECASE,
)
_GOES_TO = re.compile(
    r"\b(?:mail|send|return|write|bring|come|visit|drop|pay|fax|reply|replies|answers?|be|have|hand|deliver|"
    r"appear|meet|stop|take|use|address|see|call|find|put)\b",
    re.IGNORECASE,
)
# Somebody is asked for something, though not by name: "Forms are to be returned", "Payment is due".
_ASKED = re.compile(
    r"\b(?:is|are) to be \w+(?:ed|en|ught|t|d)\b|"
    r"\b(?:is|are|has|have|must|should|needs?) (?:to )?be (?:\w+ly )?(?:returned|filed|sent|submitted|lodged|paid|"
    r"brought|made|completed|filled|forwarded|remitted|received|reported|signed|provided|reimbursed)\b|\b(?:is|"
    r"are) due\b|\bremit\b|\bhave to be made good\b"
)
# "Call me with questions" invites; it does not ask.
_QUESTIONS = re.compile(
    r"\b(?:questions?|unclear|more information|to talk about (?:it|this)|wonder|help)\b|\b(?:you can|"
    r"you may) (?:also )?(?:call|reach|phone|e-?mail|write)\b|\breach (?:me|us)\b|\bcall (?:me|us)(?:,| at| on|\.|"
    r"$)"
)
# "No. 3306-91872", "reference T-55 1908", "quoting 77-0318": numbers with a label that stands beside case and file.
_NUMBER = re.compile(
    r"(?:\b(?:no|nos|number|ref|reference|quot(?:e|ing)|case|cause|file|docket|account|acct|claim|id|order|matter|"
    r"record|letter)\b\.?|#)[ \t]*(?:no\b\.?|number|id|"
    r"#)?[ \t]*[:#]?[ \t]*(?P<number>(?=(?:[A-Z./ -]{0,40}\d){3})"
    r"[A-Z0-9]{1,8}(?:[./ -][A-Z0-9]{1,8}){0,4})\b",
    re.IGNORECASE,
)
_DIGITS = 4


def answer(facts: Facts) -> Answer:
    """A way (phone, online, an address, in person) and a case or file number, somewhere in the letter.

    A letter that only invites questions is not failed for want of either.
    """
    requests = [s for s in facts.sentences if _is_request(facts, s)]
    if not requests and not any(asks_reader(facts, s) for s in facts.sentences):
        return not_applicable("The letter asks for nothing.")
    way, number = _way(facts), _number(facts)
    if way and number:
        return passed(way, number)
    if not requests:
        return not_applicable("The letter asks for nothing.")
    lacking = [
        words
        for words, found in (
            ("a way to answer: an address, a phone number, or a web page", way),
            ("the case number to write on the answer", number),
        )
        if not found
    ]
    return failed(f"Give the reader {', and '.join(lacking)}.", *(s.span for s in requests[:1]))


def _is_request(facts: Facts, sentence: Sentence) -> bool:
    words = facts.words(sentence.span)
    if _is_asked(words):
        return not _asks_nothing(words)
    return asks_reader(facts, sentence) and not _is_about_questions(words) and not _asks_nothing(words)


@remembered
def _is_asked(words: str) -> bool:
    return bool(_ASKED.search(words.lower()))


@remembered
def _asks_nothing(words: str) -> bool:
    return bool(NO_ACTION.search(words))


@remembered
def _is_about_questions(words: str) -> bool:
    return bool(_QUESTIONS.search(words.lower()))


def _way(facts: Facts) -> Span | None:
    """A well-formed contact, or a place that is not the reader's own address."""
    good = next((contact.span for contact in facts.contacts if not contact.fault), None)
    places = (Span(*found.span()) for found in _PLACE.finditer(facts.text))
    return good or next((place for place in places if _is_ours(facts, place)), None)


def _is_ours(facts: Facts, place: Span) -> bool:
    """True for a place of the letterhead, and in the body for one that something is sent or brought to."""
    if place.start < facts.parts.body.start:
        return not any(place.overlaps(line) for line in facts.parts.addressee)
    before = re.split(r"[.!?]\s|\n\s*\n", facts.text[facts.parts.body.start : place.start])[-1]
    return bool(_GOES_TO.search(before)) or place.start >= facts.parts.body.end


def _number(facts: Facts) -> Span | None:
    """The case number, under whatever name; a phone number, a date, or a form's number is none."""
    others = [*(contact.span for contact in facts.contacts), *(one.span for one in facts.dates)]
    labelled = (
        Span(*found.span("number"))
        for found in _NUMBER.finditer(facts.text)
        if sum(map(str.isdigit, found["number"])) >= _DIGITS
    )
    found = chain(facts.case_numbers, labelled)
    return next((span for span in found if not any(span.overlaps(other) for other in others)), None)


CHECK = Check(
    id="how-to-respond",
    part=Part.INFORMATIVE,
    weight=Weight.MINOR,
    question="Does the reader learn how to answer or pay?",
    source="Rubric INF-14; ISO 24495-1, principle 4",
    how="A phone number, a web address or a place to write or come to, and a case or file number, anywhere.",
    strength="The reader learns how to answer.",
    answer=answer,
    passes=(Example(letter()), Example(letter(subject="Subject: Your child support payments (Docket No. 2019-731)"))),
    fails=(
        Example(letter(subject="Subject: Your child support payments")),
        Example(letter(subject="Subject: Your child support payments of June 15, 2025")),
    ),
    leaves_alone=(
        Example(letter(subject="Your child support payments, reference T-55 1908")),
        Example(
            letter(
                subject="Subject: Your child support payments",
                steps="You do not need to do anything.",
                understanding="",
                disagree="",
                consequence="",
                close="What questions do you have? You can reach me at 614-555-0188, Monday to Friday, 8 "
                "a.m. to 4:30 p.m.",
            )
        ),
    ),
)
