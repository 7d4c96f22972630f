"""No promise that somebody else acts by a time."""

from __future__ import annotations

import re

from plainlang.answer import Answer
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.checks.tone import judge_tone
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence

_WHO = (
    r"(?:the (?:court|judge|clerk|bank|lab|plan|state|irs|treasury|registry|sheriff|employer|company|carrier|"
    r"other (?:parent|state|office)|"
    r"post office|payroll office|county|[bd]mv|(?:bureau|department|registry) of motor vehicles|"
    r"motor vehicle (?:office|"
    r"department|agency))|your (?:employer|bank|payroll office|plan)|irs|treasury|(?:his|her|"
    r"their) (?:employer|bank|payroll office))"
)
_TIME = (
    r"(?:within|inside of|in (?:\w+ )?(?:days?|weeks?|months?|hours?)|in (?:a|two|three|five|ten|\d+)|by (?:the "
    r"(?:end|next|close)|next|this|tomorrow|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|[A-Z][a-z]+ \d)|before (?:the|school|"
    r"christmas|long|you)|shortly|soon|right away|overnight|next (?:week|month|\w+day)|tomorrow)"
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|the) \d{1,2}"
_OPENLY = re.compile(
    rf"\b{_WHO}\s+(?:\w+ )?(?:will|'ll|is going to|shall|is sure to)\s(?:\w+ ){{0,9}}?{_TIME}\b|"
    rf"\bwill be \w+ (?:\w+ ){{0,3}}?by {_WHO}\s(?:\w+ ){{0,4}}?(?:{_TIME}|on (?:\w+day|{_MONTH}))\b",
    re.IGNORECASE,
)
_FINE = re.compile(
    r"\b(?:may|might|can|could|usually|often|should|has to|have to|must|asks? you to|cannot (?:say|tell|promise)|"
    r"can't (?:say|tell|promise)|"
    r"do not know|don't know|the law|by law|the rule|federal law|the order|asked|ask|told us|says|said|if)\b|\?\s*$",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"^(?:[^,]{0,60},\s+)?(?:we|I|our office|our team)\s+(?:will|'ll|plan|are|am|would|have|sent|hope)\b", re.IGNORECASE
)
_HEARING = re.compile(
    r"\b(?:hearing|appointment|meeting|court date|conference)\b.{0,40}\b(?:is|will be) (?:on|at|set|scheduled|held)\b",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """A duty the law states, a scheduled hearing, "may" and what we do ourselves are fine."""
    return judge_tone(
        facts,
        "promise_for_others",
        openly=_OPENLY,
        excused=_is_fine,
        advice="This says when somebody else will act. Say what we did, and when we will check on it.",
        question="If this says when somebody else acts, is that day certain?",
    )


def _is_fine(facts: Facts, sentence: Sentence) -> bool:
    return _is_safe_to_say(facts.words(sentence.span))


@remembered
def _is_safe_to_say(words: str) -> bool:
    if _OURS.match(words) or _HEARING.search(words):
        return True
    return bool(_FINE.search(words)) and not _OPENLY.search(words)


CHECK = Check(
    id="promise-for-others",
    part=Part.ACCURATE,
    weight=Weight.MAJOR,
    question="Does the letter make promises only for us, not for others?",
    source="Rubric ACC-9; training text 002: do not promise for someone else",
    how="Somebody else as the actor, a time, and a small model taught on such promises; duties of the law are fine.",
    strength="The letter makes no promises for others.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(ours="I will write by June 20, 2025. The law gives employers 7 business days to send the money.")
        ),
    ),
    fails=(
        Example(letter(ours="I will write by June 20, 2025. [[The judge will sign the order within a week.]]")),
        Example(
            letter(
                ours="I will write by June 20, 2025. [[The first payment will be taken by your employer on July 1.]]"
            )
        ),
        Example(letter(ours="I will write by June 20, 2025. [[The DMV will process the suspension within 10 days.]]")),
    ),
)
