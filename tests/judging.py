"""Judges one sentence in a test: the same pipeline as a letter, without files."""

from __future__ import annotations

from functools import lru_cache

from plainlang.checking import find
from plainlang.config import Settings
from plainlang.finding import Finding
from plainlang.glossary.compiled import Glossary
from plainlang.glossary.load import load_glossary
from plainlang.language.reading import Reading
from plainlang.readers.text import read
from plainlang.spans import Span


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The built-in glossary."""
    return load_glossary()


def findings_in(text: str, terms: Glossary | None = None) -> list[Finding]:
    """What all rules find in a text."""
    return find(Reading(read("example.txt", text.encode())), terms or glossary(), Settings())


def replaced(text: str, changes: list[tuple[Span, str]]) -> str:
    """The text with each span replaced, from the last to the first."""
    for span, words in sorted(changes, reverse=True):
        text = text[: span.start] + words + text[span.end :]
    return text
