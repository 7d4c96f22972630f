"""No promise of an outcome that is not ours to give."""

from __future__ import annotations

import re

from plainlang.answer import Answer
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.checks.tone import judge_tone
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence

_OPENLY = re.compile(
    r"\b(?:guarantee[ds]?|(?:is|are|be|am) (?:certain|sure|bound) to(?! be told)|a sure (?:thing|bet)|no (?:doubt|"
    r"two ways) about|of that there is no doubt|without (?:exception|question|a doubt)|"
    r"in full,? every (?:single )?time|never (?:\w+ ){1,6}again|gone for (?:good|ever)|(?:paid|set|fixed|settled|"
    r"safe|covered) for (?:good|life)|we promise|I promise|you have my word|you can (?:count|bank|rely|depend) on|"
    r"rest assured|"
    r"no matter what|without fail|as good as (?:done|settled|yours|won|in)|sure thing|worry no more|"
    r"never (?:again )?(?:be|have|see|worry|need)\b.{0,30}\bagain|once and for all|smooth sailing|"
    r"(?:will|is going to) (?:certainly|definitely|surely|absolutely)|you (?:will|'ll) (?:certainly|definitely|surely)|"
    r"(?:money|case|worries|problems?) (?:will be|is) (?:solved|over|yours|in (?:the )?(?:your )?(?:bag|hands?|"
    r"pocket))|in the bag|a done deal)\b",
    re.IGNORECASE,
)
_FINE = re.compile(
    r"\b(?:cannot|can't|can not|do not|don't|could not|never) (?:\w+ )?(?:promise|guarantee|say|tell)|\bmay\b|"
    r"\bmight\b|\busually\b|\boften\b|"
    # whose it is, is what has to be shown
    r"\b(?:if|whether|show (?:us |me )?that|prove (?:to us )?that|(?:think|believe|say)(?: that)?) [^.,;]{0,60}"
    r"\bmoney is yours\b|"
    r"\bat (?:that|this) (?:rate|pace)\b|\bno guarantee\b|\bthe law (?:says|gives|requires|sets)\b",
    re.IGNORECASE,
)
_OURS_DATED = re.compile(
    r"^(?:(?:then|after that|once \w+[^,]*|if [^,]*|when [^,]*|on [^,]*),?\s+)?(?:we|I)(?: will|'ll| plan to)\b",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """An act of our own with a date is good, so is "may" and "we cannot promise"."""
    return judge_tone(
        facts,
        "promise",
        openly=_OPENLY,
        excused=_is_fine,
        advice="This may promise what we cannot be sure of. Say what we did, and when we will check.",
        question="If this is a promise, is it ours to keep?",
    )


def _is_fine(facts: Facts, sentence: Sentence) -> bool:
    return _is_ours_to_say(facts.words(sentence.span))


@remembered
def _is_ours_to_say(words: str) -> bool:
    if _FINE.search(words):
        return True
    return bool(_OURS_DATED.match(words)) and not _OPENLY.search(words)


CHECK = Check(
    id="promise",
    part=Part.ACCURATE,
    weight=Weight.MAJOR,
    question="Does the letter promise only what we can keep?",
    source="Rubric ACC-8; training texts 002 and 003: never promise an outcome",
    how="Open wordings, and a small model taught on promises; dated acts of our own are good.",
    strength="The letter promises nothing it cannot keep.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(ours="We will mail you a record by June 20, 2025. We cannot promise what the judge will say.")),
        Example(letter(ours="I will write by June 20, 2025. You can show that some of this money is yours.")),
    ),
    fails=(Example(letter(ours="I will write by June 20, 2025. [[After that your money is guaranteed.]]")),),
)
