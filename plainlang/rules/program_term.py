"""Terms of the program: words that mean something only inside the office."""

from __future__ import annotations

from collections.abc import Iterator

from plainlang.finding import Finding, Level
from plainlang.rules.found import Found
from plainlang.rules.rule import Flag, Rule
from plainlang.rules.terms import find_terms


def find(found: Found) -> Iterator[Finding]:
    """A finding for each program term of the glossary that is used as one and not explained."""
    return find_terms(found, "program-term", "This is an office word; outside the office few people know it.")


RULE = Rule(
    id="program-term",
    title="Say it without the office's word",
    level=Level.SHOULD,
    why="The words of the program name what the office does, not what happens to the reader.",
    source="Connecticut child support training, Module 2: the reader's words, not the office's",
    find=find,
    flags=(
        Flag("We will start a [[wage withholding]] in May.", (("payroll deduction",),), Level.MUST),
        Flag("Your [[arrears balance]] is $400 today.", (("past-due amount",),), Level.MUST),
    ),
    passes=(
        "We will start a payroll deduction in May.",
        "They drove home on Interstate 95.",
        "The National Medical Support Notice is an order to put the child on your health plan.",
        "Enclosed: National Medical Support Notice",
    ),
)
