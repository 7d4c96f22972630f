"""The letter says what we do next, and when."""

from __future__ import annotations

import re
from collections.abc import Set

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.people import is_person, name_words
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence
from plainlang.letter import Kind
from plainlang.spans import Span

_UNIT = r"(?:office|agency|bureau|department|division|unit|team|section|center|registry|staff)"
_WORKER = r"(?:worker|supervisor|colleague|reviewer|specialist|lawyer|attorney|case ?worker|manager|officer|clerk)"
_WE = (
    rf"(?:we|I|(?:this|the) {_UNIT}|our (?:\w+ )?(?:{_UNIT}|{_WORKER}s?|lab|lawyers|attorneys|people)|"
    rf"(?:an?|the|one of our|another|my|your) (?:second |other )?{_WORKER}s?)"
)
# An act to come: will, the plain present of the acts of an office ("On June 2 I check …"), or "we are mailing".
_OURS = re.compile(
    rf"\b{_WE}(?:\s+(?:\w+ly|also|then|next|both|each|now))?\s*(?:(?:will|'ll|’ll|shall|plan to|plan on|(?:are|am|"
    rf"is) (?:going|set|due|about) to|means? to|intends? to|expects? to|are to)\b(?! not\b)|"
    r"(?:start|begin|send|mail|call|check|try|file|look|review|write|phone|visit|meet|ask|release|pay|return|"
    r"reopen|close|run|post|need|take)s?\b|(?:are|am|is|'re|'m|’re|’m) (?:now )?\w+ing\b)",
    re.IGNORECASE,
)
_FROM_US = re.compile(
    r"\b(?:in|on|into) (?:my|our) (?:calendar|diary)\b|"
    r"\b(?:hear|letter|call|visit|note|answer|reply|text|e-?mail|word|copy|check|decision|"
    r"statement)(?: back)?(?: in the mail)? from (?:me|us|our)\b|\bmy (?:next |first |second )?(?:call|visit|"
    r"letter|answer|note)\b|\bour (?:next |first |second )?(?:call|visit|letter|answer|note|reply)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:calendar|diary|will|'ll|’ll|expect|look for|watch for|is set|is planned|comes|goes|follows|should have|"
    r"is due)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(?:what )?(?:we|I)(?: will|'ll|’ll)? (?:do|plan|are going to do)\b|\bour (?:part|next steps?|side|plan)\b|"
    r"\bfrom us\b",
    re.IGNORECASE,
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_PERIOD = re.compile(
    r"\b(?:within|in|after|for|every|each|needs?|takes?|about|next)\s+(?:\w+\s+){0,3}?(?:days?|weeks?|months?|"
    r"hours?)\b|\b(?:today|tomorrow|tonight|next (?:week|month|\w+day)|"
    r"this (?:week|month|afternoon)|on (?:mon|tues|wednes|thurs|fri)day|when you come|the day (?:you|we|after)|"
    r"(?:the same|that) (?:day|week|afternoon)|by then|by (?:mon|tues|wednes|thurs|fri)day)\b|"
    rf"\b(?:by|in|during|before) (?:the )?(?:early |late |mid-?|(?:end|middle|start|first week|"
    rf"last week) of )?{_MONTH}\b",
    re.IGNORECASE,
)
# Days that say when something was, or that belong to a paper ("the order of May 6", "you told us on May 2").
_BACKWARD = re.compile(
    r"\b(?:of|dated|from|since|as of|sent|signed|received)\s+(?:\w+day,?\s+)?$|\b(?:told|asked|called|wrote|came|"
    r"sent|paid|heard|mailed)\b[^,;.]{0,25}$",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """An act to come that is ours (we, I, our office, the worker who signs), with a date or a span of time."""
    undated = []
    signers = _signers(facts)
    for sentence in facts.sentences:
        if not _is_ours(facts, sentence, signers):
            continue
        if _has_time(facts, sentence.span):
            return passed(sentence.span)
        undated.append(sentence.span)
    return failed(
        "Say what we do next, and by which day, such as “I will write to you by June 20, 2025.”", *undated[:2]
    )


def _is_ours(facts: Facts, sentence: Sentence, signers: Set[str]) -> bool:
    """ "Ms. Ruiz will call you" is our act when she signs the letter."""
    words = facts.words(sentence.span)
    return _says_ours(words) or _who_acts(words) in signers or _stands_in_our_list(facts, sentence)


@remembered
def _says_ours(words: str) -> bool:
    return bool(_OURS.search(words) or (_FROM_US.search(words) and _TO_COME.search(words)))


@remembered
def _who_acts(words: str) -> str:
    """The word before the first "will", in lower case; empty without one."""
    acting = re.search(r"\b(\w+) (?:will|'ll|’ll|is going to|plans to)\b", words)
    return acting[1].lower() if acting else ""


def _signers(facts: Facts) -> set[str]:
    """The words of the names of those who sign, in lower case."""
    lines = map(facts.words, facts.parts.signature)
    return {word for line in lines if is_person(line) for word in name_words(line)}


def _stands_in_our_list(facts: Facts, sentence: Sentence) -> bool:
    """True for an item of a list that a line such as "What we will do:" leads."""
    if sentence.block.kind is not Kind.LIST_ITEM:
        return False
    above = [
        b for b in facts.reading.letter.blocks if b.span.end <= sentence.span.start and b.kind is not Kind.LIST_ITEM
    ]
    return bool(above) and bool(_LIST.search(facts.words(above[-1].span)))


def _has_time(facts: Facts, span: Span) -> bool:
    days = facts.dates_in(span)
    if any(not _BACKWARD.search(facts.text[span.start : one.span.start]) for one in days):
        return True
    return _names_a_period(facts.words(span))


@remembered
def _names_a_period(words: str) -> bool:
    return bool(_PERIOD.search(words))


CHECK = Check(
    id="our-next-step",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Does the letter say what we do next, and when?",
    source="Rubric INF-5; training texts 002 and 003",
    how="We, I, our office or the signer with an act to come, and a date or a span of time in the same sentence.",
    strength="The letter says what you will do, and when.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(ours="You will hear from me within ten days.", consequence="")),
        Example(
            letter(
                ours="What we will do:\n- look at your papers by June 20, 2025\n- call you the same day", consequence=""
            )
        ),
        Example(letter(ours="Ms. Ruiz will call you on June 20, 2025.", consequence="")),
    ),
    fails=(
        Example(
            letter(
                opening="Your driver's license may be suspended on July 15, 2025, because two support payments are "
                "missing. You can keep it.",
                ours="[[We will look at your papers.]]",
                consequence="",
                disagree="If you think this is wrong, you can ask for a hearing by June 13, 2025. Write to 12 "
                "Quarry Street. It is free.",
            )
        ),
        Example(
            letter(
                opening="Your driver's license may be suspended on July 15, 2025, because two support payments are "
                "missing. You can keep it.",
                ours="The papers will be looked at in the order they come in.",
                consequence="",
                disagree="If you think this is wrong, you can ask for a hearing by June 13, 2025. Write to 12 "
                "Quarry Street. It is free.",
            )
        ),
    ),
    leaves_alone=(Example(letter(ours="On June 20, 2025, our legal team checks the account again.")),),
)
