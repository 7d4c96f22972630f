"""The letter says who does what."""

from __future__ import annotations

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts

_SHARE = 0.3
"""The rubric names a fifth of the sentences; a short letter gets some leeway."""
_FEWEST = 5


def answer(facts: Facts) -> Answer:
    """Fails when the rule `passive` marks more than three of ten sentences."""
    if len(facts.sentences) < _FEWEST:
        return not_applicable("There are too few sentences.")
    low, high = facts.parts.body
    passive = [f.span for f in facts.findings if f.rule == "passive" and low <= f.span.start < high]
    sentences = {facts.reading.sentence_at(span.start).span for span in passive}
    if len(sentences) > _SHARE * len(facts.sentences):
        return failed("Many sentences do not say who acts. Begin some with “we”, “you” or a name.", *passive)
    return passed()


CHECK = Check(
    id="active-voice",
    part=Part.PLAIN,
    weight=Weight.MINOR,
    question="Does the letter say who does what?",
    source="Rubric PLN-10 and INF-6; Federal Plain Language Guidelines: use active voice",
    how="The share of sentences in which the rule passive finds something.",
    strength="The letter says who does what.",
    answer=answer,
    passes=(Example(letter()),),
    fails=(
        Example(
            letter(
                opening=(
                    "Your license may be suspended on July 15, 2025, because two payments were missed. It can be kept."
                ),
                understanding=(
                    "You told us on April 22 that your hours were cut. Bills are made harder by this. Your "
                    "call was noted. Thank you for the call."
                ),
                steps=(
                    "Please call me by June 13, 2025, and a payment plan can be set up. Your case number "
                    "should be written on each check."
                ),
                consequence=(
                    "If nothing is heard from you by June 13, 2025, your name [[will be sent]] to the state. "
                    "Even then it can be stopped with a plan."
                ),
            ),
        ),
    ),
)
