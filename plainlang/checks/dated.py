"""The letter has a date."""

from __future__ import annotations

from plainlang.answer import Answer, failed, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.dates import find_dates
from plainlang.facts.facts import Facts


def answer(facts: Facts) -> Answer:
    """Passes for a date of its own in the head, or behind the signature. A date of something else does not count.

    A hearing in the subject line, a deadline in a box and the printing date of a form say nothing of the letter.
    """
    if facts.date is not None:
        return passed(facts.date.span)
    for line in facts.parts.signature:
        found = find_dates(facts.words(line))
        if found and found[0].has_year:
            return passed(line)
    return failed("The letter has no date. Put the day you send it at the top.")


CHECK = Check(
    id="dated",
    part=Part.ACCURATE,
    weight=Weight.GATE,
    question="Does the letter have a date?",
    source="Rubric G-4; Federal Plain Language Guidelines",
    how="A date above the greeting, on a line of its own, in a cell, or beside the office and the title.",
    strength="The letter has a date.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(date="Date: 6 May 2025")),
        Example(letter(date="NOTICE OF PAST-DUE SUPPORT                      05/06/2025")),
        Example(letter(date="Hearing:       June 20, 2025\nDate mailed:   May 6, 2025")),
        Example(letter(date="Fallow, Ohio, May 6th, 2025")),
    ),
    fails=(
        Example(letter(date="", subject="Subject: Your hearing on June 20, 2025 (case FC-2210)")),
        Example(letter(date="Reply by:     June 13, 2025")),
        Example(letter(date="Form CS-12 (Rev. 05/06/2024)")),
    ),
    leaves_alone=(Example(letter(date="", signature="Dana Ruiz\nChild Support Worker\nMay 6, 2025")),),
)
