"""The letter helps and does not scold."""

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
    r"(?<!than )\byou should (?:be (?:patient|ashamed|grateful|thankful)|know better|learn|pay|not expect|"
    r"try|withhold)\b|"
    # "You should have told us"; to have been told or paid by others is no duty of the reader's
    r"(?:^\W*|[.,;:!?–—] |\b(?:and|but|so) )you should (?:\w+ )?have (?:\w+ly )?(?:told|returned|thought|known|called|"
    r"sent|"
    r"paid|asked|read|written|come|kept|given|made|filed|answered|replied|responded|reported|contacted|notified|"
    r"informed|submitted|provided|signed|started|saved|planned|looked|opened|withheld)\b|\b(?:be|stay) patient\b|"
    r"\bpatience (?:would|is|and)\b|\b(?:do|try) better\b|\bnext time,? (?:read|"
    r"open|call|think|pay|answer)|"
    r"\bgrown-?ups?\b|\btime to (?:grow up|step up|take responsibility|man up)|\btake (?:some )?responsibility\b|"
    r"\bshame on\b|\bresponsible (?:parents|adults|people)\b|\ba (?:good|decent|responsible|real) (?:parent|"
    r"father|mother|man)\b",
    re.IGNORECASE,
)
_FINE = re.compile(
    # what the amount does is no lecture, and to rather do a good turn is none
    r"(?:the|your|this|that) (?:\w+ ){0,2}(?:amount|order|money|support|payments?) (?:can|may|could|counts?|goes)\b|"
    r".*\b(?:we|I) would (?:\w+ )?(?:rather|like to|be (?:glad|happy) to) (?!not\b|see\b|think\b)\w+",
    re.IGNORECASE | re.DOTALL,
)


def answer(facts: Facts) -> Answer:
    """Lectures, orders to be patient, and comparisons with better people."""
    return judge_tone(
        facts,
        "scold",
        openly=_OPENLY,
        excused=_is_fine,
        advice="This may sound like a lecture. Say what would help, such as “It helps us if you call first.”",
        question="Would the reader feel helped by this?",
    )


def _is_fine(facts: Facts, sentence: Sentence) -> bool:
    return _is_no_lecture(facts.words(sentence.span))


@remembered
def _is_no_lecture(words: str) -> bool:
    return bool(_FINE.match(words)) and not _OPENLY.search(words)


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
    fails=(
        Example(letter(ours="I will write by June 20, 2025. [[You should be patient.]]")),
        Example(letter(ours="I will write by June 20, 2025. [[You should have told us about any changes.]]")),
    ),
    leaves_alone=(
        Example(letter(ours="I will write by June 20, 2025. You should have received a form with this letter.")),
        Example(letter(ours="I will write by June 20, 2025. The amount can go up, go down, or stay the same.")),
    ),
)
