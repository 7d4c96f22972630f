"""The examples of an entry, run through the rules: exact words, exact result, silence after the swap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plainlang.checking import find
from plainlang.config import Settings
from plainlang.finding import Finding
from plainlang.glossary.compiled import Glossary
from plainlang.glossary.entry import Entry, Example
from plainlang.language.reading import Reading
from plainlang.readers.text import read
from plainlang.rules.rule import unmark

_WORDS_ONLY = Settings(rules={"passive": False})
"""An entry answers for its words, not for the grammar of its examples."""


def findings_in(text: str, glossary: Glossary) -> list[Finding]:
    """What the rules about words find in one sentence."""
    return find(Reading(read("example.txt", text.encode())), glossary, _WORDS_ONLY)


def swapped(text: str, findings: Sequence[Finding]) -> str:
    """The text with the first suggestion of every finding in place."""
    for finding in sorted(findings, key=lambda finding: finding.span, reverse=True):
        if finding.suggestions:
            text = text[: finding.span.start] + finding.suggestions[0] + text[finding.span.end :]
    return text


def example_faults(kind: str, entry: Entry, example: Example, glossary: Glossary) -> Iterator[str]:
    """What is wrong with an example, a sentence for each fault; nothing when it holds."""
    if example.flag is None:
        for finding in findings_in(example.passes or "", glossary):
            words = _words(example.passes or "", [finding])
            yield f"`pass` is to stay as it is, but {words} was found ({finding.rule}): “{example.passes}”"
        return
    text, marks = unmark(example.flag)
    found = [finding for finding in findings_in(text, glossary) if finding.rule == kind]
    if [finding.span for finding in found] != marks:
        wanted = ", ".join(f"“{text[mark.start : mark.end]}”" for mark in marks)
        yield f"`flag` found {_words(text, found)} instead of {wanted}: “{text}”"
    elif {finding.term for finding in found} != {entry.term}:
        others = ", ".join(f"“{finding.term}”" for finding in found if finding.term != entry.term)
        yield f"`flag` was found by another entry, {others}: “{text}”"
    elif example.becomes:
        yield from _swap_faults(kind, example.becomes, swapped(text, found), glossary)


def _swap_faults(kind: str, wanted: str, result: str, glossary: Glossary) -> Iterator[str]:
    if result != wanted:
        yield f"`becomes`: the swap gives “{result}” instead of “{wanted}”"
        return
    for finding in findings_in(result, glossary):
        # another kind's note is no reason to turn a good swap down
        if finding.rule == kind or finding.level.rank:
            yield f"`becomes` still holds {_words(result, [finding])} ({finding.rule}): “{result}”"


def _words(text: str, findings: Sequence[Finding]) -> str:
    return ", ".join(f"“{text[f.span.start : f.span.end]}”" for f in findings) or "nothing"
