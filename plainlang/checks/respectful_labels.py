"""People are named with respect."""

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
    r"\b(?:dead-?beats?|(?:weekend|part-time|so-called|runaway|drive-by|vanishing) (?:dads?|fathers?|mothers?|"
    r"moms?|parents?)|free-?loaders?|jail-?birds?|moochers?|slackers?|scofflaws?|no-?shows?|skips?(?= (?:has|is|"
    r"was|tracer|did|ran|went|list))|the skip|losers?|crooks?|bums?|shirkers?|spongers?|liars?|cheats?|"
    r"con(?:vict)?s?(?=[ ,.])(?<!the pros and cons)|"
    r"absent(?:ee)? (?:parent|father|mother|dad)s?|delinquent (?:parent|father|mother|dad)s?|welfare (?:mother|"
    r"mom|queen)s?|illegitimate (?:child|children|son|daughter)|out of wedlock|born out of|bastard|"
    r"inmates?|offenders?|your ex(?:-\w+)?|(?:his|her) ex\b|baby (?:mama|daddy|momma)|sperm donor|runaway (?:dad|"
    r"father|mother)|(?:the|a|judgment) debtors?|debtors? who|you people|these people|those people|these "
    r"characters|"
    r"this character|your kind|folks like (?:you|him|her)|the likes of|putative)\b",
    re.IGNORECASE,
)

_FULL_NAME = re.compile(r"\b[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)? (?:[A-Z]\. )?[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?\b")
_CALLS = re.compile(
    # what makes a name for a person beside the name: "is a loafer", "our champion", "that fellow"
    r"\b(?:is|are|was|were|be|as|like|such|called) (?:\w+ly )?(?:an?|the|one|our|no|another|some|what)\b|"
    r"\b(?:our|that|this|these|those|his|her|another|one of) \w+|[“”\"]|,[^,]*,",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """Insulting and belittling names. Jargon such as payor or noncustodial parent is no insult."""
    return judge_tone(
        facts,
        "label",
        openly=_OPENLY,
        excused=_is_by_name,
        advice=(
            "This may belittle a person. Use the name, or say what happened, such as “a parent who is behind "
            "on support”."
        ),
        question="Would the person named here feel respected?",
    )


def _is_by_name(facts: Facts, sentence: Sentence) -> bool:
    """The sentence calls a person by the full name that the letter gives more than once, and by nothing else."""
    names = _names_alone(facts.words(sentence.span))
    return bool(names) and all(facts.text.count(name) > 1 for name in names)


@remembered
def _names_alone(words: str) -> tuple[str, ...]:
    """The full names in a sentence that calls nobody anything else; empty for another sentence."""
    return () if _CALLS.search(words) or _OPENLY.search(words) else tuple(_FULL_NAME.findall(words))


CHECK = Check(
    id="respectful-labels",
    part=Part.EMPATHETIC,
    weight=Weight.MAJOR,
    question="Are people named with respect?",
    source="Rubric EMP-11; training texts 000 and 002",
    how="A list of belittling names, and a small model for nicknames no list holds.",
    strength="People are named with respect.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(ours="I will write to you by June 20, 2025. The noncustodial parent has a new job.")),
        Example(
            letter(
                subject="Subject: The pay of Joanna Keel (case FC-2210)",
                ours="I will write by June 20, 2025. We have also written to Joanna Keel. Joanna Keel does not work "
                "for you now.",
            )
        ),
    ),
    fails=(Example(letter(ours="I will write by June 20, 2025. [[Deadbeats are the reason for these letters.]]")),),
)
