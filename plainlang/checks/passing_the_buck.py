"""The letter does not pass the buck."""

from __future__ import annotations

import re

from plainlang.answer import Answer
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.checks.tone import judge_tone
from plainlang.facts.facts import Facts

_OPENLY = re.compile(
    r"\b(?:not|isn't|is not|never) (?:our|my|this office's|a|the) (?:job|responsibility|department|problem|"
    r"concern|business|role|place|matter|call)\b|\bnothing (?:more )?(?:we|I|this office|anyone here) can do\b|"
    r"\b(?:it is|that is|it's|that's) (?:just )?(?:the )?(?:policy|the rules?|how (?:it|the system|interstate|"
    r"things) works?)\b|\bthe (?:system|computer|software|program) (?:will not|won't|does not|doesn't|did|put|"
    r"shows?|generated|decides?|makes?)\b|"
    r"\bit was decided\b|\b(?:belongs?) (?:elsewhere|to another (?:office|desk))|\btake (?:it|that|this) up with "
    r"(?:them|him|her|the)\b|\bwe do(?: not|n't) make the rules\b|"
    r"\b(?:the )?(?:fault|blame) (?:of|is on|lies with|is) (?:the|their|his|her)\b|\bour hands are tied\b|\bout "
    r"of our hands\b|\babove my pay grade\b|\bdon't (?:ask|look at) (?:us|me)\b",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """Disowning, agentless rules, and blame of a colleague, a machine or another office."""
    return judge_tone(
        facts,
        "buck",
        openly=_OPENLY,
        advice="This may sound as if we send the reader away. Say what we can do today, and when we will check.",
        question="Does this show that we take care of the matter?",
    )


CHECK = Check(
    id="passing-the-buck",
    part=Part.EMPATHETIC,
    weight=Weight.MAJOR,
    question="Do we take care of the matter ourselves?",
    source="Rubric EMP-8; training text 002",
    how="Open disowning by its words; veiled shifting by a small model taught on it.",
    strength="The letter takes care of the matter itself.",
    answer=answer,
    passes=(Example(letter()),),
    fails=(Example(letter(ours="I will write by June 20, 2025. [[The system will not let us change it.]]")),),
)
