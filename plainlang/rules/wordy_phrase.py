"""Phrases that take four words to say what one word says."""

from __future__ import annotations

from collections.abc import Iterator

from plainlang.finding import Finding, Level
from plainlang.rules.found import Found
from plainlang.rules.rule import Flag, Rule
from plainlang.rules.terms import find_terms


def find(found: Found) -> Iterator[Finding]:
    """A finding for each wordy phrase of the glossary."""
    return find_terms(found, "wordy-phrase", "Fewer words say the same.")


RULE = Rule(
    id="wordy-phrase",
    title="Say it in fewer words",
    level=Level.SHOULD,
    why="Every word that says nothing hides one that does.",
    source="Federal Plain Language Guidelines: leave out words that are not needed",
    find=find,
    flags=(
        Flag("Call us [[in the event that]] you move.", (("if",),), Level.SHOULD),
        Flag("[[Please be advised that your]] check came.", (("Your",),), Level.SHOULD),
    ),
    passes=("Call us if you move.", "The event that we went to was fun."),
    known_misses=("We [[took your pay into consideration]].",),
)
