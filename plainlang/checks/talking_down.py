"""The letter does not talk down to its reader."""

from __future__ import annotations

import re

from plainlang.answer import Answer
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.checks.tone import judge_tone
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.rarity import family_zipf
from plainlang.language.reading import Sentence

_OPENLY = re.compile(
    r"\b(?:obviously|(?:even )?(?:a|an|any|your|the average) (?:\w+[ -])?(?:child|kid|toddler|teenager|intern|"
    r"\w+-?grader|schoolchild|beginner|fool|idiot) (?:could|can|would|knows?|will)|"
    r"any(?:one|body) (?:who (?:can|has|is able)|with (?:a|an|any) (?:calculator|brain|sense|ounce|pencil|eye|"
    r"bit))|(?:as )?any(?:one|body)? (?:\w+ ){0,3}knows|in (?:grade|elementary|primary) school|brain surgery|"
    r"higher math|"
    r"in case (?:that|this|it) is too|a (?:minute|moment)'s thought|in (?:plain|ordinary|simple) English,? (?:and|"
    r"for)|(?<!soon )(?<!far )(?<!long )as you (?:should )?(?:know|are aware)|needless to say|of course you|"
    r"even a child|a "
    r"child could|common sense|it is (?:quite |very |really )?(?:simple|obvious|easy)|"
    r"(?:is|are) not (?:that )?(?:hard|difficult|complicated)|in words? (?:of one syllable|even you)|let me "
    r"explain (?:this )?slowly|as (?:we|I) (?:said|explained) before|"
    r"you (?:must|need to|just|only have to|have to) simply|simply (?:sign|fill|pay|call|send|put)|all you have "
    r"to do is|kindergarten|anyone (?:can|could) (?:see|understand|read))\b",
    re.IGNORECASE,
)

_MEANS = re.compile(r"\W*(?:to )?(?P<term>[a-z]+(?:[ -][a-z]+){0,3})[”\"]? means?\b", re.IGNORECASE)
_EXPLAINS = re.compile(r"\W*that is (?:the|an?|what|when|how|where|your)\b|[^,]+, which means\b", re.IGNORECASE)
_OFFERS = re.compile(
    r"(?:so |then |and )?it (?:also |often )?helps (?:us |me )?(?:to|if|when)\b|.*\byou do not (?:need|have) to do "
    r"anything\b",
    re.IGNORECASE,
)
_EVERYDAY = 4.0
"""A word of this Zipf frequency or more needs no explaining ("late", "income", "pending"); "suspend" and "lien" do."""


def answer(facts: Facts) -> Answer:
    """Explaining the obvious, and words such as simply and obviously."""
    return judge_tone(
        facts,
        "talking_down",
        openly=_OPENLY,
        excused=_is_fine,
        advice="This may sound as if we talk down. Say it as you would to a friend.",
        question="Would the reader feel treated as an equal here?",
    )


def _is_fine(facts: Facts, sentence: Sentence) -> bool:
    return _explains_a_term(facts.words(sentence.span))


@remembered
def _explains_a_term(words: str) -> bool:
    """A term explained in brackets, or by what it means, helps; so do advice, and that nothing has to be done."""
    if words.startswith("(") and words.endswith(")"):
        return True
    if _OPENLY.search(words):
        return False
    if _EXPLAINS.match(words) or _OFFERS.match(words):
        return True
    meant = _MEANS.match(words)
    return (
        meant is not None
        and min(family_zipf(word) or 0 for word in re.split("[ -]", meant["term"].lower())) < _EVERYDAY
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
    passes=(
        Example(letter()),
        Example(
            letter(
                ours="I will write by June 20, 2025. Suspend means to take it away for a time. So it helps to call "
                "early. Tell me as soon as you know."
            )
        ),
    ),
    fails=(Example(letter(ours="I will write by June 20, 2025. [[Obviously you must simply sign the form.]]")),),
    leaves_alone=(
        Example(
            letter(ours="I will write by June 20, 2025. It helps to know:\n\n* a street, a town, or a phone number")
        ),
    ),
)
