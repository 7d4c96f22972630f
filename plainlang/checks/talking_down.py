"""The letter does not talk down to its reader."""

from __future__ import annotations

import re

from plainlang.answer import Answer
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.checks.tone import judge_tone
from plainlang.facts.facts import Facts

_OPENLY = re.compile(
    r"\b(?:obviously|as you (?:should )?(?:know|are aware)|needless to say|of course you|rocket science|even a child|a child could|common sense|it is (?:quite |very |really )?(?:simple|obvious|easy)|"
    r"(?:is|are) not (?:that )?(?:hard|difficult|complicated)|in words? (?:of one syllable|even you)|let me explain (?:this )?slowly|as (?:we|I) (?:said|explained) before|"
    r"you (?:must|need to|just|only have to|have to) simply|simply (?:sign|fill|pay|call|send|put)|all you have to do is|kindergarten|anyone (?:can|could) (?:see|understand|read))\b",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """Explaining the obvious, and words such as simply and obviously."""
    return judge_tone(
        facts,
        "talking_down",
        openly=_OPENLY,
        advice="This talks down to the reader. Say only what the reader needs, as you would to a friend.",
        question="Could the reader feel talked down to here?",
    )


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
