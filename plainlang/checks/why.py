"""The letter gives the reason for what it says."""

from __future__ import annotations

import re

from plainlang.answer import Answer, ask, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts

_REASON = re.compile(
    r"\b(?:because|since (?!\w+ \d|\w+day|\d|then|last|january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"so that|the reasons?|that is why|which is why|due to|as a result|the law (?:says|asks|lets|requires|gives)|so (?:we|you|your|the|it|that|I)|in order to|"
    r"this (?:means|is because)|on account of|owing to|for that reason)\b",
    re.IGNORECASE,
)


def answer(facts: Facts) -> Answer:
    """Meaning over marker: a sentence that gives a reason, with or without "because"."""
    told = [s for s in facts.sentences if _REASON.search(facts.words(s.span)) or facts.acts(s).does("reason")]
    if told:
        return passed(told[0].span)
    if not facts.profile.adverse:
        return not_applicable("There is no decision to explain.")
    doubts = facts.possible("reason")
    if doubts:
        return ask("Can the reader tell why this happens?", *(sentence.span for sentence in doubts[:2]))
    return failed("Say why. Readers accept much when they know the reason.")


CHECK = Check(
    id="why",
    part=Part.INFORMATIVE,
    weight=Weight.MAJOR,
    question="Does the letter say why?",
    source="Rubric INF-3; training text 002; ISO 24495-1, principle 1",
    how="Words that mark a reason, and a small model for reasons without such a word.",
    strength="The letter says why.",
    answer=answer,
    passes=(Example(letter()),),
    fails=(
        Example(
            letter(
                opening="We plan to suspend your driver's license on July 15, 2025. You can keep your license.",
                understanding="You called us on April 22. A smaller paycheck makes every bill harder. Thank you for calling.",
                consequence="If we do not hear from you by June 13, 2025, we will send your name to the state. Even then, a payment plan stops it.",
            )
        ),
    ),
)
