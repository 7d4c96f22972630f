"""The letter is fair to both parents."""

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
    r"\b(?:he|she|they|the (?:other|absent) (?:parent|father|mother)) (?:is|are|was|were|has been|keeps?|has)? "
    r"?(?:\w+ly )?(?:hiding|dodging|lying|refus(?:es|ed|ing)|run(?:ning)? from|gets? away|getting away|playing "
    r"games|stalling|unwilling|ducking|taking advantage)\b|"
    r"\b(?:has|have) been (?:hiding|dodging|ducking|running from)\b|"
    r"\b(?:failed|fails|refused|refuses) to (?:support|provide for|care for) (?:his|her|their|the) (?:own )?(?:child|"
    r"children|kids?|sons?|daughters?|family)\b|"
    r"\b(?:poor (?:mother|father|woman|man|kids?|children)|you deserve|she deserves|he deserves|his debt to you|"
    r"her debt to you|any decent (?:man|father|mother|parent))\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"(?:each|any|either|all|both|one|some|most)(?: one)? of (?:them|these|those) (?:can|may|will|could)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    # a person who is neither the reader nor we: a pronoun, a role, a kind of person, a name
    r"\b(?i:he|she|his|hers?|him|they|theirs?|them|himself|herself|ones?|who|whom|whose|whoever|parents?|mothers?|"
    r"fathers?|dads?|moms?|m[ea]n|wom[ae]n|people|some\w*|every(?:one|body)|any(?:one|body)|nobody|households?|"
    r"famil(?:y|ies)|part(?:y|ies)|payers?|payors?|obligors?|obligees?|ex|husband|wife|spouse|partner|girlfriend|"
    r"boyfriend|m(?:r|s|rs|x)|side|adults?|persons?|folks|others?|another|guys?|gentlem[ae]n|lad(?:y|ies)|"
    r"defendants?|respondents?|petitioners?|\w{3,}er)\b|(?<=[a-z,] )[A-Z][a-z]+|^(?!(?:We|You|I)\b)[A-Z]\w+ [A-Z]"
)
_OF_READER = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)


def answer(facts: Facts) -> Answer:
    """Taking sides, and guesses at the other parent's motives."""
    return judge_tone(
        facts,
        "unfair",
        openly=_OPENLY,
        excused=_is_fine,
        advice="This may sound unfair to one parent. Say only what we know, such as “We have no current address yet.”",
        question="Would both parents find these words fair?",
    )


def _is_fine(facts: Facts, sentence: Sentence) -> bool:
    return _takes_no_side(facts.words(sentence.span))


@remembered
def _takes_no_side(words: str) -> bool:
    """A choice among steps, or a sentence that names nobody but the reader."""
    if _OPENLY.search(words):
        return False
    if _CHOICE.match(words):
        return True
    return bool(_OF_READER.search(words)) and not _ANOTHER.search(words)


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
    fails=(
        Example(letter(ours="I will write by June 20, 2025. [[He is hiding from his duty.]]")),
        Example(
            letter(ours="I will write by June 20, 2025. [[The obligor has failed to support her children.]]"),
            also=("plain-words",),
        ),
    ),
    leaves_alone=(
        Example(letter(ours="I will write by June 20, 2025. Here are two choices. Each of them can stop this step.")),
        Example(letter(ours="I will write by June 20, 2025. Your child spends more or less time with you.")),
    ),
)
