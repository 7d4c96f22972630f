"""The letter says what happened: who did what, and when."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.dates import names_a_time
from plainlang.facts.facts import Facts
from plainlang.language.reading import Sentence

_WHO = re.compile(
    r"\b(?:i|we|you|he|she|they|who|court|judge|clerk|plan|bank|employer|company|office|agency|state|irs|lab|school|parent|worker|team|"
    r"registry|hospital|mother|father|son|daughter|county|boatyard|treasury|department|legislature)$",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """A past act with an actor and a date (a month is enough). "It was reviewed" names nobody."""
    for sentence in facts.sentences:
        if names_a_time(facts.words(sentence.span)) and _tells_an_act(facts, sentence):
            return passed(sentence.span)
    return failed("Say what happened: who did what, and on which day.")


def _tells_an_act(facts: Facts, sentence: Sentence) -> bool:
    """True when a past verb has a person or an office as its subject."""
    for token in facts.reading.syntax(sentence):
        if token.dep_ != "nsubj" or not token.head.tag_.startswith("VB"):
            continue
        if not (_WHO.search(token.text) or token.tag_ in ("NNP", "NNPS")):
            continue
        verb = token.head
        have = any(child.lower_ in ("have", "has", "had", "'ve") for child in verb.children if child.dep_ == "aux")
        modal = any(child.tag_ == "MD" for child in verb.children)
        if not modal and (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and have)):
            return True
    return False


CHECK = Check(
    id="what-happened",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Does the letter say what happened, who did it and when?",
    source="Rubric INF-2; training texts 002 and 003",
    how="The grammar of sentences that name a time: a past verb with somebody as its subject.",
    strength="The letter says what happened and when.",
    answer=answer,
    passes=(Example(letter()),),
    fails=(
        Example(
            letter(
                understanding="A smaller paycheck makes every bill harder.",
                opening="Your matter was reviewed in April. Your license may be suspended in July.",
                numbers="",
                ours="I will write to you by June 20, 2025.",
            ),
            also=("thanks",),
        ),
    ),
)
