"""The letter does not talk down to its reader."""

from __future__ import annotations

import re

from plainlang.answer import Answer
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.checks.tone import judge_tone
from plainlang.facts.facts import Facts
from plainlang.language.reading import Sentence

_OPENLY = re.compile(
    r"\b(?:obviously|(?:even )?(?:a|an|any|your|the average) (?:\w+[ -])?(?:child|kid|toddler|teenager|intern|"
    r"\w+-?grader|schoolchild|beginner|fool|idiot) (?:could|can|would|knows?|will)|"
    r"any(?:one|body) (?:who (?:can|has|is able)|with (?:a|an|any) (?:calculator|brain|sense|ounce|pencil|eye|"
    r"bit))|(?:as )?any(?:one|body)? (?:\w+ ){0,3}knows|in (?:grade|elementary|primary) school|brain surgery|"
    r"higher math|"
    r"in case (?:that|this|it) is too|a (?:minute|moment)'s thought|in (?:plain|ordinary|simple) English,? (?:and|"
    r"for)|as you (?:should )?(?:know|are aware)|needless to say|of course you|even a child|a "
    r"child could|common sense|it is (?:quite |very |really )?(?:simple|obvious|easy)|"
    r"(?:is|are) not (?:that )?(?:hard|difficult|complicated)|in words? (?:of one syllable|even you)|let me "
    r"explain (?:this )?slowly|as (?:we|I) (?:said|explained) before|"
    r"you (?:must|need to|just|only have to|have to) simply|simply (?:sign|fill|pay|call|send|put)|all you have "
    r"to do is|kindergarten|anyone (?:can|could) (?:see|understand|read))\b",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """Explaining the obvious, and words such as simply and obviously."""
    return judge_tone(
        facts,
        "talking_down",
        openly=_OPENLY,
        excused=_explains_a_term,
        advice="This may sound as if we talk down. Say it as you would to a friend.",
        question="Would the reader feel treated as an equal here?",
    )


def _explains_a_term(facts: Facts, sentence: Sentence) -> bool:
    """A term explained in brackets helps; nobody is talked down to by it."""
    words = facts.words(sentence.span)
    return words.startswith("(") and words.endswith(")")


CHECK = Check(
    id="talking-down",
    part=Part.EMPATHETIC,
    weight=Weight.MINOR,
    question="Does the letter talk to an equal?",
    source="Rubric EMP-13; training text 002; 18F Content Guide",
    how="Words such as simply and obviously; other kinds by a small model taught on them.",
    strength="The letter talks to an equal.",
    answer=answer,
    passes=(Example(letter()),),
    fails=(Example(letter(ours="I will write by June 20, 2025. [[Obviously you must simply sign the form.]]")),),
)
