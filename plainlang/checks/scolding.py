"""The letter helps and does not scold."""

from __future__ import annotations

import re

from plainlang.answer import Answer
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.checks.tone import judge_tone
from plainlang.facts.facts import Facts

_OPENLY = re.compile(
    r"(?<!than )\byou should (?:have \w|be (?:patient|ashamed|grateful|thankful)|know better|learn|pay|not expect|"
    r"try)\b|\b(?:be|stay) patient\b|\bpatience (?:would|is|and)\b|\b(?:do|try) better\b|\bnext time,? (?:read|"
    r"open|call|think|pay|answer)|"
    r"\bgrown-?ups?\b|\btime to (?:grow up|step up|take responsibility|man up)|\btake (?:some )?responsibility\b|"
    r"\bshame on\b|\bresponsible (?:parents|adults|people)\b|\ba (?:good|decent|responsible|real) (?:parent|"
    r"father|mother|man)\b",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """Lectures, orders to be patient, and comparisons with better people."""
    return judge_tone(
        facts,
        "scold",
        openly=_OPENLY,
        advice="This may sound like a lecture. Say what would help, such as “It helps us if you call first.”",
        question="Would the reader feel helped by this?",
    )


CHECK = Check(
    id="scolding",
    part=Part.EMPATHETIC,
    weight=Weight.MINOR,
    question="Does the letter help and not scold?",
    source="Rubric EMP-10; training text 001: a service provider's tone",
    how="Open lectures by their words; others by a small model taught on them.",
    strength="The letter helps and does not scold.",
    answer=answer,
    passes=(Example(letter()),),
    fails=(Example(letter(ours="I will write by June 20, 2025. [[You should be patient.]]")),),
)
