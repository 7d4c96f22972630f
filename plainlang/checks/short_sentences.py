"""Sentences are short enough to be read once."""

from __future__ import annotations

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered

_MEAN, _LONGEST = 20.0, 35
"""Words. The guidelines ask for 15 to 20 on average; nobody reads a sentence above 35 in one go."""
_FEWEST = 3


def answer(facts: Facts) -> Answer:
    """The mean of the body's sentences, and the longest of them."""
    lengths = [(_length(facts.words(s.span)), s.span) for s in facts.sentences]
    if len(lengths) < _FEWEST:
        return not_applicable("There are too few sentences.")
    long = [span for length, span in lengths if length > _LONGEST]
    if long:
        return failed("This sentence is long. Make two of it.", *long)
    mean = sum(length for length, _ in lengths) / len(lengths)
    if mean > _MEAN:
        longest = max(lengths)[1]
        return failed(f"Sentences have {mean:.0f} words on average; aim at 15. Begin with this one.", longest)
    return passed()


@remembered
def _length(sentence: str) -> int:
    return len(sentence.split())


CHECK = Check(
    id="short-sentences",
    part=Part.PLAIN,
    weight=Weight.MINOR,
    question="Are the sentences short?",
    source="Rubric PLN-8; Federal Plain Language Guidelines: write short sentences",
    how="Words a sentence, on average and at most.",
    strength="The sentences are short.",
    answer=answer,
    passes=(Example(letter()),),
    fails=(
        Example(
            letter(
                ours=(
                    "I will write by June 20, 2025. [[On that day I will tell you what we and the state and the "
                    "bank and the clerk and my boss "
                    "have said about the plan and the order and the form and the bill that came in the mail in "
                    "May when you were not at home.]]"
                )
            ),
        ),
    ),
)
