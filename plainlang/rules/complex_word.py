"""Long or formal words that have a short everyday twin."""

from __future__ import annotations

from collections.abc import Iterator

from plainlang.finding import Finding, Level
from plainlang.rules.found import Found
from plainlang.rules.rule import Flag, Rule
from plainlang.rules.terms import find_terms


def find(found: Found) -> Iterator[Finding]:
    """A finding for each complex word of the glossary."""
    return find_terms(found, "complex-word", "A shorter, more familiar word says the same.")


RULE = Rule(
    id="complex-word",
    title="Use the everyday word",
    level=Level.SHOULD,
    why="A familiar word is read at once; a formal one is read twice.",
    source="Federal Plain Language Guidelines: use simple words and phrases",
    find=find,
    flags=(
        Flag("Your payments will [[commence]] in May.", (("start", "begin"),), Level.SHOULD),
        Flag("We found [[a prior]] check.", (("an earlier", "a past"),), Level.SHOULD),
    ),
    passes=("Your payments will start in May.", "We found an earlier check."),
)
