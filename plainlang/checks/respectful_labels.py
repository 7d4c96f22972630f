"""People are named with respect."""

from __future__ import annotations

import re

from plainlang.answer import Answer
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.checks.tone import judge_tone
from plainlang.facts.facts import Facts

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


def answer(facts: Facts) -> Answer:
    """Insulting and belittling names. Jargon such as payor or noncustodial parent is no insult."""
    return judge_tone(
        facts,
        "label",
        openly=_OPENLY,
        advice=(
            "This may belittle a person. Use the name, or say what happened, such as “a parent who is behind "
            "on support”."
        ),
        question="Would the person named here feel respected?",
    )


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
    ),
    fails=(Example(letter(ours="I will write by June 20, 2025. [[Deadbeats are the reason for these letters.]]")),),
)
