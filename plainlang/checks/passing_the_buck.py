"""The letter does not pass the buck."""

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
    r"\b(?:not|isn't|is not|never) (?:our|my|this office's|a|the) (?:job|responsibility|department|problem|"
    r"concern|business|role|place|matter|call)\b|\bnothing (?:more |else |further )?(?:that )?(?:we|I|anyone here|"
    r"(?:this|the|our) (?:office|agency|department|bureau|division|unit)) (?:can|could) do\b|"
    r"\b(?:that|it|this) is (?:entirely |solely )?(?:your|his|her|their) own (?:responsibility|problem|affair|"
    r"concern)\b|"
    r"\b(?:it is|that is|it's|that's) (?:just )?(?:the )?(?:policy|the rules?|how (?:it|the system|interstate|"
    r"things) works?)\b|\bthe (?:system|computer|software|program) (?:will not|won't|does not|doesn't|did|put|"
    r"shows?|generated|decides?|makes?)\b|"
    r"\bit was decided\b|\b(?:belongs?) (?:elsewhere|to another (?:office|desk))|\btake (?:it|that|this) up with "
    r"(?:them|him|her|the)\b|\bwe do(?: not|n't) make the rules\b|"
    r"\b(?:the )?(?:fault|blame) (?:of|is on|lies with|is) (?:the|their|his|her)\b|\bour hands are tied\b|\bout "
    r"of our hands\b|\babove my pay grade\b|\bdon't (?:ask|look at) (?:us|me)\b",
    re.IGNORECASE,
)
_SHUT = re.compile(
    r"\b(?:this|the|our) (?:office|agency|department|bureau|division|unit) (?:cannot|can ?not|can['’]t|will not|"
    r"does not|"
    r"is (?:unable|not able) to) (?:help|assist|discuss|answer|advise|intervene|get involved|comment)\b",
    re.IGNORECASE,
)
"""An office that speaks of itself as of a stranger, and shuts the door."""
_OPENLY_OR_SHUT = re.compile(f"{_OPENLY.pattern}|{_SHUT.pattern}", re.IGNORECASE)
_DOOR = re.compile(
    r"\b(?:(?:we|I) (?:can|are glad to|will (?:ask|call|check|find|help))|you (?:can|may)|can help|(?:call|ask|tell|"
    r"write to) (?:me|us)|\d{3}-\d{4})\b"
    r"(?! not)",
    re.IGNORECASE,
)
_FINE = re.compile(
    # where the money is; what the law gives the reader; what nobody but a lawyer may do; what nobody can know
    r"(?:the|this|that|your) (?:\w+ )?(?:money|payment|amount|check|refund|balance|support) (?:is|was|stays|goes|went|"
    r"comes|came) (?!our|my|the|his|her|their|not|between|up to)|this is (?:all|what|how much) (?:that )?(?:was|is|we|"
    r"you)\b|"
    r".*\bthe law (?:protects|gives|lets|allows) (?:you|your)\b|.*\b(?:your lawyer|legal advice)\b|"
    r".*\bwe (?:cannot|can['’]t) (?:tell you|say|promise|know)\b",
    re.IGNORECASE | re.DOTALL,
)
_OUR_ACT = re.compile(
    # what we do, said without a refusal: "We are writing to that person too", "We stop our work on it"
    r"(?:we|I) (?:are \w+ing|will|stop|write|wrote|send|sent|keep|check(?:ed)?|ask(?:ed)?)\b"
    r"(?!.*(?:\b(?:not|only|just|merely|never|no|neither|nobody|somebody|between)\b|n['’]t))",
    re.IGNORECASE | re.DOTALL,
)


def answer(facts: Facts) -> Answer:
    """Disowning, agentless rules, and blame of a colleague, a machine or another office."""
    return judge_tone(
        facts,
        "buck",
        openly=_OPENLY_OR_SHUT,
        excused=_is_fine,
        advice="This may sound as if we send the reader away. Say what we can do today, and when we will check.",
        question="Does this show that we take care of the matter?",
    )


def _is_fine(facts: Facts, sentence: Sentence) -> bool:
    words = facts.words(sentence.span)
    if _is_shut(words):
        return any(_opens_a_door(facts.words(one.span)) for one in facts.near(sentence, before=1, after=1))
    return _takes_care(words)


@remembered
def _is_shut(words: str) -> bool:
    return bool(_SHUT.search(words)) and not _OPENLY.search(words)


@remembered
def _takes_care(words: str) -> bool:
    return bool(_FINE.match(words) or _OUR_ACT.match(words)) and not _OPENLY.search(words)


@remembered
def _opens_a_door(words: str) -> bool:
    return bool(_DOOR.search(words))


CHECK = Check(
    id="passing-the-buck",
    part=Part.EMPATHETIC,
    weight=Weight.MAJOR,
    question="Do we take care of the matter ourselves?",
    source="Rubric EMP-8; training text 002",
    how="Open disowning by its words; veiled shifting by a small model taught on it.",
    strength="The letter takes care of the matter itself.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                ours="I will write by June 20, 2025. The judge decides, and we cannot tell you when. I cannot be your "
                "lawyer. We are writing to that person too. The money is still at the bank."
            )
        ),
    ),
    fails=(
        Example(letter(ours="I will write by June 20, 2025. [[The system will not let us change it.]]")),
        Example(letter(ours="I will write by June 20, 2025. [[There is nothing more that this agency can do.]]")),
        Example(letter(ours="I will write by June 20, 2025. [[This office cannot assist with tax matters.]]")),
    ),
)
