"""The letter is fair to both parents."""

from __future__ import annotations

import re

from plainlang.answer import Answer
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.checks.tone import judge_tone
from plainlang.facts.facts import Facts

_OPENLY = re.compile(
    r"\b(?:he|she|they|the (?:other|absent) (?:parent|father|mother)) (?:is|are|was|were|has been|keeps?|has)? "
    r"?(?:\w+ly )?(?:hiding|dodging|lying|refus(?:es|ed|ing)|run(?:ning)? from|gets? away|getting away|playing "
    r"games|stalling|unwilling|ducking|taking advantage)\b|"
    r"\b(?:poor (?:mother|father|woman|man|kids?|children)|you deserve|she deserves|he deserves|his debt to you|"
    r"her debt to you|any decent (?:man|father|mother|parent))\b",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """Taking sides, and guesses at the other parent's motives."""
    return judge_tone(
        facts,
        "unfair",
        openly=_OPENLY,
        advice="This may sound unfair to one parent. Say only what we know, such as “We have no current address yet.”",
        question="Would both parents find these words fair?",
    )


CHECK = Check(
    id="fair-to-both",
    part=Part.EMPATHETIC,
    weight=Weight.MAJOR,
    question="Would both parents call the letter fair?",
    source="Rubric EMP-12; training texts 000 and 002",
    how="Open side-taking by its words; other kinds by a small model taught on them.",
    strength="The letter is fair to both parents.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(ours="I will write by June 20, 2025. We have not found an address for the other parent yet.")),
    ),
    fails=(Example(letter(ours="I will write by June 20, 2025. [[He is hiding from his duty.]]")),),
)
