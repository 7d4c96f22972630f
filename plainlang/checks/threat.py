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
    r"consequences will|will be (?:arrested|jailed|prosecuted)|legal action will|have you (?:arrested|jailed|"
    r"locked up|picked up)|be warned|you have been warned)\b",
    re.IGNORECASE,
)
_MENACE = re.compile(
    r"\b(?:(?:default )?judgment (?:may|will|shall|can|could) be (?:entered|taken|rendered|granted) against you|"
    r"warrants? (?:may|will|shall|can|could) be issued|"
    r"(?:failure|refusal|failing) to\b[^.]{0,60}\b(?:will|shall) (?:result in|lead to|subject you)|"
    r"(?:will|shall) result in (?:the |a |your )?(?:\w+ )?(?:forfeiture|seizure|arrest|suspension|incarceration|"
    r"prosecution|penalt(?:y|ies)|fines?|judgment|enforcement|contempt)|"
    r"subject to (?:arrest|prosecution|criminal|incarceration|penalt(?:y|ies)|contempt))\b",
    re.IGNORECASE,
)
"""The words of the law for what may happen. With a way out beside them they are a consequence, without one a threat."""
_OPENLY_OR_MENACE = re.compile(f"{_OPENLY.pattern}|{_MENACE.pattern}", re.IGNORECASE)
_WAY_OUT = re.compile(
    r"\b(?:(?:call|tell|ask|write to) (?:me|us)|you (?:can|may) (?:still|also|ask|call|stop|keep|avoid)|payment plan|"
    r"(?:stops?|avoids?|prevents?|lifts?) (?:this|that|it|the)|we (?:can|may be able to) (?:help|talk|work|set))\b",
    re.IGNORECASE,
)
_GOOD_WILL = re.compile(
    r"\b(?:we|I) would (?:\w+ )?(?:rather|like to|be (?:glad|happy) to) (?!not\b|see\b|think\b|hate\b)\w+",
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
        openly=_OPENLY_OR_MENACE,
        excused=_is_calm,
        advice="The reader may hear a threat here. Say calmly what may happen, and what stops it.",
        question="Does this sound calm, with no threat in it?",
    )


def _is_calm(facts: Facts, sentence: Sentence) -> bool:
    words = facts.words(sentence.span)
    if _is_menace(words) and not words.isupper():
        return any(_opens_a_way(facts.words(one.span)) for one in facts.near(sentence, before=1, after=2))
    if _shows_good_will(words):
        return True
    if not _is_worded_calmly(words):
        return False
    acts = facts.acts(sentence)
    return acts.may("consequence") or acts.may("way_out") or acts.may("disagree")


@remembered
def _is_menace(words: str) -> bool:
    return bool(_MENACE.search(words)) and not _OPENLY.search(words)


@remembered
def _opens_a_way(words: str) -> bool:
    return bool(_WAY_OUT.search(words))


@remembered
def _shows_good_will(words: str) -> bool:
    return bool(_GOOD_WILL.search(words)) and not _OPENLY.search(words)


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
        Example(
            letter(
                ours="I will write by June 20, 2025.",
                consequence="[[A default judgment may be entered against you.]] That list is kept in Columbus. It has "
                "a page for each county.",
            ),
            also=("consequence-with-way-out", "plain-words"),
        ),
    ),
)
