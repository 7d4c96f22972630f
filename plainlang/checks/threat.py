"""The letter does not threaten or demand."""

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
    r"\b(?:or else|final warning|last warning|without further notice|you are hereby (?:ordered|warned|directed|"
    r"commanded)|face (?:arrest|jail|the consequences|prosecution)|"
    r"you (?:will|'ll) (?:be sorry|regret|pay for|find out|answer for|wish)|(?:deputies|sheriff|police|officers?|"
    r"marshal)\b[^.]{0,40}\b(?:knock|visit|door|pick you up|come for|find you|job ?site|at work)|"
    r"pack a bag|we know where you|(?:neighbors|coworkers|co-workers|boss)\b[^.]{0,40}\b(?:know|hear|see|tell "
    r"you)|you know what (?:comes|happens) next|do not (?:make|test|try) (?:us|me)|don't (?:make|test|try) (?:us|"
    r"me)|"
    r"consequences will|will be (?:arrested|jailed|prosecuted)|legal action will|be warned|you have been warned)\b",
    re.IGNORECASE,
)
_CALM = re.compile(
    r"\b(?:the (?:judge|court|law) (?:can|may|could|lets|allows)|we may (?:have to )?ask|you (?:may|can) (?:ask|"
    r"tell|call|say|still)|a (?:plan|call)|if you (?:cannot|can't)|please)\b",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """A calm consequence with a way out is fine, even with the word jail."""
    return judge_tone(
        facts,
        "threat",
        openly=_OPENLY,
        excused=_is_calm,
        advice="The reader may hear a threat here. Say calmly what may happen, and what stops it.",
        question="Does this sound calm, with no threat in it?",
    )


def _is_calm(facts: Facts, sentence: Sentence) -> bool:
    if not _is_worded_calmly(facts.words(sentence.span)):
        return False
    acts = facts.acts(sentence)
    return acts.may("consequence") or acts.may("way_out") or acts.may("disagree")


@remembered
def _is_worded_calmly(words: str) -> bool:
    return bool(_CALM.search(words)) and not _OPENLY.search(words)


CHECK = Check(
    id="threat",
    part=Part.EMPATHETIC,
    weight=Weight.MAJOR,
    question="Is the letter free of threats?",
    source="Rubric EMP-9; training text 001; plain language guidelines on letters",
    how="Open threats by their words; veiled ones by a small model taught on them. Calm consequences are left alone.",
    strength="The letter threatens nobody.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                ours=(
                    "I will write by June 20, 2025. A judge may send a parent to jail for this. If you call me "
                    "first, we can set up a plan."
                )
            )
        ),
    ),
    fails=(
        Example(
            letter(ours="I will write by June 20, 2025. [[Pay up, or you will be sorry.]]"),
            also=("consequence-with-way-out",),
        ),
    ),
)
