"""The letter does not blame its reader."""

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
    r"\b(?:you|your (?:firm|company|business|office|organization|agency|payroll (?:office|department))) (?:have |has )?"
    r"(?:\w+ly )?(?:failed|neglected|refused|ignored|chose not|did not bother|didn't bother|"
    r"couldn't be bothered|never bothered|let (?:it|this) (?:slide|go)|brought this on|"
    r"have only yourself|waited until|did nothing)\b|\byour (?:own )?(?:failure|refusal|neglect|fault|"
    r"carelessness|negligence|inaction|doing|silence)\b|\bdespite (?:our|my|several|many) (?:\w+ )?"
    r"(?:requests|reminders|letters|attempts|calls)|\bas (?:we|I) (?:already|have already|repeatedly) (?:told|"
    r"explained|said|wrote)|\bonly yourself to (?:blame|thank)|\bhad you (?:\w+ly )?(?:called|read|paid|sent|"
    r"answered|kept|told|opened|asked|come)\b",
    re.IGNORECASE,
)
_FINE = re.compile(
    r"\b(?:nothing wrong|not your fault|no fault of yours|not (?:to )?blame|you did nothing wrong|if you)\b",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """Open blame by its words, hints by the model; "you did nothing wrong" is none."""
    return judge_tone(
        facts,
        "blame",
        openly=_OPENLY,
        excused=_is_fine,
        advice="The reader may hear blame here. Say what is missing, such as “We have not received your form yet.”",
        question="Would the reader hear this as fair, with no blame in it?",
    )


def _is_fine(facts: Facts, sentence: Sentence) -> bool:
    return _names_no_blame(facts.words(sentence.span))


@remembered
def _names_no_blame(words: str) -> bool:
    return bool(_FINE.search(words))


CHECK = Check(
    id="blame",
    part=Part.EMPATHETIC,
    weight=Weight.MAJOR,
    question="Is the letter free of blame?",
    source="Rubric EMP-7; training texts 002 and 003; plain language guidelines on letters",
    how="Open blame by its words; hints by a small model that learned them.",
    strength="The letter blames nobody.",
    answer=answer,
    passes=(Example(letter()), Example(letter(ours="I will write by June 20, 2025. You did nothing wrong."))),
    fails=(
        Example(letter(ours="I will write by June 20, 2025. [[You failed to return the form.]]")),
        Example(letter(ours="I will write by June 20, 2025. [[Your company neglected to answer two letters.]]")),
    ),
)
